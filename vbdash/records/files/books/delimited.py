"""CSV in any of its dress: which encoding, which sign parts the columns, which lines are one row."""

from __future__ import annotations

import csv
import io
import mmap
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Final

from vbdash.records.files.books.noted import MOST_ROWS, grouped
from vbdash.records.files.clean import LONGEST
from vbdash.records.files.persons import masked
from vbdash.records.files.refusal import Refused
from vbdash.text import msg

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
TOO_MANY_COLUMNS: Final = msg("at most {most} columns")
UNREADABLE_ROW: Final = msg("a row that can be read: a quotation mark is not closed")
TOO_LONG: Final = msg("a text of at most {most} letters")

_DELIMITERS: Final = (";", "\t", ",")
_OTHER_SIGNS: Final = ("|", "~", "^")
#: What UTF-8 read as Windows-1252 and saved again looks like.
_GARBLED: Final = ("Ã¥", "Ã¤", "Ã¶", "Ã…", "Ã„", "Ã–", "â€“", "\ufffd")
#: What å, ä and ö of DOS and of old Macs look like in Windows-1252, inside a word.
_OLD_LETTERS: Final = re.compile("(?<=[A-Za-z])[†„”ŒŠš\x81\x8f](?=[A-Za-z])")
_LINE: Final = re.compile("\r\n|\r|\n")
#: Columns of a CSV file; an export may have many that are not used.
_MOST_COLUMNS: Final = 1000
#: Lines of a file, more than its rows: notes may go over several; signs in one of them.
_MOST_LINES: Final = 2_000_000
_MOST_SIGNS: Final = 10_000
_QUOTED: Final = 60
_LOOKED_FOR: Final = 200
_LOOKED_AT: Final = 200

#: Bytes of a file that are decoded at a time.
PIECE: Final = 4 * 2**20

#: The bytes of a file, or the file itself as memory.
Content = bytes | mmap.mmap
#: Told of the share of a work that is done, 0 to 1.
Progress = Callable[[float], None]
#: Tells how much a row of texts looks like the header: the number of columns known in it.
Recognise = Callable[[Sequence[str]], int]


def silent(_done: float) -> None:
    """Tell nobody."""


def texts(content: Content, progress: Progress = silent) -> Iterator[str]:
    """Yield the text of a file in UTF-8, UTF-16 with mark or Windows-1252, in pieces of whole lines.

    Which encoding it is follows from the first letters beyond ASCII, and must hold for the whole.
    """
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = content[:].decode("utf-16", errors="replace")
        yield _whole(text, 0)
        return
    letters, before, done = _Letters(), 0, 0
    for part in _pieces(content, PIECE):
        text = _whole(letters.decode(part, before), before)
        before += _line_ends(text)
        yield text
        done += len(part)
        progress(done / len(content))
    letters.end()


def _pieces(content: Content, size: int) -> Iterator[bytes]:
    start, end = 3 * (content[:3] == b"\xef\xbb\xbf"), len(content)
    while start < end:
        stop = content.find(b"\n", min(start + size, end)) + 1 or end
        yield content[start:stop]
        start = stop


