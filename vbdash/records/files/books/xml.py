"""The sheets of .xlsx and .ods, looked through as they stream by (:mod:`vbdash.records.files.books.noted`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, Final
from xml.parsers import expat

from vbdash.records.files.books.archive import DAMAGED, Archive
from vbdash.records.files.books.formats import BUILT_IN, unit_of
from vbdash.records.files.books.noted import FROM_1900, FROM_1904, MOST_COLUMNS, Sheet
from vbdash.records.files.refusal import Refused

#: Letters of a column; Excel has three.
_LONGEST: Final = 7
_TRUE: Final = frozenset({"1", "true", "on"})


@dataclass
class Book:
    """What was seen in a workbook.

    Attributes
    ----------
    sheets
        By the sheet's name.
    epoch
        The day that it counts its days from.
    """

    sheets: dict[str, Sheet] = field(default_factory=dict)
    epoch: date = FROM_1900


Start = Callable[[str, dict[str, str]], None]


def _parse(archive: Archive, name: str, parser: expat.XMLParserType) -> None:
    """Stream a part through a parser; definitions of entities are refused."""

    def refuse(*_: Any) -> None:
        raise Refused(DAMAGED)

    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    try:
        for part in archive.parts(name):
            parser.Parse(part, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError, OverflowError) as error:
        raise Refused(DAMAGED) from error


def _each(archive: Archive, name: str, start: Start) -> None:
    """Call a function for every element of a part: its name without prefix, its attributes."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, attributes: start(tag.rpartition(":")[2], attributes)
    _parse(archive, name, parser)


def look_through_xlsx(archive: Archive) -> Book:
    """Look through every part of an .xlsx that is XML, wherever it lies."""
    book, by_part, names = Book(), {}, []

    def workbook(tag: str, attributes: dict[str, str]) -> None:
        if tag == "workbookPr":
            in_1904 = attributes.get("date1904", "0").lower() in _TRUE
            book.epoch = FROM_1904 if in_1904 else FROM_1900
        if tag == "sheet":
            found = {key.rpartition(":")[2]: value for key, value in attributes.items()}
            names.append((found.get("name", ""), found.get("id", "")))

    _each(archive, "xl/workbook.xml", workbook)
    units = _units(archive)
    targets = link_targets(archive, "xl/_rels/workbook.xml.rels")
    pointed = {_within(target).rpartition("/")[2] for target in targets.values()}
    for name in archive.entries:
        lower = name.lower()
        if not lower.endswith((".xml", ".rels")) and lower.rpartition("/")[2] not in pointed:
            for _ in archive.parts(name):  # how large it is once unpacked
                pass
            continue
        seen = _Cells(units)
        _parse(archive, name, seen.parser)
        by_part[lower] = seen.sheet
    for name, link in names:
        book.sheets[name] = by_part.get(_within(targets.get(link, "")), Sheet())
    return book


