"""The import replaces a table as a whole or leaves everything as it was."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import vbdash
from tests.sources.bad_files import BAD, HEADER, HELP, ROW, changed, csv, xlsx
from vbdash.__main__ import main
from vbdash.commands import store

SHIPPED = Path(__file__).resolve().parents[2] / "data"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data directory of one's own."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "data"))


def run(data: Path, content: bytes, name: str = "insatser.csv") -> int:
    file = data.parent / name
    file.write_bytes(content)
    return main(["import", "interventions", str(file), "--data", str(data), "--lang", "sv"])


def everything(data: Path) -> dict[str, bytes]:
    return {str(p.relative_to(data)): p.read_bytes() for p in data.rglob("*") if p.is_file()}


def test_records_are_in_place_and_the_version_before_is_kept(data: Path, capsys) -> None:
    assert run(data, csv([HEADER, ROW, HELP])) == 0
    table = vbdash.load(data).table("interventions")
    assert table["firm_id"].tolist() == ["5560004615", "f-2"]
    assert table["firm_name"].tolist() == ["Alfa Mekaniska AB", "Beta AB"]
    assert not table["sample"].any()
    assert run(data, xlsx([HEADER, HELP]), "insatser.xlsx") == 0
    assert len(vbdash.load(data).table("interventions")) == 1
    kept = sorted((data / store.EARLIER).glob("interventions-*.csv"))
    assert len(kept) == 2
    assert any(b"Alfa Mekaniska" in each.read_bytes() for each in kept)
    assert "1 rader om 1 företag" in capsys.readouterr().out


def test_an_earlier_version_can_be_imported_again(data: Path) -> None:
    run(data, csv([HEADER, ROW, HELP]))
    first = (data / "interventions.csv").read_bytes()
    run(data, csv([HEADER, HELP]))
    kept = max((data / store.EARLIER).glob("*.csv"), key=lambda p: p.stat().st_size)
    assert run(data, kept.read_bytes()) == 0
    assert (data / "interventions.csv").read_bytes() == first


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_leaves_things_as_they_were(name: str, data: Path, capsys) -> None:
    run(data, csv([HEADER, HELP]))
    before = everything(data)
    file, content, words, _ = BAD[name]
    assert run(data, content, file) == 1
    assert everything(data) == before
    printed = capsys.readouterr().err
    assert words in printed
    assert "Inget har ändrats" in printed
    assert "Traceback" not in printed


def test_made_up_rows_are_never_taken(data: Path) -> None:
    before = everything(data)
    assert run(data, csv([[*HEADER, "Påhittad"], [*HELP, "ja"]])) == 1
    assert run(data, (data / "samples" / "interventions_sample.csv").read_bytes()) == 1
    assert everything(data) == before


@pytest.mark.parametrize("broken", ["fsync", "replace", "check", "keep"])
def test_a_failure_at_any_point_leaves_the_old_table(broken: str, data: Path, monkeypatch) -> None:
    run(data, csv([HEADER, HELP]))
    before = (data / "interventions.csv").read_bytes()

    def fails(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    if broken == "fsync":
        monkeypatch.setattr(store.os, "fsync", fails)
    elif broken == "replace":
        monkeypatch.setattr(Path, "replace", fails)
    elif broken == "keep":
        monkeypatch.setattr(store, "_keep", fails)
    else:
        monkeypatch.setattr("vbdash.commands.importing._loads", fails)
    assert run(data, csv([HEADER, ROW])) == 1
    monkeypatch.undo()
    assert (data / "interventions.csv").read_bytes() == before
    assert not list(data.glob(".*.new"))
    assert len(vbdash.load(data).table("interventions")) == 1


def test_a_missing_file_is_said_plainly(data: Path, capsys) -> None:
    assert main(["import", "interventions", str(data / "none.csv"), "--data", str(data)]) == 1
    assert "none.csv" in capsys.readouterr().err


def test_an_identity_number_never_reaches_the_disk(data: Path) -> None:
    assert run(data, csv([HEADER, changed("Företags-id", "19811218-9876")])) == 0
    assert all(b"811218" not in content for content in everything(data).values())


def test_what_is_left_out_is_printed(data: Path, capsys) -> None:
    run(data, csv([[*HEADER, "Handläggare"], [*HELP, "x"], ["# slut"]]))
    printed = capsys.readouterr().out
    assert "rad 3" in printed
    assert "Handläggare" in printed


def test_the_same_file_twice_changes_nothing(data: Path) -> None:
    run(data, csv([HEADER, HELP]))
    before = everything(data)
    run(data, csv([HEADER, HELP]))
    assert everything(data) == before
