"""The page about presenting, and any view without chrome."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.conftest import Open, said

PAGE = "present"


def link(app: AppTest, name: str) -> str:
    value = app.query_params[name]
    return value if isinstance(value, str) else value[0]


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_deck_is_laid_out(open_page: Open, lang: str) -> None:
    app = open_page(PAGE, lang=lang)
    assert not app.exception
    text = said(app)
    assert (
        "**Bildspelet har 12 bilder.**" if lang == "sv" else "**The deck has 12 slides.**"
    ) in text
    assert len([b for b in app.button if b.key and b.key.startswith("present_up_")]) == 12


def test_the_order_is_kept_in_the_link(open_page: Open) -> None:
    app = open_page(PAGE, lang="en")
    app.button(key="present_drop_cover").click().run()
    app.button(key="present_down_claims").click().run()
    assert not app.exception
    assert link(app, "bilder").startswith("trend~claims~counties~")
    app.button(key="present_reset").click().run()
    assert "bilder" not in app.query_params


def test_a_slide_is_added(open_page: Open) -> None:
    app = open_page(PAGE, bilder="cover~sources", lang="en")
    app.selectbox(key="present_add").select("kommun-2480").run()
    assert not app.exception
    assert link(app, "bilder") == "cover~kommun-2480~sources"


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("number", range(1, 14))
def test_every_slide_is_shown_alone(open_page: Open, lang: str, number: int) -> None:
    app = open_page(PAGE, bild=str(number), kommun="Skellefteå", lang=lang)
    assert not app.exception
    shown = " ".join(str(each.proto.body) for each in app.get("html"))
    assert shown.count("<h1>") == 1
    assert app.button(key="slide_next").disabled == (number == 13)


@pytest.mark.parametrize("asked", ["0", "999", "x", "-1", "", "²"])
def test_any_number_is_some_slide(open_page: Open, asked: str) -> None:
    app = open_page(PAGE, bild=asked)
    assert not app.exception
    assert app.button(key="slide_next")


def test_keys_turn_the_pages(open_page: Open) -> None:
    app = open_page(PAGE, bild="2")
    app.button(key="slide_next").click().run()
    assert link(app, "bild") == "3"
    app.button(key="slide_last").click().run()
    assert link(app, "bild") == "12"
    app.button(key="slide_leave").click().run()
    assert "bild" not in app.query_params
    assert app.button(key="present_start")


def test_a_chart_of_another_page_becomes_a_slide(open_page: Open) -> None:
    app = open_page(lang="en")
    app.button(key="overview_trend_to_slides").click().run()
    assert not app.exception
    assert app.button(key="overview_trend_to_slides").disabled
    app.switch_page("pages/present.py").run()
    assert not app.exception
    assert "**The deck has 13 slides.**" in said(app)
    keys = link(app, "bilder").split("~")
    assert [key.startswith("egen..start") for key in keys[-3:]] == [False, True, False]
    app.query_params["bild"] = "12"
    app.run()
    assert not app.exception


def test_a_link_with_somebody_elses_slide(open_page: Open) -> None:
    app = open_page(PAGE, bilder="cover~egen-12345678~trend", lang="en")
    assert not app.exception
    assert "**The deck has 2 slides.**" in said(app)
    assert "not here" in app.toast[0].value


def test_a_saved_deck_is_opened_and_a_broken_one_refused(open_page: Open) -> None:
    own = {
        "form": "vbdash-deck", "version": 1, "view": {"kommun": ["Umeå"]},
        "slides": ["trend", "sources"], "added": [],
    }  # fmt: skip
    app = open_page(PAGE, lang="en")
    app.file_uploader(key="present_file").upload(
        "deck.json", json.dumps(own).encode(), "application/json"
    )
    app.run()
    assert not app.exception
    assert "**The deck has 2 slides.**" in said(app)
    broken = json.dumps(own | {"form": "other"}).encode()
    app = open_page(PAGE, lang="en")
    app.file_uploader(key="present_file").upload("deck.json", broken, "application/json")
    app.run()
    assert "not a deck" in app.error[0].value
    assert "**The deck has 12 slides.**" in said(app)
