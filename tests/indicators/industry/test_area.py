"""Industry by workplace in the area around the county: by hand, from two tables."""

from __future__ import annotations

import pytest

from vbdash import Dataset, load
from vbdash.indicators.industry.area import by_workplace
from vbdash.sentences.area import workplace_sentence
from vbdash.text import Text


def test_upper_norrland_by_hand(dataset: Dataset) -> None:
    found = by_workplace(dataset, "B-E")
    assert found is not None
    assert (found.area, found.counties, found.year) == ("SE33", ("24", "25"), 2021)
    assert found.amount == 35518
    # The facts' own reading aid: 13.7 percent in 2021, Sweden 11.8.
    assert (round(found.share, 1), round(found.country, 1)) == (13.7, 11.8)


def test_what_is_not_published_is_not_made_up(dataset: Dataset) -> None:
    assert by_workplace(dataset, "own") is None
    manufacturing = by_workplace(dataset, "C")
    assert manufacturing is not None and manufacturing.amount < 35518
    # The page of 2020 ends after construction, that of 2021 after trade: A to F is whole.
    assert by_workplace(dataset, "A-F") is not None


@pytest.mark.parametrize(
    ("county", "name"),
    [("24", "Övre Norrland (Västerbottens län och Norrbottens län)"), ("12", "Sydsverige")],
)
def test_it_says_what_it_is(county: str, name: str) -> None:
    data = load(county=county)
    found = by_workplace(data, "B-E")
    assert found is not None
    said = workplace_sentence(Text("sv"), data, found)
    assert name in said and "annat register" in said
