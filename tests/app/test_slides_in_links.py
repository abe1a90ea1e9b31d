"""The link of a deck holds the slides that the visitor added: whoever opens it sees the same."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.conftest import Open, said
from tests.app.test_take_along import VIEWS
from vbdash.data.dataset import Dataset
from vbdash.selection import Selection
from vbdash.slides.recipe import remade
from vbdash.view import View

#: The region's own records are in no link, not even made-up ones, nor is what somebody searched for
#: by conditions or brought along.
LINKED = [
    (page, query)
    for page, query in VIEWS
    if query.get("del") not in ("egna", "own", "municipalities")
]


def added(app: AppTest) -> dict[str, Any]:
    state: Any = app.session_state
    return dict(state["_own_slides"]) if "_own_slides" in state else {}


@pytest.mark.parametrize(
    ("page", "query"),
    LINKED,
    ids=lambda v: v if isinstance(v, str) else "-".join(map(str, v.values())),
)
def test_every_picture_of_a_page_can_stand_in_a_link(
    open_page: Open, dataset: Dataset, page: str, query: dict[str, str | list[str]]
) -> None:
    app = open_page(page, **query)
    for key in [str(b.key) for b in app.button if str(b.key).endswith("_to_slides")]:
        app.button(key=key).click().run()
        assert not app.exception
    view = View(dataset, Selection(), base="http://localhost:8501")
    for slide in added(app).values():
        assert slide.recipe, slide.title
        again = remade(view, slide.recipe)
        assert again is not None, slide.recipe
        assert again.key == slide.key
        assert again.sentence == slide.sentence
        assert again.table.to_csv() == slide.table.to_csv()
        if slide.figure is not None:
            assert again.figure.to_json() == slide.figure.to_json()


def test_a_link_with_added_slides_opens_the_same_deck_elsewhere(open_page: Open) -> None:
    sender = open_page("industry", **{"del": "lan"})
    sender.button(key="industry_counties_to_slides").click().run()
    sender.switch_page("pages/present.py").run()
    order = sender.query_params["bilder"]
    there = open_page("present", bilder=order)
    assert not there.exception
    assert not there.toast
    [own] = added(sender).values()
    assert own.title[:15] in said(there)
    assert list(added(there)) == [own.key]
    assert "filen" not in " ".join(each.value for each in there.warning)


@pytest.mark.parametrize(
    "recipe",
    [
        "egen..start.-..os.system..1..ls",
        "egen..start.-..__import__..0",
        "egen..start.-..industry.trend.shown..0",
        "egen..start.-..industry.trend.decided..0",
        "egen..start.-..industry.trend..0",
        "egen..start.-..municipality.standing.standing..1..9999",
        "egen..start.-..municipality.standing.standing..9..2418",
        "egen..start.-..municipality.standing.standing..1..2418..kommun.Paris",
        "egen..start.-..municipality.standing.standing..1..2418..lang.en",
        "egen..start.-..industry.change.parts..2..9999..1",
        "egen..",
        "egen..............",
        "egen..start.-..records.own.rows..0",
        "egen..start.-..facts.picked..1..5",
        "egen..start.-..industry.trend.share..1.." + "a." * 200,
    ],
)
def test_what_makes_no_slide_is_told_as_missing(open_page: Open, recipe: str) -> None:
    app = open_page("present", bilder=f"cover~{recipe}~trend", lang="en")
    assert not app.exception
    assert "**The deck has 2 slides.**" in said(app)
    assert "not here" in app.toast[0].value


def test_what_no_link_can_hold_is_said_before_it_is_sent(open_page: Open) -> None:
    app = open_page("interventions", **{"del": "egna", "poster": "exempel"})
    keys = [str(b.key) for b in app.button if str(b.key).endswith("_to_slides")]
    app.button(key=keys[0]).click().run()
    app.switch_page("pages/present.py").run()
    [own] = added(app).values()
    assert not own.recipe
    told = " ".join(each.value for each in app.warning)
    assert own.title in told
    assert "fil" in told


def test_too_many_added_slides_are_left_out(open_page: Open) -> None:
    years = [f"egen..start.-..industry.answers.every..1..{year}" for year in range(1990, 2030)]
    app = open_page("present", bilder="~".join(years))
    assert not app.exception
    assert len(added(app)) <= 20
