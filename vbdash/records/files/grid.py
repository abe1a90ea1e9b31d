"""A person's file in, rows of cells out: CSV in any of its dress, or a sheet of a workbook.

Nothing is interpreted here beyond what is needed to tell cells apart. What cannot be told for
certain (which sign parts the columns, which encoding) is refused with the reason.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from vbdash.records.files.allowed import VISITOR, Limits
from vbdash.records.files.books import archive
from vbdash.records.files.books.archive import Archive
from vbdash.records.files.books.binary import look_through_xls, look_through_xlsb
from vbdash.records.files.books.delimited import EMPTY, TOO_MANY_ROWS, Recognise, read_csv
from vbdash.records.files.books.encoding import Content, Progress, is_binary, silent, texts
from vbdash.records.files.books.noted import FROM_1900, MOST_ROWS, Sheet, grouped
from vbdash.records.files.books.xml import Book, look_through_ods, look_through_xlsx
from vbdash.records.files.clean import ErrorCell, Formatted, text_of
from vbdash.records.files.refusal import Refused
from vbdash.text import msg

TOO_LARGE: Final = msg("a file of at most {most} megabytes: this one has {size}")
BOOK_TOO_LARGE: Final = msg(
    "a workbook of at most {most} megabytes: this one has {size} (save the sheet as CSV)"
)
FORMULA: Final = msg("values, not formulas: there are formulas in {cells} (paste them as values)")
SEVERAL_SHEETS: Final = msg("one sheet of records: the sheets {sheets} all look like records")
HIDDEN: Final = msg("a sheet of records that can be seen: the sheet {sheet} is hidden; show it")
VERY_HIDDEN: Final = msg(
    "a sheet of records that can be seen: the sheet {sheet} is hidden so that Excel does not even "
    "list it; ask whoever made the file for one that shows it"
)
TOO_MANY_SHEETS: Final = msg("a workbook of at most {most} sheets")
TEXT_FILE: Final = msg(
    "an Excel workbook (.xlsx): this is a text; if it is CSV, let its name end in .csv"
)
SOMETHING_ELSE: Final = msg("an Excel workbook (.xlsx): this is something else")

_WORKBOOKS: Final = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_MOST_SHEETS: Final = 60
_LOOKED_AT: Final = 60
_DAYS: Final = 2_950_000
#: Columns known in the header of a sheet that looks like records.
_RECORDS: Final = 3


@dataclass(frozen=True)
class Grid:
    """The cells of a file.

    Attributes
    ----------
    rows
        Cells as they stand: texts of a CSV file; texts, numbers, truths and dates of a workbook.
    numbers
        Number of each row in the file, from 1.
    sheet
        Name of the sheet; empty for CSV.
    other_sheets
        Sheets that were not read.
    merged
        Merged ranges, as first and last row and column, from 0.
    hidden, hidden_columns
        Rows and columns that are hidden in the sheet, from 0, as first and last.
    hidden_sheets
        Sheets that are hidden and hold something.
    epoch
        The day that the workbook counts its days from.
    """

    rows: list[list[Any]]
    numbers: list[int]
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden: tuple[tuple[int, int], ...] = ()
    hidden_columns: tuple[tuple[int, int], ...] = ()
    hidden_sheets: tuple[str, ...] = ()
    epoch: date = FROM_1900


def too_large(size: int, most: int) -> dict[str, Any]:
    """Say in megabytes how large a file is and may be, for a fault."""
    return {"most": most // 2**20, "size": -(-size // 2**20)}


def read_grid(
    name: str,
    content: Content,
    recognise: Recognise,
    limits: Limits = VISITOR,
    progress: Progress = silent,
) -> Grid:
    """Read the cells of a file.

    Parameters
    ----------
    name
        Name of the file; its ending says whether it should be a workbook.
    content
        Its bytes.
    recognise
        Counts the known columns in a row, to choose the sign that parts columns and the sheet.
    limits
        How large it may be; a workbook is never larger than a visitor's.
    progress
        Told of the share of a text that is read, 0 to 1.

    Returns
    -------
    Grid
        With at least one row.

    Raises
    ------
    Refused
        When the file cannot be read for certain.
    """
    if len(content) > limits.size:
        raise Refused(TOO_LARGE, **too_large(len(content), limits.size))
    if not content[: archive.LARGEST].strip():
        raise Refused(EMPTY)
    kind = archive.kind_of(content[:1000])
    if kind in ("zip", "ole"):
        if len(content) > archive.LARGEST:
            raise Refused(BOOK_TOO_LARGE, **too_large(len(content), archive.LARGEST))
        grid = _read_workbook(content[:], kind, recognise)
        if len(grid.rows) > MOST_ROWS:
            raise Refused(TOO_MANY_ROWS, most=grouped(MOST_ROWS))
    elif kind:
        raise Refused(archive.NOT_EXCEL, kind=kind)
    elif name.lower().endswith(_WORKBOOKS):
        raise Refused(SOMETHING_ELSE if is_binary(content) else TEXT_FILE)
    else:
        grid = Grid(*read_csv(texts(content, progress), recognise, limits.rows))
    return grid


def _read_workbook(content: bytes, kind: str, recognise: Recognise) -> Grid:
    try:
        return _sheet(content, _looked_through(content, kind), recognise)
    except PasswordError as error:
        raise Refused(archive.PASSWORD) from error
    except (CalamineError, zipfile.BadZipFile, zlib.error, OSError, ValueError, KeyError,
            IndexError, OverflowError) as error:  # fmt: skip
        raise Refused(archive.DAMAGED) from error
    except BaseException as error:
        # A panic of the reader, which is written in Rust, is no ordinary exception in Python.
        if type(error).__name__ == "PanicException":
            raise Refused(archive.DAMAGED) from error
        raise


def _looked_through(content: bytes, kind: str) -> Book:
    """See what the sheets hold before anything opens them."""
    if kind == "ole":
        return look_through_xls(content)
    packed = Archive(content)
    if packed.form == "xlsx":
        return look_through_xlsx(packed)
    return look_through_ods(packed) if packed.form == "ods" else look_through_xlsb(packed)


def _sheet(content: bytes, seen: Book, recognise: Recognise) -> Grid:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    sheets = [each for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
    names = [each.name for each in sheets if each.visible == SheetVisibleEnum.Visible]
    unseen = [
        each.name for each in sheets
        if each.name not in names and seen.sheets.get(each.name, Sheet()).cells
    ]  # fmt: skip
    if len(names) > _MOST_SHEETS:
        raise Refused(TOO_MANY_SHEETS, most=_MOST_SHEETS)
    name, known = "", 0
    if names or not unseen:
        name, known = _sheet_of_records({name: _top(book, name) for name in names}, recognise)
    if not known and unseen:
        tops = {name: _top(book, name) for name in unseen[:_MOST_SHEETS]}
        hidden, alike = _sheet_of_records(tops, recognise)
        if alike >= _RECORDS or not names:
            very = any(
                e.name == hidden and e.visible == SheetVisibleEnum.VeryHidden for e in sheets
            )
            raise Refused(VERY_HIDDEN if very else HIDDEN, sheet=hidden)
    noted = seen.sheets.get(name, Sheet())
    # A formula shows what it last came to, or nothing where no Excel has ever opened the file.
    if noted.formulas:
        raise Refused(FORMULA, cells=", ".join(noted.formulas))
    rows: list[list[Any]] = _opened(book, name).to_python(skip_empty_area=False)
    _dress(rows, noted, seen.epoch)
    if not any(text_of(cell) for row in rows for cell in row):
        raise Refused(EMPTY)
    others = tuple(each for each in names if each != name)
    return Grid(
        rows, list(range(1, len(rows) + 1)), name, others, tuple(noted.merged), tuple(noted.hidden),
        tuple(noted.hidden_columns), tuple(unseen), seen.epoch,
    )  # fmt: skip


def _is_number(cell: Any) -> bool:
    return isinstance(cell, (int, float)) and not isinstance(cell, bool)


def _dress(rows: list[list[Any]], noted: Sheet, epoch: date) -> None:
    """Put into the cells what their formats show and the reader has left out."""

    def cells(places: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        return ((r, c) for r, c in places if r < len(rows) and c < len(rows[r]))

    for row, column in cells(noted.errors):
        rows[row][column] = ErrorCell(noted.errors[row, column])
    for row, column in cells(noted.units):
        if _is_number(rows[row][column]):
            rows[row][column] = Formatted(rows[row][column], noted.units[row, column])
    for row, column in cells(noted.times):
        if type(rows[row][column]) is int:
            rows[row][column] = _timed(rows[row][column], noted.times[row, column], epoch)


def _timed(cell: int, what: str, epoch: date) -> date | timedelta | int:
    """Return the day or the hours that a whole number is shown as; Excel ends with the year 9999."""
    if not 0 <= cell < _DAYS:
        return cell
    return timedelta(days=cell) + epoch if what == "day" else timedelta(days=cell)


def _opened(book: CalamineWorkbook, name: str) -> CalamineSheet:
    """Open a sheet; a damaged one may be larger to the reader than it was when looked through."""
    sheet = book.get_sheet_by_name(name)
    if sheet.end is not None:
        Sheet().cell(*sheet.end)
    return sheet


def _top(book: CalamineWorkbook, name: str) -> list[list[Any]]:
    rows: list[list[Any]] = _opened(book, name).to_python(False, _LOOKED_AT)
    return rows


def _sheet_of_records(tops: dict[str, list[list[Any]]], recognise: Recognise) -> tuple[str, int]:
    """Return the sheet whose first rows hold the header, and how many columns of it are known."""
    if not tops:
        raise Refused(EMPTY)
    known = {
        name: max((recognise([text_of(cell) for cell in row]) for row in rows), default=0)
        for name, rows in tops.items()
    }
    alike = [name for name, count in known.items() if count >= _RECORDS]
    if len(alike) > 1:
        raise Refused(SEVERAL_SHEETS, sheets=", ".join(alike))
    return max(known.items(), key=lambda pair: pair[1])
