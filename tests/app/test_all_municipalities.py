"""The table of all municipalities: conditions in the link, on the map, in files."""

from __future__ import annotations

import pytest

from tests.app.conftest import Open, said

LINK = {
    "del": "municipalities",
    "villkor": ["unemployment_rate:under:6", "jobs_per_resident:over:1"],
}


def conditions(app):  # type: ignore[no-untyped-def]
    found = app.query_params["villkor"]
    return [found] if isinstance(found, str) else list(found)


def grid(app):  # type: ignore[no-untyped-def]
    (found,) = [each.value for each in app.dataframe if len(each.value.columns) > 10]
    return found


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_link_opens_the_table_with_its_conditions(open_page: Open, lang: str) -> None:
    app = open_page("data", lang=lang, **LINK)
    assert not app.exception
    rows = len(grid(app))
    assert 10 < rows < 100
    text = {"sv": f"{rows} av 290 kommuner har", "en": f"{rows} of 290 municipalities have"}[lang]
    assert text in said(app)
    assert app.selectbox(key="condition_1_measure").value == "jobs_per_resident"
    assert app.number_input(key="condition_0_limit").value == 6


def test_conditions_are_changed_taken_away_and_added_in_the_link(open_page: Open) -> None:
    app = open_page("data", **LINK)
    before = len(grid(app))
    app.number_input(key="condition_0_limit").set_value(4.5).run()
    assert conditions(app) == [
        "unemployment_rate:under:4.5",
        "jobs_per_resident:over:1",
    ]
    assert len(grid(app)) < before
    app.button(key="condition_1_away").click().run()
    assert conditions(app) == ["unemployment_rate:under:4.5"]
    app.selectbox(key="condition_0_side").select("over").run()
    assert conditions(app) == ["unemployment_rate:over:4.5"]
    app.button(key="condition_add").click().run()
    assert len(conditions(app)) == 2 and not app.exception
    assert conditions(app)[1].startswith("employment_rate:under:")


def test_no_condition_means_all_and_none_fulfilled_is_said(open_page: Open) -> None:
    assert len(grid(open_page("data", **{"del": "municipalities"}))) == 290
    app = open_page("data", **{"del": "municipalities", "villkor": "population:under:0"})
    assert not app.exception
    assert any("Ingen kommun uppfyller" in each.value for each in app.info)


def test_what_a_link_says_wrong_is_left_out(open_page: Open) -> None:
    app = open_page("data", **{"del": "municipalities", "villkor": ["no_such:under:1", "<b>"]})
    assert not app.exception and len(grid(app)) == 290
