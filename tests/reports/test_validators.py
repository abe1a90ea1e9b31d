"""Files that leave the app pass validators that nobody here wrote."""

from __future__ import annotations

import io
from pathlib import Path

import outloud
import pytest
import zxingcpp
from openxml_audit import FileFormat, OpenXmlValidator
from PIL import Image

from tests.conftest import stage_for
from vbdash.data.dataset import Dataset
from vbdash.exhibits.industry import counties, trend
from vbdash.reports.export import xlsx_bytes
from vbdash.reports.factsheet import factsheet_pdf
from vbdash.reports.pdf import deck_pdf
from vbdash.reports.pptx import deck_pptx
from vbdash.reports.qr import LONGEST, qr_png, qr_svg
from vbdash.reports.workbook import deck_xlsx
from vbdash.slides import Deck
from vbdash.view import View


def office_faults(content: bytes, name: str, folder: Path) -> list[str]:
    """Return what openxml-audit, after Microsoft's own schemas and rules, finds wrong in a file."""
    path = folder / name
    path.write_bytes(content)
    return [str(each) for each in OpenXmlValidator(FileFormat.OFFICE_2019).validate(path).errors]


def spoken_faults(content: bytes, name: str, folder: Path) -> list[str]:
    """Return what outloud (PDF/UA-1, WCAG 2.2) finds wrong in a PDF."""
    path = folder / name
    path.write_bytes(content)
    found = outloud.check(str(path))
    return [f"{f.rule} {f.message}" for f in found.findings if f.severity in ("error", "warning")]


def test_a_deck_in_powerpoint(deck: Deck, view: View, tmp_path: Path) -> None:
    assert not office_faults(deck_pptx(deck, view), "deck.pptx", tmp_path)


def test_workbooks(deck: Deck, view: View, tmp_path: Path) -> None:
    assert not office_faults(deck_xlsx(deck, view), "deck.xlsx", tmp_path)
    found = trend.decided(view)
    shown = found and counties.ranking(view, found)
    assert shown
    table = xlsx_bytes(shown.table, shown.columns, shown.note(view), view.tx)
    assert not office_faults(table, "table.xlsx", tmp_path)


def test_a_broken_deck_is_seen(deck: Deck, view: View, tmp_path: Path) -> None:
    """The validator is no stamp: a negative number of an axis, as the library writes it, is told."""
    from vbdash.reports.pptx import charts

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(charts, "_number_axes", lambda drawn: None)
        content = deck_pptx(deck, view)
    assert office_faults(content, "broken.pptx", tmp_path)


def test_a_deck_as_pdf_speaks(deck: Deck, view: View, tmp_path: Path) -> None:
    assert not spoken_faults(deck_pdf(deck, view), "deck.pdf", tmp_path)


@pytest.mark.parametrize("code", ["24", "2418"])
def test_a_fact_sheet_speaks(dataset: Dataset, code: str, tmp_path: Path) -> None:
    content = factsheet_pdf(stage_for(dataset), code)
    assert not spoken_faults(content, "sheet.pdf", tmp_path)


def test_a_code_is_read_and_one_too_long_is_not_drawn() -> None:
    address = "https://exempel.se/municipality?kommun=Mal%C3%A5"
    [found] = zxingcpp.read_barcodes(Image.open(io.BytesIO(qr_png(address))))
    assert found.text == address
    assert qr_svg(address).startswith("<svg")
    assert not qr_svg("")
    assert not qr_png("https://exempel.se/" + "x" * LONGEST)
