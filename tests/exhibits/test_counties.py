"""Places among counties of which only some have a figure."""

from __future__ import annotations

import pytest

from vbdash import Dataset, Selection
from vbdash.exhibits.industry import counties, municipalities
from vbdash.indicators.shown import shown
from vbdash.view import View


@pytest.mark.parametrize(("definition", "of"), [("C", 7), ("B-E", 21)])
def test_a_place_among_some_of_the_counties_says_so(
    dataset: Dataset, definition: str, of: int
) -> None:
    view = View(dataset, Selection(definition=definition))
    found = shown(dataset, "gva", definition, None, [dataset.county])
    assert found is not None and found.definition == definition
    for made in (counties.swarm(view, found), counties.ranking(view, found)):
        assert made is not None
        assert made.table["share"].notna().sum() == of
        some = f"{of} av 21 län har uppgift"
        assert (some in made.subtitle) is (of < 21), made.subtitle
    assert f"av {of}" in made.sentence or f"av de {of} län som har uppgift" in made.sentence


def test_a_place_among_some_of_the_municipalities_says_so(dataset: Dataset) -> None:
    view = View(dataset, Selection(measure="workplaces"))
    found = shown(dataset, "workplaces", "WP", None, dataset.municipality_codes)
    made = municipalities.swarm(view, found) if found is not None else None
    assert made is not None
    assert "14 av 15 kommuner har uppgift" in made.subtitle
