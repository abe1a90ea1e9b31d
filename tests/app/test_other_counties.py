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
from vbdash.parameters import of_page
from vbdash.reports.factsheet import factsheet_pdf
from vbdash.selection import Selection
from vbdash.sentences import coverage
from vbdash.slides import Deck, story_keys
from vbdash.text import Text
from vbdash.view import View, app_name

#: Metropolitan, very many municipalities, in the middle, and the neighbour in the north; in both
#: languages, all of one running app.
COUNTIES: Final = [(code, lang) for code in ("01", "12", "20", "25") for lang in ("sv", "en")]
HOME: Final = "24"
#: "0 av 14 kommuner", "0 of 14 municipalities", "0 företag", "0 firms", "0 projekt".
NOTHING_COUNTED: Final = re.compile(
    r"(?<![\d,.])0 (av|of) \d|(?<![\d,.\u00a0 ])0 (företag|firms?|projekt|projects?|uppgift)",
)
#: None that was counted: where two measures always pull apart.
TRUE_NONE: Final = re.compile(r"0 (av|of) \d+ (kommuner ligger|municipalities lie) .*")
#: Where municipalities of all of Sweden are named as such.
IN_SWEDEN: Final = re.compile("[Mm]est lik|[Mm]ost (a)?like")
#: Where the article, its programme and what is on record of Västerbotten are told of as such.
TOLD_AS_ELSEWHERE: Final = re.compile(
    # what says whose it is
    r"Västerbottens? (län|County)|Västerbotten County"
    # the article and its programme by their names
    r"|(industrin? i|industry in|industriföretag i|firms in|report on|rapport om|raden för|row for|Smart industri) Västerbotten"
    # why there is no more: only that county's figures could be had
    r"|(Här finns bara|We have only( the( fifteen)? municipalities of)?|bara för|only for) Västerbotten"
    # publishers and places of the programme's own stages, and of programmes elsewhere
    r"|Region Västerbotten|i Västerbotten och Västernorrland|landsbygdsföretag i Västerbotten"
)


