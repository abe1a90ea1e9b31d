"""Industry where the jobs are: what municipalities are shown by once a refresh has brought it."""

from __future__ import annotations

from types import MappingProxyType

import pandas as pd
import pytest

from vbdash.charts.curves import curves
from vbdash.data.dataset import Dataset
from vbdash.data.editions import doubt, usual_year
from vbdash.exhibits import explorer, front
from vbdash.exhibits.front.others import industry
from vbdash.exhibits.industry import change, municipalities, offered
from vbdash.exhibits.industry.headline import subject
from vbdash.indicators.industry.shares import industry_share
from vbdash.indicators.municipality.figures import compared, standings
from vbdash.selection import Selection
from vbdash.sentences.change import year_text
from vbdash.view import View


def changed(dataset: Dataset, rows: pd.DataFrame, name: str) -> Dataset:
    tables = {each: dataset.table(each) for each in dataset.tables} | {"observations": rows}
    return Dataset(
        dataset.directory, dataset.package, dataset.county, name, MappingProxyType(tables)
    )


@pytest.fixture(scope="module")
def refreshed(dataset: Dataset) -> Dataset:
    """Made up: the residents' figures of the municipalities stand as if they were by workplace."""
    rows = dataset.table("observations")
    own = rows[(rows["measure"] == "employed_residence") & (rows["region_code"].str.len() == 4)]
    copy = own.assign(measure="employed_workplace", series="scb_tab3204")
    total = copy.drop_duplicates(["region_code", "year"]).assign(sector="TOTAL")
    total["value"] = copy.groupby("region_code")["value"].sum()[total["region_code"]].to_numpy()
    return changed(dataset, pd.concat([rows, copy, total], ignore_index=True), "made-up")


def test_by_workplace_is_meant_first_once_it_is_there(dataset: Dataset, refreshed: Dataset) -> None:
    before, after = (View(each, Selection()) for each in (dataset, refreshed))
    assert municipalities.usual(dataset) == "employed_residence"
    assert municipalities.usual(refreshed) == "employed_workplace"
    for view, measure in ((before, "employed_residence"), (after, "employed_workplace")):
        found = subject(view, "kommuner")
        assert found is not None and found.measure == measure
    front = industry(after, "kommuner")
    assert front.picture is not None and "arbetsställets läge" in front.picture.subtitle.lower()


def test_the_source_is_that_of_the_edition_that_is_shown(refreshed: Dataset) -> None:
    """A preliminary year comes from a table of its own; the registry names the final one."""
    rows = refreshed.table("observations")
    own = (rows["measure"] == "employed_workplace") & (rows["region_code"].str.len() == 4)
    late = rows[own].assign(year=2025, series="scb_tab3785", source_id="scb-tab3200")
    view = View(changed(refreshed, pd.concat([rows, late], ignore_index=True), "late"), Selection())
    found = subject(view, "kommuner")
    assert found is not None and found.series == "scb_tab3785"
    made = municipalities.on_map(view, found)
    assert made is not None and made.sources == ("scb-tab3200",)


def test_the_map_and_the_municipalitys_page_agree_with_it_or_say_so(
    dataset: Dataset, refreshed: Dataset
) -> None:
    before, after = (View(each, Selection()) for each in (dataset, refreshed))
    assert explorer.subjects(before)[0] == "employed_residence_share"
    assert explorer.subjects(after)[0] == "employed_workplace_share"
    found = subject(after, "kommuner")
    assert found is not None
    compared = municipalities.compared(after, found)
    assert compared is not None
    share = compared.table.set_index("code").loc["2482", "share"]
    said = f"arbetar {after.tx.percent(share)} inom industri"
    assert any(said in each for each in front.municipality.one(after, "2482").notes)
    assert not any("var de än bor" in n for n in front.municipality.one(before, "2482").notes)


@pytest.fixture(scope="module")
def late(refreshed: Dataset) -> Dataset:
    """Made up: a year that its publisher calls preliminary, after one that is final."""
    rows = refreshed.table("observations").astype({"status": "str"})
    own = (rows["measure"] == "employed_workplace") & (rows["region_code"].str.len() == 4)
    after = rows[own].assign(year=rows["year"].max() + 1, series="scb_tab3785")
    after["status"] = "provisional"
    return changed(refreshed, pd.concat([rows, after], ignore_index=True), "provisional")


def test_a_year_that_its_publisher_calls_preliminary_is_shown_when_asked_for(
    refreshed: Dataset, late: Dataset
) -> None:
    before = subject(View(refreshed, Selection()), "kommuner")
    found = subject(View(late, Selection()), "kommuner")
    assert before is not None and found is not None
    assert (found.year, found.series) == (before.year, before.series)
    newest = max(offered.years(late, "kommuner", found))
    assert newest > found.year
    asked = subject(View(late, Selection(year=newest)), "kommuner")
    assert asked is not None and (asked.year, asked.series) == (newest, "scb_tab3785")
    shares = industry_share(late, "employed_workplace", found.definition).assign(measure="m")
    own = shares.rename(columns={"region_code": "code", "share": "value"})
    assert set(standings(compared(own, late.municipality_codes), "2482")["year"]) == {found.year}
    first = industry(View(late, Selection()), "kommuner").picture
    assert first is not None and str(found.year) in first.sentence


def test_the_publishers_mark_is_told_as_such_and_ours_as_ours(late: Dataset) -> None:
    view = View(late, Selection(municipalities=("2482",)))
    newest = int(late.observations.query("status == 'provisional'")["year"].max())
    found = subject(View(late, Selection(year=newest)), "kommuner")
    assert found is not None
    table = municipalities.compared(view, found)
    assert table is not None and doubt(table.table["status"]) == "provisional"
    assert year_text(view.tx, newest, preliminary="provisional") == f"{newest} (preliminärt)"
    assert (
        year_text(view.tx, newest, preliminary="preliminary") == f"{newest} (sannolikt preliminärt)"
    )
    rows = pd.DataFrame({"group": "Länet", "year": [2023, 2024], "value": [1.0, 2.0]})
    for status, words in (("provisional", "preliminärt"), ("preliminary", "sannolikt preliminärt")):
        curve = curves(rows.assign(status=["final", status]), 1)[0]
        assert view.tx(curve.runs[0].hollow) == words


@pytest.mark.parametrize("late_status", ["provisional", "preliminary"])
def test_only_the_publishers_own_mark_moves_the_year(late_status: str) -> None:
    rows = pd.DataFrame({"year": [2023, 2024, 2025], "status": ["final", "final", late_status]})
    assert usual_year(rows) == (2024 if late_status == "provisional" else 2025)
    assert usual_year(rows[-1:]) == 2025


def test_what_is_asked_for_is_shown_all_the_same(refreshed: Dataset) -> None:
    found = subject(View(refreshed, Selection(measure="employed_residence")), "kommuner")
    assert found is not None and found.measure == "employed_residence"


def test_a_year_that_the_country_lacks_is_no_end_of_a_change(dataset: Dataset) -> None:
    rows = dataset.table("observations")
    newest = change.years(View(dataset, Selection()))[0]
    gone = (
        (rows["measure"] == change.MEASURE)
        & (rows["region_code"] == "00")
        & (rows["year"] == newest)
    )
    view = View(changed(dataset, rows[~gone], "without"), Selection())
    assert change.years(view)[0] == newest - 1
    assert change.parts(view, 2000, newest - 1).table is not None
    with pytest.raises(ValueError, match="country"):
        change.parts(view, 2000, newest)
