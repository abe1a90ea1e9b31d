"""The command that checks: always all of it, and what passes is known at the next start."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from vbdash.__main__ import main
from vbdash.commands import check as command
from vbdash.data import stamp
from vbdash.data.dataset import data_directory, read_package


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VBDASH_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(stamp, "PASSED", ())
    return Path(shutil.copytree(data_directory(), tmp_path / "data"))


def test_what_passes_is_stamped_with_its_samples(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(copy)]) == 0
    assert "no faults" in capsys.readouterr().out
    for directory in (copy, copy / "samples"):
        assert stamp.passed(read_package(directory)[2])


def test_what_has_faults_is_not(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = copy / "regions.csv"
    path.write_bytes(path.read_bytes().replace(b"municipality", b"parish"))
    assert main(["check", str(copy)]) == 1
    assert "regions.csv" in capsys.readouterr().err
    assert not stamp.passed(read_package(copy)[2])


def test_a_stamp_does_not_shorten_it(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = copy / "regions.csv"
    path.write_bytes(path.read_bytes().replace(b"2480", b"2479"))
    monkeypatch.setattr(stamp, "passed", lambda digest: True)
    assert main(["check", str(copy)]) == 1


def test_the_package_can_be_stamped(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = tmp_path / "shipped.py"
    shutil.copy(command.shipped.__file__, module)
    monkeypatch.setattr(command.shipped, "__file__", str(module))
    before = module.read_text()
    assert main(["check", "--shipped", str(copy)]) == 0
    assert module.read_text() == before  # the same data, the same checks: the same stamps
    path = copy / "sources.csv"
    path.write_bytes(path.read_bytes().replace(b"Tillv", b"Tillw"))
    assert main(["check", "--shipped", str(copy)]) == 0
    assert module.read_text() != before
    found: dict[str, tuple[str, ...]] = {}
    exec(module.read_text(), found)  # noqa: S102
    assert found["PASSED"][0] == stamp.mark(read_package(copy)[2])
