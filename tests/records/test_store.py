"""What is kept beside an imported table: for whom, for how long, and how it comes back."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import vbdash
from tests.records.files.bad_files import HEADER, HELP, ROW, changed, csv
from vbdash.__main__ import main
from vbdash.data.faults import DataError
from vbdash.records import store

SHIPPED = Path(__file__).resolve().parents[2] / "data"
ONE, TWO = b"a\n1\n", b"a\n2\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "data"))


def put(data: Path, rows: list[list[str]], *more: str) -> int:
    file = data.parent / "insatser.csv"
    file.write_bytes(csv(rows))
    return main(["import", "interventions", str(file), "--data", str(data), *more])


def firms(count: int) -> list[list[str]]:
    return [HEADER, *(named(f"f-{i}") for i in range(count))]


def named(firm: str) -> list[str]:
    return changed("Företagsnamn", f"Bolaget {firm} AB", changed("Företags-id", firm, HELP))


def ids(data: Path) -> set[str]:
    return set(vbdash.load(data).table("interventions")["firm_id"])


def test_what_is_imported_is_for_its_owner_alone(data: Path) -> None:
    (data / "interventions.csv").chmod(0o644)
    assert put(data, firms(9)) == 0
    places = [data / "interventions.csv", *(data / "earlier").iterdir(),
              *(data / "published").iterdir()]  # fmt: skip
    assert len(places) == 3
    for path in places:
        assert path.stat().st_mode & 0o777 == 0o600
    for folder in ("earlier", "published"):
        assert (data / folder).stat().st_mode & 0o777 == 0o700


def test_a_table_does_not_lose_most_of_its_firms_unasked(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert put(data, firms(130)) == 0
    before = (data / "interventions.csv").read_bytes()
    assert put(data, firms(1)) == 1
    said = capsys.readouterr().err
    assert "129 av 130 företag" in said
    assert "--yes" in said
    assert (data / "interventions.csv").read_bytes() == before
    assert put(data, [HEADER, *(named(f"g-{i}") for i in range(130))]) == 1, (
        "as many firms, but other ones"
    )
    assert put(data, firms(65)) == 0
    assert put(data, firms(1), "--yes") == 0


@pytest.mark.parametrize(("answer", "status"), [("j", 0), ("n", 1), ("", 1)])
def test_somebody_at_the_terminal_is_asked(
    answer: str, status: int, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(data, firms(9))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _: answer)
    assert put(data, firms(1)) == status


def test_an_import_can_be_undone_and_the_undoing_too(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    undo = ["import", "interventions", "--undo", "--data", str(data)]
    assert main(undo) == 1
    put(data, firms(3))
    put(data, firms(5))
    assert main(undo) == 0
    assert ids(data) == {"f-0", "f-1", "f-2"}
    assert main(undo) == 0
    assert len(ids(data)) == 5
    capsys.readouterr()
    assert main(["import", "interventions", "--list", "--data", str(data)]) == 0
    listed = capsys.readouterr().out
    assert listed.count("ersatt") >= 2
    assert "730 dagar" in listed
    oldest = [line for line in listed.splitlines() if "ersatt" in line][-1].partition(":")[0]
    assert main([*undo[:3], oldest, *undo[3:]]) == 0
    assert not ids(data), "as shipped"
    assert main([*undo[:3], "../sources.csv", *undo[3:]]) == 1


def test_old_versions_are_deleted(tmp_path: Path) -> None:
    table = tmp_path / "interventions.csv"
    table.write_bytes(ONE)
    kept = store.replace_table(table, TWO, lambda: None)
    assert kept is not None
    now = datetime.now(UTC)
    assert store.prune(tmp_path, 10, now + timedelta(days=9)) == 0
    assert [each.path for each in store.versions(table)] == [kept]
    (tmp_path / "earlier" / "note.csv").write_text("not ours")
    assert store.prune(tmp_path, 10, now + timedelta(days=11)) == 1
    assert not kept.exists()
    assert (tmp_path / "earlier" / "note.csv").exists()


def test_what_a_killed_import_left_goes_without_another_import(tmp_path: Path) -> None:
    at_work, left = tmp_path / ".interventions.csv.a.new", tmp_path / ".interventions.csv.b.new"
    for path in (at_work, left):
        path.write_bytes(ONE)
    os.utime(left, (time.time() - 7200,) * 2)
    store.prune(tmp_path, 730)
    assert at_work.exists()
    assert not left.exists()


@pytest.mark.parametrize("text", ["0", "-1", "two years", "1.5", "9999999"])
def test_a_retention_that_is_no_number_of_days_stops_an_import(
    text: str, data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VBDASH_RETENTION", text)
    with pytest.raises(DataError):
        store.retention()
    before = (data / "interventions.csv").read_bytes()
    assert put(data, firms(3)) == 1
    assert "VBDASH_RETENTION" in capsys.readouterr().err
    assert (data / "interventions.csv").read_bytes() == before


def test_a_short_key_for_pseudonyms_is_refused_and_not_printed(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VBDASH_PSEUDONYM_KEY", "hemligt")
    assert put(data, firms(3)) == 1
    said = capsys.readouterr().err
    assert "minst 32 tecken" in said
    assert "hemligt" not in said
    assert main(["check", str(data)]) == 1
    monkeypatch.setenv("VBDASH_PSEUDONYM_KEY", "x" * 32)
    assert put(data, firms(3)) == 0


#: An import of its own: replaces the table by the other edition, over and over.
_CHILD = """
import sys
from pathlib import Path
from vbdash.records.store import replace_table
path, editions = Path(sys.argv[1]), [Path(each).read_bytes() for each in sys.argv[2:]]
print("ready", flush=True)
while True:
    for edition in editions:
        replace_table(path, edition, lambda: None)
