"""The bytes of a table as rows of text, however an editor or a spreadsheet has saved them.

UTF-8 with commas is what stands in the data directory. What Excel makes of it is read where it has
one meaning: semicolons or tabs, any ends of lines, a byte order mark, UTF-16, a line ``sep=;``,
blank rows, empty columns at the end, whole rows in quotation marks.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from vbdash.data import faults as say
from vbdash.data.faults import Fault, Found, fault

_DELIMITERS: Final = (",", ";", "\t")
_ENDS: Final = re.compile(rb"\r\n|\r|\n")
_AROUND: Final = re.compile(rb"[\r\n,;\t\"]")
_SEP: Final = re.compile(r"\"?sep=.\"?\n", re.IGNORECASE)


@dataclass(frozen=True)
class Lines:
    """A table as text.

    Attributes
    ----------
    header
        Names of the columns, each of them described and there once.
    rows
        The cells of each row, as many as the header has.
    numbers
        The row in the file that each of `rows` is, the header being row 1.
    comma
        Whether the file is of a country with decimal commas: semicolons part its cells.
    """

    header: tuple[str, ...]
    rows: list[list[str]]
    numbers: list[int]
    comma: bool


def read_lines(path: str, content: bytes, names: Sequence[str]) -> tuple[Lines | None, list[Fault]]:
    """Read the rows of a table.

    Parameters
    ----------
    path
        The file, as a fault names it.
    content
        Its bytes.
    names
        The columns that the description wants.

    Returns
    -------
    lines, faults
        One of the two is empty.
    """
    text, wrong = _text(path, content)
    if wrong:
        return None, [wrong]
    first = _SEP.match(text)
    text, start = (text[first.end() :], 2) if first else (text, 1)
    delimiter, wrapped = _form(text, names)
    records = enumerate(_records(text, delimiter, wrapped=wrapped), start)
    found = Found(path)
    header: list[str] = []
    rows: list[list[str]] = []
    numbers: list[int] = []
    width, number = 0, start - 1
    try:
        for number, cells in records:
            if not any(map(str.strip, cells)):
                continue
            if not header:
                header, width = _header(cells, names, number, found), len(cells)
            elif len(cells) != width or any(cells[len(header) :]):
                found.add(say.COLUMNS_COUNT, row=number, found=len(cells), count=width)
            elif not found.count:
                rows.append(cells[: len(header)])
                numbers.append(number)
    except csv.Error as error:
        large = "larger than field limit" in str(error)
        expected = say.CELL_SHORT if large else say.QUOTES_CLOSED
        found.add(expected, row=number + 1, most=csv.field_size_limit())
    if not header and not found.count:
        found.add(say.FILE_NOT_EMPTY)
    if found.count:
        return None, found.faults()
    return Lines(tuple(header), rows, numbers, delimiter != ","), []


def _text(path: str, content: bytes) -> tuple[str, Fault | None]:
    """Decode a file; Excel's “Unicode text” says by its first bytes that it is UTF-16."""
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        row = len(_ENDS.findall(content[: error.start])) + 1
        return "", fault(path, say.UTF8, row=row, found="" if wide else _cell(content, error.start))
    if "\0" in text:
        row = len(_ENDS.findall(text[: text.index("\0")].encode("utf-8", "replace"))) + 1
        return "", fault(path, say.NO_NULL, row=row)
    return io.StringIO(text, newline=None).getvalue(), None  # one kind of line ends


def _cell(content: bytes, place: int) -> str:
    """Return the cell around a byte that is not UTF-8, as Windows would show it."""
    before = _AROUND.split(content[max(place - 40, 0) : place])[-1]
    after = _AROUND.split(content[place : place + 40])[0]
    return (before + after).decode("cp1252", "replace")


def _form(text: str, names: Sequence[str]) -> tuple[str, bool]:
    """Tell what parts the cells, and whether each whole row stands in quotation marks."""
    most = min(100_000, csv.field_size_limit())  # a longer cell is told where the rows are read
    head = text.lstrip("\n")[:most].split("\n", 1)[0]
    whole = head[1:-1] if head[:1] == head[-1:] == '"' and '"' not in head[1:-1] else ""
    wanted = {name.casefold() for name in names}

    def known(line: str, delimiter: str) -> int:
        cells = next(csv.reader([line], delimiter=delimiter), [])
        return len(wanted.intersection(cell.strip().casefold() for cell in cells))

    delimiter = max(_DELIMITERS, key=lambda each: known(head, each))
    inner = max(_DELIMITERS, key=lambda each: known(whole, each))
    if known(whole, inner) > max(known(head, delimiter), 1):
        return inner, True
    return delimiter, False


def _records(text: str, delimiter: str, *, wrapped: bool) -> Iterator[list[str]]:
    lines: Iterator[str] = io.StringIO(text, newline="\n")
    if wrapped:
        lines = (delimiter.join(cells) for cells in csv.reader(lines, strict=True))
    return csv.reader(lines, delimiter=delimiter, strict=True)


def _header(cells: list[str], names: Sequence[str], row: int, found: Found) -> list[str]:
    """Return the columns' names as the description writes them; tell what is wrong with them."""
    folded = {name.casefold(): name for name in names}
    while not cells[-1].strip():
        cells = cells[:-1]
    header = [name if name in names else folded.get(name.casefold(), name) for name in map(str.strip, cells)]  # fmt: skip
    there = set(header)
    for name in names:
        if name not in there:
            found.add(say.COLUMN_THERE, column=name)
    seen: set[str] = set()
    known = set(names)
    for name in header:
        if name not in known:
            found.add(say.COLUMN_KNOWN, row=row, found=name or "–")
        elif name in seen:
            found.add(say.COLUMN_ONCE, row=row, found=name)
        seen.add(name)
    return header
