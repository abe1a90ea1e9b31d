"""Own figures on the page: on the map and an axis, marked everywhere, for this visitor only."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from tests.app.conftest import ROOT, Open, said
from vbdash import Dataset
from vbdash.exhibits.own import OwnFigures, on_axis, on_map
from vbdash.records.files.places import Places, read_municipality
from vbdash.reports.export import csv_bytes, xlsx_bytes
from vbdash.reports.pdf import deck_pdf
from vbdash.reports.pptx import deck_pptx
from vbdash.reports.workbook import deck_xlsx
from vbdash.slides import Deck
from vbdash.slides.recipe import as_slide, told
from vbdash.slides.snapshot import opened, saved
from vbdash.text import Text
from vbdash.view import View

MARK = "Egen uppgift"
OWN = OwnFigures("Feriejobb", "st", {"2480": 12.0, "2482": 9.0, "2418": 3.0})


def pasted(open_page: Open, text: str, **query: str) -> AppTest:
    app = open_page("data", **{"del": "own"}, **query)
    app.text_area[0].set_value(text).run()
    press(app, "_own_take")
    return app


def drawn(app: AppTest) -> list[str]:
    """Return the names of the maps on the page."""
    return [str(each.proto.component_name) for each in app.get("bidi_component")]


def press(app: AppTest, key: str) -> None:
    next(b for b in app.button if b.key == key).click()
    app.run()
    assert not app.exception


def test_pasted_figures_are_shown_and_marked(open_page: Open) -> None:
    app = pasted(open_page, "Kommun\tFeriejobb\nUmeå\t12\nMalå\t3")
    assert len(drawn(app)) == 1 and len(app.get("plotly_chart")) == 1
    assert "Feriejobb: högst i Umeå (12), lägst i Malå (3)" in said(app).replace("\\", "")
    warned = [each.value for each in app.warning]
    assert len(warned) == 2 and all(MARK in each for each in warned)


def test_a_file_is_read_as_well_and_may_be_replaced_by_lines(open_page: Open) -> None:
    app = open_page("data", **{"del": "own"})
    app.file_uploader[0].upload("a.csv", "Kommun;Värde\nUmeå;7,5\n".encode())
    app.run()
    assert "7,5" in said(app)
    app.text_area[0].set_value("Malå 4").run()
    press(app, "_own_take")
    assert "Malå 4" in said(app) and "7,5" not in said(app)
    press(app, "own_figures_remove")
    assert not app.get("plotly_chart")


def test_nothing_of_it_is_in_the_link_or_in_another_visit(open_page: Open) -> None:
    app = pasted(open_page, "Kommun\tHemligt\nUmeå\t12345")
    assert "Hemligt" in said(app)
    written = repr(dict(app.query_params))
    assert "12345" not in written and "Hemligt" not in written
    other = open_page("data", **{"del": "own"})
    assert "Hemligt" not in said(other) and not other.get("plotly_chart")


def test_a_fault_is_told_and_nothing_is_shown(open_page: Open) -> None:
    app = pasted(open_page, "Umeå 12\nUmeå 13")
    assert app.error and not app.get("plotly_chart")


def test_it_becomes_a_slide(open_page: Open) -> None:
    app = pasted(open_page, "Umeå 12\nMalå 3")
    press(app, "own_map_to_slides")
    (slide,) = app.session_state["_own_slides"].values()
    assert MARK in slide.watermark and slide.map is not None
    assert "12" not in slide.link.partition("?")[2]


def test_circles_may_be_chosen_for_counts_only(open_page: Open) -> None:
    def faces(app: AppTest) -> list[Any]:
        return [each for each in app.get("button_group") if each.key == "own_figures_face"]

    assert faces(pasted(open_page, "Umeå 12\nMalå 3"))
    assert not faces(pasted(open_page, "Umeå 12,5\nMalå 3"))
    assert not faces(pasted(open_page, "Umeå -1\nMalå 3"))


@pytest.mark.parametrize("make", [on_map, on_axis])
def test_every_file_is_marked(view: View, make: Any) -> None:
    made = make(view, OWN)
    assert told(view, made) == ""  # no link may hold it
    exhibit = as_slide(made, "egen-abc", view.link)
    mark = Text(view.tx.lang)("Own figures")
    note = exhibit.note(view)
    assert mark in csv_bytes(exhibit.table, exhibit.columns, note, view.tx).decode("utf-8-sig")
    book = openpyxl.load_workbook(
        io.BytesIO(xlsx_bytes(exhibit.table, exhibit.columns, note, view.tx))
    )
    assert mark in str(book.worksheets[0]["B1"].value)
    deck = Deck((exhibit,))
    assert deck_pdf(deck, view).startswith(b"%PDF") and len(deck_xlsx(deck, view)) > 1000
    assert mark.encode() in _text_of(deck_pptx(deck, view))
    _, own, _ = opened(saved(["egen-abc"], {"egen-abc": exhibit}, {}), view.dataset)
    assert mark in own["egen-abc"].watermark


def _text_of(pptx: bytes) -> bytes:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(pptx)) as whole:
        return b"".join(whole.read(name) for name in whole.namelist() if "slides/slide" in name)


def test_own_figures_are_kept_in_no_shared_memory() -> None:
    text = (ROOT / "vbdash/ui/data/own.py").read_text() + (
        ROOT / "vbdash/exhibits/own.py"
    ).read_text()
    assert (
        "cached" not in text and "kept" not in text.replace("is kept", "") and "@reads" not in text
    )


def test_any_municipality_of_the_country_may_have_a_figure(
    open_page: Open, dataset: Dataset
) -> None:
    app = pasted(open_page, "Kommun\tFeriejobb\nUmeå\t12\nMalmö\t30\n0180\t7")
    assert not app.exception and not app.error
    assert "Feriejobb: högst i Malmö (30), lägst i Stockholm (7)" in said(app).replace("\\", "")
    press(app, "own_map_to_slides")
    (slide,) = app.session_state["_own_slides"].values()
    assert slide.map is not None and len(slide.map.geometry.names) == 290
    _, own, _ = opened(saved([slide.key], {slide.key: slide}, {}), dataset)
    assert own[slide.key].map is not None
    assert len(own[slide.key].map.geometry.names) == 290


@pytest.mark.parametrize("face", ["yta", "cirklar"])
def test_a_figure_for_every_municipality_becomes_a_slide_and_files(view: View, face: str) -> None:
    codes = view.dataset.every_municipality
    every = OwnFigures("Feriejobb", "st", {code: float(n) for n, code in enumerate(codes, 1)})
    shown = on_map(view, every, face)
    assert shown.map is not None and len(shown.map.areas) == 290 and len(shown.table) == 290
    assert on_axis(view, every).figure is not None
    inside = OwnFigures("Feriejobb", "st", {"2480": 12.0})
    county = on_map(view, inside, face).map
    assert county is not None and len(county.geometry.names) == 15


def test_every_name_is_read_as_the_municipality_that_has_it(dataset: Dataset) -> None:
    """Håbo and Habo are two municipalities, also as a Mac writes them."""
    places = replace(Places.of(dataset), own=frozenset(dataset.every_municipality))
    for code, name in dataset.every_municipality.items():
        for written in (name, unicodedata.normalize("NFD", name), name.upper(), f"{name} kommun"):
            assert read_municipality(written, places) == code, written
