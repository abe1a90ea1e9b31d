"""The same tables seen from several counties: what is shared, what is not, what is kept."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from vbdash import Dataset, UnknownName
from vbdash.data.kept import kept, kept_everywhere
from vbdash.selection import Choices, Selection, county_meant
from vbdash.view import View


def test_tables_are_shared_and_memories_are_not(dataset: Dataset) -> None:
    north = dataset.seen_from("25")
    assert north.county == "25"
    assert north.home == dataset.home == "24"
    assert "2580" in north.municipality_codes
    assert north.measures is dataset.measures
    assert north.boundaries is dataset.boundaries
    assert dataset.seen_from("25") is north
    assert north.seen_from("24") is dataset.seen_from("24")
    here, there = (each.once(("who",), lambda each=each: each.county) for each in (dataset, north))
    assert (here, there) == ("24", "25")
    made = [each.everywhere(("once",), object) for each in (dataset, north)]
    assert made[0] is made[1]


def test_a_function_is_remembered_for_the_county_or_for_all(dataset: Dataset) -> None:
    asked: list[str] = []

    @kept
    def own(data: Dataset) -> str:
        asked.append(data.county)
        return data.county

    @kept_everywhere
    def common(data: Dataset) -> int:
        asked.append("all")
        return len(data.every_municipality)

    for county in ("24", "25", "24", "25"):
        assert own(dataset.seen_from(county)) == county
        assert common(dataset.seen_from(county)) == 290
    assert asked.count("all") == 1
    assert len(asked) == 3


def test_few_counties_are_kept_and_the_first_always(dataset: Dataset) -> None:
    changed = replace(dataset, _tables=MappingProxyType(dict(dataset._tables)))
    first = changed.seen_from("01")
    for county in changed.counties:
        assert changed.seen_from(county).county == county
    assert changed.seen_from("01") is not first
    assert changed.seen_from("24") is changed
    assert len(changed._common._seen) == 9


def test_other_tables_share_nothing(dataset: Dataset) -> None:
    changed = replace(dataset, _tables=MappingProxyType(dict(dataset._tables)))
    assert changed.everywhere(("mine",), lambda: 1) == 1
    assert dataset.everywhere(("mine",), lambda: 2) == 2


def test_there_is_no_such_county(dataset: Dataset) -> None:
    with pytest.raises(UnknownName):
        dataset.seen_from("99")


@pytest.mark.parametrize(
    ("query", "county"),
    [
        ({}, "24"),
        ({"lan": ["25"]}, "25"),
        ({"lan": ["Skåne"]}, "12"),
        ({"lan": ["Norrbottens län"]}, "25"),
        ({"lan": ["99"]}, "24"),
        ({"kommun": ["Malmö"]}, "12"),
        ({"kommun": ["1280", "Lund"]}, "12"),
        ({"kommun": ["Malmö", "Umeå"]}, "24"),
        ({"kommun": ["Habo"]}, "06"),
        ({"kommun": ["Håbo"]}, "03"),
        ({"kommun": ["Malmö"], "lan": ["24"]}, "24"),
    ],
)
def test_the_county_that_a_link_is_about(
    dataset: Dataset, query: dict[str, list[str]], county: str
) -> None:
    assert county_meant(query, dataset) == county


def test_a_view_and_its_selection_agree_on_the_county(dataset: Dataset) -> None:
    view = View(dataset, Selection(county="12"))
    assert view.county_name == "Skåne län"
    assert view.link.endswith("?lan=12")
    assert View(dataset.seen_from("12"), Selection()).selection.county == "12"
    assert view.only().dataset is view.dataset
    home = view.choosing(county="24")
    assert home.dataset.county == "24"
    assert "lan" not in home.link


def test_any_municipality_can_be_compared_with(dataset: Dataset) -> None:
    offered = Choices.of(dataset)
    assert len(offered.values["compare"]) == 290
    assert len(offered.values["municipalities"]) == 15
