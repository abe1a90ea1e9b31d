"""Public support: the page's map and the slide's ranking take the same table."""

from __future__ import annotations

import pandas as pd

from tests.conftest import stage_for
from vbdash import Dataset
from vbdash.exhibits import support
from vbdash.slides import slide


def test_map_and_ranking_take_the_same_table(dataset: Dataset) -> None:
    view = stage_for(dataset, municipalities=("2482",))
    drawn, ranked, shown = support.on_map(view), support.ranking(view), slide(view, "support")
    assert ranked is not None
    assert shown is not None
    assert drawn.map is not None
    assert drawn.map.selected == {"2482"}
    assert drawn.sources == ranked.sources == shown.sources
    for other in (ranked, shown):
        pd.testing.assert_frame_equal(drawn.table, other.table)


def test_every_project_of_a_year_stands_in_the_table_and_every_dated_one_in_the_picture(
    dataset: Dataset,
) -> None:
    made = support.by_year(stage_for(dataset))
    assert made.figure is not None
    bars = sum(y or 0 for trace in made.figure.data for y in trace.y or ())
    dated = made.table[made.table["year"].notna()]
    assert bars == dated["projects"].sum() < made.table["projects"].sum()


def test_who_helps_is_found_by_need_and_place(dataset: Dataset) -> None:
    everybody = support.actors(stage_for(dataset))
    money = support.actors(stage_for(dataset), "finance")
    assert set(money.table["help"]) == {"finance"}
    assert 0 < len(money.table) < len(everybody.table)
    here = support.actors(stage_for(dataset, municipalities=("2482",))).table
    assert set(here["municipality_code"].dropna()) == {"2482"}
    assert here["municipality_code"].isna().any()  # who works in all of the county
