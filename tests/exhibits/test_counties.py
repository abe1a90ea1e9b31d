"""Places among areas of which only some have a figure."""

from __future__ import annotations

from dataclasses import replace

import pytest

import vbdash
from vbdash import Dataset, Selection
from vbdash.exhibits.industry import counties, municipalities
from vbdash.indicators.shown import shown
from vbdash.view import View


def test_a_place_among_some_of_the_counties_says_so(dataset: Dataset, monkeypatch) -> None:
    view = View(dataset, Selection())
    found = shown(dataset, "gva", "B-E", None, [dataset.county])
    assert found is not None
    every = counties.compared(view, found)
    assert every is not None
    table = every.table.copy()
    table.loc[table.index[-14:], "share"] = float("nan")
    for beside, of in ((every, 21), (replace(every, table=table), 7)):
        monkeypatch.setattr(counties, "compared", lambda *_, beside=beside: beside)
        for made in (counties.swarm(view, found), counties.ranking(view, found)):
            assert made is not None
            assert (f"{of} av 21 län har uppgift" in made.subtitle) is (of < 21)


def test_a_place_among_some_of_the_municipalities_says_so(dataset: Dataset) -> None:
    view = View(dataset, Selection(measure="workplaces"))
    found = shown(dataset, "workplaces", "own", None, dataset.municipality_codes)
    made = municipalities.swarm(view, found) if found is not None else None
    assert made is not None
    assert "14 av 15 kommuner har uppgift" in made.subtitle


@pytest.mark.parametrize(("county", "said"), [("10", 1), ("24", 2)])
def test_a_county_at_either_end_is_told_of_once(county: str, said: int) -> None:
    view = View(vbdash.load(county=county), Selection())
    found = shown(view.dataset, "gva", "B-E", None, [county])
    made = counties.ranking(view, found) if found is not None else None
    assert made is not None
    assert made.sentence.count("andelen") == said


def test_counties_with_shares_that_look_the_same_share_a_place(dataset: Dataset) -> None:
    view = View(dataset, Selection())
    found = shown(dataset, "gva", "B-E", 2024, [dataset.county])
    beside = counties.compared(view, found) if found is not None else None
    assert beside is not None
    for _, rows in beside.table.groupby(beside.table["share"].round(1)):
        assert rows["rank"].nunique() == 1
