"""What has changed, as tables, in words, as Atom and as JSON; and how old each source is."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest

from tests.refresh.agencies import Agencies, changed
from tests.refresh.conftest import job, quick, run
from tests.refresh.test_stops import set_cells
from vbdash.__main__ import main
from vbdash.commands.refresh import _told
from vbdash.data.dataset import load
from vbdash.data.refreshed import served_edition
from vbdash.exhibits.news import entries, sources_table
from vbdash.refresh.changes import changed_rows, compare, compare_editions
from vbdash.refresh.feed import Entry, as_json, atom
from vbdash.refresh.freshness import freshness
from vbdash.sentences.changes import (
    change_sentences,
    fact_changes,
    place_sentences,
    region_sentences,
)
from vbdash.text import Text

SV = Text("sv")
KEY = ["measure", "series", "sector", "region_code", "year"]


def rows(*values: tuple[object, ...]) -> pd.DataFrame:
    return pd.DataFrame([("m", "s", "TOTAL", *v) for v in values], columns=[*KEY, "value"])


def test_new_revised_and_gone() -> None:
    before = rows(("2401", 2020, 10.0), ("2403", 2020, 5.0), ("2404", 2020, 0.0))
    after = rows(("2401", 2020, 12.0), ("2404", 2020, 0.0), ("2401", 2021, 13.0))
    table = changed_rows(before, after)
    assert table[["region_code", "year", "kind"]].to_numpy().tolist() == [
        ["2401", 2020, "revised"], ["2401", 2021, "new"], ["2403", 2020, "gone"],
    ]  # fmt: skip
    assert table["percent"].iloc[0] == pytest.approx(20)


def test_commuting_is_told_too(data: Path, agencies: Agencies) -> None:
    run(job(data, "TAB1830"))
    before = load(data, edition="")
    after = load(data)
    for changes in (compare(before, after), compare_editions(data, "", served_edition(data))):
        year = int(after.table("commuting")["year"].max())
        [line] = change_sentences(SV, changes, after)
        assert line.startswith("Pendling mellan kommuner: ") and f"({year})" in line
        own = region_sentences(SV, changes, "2482", after)
        assert len(own) == 1 and own[0].startswith("Pendling mellan kommuner: ")


@pytest.fixture
def revised(data: Path, agencies: Agencies) -> Path:
    """TAB3200 published, then published anew with Skellefteå's rates revised."""
    run(job(data, "TAB3200"))
    agencies.faults = {"/data": changed(set_cells(lambda v: v + 11.5, Region="2482", Tid="2024"))}
    run(job(data, "TAB3200"))
    return data


def test_a_revision_in_words(revised: Path) -> None:
    now = served_edition(revised)
    trail = [json.loads(x) for x in (revised / "editions" / "log.jsonl").read_text().splitlines()]
    before, after = load(revised, edition=trail[0]["edition"]), load(revised)
    changes = compare(before, after)
    assert set(changes.rows["kind"]) == {"revised"}
    lines = change_sentences(SV, changes, after)
    assert len(lines) == 2
    assert "1 reviderat, som mest med" in lines[0]
    assert "Skellefteå 2024" in lines[0]
    assert compare_editions(revised, trail[0]["edition"], now).rows.equals(changes.rows)
    own = region_sentences(SV, changes, "2482", after)
    assert len(own) == 2
    assert region_sentences(SV, changes, "2401", after) == []
    moved = place_sentences(SV, before, after)
    assert any("Skellefteå var nummer" in line for line in moved)
    texts = fact_changes(SV, before, after)
    assert texts and all(old != new for old, new in texts)
    assert any("Skellefteå" in f"{old} {new}" for old, new in texts)


def test_from_shipped_to_an_edition_the_new_years_are_told(revised: Path) -> None:
    changes = compare_editions(revised, "", served_edition(revised))
    assert set(changes.measures["years"]) == {"2023–2024"}
    assert "nya tal (2023–2024)" in change_sentences(SV, changes, load(revised))[0]


def test_the_feed_is_atom_with_the_newest_first(revised: Path) -> None:
    found = entries(load(revised), SV)
    assert len(found) == 2
    tree = ElementTree.fromstring(atom(found, "Ändringar", "https://exempel.se/", "sv"))
    space = {"a": "http://www.w3.org/2005/Atom"}
    for name in ("id", "title", "updated"):
        assert tree.findtext(f"a:{name}", namespaces=space)
    ids = [e.text for e in tree.findall("a:entry/a:id", space)]
    assert len(set(ids)) == 2
    assert served_edition(revised) in str(ids[0])
    assert json.loads(as_json(found))["entries"][0]["edition"] == served_edition(revised)


