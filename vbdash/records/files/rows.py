"""Records parted from what is not: comments, empty rows, notes and totals below the table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from vbdash.records.files.clean import is_error, text_of
from vbdash.records.files.faulty import Faulty
from vbdash.records.files.grid import Grid
from vbdash.records.files.header import Header, is_comment, is_sign
from vbdash.records.files.persons import masked
from vbdash.text import fold, msg

NO_ROWS: Final = msg("records below the header: there are none")
TOTALS: Final = msg("a record: this looks like a row of totals; delete it")
AGAIN: Final = msg("a record: the headings stand here again; delete the row")
NOTE: Final = msg("a record: this looks like a note below the table; delete it")
GROUP: Final = msg("a record: this looks like the heading of a group of rows; delete it")
OUTSIDE: Final = msg(
    "nothing to the right of the last heading: a sign that parts columns may stand in a text "
    "(put the text in quotation marks), or a note beside the table"
)
ROW_EMPTY: Final = msg("the row is empty")
ROW_COMMENT: Final = msg("the row is a comment (it begins with #)")
ROW_SIGN: Final = msg("the row tells Excel which sign parts the columns")

#: Words of a row of totals, wherever they stand alone in a cell; and those that begin or end the
#: first cell of such a row, with a place or a number beside them.
_TOTALS: Final = frozenset(
    ["summa", "totalt", "total", "totals", "sum", "summa totalt", "s:a", "s:ma", "totalsumma",
     "delsumma", "slutsumma", "subtotal", "grand total"]
)  # fmt: skip
_TOTAL: Final = re.compile(
    r"(?:summa|totalt?|total sum|totalsumma|delsumma|subtotal|grand total|overall result|sum|s:m?a|σ"
    r"|genomsnitt|medel|medelvarde|snitt|average|mean|antal|count)\b.{0,30}"
    r"|.{1,40} (?:summa|totalt?|delsumma|subtotal)"
)
_PAGE: Final = re.compile(r"(?:.* )?(?:sida|sidan|sid|page|blad)\.? \d+ ?(?:av|of|/|\()")
#: Headings of a table wide enough that one cell alone is no record.
_WIDE: Final = 3
_WORD: Final = 12
_NUMBER: Final = re.compile(r"-?\d[\d .,\u00a0']*(?: ?(?:kr|tim|h|%))?")


@dataclass
class Rows:
    """The records of a file.

    Attributes
    ----------
    cells
        Their cells, as many as there are headings and more.
    numbers, places
        Their numbers in the file, and where they stand in the grid.
    left_out
        Rows that are not records, with why.
    nameless
        Places of columns that have cells but no heading.
    """

    width: int
    cells: list[list[Any]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    left_out: list[tuple[int, str]] = field(default_factory=list)
    nameless: list[int] = field(default_factory=list)

    def outside(self, found: Faulty) -> None:
        """Add cells right of the last heading as faults."""
        for index, row in enumerate(self.cells):
            if len(row) > self.width:
                text = next((text for text in map(text_of, row[self.width :]) if text), "")
                if text:
                    found.add(index, OUTSIDE, found=masked(text))

    def tell_notes_and_totals(
        self, found: Faulty, headings: Sequence[str], needed: set[int]
    ) -> None:
        """Say once what a row is that is no record, in place of one fault for each of its cells.

        `needed` are the places that every record must have filled.
        """
        known = {fold(heading) for heading in headings if heading}
        last = max((i for i in range(len(self.cells)) if i not in found.rows), default=-1)
        for index in sorted(found.rows):
            texts = [text_of(cell) for cell in self.cells[index][:1000]]
            filled = [text for text in texts if text]
            if not filled:
                continue
            if len(filled) > 1 and all(fold(text) in known for text in filled):
                found.instead(index, AGAIN)
            elif self._is_total(filled, bare=not any(texts[p] for p in needed if p < len(texts))):
                found.instead(index, TOTALS)
            elif self._is_note(index, filled) or _is_page(filled, self.width):
                found.instead(index, NOTE)
            elif any(map(is_error, filled)):  # a record whose formulas have failed
                continue
            elif -1 < last < index:
                after = index > 0 and found.is_instead(index - 1)
                if told := self._told_below(found.faults(index), filled, len(needed), after=after):
                    found.instead(index, told)
            elif len(filled) == 1 and found.faults(index) >= len(needed) - 1 >= _WIDE:
                found.instead(index, GROUP)

    def _told_below(self, faults: int, filled: Sequence[str], needed: int, *, after: bool) -> str:
        """Return what to say of a row behind the last record that is none, or nothing.

        Nearly nothing that a record must have is right. A footer's words may stand in a cell each; one
        of them may happen to be an id. `after` says whether the row before was none either.
        """
        if _TOTAL.fullmatch(fold(" ".join(filled[:10]))):
            return TOTALS
        if len(filled) * 5 > self.width * 4 and self.width > _WIDE:  # its cells have moved
            return ""
        none = faults >= max(2, needed - (needed > _WIDE)) or (after and faults * 2 >= needed)
        return NOTE if none else ""

    def _is_total(self, filled: Sequence[str], *, bare: bool) -> bool:
        if any(fold(text).rstrip(":") in _TOTALS for text in filled if len(text) <= _WORD):
            return True
        if len(filled) * 2 > max(self.width, 2 * 2):
            return False
        if len(filled) > 1 and _TOTAL.fullmatch(fold(filled[0]).rstrip(":")):
            return True
        return bare and all(map(_NUMBER.fullmatch, filled))

    def _is_note(self, index: int, filled: Sequence[str]) -> bool:
        if self.width < _WIDE or len(filled) * 2 > self.width:
            return False
        first = filled[0]
        if not any(c.isalnum() for text in filled for c in text) or first.endswith(":"):
            return True
        apart = index > 0 and self.places[index] > self.places[index - 1] + 1
        return len(filled) == 1 and (apart or len(first) > _WORD or " " in first or ":" in first)


def _is_page(filled: Sequence[str], width: int) -> bool:
    few = len(filled) * 2 <= max(width, 2 * _WIDE)
    return few and _PAGE.match(fold(" ".join(filled[:10]))) is not None


def part_rows(grid: Grid, header: Header) -> Rows:
    """Return the records below a header."""
    named = [place for place, heading in enumerate(header.headings) if heading]
    rows = Rows(max(named, default=-1) + 1)
    rows.left_out = [
        (grid.numbers[i], ROW_SIGN if is_sign(text_of(grid.rows[i][0])) else ROW_COMMENT)
        for i in range(header.place)
        if any(grid.rows[i])
    ]
    empty: list[tuple[int, str]] = []
    for place in range(header.place + 1, len(grid.rows)):
        row, number = grid.rows[place], grid.numbers[place]
        if not any(map(_filled, row)):
            empty.append((number, ROW_EMPTY))
        elif is_comment(row) and sum(map(_filled, row)) == 1:  # it says so, and holds no more
            rows.left_out.append((number, ROW_COMMENT))
        else:
            rows.left_out += empty  # empty rows at the end of a file are no rows at all
            empty = []
            short = rows.width - len(row)
            rows.cells.append([*row, *[""] * short] if short > 0 else row)
            rows.numbers.append(number)
            rows.places.append(place)
    bare = [place for place in range(rows.width) if not header.headings[place]]
    rows.nameless = [p for p in bare if any(_filled(row[p]) for row in rows.cells)]
    return rows


def _filled(cell: Any) -> bool:
    return cell not in ("", None) and text_of(cell) != ""
