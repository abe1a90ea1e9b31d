"""What is built from the code can be installed and used anywhere, with its data inside."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def run(*command: str | Path, cwd: Path, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run in a directory where the code is not, with nothing said of it by the surroundings."""
    kept = {
        k: v for k, v in os.environ.items() if k != "PYTHONPATH" and not k.startswith("VBDASH_")
    }
    return subprocess.run(
        [str(each) for each in command],
        cwd=cwd, env=kept, check=check, capture_output=True, text=True, timeout=120,
    )  # fmt: skip


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the package, built from a copy, so that nothing is left beside the code."""
    folder = tmp_path_factory.mktemp("wheel")
    copy = folder / "code"
    without = shutil.ignore_patterns("__pycache__")
    for name in ("vbdash", "data"):
        shutil.copytree(ROOT / name, copy / name, ignore=without)
    for name in (
        "pyproject.toml",
        "requirements.txt",
        "requirements-register.txt",
        "README.md",
        "LICENSE",
        ".gitignore",
    ):
        shutil.copy(ROOT / name, copy / name)
    earlier = copy / "data" / "earlier"
    earlier.mkdir(exist_ok=True)
    (earlier / "interventions.csv").write_text("of an import\n", encoding="utf-8")
    options = ("--no-deps", "--no-build-isolation", "--no-index", "--quiet", "-w", folder)
    run(sys.executable, "-m", "pip", "wheel", *options, copy, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the interpreter of a new environment with the package, beside what it depends on."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=False, symlinks=True)
    interpreter = home / "bin" / "python"
    own = Path(
        run(
            interpreter, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=home
        ).stdout.strip()
    )
    (own / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    options = ("--no-deps", "--no-index", "--quiet", "--ignore-installed")
    run(interpreter, "-m", "pip", "install", *options, wheel, cwd=home)
    return interpreter


def test_the_installed_package_loads_its_own_data(python: Path, tmp_path: Path) -> None:
    code = (
        "import vbdash; d = vbdash.load(); print(vbdash.__file__); print(d.directory);"
        "print(d.shares('gva', 'B-E', region='24', year=2024)['share'].round(1).item())"
    )
    file, directory, share = run(python, "-c", code, cwd=tmp_path).stdout.splitlines()
    home = python.parents[1].resolve()
    assert home in Path(file).resolve().parents
    assert Path(directory) == Path(file).resolve().parent / "shipped"
    assert share == "26.1"


@pytest.mark.parametrize("by", ["module", "script"])
def test_the_command_line_works_by_both_names(python: Path, tmp_path: Path, by: str) -> None:
    command = (python, "-m", "vbdash") if by == "module" else (python.with_name("vbdash"),)
    assert "no faults" in run(*command, "check", cwd=tmp_path).stdout
    usage = run(*command, "--help", cwd=tmp_path).stdout
    assert usage.startswith("användning: " + ("python -m vbdash" if by == "module" else "vbdash"))


def test_it_draws_and_speaks_swedish(python: Path, tmp_path: Path) -> None:
    """Typefaces, templates and catalogues have come along."""
    run(python, "-m", "vbdash", "report", "--municipality", "Malå", cwd=tmp_path)
    (pdf,) = tmp_path.glob("*.pdf")
    assert pdf.read_bytes().startswith(b"%PDF")
    assert pdf.name == "industrin-i-mala-faktablad.pdf"
    code = (
        "import vbdash; from vbdash.charts import ranked_bars, to_svg; from vbdash.text import Text;"
        "t = vbdash.load(lang='sv').compare(); t = t.rename(columns={'region': 'label', 'share': 'value'});"
        "print(b'Norsj' in to_svg(ranked_bars(t, Text('sv')), '', tx=Text('sv')))"
    )
    assert run(python, "-c", code, cwd=tmp_path).stdout.strip() == "True"


def test_an_import_into_data_that_an_update_replaces_is_refused(
    python: Path, tmp_path: Path
) -> None:
    run(python, "-m", "vbdash", "template", "--format", "csv", "-o", tmp_path, cwd=tmp_path)
    (file,) = tmp_path.glob("*.csv")
    done = run(python, "-m", "vbdash", "import", "interventions", file, cwd=tmp_path, check=False)
    assert done.returncode == 1
    assert "--data" in done.stderr


def test_the_package_holds_what_it_needs_and_nothing_of_its_own_machine(wheel: Path) -> None:
    names = subprocess.run(
        [sys.executable, "-m", "zipfile", "-l", str(wheel)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "vbdash/py.typed" in names
    assert "vbdash/shipped/samples/datapackage.json" in names
    assert "shipped/earlier" not in names
    assert "tests/" not in names


def test_dependencies_and_version_are_said_in_one_place() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert set(project["project"]["dynamic"]) == {
        "version",
        "dependencies",
        "optional-dependencies",
    }
    assert "dependencies" not in project["project"]
    dev = (ROOT / "requirements-dev.txt").read_text(encoding="utf-8")
    for build in project["build-system"]["requires"]:
        assert f"\n{build}" in dev, "the tests build with what pip builds with"
