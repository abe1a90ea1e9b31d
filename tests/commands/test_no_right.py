"""Files and folders that the user may not read or write: named, with what to do, never a trace."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.records.files.bad_files import HEADER, HELP, ROW, csv
from vbdash.__main__ import main
from vbdash.data.dataset import load
from vbdash.data.faults import DataError
from vbdash.data.keeper import Keeper
from vbdash.data.refreshed import EDITIONS
from vbdash.refresh.publish import history

RIGHT = (
    "den användare som kör det här saknar rätt till den: ge användaren rätt till filen och mappen"
)
ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture
def shut(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path], None]]:
    """Shut a file or folder; for root, who may read everything, the calls that open it say no."""
    closed: list[Path] = []

    def shut(path: Path) -> None:
        closed.append(path)
        if not ROOT:
            path.chmod(0)

    def refuse(module: Any, name: str) -> None:
        before = getattr(module, name)

        def asked(path: Any, *more: Any, **named: Any) -> Any:
            if isinstance(path, (str, os.PathLike)):
                given = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() asks the patched calls
                within = [each for each in closed if each == given or each in given.parents]
                if [
                    e
                    for e in within
                    if e != given or name in ("open", "listdir", "mkdir", "scandir")
                ]:
                    raise PermissionError(13, "Permission denied", str(path))
            return before(path, *more, **named)

        monkeypatch.setattr(module, name, asked)

    if ROOT:
        for name in ("open", "stat", "listdir", "mkdir", "scandir"):
            refuse(os, name)
        import io

        refuse(io, "open")
    yield shut
    for path in closed:
        path.chmod(0o700)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data directory of one's own, with a file of records beside it."""
    folder = tmp_path / "data"
    shutil.copytree(Path(__file__).resolve().parents[2] / "data", folder)
    (tmp_path / "a.csv").write_bytes(csv([HEADER, ROW, HELP]))
    return folder


#: What is shut; what is run, where {d} is the data directory; what is named.
SHUT = [
    ("data", "check {d} --lang sv", "datapackage.json"),
    ("data/datapackage.json", "import interventions {d}/../a.csv --data {d}", "datapackage.json"),
    ("a.csv", "import interventions {d}/../a.csv --data {d} --yes", "a.csv"),
    ("data/earlier", "import interventions --list --data {d}", "earlier"),
    ("data/earlier", "import interventions --undo --data {d}", "earlier"),
    ("data", "import interventions --list --data {d}", "data"),
    ("data", "editions list --data {d}", "datapackage.json"),
    ("data/editions", "editions list --data {d}", "editions"),
    ("data/edition.json", "editions status --data {d}", "edition.json"),
    ("data/edition.json", "check {d} --lang sv", "edition.json"),
    ("data", "refresh scb --from {d}/../a.csv --data {d}", "datapackage.json"),
    ("a.csv", "refresh scb --from {d}/../a.csv --data {d}", "a.csv"),
    ("a.csv", "register {d}/../a.csv --data {d}", "a.csv"),
    ("out", "template -o {d}/../out/in", "out"),
]


@pytest.mark.parametrize(("what", "command", "named"), SHUT, ids=[f"{a} {b}" for a, b, _ in SHUT])
def test_what_may_not_be_read_is_named_with_what_to_do(
    what: str, command: str, named: str, data: Path, shut: Callable[[Path], None],
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    if command.startswith("register"):
        pytest.importorskip("duckdb")
    path = data.parent / what
    if not path.suffix:
        path.mkdir(exist_ok=True)
    elif not path.exists():
        path.write_text("{}")
    shut(path)
    assert main([part.format(d=data) for part in command.split()]) in (1, 4)
    told = capsys.readouterr().err
    assert named in told.partition(RIGHT)[0]
    assert RIGHT in told
    assert "Permission" not in told


def test_doctor_says_that_the_data_may_not_be_read(
    data: Path, shut: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    shut(data / "observations.csv")
    assert main(["doctor", "--data", str(data)]) == 1
    assert "python -m vbdash check" in capsys.readouterr().out


def test_a_history_that_may_not_be_read_fails_no_page_and_is_told_by_doctor(
    data: Path, shut: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    folder = data / EDITIONS
    folder.mkdir()
    shut(folder)
    assert history(data) == []
    if ROOT:  # who may do anything is asked as somebody who may not
        allowed = os.access
        monkeypatch.setattr(os, "access", lambda p, mode: allowed(p, mode) and Path(p) != folder)  # fmt: skip
    main(["doctor", "--data", str(data)])
    assert f"får inte: {folder}" in capsys.readouterr().out


def test_data_in_a_folder_that_may_not_be_entered_are_told_at_the_start(
    data: Path, shut: Callable[[Path], None]
) -> None:
    shut(data)
    with pytest.raises(DataError):
        Keeper(lambda: load(data), data)
