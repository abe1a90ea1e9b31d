"""Every choice that is shown acts on what is shown, and nothing else does: choices by parts."""

from __future__ import annotations

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.conftest import ROOT, maps, plain_tables, said
from vbdash import Dataset, Selection
from vbdash.exhibits.industry.offered import page_left_out
from vbdash.parameters import DATA, FIRMS, INDUSTRY, MUNICIPALITY, REACHED
from vbdash.taken import CHOICES, TAKEN, part_of, taken
from vbdash.view import View

#: A link's values for each choice, of which one at least is no part's own.
OTHER: dict[str, tuple[tuple[str, str], ...]] = {
    "municipalities": (("kommun", "Skellefteå"),),
    "year": (("ar", "2022"), ("ar", "2015")),
    "definition": (("definition", "C"), ("definition", "A-F")),
    "measure": (("matt", "employment"), ("matt", "workplaces"), ("matt", "population")),
    "support": (("styrka", "any"),),
}
#: What a part's link says besides, so that there is something to see.
BESIDES = {
    MUNICIPALITY: {"kommun": "Malå"},
    (REACHED, "egna"): {"poster": "exempel"},
}
PARTS = [(page, part) for page, parts in TAKEN.items() for part in parts]


def opened(page: str, query: dict[str, str]) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    if page:
        app.switch_page(f"pages/{page}.py")
    app.run()
    assert not app.exception
    return app


def seen(app: AppTest) -> tuple[Any, ...]:
    """Return what a reader sees: words, tables, figures, maps."""
    figures = [json.loads(each.proto.spec) for each in app.get("plotly_chart")]
    # Where a press leads in a window of its own is this page with all of its link.
    drawn = [{k: v for k, v in each.items() if k != "to"} for each in maps(app)]
    buttons = [each.label for each in app.button if not str(each.key).startswith("_")]
    grids = [each.value.to_csv() for each in app.dataframe]
    return said(app), plain_tables(app), figures, drawn, buttons, grids


def link_of(page: str, part: str) -> dict[str, str]:
    link = {"del": part} if part else {}
    return link | BESIDES.get(page, {}) | BESIDES.get((page, part), {})


@pytest.mark.parametrize(("page", "part"), PARTS)
def test_what_a_part_takes_changes_it_and_what_it_does_not_take_does_not(
    dataset: Dataset, page: str, part: str
) -> None:
    link = link_of(page, part)
    before, takes = seen(opened(page, link)), taken(dataset, page, part).every
    hidden = dict(OTHER[each][0] for each in CHOICES if each not in takes)
    if page == DATA and part == "measures":
        hidden.pop("matt", None)
    assert seen(opened(page, link | hidden)) == before, f"{hidden} is not shown and acts"
    for field in takes:
        tried = (seen(opened(page, link | {name: value})) for name, value in OTHER[field])
        assert any(after != before for after in tried), f"{field} is shown and does nothing"


@pytest.mark.parametrize("part", TAKEN[INDUSTRY])
def test_every_switch_of_the_page_changes_what_is_shown(part: str) -> None:
    app = opened(INDUSTRY, {"del": part})
    before = seen(app)
    switches = [str(box.key) for box in app.selectbox if str(box.key).endswith("_here")]
    assert bool(switches) == ("measure" in TAKEN[INDUSTRY][part].page)
    for key in switches:
        app = opened(INDUSTRY, {"del": part})
        box = next(each for each in app.selectbox if each.key == key)
        assert len(box.options) > 1
        box.select_index((box.index + 1) % len(box.options)).run()
        assert not app.exception
        assert seen(app) != before, key


def test_choosing_on_the_page_goes_into_the_link_and_to_the_next_page() -> None:
    app = opened(INDUSTRY, {"del": "lan"})
    box = next(each for each in app.selectbox if each.key == "_ar_here")
    box.set_value("2015").run()
    assert app.query_params["ar"] in ("2015", ["2015"])
    assert app.session_state["ar"] == "2015"
    assert "2015" in app.header[0].value


@pytest.mark.parametrize("page", [page for page, parts in TAKEN.items() if len(parts) > 1])
def test_what_else_the_page_holds_is_listed_with_its_answer(page: str) -> None:
    part = part_of(page, "")
    app = opened(page, link_of(page, part))
    ways = [str(each.key) for each in app.button if str(each.key).startswith("part_")]
    hidden = {part} | ({"alla"} if page == FIRMS else set())  # no national register is loaded
    assert set(ways) == {f"part_{each}" for each in TAKEN[page] if each not in hidden}
    assert "Mer på den här sidan" in [each.value for each in app.header]
    next(each for each in app.button if each.key == ways[0]).click().run()
    assert not app.exception
    turned = ways[0].removeprefix("part_")
    asked = app.query_params.get("del", [""])
    assert part_of(page, asked if isinstance(asked, str) else asked[-1]) == turned


def sidebar() -> None:
    import streamlit as st

    from vbdash.text import Text
    from vbdash.ui.frame import filters

    filters.sidebar(Text("sv"), st.query_params["page"])


