"""Firms: the page and the slide show the same, and what is shown is what was asked or said not to be."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.conftest import stage_for
from vbdash import Dataset
from vbdash.exhibits.firms import beside, places
from vbdash.exhibits.firms.register import export_columns, options, register
from vbdash.indicators.firms import leading
from vbdash.selection import SUPPORTS
from vbdash.slides import slide
from vbdash.text import Text


@pytest.mark.parametrize("support", SUPPORTS)
@pytest.mark.parametrize("face", ["yta", "cirklar"])
def test_the_map_counts_what_the_table_has(dataset: Dataset, support: str, face: str) -> None:
    view = stage_for(dataset, support=support)
    made = places.counts(view, face)
    assert made.map is not None
    found = leading.spread_of(dataset, support)
    assert dict(zip(made.table["code"], made.table["firms"], strict=True)) == dict(
        found.by_municipality["firms"]
    )
    assert made.table["plants"].sum() == found.plants
    assert set(made.sources) <= set(leading.sources(dataset))


def test_page_and_slide_show_the_same(dataset: Dataset) -> None:
    view = stage_for(dataset, support="world")
    page, shown = places.counts(view), slide(view, "firms")
    assert shown is not None
    pd.testing.assert_frame_equal(shown.table, page.table)
    assert (shown.subtitle, shown.sources, shown.lines) == (page.subtitle, page.sources, page.lines)
    assert shown.title != page.title


def test_a_stronger_claim_is_never_in_more_municipalities(dataset: Dataset) -> None:
    made = places.by_strength(stage_for(dataset))
    counts = made.table[list(SUPPORTS)].to_numpy()
    assert (counts[:, :-1] >= counts[:, 1:]).all()


def test_every_firm_asked_for_has_its_mark_and_the_open_one_its_own(dataset: Dataset) -> None:
    ids = tuple(leading.supported(dataset, "claim")["id"])
    view = stage_for(dataset, lang="en", support="claim")
    plain, opened = places.marks(view, ids), places.marks(view, ids, ids[0])
    assert len(plain.table) == len(ids)
    assert "Opened" not in set(plain.table["status"])
    assert list(opened.table["status"]).count("Opened") == 1


def test_another_definition_is_told_under_the_picture(dataset: Dataset) -> None:
    asked, other = (
        beside.compared(stage_for(dataset, lang="en", definition=each)) for each in ("B-E", "C")
    )
    assert asked is not None
    assert other is not None
    assert "is not published" not in asked.subtitle
    assert "is not published for this measure" in other.subtitle


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_row_is_written_with_every_column(dataset: Dataset, lang: str) -> None:
    texts = register(dataset, lang)
    assert {column.name for column in export_columns(Text(lang))} <= set(texts)
    assert list(texts.index) == list(dataset.table("companies")["id"])
    own = texts[texts["code"].isin(dataset.municipality_codes)]
    assert set(options(dataset, lang)) == set(own.index)


def test_the_map_counts_what_has_a_place_and_tells_of_the_rest(dataset: Dataset) -> None:
    rows = leading.supported(dataset, "world_operating")
    placed = rows[rows["lon"].notna()]
    assert 0 < len(placed) < len(rows), "else this says nothing"
    shown = places.marks(stage_for(dataset), tuple(rows["id"]))
    firms = placed["firm_id"].nunique()
    assert shown.title == (
        f"{firms} företag på kartan, i {placed['municipality_code'].nunique()} av 15 kommuner"
    )
    assert f"{len(rows) - len(placed)} saknar känd plats och står bara i listan." in shown.subtitle
    assert shown.map is not None and len(shown.map.circles) == len(placed)
