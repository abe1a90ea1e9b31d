"""Industry where the jobs are: what municipalities are shown by once a refresh has brought it."""

from __future__ import annotations

from types import MappingProxyType

import pandas as pd
import pytest

from vbdash.data.dataset import Dataset
from vbdash.exhibits.front.others import industry
from vbdash.exhibits.industry import change, municipalities
from vbdash.exhibits.industry.subject import subject
from vbdash.selection import Selection
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
