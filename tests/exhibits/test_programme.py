"""The programme: every row that is shown has its source, and its numbers are those published."""

from __future__ import annotations

import pytest

from tests.conftest import stage_for
from vbdash import Dataset
from vbdash.exhibits import programme


@pytest.mark.parametrize("make", [programme.timeline, programme.benchmarks])
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_row_names_its_source(dataset: Dataset, make: object, lang: str) -> None:
    made = make(stage_for(dataset, lang=lang))  # type: ignore[operator]
    assert made.figure is not None
    assert len(made.sources) == len(made.table)
    assert set(made.sources) <= set(dataset.sources.index)
    assert made.table["source"].str.len().min() > 0


def test_the_number_helped_is_the_published_one(dataset: Dataset) -> None:
    made = programme.reached(stage_for(dataset))
    assert made is not None
    published = dataset.row("published_facts", "firms_helped")["value"]
    assert made.tiles[0].figure == f"{published:.0f}"
    assert made.tiles[1].figure == "”hundratals”"  # hundreds is no number


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_name_without_its_years_is_still_a_name(dataset: Dataset, lang: str) -> None:
    table = programme.timeline(stage_for(dataset, lang=lang)).table
    for name, text in zip(table["name"], table["text"], strict=True):
        assert not name.endswith((".", " den", " on", " in")), name
        assert " in with" not in name and len(name) <= len(text)
    opened = table.loc[table["text"].str.contains("Automation Region"), "name"].iloc[0]
    assert "2021" in opened


def test_a_text_that_stands_alone_is_a_sentence_of_its_own(dataset: Dataset) -> None:
    made = programme.reached(stage_for(dataset))
    assert made is not None
    assert "saknas. Tills" in made.sentence and "74 företag" in made.sentence
