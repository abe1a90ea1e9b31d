"""CSV in any of its dress: which sign parts the columns, which lines are one row."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, Final

from vbdash.records.files.books.encoding import LINE, line_ends, quoted
from vbdash.records.files.books.noted import MOST_ROWS, grouped
from vbdash.records.files.clean import LONGEST
from vbdash.records.files.refusal import Refused
from vbdash.text import msg

EMPTY: Final = msg("a file with a header row and records: this one is empty")
DELIMITER: Final = msg("columns parted by semicolon, comma or tab")
TOO_MANY_ROWS: Final = msg("at most {most} rows")
TOO_MANY_COLUMNS: Final = msg("at most {most} columns")
UNREADABLE_ROW: Final = msg("a row that can be read: a quotation mark is not closed")
TOO_LONG: Final = msg("a text of at most {most} letters")

_DELIMITERS: Final = (";", "\t", ",")
_OTHER_SIGNS: Final = ("|", "~", "^")
#: A quotation mark inside a text as databases write it: with a backslash before it.
_ESCAPED: Final = re.compile(r'(?<!\\)\\"(?!\s*(?:[;,\t]|$))', re.MULTILINE)
#: Columns of a CSV file; an export may have many that are not used.
_MOST_COLUMNS: Final = 1000
#: Lines of a file, more than its rows: notes may go over several; signs in one of them.
_MOST_LINES: Final = 2_000_000
_MOST_SIGNS: Final = 10_000
#: What is read after the last line, to see that no quotation mark is left open.
_END: Final = "\x1fend\x1f"
_LOOKED_AT: Final = 200
#: Lines in which the header is looked for, to find the sign that parts columns.
_HEADS: Final = 60
#: Lines that are no rows: comments, and the one that tells Excel the sign.
_SAID: Final = re.compile(r'"?(?:# |sep=.?)', re.IGNORECASE)

#: Tells how much a row of texts looks like the header: the number of columns known in it.
Recognise = Callable[[Sequence[str]], int]


def read_csv(
    pieces: Iterable[str], recognise: Recognise, most: int = MOST_ROWS
) -> tuple[list[list[Any]], list[int]]:
    """Return the rows of a CSV file and the number of the line that each begins in.

    Equal cells are one text: a million rows say few things that differ.
    """
    pieces = (_ESCAPED.sub('""', each) if '\\"' in each else each for each in pieces)
    first = next(pieces, "")
    sign, parted = _sign(_first_lines(first), recognise)
    rows: list[list[Any]] = []
    numbers: list[int] = []
    numeric: Counter[int] = Counter()
    known: dict[str, str] = {}
    for row, number, lines in _rows(_lines(chain([first], pieces), sign, most), sign):
        if len(lines) > 1 and _swallowed(row, sign, numeric, parted + 1):
            raise Refused(UNREADABLE_ROW, row=number)
        if parted and row and row[0].count(sign) >= max(parted // 2, 1) and not any(row[1:]):
            row = _unquoted(row[0], sign)
        if len(row) <= parted and _is_open(row, sign, lines):
            raise Refused(UNREADABLE_ROW, row=number)
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
        ends = line_ends(text)
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


def _rows(lines: Iterable[str], sign: str) -> Iterator[tuple[list[str], int, list[str]]]:
    """Yield each row, the line it begins in and the lines it is made of."""
    csv.field_size_limit(LONGEST + 1)
    taken: list[str] = []

    def noted() -> Iterator[str]:
        for line in lines:
            taken.append(line)
            yield line if line.endswith(("\n", "\r")) else f"{line}\n"
        yield _END

    reader = csv.reader(noted(), delimiter=sign, strict=False, skipinitialspace=True)
    before = 0
    try:
        for row in reader:
            if row and row[-1].endswith(_END):
                if row != [_END]:  # the last row has taken the end of the file for its own
                    raise Refused(UNREADABLE_ROW, row=before + 1)
                return
            yield row, before + 1, taken
            before = reader.line_num
            taken.clear()
    except csv.Error as error:
        if "field larger" in str(error) and reader.line_num - before <= 1:
            raise Refused(TOO_LONG, row=before + 1, most=grouped(LONGEST)) from error
        raise Refused(UNREADABLE_ROW, row=before + 1) from error


def _is_open(row: Sequence[str], sign: str, lines: Sequence[str]) -> bool:
    """Whether a row has too few cells because a quotation mark that is not closed holds signs."""
    if not any(sign in cell for cell in row):
        return False
    try:
        deque(csv.reader(lines, delimiter=sign, strict=True, skipinitialspace=True), maxlen=0)
    except csv.Error:
        return True
    return False


def _first_lines(text: str) -> list[str]:
    start = 0
    lines: list[str] = []
    while start < len(text) and len(lines) < _LOOKED_AT:
        end = LINE.search(text, start)
        line = text[start : end.start() if end else len(text)]
        start = end.end() if end else len(text)
        lines.append(line[:LONGEST])
    filled = [line for line in lines if line.strip()]
    if not filled:
        raise Refused(EMPTY)
    told = [line for line in filled if not _SAID.match(line)]
    return (told or filled)[:_HEADS]


def _cells(line: str, sign: str) -> list[str]:
    """Part one line, also where it stands in quotation marks as a whole."""
    row = next(csv.reader([line], delimiter=sign, skipinitialspace=True), [])
    return _unquoted(row[0], sign) if row and sign in row[0] and not any(row[1:]) else row


def _unquoted(line: str, sign: str) -> list[str]:
    return next(csv.reader(io.StringIO(line, newline=""), delimiter=sign), [])


def _sign(lines: list[str], recognise: Recognise) -> tuple[str, int]:
    """Return the sign that parts the columns, and how often it stands in a row."""
    csv.field_size_limit(LONGEST + 1)
    try:
        parted = {sign: [_cells(line, sign) for line in lines] for sign in _DELIMITERS}
    except csv.Error as error:
        raise Refused(UNREADABLE_ROW, row=1) from error
    known = {sign: [recognise(row) for row in rows] for sign, rows in parted.items()}
    sign = max(_DELIMITERS, key=lambda each: (max(known[each]), lines[0].count(each)))
    most = max(known[sign])
    other = max(_OTHER_SIGNS, key=lambda each: max(line.count(each) for line in lines))
    having = sum(sign in line for line in lines)
    otherwise = sum(line.count(other) > 1 for line in lines)
    if not having or (not most and (having * 2 <= len(lines) or otherwise * 2 > len(lines))):
        raise Refused(DELIMITER, row=1, found=quoted(lines[0]))
    if most > 1:  # the header tells how wide the table is, whatever stands above it
        return sign, len(parted[sign][known[sign].index(most)]) - 1
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
        for line in LINE.split(cell)[1:]:
            parts = line.split(sign)
            if len(parts) < width:
                continue
            alike = sum(_has_digit(parts[place]) for place in places)
            if alike * 2 >= max(len(places), 2):
                return True
    return False
