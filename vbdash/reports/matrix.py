"""All municipalities by all measures as one workbook."""

from __future__ import annotations

import datetime
import io

from vbdash.exhibit import Exhibit
from vbdash.exhibits.matrix import matrix, measures_of
from vbdash.reports.export import OPTIONS, safe_cell, write_about, write_sheet
from vbdash.reports.stable import EPOCH
from vbdash.view import View


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