def test_a_feed_holds_any_text() -> None:
    entry = Entry("e", "2026-01-01T00:00:00Z", "<&> \x00 \x0b ”å”", ("a\x07b", "c"))
    tree = ElementTree.fromstring(atom([entry], "t", "https://exempel.se", "sv"))
    assert "<&>" in "".join(tree.itertext())
    assert ElementTree.fromstring(atom([], "t", "https://exempel.se", "sv")) is not None


def test_freshness_tells_what_is_late(served: Path) -> None:
    table = freshness(served, date(2026, 10, 1)).set_index("table")
    row = table.loc["TAB3204"]
    assert row["published"] == "2025-11-28"
    assert row["expected"] == "2026-11-28"
    assert not row["late"]
    assert not table.drop("TAB3204")["fetched"].any()
    assert not freshness(served, date(2026, 11, 28))["late"].any()
    later = freshness(served, date(2026, 11, 29)).set_index("table")["late"]
    assert later.to_dict() == {name: name == "TAB3204" for name in later.index}
    first = sources_table(load(served), SV, date(2099, 1, 1)).iloc[0]
    assert first["Status"] == "Nyare uppgifter borde finnas"
    assert first["Publicerad"] == "28 november 2025" and first["Nästa väntas"] == "28 november 2026"


@pytest.mark.parametrize(("fetched", "late"), [(27, True), (28, True), (29, False)])
def test_a_fetch_on_the_very_day_may_have_come_too_early(
    data: Path, agencies: Agencies, fetched: int, late: bool
) -> None:
    then = datetime(2026, 11, fetched, 5, tzinfo=UTC)
    agencies.now = lambda: then
    run(job(data, now=lambda: then, sessions=lambda name: replace(quick(name), now=lambda: then)))
    told = freshness(data, date(2026, 12, 24)).set_index("table").loc["TAB3204"]
    assert (told["fetched"], told["late"]) == (f"2026-11-{fetched}", late)


def test_the_commands(
    served: Path, agencies: Agencies, capsys: pytest.CaptureFixture, monkeypatch
) -> None:
    monkeypatch.setattr(
        "vbdash.commands.refresh.Job",
        lambda d, what, counties, told: job(d, counties=counties or ("24",), told=told),
    )
    agencies.faults = {
        "/tables/TAB3204/data": changed(set_cells(lambda v: v + 1, Region="2482", SNI2007="K"))
    }
    assert main(["refresh", "TAB3204", "--county", "24", "--dry-run", "--data", str(served)]) == 0
    assert "inget publicerat" in capsys.readouterr().out
    before = served_edition(served)
    assert main(["refresh", "TAB3204", "--data", str(served)]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines()[-1].startswith("OK refresh: utgåva")
    assert "reviderade" in said.out
    assert main(["editions", "list", "--data", str(served)]) == 0
    assert f"* {served_edition(served)}" in capsys.readouterr().out
    assert main(["editions", "compare", before, "--data", str(served)]) == 0
    assert "reviderade" in capsys.readouterr().out
    assert main(["editions", "changes", "--format", "json", "--data", str(served)]) == 0
    assert main(["refresh", "--undo", "--data", str(served)]) == 0
    assert served_edition(served) == before
    assert main(["editions", "restore", "none", "--data", str(served)]) == 1
    assert main(["editions", "status", "--data", str(served)]) in {0, 1}
    capsys.readouterr()
    agencies.faults = {"/scb": "html"}
    assert main(["refresh", "TAB3204", "--data", str(served)]) == 3
    said = capsys.readouterr()
    assert said.out.splitlines()[-1].startswith("STOPP refresh (3)")
    assert "Inget av det som visas har ändrats." in said.err
    monkeypatch.setattr("vbdash.refresh.answers.write_whole", _full)
    agencies.faults = {}
    assert main(["refresh", "TAB3204", "--data", str(served)]) == 4
    assert "är disken full" in capsys.readouterr().err


@pytest.mark.parametrize(("terminal", "shown"), [
    (True, ["░", "█", "1 av 4 svar, 3 kvar", "4 av 4 svar, 0 kvar"]), (False, ["4 av 4 svar, 0 kvar"]),
])  # fmt: skip
def test_how_far_a_fetch_has_come_is_shown(
    terminal: bool, shown: list[str], capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: terminal, raising=False)
    told = _told(SV)
    for done in range(5):
        told("TAB3204", done, 4)
    said = capsys.readouterr().err
    assert all(each in said for each in shown)
    assert said.count("\n") == (0 if terminal else 1)


def _full(*_: object) -> None:
    raise OSError(28, "No space left on device")
