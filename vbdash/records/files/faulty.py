"""Faults of a file as they are found: the first thousand are kept, all are counted."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

from vbdash.data.faults import Fault, fault
from vbdash.records.files.persons import masked

#: Faults that are kept; a list of more helps nobody.
MOST_FAULTS: Final = 1000
_QUOTED: Final = 200


def safe(each: Fault) -> Fault:
    """Return a fault in which nobody's personal identity number stands, of a bounded length."""
    values = tuple((name, masked(text)[: 4 * _QUOTED]) for name, text in each.values)
    return replace(
        each,
        file=masked(each.file),
        column=masked(each.column)[:_QUOTED],
        found=masked(each.found)[:_QUOTED],
        values=values,
    )


class Faulty:
    """Collects the faults of one file.

    Parameters
    ----------
    file
        Its name.
    numbers
        Number in the file of each row.
    """

    def __init__(self, file: str, numbers: Sequence[int]) -> None:
        self.file, self.numbers = file, numbers
        self.rows: set[int] = set()
        self.of_file = 0
        self.skippable = False
        self._kept: list[Fault] = []
        self._instead: dict[int, Fault] = {}
        self._by_row: Counter[int] = Counter()
        self._by_column: Counter[str] = Counter()

    @property
    def count(self) -> int:
        """How many faults there are."""
        return self.of_file + self._by_row.total()

    def faults(self, index: int) -> int:
        """Return how many faults a row has."""
        return self._by_row[index]

    def is_instead(self, index: int) -> bool:
        """Whether one thing is said of a row, in place of one for each of its cells."""
        return self.numbers[index] in self._instead

    def whole(self, faults: Iterable[Fault]) -> None:
        """Add faults of the file as a whole."""
        for each in faults:
            self.of_file += 1
            if self.of_file <= MOST_FAULTS:
                self._kept.append(each)

    def wanted(self, column: str) -> bool:
        """Whether one more fault of a column would be kept."""
        return self._by_column[column] < MOST_FAULTS

    def add(self, index: int, expected: str, *, column: str = "", found: str = "", **values: Any) -> None:  # fmt: skip
        """Add a fault of a row."""
        if self._counted(index, column):
            row = self.numbers[index]
            each = fault(self.file, expected, row=row, column=column, found=found, **values)
            self._kept.append(each)

    def add_fault(self, each: Fault) -> None:
        """Add a fault that a check of the rows has found."""
        # Rows stand in the order of the file.
        if self._counted(bisect_left(self.numbers, each.row), each.column):
            self._kept.append(each)

    def _counted(self, index: int, column: str) -> bool:
        """Count a fault of a row; whether it is to be kept, too."""
        self.rows.add(index)
        self._by_row[index] += 1
        kept = self.wanted(column)
        self._by_column[column] += kept
        return kept

    def instead(self, index: int, expected: str) -> None:
        """Say one thing of a row, in place of one for each of its cells."""
        row = self.numbers[index]
        self._by_row[index] = 1
        self.rows.add(index)
        self._instead[row] = fault(self.file, expected, row=row)

    def listed(self) -> tuple[Fault, ...]:
        """Return the faults in the order of the file."""
        kept = [each for each in self._kept if each.row not in self._instead]
        ordered = sorted([*kept, *self._instead.values()], key=lambda each: (each.row, each.column))
        return tuple(map(safe, ordered[:MOST_FAULTS]))
