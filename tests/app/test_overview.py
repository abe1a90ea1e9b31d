"""The start page shows each claim beside what the open figures say."""

from __future__ import annotations

import base64
import json
from typing import Any

import numpy as np
import pytest

from tests.app.conftest import Open, maps, said


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_three_claims(open_page: Open, lang: str) -> None:
    app = open_page(lang=lang)
    assert not app.exception
    text = said(app).replace("\N{NO-BREAK SPACE}", " ").replace("\\", "")
    if lang == "sv":
        assert "stod industrin (B–E) för 26,1 % av förädlingsvärdet i Västerbottens län" in text
        assert "18,0 % i Sverige. Det är den fjärde högsta andelen bland 21 län" in text
        assert "”41 procent av den regionala ekonomin”" in text
        assert "16 företag som sägs vara världsledande och är i drift" in text
    else:
        assert "26.1% of value added" in text
        assert "fourth highest of 21 counties" in text
    first = "\n".join(each.proto.label for each in app.get("page_link")).replace(
        "\N{NO-BREAK SPACE}", " "
    )
    for value in {"sv": ("26,1 %", "8 av 15", "74"), "en": ("26.1%", "8 of 15", "74")}[lang]:
        assert f"**{value}**" in first
    assert {"sv": "41 procent", "en": "41 percent"}[lang] in first


def test_the_latest_figure_stands_beside_the_claim_and_the_other_a_press_away(
    open_page: Open,
) -> None:
    app = open_page()
    shown = "\n".join(each.proto.label for each in app.get("page_link"))
    assert "**26,1\N{NO-BREAK SPACE}%**" in shown and "24,9" not in shown
    assert "24,9" in said(app)
    heading = open_page("industry", **{"del": "41"}).header[0].value
    assert "24,9" in heading and "26,1" not in heading


def test_a_definition_that_is_not_published_is_said(open_page: Open) -> None:
    app = open_page(definition="A-F", lang="en")
    assert not app.exception
    assert "not published" in app.info[0].value
    assert "industry (B–E) made up" in said(app).replace("\\", "")


def test_a_chosen_municipality_stays_on_the_map(open_page: Open) -> None:
    app = open_page(kommun=["Skellefteå"])
    assert maps(app)[0]["on"] == "2482"
    assert app.run().query_params["kommun"] in ("Skellefteå", ["Skellefteå"])


def test_no_claimed_figure_in_the_official_series(open_page: Open) -> None:
    charts = [json.loads(each.proto.spec) for each in open_page().get("plotly_chart")]
    drawn = [float(y) for chart in charts for line in chart["data"] for y in values(line["y"])]
    assert len(drawn) > 100
    assert 41.0 not in drawn


def values(line: Any) -> list[float]:
    """Return the figures of a line, as Plotly writes many of them: packed."""
    if isinstance(line, dict):
        line = np.frombuffer(base64.b64decode(line["bdata"]), line["dtype"])
    return [each for each in line if each is not None]


def test_another_county_works_with_what_is_loaded(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    import streamlit as st

    monkeypatch.setenv("VBDASH_COUNTY", "14")
    st.cache_resource.clear()
    try:
        app = open_page(lang="en")
        assert not app.exception
        assert "Västra Götaland" in said(app)
    finally:
        monkeypatch.undo()
        st.cache_resource.clear()
