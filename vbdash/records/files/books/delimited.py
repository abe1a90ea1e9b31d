"""CSV in any of its dress: which encoding, which sign parts the columns, which lines are one row."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from vbdash.records.files.books.noted import MOST_ROWS, MOST_ROWS_TEXT
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
NULLS: Final = msg("a text without null bytes: there are some in it; save it again")
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
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
#: What part of every second byte is null where each letter takes two.
_NULLS: Final = 0.7
#: A quotation mark inside a text as databases write it: with a backslash before it.
_ESCAPED: Final = re.compile(r'(?<!\\)\\"(?!\s*(?:[;,\t]|$))', re.MULTILINE)
_LINE: Final = re.compile("\r\n|\r|\n")
#: Columns of a CSV file; an export may have many that are not used.
_MOST_COLUMNS: Final = 1000
#: Lines of a file, more than its rows: notes may go over several; signs in one of them.
_MOST_LINES: Final = 2_000_000
_MOST_SIGNS: Final = 10_000
#: What is read after the last line, to see that no quotation mark is left open.
_END: Final = "\x1fend\x1f"
_QUOTED: Final = 60
_LOOKED_FOR: Final = 200
_LOOKED_AT: Final = 200
#: Lines in which the header is looked for, to find the sign that parts columns.
_HEADS: Final = 60
#: Lines that are no rows: comments, and the one that tells Excel the sign.
_SAID: Final = re.compile(r'"?(?:# |sep=.?)', re.IGNORECASE)

#: Tells how much a row of texts looks like the header: the number of columns known in it.
Recognise = Callable[[Sequence[str]], int]


def decode(content: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16 or Windows-1252."""
    content = content.rstrip(b"\0") if content.endswith(b"\0\0\0") else content
    if wide := _wide(content):
        text = content[: len(content) // 2 * 2].decode(wide, errors="replace")
    elif b"\x00" in content:
        few = content.count(b"\0") * 100 < len(content) and content[:1].isascii()
        raise Refused(NULLS if few and b"\n" in content else BINARY)
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = _decode_windows(content)
    garbled = [] if text.isascii() else [text.find(sign) for sign in _GARBLED if sign in text]
    if garbled:
        raise Refused(GARBLED, **_at(text, min(garbled)))
    return text


def _wide(content: bytes) -> str:
    """Return which encoding of two or four bytes a letter a text has, by its mark or by its nulls."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return name
    start = content[:4000]
    first, second = start[::2].count(0), start[1::2].count(0)
    most = len(start) // 2 * _NULLS
    if second > most and not first:
        return "utf-16-le"
    return "utf-16-be" if first > most and not second else ""


def quoted(line: str) -> str:
    """Return how a line begins: first its persons' numbers are covered, then it is cut."""
    return masked(line[:_LOOKED_FOR])[:_QUOTED]


def _at(text: str, place: int) -> dict[str, Any]:
    """Return the number of a line and how it begins, for a fault."""
    ends = [match.end() for match in _LINE.finditer(text, 0, place)]
    start = ends[-1] if ends else 0
    end = _LINE.search(text, place)
    line = text[start : end.start() if end else len(text)]
    return {"row": len(ends) + 1, "found": quoted(line)}


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
        raise Refused(OLD_LETTERS, **_at(text, old.start()))
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise Refused(BINARY, row=content[: error.start].count(b"\n") + 1) from error


def read_csv(text: str, recognise: Recognise) -> tuple[list[list[Any]], list[int]]:
    """Return the rows of a CSV file and the number of the line that each begins in."""
    if text.count("\n") + text.count("\r") > _MOST_LINES:
        raise Refused(TOO_MANY_ROWS, most=MOST_ROWS_TEXT)
    if '\\"' in text:
        text = _ESCAPED.sub('""', text)
    sign, parted = _sign(_first_lines(text), recognise)
    _check_width(text, sign)
    rows: list[list[Any]] = []
    numbers: list[int] = []
    numeric: Counter[int] = Counter()
    for row, number, lines in _rows(text, sign):
        if len(lines) > 1 and _swallowed(row, sign, numeric, parted + 1):
            raise Refused(UNREADABLE_ROW, row=number)
        if parted and row and row[0].count(sign) >= max(parted // 2, 1) and not any(row[1:]):
            row = _unquoted(row[0], sign)
        if len(row) <= parted and _is_open(row, sign, lines):
            raise Refused(UNREADABLE_ROW, row=number)
        if len(row) > _MOST_COLUMNS:
            raise Refused(TOO_MANY_COLUMNS, row=number, most=_MOST_COLUMNS)
        rows.append(row)
        numbers.append(number)
        if len(rows) > MOST_ROWS:
            raise Refused(TOO_MANY_ROWS, most=MOST_ROWS_TEXT)
        if len(rows) < _LOOKED_AT:
            numeric.update(place for place, cell in enumerate(row) if _has_digit(cell))
    return rows, numbers


def _check_width(text: str, sign: str) -> None:
    """Refuse a line with more columns than anybody has, before a list is made of them."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.count(sign) > _MOST_SIGNS:
            raise Refused(TOO_MANY_COLUMNS, row=number, most=_MOST_COLUMNS)


def _rows(text: str, sign: str) -> Iterator[tuple[list[Any], int, list[str]]]:
    """Yield each row, the line it begins in and the lines it is made of."""
    csv.field_size_limit(LONGEST + 1)
    taken: list[str] = []

    def lines() -> Iterator[str]:
        for line in io.StringIO(text if text.endswith(("\n", "\r")) else text + "\n", newline=""):
            taken.append(line)
            yield line
        yield _END

    reader = csv.reader(lines(), delimiter=sign, strict=False, skipinitialspace=True)
    before = 0
    try:
        for row in reader:
            if row and row[-1].endswith(_END):
                if row != [_END]:  # the last row has taken the end of the file for its own
                    raise Refused(UNREADABLE_ROW, row=before + 1)
                return
            yield list(row), before + 1, taken
            before = reader.line_num
            taken.clear()
    except csv.Error as error:
        lines_taken = reader.line_num - before
        if "field larger" in str(error) and lines_taken <= 1:
            raise Refused(
                TOO_LONG, row=before + 1, most=f"{LONGEST:,}".replace(",", "\xa0")
            ) from error
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
        end = _LINE.search(text, start)
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
    """Part a line that stood in quotation marks as a whole."""
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
        for line in _LINE.split(cell)[1:]:
            parts = line.split(sign)
            if len(parts) < width:
                continue
            alike = sum(_has_digit(parts[place]) for place in places)
            if alike * 2 >= max(len(places), 2):
                return True
    return False
