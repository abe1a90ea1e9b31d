"""What a file is, told from its bytes; and the parts of a workbook, unpacked under a limit.

A workbook is a ZIP archive. A hostile one can unpack to gigabytes and state any size: the sizes
stated are not trusted, the streams themselves are counted while they are unpacked.
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

#: Bytes of a file that is read at all.
LARGEST: Final = 20 * 2**20
_ENTRIES: Final = 500
_UNPACKED: Final = 300 * 2**20
_RATIO: Final = 150
#: Small parts may be as repetitive as they like.
_RATIO_FROM: Final = 2**20
_CHUNK: Final = 2**16
_PART: Final = 2**20

NOT_EXCEL: Final = msg("an Excel workbook (.xlsx): this is {kind}")
PASSWORD: Final = msg("a workbook without a password: save a copy without one")
MACROS: Final = msg("a workbook without macros: save it as .xlsx")
DAMAGED: Final = msg("a workbook that is whole: this one is damaged")
BOMB: Final = msg("a workbook that unpacks to at most {most} megabytes: this one does not")

_MAGIC: Final = (
    (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF8", "GIF"), (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"), (b"<!doctype html", "HTML"), (b"<?xml", "XML"), (b"MIME-Version:", "MHTML"),
    (b"ID;P", "SYLK"), (b'{"', "JSON"), (b"[{", "JSON"), (b"PAR1", "Parquet"),
    (b"\x1f\x8b", "gzip"), (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
)  # fmt: skip
#: What a file that begins with a tag is, by tags near its beginning.
_TAG: Final = re.compile(rb"<(?:!--|[a-z])")
_OF_HTML: Final = re.compile(rb"<(?:html|head|body|table|meta|style|script|div|center|tr|td|th)\b")


def kind_of(content: bytes) -> str:
    """Tell from its first bytes what a file is: ``"zip"``, ``"ole"``, a picture …, or ``""``."""
    if content.startswith(b"PK\x03\x04"):
        return "zip"
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "ole"
    start = content[:2000].removeprefix(b"\xef\xbb\xbf")
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = start.decode("utf-16", "replace").encode()
    start = start.lstrip().lower()
    kind = next((kind for magic, kind in _MAGIC if start.startswith(magic.lower())), "")
    if not kind and _TAG.match(start):
        kind = "HTML" if _OF_HTML.search(start) else "XML"
    return kind


class Archive:
    """The parts of a workbook that is a ZIP archive.

    Parameters
    ----------
    content
        The bytes of the file.

    Raises
    ------
    Refused
        When it must not be opened: no workbook, locked, damaged.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._left = _UNPACKED
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                entries = archive.infolist()
        except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error) as error:
            raise Refused(DAMAGED) from error
        # Some programs write Windows' backslashes into the names; Excel opens such a file.
        self.entries = {entry.filename.replace("\\", "/").lstrip("/"): entry for entry in entries}
        if len(entries) > _ENTRIES or sum(entry.file_size for entry in entries) > _UNPACKED:
            raise Refused(BOMB, most=_UNPACKED // 2**20)
        if len(self.entries) < len(entries):  # readers would not agree which of two parts it is
            raise Refused(DAMAGED)
        self.form = self._form()

    def _form(self) -> str:
        """Return which workbook it is: ``"xlsx"``, ``"xlsb"`` or ``"ods"``."""
        if "xl/vbaProject.bin" in self.entries:
            raise Refused(MACROS)
        if any(entry.flag_bits & 1 for entry in self.entries.values()):
            raise Refused(PASSWORD)
        if "word/document.xml" in self.entries:
            raise Refused(NOT_EXCEL, kind="Word")
        for telling, form in (("xl/workbook.xml", "xlsx"), ("xl/workbook.bin", "xlsb"),
                              ("content.xml", "ods")):  # fmt: skip
            if telling in self.entries:
                return form
        raise Refused(NOT_EXCEL, kind="ZIP")

    def parts(self, name: str) -> Iterator[bytes]:
        """Yield an entry unpacked, a megabyte at a time; what all entries come to is limited."""
        entry = self.entries[name]
        start = entry.header_offset
        head = self._content[start : start + 30]
        if len(head) < 30 or head[:4] != b"PK\x03\x04" or entry.compress_type not in (0, 8):
            raise Refused(DAMAGED)
        length, extra = struct.unpack("<HH", head[26:30])
        raw = memoryview(self._content)[start + 30 + length + extra :][: entry.compress_size]
        size = 0
        for part in _inflated(raw, entry.compress_type):
            size += len(part)
            self._left -= len(part)
            if self._left < 0 or (size > _RATIO_FROM and size > _RATIO * len(raw)):
                raise Refused(BOMB, most=_UNPACKED // 2**20)
            yield part

    def read(self, name: str) -> bytes:
        """Return an entry whole; empty when there is none."""
        return b"".join(self.parts(name)) if name in self.entries else b""


def _inflated(raw: memoryview, method: int) -> Iterator[bytes]:
    if method == zipfile.ZIP_STORED:
        for place in range(0, len(raw), _PART):
            yield bytes(raw[place : place + _PART])
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
