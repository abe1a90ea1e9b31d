"""The page of firms, run whole: headline, strengths, filters, panel, parts, hostile names."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import vbdash
from tests.app.conftest import Open, said
from vbdash.selection import SUPPORTS
from vbdash.ui.companies_firm import CONTACT

HEADLINES = {
    "any": "55 företag i registret, i 15 av 15 kommuner.",
    "claim": "27 företag som någon kallar ledande, i 12 av 15 kommuner.",
    "world": "17 företag som någon kallar världsledande, i 8 av 15 kommuner.",
    "world_operating": "16 företag i drift som någon kallar världsledande, i 8 av 15 kommuner.",
    "world_independent": "8 företag i drift som en oberoende källa kallar världsledande, i 4 av 15 kommuner.",
}
ROWS = {"any": 75, "claim": 32, "world": 20, "world_operating": 17, "world_independent": 8}
HOSTILE = [
    "<script>alert(1)</script><img src=x onerror=alert(2)>",
    "\"quoted\" 'and' `ticked` [x](javascript:alert(3)) $a$ :red[b] *c* _d_",
    "abc\u202edef\u2066ghi\x07",
    "Å" * 300,
]


def listed(app: AppTest) -> pd.DataFrame:
    return app.dataframe[0].value


def decks(app: AppTest) -> list[str]:
    return [each.proto.json for each in app.get("deck_gl_json_chart")]


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("part", ["lista", "spridning", "jamfor"])
@pytest.mark.parametrize("face", ["foretag", "yta", "cirklar"])
def test_every_part_and_face(open_page: Open, part: str, face: str, lang: str) -> None:
    app = open_page("companies", lang=lang, karta=face, **{"del": part})
    assert not app.exception
    assert ("municipalities" if lang == "en" else "kommuner") in app.subheader[0].value
    assert len(decks(app)) == 1


@pytest.mark.parametrize("support", SUPPORTS)
def test_the_switch_drives_headline_list_and_map(open_page: Open, support: str) -> None:
    app = open_page("companies", styrka=support)
    assert app.subheader[0].value == HEADLINES[support]
    assert len(listed(app)) == ROWS[support]
    marks = json.loads(decks(app)[0])["layers"]
    circles = next(each for each in marks if each["id"].startswith("circles"))
    companies = vbdash.load().table("companies").set_index("id")
    shown = {each["id"] for each in circles["data"]}
    assert shown <= set(companies.index)
    if support in ("world_operating", "world_independent"):
        assert "closed" not in set(companies.loc[list(shown), "status"])


def test_pressing_the_switch_writes_the_link(open_page: Open) -> None:
    app = open_page("companies")
    app.segmented_control(key="_styrka").set_value("world_independent").run()
    assert app.query_params["styrka"] == "world_independent"
    assert app.subheader[0].value == HEADLINES["world_independent"]


def test_a_municipality_narrows_the_list_not_the_headline(open_page: Open) -> None:
    app = open_page("companies", styrka="any", kommun="Malå")
    assert app.subheader[0].value == HEADLINES["any"]
    assert set(listed(app)["municipality"]) == {"Malå"}


def test_search_and_filters(open_page: Open) -> None:
    app = open_page("companies", styrka="any", sok="roding")
    assert len(listed(app)) == 2
    app = open_page("companies", styrka="any", rackvidd="world", enligt="independent", bransch="24")
    assert list(listed(app)["name"]) == ["Boliden Rönnskär"]
    app = open_page("companies", styrka="any", status="closed")
    assert len(listed(app)) == 5
    assert listed(app)["status"].str.startswith("nedlagt, historia").all()
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
    report = app.code[-1].value
    for field in vbdash.load().table("companies").columns:
        assert f"\n{field}:" in report
    assert "claim_sv: Världsledande på återvinning av elektronik" in report


def test_a_closed_plant_says_so(open_page: Open) -> None:
    app = open_page("companies", foretag="element-six")
    assert "historia" in app.warning[0].value
    assert "passerat av senare uppgifter" in said(app)


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
    words = said(app)
    assert "ledande företag (0,50) ojämnast spridda" in words
    assert "Vindeln (5,5)" in words
    assert "(n − 1) / n = 0,93" in words
    assert "testet det 35 gånger av 100" in words
    assert not any("Moran" in each.value for each in app.subheader)


def test_what_the_comparison_says(open_page: Open) -> None:
    app = open_page("companies", **{"del": "jamfor"})
    words = said(app)
    assert "Umeå har flest ledande företag (5)" in words
    assert "Bjurholms rad är feltryckt" in words
    app = open_page("companies", definition="C", **{"del": "jamfor"})
    assert "SNI B–E" in "".join(each.value for each in app.info)


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[pd.DataFrame]:
    """Return companies with hostile names, which the app reads as its data."""
    data = tmp_path / "data"
    shutil.copytree(vbdash.load().directory, data)
    companies = pd.read_csv(data / "companies.csv", dtype=str, keep_default_na=False)
    leading = ["brokk", "alimak", "alo", "cytiva-umea"]
    for code, name in zip(leading, HOSTILE, strict=True):
        companies.loc[companies["id"] == code, ["name", "firm_name", "product_sv"]] = name
    companies.to_csv(data / "companies.csv", index=False)
    sources = pd.read_csv(data / "sources.csv", dtype=str, keep_default_na=False)
    sources.loc[sources["id"] == "skelleftea-brokk", "url"] = "javascript:alert(1)"
    sources.to_csv(data / "sources.csv", index=False)
    monkeypatch.setenv("VBDASH_DATA", str(data))
    st.cache_resource.clear()
    yield companies.set_index("id").loc[leading]
    monkeypatch.undo()
    st.cache_resource.clear()


def test_hostile_names_are_harmless(open_page: Open, hostile: pd.DataFrame) -> None:
    for code in hostile.index:
        app = open_page("companies", foretag=code)
        assert not app.exception
        words = said(app)
        assert "<script" not in words.replace("\\<script", "")
        assert "](javascript" not in words
        assert not {"\u202e", "\u2066", "\x07"} & set(words)
        assert not {"\u202e", "\u2066", "\x07"} & set(json.loads(decks(app)[0]).__repr__())
        assert not any(getattr(each.proto, "allow_html", False) for each in app.markdown)
        addresses = listed(app)["url"].dropna()
        assert addresses.str.match("https?://").all()


def test_hostile_names_in_a_tooltip_are_text(open_page: Open, hostile: pd.DataFrame) -> None:
    tooltip = json.loads(open_page("companies").get("deck_gl_json_chart")[0].proto.tooltip)
    assert "html" not in tooltip
    assert tooltip["text"] == "{tip}"
    assert len(hostile) == len(HOSTILE)
