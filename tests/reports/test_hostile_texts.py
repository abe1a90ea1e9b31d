"""Texts and numbers of any kind end in a file: nothing is run, and no sign costs the file."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from pptx import Presentation
from pypdf import PdfReader

from vbdash.charts.labels import clean
from vbdash.charts.paper.typeface import settable
from vbdash.exhibit import Exhibit
from vbdash.reports.pdf import deck_pdf
from vbdash.reports.pptx import charts, deck_pptx
from vbdash.reports.pptx.native import NativeChart, Series
from vbdash.reports.workbook import deck_xlsx
from vbdash.slides import Deck
from vbdash.text import Text
from vbdash.view import View

#: Formulas in every dress that a program takes for one, and links that open by themselves.
FORMULAS = [
    '=HYPERLINK("http://evil.example")', "{=1+1}", "=1+1", " =1+1", "\t=1+1", "+1", "-1+1", "@SUM(1)",
    "\uff1d1+1", "http://evil.example", "external:c:\\x.xlsx", "file://evil/x", "internal:A1",
]  # fmt: skip
SIGNS = [
    "😀", "中文 字", "ภาษา ำ", "👩\u200d👩\u200d👧", "🇸🇪", "ﷺ", "e\u0301\u0323\u0489", "\ufffe", "\ue000",
    "\u202e abc", "a\x00b", "\u2060", "Ω Ж ≥ →", "x" * 300,
]  # fmt: skip


def having(deck: Deck, text: str) -> Deck:
    """Return two slides of a deck, a picture and a table, with a text in every place."""
    drawn = next(s for s in deck.slides if s.figure is not None)
    listed = next(s for s in deck.slides if s.figure is None and s.map is None and len(s.table))
    column = next(c.name for c in listed.columns if c.decimals is None)
    table = listed.table.astype({column: object})
    table.iloc[0, table.columns.get_loc(column)] = text
    said = {"title": f"A {text}", "subtitle": text, "sentence": text, "watermark": text}
    return replace(deck, slides=(replace(drawn, **said), replace(listed, table=table)))


@pytest.mark.parametrize("text", SIGNS, ids=lambda text: ascii(text)[:20])
def test_no_sign_costs_the_file(deck: Deck, view: View, text: str) -> None:
    if view.tx.lang == "en":
        pytest.skip("signs are the same in every language")
    made = having(deck, text)
    assert len(PdfReader(io.BytesIO(deck_pdf(made, view))).pages) == 2
    assert len(Presentation(io.BytesIO(deck_pptx(made, view))).slides) == 2
    assert openpyxl.load_workbook(io.BytesIO(deck_xlsx(made, view)))


def test_what_can_be_set_stays() -> None:
    text = "Åre, Öster & Ω Ж ≥ → −0,5 %  …"
    assert settable(text) == text
    assert settable("e\u0301") == "é"
    assert settable("A 中 😀") == "A \ufffd \ufffd"
    assert clean("a\ufffeb\U0001ffffc\ufdd0") == "abc"


@pytest.mark.parametrize("text", FORMULAS)
@pytest.mark.parametrize("kind", ["bars", "lines", "points"])
def test_nothing_behind_a_chart_is_run(text: str, kind: str) -> None:
    values: list[float | None] = [1.0, 2.0]
    chart = NativeChart(kind, [text, "b"], [Series(text, values, across=values)])  # type: ignore[arg-type]
    blob = charts.chart_data(chart, text, "0")._workbook_writer.xlsx_blob
    with zipfile.ZipFile(io.BytesIO(blob)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f" not in sheet
    assert "<hyperlink" not in sheet
    cells = [c for row in openpyxl.load_workbook(io.BytesIO(blob)).active.iter_rows() for c in row]
    texts = [c.value for c in cells if isinstance(c.value, str)]
    assert texts
    assert not [t for t in texts if t.lstrip().startswith(("=", "+", "-", "@", "\uff1d"))]
    assert {c.data_type for c in cells} <= {"s", "n"}


@pytest.mark.parametrize("value", [1e308, -1e308, float("inf"), float("-inf"), 1e15, 5e-324])
def test_a_monstrous_number_costs_nothing(deck: Deck, view: View, value: float) -> None:
    slide: Exhibit = next(
        s for s in deck.slides if len(s.table) and any(c.decimals is not None for c in s.columns)
    )
    column = next(c.name for c in slide.columns if c.decimals is not None)
    table = slide.table.astype({column: float})
    table.iloc[0, table.columns.get_loc(column)] = value
    made = replace(deck, slides=(replace(slide, table=table),))
    for write in (deck_pdf, deck_pptx, deck_xlsx):
        assert write(made, view)
    assert len(Text("sv").number(value, 1)) < 30


def test_monstrous_numbers_as_people_write_them() -> None:
    assert [Text("sv").number(v) for v in (1e308, -1.5e20, float("inf"))] == [
        "1e308",
        "−1,5e20",
        "∞",
    ]
