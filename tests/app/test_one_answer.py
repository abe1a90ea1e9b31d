"""One question, one answer: a definition that is not published leads to the same figure everywhere."""

from __future__ import annotations

import io
import re

import pytest
from pypdf import PdfReader

from tests.app.conftest import Open, maps, plain_tables, said
from vbdash import Dataset, Selection
from vbdash.indicators.industry.shares import industry_share
from vbdash.indicators.shown import Shown, shared_measures, shown
from vbdash.reports.factsheet import factsheet_pdf
from vbdash.sentences.shown import told
from vbdash.slides import slide
from vbdash.text import Text
from vbdash.view import View

SKELLEFTEA, MEASURE = "2482", "employed_residence"
DEFINITIONS = ("C", "B+C", "B-E", "B-F", "A-F")
SV = Text("sv")
#: Page, and what its link says beside the definition, where a municipality's share stands.
PAGES = {
    "overview": {},
    "industry": {"del": "kommuner", "matt": MEASURE},
    "municipality": {},
    "data": {"del": "measures", "matt": f"{MEASURE}_share"},
}


def decided(data: Dataset, definition: str) -> tuple[Shown, float]:
    """Return what is decided, and Skellefteå's share by it."""
    found = shown(data, MEASURE, definition, None, data.municipality_codes)
    assert found is not None
    shares = industry_share(data, MEASURE, found.definition)
    own = shares[(shares["region_code"] == SKELLEFTEA) & (shares["year"] == found.year)]
    return found, float(own["share"].iloc[0])


def plain(text: str) -> str:
    """Leave out what does not matter for what is said: blanks of any kind, escapes."""
    return re.sub(r"[\s\\]+", "", text)


@pytest.mark.parametrize("definition", DEFINITIONS)
@pytest.mark.parametrize("page", list(PAGES))
def test_every_page_gives_one_answer_and_says_what_it_is(
    open_page: Open, dataset: Dataset, page: str, definition: str
) -> None:
    found, share = decided(dataset, definition)
    app = open_page(page, kommun="Skellefteå", definition=definition, **PAGES[page])
    assert not app.exception
    drawn = "".join(str(each) for each in maps(app))  # the map of the start is read by its list
    text = plain(said(app) + "".join(plain_tables(app)) + drawn)
    assert SV.number(share, 1) in text
    instead = plain(told(SV, dataset, found))
    # The start page shows value added, too, which is published by fewer definitions.
    assert (instead in text) if instead else (page == "overview" or "publicerasinte" not in text)
    others = {decided(dataset, each)[1] for each in DEFINITIONS} - {share}
    for other in others:
        assert plain(f"Skellefteå {SV.percent(other)}") not in text


@pytest.mark.parametrize("definition", DEFINITIONS)
def test_slides_and_fact_sheet_give_the_same_answer(dataset: Dataset, definition: str) -> None:
    found, share = decided(dataset, definition)
    view = View(dataset, Selection(definition=definition, municipalities=(SKELLEFTEA,)))
    made = slide(view, "municipalities")
    assert made is not None
    own = made.table.set_index("code").loc[SKELLEFTEA, "share"]
    assert own == pytest.approx(share)
    assert told(SV, dataset, found) in made.subtitle
    pages = PdfReader(io.BytesIO(factsheet_pdf(view, SKELLEFTEA))).pages
    text = plain("".join(page.extract_text() for page in pages))
    assert plain(SV.percent(share)) in text
    assert plain(told(SV, dataset, found)) in text


@pytest.mark.parametrize("definition", DEFINITIONS)
def test_what_stands_in_covers_what_was_asked_or_lies_within_it(
    dataset: Dataset, definition: str
) -> None:
    sections = {
        str(row["id"]): set(str(row["sections"]).split())
        for _, row in dataset.table("definitions").iterrows()
    }
    for measure in shared_measures(dataset):
        found = shown(dataset, measure, definition)
        assert found is not None
        used, asked = sections[found.definition], sections[definition]
        if found.definition == "own":
            continue  # the source's own group is in no relation to SNI
        assert used >= asked or used <= asked
        assert bool(told(SV, dataset, found)) == (found.definition != definition)


@pytest.mark.parametrize("measure", ["gva", "gva_share"])
def test_the_county_is_shown_by_the_widest_that_lies_within(
    open_page: Open, dataset: Dataset, measure: str
) -> None:
    for page, more in (("industry", {"del": "tid"}), ("data", {"del": "measures"})):
        if page == "data" and measure == "gva":
            continue  # an amount is not cut by definition
        app = open_page(page, definition="A-F", matt=measure, **more)
        assert plain("Industri (B–E)") in plain(said(app))
        assert plain("”Varuproducenter (A–F)” publiceras inte") in plain(said(app))
