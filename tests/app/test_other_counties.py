"""The app set to other counties than the one it ships most data for.

What nothing is loaded about is said to be missing, never counted as zero, and no page breaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

import pytest
import streamlit as st
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest

import vbdash
from tests.app.conftest import ROOT, plain_tables, said
from vbdash.reports.factsheet import factsheet_pdf
from vbdash.selection import Selection
from vbdash.slides import Deck, story_keys
from vbdash.ui.data import page as data_page
from vbdash.ui.firms import page as companies
from vbdash.ui.industry import page as industry
from vbdash.ui.interventions import page as interventions
from vbdash.ui.municipality import page as municipality
from vbdash.view import View

#: Many municipalities beside the shipped county, very many, and a single one.
COUNTIES: Final = ("25", "12", "09")
HOME: Final = "Västerbottens län"
#: "0 av 14 kommuner", "0 of 14 municipalities", "0 företag", "0 firms", "0 projekt".
NOTHING_COUNTED: Final = re.compile(
    r"(?<![\d,.])0 (av|of) \d|(?<![\d,.\u00a0 ])0 (företag|firms?|projekt|projects?|uppgift)",
)


def views(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every page, every part of it, and pages with a municipality chosen."""
    for page in ("overview", "companies", "municipality", "present"):
        yield page, {}
    yield "overview", {"kommun": [name], "lang": "en"}
    yield "companies", {"foretag": "alimak"}
    yield "present", {"kommun": [name], "lang": "en"}
    yield "interventions", {"del": "egna", "poster": "exempel"}
    parts = {
        "companies": companies._PARTS,
        "industry": industry._PARTS,
        "interventions": interventions._PARTS,
        "data": data_page._PARTS,
    }
    for page, known in parts.items():
        for part in known:
            yield page, {"del": part}
    for part in municipality._PARTS:
        yield "municipality", {"del": part, "kommun": [name]}


def opened(page: str, query: dict[str, Any]) -> AppTest:
    """Open a page as a link does, without running the start page first."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for key, value in query.items():
        app.query_params[key] = value
    if page != "overview":
        app.switch_page(f"pages/{page}.py")
    return app.run()


@dataclass(frozen=True)
class County:
    """Everything that the app shows about one county: page and link, faults, words."""

    data: vbdash.Dataset
    seen: dict[tuple[str, str], tuple[list[str], str]]

    @property
    def name(self) -> str:
        """Name of the county, in Swedish."""
        return self.data.name(self.data.county)

    def words(self, page: str, **query: Any) -> str:
        """What a page says."""
        return self.seen[page, str(query)][1]


def test_the_shipped_county_says_nothing_of_that(dataset: vbdash.Dataset) -> None:
    view = View(dataset, Selection())
    keys = [each.key for each in Deck.make(view, story_keys(view)).slides]
    assert {"firms", "reached", "support"} <= set(keys)
    st.cache_resource.clear()
    words = said(opened("overview", {}))
    assert "Artikeln handlar om" not in words
    assert "Här finns inga" not in words


@pytest.fixture(scope="module", params=COUNTIES)
def county(request: pytest.FixtureRequest) -> Iterator[County]:
    """Run all pages for a county."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VBDASH_COUNTY", request.param)
        st.cache_resource.clear()
        data = vbdash.load()
        name = data.name(data.municipality_codes[0])
        seen = {}
        for page, query in views(name):
            app = opened(page, query)
            faults = [str(each.message) for each in app.exception]
            seen[page, str(query)] = (faults, "\n".join([said(app), *plain_tables(app)]))
        yield County(data, seen)
    st.cache_resource.clear()


def test_every_page_and_part_runs(county: County) -> None:
    broken = {where: faults for where, (faults, _) in county.seen.items() if faults}
    assert not broken


def test_the_pages_that_ran_are_the_ones_asked_for(county: County) -> None:
    words = county.words("data", **{"del": "measures"})
    assert "Andel av de sysselsatta som bor i kommunen" in words
    assert "Hundratals" in county.words("interventions", **{"del": "publicerat"})


def test_what_is_not_loaded_is_never_counted_as_none(county: County) -> None:
    found = {
        where: NOTHING_COUNTED.findall(words) and NOTHING_COUNTED.search(words).group()  # type: ignore[union-attr]
        for where, (_, words) in county.seen.items()
        if where[0] != "data" and NOTHING_COUNTED.search(words)
    }
    assert not found


def test_firms_are_said_not_to_be_loaded(county: County) -> None:
    expected = f"I listan finns inga företag i {county.name}. Listan gäller {HOME}."
    name = county.data.name(county.data.municipality_codes[0])
    assert expected in county.words("overview")
    for part in companies._PARTS:
        words = county.words("companies", **{"del": part})
        assert expected in words
        assert "Räknat av oss" not in words
    assert expected in county.words("municipality", **{"del": "laget", "kommun": [name]})
    assert expected in county.words("municipality", **{"del": "foretag", "kommun": [name]})


def test_support_is_said_not_to_be_loaded(county: County) -> None:
    expected = f"Här finns inga uppgifter om offentligt stöd i {county.name}."
    name = county.data.name(county.data.municipality_codes[0])
    assert expected in county.words("interventions", **{"del": "stod"})
    assert "rör länet" not in county.words("interventions", **{"del": "stod"})
    assert expected in county.words("municipality", **{"del": "laget", "kommun": [name]})
    assert expected in county.words("municipality", **{"del": "stod", "kommun": [name]})


def test_the_article_is_said_to_be_about_another_county(county: County) -> None:
    expected = f"Artikeln handlar om {HOME}, inte om {county.name}."
    assert expected in county.words("overview")
    assert expected in county.words("interventions", **{"del": "publicerat"})
    assert expected in county.words("industry", **{"del": "41"})


def test_goods_producers_are_those_of_the_county_of_the_claim(county: County) -> None:
    words = county.words("industry", **{"del": "41"})
    assert "bruttoregionprodukten var 31,4 % 2017" in words.replace("\u00a0", " ")


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_slides_count_nothing_that_is_not_loaded(county: County, lang: str) -> None:
    view = View(county.data, Selection(lang=lang))
    slides = {each.key: each for each in Deck.make(view, story_keys(view)).slides}
    assert {"cover", "claims", "trend", "counties"} <= slides.keys()
    assert not {"firms", "reached", "support"} & slides.keys()
    for each in slides.values():
        tiles = " ".join(f"{tile.figure} {tile.text}" for tile in each.tiles)
        assert not NOTHING_COUNTED.search(f"{each.title} {each.sentence} {tiles}"), each.key
    tiles = slides["claims"].tiles
    assert tiles[1].figure == "–"
    assert county.data.name(county.data.county, lang) in tiles[1].text


def test_a_fact_sheet_says_what_is_not_loaded(county: County) -> None:
    view, code = View(county.data, Selection()), county.data.municipality_codes[0]
    pages = PdfReader(BytesIO(factsheet_pdf(view, code))).pages
    words = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))
    assert f"I listan finns inga företag i {county.name}." in words
    assert f"Här finns inga uppgifter om offentligt stöd i {county.name}." in words
    assert f"Här finns inga siffror för kommunerna i {county.name}." not in words
    assert "Arbetslöshet" in words and "Skattekraft" in words
    assert "Källa: ." not in words
