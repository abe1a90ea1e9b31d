"""A deck: what is on it, what shapes it, how a link says it."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.conftest import stage_for
from vbdash import Dataset
from vbdash.indicators.industry.shares import industry_share
from vbdash.slides import CHAPTERS, Deck, slide, story_keys
from vbdash.slides.deck import _MAKERS
from vbdash.view import View


def test_the_ready_story_is_complete(deck: Deck, view: View) -> None:
    keys = [each.key for each in deck.slides]
    assert keys == list(story_keys(view))
    assert "kommun-2482" in keys
    assert set(CHAPTERS) <= set(keys)


def test_every_slide_says_what_is_found_and_where_from(deck: Deck, view: View) -> None:
    titles = [each.title for each in deck.slides]
    assert len(set(titles)) == len(titles)
    for each in deck.slides:
        assert each.title
        assert len(each.title) <= 160
        assert not each.title.endswith(".")
        assert "{" not in each.title + each.subtitle + each.sentence
        if not each.cover:
            assert each.sources
            assert each.sentence
            assert set(each.sources) <= set(view.dataset.sources.index)
            assert all(column.name in each.table for column in each.columns)


def test_titles_are_made_from_the_tables(dataset: Dataset) -> None:
    shares = industry_share(dataset, "gva", "B-E")
    own = shares[(shares["region_code"] == "24") & (shares["year"] == 2010)]["share"].iloc[0]
    made = slide(stage_for(dataset, lang="en", year=2010), "trend")
    assert made is not None
    assert f"{own:.1f}%" in made.title
    assert "2010" in made.title


def test_choices_shape_the_slides(dataset: Dataset) -> None:
    plain, chosen = stage_for(dataset, lang="en"), stage_for(dataset, lang="en", definition="C")
    wide, narrow = slide(plain, "trend"), slide(chosen, "trend")
    assert wide is not None
    assert narrow is not None
    assert wide.title != narrow.title
    assert "Manufacturing" in narrow.subtitle
    marked = slide(stage_for(dataset, municipalities=("2480",)), "municipalities")
    assert marked is not None
    assert marked.map is not None
    assert marked.map.selected == {"2480"}


def test_41_is_never_a_data_point(deck: Deck) -> None:
    for each in deck.slides:
        if each.key != "quoted" and each.figure is not None:
            for trace in each.figure.to_dict()["data"]:
                values = [v for axis in ("x", "y") for v in trace.get(axis, ())]
                assert 41 not in values


def test_a_link_says_the_order(dataset: Dataset) -> None:
    view = stage_for(dataset)
    keys, dropped = Deck.parse("trend~kommun-2482~nonsense~egen-12345678~trend~<b>")
    assert keys == ("trend", "kommun-2482")
    assert dropped == ("nonsense", "egen-12345678", "<b>")
    assert Deck.write(keys) == "trend~kommun-2482"
    deck = Deck.make(view, (*keys, "kommun-9999"))
    assert [each.key for each in deck.slides] == ["trend", "kommun-2482"]


@pytest.mark.parametrize("written", ["", "~~~", "x" * 5000, "cover~" * 400, "\x00"])
def test_any_link_can_be_read(written: str) -> None:
    keys, _ = Deck.parse(written)
    assert len(keys) <= 1


def test_another_county_has_slides_too(dataset: Dataset) -> None:
    import vbdash

    view = stage_for(vbdash.load(county="23"))
    deck = Deck.make(view, story_keys(view))
    assert {"cover", "trend", "counties"} <= {each.key for each in deck.slides}


@pytest.mark.parametrize("key", [*sorted(_MAKERS), "kommun-2482", "kommun-2401"])
def test_what_a_slide_does_not_read_makes_no_other(dataset: Dataset, key: str) -> None:
    view = stage_for(dataset, lang="sv", municipalities=("2482",), definition="C", year=2015)
    read = _MAKERS[key].reads if key in _MAKERS else ()
    own, narrow = slide(view, key), slide(view.only(*read), key)
    assert own is not None
    assert narrow is not None
    for each in ("title", "subtitle", "sentence", "sources", "lines", "tiles", "origin"):
        assert getattr(narrow, each) == getattr(own, each), each
    pd.testing.assert_frame_equal(narrow.table, own.table)
    assert narrow.figure == own.figure
    assert own.link.startswith(view.base) and "Skellefte" in own.link


@pytest.mark.parametrize(
    ("lang", "definition", "word"),
    [("sv", "A-F", "varuproduktionen (A–F)"), ("en", "C", "manufacturing (C)")],
)
def test_what_is_not_industry_is_not_called_that(
    dataset: Dataset, lang: str, definition: str, word: str
) -> None:
    view = stage_for(dataset, lang=lang, definition=definition)
    made = slide(view, "municipalities")
    assert made is not None
    shown = "(B+C)" if definition == "C" else "(A–F)"  # the nearest that municipalities have
    assert shown in made.title and shown in made.alt
    for key in ("trend", "counties", "claims"):
        made = slide(view, key)
        # Value added is published of C; of A–F it is not, and industry's is shown.
        assert made is not None and (word[1:] in made.title) is (definition == "C"), key
