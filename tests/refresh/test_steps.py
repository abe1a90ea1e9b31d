"""The five steps, one after the other and each alone, against loopback agencies."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.refresh.agencies import Agencies, changed
from tests.refresh.conftest import empty_data, job, run, short
from tests.refresh.test_stops import set_cells
from vbdash.data.dataset import Dataset, load
from vbdash.data.keeper import Keeper
from vbdash.data.refreshed import served_edition
from vbdash.refresh.description import descriptions
from vbdash.refresh.gaps import closed_gaps
from vbdash.refresh.problems import Stopped
from vbdash.refresh.publish import editions, history, restore, undo
from vbdash.refresh.steps import Job, named


def test_all_tables_of_all_agencies_become_one_edition(data: Path, agencies: Agencies) -> None:
    name = run(job(data, "all"))
    after = load(data)
    assert served_edition(data) == name
    rows = after.table("observations").astype({"measure": "str", "series": "str", "status": "str"})
    used = {d.series for d in descriptions() if d.kind == "observations"}
    assert set(rows["series"]) == used
    assert len(after.table("commuting")) > 50
    assert set(rows.loc[rows["series"] == "scb_tab900", "status"]) == {"derived"}
    assert set(rows.loc[rows["series"] == "scb_tab3785", "year"]) == {2025}
    late = (rows["series"] == "eurostat_2000_2024") & (rows["year"] >= 2023)
    assert set(rows.loc[late, "status"]) == {"provisional"}
    assert set(rows.loc[rows["series"] == "scb_tab3785", "status"]) == {"provisional"}
    sources = after.table("sources").set_index("id")
    assert sources.loc["scb-tab3204", "published"] == "2025-11-28"
    frozen = json.loads(next((data / "frozen" / "scb-tab3204").glob("*/index.json")).read_bytes())
    for each in frozen["answers"]:  # as it came: address, time, digest
        assert each["url"].startswith(agencies.base) and len(each["digest"]) == 64
        assert each["time"].endswith("Z")
    assert sources.loc["scb-tab3204", "retrieved"].year >= 2025


def test_values_are_those_that_the_agency_sent(data: Path, agencies: Agencies) -> None:
    from tests.refresh import world

    run(job(data, "TAB5837"))
    dims, values = world.table("TAB5837")
    at = [dims["Region"].index("2482"), dims["SNI2007"].index("00"), slice(None), 0, 1]
    rows = load(data).table("observations")
    own = rows[(rows["region_code"] == "2482") & (rows["sector"] == "US") & (rows["year"] == 2020)]
    assert own["value"].tolist() == [values[tuple(at)].sum()]


def test_the_same_answers_give_the_same_bytes(
    data: Path, agencies: Agencies, tmp_path: Path
) -> None:
    first = run(job(data, "TAB3143"), "fetch", "freeze", "compile")
    other = empty_data(tmp_path / "other")
    (data / "frozen").rename(other / "frozen")
    second = Job(other, short("TAB3143"), ("24",)).compile()
    assert second.name == first.name
    assert second.files == first.files


def test_a_second_refresh_without_news_changes_nothing(data: Path, agencies: Agencies) -> None:
    assert run(job(data))
    before = {p: p.read_bytes() for p in (data / "editions").rglob("*") if p.is_file()}
    assert run(job(data)) == ""
    assert {p: p.read_bytes() for p in (data / "editions").rglob("*") if p.is_file()} == before


def test_a_fetch_that_broke_off_goes_on_where_it_was(
    data: Path, agencies: Agencies, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vbdash.refresh.agencies.scb.CELLS", 400)
    told: list[tuple[int, int]] = []
    agencies.breaks_after = 3
    with pytest.raises(Stopped):
        run(job(data, told=lambda _, done, count: told.append((done, count))), "fetch")
    count = told[-1][1]
    assert told == [(0, count), (1, count), (2, count)]
    assert count > 4
    agencies.breaks_after = None
    agencies.calls.clear()
    run(job(data), "fetch")
    assert len(agencies.calls) == 1 + count - 2
    agencies.calls.clear()
    run(job(data), "fetch", "freeze", "check")
    assert len(agencies.calls) == 1  # only whether the table has changed


def test_an_unfinished_fetch_cannot_be_frozen(data: Path, agencies: Agencies) -> None:
    run(job(data), "fetch")
    next((data / "frozen" / "incoming" / "scb-tab3204").glob("*.body")).unlink()
    with pytest.raises(Stopped, match="goes on where"):
        run(job(data), "freeze")


def test_an_agency_that_is_down_is_not_asked_for_its_other_tables(
    data: Path, agencies: Agencies
) -> None:
    agencies.faults = {"/scb": "down"}
    with pytest.raises(Stopped) as stopped:
        job(data, "all").fetch()
    assert len([c for c in agencies.calls if c.startswith("/scb")]) == 3
    assert len(stopped.value.faults) == 1
    assert [c for c in agencies.calls if c.startswith("/kolada")]


def test_pages_are_followed(data: Path, agencies: Agencies) -> None:
    agencies.page = 400
    run(job(data, "kolada"))
    assert len([c for c in agencies.calls if "page=2" in c]) == 1
    rows = load(data).table("observations")
    assert len(rows) == 15 * 2


def test_a_county_at_a_time_adds_up(data: Path, agencies: Agencies) -> None:
    run(job(data, "TAB3200"))
    run(job(data, "TAB3200", counties=("25",)))
    rows = load(data).table("observations")
    municipal = rows.loc[rows["region_code"].str.len() == 4, "region_code"]
    assert municipal.str[:2].nunique() == 2
    run(job(data, "TAB3200", counties=()))
    states = json.loads(
        max(
            (data / "editions").glob("*/manifest.json"), key=lambda p: p.stat().st_mtime_ns
        ).read_text()
    )["states"]
    assert len(states["scb-tab3200"]) == 1  # all of Sweden takes the place of the two
    assert load(data).table("observations")["region_code"].nunique() == 290


def test_undo_and_restore(data: Path, agencies: Agencies) -> None:
    moment = job(data).now()
    first = run(job(data, "TAB3200"))
    agencies.faults = {"/data": changed(set_cells(lambda v: v + 0.2, Region="2482"))}
    second = run(job(data, "TAB3200"))
    assert first != second
    assert [e.name for e in editions(data)][-1] == "shipped"
    assert [e.name for e in editions(data) if e.served] == [second]
    assert undo(data, moment) == first
    assert undo(data, moment) == "shipped"
    with pytest.raises(Stopped, match="no edition before"):
        undo(data, moment)
    assert restore(data, str(second), moment)
    assert undo(data, moment) == "shipped"
    assert restore(data, "shipped", moment) is False
    with pytest.raises(Stopped, match="no such edition"):
        restore(data, "20200101-none", moment)
    assert [e["what"] for e in history(data)] == [
        "publish",
        "publish",
        "undo",
        "undo",
        "restore",
        "undo",
    ]


def test_a_running_app_follows_and_keeps_what_it_has_where_the_new_is_broken(
    data: Path, agencies: Agencies
) -> None:
    keeper = Keeper(lambda: load(data), data, interval=0)
    empty = keeper.dataset()
    assert len(empty.table("observations")) == 0
    run(job(data, "TAB3200"))
    keeper.dataset()
    keeper.wait()
    fresh = keeper.dataset()
    assert len(fresh.table("observations")) > 0
    assert len(empty.table("observations")) == 0  # who holds the old edition reads it to the end
    (data / "edition.json").write_text('{"edition": "none"}')
    keeper.dataset()
    keeper.wait()
    assert keeper.dataset().digest == fresh.digest


def test_what_is_not_known_is_said_with_what_is() -> None:
    with pytest.raises(Stopped, match="TAB3204"):
        named("TAB9999")


def test_a_gap_about_counties_is_closed_by_counties(dataset: Dataset) -> None:
    counties = [str(code) for code in dataset.counties]
    rows = [{"measure": "gva", "region_code": code, "year": 2024} for code in counties]
    assert {"id": "gva-other-sectors"} in closed_gaps(dataset, rows)
    assert {"id": "gva-other-sectors"} not in closed_gaps(dataset, rows[1:])