"""


def test_a_killed_import_leaves_one_edition_whole_and_nothing_behind(tmp_path: Path) -> None:
    """Four kills here; ``benchmarks/imports.py`` does four hundred."""
    table = tmp_path / "data" / "interventions.csv"
    table.parent.mkdir()
    editions = []
    for i in range(2):
        editions.append(tmp_path / f"{i}.csv")
        editions[-1].write_bytes(bytes([65 + i]) * 400_000)
    store.replace_table(table, editions[0].read_bytes(), lambda: None)
    for i in range(4):
        child = subprocess.Popen(
            [sys.executable, "-c", _CHILD, str(table), *map(str, editions)],
            stdout=subprocess.PIPE,
        )  # fmt: skip
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(0.01 + 0.007 * i)
        child.kill()
        child.communicate()
        content = table.read_bytes()
        assert content in [each.read_bytes() for each in editions]
    (table.parent / f".{table.name}.left.new").write_bytes(b"half")
    store.replace_table(table, ONE, lambda: None)
    assert not list(table.parent.rglob(".*.new"))
    kept = [path.read_bytes() for path in (table.parent / "earlier").iterdir()]
    assert all(content in [each.read_bytes() for each in editions] for content in kept)


def within(seconds: float, work: object) -> bool:
    """Whether some work ends in time."""
    thread = threading.Thread(target=work, daemon=True)  # type: ignore[arg-type]
    thread.start()
    thread.join(seconds)
    return not thread.is_alive()


@pytest.mark.parametrize("name", ["sources.csv", "interventions.csv", "datapackage.json"])
def test_a_pipe_in_the_data_directory_is_a_fault_and_not_waited_for(name: str, data: Path) -> None:
    (data / name).unlink()
    os.mkfifo(data / name)
    found: list[DataError] = []

    def load() -> None:
        try:
            vbdash.load(data)
        except DataError as error:
            found.append(error)

    assert within(20, load)
    assert name in str(found[0])


def test_a_pipe_is_not_imported(data: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    status: list[int] = []
    run = ["import", "interventions", str(tmp_path / "pipe.csv"), "--data", str(data)]
    assert within(20, lambda: status.append(main(run)))
    assert status == [1]


def test_what_was_there_is_there_when_the_new_does_not_load(tmp_path: Path) -> None:
    table = tmp_path / "interventions.csv"
    table.write_bytes(ONE)

    def fails() -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="space"):
        store.replace_table(table, TWO, fails)
    assert table.read_bytes() == ONE


def test_a_table_broken_by_hand_can_be_undone(data: Path) -> None:
    put(data, [HEADER, ROW, HELP])
    put(data, firms(3))
    (data / "interventions.csv").write_text("not,a,table\n")
    with pytest.raises(DataError):
        ids(data)
    assert main(["import", "interventions", "--undo", "--data", str(data)]) == 0
    assert len(ids(data)) == 2
