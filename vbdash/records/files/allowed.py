"""What a file may be and what reading it may cost: a visitor's, and an operator's own on the server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from vbdash.records.files.books.archive import LARGEST
from vbdash.records.files.books.noted import MOST_ROWS


@dataclass(frozen=True)
class Limits:
    """Limits of a file and of the process that reads it.

    Attributes
    ----------
    size, rows
        Bytes and rows of a file of text; a workbook has limits of its own.
    megabytes, seconds, clock
        What reading it may take: memory, seconds of processor time and by the clock.
    breath
        Seconds that everybody else has between two lines of an answer.
    """

    size: int
    rows: int
    megabytes: int
    seconds: int
    clock: float
    breath: float

    @property
    def answer(self) -> int:
        """Bytes of an answer that are taken."""
        return 10 * self.size


#: By the clock a visitor has more than reading takes: a machine may be busy with others' pages.
VISITOR: Final = Limits(LARGEST, MOST_ROWS, 500, 20, 120.0, 0.002)
#: As large as a file of the data directory may be.
OPERATOR: Final = Limits(512 * 2**20, 2_000_000, 1_000, 900, 3_600.0, 0.0)
