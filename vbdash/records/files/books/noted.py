"""What stands in the sheets of a workbook, told while they stream by, before they are opened.

A reader makes room for every cell between the first and the last: one cell at the far corner makes
it ask for 512 GB. And it gives the empty text for a cell whose formula has failed. Both are seen
here first. A workbook's parts are found by what they are, whatever they are called.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from vbdash.records.files.refusal import Refused
from vbdash.text import msg

FAR_CELL: Final = msg(
    "cells in the first {rows} rows and {columns} columns only: this workbook has one at {cell}"
)
#: Rows and columns that anybody needs here.
MOST_ROWS: Final = 120_000
MOST_COLUMNS: Final = 52
#: Cells between the first and the last: what a reader makes room for.
_ROOM: Final = 4_000_000
#: Formulas that a message names, and failed cells that are kept.
_NAMED: Final = 20
_KEPT: Final = 20_000
_UNITS: Final = 400_000
_LETTERS: Final = 26
#: The day that a workbook counts its days from, and the two that are usual.
FROM_1900: Final = date(1899, 12, 30)
FROM_1904: Final = date(1904, 1, 1)


def grouped(number: int) -> str:
    """Write a whole number as Swedes do: 120 000."""
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")


def cell_name(row: int, column: int) -> str:
    """Return what a cell is called, as B4; row and column are counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


@dataclass
class Sheet:
    """What was seen in one sheet.

    Attributes
    ----------
    formulas
        Names of the first cells that hold formulas.
    errors
        Row and column of cells whose formula has failed → what Excel shows.
    units
        Row and column of number cells whose format shows a unit → that unit.
    times
        Row and column of number cells whose format shows a day or hours → which of them.
    hidden, hidden_columns
        Rows and columns that are hidden, as first and last.
    merged
        Merged ranges, as first and last row and column, from 0.
    """

    formulas: list[str] = field(default_factory=list)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    units: dict[tuple[int, int], str] = field(default_factory=dict)
    times: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden: list[tuple[int, int]] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    cells: int = 0
    _last: tuple[int, int] = (0, 0)

    def cell(self, row: int, column: int) -> None:
        """Note a cell with content; raise Refused where it is too far away to be meant."""
        self.cells += 1
        if row > self._last[0] or column > self._last[1]:
            self._last = (max(row, self._last[0]), max(column, self._last[1]))
            room = (self._last[0] + 1) * (self._last[1] + 1)
            if row >= MOST_ROWS or column >= MOST_COLUMNS or room > _ROOM:
                name = cell_name(row, column)
                raise Refused(FAR_CELL, rows=grouped(MOST_ROWS), columns=MOST_COLUMNS, cell=name)

    def formula(self, row: int, column: int) -> None:
        """Note a formula."""
        if len(self.formulas) < _NAMED:
            self.formulas.append(cell_name(row, column))

    def error(self, row: int, column: int, shown: str) -> None:
        """Note a cell whose formula has failed."""
        self.cell(row, column)
        if len(self.errors) < _KEPT:
            self.errors[row, column] = shown[:20] or "#?"

    def unit(self, row: int, column: int, unit: str) -> None:
        """Note what a number cell shows beside its number."""
        if unit and len(self.units) < _UNITS:
            self.units[row, column] = unit

    def time(self, row: int, column: int, what: str) -> None:
        """Note a number cell that is shown as a day or as hours."""
        if what and len(self.times) < _UNITS:
            self.times[row, column] = what

    def hide(self, first: int, last: int, *, columns: bool = False) -> None:
        """Note rows or columns that are hidden, from 0."""
        spans = self.hidden_columns if columns else self.hidden
        if spans and spans[-1][1] == first - 1:
            spans[-1] = (spans[-1][0], last)
        elif len(spans) < _KEPT * 3:
            spans.append((first, last))

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Note a merged range."""
        if len(self.merged) < _KEPT and (top, left) != (bottom, right):
            self.merged.append((top, left, bottom, right))