def _line_ends(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def _whole(text: str, before: int) -> str:
    """Refuse a text whose letters an earlier conversion has garbled; `before` lines stand before it."""
    garbled = [] if text.isascii() else [text.find(sign) for sign in _GARBLED if sign in text]
    if garbled:
        raise Refused(GARBLED, **_at(text, min(garbled), before))
    return text


def quoted(line: str) -> str:
    """Return how a line begins: first its persons' numbers are covered, then it is cut."""
    return masked(line[:_LOOKED_FOR])[:_QUOTED]


def _at(text: str, place: int, before: int) -> dict[str, Any]:
    """Return the number of a line and how it begins, for a fault."""
    ends = [match.end() for match in _LINE.finditer(text, 0, place)]
    start = ends[-1] if ends else 0
    end = _LINE.search(text, place)
    line = text[start : end.start() if end else len(text)]
    return {"row": before + len(ends) + 1, "found": quoted(line)}


@dataclass
class _Letters:
    """Decodes the pieces of one file, and remembers what only the whole can show."""

    utf8: int = 0
    windows: bool = False
    swedish: bool = False
    old: dict[str, Any] = field(default_factory=dict)

    def decode(self, part: bytes, before: int) -> str:
        """Return the text of a piece; `before` lines stand before it."""
        if b"\x00" in part:
            raise Refused(BINARY)
        if part.isascii():
            return part.decode("ascii")
        try:
            text = part.decode("utf-8")
        except UnicodeDecodeError:
            return self._decode_windows(part, before)
        row = self.utf8 or before + _utf8_line(part)
        if self.windows:
            raise Refused(MIXED, row=row)
        self.utf8 = row
        return text

    def _decode_windows(self, part: bytes, before: int) -> str:
        """Decode Windows-1252, unless some rows are UTF-8 with letters beyond ASCII."""
        number = _utf8_line(part)
        if self.utf8 or number:
            raise Refused(MIXED, row=self.utf8 or before + number)
        self.windows = True
        text = part.decode("cp1252", errors="replace")
        self.swedish = self.swedish or re.search("[åäöÅÄÖ]", text) is not None
        if not self.swedish and not self.old and (old := _OLD_LETTERS.search(text)):
            self.old = _at(text, old.start(), before)
        try:
            return part.decode("cp1252")
        except UnicodeDecodeError as error:
            self.end()
            raise Refused(BINARY, row=before + part[: error.start].count(b"\n") + 1) from error

    def end(self) -> None:
        """Refuse what has no å, ä or ö but what they look like in an older encoding."""
        if self.old and not self.swedish:
            raise Refused(OLD_LETTERS, **self.old)


def _utf8_line(part: bytes) -> int:
    """Return the first line of a piece that is UTF-8 with letters beyond ASCII, from 1; 0 for none."""
    for number, line in enumerate(part.splitlines(), start=1):
        if line.isascii():
            continue
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            continue
        return number
    return 0


def read_csv(
    pieces: Iterable[str], recognise: Recognise, most: int = MOST_ROWS
) -> tuple[list[list[Any]], list[int]]:
    """Return the rows of a CSV file and the number of the line that each begins in.

    Equal cells are one text: a million rows say few things that differ.
    """
    pieces = iter(pieces)
    first = next(pieces, "")
    sign, parted = _sign(_first_lines(first), recognise)
    rows: list[list[Any]] = []
    numbers: list[int] = []
    numeric: Counter[int] = Counter()
    known: dict[str, str] = {}
    for row, number, length in _rows(_lines(chain([first], pieces), sign, most), sign):
        if length > 1 and _swallowed(row, sign, numeric, parted + 1):
            raise Refused(UNREADABLE_ROW, row=number)
        if len(row) == 1 and parted and row[0].count(sign) >= max(parted // 2, 1):
            row = _unquoted(row[0], sign)
        if len(row) > _MOST_COLUMNS:
            raise Refused(TOO_MANY_COLUMNS, row=number, most=_MOST_COLUMNS)
        rows.append(list(map(known.setdefault, row, row)))
        numbers.append(number)
        if len(rows) > most:
            raise Refused(TOO_MANY_ROWS, most=grouped(most))
        if len(rows) < _LOOKED_AT:
            numeric.update(place for place, cell in enumerate(row) if _has_digit(cell))
    return rows, numbers


def _lines(pieces: Iterable[str], sign: str, most: int) -> Iterator[str]:
    """Yield the lines of a file; refuse more of them, or wider ones, than anybody has."""
    before = 0
    for text in pieces:
        ends = _line_ends(text)
        if before + ends > max(_MOST_LINES, 4 * most):
            raise Refused(TOO_MANY_ROWS, most=grouped(most))
        _check_width(text, sign, before)
        before += ends
        yield from io.StringIO(text, newline="")


def _check_width(text: str, sign: str, before: int) -> None:
    """Refuse a line with more columns than anybody has, before a list is made of them."""
    if text.count(sign) <= _MOST_SIGNS:
        return
    for number, line in enumerate(text.splitlines(), start=before + 1):
        if line.count(sign) > _MOST_SIGNS:
            raise Refused(TOO_MANY_COLUMNS, row=number, most=_MOST_COLUMNS)


def _rows(lines: Iterable[str], sign: str) -> Iterator[tuple[list[Any], int, int]]:
    """Yield each row, the line it begins in and over how many lines it goes."""
    csv.field_size_limit(LONGEST + 1)
    reader = csv.reader(lines, delimiter=sign, strict=False)
    before = 0
    try:
        for row in reader:
            yield row, before + 1, reader.line_num - before
            before = reader.line_num
    except csv.Error as error:
        if "field larger" in str(error) and reader.line_num - before <= 1:
            raise Refused(TOO_LONG, row=before + 1, most=grouped(LONGEST)) from error
        raise Refused(UNREADABLE_ROW, row=before + 1) from error


def _first_lines(text: str) -> list[str]:
    start = 0
    lines: list[str] = []
    while start < len(text) and len(lines) < _LOOKED_AT:
        end = _LINE.search(text, start)
        line = text[start : end.start() if end else len(text)]
        start = end.end() if end else len(text)
        lines.append(line[:LONGEST])
    filled = [line for line in lines if line.strip()]
    if not filled:
        raise Refused(EMPTY)
    return [line for line in filled if not line.lstrip('"').startswith("# ")][:10] or filled[:10]


def _cells(line: str, sign: str) -> list[str]:
    """Part one line, also where it stands in quotation marks as a whole."""
    row = next(csv.reader([line], delimiter=sign), [])
    return _unquoted(row[0], sign) if len(row) == 1 and sign in row[0] else row


def _unquoted(line: str, sign: str) -> list[str]:
    """Part a line that stood in quotation marks as a whole."""
    return next(csv.reader(io.StringIO(line, newline=""), delimiter=sign), [])


def _sign(lines: list[str], recognise: Recognise) -> tuple[str, int]:
    """Return the sign that parts the columns, and how often it stands in a row."""
    csv.field_size_limit(LONGEST + 1)
    try:
        parted = {sign: [_cells(line, sign) for line in lines] for sign in _DELIMITERS}
    except csv.Error as error:
        raise Refused(UNREADABLE_ROW, row=1) from error
    known = {sign: max(map(recognise, rows)) for sign, rows in parted.items()}
    sign = max(_DELIMITERS, key=lambda each: (known[each], lines[0].count(each)))
    other = max(_OTHER_SIGNS, key=lines[0].count)
    none = not any(sign in line for line in lines)
    if none or (not known[sign] and lines[0].count(other) > 1):
        raise Refused(DELIMITER, row=1, found=quoted(lines[0]))
    return sign, max(map(len, parted[sign])) - 1


def _has_digit(cell: str) -> bool:
    return any(map(str.isdigit, cell[:80]))


def _swallowed(row: list[str], sign: str, numeric: Counter[int], width: int) -> bool:
    """Whether a quotation mark that is not closed has made whole rows part of a cell.

    A line inside a cell is such a row when it has the columns of one, and numbers where the others
    have theirs: a note of several lines with commas in it has not.
    """
    places = [p for p, cell in enumerate(row[:width]) if _has_digit(cell) or numeric[p] > 1]
    for cell in row:
        for line in _LINE.split(cell)[1:]:
            parts = line.split(sign)
            if len(parts) < width:
                continue
            alike = sum(_has_digit(parts[place]) for place in places)
            if alike * 2 >= max(len(places), 2):
                return True
    return False
