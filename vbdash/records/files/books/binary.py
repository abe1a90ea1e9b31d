"""The sheets of .xlsb and of the older .xls, looked through record by record (:mod:`vbdash.records.files.books.noted`)."""

from __future__ import annotations

import io
import struct
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import olefile

from vbdash.records.files.books.archive import DAMAGED, PASSWORD, Archive
from vbdash.records.files.books.formats import BUILT_IN, time_of, unit_of
from vbdash.records.files.books.noted import FROM_1900, FROM_1904, Sheet
from vbdash.records.files.books.xml import Book, link_targets
from vbdash.records.files.refusal import Refused

_ERRORS: Final[Mapping[int, str]] = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
    0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
#: Kinds of records of .xlsb ([MS-XLSB] 2.3).
_ROW, _CELLS, _FORMULAS, _FAILED, _MERGED = 0, range(2, 8), range(8, 12), (3, 11), 176
_SHEET, _PROPERTIES = 156, 153
#: A number in short; of a whole one the reader forgets what it is shown as.
_SHORT: Final = 2
#: Number formats and, between two marks, the styles of cells; spans of columns.
_FORMAT, _STYLES, _STYLE, _COLUMNS = 44, (617, 618), 47, 60
#: Parts beside workbook and sheets that the reader takes records from.
_READ: Final = ("xl/sharedstrings.bin", "xl/styles.bin")


def look_through_xlsb(archive: Archive) -> Book:
    """Look through an .xlsb: its sheets by their order in the workbook."""
    book = Book()
    by_part: dict[str, Sheet] = {}
    shown = _units_xlsb(archive.read("xl/styles.bin"))
    for name in archive.entries:
        content = archive.read(name)
        if name.startswith("xl/worksheets/") and name.endswith(".bin"):
            by_part[name.rpartition("/")[2].lower()] = _sheet_xlsb(content, *shown)
        elif name.lower() in _READ:
            deque(_records_xlsb(content), maxlen=0)
    if (rels := "xl/_rels/workbook.bin.rels") not in archive.entries:
        raise Refused(DAMAGED)
    targets = link_targets(archive, rels)
    for kind, data in _records_xlsb(archive.read("xl/workbook.bin")):
        if kind == _PROPERTIES:
            book.epoch = FROM_1904 if data[:1] and data[0] & 1 else FROM_1900
        if kind == _SHEET:
            link, place = _text(data, 8)
            name, _ = _text(data, place)
            part = targets.get(link, "").rpartition("/")[2].lower()
            book.sheets[name] = by_part.get(part, Sheet())
    return book


def _text(data: bytes, place: int) -> tuple[str, int]:
    if len(data) < place + 4:
        raise Refused(DAMAGED)
    (length,) = struct.unpack_from("<I", data, place)
    end = place + 4 + 2 * length
    return data[place + 4 : end].decode("utf-16-le", "replace"), end


def _records_xlsb(content: bytes) -> Iterator[tuple[int, bytes]]:
    place, end = 0, len(content)
    while place < end:
        kind = content[place]
        place += 1
        if kind & 0x80 and place < end:
            kind = (kind & 0x7F) | (content[place] & 0x7F) << 7
            place += 1
        size = shift = 0
        while place < end and shift < 28:
            byte = content[place]
            size |= (byte & 0x7F) << shift
            place, shift = place + 1, shift + 7
            if not byte & 0x80:
                break
        if size > end - place:  # a reader would make room for what is not there
            raise Refused(DAMAGED)
        yield kind, content[place : place + size]
        place += size


def _units_xlsb(styles: bytes) -> tuple[Mapping[int, str], Mapping[int, str]]:
    """Return the units that styles of cells show, by the style's number; and which show times."""
    codes, found, inside = dict[int, str](), list[int](), False
    for kind, data in _records_xlsb(styles):
        if kind == _FORMAT and len(data) >= 6:
            codes[int.from_bytes(data[:2], "little")] = _text(data, 2)[0]
        elif kind in _STYLES:
            inside = kind == _STYLES[0]
        elif kind == _STYLE and inside and len(data) >= 4:
            found.append(int.from_bytes(data[2:4], "little"))
    units = {**BUILT_IN, **{number: unit_of(code) for number, code in codes.items()}}
    return (
        {style: units[form] for style, form in enumerate(found) if units.get(form)},
        {style: time_of(form, codes.get(form, "")) for style, form in enumerate(found)},
    )


