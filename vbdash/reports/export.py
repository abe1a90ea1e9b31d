"""The one guarded way out of the app: tables as CSV and Excel that say what they are.

Every file carries its title, the selection, definition, source, licence, data version and the
link to the view. Text that a spreadsheet would run as a formula is neutralised (CWE-1236).
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from typing import Any, Final

import pandas as pd

from vbdash.exhibit import Column, Note
from vbdash.text import Text

#: Signs that make a spreadsheet run a cell, also behind blanks (OWASP, CSV injection).
_FORMULA: Final = re.compile(r"^[\s\x00]*[=+\-@\t\r\n\x00\uff1d\uff0b\uff0d\uff20]")
#: Control signs and direction overrides that hide what a text says, and what no file may hold.
_HIDDEN: Final = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_WIDEST: Final = 60
#: A workbook is written in memory, and nothing in it is taken for a formula, a link or a number.
OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}
#: Letters of a file's name.
_LONGEST: Final = 60
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def safe_cell(value: Any) -> Any:
    """Neutralise a text that a spreadsheet would run; numbers and truths pass unchanged.

    Examples
    --------
    >>> safe_cell("=1+1")
    "'=1+1"
    >>> safe_cell(-1.5)
    -1.5
    """
    if not isinstance(value, str):
        return value
    clean = _HIDDEN.sub("", value)
    return f"'{clean}" if _FORMULA.match(clean) or _FORMULA.match(value) else clean


def file_name(title: str, ending: str) -> str:
    """Make a plain file name from a title, of whole words: ``industrins-andel-2024.csv``.

    Examples
    --------
    >>> file_name("Malå: läget", "csv")
    'mala-laget.csv'
    """
    plain = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(words) > _LONGEST:
        words = words[: _LONGEST + 1].rpartition("-")[0] or words[:_LONGEST]
    return f"{words or 'tabell'}.{ending}"


def csv_bytes(table: pd.DataFrame, columns: Sequence[Column], note: Note, tx: Text) -> bytes:
    """Write a table as CSV that both a spreadsheet and a program can read.

    The note stands first, in lines that begin with ``#`` (``pandas.read_csv(..., comment="#")``
    passes over them). In Swedish: semicolon and decimal comma, as Swedish Excel reads; in English:
    comma and decimal point. UTF-8 with a byte order mark.
    """
    out = io.StringIO()
    for label, text in note.pairs(tx):
        out.write("# " + " ".join(f"{label}: {text}".split()) + "\r\n")
    out.write(rows_csv(table, columns, tx))
    return out.getvalue().encode("utf-8-sig")


def rows_csv(table: pd.DataFrame, columns: Sequence[Column], tx: Text) -> str:
    """Write a table as CSV under its headings, without what it is; signs as in :func:`csv_bytes`."""
    out, comma = io.StringIO(), tx.lang == "sv"
    writer = csv.writer(out, delimiter=";" if comma else ",", lineterminator="\r\n")
    writer.writerow([safe_cell(each.heading) for each in columns])
    written = [
        each_once(table[each.name], partial(_written, column=each, comma=comma)) for each in columns
    ]
    writer.writerows(zip(*written, strict=True))
    return out.getvalue()


def each_once(cells: pd.Series, write: Callable[[Any], Any]) -> list[Any]:
    """Return what is written for each cell; equal cells, which most columns are full of, once."""
    known: dict[tuple[type, Any], Any] = {}
    found = []
    for cell in cells.astype("object").tolist():
        key = (cell.__class__, cell)
        if key not in known:
            known[key] = write(cell)
        found.append(known[key])
    return found


def plain_cell(value: Any) -> Any:
    """Return a cell as JSON holds it: a text without hidden signs, a number, a truth, or None."""
    if _missing(value) or value in (float("inf"), float("-inf")):
        return None
    if isinstance(value, str):
        return _HIDDEN.sub("", value)
    if isinstance(value, (pd.Timestamp, date)):
        return value.isoformat()[:10]
    return value.item() if hasattr(value, "item") else value


def _rows(table: pd.DataFrame, columns: Sequence[Column]) -> Iterable[tuple[Any, ...]]:
    return (
        table[[each.name for each in columns]].astype("object").itertuples(index=False, name=None)
    )


def _written(value: Any, column: Column, comma: bool) -> Any:
    if _missing(value):
        return ""
    if column.decimals is not None and isinstance(value, (int, float)):
        shown = round(float(value), column.decimals)
        text = f"{shown:.12g}" if column.varied else f"{shown:.{column.decimals}f}"
        return text.replace(".", ",") if comma else text
    if isinstance(value, float):
        return f"{value:.12g}".replace(".", ",") if comma else f"{value:.12g}"
    return safe_cell(value.isoformat()[:10] if isinstance(value, pd.Timestamp) else value)


def _missing(value: Any) -> bool:
    return bool(value is None or value is pd.NA or value != value)


def _all_days(cells: Iterable[Any]) -> bool:
    """Whether everything in a column is a whole date, so that a spreadsheet may sort it as such.

    A column where some rows know the month or the year only is text: no day is made up.
    """
    known = [cell for cell in cells if not _missing(cell)]
    return bool(known) and all(
        _is_day(cell.isoformat()[:10] if isinstance(cell, pd.Timestamp) else cell) for cell in known
    )


def _is_day(text: Any) -> bool:
    if not isinstance(text, str) or not _DAY.fullmatch(text):
        return False
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return False
    return day.year >= 1900  # a spreadsheet counts its days from there


def _format(book: Any, column: Column, day: bool) -> Any:
    if day:
        return book.add_format({"num_format": "yyyy-mm-dd"})
    if column.decimals is None or column.varied:
        return None
    decimals = f".{'0' * column.decimals}" if column.decimals else ""
    return book.add_format({"num_format": f"#,##0{decimals}"})


def xlsx_bytes(table: pd.DataFrame, columns: Sequence[Column], note: Note, tx: Text) -> bytes:
    """Write a table as an Excel workbook: a cover sheet that says what it is, and the table.

    Typed columns, number formats from the decimals, frozen header, no formulas. The same table and
    note give the same bytes.
    """
    import datetime

    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        book.set_properties({"title": _short(note.title), "created": datetime.datetime(2000, 1, 1)})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        write_about(book, book.add_worksheet(tx("About")), note.pairs(tx), bold)
        write_sheet(book, book.add_worksheet(tx("Table")), table, columns, bold)
    return out.getvalue()


def write_about(book: Any, sheet: Any, pairs: Iterable[tuple[str, str]], bold: Any) -> None:
    """Write on a worksheet what the workbook is: labels and texts, one pair a row."""
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 100)
    for row, (label, text) in enumerate(pairs):
        sheet.write_string(row, 0, safe_cell(label), bold)
        sheet.write_string(row, 1, safe_cell(text), wrap)


def _short(title: str) -> str:
    """Return a title as the properties of a file take it."""
    return str(safe_cell(title))[:255]


def write_sheet(
    book: Any, sheet: Any, table: pd.DataFrame, columns: Sequence[Column], bold: Any
) -> None:
    """Write a table on a worksheet: typed cells, number formats, frozen header, filters.

    Parameters
    ----------
    book, sheet
        A workbook of xlsxwriter and one of its worksheets.
    table, columns
        What is written.
    bold
        Format of the header.
    """
    rows = list(_rows(table, columns))
    cells = list(zip(*rows, strict=True)) if rows else [()] * len(columns)
    days = [
        each.decimals is None and _all_days(own) for each, own in zip(columns, cells, strict=True)
    ]
    formats = [_format(book, each, day) for each, day in zip(columns, days, strict=True)]
    for position, each in enumerate(columns):
        sheet.write_string(0, position, safe_cell(each.heading), bold)
    widths = [len(each.heading) for each in columns]
    for number, row in enumerate(rows, start=1):
        for position, value in enumerate(row):
            if _missing(value):
                continue
            if days[position]:
                day = pd.Timestamp(value).to_pydatetime()
                sheet.write_datetime(number, position, day, formats[position])
                widths[position] = max(widths[position], 10)
            elif isinstance(value, bool) or not isinstance(value, (int, float)):
                text = value.isoformat()[:10] if isinstance(value, pd.Timestamp) else str(value)
                sheet.write_string(number, position, safe_cell(text))
                widths[position] = max(widths[position], len(text))
            elif abs(value) == float("inf"):
                sheet.write_string(number, position, "∞" if value > 0 else "\N{MINUS SIGN}∞")
            else:
                sheet.write_number(number, position, float(value), formats[position])
    for position, width in enumerate(widths):
        sheet.set_column(position, position, min(max(width + 2, 8), _WIDEST))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(table), 1), max(len(columns) - 1, 0))
