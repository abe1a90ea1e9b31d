"""What a file is, told by its first bytes: never by its name."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import PurePath
from typing import Final

import python_calamine

from vbdash.data.faults import fault
from vbdash.refresh import problems as say
from vbdash.refresh.cube import Cube
from vbdash.refresh.files.grids import Grid
from vbdash.refresh.files.px import read_px
from vbdash.refresh.jsonstat import read_jsonstat
from vbdash.refresh.problems import Stopped

#: A file, or what an archive holds, may be this large.
LARGEST: Final = 512 * 2**20
_PX: Final = re.compile(r'\s*[A-Z][A-Z0-9-]*(\[\w+\])?(\("[^"]*"\))?\s*=\s*("|YES|NO|\d)')
_SHEET: Final = "xl/workbook.xml"


def opened(name: str, content: bytes) -> Grid | Cube:
    """Open a file: a grid of cells, or a cube where the file says itself what its cells are.

    Raises
    ------
    Stopped
        When it is nothing that the statistics database hands out.
    """
    if len(content) > LARGEST:
        raise Stopped([fault(name, say.BODY_SMALLER, most=LARGEST >> 20)])
    if content[:4] == b"PK\x03\x04":
        return _archive(name, content)
    if content[:4] == b"\xd0\xcf\x11\xe0":
        return _sheet(name, content)
    text = _decoded(content)
    begins = text.lstrip()[:200]
    if begins.startswith("{"):
        return read_jsonstat(name, text.encode())
    if begins.startswith("<") or not begins:
        raise Stopped([fault(name, say.FILE_KNOWN, detail=begins[:40] or "0")])
    if _PX.match(begins):
        return read_px(name, text)
    return _text(text)


def inside_names(name: str, content: bytes) -> list[str]:
    """Return what a file, and what is in an archive, is called, in small letters without endings."""
    names = [name]
    if content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names += archive.namelist()
    return [PurePath(each).stem.casefold() for each in names]


def _archive(name: str, content: bytes) -> Grid | Cube:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if _SHEET in archive.namelist():
                return _sheet(name, content)
            parts = [each for each in archive.infolist() if not each.is_dir()]
            if not parts or sum(each.file_size for each in parts) > LARGEST:
                raise Stopped([fault(name, say.FILE_KNOWN, detail=f"{len(parts)} files")])
            # The table is the largest file; its description lies beside it.
            largest = max(parts, key=lambda each: each.file_size)
            inner = archive.read(largest)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise Stopped([fault(name, say.FILE_KNOWN, detail=error)]) from error
    if inner[:4] == b"PK\x03\x04":
        raise Stopped([fault(name, say.FILE_KNOWN, detail="ZIP in ZIP")])
    return opened(f"{name}/{largest.filename}", inner)


def _sheet(name: str, content: bytes) -> Grid:
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except Exception as error:  # the library raises its own and Rust's
        raise Stopped([fault(name, say.FILE_KNOWN, detail=error)]) from error
    return Grid([[_cell(value) for value in row] for row in rows])


def _cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


def _decoded(content: bytes) -> str:
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _text(text: str) -> Grid:
    """Split a text into cells; the sign between them is the one that the longest lines have most."""
    lines = text.splitlines()[:50]
    sign = max("\t;,", key=lambda each: max((line.count(each) for line in lines), default=0))
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    return Grid([[cell.strip() for cell in row] for row in rows], comma=sign != ",")
