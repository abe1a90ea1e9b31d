"""Any measure of the registry: its map, its history, its list."""

from __future__ import annotations

import pytest

from vbdash import Dataset
from vbdash.exhibits import facts, measures
from vbdash.indicators.facts.all import kept_facts
from vbdash.selection import Selection
from vbdash.sentences.facts import fact_sentence
from vbdash.text import Text
from vbdash.view import View


@pytest.mark.parametrize("measure", ["gva", "gva_share", "population", "new_firms_per_1000"])
def test_a_measure_is_mapped_or_listed_never_both(dataset: Dataset, measure: str) -> None:
    view, places = View(dataset, Selection()), set(dataset.municipality_codes)
    observations = dataset.table("observations")
    base = dataset.row("measures", measure)["base"]
    rows = observations[observations["measure"] == (base if isinstance(base, str) else measure)]
    mapped, listed = (make(view, measure) for make in (measures.on_map, measures.listed))
    assert mapped is None or listed is None
    if listed is not None:
        assert not places & set(rows["region_code"]) or isinstance(base, str)
        assert set(listed.table["code"]) <= set(rows["region_code"])


def test_the_map_has_the_published_figures(dataset: Dataset) -> None:
    made = measures.on_map(View(dataset, Selection(year=2022)), "unemployment_rate")
    rows = dataset.table("observations")
    rows = rows[(rows["measure"] == "unemployment_rate") & (rows["year"] == 2022)]
    published = dict(zip(rows["region_code"], rows["value"], strict=True))
    assert made is not None and len(made.table) == len(dataset.municipality_codes)
    for code, value in zip(made.table["code"], made.table["value"], strict=True):
        assert published[code] == value


@pytest.mark.parametrize(
    ("year", "definition", "told"),
    [
        (None, "B-E", ()),
        (2024, "B-E", ()),
        (2001, "B-E", ("2001", "här visas 2024")),
        (2001, "C", ("2001", "här visas 2024", "Tillverkning (C)” publiceras inte")),
    ],
)
def test_what_stands_in_for_what_was_asked_is_said(
    dataset: Dataset, year: int | None, definition: str, told: tuple[str, ...]
) -> None:
    view = View(dataset, Selection(year=year, definition=definition))
    made = measures.on_map(view, "employed_residence_share")
    assert made is not None
    assert all(each in made.subtitle for each in told)
    assert ("här visas" in made.subtitle) == bool(told)


@pytest.mark.parametrize("definition", ["B-E", "C", "A-F"])
def test_facts_are_found_by_the_definition_that_is_chosen(
    dataset: Dataset, definition: str
) -> None:
    made = facts.found(View(dataset, Selection(definition=definition)))
    assert made is not None
    there = {fact_sentence(Text("sv"), f, dataset) for f in kept_facts(dataset, definition)}
    assert set(made.table["fact"]) <= there
    picked = facts.picked(View(dataset, Selection(definition=definition)), 6, ("claim_ratio",))
    assert "claim_ratio" not in {fact.kind for fact in picked} and len(picked) == 6


@pytest.mark.parametrize(
    ("definition", "said"), [("B-E", "industrin"), ("A-F", "varuproduktionen")]
)
def test_the_title_names_what_is_counted(dataset: Dataset, definition: str, said: str) -> None:
    made = measures.on_map(
        View(dataset, Selection(definition=definition)), "employed_residence_share"
    )
    assert made is not None and said in made.title.lower()
