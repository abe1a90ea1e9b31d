"""A stamp is believed for the very data and the very checks it was made of, and nothing else."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import vbdash
from vbdash.data import dataset as reading
from vbdash.data import shipped, stamp
from vbdash.data.dataset import data_directory, read_package
from vbdash.data.keeper import load_sparingly, read_sparingly
from vbdash.records import importing

DIGEST = "4909d622" * 8
posix = pytest.mark.skipif(not hasattr(os, "getuid"), reason="owners and modes are POSIX")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place for stamps that is not there yet, and a package that ships with none."""
    monkeypatch.setenv("VBDASH_CACHE", str(tmp_path / "a" / "cache"))
    monkeypatch.setattr(stamp, "PASSED", ())
    return tmp_path / "a" / "cache"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(data_directory(), tmp_path / "data"))


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Return of each table that is read whether it was taken as checked."""
    found: list[bool] = []
    read = reading.read_table

    def reads(resource: object, content: bytes, *, checked: bool) -> object:
        found.append(checked)
        return read(resource, content, checked=checked)

    monkeypatch.setattr(reading, "read_table", reads)
    return found


def test_what_has_passed_is_not_checked_again(
    cache: Path, copy: Path, checked: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VBDASH_DATA", str(copy))
    first = load_sparingly()
    assert not any(checked)
    checked.clear()
    again = load_sparingly()
    assert all(checked)
    assert again.digest == first.digest
    checked.clear()
    vbdash.load(copy)  # who does not ask for it gets every check
    assert not any(checked)


@pytest.mark.parametrize("file", ["regions.csv", "datapackage.json"])
def test_any_other_byte_is_checked(
    cache: Path, copy: Path, checked: list[bool], monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    monkeypatch.setenv("VBDASH_DATA", str(copy))
    load_sparingly()
    checked.clear()
    path = copy / file
    content = path.read_bytes()
    path.write_bytes(
        content.replace(b"Ume\xc3\xa5", b"Uma\xc3\xa5") if b"Ume" in content else content + b" "
    )
    load_sparingly()
    assert checked
    assert not any(checked)


def test_data_with_faults_never_get_one(
    cache: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VBDASH_DATA", str(copy))
    path = copy / "regions.csv"
    path.write_bytes(path.read_bytes().replace(b"municipality", b"parish"))
    for _ in range(2):
        with pytest.raises(vbdash.DataError):
            load_sparingly()
    (copy / "samples" / "interventions_sample.csv").write_text("firm_id\n1\n")
    assert read_sparingly(copy / "samples") == {}
    assert not cache.exists()


def test_an_import_leaves_nothing_to_check_for_the_app_that_follows(
    cache: Path, copy: Path
) -> None:
    assert not stamp.passed(read_package(copy)[2])
    importing._loads(copy)
    assert stamp.passed(read_package(copy)[2])


def test_a_byte_that_moves_to_the_next_file_is_another_digest(tmp_path: Path) -> None:
    schema = {"fields": [{"name": "a", "type": "string"}]}
    resources = [{"name": n, "path": f"{n}.csv", "schema": schema} for n in ("one", "two")]
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": resources}))
    found = []
    for one, two in (("a\n1\n", "a\n2\n"), ("a\n1\na\n", "2\n")):
        (tmp_path / "one.csv").write_text(one)
        (tmp_path / "two.csv").write_text(two)
        found.append(read_package(tmp_path)[2])
    assert found[0] != found[1]


@pytest.mark.parametrize("change", ["code", "library", "gone"])
def test_another_checker_believes_none_of_it(
    cache: Path, monkeypatch: pytest.MonkeyPatch, change: str, tmp_path: Path
) -> None:
    stamp._checker.cache_clear()
    stamp.remember(DIGEST)
    assert stamp.passed(DIGEST)
    if change == "library":
        version = stamp.metadata.version
        monkeypatch.setattr(stamp.metadata, "version", lambda name: f"{version(name)}.post1")
    else:
        here = tmp_path / "code"
        here.mkdir()
        for name in stamp._CHECKING if change == "code" else ():
            content = (Path(stamp.__file__).parent / name).read_bytes()
            (here / name).parent.mkdir(exist_ok=True)
            (here / name).write_bytes(content + b"\n")
        monkeypatch.setattr(stamp, "__file__", str(here / "stamp.py"))
    stamp._checker.cache_clear()
    assert not stamp.passed(DIGEST)
    monkeypatch.undo()
    stamp._checker.cache_clear()


@posix
def test_where_it_is_kept_is_the_users_alone(cache: Path) -> None:
    before = os.umask(0)
    try:
        stamp.remember(DIGEST)
    finally:
        os.umask(before)
    assert stat.S_IMODE(cache.stat().st_mode) == 0o700
    assert [each.name for each in cache.iterdir()] == ["checked.json"]
    assert stat.S_IMODE((cache / "checked.json").stat().st_mode) == 0o600


def folder_for_all(cache: Path) -> None:
    cache.chmod(0o777)


def folder_for_a_group(cache: Path) -> None:
    cache.chmod(0o770)


def file_for_all(cache: Path) -> None:
    (cache / "checked.json").chmod(0o666)


def link(cache: Path) -> None:
    (cache / "checked.json").rename(cache / "elsewhere.json")
    (cache / "checked.json").symlink_to(cache / "elsewhere.json")


def pipe(cache: Path) -> None:
    (cache / "checked.json").unlink()
    os.mkfifo(cache / "checked.json")


def directory(cache: Path) -> None:
    (cache / "checked.json").unlink()
    (cache / "checked.json").mkdir()


@posix
@pytest.mark.parametrize(
    "spoil", [folder_for_all, folder_for_a_group, file_for_all, link, pipe, directory]
)
def test_what_others_may_have_written_is_not_believed(
    cache: Path, spoil: Callable[[Path], None], caplog: pytest.LogCaptureFixture
) -> None:
    stamp.remember(DIGEST)
    spoil(cache)
    assert not stamp.passed(DIGEST)
    stamp.remember(DIGEST)  # nothing stops
    if spoil in {folder_for_all, folder_for_a_group}:
        assert not stamp.passed(DIGEST)
        assert "is not used" in caplog.text
    elif spoil is not directory:
        assert stamp.passed(DIGEST)  # replaced by one of the user's own


@posix
def test_what_somebody_else_owns_is_not_believed(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamp.remember(DIGEST)
    me = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: me + 1)
    assert not stamp.passed(DIGEST)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.one_of(
        st.binary(max_size=200),
        st.recursive(
            st.none() | st.integers() | st.text(max_size=5),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.just("passed"), inner),
        ).map(lambda value: json.dumps(value).encode()),
        st.sampled_from([b"[" * 60_000, b'{"passed": "' + b"x" * 200_000, b"", b"\xff"]),
    )
)
def test_what_is_malformed_is_not_believed(cache: Path, content: bytes) -> None:
    cache.mkdir(mode=0o700, parents=True, exist_ok=True)
    (cache / "checked.json").write_bytes(content)
    assert not stamp.passed(DIGEST)
    stamp.remember(DIGEST)
    assert stamp.passed(DIGEST)
    assert not stamp.passed(DIGEST[::-1])
    assert not stamp.passed("")


def test_the_file_does_not_grow(cache: Path) -> None:
    for number in range(stamp._MOST + 10):
        stamp.remember(f"{number:064}")
    kept = json.loads((cache / "checked.json").read_text())["passed"]
    assert len(kept) == stamp._MOST
    assert stamp.passed(f"{stamp._MOST + 9:064}")
    assert not stamp.passed(f"{0:064}")


def test_nowhere_to_write_only_costs_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("VBDASH_CACHE", str(tmp_path / "file"))
    stamp.remember(DIGEST)
    assert not stamp.passed(DIGEST)
    monkeypatch.delenv("VBDASH_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")  # the standard says: ignore it
    assert stamp.folder() is None or stamp.folder().is_relative_to(Path.home())
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    if sys.platform == "linux":
        assert stamp.folder() == tmp_path / "vbdash"


def test_the_package_is_stamped_with_the_data_it_ships_with(dataset: vbdash.Dataset) -> None:
    """Mended by ``python -m vbdash check --shipped`` when data, checks or libraries have changed."""
    _, _, samples, faults = read_package(dataset.directory / "samples")
    assert not faults
    assert (stamp.mark(dataset.digest), stamp.mark(samples)) == shipped.PASSED


def test_the_first_start_on_a_new_machine_loads_no_library_that_checks(tmp_path: Path) -> None:
    program = (
        "import subprocess, sys; subprocess.Popen = None;"
        "from vbdash.data.keeper import load_sparingly, read_sparingly;"
        "data = load_sparingly(); print(data.digest);"
        "assert len(read_sparingly(data.directory / 'samples')['interventions_sample']) > 100;"
        "sys.exit('pandera' in sys.modules or 'frictionless' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=False, capture_output=True, text=True,
        env={**os.environ, "VBDASH_CACHE": str(tmp_path / "new")},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == vbdash.load().digest
    assert not (tmp_path / "new").exists()