def views(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every page, every part of it, and pages with a municipality chosen."""
    for page in ("overview", "companies", "municipality", "present"):
        yield page, {}
    yield "companies", {"foretag": "alimak"}
    yield "present", {"kommun": [name]}
    yield "interventions", {"del": "egna", "poster": "exempel"}
    for page in ("companies", "industry", "interventions", "data"):
        for part in of_page("del", page).values:  # type: ignore[union-attr]
            yield page, {"del": part}
    for part in of_page("del", "municipality").values:  # type: ignore[union-attr]
        yield "municipality", {"del": part, "kommun": [name]}


def opened(page: str, query: dict[str, Any]) -> AppTest:
    """Open a page as a link does, without running the start page first."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for key, value in query.items():
        app.query_params[key] = value
    if page != "overview":
        app.switch_page(f"pages/{page}.py")
    return app.run()


def ways(app: AppTest) -> list[str]:
    """Return what links to other pages say."""
    return [str(each.proto.label) for each in app.get("page_link")]


def drawn(app: AppTest) -> list[str]:
    """Return the names of our own components on the page."""
    return [str(each.proto.component_name) for each in app.get("bidi_component")]


@dataclass(frozen=True)
class Shown:
    """What a view shows: faults, words, and whether there is a map and a picture."""

    faults: list[str]
    words: str
    map: bool
    picture: bool


@dataclass(frozen=True)
class County:
    """Everything that the app shows about one county in one language."""

    data: vbdash.Dataset
    lang: str
    seen: dict[tuple[str, str], Shown]

    @property
    def name(self) -> str:
        """Name of the county."""
        return self.data.name(self.data.county, self.lang)

    @property
    def home(self) -> str:
        """Name of the county that the article is about."""
        return self.data.name(HOME, self.lang)

    @property
    def first(self) -> str:
        """Name of the county's first municipality."""
        return self.data.name(self.data.municipality_codes[0])

    def words(self, page: str, **query: Any) -> str:
        """What a page says."""
        return self.seen[page, str(query)].words

    def tx(self, message: str, **values: Any) -> str:
        """Say something in the language."""
        return Text(self.lang)(message, **values)


def test_the_shipped_county_says_nothing_of_that(dataset: vbdash.Dataset) -> None:
    view = View(dataset, Selection())
    keys = [each.key for each in Deck.make(view, story_keys(view)).slides]
    assert {"firms", "reached", "support"} <= set(keys)
    st.cache_resource.clear()
    words = said(opened("overview", {}))
    assert "Artikeln handlar om" not in words
    assert "Här finns inga" not in words


@pytest.fixture(scope="module", params=COUNTIES, ids="-".join)
def county(request: pytest.FixtureRequest, dataset: vbdash.Dataset) -> Iterator[County]:
    """Run all pages for a county, by links into the one app that is set to Västerbotten."""
    code, lang = request.param
    data = dataset.seen_from(code)
    seen = {}
    for page, query in views(data.name(data.municipality_codes[0])):
        app = opened(page, query | {"lan": code, "lang": lang})
        seen[page, str(query)] = Shown(
            [str(each.message) for each in app.exception],
            "\n".join([said(app), *ways(app), *plain_tables(app)]),
            bool(app.get("deck_gl_json_chart"))
            or any(each.startswith("vbdash_map") for each in drawn(app)),
            bool(app.get("plotly_chart")),
        )
    yield County(data, lang, seen)


def test_every_page_and_part_runs(county: County) -> None:
    broken = {where: shown.faults for where, shown in county.seen.items() if shown.faults}
    assert not broken


def test_what_is_not_loaded_is_never_counted_as_none(county: County) -> None:
    found = {
        where: match.group()
        for where, shown in county.seen.items()
        if where[0] != "data" and (match := NOTHING_COUNTED.search(TRUE_NONE.sub("", shown.words)))
    }
    assert not found


def sentences(words: str) -> Iterator[str]:
    """Yield what is said, a sentence or a cell each; lines of sources name publications, not places."""
    for line in words.splitlines():
        if not line.startswith(":small[") and "<style>" not in line:
            yield from re.split(r"(?<=[.:;?!])\s+|<[^>]+>", line)


def test_no_municipality_of_another_county_is_named(
    county: County, dataset: vbdash.Dataset
) -> None:
    """The measures' own caveats name places; what is loaded of the county does not."""
    theirs = [dataset.name(code) for code in dataset.municipality_codes]
    pattern = re.compile(rf"\b({'|'.join(theirs)})s?\b")
    found = [
        (where, sentence)
        for where, shown in county.seen.items()
        if where[0] != "data"
        and where != ("interventions", str({"del": "publicerat"}))
        and "'del': 'lika'" not in where[1]
        for sentence in sentences(shown.words)
        if pattern.search(sentence) and not IN_SWEDEN.search(sentence)
    ]
    assert not found


def test_what_is_of_vasterbotten_is_told_as_that(county: County) -> None:
    found = [
        (where, sentence)
        for where, shown in county.seen.items()
        if where[0] != "data"
        for sentence in sentences(shown.words)
        if "Västerbotten" in TOLD_AS_ELSEWHERE.sub("", sentence)
    ]
    assert not found


def test_what_is_announced_is_there(county: County) -> None:
    """No map is spoken of where there is none, and nothing is put in another's place in words only."""
    instead = county.tx(
        "Shown here instead: {measure}, {definition}, {year}.", measure="", definition="", year=""
    ).split(":")[0]
    for where, shown in county.seen.items():
        if where[0] == "data":
            continue  # its parts are listed by what they hold
        if re.search(r"på kartan|on the map", shown.words):
            assert shown.map, where
        if instead in shown.words:
            assert shown.picture, where


def test_the_app_is_called_by_the_county(county: County) -> None:
    called = app_name(Text(county.lang), county.name)
    assert called in county.words("overview")
    assert app_name(Text(county.lang), county.home) not in county.words("overview")


def test_there_is_no_county_quarter_but_vasterbottens(county: County) -> None:
    words = county.words("industry", **{"del": "41"})
    quarter = next(s for s in sentences(words) if re.search("en fjärdedel|about a quarter", s))
    assert county.home in quarter or county.home in words[: words.index(quarter)].splitlines()[-1]


def test_firms_are_said_not_to_be_loaded(county: County) -> None:
    expected = coverage.no_firms(Text(county.lang), county=county.name, covered=[county.home])
    assert expected in county.words("overview")
    for part in of_page("del", "companies").values:  # type: ignore[union-attr]
        words = county.words("companies", **{"del": part})
        assert expected in words
        assert "Räknat av oss" not in words
    for part in ("laget", "foretag"):
        assert expected in county.words("municipality", **{"del": part, "kommun": [county.first]})
    counted = county.tx(
        "Firms and support are counted from records that each have their source on their page."
    )
    assert counted not in county.words(
        "municipality", **{"del": "laget", "kommun": [county.first]}
    )  # nothing is


def test_support_is_said_not_to_be_loaded(county: County) -> None:
    expected = coverage.no_support(Text(county.lang), county=county.name, covered=[county.home])
    assert expected in county.words("interventions", **{"del": "stod"})
    assert "rör länet" not in county.words("interventions", **{"del": "stod"})
    for part in ("laget", "stod"):
        assert expected in county.words("municipality", **{"del": part, "kommun": [county.first]})


def test_made_up_records_are_of_the_county_or_not_offered(county: County) -> None:
    words = county.words("interventions", **{"del": "egna", "poster": "exempel"})
    expected = county.tx(
        "There are no records of {county} here. Anybody can look at a file of their own.",
        county=county.name,
    )
    assert expected in words
    assert county.tx("Nobody has been reached.") not in words


def test_the_article_is_said_to_be_about_another_county(county: County) -> None:
    expected = coverage.article_elsewhere(
        Text(county.lang), county=county.name, about=[county.home]
    )
    assert expected in county.words("overview")
    assert expected in county.words("interventions", **{"del": "publicerat"})
    assert expected in county.words("industry", **{"del": "41"})


def test_goods_producers_are_those_of_the_county_of_the_claim(county: County) -> None:
    words = county.words("industry", **{"del": "41"}).replace("\u00a0", " ")
    assert re.search(r"31[,.]4 ?% (2017|in 2017)", words)


def test_slides_count_nothing_that_is_not_loaded(county: County) -> None:
    view, lang = View(county.data, Selection(lang=county.lang)), county.lang
    slides = {each.key: each for each in Deck.make(view, story_keys(view)).slides}
    assert {"cover", "claims", "trend", "counties"} <= slides.keys()
    assert not {"firms", "reached", "support"} & slides.keys()
    for each in slides.values():
        tiles = " ".join(f"{tile.figure} {tile.text}" for tile in each.tiles)
        assert not NOTHING_COUNTED.search(f"{each.title} {each.sentence} {tiles}"), each.key
    tiles = slides["claims"].tiles
    assert tiles[1].figure == "–"
    assert county.data.name(county.data.county, lang) in tiles[1].text


def test_the_deck_says_whose_the_claims_are(county: County) -> None:
    view = View(county.data, Selection(lang=county.lang))
    claims = next(each for each in Deck.make(view, story_keys(view)).slides if each.key == "claims")
    assert all(county.home in tile.label for tile in claims.tiles)
    about = county.tx("The article is about {counties}.", counties=county.home)
    assert about in claims.subtitle


def test_a_fact_sheet_says_what_is_not_loaded(county: County) -> None:
    tx, code = Text(county.lang), county.data.municipality_codes[0]
    view = View(county.data, Selection(lang=county.lang))
    read = PdfReader(BytesIO(factsheet_pdf(view, code)))
    words = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in read.pages))
    assert coverage.no_firms(tx, county=county.name, covered=[]) in words
    assert coverage.no_support(tx, county=county.name, covered=[]) in words
    assert read.metadata is not None
    assert read.metadata.author == app_name(tx, county.name)
    unemployment = tx.pick(county.data.row("measures", "unemployment_rate"), "label")
    assert unemployment in words
    assert "Källa: ." not in words


def test_the_setting_is_what_a_link_without_a_county_means(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VBDASH_COUNTY", "25")
    st.cache_resource.clear()
    try:
        assert "Industrilandskap Norrbotten" in said(opened("overview", {}))
        assert "Industrilandskap Västerbotten" in said(opened("overview", {"lan": "24"}))
    finally:
        st.cache_resource.clear()


def test_several_visitors_look_at_different_counties_at_once() -> None:
    apps = {code: opened("overview", {"lan": code}) for code in ("25", "12", "24")}
    for code, app in apps.items():
        assert app.selectbox(key="_county").value == code
    apps["25"].selectbox(key="_county").select("01").run()
    assert apps["25"].query_params["lan"] == "01"
    for code, name in (("25", "Stockholm"), ("12", "Skåne"), ("24", "Västerbotten")):
        assert f"Industrilandskap {name}" in said(apps[code].run())


def test_a_municipality_brings_its_county_along() -> None:
    app = opened("overview", {"kommun": ["Malmö"]})
    assert dict(app.query_params) == {"lan": "12", "kommun": "Malmö"}
    app.selectbox(key="_county").select("24").run()
    assert dict(app.query_params) == {}
