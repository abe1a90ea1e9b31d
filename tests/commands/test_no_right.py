"""Files and folders that the user may not read or write: named, with what to do, never a trace.

Nothing is patched: who runs this as root becomes a user without rights for as long as a test takes.
"""

from __future__ import annotations

import importlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

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
#: Who has no rights, in root's place.
NOBODY = 65534
#: What the commands load late: root's own Python may lie where the other user may not go.
LATE = ("vbdash.commands.refresh", "vbdash.commands.editions", "xlsxwriter.utility")


@pytest.fixture
def data() -> Iterator[Path]:
    """A data directory of one's own, where others may go, with a file of records beside it."""
    with TemporaryDirectory() as home:
        folder = Path(home) / "data"
        shutil.copytree(Path(__file__).resolve().parents[2] / "data", folder)
        (folder.parent / "a.csv").write_bytes(csv([HEADER, ROW, HELP]))
        yield folder


@pytest.fixture
def shut(data: Path) -> Iterator[Callable[[Path], None]]:
    """Shut a file or folder; root, who may read everything, goes on as a user without rights."""
    closed: list[Path] = []

    def shut(path: Path) -> None:
        closed.append(path)
        if ROOT:
            load()
            for name in LATE:
                importlib.import_module(name)
            for each in (data.parent, *data.parent.rglob("*")):
                os.chown(each, NOBODY, NOBODY)
        path.chmod(0)
        if ROOT:
            os.setresuid(NOBODY, NOBODY, 0)  # for the kernel the process is that user's now
            if not os.access(data.parent, os.X_OK) or not os.access(__file__, os.R_OK):
                pytest.skip("another user may not go where the tests lie")

    yield shut
    if ROOT:
        os.setresuid(0, 0, 0)
    for path in closed:
        path.chmod(0o700)


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
        importlib.import_module("vbdash.register.importing")
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
    data: Path, shut: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = data / EDITIONS
    folder.mkdir()
    shut(folder)
    assert history(data) == []
    main(["doctor", "--data", str(data)])
    assert f"får inte: {folder}" in capsys.readouterr().out


def test_data_in_a_folder_that_may_not_be_entered_are_told_at_the_start(
    data: Path, shut: Callable[[Path], None]
) -> None:
    shut(data)
    with pytest.raises(DataError):
        Keeper(lambda: load(data), data)
