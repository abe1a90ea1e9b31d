"""The sheets of .xlsb and of the older .xls, looked through record by record (:mod:`vbdash.records.files.books.noted`)."""

from __future__ import annotations

import io
import struct
from collections import deque
from collections.abc import Iterator, Mapping
from typing import Final

import olefile

from vbdash.records.files.books.archive import DAMAGED, PASSWORD, Archive
from vbdash.records.files.books.noted import Sheet
from vbdash.records.files.books.xml import Book
from vbdash.records.files.refusal import Refused

_ERRORS: Final[Mapping[int, str]] = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
    0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
#: Kinds of records of .xlsb ([MS-XLSB] 2.3).
_ROW, _CELLS, _FORMULAS, _FAILED, _MERGED = 0, range(2, 8), range(8, 12), (3, 11), 176
_SHEET, _PROPERTIES = 156, 153
#: Parts beside workbook and sheets that the reader takes records from.
_READ: Final = ("xl/sharedstrings.bin", "xl/styles.bin")


def look_through_xlsb(archive: Archive) -> Book:
    """Look through an .xlsb: its sheets by their order in the workbook."""
    book = Book()
    by_part: dict[str, Sheet] = {}
    for name in archive.entries:
        content = archive.read(name)
        if name.startswith("xl/worksheets/") and name.endswith(".bin"):
            by_part[name.rpartition("/")[2].lower()] = _sheet_xlsb(content)
        elif name.lower() in _READ:
            deque(_records_xlsb(content), maxlen=0)
    rels = archive.read("xl/_rels/workbook.bin.rels").decode("utf-8", "replace")
    targets = dict(_links(rels))
    for kind, data in _records_xlsb(archive.read("xl/workbook.bin")):
        if kind == _PROPERTIES:
            book.from_1904 = bool(data[:1] and data[0] & 1)
        if kind == _SHEET:
            link, place = _text(data, 8)
            name, _ = _text(data, place)
            part = targets.get(link, "").rpartition("/")[2].lower()
            book.sheets[name] = by_part.get(part, Sheet())
    return book


def _links(rels: str) -> Iterator[tuple[str, str]]:
    from xml.etree.ElementTree import ParseError, fromstring

    try:
        for each in fromstring(rels):  # noqa: S314 - small, and expat bounds what entities expand to
            yield each.get("Id", ""), each.get("Target", "")
    except (ParseError, LookupError, ValueError) as error:
        raise Refused(DAMAGED) from error


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


def _sheet_xlsb(content: bytes) -> Sheet:
    sheet, row = Sheet(), 0
    for kind, data in _records_xlsb(content):
        if kind == _ROW and len(data) >= 12:
            (row,) = struct.unpack_from("<I", data)
            sheet.hidden += bool(data[11] & 0x10)
        elif (kind in _CELLS or kind in _FORMULAS) and len(data) >= 8:
            (column,) = struct.unpack_from("<I", data)
            sheet.cell(row, column)
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
    for kind, data, _ in _records_xls(stream, 0):
        if kind == 0x2F:
            raise Refused(PASSWORD)
        if kind == 0x22 and data:
            book.from_1904 = data[0] == 1
        if kind == 0x85 and len(data) > 8:
            wide = data[7] & 1
            text = data[8 : 8 + data[6] * (1 + wide)]
            name = text.decode("utf-16-le" if wide else "latin-1", "replace")
            starts[name] = struct.unpack_from("<I", data)[0]
    for name, start in starts.items():
        book.sheets[name] = _sheet_xls(stream, start)
    return book


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


def _sheet_xls(stream: bytes, start: int) -> Sheet:
    sheet = Sheet()
    for kind, data, _ in _records_xls(stream, start):
        if kind == 0x0208 and len(data) >= 16:
            sheet.hidden += bool(data[12] & 0x20)
        elif kind == 0xE5:
            for place in range(2, len(data) - 7, 8):
                top, bottom, left, right = struct.unpack_from("<4H", data, place)
                sheet.merge(top, left, bottom, right)
        elif kind in (0x0203, 0x0204, 0x00FD, 0x027E, 0x0205, 0x0006) and len(data) >= 6:
            row, column = struct.unpack_from("<2H", data)
            sheet.cell(row, column)
            if kind == 0x0006:
                sheet.formula(row, column)
            if kind == 0x0205 and len(data) >= 8 and data[7]:
                sheet.error(row, column, _ERRORS.get(data[6], "#?"))
        elif kind == 0x00BD and len(data) >= 6:
            row, _ = struct.unpack_from("<2H", data)
            sheet.cell(row, struct.unpack_from("<H", data, len(data) - 2)[0])
    return sheet
