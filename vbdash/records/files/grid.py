"""A person's file in, rows of cells out: CSV in any of its dress, or a sheet of an Excel workbook.

Nothing is interpreted here beyond what is needed to tell cells apart. What cannot be told for
certain (which sign parts the columns, which encoding) is refused with the reason.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from xml.etree.ElementTree import XMLParser

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from vbdash.records.files import archive
from vbdash.records.files.refusal import Refused
from vbdash.records.files.values import text_of
from vbdash.text import msg

__all__ = ["Grid", "read_grid"]

TOO_LARGE: Final = msg("a file of at most {most} megabytes: this one has {size}")
EMPTY: Final = msg("a file with a header row and records: this one is empty")
MIXED: Final = msg(
    "one encoding in the whole file: some rows are UTF-8 and others Windows-1252 "
    "(save it again as UTF-8)"
)
GARBLED: Final = msg("readable letters: å, ä and ö have been garbled by an earlier conversion")
OLD_LETTERS: Final = msg(
    "a file in UTF-8 or Windows-1252: å, ä and ö stand in an older encoding (save it as UTF-8)"
)
BINARY: Final = msg("a CSV file or an Excel workbook: this is something else")
DELIMITER: Final = msg("columns parted by semicolon, comma or tab")
TOO_MANY_ROWS: Final = msg("at most {most} rows")
UNREADABLE_ROW: Final = msg("a row that can be read: a quotation mark is not closed")
FORMULA: Final = msg("values, not formulas: there are formulas in {cells} (paste them as values)")
MERGED: Final = msg("a header row without merged cells: {cells} are merged")
SEVERAL_SHEETS: Final = msg("one sheet of records: the sheets {sheets} all look like records")

_DELIMITERS: Final = (";", "\t", ",")
_OTHER_SIGNS: Final = ("|", "~", "^")
#: What UTF-8 read as Windows-1252 and saved again looks like.
_GARBLED: Final = ("Ã¥", "Ã¤", "Ã¶", "Ã…", "Ã„", "Ã–", "â€“", "\ufffd")

#: What å, ä and ö of DOS and of old Macs look like in Windows-1252, inside a word.
_OLD_LETTERS: Final = re.compile("(?<=[A-Za-z])[†„”ŒŠš\x81\x8f](?=[A-Za-z])")

#: Tells how much a row of texts looks like the header: the number of columns known in it.
Recognise = Callable[[Sequence[str]], int]


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
    """

    rows: list[list[Any]]
    numbers: list[int]
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()
    merged: tuple[tuple[int, int, int, int], ...] = ()


def read_grid(name: str, content: bytes, recognise: Recognise) -> Grid:
    """Read the cells of a file.

    Parameters
    ----------
    name
        Name of the file; its ending says whether it should be a workbook.
    content
        Its bytes.
    recognise
        Counts the known columns in a row, to choose the sign that parts columns and the sheet.

    Returns
    -------
    Grid
        With at least one row.

    Raises
    ------
    Refused
        When the file cannot be read for certain.
    """
    if len(content) > archive.LARGEST:
        most, size = archive.LARGEST // 2**20, -(-len(content) // 2**20)
        raise Refused(TOO_LARGE, most=most, size=size)
    if not content.strip():
        raise Refused(EMPTY)
    workbook = name.lower().endswith((".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"))
    if workbook or archive.kind_of(content):
        archive.inspect(content)
        grid = _read_workbook(content, recognise)
    else:
        grid = _read_csv(_decode(content), recognise)
    if len(grid.rows) > archive.MOST_ROWS:
        raise Refused(TOO_MANY_ROWS, most=archive.MOST_ROWS_TEXT)
    return grid


