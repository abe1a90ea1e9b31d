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