def _units(archive: Archive) -> Mapping[int, str]:
    """Return the units that styles of cells show, by the style's number."""
    codes, styles, inside = dict(BUILT_IN), dict[int, str](), False

    def style(tag: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        if tag == "numFmt":
            codes[_number(attributes.get("numFmtId"))] = unit_of(attributes.get("formatCode", ""))
        elif tag in ("cellXfs", "cellStyleXfs", "cellStyles", "dxfs"):
            inside = tag == "cellXfs"
        elif tag == "xf" and inside:
            styles[len(styles)] = codes.get(_number(attributes.get("numFmtId")), "")

    for name in archive.entries:
        if name.lower() == "xl/styles.xml":
            _each(archive, name, style)
    return {number: unit for number, unit in styles.items() if unit}


def _number(text: str | None) -> int:
    return int(text) if text and len(text) < _LONGEST and text.isdigit() else -1


def link_targets(archive: Archive, name: str) -> Mapping[str, str]:
    """Return the parts that a workbook points to, by the names of the links."""
    found: dict[str, str] = {}

    def link(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship":
            found[attributes.get("Id", "")] = attributes.get("Target", "")

    if name in archive.entries:
        _each(archive, name, link)
    return found


def _within(target: str) -> str:
    """Return the name of a part that a workbook points to."""
    target = target.replace("\\", "/")
    return (target.lstrip("/") if target.startswith("/") else f"xl/{target}").lower()


class _Cells:
    """Follows the cells of one part of an .xlsx."""

    def __init__(self, units: Mapping[int, str]) -> None:
        self.sheet = Sheet()
        self._units, self._unit = units, ""
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self._names: dict[str, str] = {}
        self._row, self._column = -1, -1
        self._reference: str | None = None
        self._failed, self._shown = False, ""

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = self._names.get(tag) or self._names.setdefault(tag, tag.rpartition(":")[2])
        if tag == "c":
            self._column += 1
            self._reference = attributes.get("r")
            self._failed = attributes.get("t") == "e"
            if self._units:
                self._unit = self._units.get(_number(attributes.get("s")), "")
            if self._reference is not None:
                self._row, self._column = _place(self._reference)
        elif tag in ("v", "is"):
            if self._column >= 0:
                self.sheet.cell(max(self._row, 0), self._column)
                self.sheet.unit(max(self._row, 0), self._column, self._unit)
                if self._failed:
                    self._listen()
        elif tag == "row":
            self._new_row(attributes)
        elif tag == "f":
            self.sheet.formula(max(self._row, 0), max(self._column, 0))
        else:
            self._around(tag, attributes)

    def _around(self, tag: str, attributes: dict[str, str]) -> None:
        """Note what stands before and behind the rows: columns, merged cells."""
        if tag == "col" and _is_hidden(attributes, "width"):
            first, last = _number(attributes.get("min")), _number(attributes.get("max"))
            self.sheet.hide(first - 1, last - 1, columns=True)
        elif tag == "mergeCell":
            first_cell, _, last_cell = attributes.get("ref", "").partition(":")
            if first_cell and last_cell:
                (top, left), (bottom, right) = _place(first_cell), _place(last_cell)
                self.sheet.merge(top, left, bottom, right)

    def _new_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r")
        self._row = int(number) - 1 if number else self._row + 1
        if self._row < 0:
            raise Refused(DAMAGED)
        self._column = -1
        if _is_hidden(attributes, "ht"):
            self.sheet.hide(self._row, self._row)

    def _listen(self) -> None:
        """Hear what a failed cell shows."""
        self._shown = ""
        self.parser.CharacterDataHandler = self._text
        self.parser.EndElementHandler = self._end

    def _text(self, text: str) -> None:
        self._shown += text[:40]

    def _end(self, _: str) -> None:
        self.sheet.error(max(self._row, 0), self._column, self._shown.strip())
        self.parser.CharacterDataHandler = self.parser.EndElementHandler = None


def _is_hidden(attributes: Mapping[str, str], size: str) -> bool:
    """Whether a row or column is hidden, or so low or narrow that nobody sees it."""
    if attributes.get("hidden", "0").lower() in _TRUE:
        return True
    return attributes.get(size, "1").strip().rstrip("0") in ("", ".", "0.")


@cache
def _column(letters: str) -> int:
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return column - 1


def _place(reference: str) -> tuple[int, int]:
    letters = reference.rstrip("0123456789")
    number = reference[len(letters) :]
    if not (number and 0 < len(letters) <= _LONGEST and letters.isascii() and letters.isalpha()):
        raise Refused(DAMAGED)
    row = int(number) - 1
    if row < 0:
        raise Refused(DAMAGED)
    return row, _column(letters)


def look_through_ods(archive: Archive) -> Book:
    """Look through the sheets of an .ods."""
    book = Book()
    for name in archive.entries:
        if name != "content.xml":
            for _ in archive.parts(name):
                pass
    seen = _Tables(book)
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, found: seen.start(tag.rpartition(":")[2], found)
    parser.CharacterDataHandler = seen.text
    parser.EndElementHandler = lambda tag: seen.end(tag.rpartition(":")[2])
    _parse(archive, "content.xml", parser)
    return book


class _Tables:
    """Follows the tables of an .ods, where rows and cells may stand for many."""

    def __init__(self, book: Book) -> None:
        self._book, self._sheet = book, Sheet()
        self._row, self._rows, self._column, self._columns = 0, 1, 0, 0
        self._failed, self._shown, self._unit = False, "", ""
        self._inside, self._content, self._width = False, False, 1

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        found = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if tag == "table":
            self._sheet = self._book.sheets.setdefault(found.get("name", ""), Sheet())
            self._row, self._rows, self._columns = 0, 0, 0
        elif tag == "table-row":
            self._row += self._rows
            self._rows, self._column = int(found.get("number-rows-repeated", "1")), 0
            if found.get("visibility", "visible") != "visible" and self._rows < 2**17:
                self._sheet.hide(self._row, self._row + self._rows - 1)
        elif tag == "table-column":
            width = int(found.get("number-columns-repeated", "1"))
            if found.get("visibility", "visible") != "visible" and width <= MOST_COLUMNS:
                self._sheet.hide(self._columns, self._columns + width - 1, columns=True)
            self._columns += width
        elif tag in ("table-cell", "covered-table-cell"):
            self._cell(found)
        elif tag == "p" and self._inside:
            self._content = True
        elif tag == "null-date":
            with suppress(ValueError):  # then it is the usual one, as LibreOffice takes it
                self._book.epoch = date.fromisoformat(found.get("date-value", ""))

    def _cell(self, found: Mapping[str, str]) -> None:
        self._inside, self._shown = True, ""
        self._width = int(found.get("number-columns-repeated", "1"))
        kind = found.get("value-type", "")
        self._content = (kind != "" and kind != "string") or "string-value" in found
        formula = "formula" in found
        self._failed = kind == "error" or (formula and kind == "string")
        currency = unit_of(f'"{found.get("currency", "")}"')
        self._unit = {"percentage": "%", "currency": currency}.get(kind, "")
        if formula:
            self._sheet.formula(self._row, self._column)
        bottom = self._row + int(found.get("number-rows-spanned", 1)) - 1
        right = self._column + int(found.get("number-columns-spanned", 1)) - 1
        if bottom > self._row or right > self._column:
            self._sheet.merge(self._row, self._column, bottom, right)

    def text(self, text: str) -> None:
        if self._inside:
            self._shown += text[:40]

    def end(self, tag: str) -> None:
        if tag not in ("table-cell", "covered-table-cell"):
            return
        if self._content:
            row, column = self._row + max(self._rows, 1) - 1, self._column + self._width - 1
            self._sheet.cell(row, column)
            for place in range(self._column, column + 1) if self._unit else ():
                self._sheet.unit(row, place, self._unit)
            if self._failed or self._shown.strip().startswith("#"):
                self._sheet.error(self._row, self._column, self._shown.strip())
        self._column += self._width
        self._inside = False