def _decode(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", errors="replace")
    elif b"\x00" in content:
        raise Refused(BINARY)
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = _decode_windows(content)
    for number, line in enumerate(text.splitlines(), start=1):
        if any(sign in line for sign in _GARBLED):
            raise Refused(GARBLED, row=number, found=line[:60])
    return text


def _decode_windows(content: bytes) -> str:
    """Decode Windows-1252, unless some rows are UTF-8 with letters beyond ASCII."""
    for number, line in enumerate(content.splitlines(), start=1):
        if line.isascii():
            continue
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            continue
        raise Refused(MIXED, row=number)
    text = content.decode("cp1252", errors="replace")
    if not re.search("[åäöÅÄÖ]", text) and (old := _OLD_LETTERS.search(text)):
        row = text.count("\n", 0, old.start())
        raise Refused(OLD_LETTERS, row=row + 1, found=text.splitlines()[row][:60])
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        raise Refused(BINARY, row=row) from error


def _read_csv(text: str, recognise: Recognise) -> Grid:
    lines = [line for line in text.splitlines()[:200] if line.strip()]
    lines = [line for line in lines if not line.lstrip('"').startswith("#")][:10]
    if not lines:
        raise Refused(EMPTY)
    known = {
        sign: max(recognise(next(csv.reader([line], delimiter=sign), [])) for line in lines)
        for sign in _DELIMITERS
    }
    sign = max(_DELIMITERS, key=lambda each: (known[each], lines[0].count(each)))
    other = max(_OTHER_SIGNS, key=lines[0].count)
    if sign not in "".join(lines) or (not known[sign] and other * 2 in _only(lines[0], other)):
        raise Refused(DELIMITER, row=1, found=lines[0][:60])
    rows: list[list[Any]] = []
    numbers: list[int] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=False)
    before, parted = 0, max(len(row) for row in csv.reader(lines, delimiter=sign)) - 1
    try:
        for row in reader:
            if reader.line_num > before + 1 and _swallowed(row, sign, parted):
                raise Refused(UNREADABLE_ROW, row=before + 1)
            rows.append(list(row))
            numbers.append(before + 1)
            before = reader.line_num
            if len(rows) > archive.MOST_ROWS:
                raise Refused(TOO_MANY_ROWS, most=archive.MOST_ROWS_TEXT)
    except csv.Error as error:
        raise Refused(UNREADABLE_ROW, row=before + 1) from error
    return Grid(rows, numbers)


def _swallowed(row: list[str], sign: str, parted: int) -> bool:
    """Whether a quotation mark that is not closed has made whole rows part of a cell."""
    lines = (line for cell in row for line in cell.splitlines()[1:])
    return any(line.count(sign) >= parted for line in lines)


def _only(line: str, sign: str) -> str:
    return "".join(c for c in line if c == sign)


def _read_workbook(content: bytes, recognise: Recognise) -> Grid:
    try:
        return _sheet(content, recognise)
    except (CalamineError, zipfile.BadZipFile, zlib.error, OSError, ValueError, KeyError) as error:
        raise Refused(archive.DAMAGED) from error
    except BaseException as error:
        # A panic of the reader, which is written in Rust, is no ordinary exception in Python.
        if type(error).__name__ == "PanicException":
            raise Refused(archive.DAMAGED) from error
        raise


def _sheet(content: bytes, recognise: Recognise) -> Grid:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    names = [
        each.name
        for each in book.sheets_metadata
        if each.typ == SheetTypeEnum.WorkSheet and each.visible == SheetVisibleEnum.Visible
    ]
    sheets = {name: book.get_sheet_by_name(name) for name in names}
    tops = {name: sheet.to_python(False, 12) for name, sheet in sheets.items()}
    name = _sheet_of_records(tops, recognise)
    # A formula shows what it last came to, or nothing where no Excel has ever opened the file.
    held = archive.formula_cells(content).get(_file_of(content, name), [])
    if held:
        raise Refused(FORMULA, cells=", ".join(held))
    sheet = sheets[name]
    rows = sheet.to_python(skip_empty_area=False)
    if not any(text_of(cell) for row in rows for cell in row):
        raise Refused(EMPTY)
    merged = tuple((a, b, c, d) for (a, b), (c, d) in sheet.merged_cell_ranges or ())
    others = tuple(each for each in names if each != name)
    return Grid(rows, list(range(1, len(rows) + 1)), name, others, merged)


def _sheet_of_records(tops: dict[str, list[list[Any]]], recognise: Recognise) -> str:
    """Return the sheet whose first rows hold the header; the first sheet when none does."""
    if not tops:
        raise Refused(EMPTY)
    known = {
        name: max((recognise([text_of(cell) for cell in row]) for row in rows), default=0)
        for name, rows in tops.items()
    }
    alike = [name for name, count in known.items() if count >= 3]
    if len(alike) > 1:
        raise Refused(SEVERAL_SHEETS, sheets=", ".join(alike))
    return max(known, key=lambda name: known[name])


def _file_of(content: bytes, sheet: str) -> str:
    """Return the file inside a workbook that holds a sheet."""

    # Expat in today's Python bounds what entities expand to; the size is bounded before.
    def elements(name: str) -> list[dict[str, str]]:
        found: list[dict[str, str]] = []

        class Target:
            def start(self, _tag: str, attributes: dict[str, str]) -> None:
                found.append({key.rpartition("}")[2]: value for key, value in attributes.items()})

        parser = XMLParser(target=Target())  # noqa: S314
        parser.feed(book.read(name))
        return found

    with zipfile.ZipFile(io.BytesIO(content)) as book:
        try:
            sheets = elements("xl/workbook.xml")
            links = elements("xl/_rels/workbook.xml.rels")
        except (KeyError, SyntaxError):
            return ""
    wanted = next((e["id"] for e in sheets if e.get("name") == sheet and "id" in e), "")
    target = next((e.get("Target", "") for e in links if e.get("Id") == wanted), "")
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
