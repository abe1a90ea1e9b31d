"""Decks and fact sheets as PDF: the rules of PDF/UA-1, looked up in the files themselves."""

from __future__ import annotations

import io
import zipfile

import pikepdf
import pytest
import typst
from pypdf import PdfReader

from tests.conftest import stage_for
from vbdash import Dataset
from vbdash.reports.factsheet import factsheet_pdf, factsheet_title, factsheets_zip
from vbdash.reports.pdf import deck_pdf, typeset
from vbdash.slides import Deck
from vbdash.view import View


def _structure(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """Return every element of the structure tree."""
    found, left = [], [pdf.Root.StructTreeRoot]
    while left:
        node = left.pop()
        if isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                found.append(node)
            kids = node.get("/K", [])
            left += list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return found


def check_ua(content: bytes, lang: str, title: str) -> pikepdf.Pdf:
    """Assert what PDF/UA-1 asks for, as far as a program can tell."""
    pdf = pikepdf.open(io.BytesIO(content))
    assert bool(pdf.Root.MarkInfo.Marked)
    assert str(pdf.Root.Lang).startswith(lang)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    with pdf.open_metadata() as about:
        assert about["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        assert about["{http://purl.org/dc/elements/1.1/}title"] == title
    elements = _structure(pdf)
    pictures = [each for each in elements if each.S == "/Figure"]
    assert all(str(each.get("/Alt", "")) for each in pictures)
    assert any(each.S == "/H1" for each in elements)
    for page in pdf.pages:
        assert page.Tabs == "/S"
    return pdf


def _embedded(pdf: pikepdf.Pdf) -> list[str]:
    names = []
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
            assert any(key in item for key in ("/FontFile", "/FontFile2", "/FontFile3"))
            names.append(str(item.FontName))
    return names


def test_a_deck(deck: Deck, view: View) -> None:
    content = deck_pdf(deck, view)
    pdf = check_ua(content, view.tx.lang, deck.slides[0].title)
    assert len(pdf.pages) == len(deck.slides)
    assert any("SourceSansPro" in name for name in _embedded(pdf))
    with pdf.open_outline() as outline:
        assert [each.title for each in outline.root] == [each.title for each in deck.slides]
    pictures = [e for e in _structure(pdf) if e.S == "/Figure"]
    drawn = [s for s in deck.slides if s.figure is not None or s.map is not None]
    code = view.tx("Code that leads to {link}", link=deck.slides[-1].code)
    assert len(pictures) == len(drawn) + 1
    assert {str(e.Alt) for e in pictures} == {*(s.sentence for s in drawn), code}
    assert not any(page.get_images() for page in pdf.pages), "pictures are vectors"
    assert deck_pdf(deck, view) == content


def test_all_fact_sheets_are_two_accessible_pages(dataset: Dataset) -> None:
    view = stage_for(dataset)
    for code in (dataset.county, *dataset.municipality_codes):
        content = factsheet_pdf(view, code)
        pdf = check_ua(content, "sv", factsheet_title(view, code))
        assert len(pdf.pages) == 2, code


def test_all_fact_sheets_in_one_archive(dataset: Dataset) -> None:
    view = stage_for(dataset)
    content = factsheets_zip(view)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert len(names) == len(dataset.municipality_codes) == 15
        assert "industrin-i-mala-faktablad.pdf" in names
        assert archive.read("industrin-i-mala-faktablad.pdf") == factsheet_pdf(view, "2418")


def test_a_fact_sheet_says_what_the_tables_say(view: View) -> None:
    text = "".join(
        "".join(page.extract_text().split())
        for page in PdfReader(io.BytesIO(factsheet_pdf(view, "2482"))).pages
    )
    tx, table = view.tx, view.dataset.table("observations")
    own = table[(table["measure"] == "grp_per_inhabitant") & (table["region_code"] == "2482")]
    latest = own.loc[own["year"].idxmax(), "value"]
    assert "".join(tx.number(latest).split()) in text
    assert "Brokk" in text
    assert view.dataset.version.split()[0] in text


def test_the_same_choices_are_the_same_file(view: View) -> None:
    assert factsheet_pdf(view, "2404") == factsheet_pdf(view, "2404")


def test_what_is_no_municipality_is_refused(view: View) -> None:
    for code in ("9999", "24x", ""):
        with pytest.raises(KeyError):
            factsheet_pdf(view, code)


def test_a_picture_without_words_is_refused(view: View) -> None:
    page = {"cover": False, "title": "x", "about": "", "mark": "", "tiles": [], "lines": [],
            "source": "", "head": [], "rows": [], "widths": [], "more": "", "alt": None, "code": "", "code_alt": "", "link": "", "link_said": "",
            "svg": "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"}  # fmt: skip
    given = {"title": "x", "author": "x", "description": "x", "lang": "sv", "slides": [page]}
    with pytest.raises(typst.TypstError):
        typeset("deck", given)


def test_words_from_data_are_never_run(view: View, deck: Deck) -> None:
    hostile = '#panic("x") $ \\ *b* <i> #read("/etc/passwd")'
    slide = deck.slides[3].replace(title=hostile, subtitle=hostile)
    content = deck_pdf(Deck((deck.slides[0], slide)), view)
    text = PdfReader(io.BytesIO(content)).pages[1].extract_text()
    assert "panic" in text
