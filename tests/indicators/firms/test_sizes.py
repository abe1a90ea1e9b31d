"""Firms by size: each row in one class, by its own number, with what the number covers."""

from __future__ import annotations

import pandas as pd
import pytest

from vbdash import Dataset, Selection
from vbdash.exhibits.firms.sizes import by_size
from vbdash.indicators.firms.sizes import BASES, UNKNOWN, sized
from vbdash.records.codes import SIZES
from vbdash.selection import SUPPORTS
from vbdash.view import View


@pytest.mark.parametrize("support", SUPPORTS)
def test_each_row_is_in_the_class_of_its_number(dataset: Dataset, support: str) -> None:
    found = sized(dataset, support)
    assert found["id"].is_unique and not (found["status"] == "closed").any()
    limits = {"1-9": (1, 9), "10-49": (10, 49), "50-249": (50, 249), "250+": (250, 10**9)}
    for row in found.to_dict("records"):
        if pd.isna(row["employees"]):
            assert (row["size"], row["basis"]) == (UNKNOWN, UNKNOWN)
        else:
            low, high = limits[row["size"]]
            assert low <= row["employees"] <= high
            assert row["basis"] in BASES


def test_the_picture_counts_every_row_once(dataset: Dataset) -> None:
    for lang in ("sv", "en"):
        shown = by_size(View(dataset, Selection(lang=lang, support="any")))
        assert shown is not None and shown.figure is not None
        rows = sized(dataset, "any")
        drawn = sum(v for t in shown.figure.to_dict()["data"] for v in t["x"] if v)
        assert drawn == (rows["size"] != UNKNOWN).sum() and len(rows) == len(shown.table)
        own = int(((rows["basis"] == "site") & (rows["size"] != UNKNOWN)).sum())
        assert str(own) in shown.title and set(SIZES) >= set(rows["size"]) - {UNKNOWN}


def test_a_municipality_without_any_has_no_picture(dataset: Dataset) -> None:
    assert by_size(View(dataset, Selection(municipalities=("0000",)))) is None


@pytest.mark.parametrize("support", SUPPORTS)
def test_another_count_than_the_page_says_what_it_is_of(dataset: Dataset, support: str) -> None:
    made = by_size(View(dataset, Selection(support=support)))
    assert made is not None
    rows = sized(dataset, support)
    assert f"{rows['firm_id'].nunique()} företag" in made.title.replace("\xa0", " ")