def _sheet_xlsb(content: bytes, units: Mapping[int, str], times: Mapping[int, str]) -> Sheet:
    sheet, row = Sheet(), 0
    for kind, data in _records_xlsb(content):
        if kind == _ROW and len(data) >= 12:
            (row,) = struct.unpack_from("<I", data)
            if data[11] & 0x10:
                sheet.hide(row, row)
        elif kind == _COLUMNS and len(data) >= 18 and data[16] & 1:
            first, last = struct.unpack_from("<2I", data)
            sheet.hide(first, last, columns=True)
        elif (kind in _CELLS or kind in _FORMULAS) and len(data) >= 8:
            (column,) = struct.unpack_from("<I", data)
            sheet.cell(row, column)
            style = int.from_bytes(data[4:7], "little")
            sheet.unit(row, column, units.get(style, ""))
            if kind == _SHORT:
                sheet.time(row, column, times.get(style, ""))
            if kind in _FORMULAS:
                sheet.formula(row, column)
            if kind in _FAILED and len(data) > 8:
                sheet.error(row, column, _ERRORS.get(data[8], "#?"))
        elif kind == _MERGED and len(data) >= 16:
            top, bottom, left, right = struct.unpack_from("<4I", data)
            sheet.merge(top, left, bottom, right)
    return sheet


def look_through_xls(content: bytes) -> Book:
    """Look through an .xls ([MS-XLS]): records of cells, sheet by sheet."""
    stream = _stream(content)
    book, starts = Book(), {}
    codes, styles = dict(BUILT_IN), list[str]()
    for kind, data, _ in _records_xls(stream, 0):
        if kind == 0x2F:
            raise Refused(PASSWORD)
        if kind == 0x22 and data:
            book.epoch = FROM_1904 if data[0] == 1 else FROM_1900
        if kind == 0x41E and len(data) > 5:
            codes[int.from_bytes(data[:2], "little")] = unit_of(_letters(data[2:]))
        if kind == 0xE0 and len(data) > 4:
            styles.append(codes.get(int.from_bytes(data[2:4], "little"), ""))
        if kind == 0x85 and len(data) > 8:
            name = _letters(bytes([data[6], 0]) + data[7:])
            starts[name] = struct.unpack_from("<I", data)[0]
    for name, start in starts.items():
        book.sheets[name] = _sheet_xls(stream, start, styles)
    return book


def _letters(data: bytes) -> str:
    """Return a text of BIFF8: how many letters, whether they are wide, the letters."""
    wide = data[2] & 1
    text = data[3 : 3 + int.from_bytes(data[:2], "little") * (1 + wide)]
    return text.decode("utf-16-le" if wide else "latin-1", "replace")


def _stream(content: bytes) -> bytes:
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as ole:
            if ole.exists("EncryptedPackage"):
                raise Refused(PASSWORD)
            for name in ("Workbook", "Book"):
                if ole.exists(name):
                    return bytes(ole.openstream(name).read())
    except Refused:
        raise
    except Exception as error:  # olefile raises anything on a damaged file
        raise Refused(DAMAGED) from error
    raise Refused(DAMAGED)


def _records_xls(stream: bytes, place: int) -> Iterator[tuple[int, bytes, int]]:
    """Yield the records of one part of the stream, to its end mark."""
    while place + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, place)
        data = stream[place + 4 : place + 4 + size]
        if kind == 0x0A:
            return
        yield kind, data, place
        place += 4 + size


def _sheet_xls(stream: bytes, start: int, styles: Sequence[str]) -> Sheet:
    sheet = Sheet()
    for kind, data, _ in _records_xls(stream, start):
        _hide_xls(sheet, kind, data)
        if kind == 0xE5:
            for place in range(2, len(data) - 7, 8):
                top, bottom, left, right = struct.unpack_from("<4H", data, place)
                sheet.merge(top, left, bottom, right)
        elif kind in (0x0203, 0x0204, 0x00FD, 0x027E, 0x0205, 0x0006) and len(data) >= 6:
            row, column = struct.unpack_from("<2H", data)
            sheet.cell(row, column)
            sheet.unit(row, column, _style(styles, data[4:6]))
            if kind == 0x0006:
                sheet.formula(row, column)
            if kind == 0x0205 and len(data) >= 8 and data[7]:
                sheet.error(row, column, _ERRORS.get(data[6], "#?"))
        elif kind == 0x00BD and len(data) >= 6:
            row, first = struct.unpack_from("<2H", data)
            sheet.cell(row, struct.unpack_from("<H", data, len(data) - 2)[0])
            for each, place in enumerate(range(4, len(data) - 7, 6)):
                sheet.unit(row, first + each, _style(styles, data[place : place + 2]))
    return sheet


def _hide_xls(sheet: Sheet, kind: int, data: bytes) -> None:
    if kind == 0x0208 and len(data) >= 16 and data[12] & 0x20:
        row = int.from_bytes(data[:2], "little")
        sheet.hide(row, row)
    elif kind == 0x7D and len(data) >= 10 and data[8] & 1:
        sheet.hide(*struct.unpack_from("<2H", data), columns=True)


def _style(styles: Sequence[str], number: bytes) -> str:
    place = int.from_bytes(number, "little")
    return styles[place] if place < len(styles) else ""
