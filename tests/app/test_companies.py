"""The page of firms, run whole: headline, strengths, filters, panel, parts, hostile names."""

from __future__ import annotations

import re
from collections.abc import Callable

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

import vbdash
from tests.app.conftest import Open, maps, said
from vbdash.address import CONTACT
from vbdash.selection import SUPPORTS
from vbdash.ui import show

HEADLINES = {
    "any": "55 företag i listan, i 15 av 15 kommuner.",
    "claim": "27 företag som sägs vara ledande, i 12 av 15 kommuner.",
    "world": "17 företag som sägs vara världsledande, i 8 av 15 kommuner.",
    "world_operating": "16 företag som sägs vara världsledande och är i drift, i 8 av 15 kommuner.",
    "world_independent": "8 företag som är i drift och världsledande enligt en oberoende källa, i 4 av 15 kommuner.",
}
ROWS = {"any": 75, "claim": 32, "world": 20, "world_operating": 17, "world_independent": 8}


def listed(app: AppTest) -> pd.DataFrame:
    return app.dataframe[0].value


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("part", ["lista", "storlek", "spridning", "jamfor"])
@pytest.mark.parametrize("face", ["foretag", "yta", "cirklar"])
def test_every_part_and_face(open_page: Open, part: str, face: str, lang: str) -> None:
    app = open_page("companies", lang=lang, karta=face, **{"del": part})
    assert not app.exception
    assert ("municipalities" if lang == "en" else "kommuner") in app.header[0].value
    assert len(maps(app)) == 1


@pytest.mark.parametrize("support", SUPPORTS)
def test_the_switch_drives_headline_list_and_map(open_page: Open, support: str) -> None:
    app = open_page("companies", styrka=support)
    assert app.header[0].value == HEADLINES[support]
    assert len(listed(app)) == ROWS[support]
    firms = HEADLINES[support].split(" företag")[0]
    counted = [
        e.value.split(" företag")[0]
        for e in app.header
        if re.match(r"\d+ företag", e.value) and " på kartan" not in e.value
    ]
    assert set(counted) == {firms} and len(counted) >= 2  # headline, list
    assert (ROWS[support] > int(firms)) == any(
        "historia" in e.value or "sin egen rad" in e.value for e in app.markdown
    )
    companies = vbdash.load().table("companies").set_index("id")
    shown = set(re.findall(r"<a [^>]*data-m='?([^' >]+)", maps(app)[0]["html"]))
    assert 0 < len(shown) <= ROWS[support]  # those without a known place are listed only
    assert shown <= set(companies.index)
    if support in ("world_operating", "world_independent"):
        assert "closed" not in set(companies.loc[list(shown), "status"])


def test_pressing_the_switch_writes_the_link(open_page: Open) -> None:
    app = open_page("companies")
    app.segmented_control(key="_styrka").set_value("world_independent").run()
    assert app.query_params["styrka"] == "world_independent"
    assert app.header[0].value == HEADLINES["world_independent"]


def test_a_municipality_narrows_the_list_not_the_headline(open_page: Open) -> None:
    app = open_page("companies", styrka="any", kommun="Malå")
    assert app.header[0].value == HEADLINES["any"]
    assert set(listed(app)["municipality"]) == {"Malå"}


def test_search_and_filters(open_page: Open) -> None:
    app = open_page("companies", styrka="any", sok="roding")
    assert len(listed(app)) == 2
    app = open_page("companies", styrka="any", rackvidd="world", enligt="independent", bransch="24")
    assert list(listed(app)["name"]) == ["Boliden Rönnskär"]
    app = open_page("companies", styrka="any", status="closed")
    assert len(listed(app)) == 5
    assert listed(app)["status"].str.startswith("nedlagt").all()
    app = open_page("companies", sok="finns inte alls")
    assert not app.exception
    assert "Inget motsvarar" in said(app)


def test_a_firm_can_be_linked_to(open_page: Open) -> None:
    app = open_page("companies", foretag="boliden-ronnskar")
    words = said(app)
    assert "Världsledande på återvinning av elektronik" in words
    assert "860 anställda (på platsen, 2021)" in words.replace("\\", "")
    assert "Boliden Kristineberg" in words
    assert "https://" in words
    assert app.code[0].value.count("foretag=") == 1
    assert app.code[0].value.endswith("/?foretag=boliden-ronnskar")
    report = app.code[-1].value
    for field in vbdash.load().table("companies").columns:
        assert f"\n{field}:" in report
    assert "claim_sv: Världsledande på återvinning av elektronik" in report


def test_a_closed_plant_says_so(open_page: Open) -> None:
    app = open_page("companies", foretag="element-six")
    assert "historia" in app.warning[0].value
    assert "gjort påståendet inaktuellt" in said(app)


def test_a_link_to_no_firm_opens_nothing(open_page: Open) -> None:
    app = open_page("companies", foretag="<script>")
    assert not app.exception
    assert not app.code


