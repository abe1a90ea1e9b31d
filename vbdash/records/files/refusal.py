"""A file that is refused as a whole, with the one thing that is wrong with it."""

from __future__ import annotations

from typing import Any

from vbdash.data.faults import Fault, fault


class Refused(Exception):
    """The file cannot be read at all.

    Parameters
    ----------
    expected
        What should be there: a message of the catalogue.
    row
        Line it was found at; 0 for the whole file.
    found
        What stands there.
    values
        What fills the names of `expected`.
    """

    def __init__(self, expected: str, *, row: int = 0, found: str = "", **values: Any) -> None:
        super().__init__(expected)
        self.expected, self.row, self.found, self.values = expected, row, found, values
        #: What the columns seem to be called, where a person may still say which is which.
        self.headings: tuple[str, ...] = ()

    def fault(self, file: str) -> Fault:
        """Return it as a fault in `file`."""
        return fault(file, self.expected, row=self.row, found=self.found, **self.values)
