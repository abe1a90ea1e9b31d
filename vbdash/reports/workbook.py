"""A deck as one Excel workbook: a cover sheet, and a sheet of typed figures for each slide."""

from __future__ import annotations

import datetime
import io
import re
from typing import Final

from vbdash.charts.labels import clean
from vbdash.exhibit import Exhibit
from vbdash.exhibits.matrix import matrix, measures_of
from vbdash.reports.export import OPTIONS, safe_cell, write_about, write_sheet
from vbdash.reports.stable import EPOCH
from vbdash.slides.deck import Deck
from vbdash.view import View

#: Signs that the name of a sheet cannot hold.
_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")


def deck_xlsx(deck: Deck, view: View) -> bytes:
    """Write the figures behind a deck.

    Parameters
    ----------
    deck
        The slides; the cover has no figures of its own.
    view
        What they are made from.

    Returns
    -------
    bytes
        A workbook: first a sheet that lists the others with selection, sources, licences and
        links, then one for each slide. No formulas, headers frozen; the same for the same deck.
    """
    import xlsxwriter

    tx = view.tx
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        title = deck.slides[0].title if deck.slides else ""
        book.set_properties(
            {"title": str(safe_cell(title))[:255], "created": datetime.datetime(*EPOCH)}
        )
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        about = book.add_worksheet(tx("About"))
        lines: list[tuple[str, str]] = []
        for number, slide in enumerate((s for s in deck.slides if not s.cover), start=1):
            name = _FORBIDDEN.sub(" ", f"{number} {clean(slide.title)}")[:31].strip()
            lines += [(tx("Sheet"), name), *slide.note(view).pairs(tx), ("", "")]
            write_sheet(book, book.add_worksheet(name), slide.table, slide.for_files, bold)
        write_about(book, about, lines, bold)
    return out.getvalue()


def matrix_xlsx(view: View, of: tuple[str, ...] | Exhibit) -> bytes:
    """Write every measure of municipalities as a workbook.

    Parameters
    ----------
    view
        Definition, year and language.
    of
        The municipalities, in the order of the rows; or what is shown of them, in the form of
        :func:`vbdash.exhibits.matrix.matrix`.

    Returns
    -------
    bytes
        Three sheets: what it is, the table (a row a municipality, numbers as numbers, filters), and
        the measures with unit, definition and source. No formulas; the same for the same view.
        Empty where the municipalities have no figures.
    """
    import xlsxwriter

    shown, tx = of if isinstance(of, Exhibit) else matrix(view, of), view.tx
    if shown is None:
        return b""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        book.set_properties(
            {"title": str(safe_cell(shown.title)), "created": datetime.datetime(*EPOCH)}
        )
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        write_about(book, book.add_worksheet(tx("About")), shown.note(view).pairs(tx), bold)
        write_sheet(book, book.add_worksheet(tx("Table")), shown.table, shown.columns, bold)
        table, columns = measures_of(view, shown)
        write_sheet(book, book.add_worksheet(tx("Measures")), table, columns, bold)
    return out.getvalue()