def test_errors_are_mailed_to_the_address_that_is_set(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not open_page("companies", foretag="brokk").get("link_button")
    monkeypatch.setenv(CONTACT, "fel@example.org")
    button = open_page("companies", foretag="brokk").get("link_button")[0]
    assert button.proto.url.startswith("mailto:fel%40example.org?subject=")
    assert len(button.proto.url) < 8000


def test_what_the_spread_says(open_page: Open) -> None:
    app = open_page("companies", **{"del": "spridning"})
    words = said(app).replace("\\", "")  # as it is read
    assert "Den hälft av befolkningen som bor där det finns minst per invånare" in words
    assert "Vindeln (5,5)" in words
    assert not re.search("Gini|Theil|Moran", words)
    app.session_state["spread_method"] = True
    words = said(app.run()).replace("\\", "")
    assert "ledande företag (0,50) ojämnast spridda" in words
    assert "(n − 1) / n = 0,93" in words
    assert "testet det 35 gånger av 100" in words
    assert not any("Moran" in each.value for each in app.header)


def test_what_the_comparison_says(open_page: Open) -> None:
    app = open_page("companies", **{"del": "jamfor"})
    words = said(app).replace("\\", "")  # as it is read
    assert "Flest ledande företag finns i Umeå (5)" in words
    assert "Bjurholms rad är feltryckt" in words
    app = open_page("companies", definition="C", **{"del": "jamfor"})
    assert "Gruvor och tillverkning (B+C)" in said(app).replace("\\", "")


@pytest.mark.parametrize("face", ["foretag", "cirklar"])
def test_the_map_can_be_taken_along(
    open_page: Open, monkeypatch: pytest.MonkeyPatch, face: str
) -> None:
    given: dict[str, dict[str, tuple[str, Callable[[], bytes]]]] = {}

    def caught(_view: object, key: str, *_rest: object) -> None:
        given[key] = _rest[3]  # type: ignore[assignment]

    monkeypatch.setattr(show, "downloads", caught)
    app = open_page("companies", styrka="world", karta=face)
    assert not app.exception
    files = given["firms_map_marks" if face == "foretag" else "firms_map_counts"]
    svg = files["SVG"][1]().decode()
    titles = [each.value.replace("\\", "") for each in app.header]
    assert next(each for each in titles if each in svg)  # its own title
    assert "Räknat av oss ur öppna källor" in svg
    assert "Umeå" in svg
    points = [made() for ending, made in files.values() if ending.endswith("png")]
    assert points and all(each.startswith(b"\x89PNG") for each in points)


def test_names_are_swedish_on_the_swedish_page(open_page: Open) -> None:
    names = {
        lang: list(listed(open_page("companies", styrka="any", lang=lang))["name"])
        for lang in ("sv", "en")
    }
    generic = re.compile(
        r"\b(sawmill|mine|mines|plant|farm|dairy|project|store|concessions|ex|part of|group and)\b"
    )
    assert not [name for name in names["sv"] if generic.search(name)]
    assert [name for name in names["en"] if generic.search(name)]
    assert "SCA Rundvik sågverk" in names["sv"]
    assert "SCA Rundvik sawmill" in names["en"]
    assert "Northvolt Ett (Lyten)" in names["sv"]  # proper names stand
    app = open_page("companies", foretag="sca-rundvik")
    whole = next(box for box in app.selectbox if "SCA Rundvik" in "".join(box.options))
    assert "Svartliden Production Centre" in "".join(whole.options)  # too long for the list
    assert "SCA Rundvik sågverk" in app.code[-1].value
    for words in ("sågverk", "sawmill"):  # found by either
        assert len(listed(open_page("companies", styrka="any", sok=f"rundvik {words}"))) == 1


def test_a_long_table_is_sent_when_it_is_opened(open_page: Open) -> None:
    app = open_page("companies", styrka="any")
    before = len(app.dataframe)
    app.session_state["firms_map_marks_table"] = True
    app.run()
    assert not app.exception
    assert len(app.dataframe) == before + 1
    marked = next(each.value for each in app.dataframe if "Verksamhet" in each.value)
    assert len(marked) > 30


def test_several_chosen_are_counted_among_themselves(open_page: Open) -> None:
    text = said(open_page("companies", kommun=["Skellefteå", "Malå", "Åsele"], styrka="any"))
    assert "av de 3 valda" in text
    assert "av de 3 valda kommunerna" in text
    one = said(open_page("companies", kommun="Malå", styrka="any"))
    assert "av 15 kommuner" in one  # the headline, which is about the county
    assert "på kartan, i den valda kommunen" in one


def test_a_long_list_is_shown_so_far_and_says_so(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vbdash.ui.firms.list._SHOWN", 10)
    app = open_page("companies", styrka="any")
    assert not app.exception
    assert any(len(each.value) == 10 for each in app.dataframe)
    assert "De första 10 av 75 rader visas" in said(app)


def test_sizes_that_no_source_states_are_no_want_of_firms(open_page: Open) -> None:
    app = open_page("companies", kommun="Malå", **{"del": "storlek"})
    assert "I den valda kommunen: 1 företag" in said(app)
    assert [each.value for each in app.info] == [
        "Ingen källa anger antalet anställda för något av de företag som visas här."
    ]