@pytest.mark.parametrize(("page", "part"), PARTS)
def test_the_sidebar_draws_what_the_part_takes(dataset: Dataset, page: str, part: str) -> None:
    app = AppTest.from_function(sidebar)
    for name, value in ({"page": page} | link_of(page, part)).items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    params = {"municipalities": "kommun", "year": "_ar_here", "definition": "_definition_here"}
    keys = {each.key for each in (*app.multiselect, *app.selectbox)}
    drawn = {field for field, param in params.items() if param in keys}
    assert drawn == set(taken(dataset, page, part).sidebar)


def test_a_choice_that_is_hidden_on_one_page_is_there_on_the_next() -> None:
    app = AppTest.from_function(sidebar)
    app.query_params["page"], app.query_params["definition"] = "companies", "C"
    app.run()
    assert "_definition_here" not in {each.key for each in app.selectbox}
    del app.query_params["definition"]  # as Streamlit does when another page is turned to
    app.query_params["page"] = ""
    app.run()
    assert app.selectbox(key="_definition_here").value == "C"
    assert app.query_params["definition"] in ("C", ["C"])
    del app.query_params["definition"]  # back on the same page, to before it was chosen
    app.run()
    assert app.selectbox(key="_definition_here").value == "B-E"


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_definitions_have_names_and_those_that_do_not_exist_a_reason(
    dataset: Dataset, lang: str
) -> None:
    app = AppTest.from_function(sidebar)
    link = {"page": MUNICIPALITY, "kommun": "Malå", "definition": "C", "lang": lang}
    for name, value in link.items():
        app.query_params[name] = value
    app.run()
    box = app.selectbox(key="_definition_here")
    assert box.value == "B+C"  # what is shown
    assert len(box.options) == 4 and all(len(each) > len("(B–E)") for each in box.options)
    reasons = page_left_out(View(dataset, Selection(lang=lang)), MUNICIPALITY)
    assert list(reasons.values()) == [["Tillverkning (C)" if lang == "sv" else "Manufacturing (C)"]]
    (why,) = reasons
    assert len(why.split()) > 5 and why.endswith(".")


@pytest.mark.parametrize(
    ("page", "asked", "part"),
    [("industry", "", "tid"), ("industry", "zzz", "tid"), ("industry", "41", "41"), ("", "x", "")],
)
def test_the_part_that_is_shown(page: str, asked: str, part: str) -> None:
    assert part_of(page, asked) == part


def test_on_a_municipalitys_page_the_one_chosen_last_replaces_it() -> None:
    app = AppTest.from_function(sidebar)
    app.query_params["page"], app.query_params["kommun"] = "municipality", "Malå"
    app.run()
    (box,) = app.multiselect
    box.set_value(["Malå", "Umeå"]).run()
    assert app.session_state["kommun"] == ["Umeå"]
    assert app.query_params["kommun"] in ("Umeå", ["Umeå"])


@pytest.mark.parametrize(("page", "part"), [("", ""), (INDUSTRY, "lan"), (DATA, "measures")])
def test_words_of_another_language_are_no_choice(page: str, part: str) -> None:
    """A browser sends the words of what is chosen: after a change of language those of before."""
    app = opened(page, {"del": part} if part else {})
    before = {each.key: each.proto.raw_value for each in app.selectbox if each.value}
    app.session_state["lang"] = "en"
    app.run()
    worded = [each for each in app.selectbox if before.get(each.key) not in (None, *each.options)]
    assert worded
    for each in worded:
        assert each.proto.set_value, f"the browser is told how {each.key} is worded now"
        assert each.proto.raw_value in each.options
    link = {**app.query_params}
    for each in worded:
        each.options.append(before[each.key])
        each.set_value(before[each.key])
    app.run()
    assert not app.exception
    assert {**app.query_params} == link


@pytest.mark.parametrize(("page", "part"), PARTS)
def test_every_row_of_buttons_changes_what_is_shown(page: str, part: str) -> None:
    """Whatever else a part offers to choose from, beside what pages share."""
    link = link_of(page, part)
    app = opened(page, link)
    before, rows = seen(app), [str(each.key) for each in app.get("button_group")]
    for key in rows:
        if key in ("lang", "_del"):  # another language, another part
            continue
        choices = next(e for e in app.get("button_group") if e.key == key).options
        assert any(before != chosen(page, link, key, each) for each in choices), key


def chosen(page: str, link: dict[str, str], key: str, choice: str) -> tuple[Any, ...]:
    app = opened(page, link)
    row = next(each for each in app.get("button_group") if each.key == key)
    row.set_value(choice).run()
    assert not app.exception
    return seen(app)


def test_whom_two_measures_are_set_among_is_a_choice_only_where_it_changes_them() -> None:
    link = {"del": "jamfor", "kommun": "Malå"}
    app = opened(MUNICIPALITY, link)  # two measures that only this county's municipalities have
    assert "_bland" not in {each.key for each in app.get("button_group")}
    assert "bara länets kommuner som har uppgift om båda" in said(app)
    pair = link | {"vagratt": "employment_rate", "lodratt": "unemployment_rate"}
    here, there = opened(MUNICIPALITY, pair), opened(MUNICIPALITY, pair | {"bland": "riket"})
    assert "_bland" in {each.key for each in here.get("button_group")}
    assert seen(here) != seen(there)
