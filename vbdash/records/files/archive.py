"""Workbooks looked through before anything opens them: what they are, how large, what is in them.

An XLSX file is a ZIP archive of XML. A hostile one can unpack to gigabytes, or put one cell at the
far corner of the sheet so that a reader makes room for 17 billion. Both are told here by unpacking
under a limit and by looking at the bytes, without parsing.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from vbdash.records.files.refusal import Refused
from vbdash.text import msg

__all__ = ["LARGEST", "formula_cells", "inspect", "kind_of"]

#: Bytes of a file that is read at all.
LARGEST: Final = 20 * 2**20
_ENTRIES: Final = 200
_UNPACKED: Final = 300 * 2**20
_RATIO: Final = 150
#: Small parts may be as repetitive as they like.
_RATIO_FROM: Final = 2**20
_CHUNK: Final = 2**16
_PART: Final = 2**22
#: A tag that begins in one part may end in the next.
_LONGEST_TAG: Final = 300

NOT_EXCEL: Final = msg("an Excel workbook (.xlsx): this is {kind}")
TEXT_FILE: Final = msg(
    "an Excel workbook (.xlsx): this is a text; if it is CSV, let its name end in .csv"
)
SOMETHING_ELSE: Final = msg("an Excel workbook (.xlsx): this is something else")
PASSWORD: Final = msg("a workbook without a password: save a copy without one")
OLD_EXCEL: Final = msg("a workbook in the format .xlsx: this is the older .xls")
OTHER_OFFICE: Final = msg("a workbook in the format .xlsx: this is {kind}")
MACROS: Final = msg("a workbook without macros: save it as .xlsx")
DAMAGED: Final = msg("a workbook that is whole: this one is damaged")
BOMB: Final = msg("a workbook that unpacks to at most {most} megabytes: this one does not")
FAR_CELL: Final = msg(
    "cells in the first {rows} rows and {columns} columns only: this workbook has one at {cell}"
)

_MAGIC: Final = (
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"<!DOCTYPE html", "HTML"),
    (b"<html", "HTML"),
)
#: Files inside that tell other formats.
_OTHERS: Final = {"xl/workbook.bin": ".xlsb", "mimetype": ".ods", "word/document.xml": "Word"}
#: Rows and columns that anybody needs here.
MOST_ROWS: Final = 120_000
MOST_ROWS_TEXT: Final = "120\N{NO-BREAK SPACE}000"
MOST_COLUMNS: Final = 52
#: A cell with content, beyond column AZ or row 120 000.
_FAR: Final = re.compile(
    rb'<(?:\w+:)?c [^>]*?\br="((?:[A-Z]{3}|[B-Z][A-Z])\d+|[A-Z]{1,3}(?!120000")'
    rb'(?:1[2-9]\d{4}|[2-9]\d{5}|\d{7,}))"'
    rb"[^>]*(?<!/)>"
)
_FORMULA: Final = re.compile(rb'<(?:\w+:)?c [^>]*?\br="([A-Z]+\d+)"[^>]*>\s*<(?:\w+:)?f[\s/>]')


def kind_of(content: bytes) -> str:
    """Tell from its first bytes what a file is: ``"zip"``, ``"ole"``, a picture …, or ``""``."""
    if content.startswith(b"PK\x03\x04"):
        return "zip"
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "ole"
    return next((kind for magic, kind in _MAGIC if content.startswith(magic)), "")


def inspect(content: bytes) -> None:
    """Look a workbook through before it is opened.

    Parameters
    ----------
    content
        The bytes of the file.

    Raises
    ------
    Refused
        When it must not be opened: no workbook, locked, damaged, too large once unpacked.
    """
    kind = kind_of(content)
    if kind == "ole":
        locked = "EncryptedPackage".encode("utf-16-le") in content
        raise Refused(PASSWORD if locked else OLD_EXCEL)
    if kind and kind != "zip":
        raise Refused(NOT_EXCEL, kind=kind)
    if not kind:
        raise Refused(SOMETHING_ELSE if b"\x00" in content else TEXT_FILE)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error) as error:
        raise Refused(DAMAGED) from error
    _contents(entries)
    left = _UNPACKED
    for entry in entries:
        left -= _unpack(content, entry, left)


def _contents(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse what the list of contents already tells."""
    names = {entry.filename for entry in entries}
    if len(entries) > _ENTRIES or sum(entry.file_size for entry in entries) > _UNPACKED:
        raise Refused(BOMB, most=_UNPACKED // 2**20)
    if "xl/vbaProject.bin" in names:
        raise Refused(MACROS)
    for telling, kind in _OTHERS.items():
        if telling in names:
            raise Refused(OTHER_OFFICE, kind=kind)
    if "xl/workbook.xml" not in names:
        raise Refused(NOT_EXCEL, kind="ZIP")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused(PASSWORD)


def _unpack(content: bytes, entry: zipfile.ZipInfo, most: int) -> int:
    """Unpack one entry under a limit and return its true size.

    The sizes that the archive states are not trusted: the stream itself is counted.
    """
    start = entry.header_offset
    head = content[start : start + 30]
    if len(head) < 30 or head[:4] != b"PK\x03\x04" or entry.compress_type not in (0, 8):
        raise Refused(DAMAGED)
    name, extra = struct.unpack("<HH", head[26:30])
    raw = memoryview(content)[start + 30 + name + extra :][: entry.compress_size]
    size, before = 0, b""
    for part in _parts(raw, entry.compress_type):
        size += len(part)
        if size > most or (size > _RATIO_FROM and size > _RATIO * len(raw)):
            raise Refused(BOMB, most=_UNPACKED // 2**20)
        if entry.filename.startswith("xl/worksheets/"):
            if far := _FAR.search(before + part):
                cell = far[1].decode()
                raise Refused(FAR_CELL, rows=MOST_ROWS_TEXT, columns=MOST_COLUMNS, cell=cell)
            before = part[-_LONGEST_TAG:]
    return size


def _parts(raw: memoryview, method: int) -> Iterator[bytes]:
    """Yield an entry unpacked, a few megabytes at a time."""
    if method == zipfile.ZIP_STORED:
        yield bytes(raw)
        return
    stream, place = zlib.decompressobj(-zlib.MAX_WBITS), 0
    try:
        while not stream.eof:
            data = stream.unconsumed_tail or bytes(raw[place : place + _CHUNK])
            if not stream.unconsumed_tail:
                place += _CHUNK
            if not data:
                raise Refused(DAMAGED)
            yield stream.decompress(data, _PART)
    except zlib.error as error:
        raise Refused(DAMAGED) from error


def formula_cells(content: bytes, most: int = 20) -> dict[str, list[str]]:
    """Return the cells that hold formulas, for each sheet file of an inspected workbook.

    Parameters
    ----------
    content
        A workbook that :func:`inspect` let pass.
    most
        How many to return of each sheet.
    """
    found: dict[str, list[str]] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                cells = _FORMULA.finditer(archive.read(name))
                held = [match[1].decode() for match, _ in zip(cells, range(most), strict=False)]
                if held:
                    found[name] = held
    return found
