"""The map to explore: what it can show, a press and its card, comparing, the link, the list."""

from __future__ import annotations

import json
import re

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.conftest import Open, maps, press, said
from vbdash import Dataset
from vbdash.exhibits import explorer
from vbdash.indicators.industry.measures import measure_values
from vbdash.ui import my_slides
from vbdash.view import View

LYCKSELE, MALA, UMEA = "2481", "2418", "2480"


def words(app: AppTest) -> str:
    """Return what the page says, with plain blanks, and what its pieces of HTML say."""
    text = said(app) + "".join(each.proto.body for each in app.get("html"))
    return text.replace("\N{NO-BREAK SPACE}", " ")


def listed(app: AppTest) -> list[str]:
    """Return the municipalities in the order of the map's list, by their codes."""
    return re.findall(r"<button data-k=(\d+)", maps(app)[0]["html"])


def pressed(app: AppTest) -> list[str]:
    return str(maps(app)[0]["on"]).split()


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_subject_in_every_face(open_page: Open, view: View, lang: str) -> None:
    assert len(explorer.subjects(view)) > 8
    own = [
        each for each in explorer.subjects(view) if explorer.COUNTY in explorer.scopes(view, each)
    ]
    for subject in own:
        for face in explorer.faces(view, subject):
            app = open_page(visar=subject, karta=face, kommun="Malå", lang=lang)
            assert not app.exception, (subject, face)
            (sent,) = maps(app)
            assert pressed(app) == [MALA]
            assert len(listed(app)) == 15
            assert len(sent["html"].encode()) < 14_000


def test_the_subjects_are_the_registrys(dataset: Dataset, view: View) -> None:
    own = set(dataset.municipality_codes)
    expected = {
        str(measure)
        for measure in dataset.measures.index
        if len(own & set(measure_values(dataset, str(measure), "B-E")["code"])) > 1
    }
    expected |= {explorer.FIRMS, explorer.SUPPORT}
    assert set(explorer.subjects(view)[: len(expected)]) == expected
    assert explorer.subjects(view)[0] == "employed_residence_share"


def test_a_press_opens_a_card_and_a_second_lets_go(open_page: Open) -> None:
    app = press(open_page(), MALA)
    assert not app.exception
    assert app.query_params["kommun"] in ("Malå", ["Malå"])
    assert pressed(app) == [MALA]
    text = words(app)
    assert "24,2 %" in text
    assert "näst högst av 15" in text  # as the page about it says
    assert "Guideline Geo" in text
    assert app.button(key=f"explorer_read_{MALA}").label == "Läs om Malå"
    app = press(app, MALA)
    assert pressed(app) == []
    assert "kommun" not in app.query_params


def test_several_are_compared_in_the_card(open_page: Open) -> None:
    app = press(press(open_page(visar="unemployment_rate"), MALA), UMEA)
    assert app.query_params["kommun"] == ["Malå", "Umeå"]
    card = next(each.proto.body for each in app.get("html") if "<table" in each.proto.body)
    plain = card.replace("\N{NO-BREAK SPACE}", " ")
    assert re.search(r"Malå</th><td[^>]*>2,1 %</td><td[^>]*>näst lägst av 15<", plain)
    assert re.search(r"Umeå</th><td[^>]*>3,0 %</td>", plain)
    assert "2020 till 2024: mellan" in plain
    assert plain.count("<img") == 1


@pytest.mark.parametrize(
    "value",
    [
        None,
        "2418",
        {"k": "0180", "m": "0180"},
        {"k": "2418", "m": "no such mark"},
        {"k": ["2418"], "m": "2418"},
        {"k": "2418"},
    ],
)
def test_what_no_map_says_chooses_nothing(open_page: Open, value: object) -> None:
    app = press(open_page(), "", pressed=value)
    assert not app.exception
    assert pressed(app) == []


def test_the_crowded_part_is_enlarged_and_stands_in_the_link(open_page: Open) -> None:
    app = press(open_page(), "", close="near")
    assert app.query_params["utsnitt"] in ("tatt", ["tatt"])
    assert maps(app)[0]["close"] is True
    app = press(app, "", close="whole")
    assert "utsnitt" not in app.query_params
    assert maps(app)[0]["close"] is False
    assert maps(open_page(utsnitt="tatt"))[0]["close"] is True


def test_the_year_changes_the_figures(open_page: Open) -> None:
    now = open_page(visar="unemployment_rate", kommun="Malå")
    app = open_page(visar="unemployment_rate", kommun="Malå", kartar="2020")
    assert "Arbetslöshet, 2020" in words(app)
    assert "Arbetslöshet, 2024" in words(now)
    assert maps(app)[0]["html"] != maps(now)[0]["html"]
    unknown = open_page(visar="unemployment_rate", kommun="Malå", kartar="1066")
    assert "Arbetslöshet, 2024" in words(unknown)


def test_reading_on_goes_to_the_municipality(open_page: Open) -> None:
    app = press(press(open_page(), MALA), UMEA)
    app.button(key=f"explorer_read_{UMEA}").click().run()
    assert not app.exception
    assert any(each.value == "Umeå" for each in (*app.title, *app.header))


def test_comparing_goes_to_the_comparison(open_page: Open) -> None:
    app = press(press(open_page(), MALA), UMEA)
    app.button(key="explorer_compare").click().run()
    assert not app.exception
    assert app.query_params["del"] in ("jamfor", ["jamfor"])


def test_what_was_chosen_elsewhere_is_pressed_and_in_the_link(open_page: Open) -> None:
    app = open_page()
    app.session_state["kommun"] = ["Umeå"]
    for _ in range(2):
        app.run()
    assert pressed(app) == [UMEA]
    assert app.query_params["kommun"] in ("Umeå", ["Umeå"])


def test_the_map_as_it_is_becomes_a_slide(open_page: Open) -> None:
    app = open_page(visar="unemployment_rate", kommun="Malå", kartar="2020")
    app.button(key="explorer_to_slides").click().run()
    (slide,) = app.session_state[my_slides._OWN].values()
    assert slide.map is not None
    assert slide.map.selected == {MALA}
    assert "2020" in slide.title
    for part in ("visar=unemployment_rate", "kartar=2020", "kommun=Mal"):
        assert part in slide.link


def test_a_map_with_firms_on_top_is_small_with_all_pressed(
    open_page: Open, dataset: Dataset
) -> None:
    """A press is to send 20 kB at the most; the map is most of it, the rest some 8 kB."""
    app = open_page(karta="foretag", kommun=list(dataset.municipalities["name"]))
    assert len(pressed(app)) == 15
    assert len(json.dumps(maps(app)[0], ensure_ascii=False).encode()) < 11_500
