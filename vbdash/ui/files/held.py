"""Visitors' files while they look at them: one each, bounded for all, gone with their session."""

from __future__ import annotations

import threading
from typing import Any, Final
from weakref import WeakSet

from vbdash.records.files.process.reader import Reader
from vbdash.records.files.result import Reading

#: Bytes that the files of all visitors, and what was read from them, may take together.
MOST_HELD: Final = 200 * 2**20
#: Bytes of a cell in a table; equal texts are kept once.
_CELL: Final = 16
#: Bytes of a table for a byte of its file, before it is read: a workbook is a ZIP, a text file is not.
_EXPECTED: Final = 4

_all: WeakSet[Held] = WeakSet()
_lock = threading.Lock()


class Held:
    """A visitor's file, and the last that was read from it.

    It lies in the visitor's session alone: when the session ends, nothing holds it, and the reading
    that may still go on is stopped.

    Parameters
    ----------
    name, content
        Of the file.
    """

    def __init__(self, name: str, content: bytes) -> None:
        self.name, self.content = name, content
        self.reader = Reader()
        self.asked: Any = None
        self.reading: Reading | None = None
        self._expected = 0
        with _lock:
            _all.add(self)

    def admit(self) -> bool:
        """Whether this file may be read beside those of the others; its room is taken at once.

        A file by itself may always be read: how large it may be is bounded where it is sent.
        """
        with _lock:
            others = sum(each.weight for each in _all if each is not self and each.admitted)
            expected = _EXPECTED * len(self.content)
            if others and others + len(self.content) + expected > MOST_HELD:
                return False
            self._expected = expected
            return True

    def keep(self, asked: Any, reading: Reading) -> None:
        """Keep what was read, in place of what was read before."""
        self.asked, self.reading, self._expected = asked, reading, 0

    @property
    def admitted(self) -> bool:
        """Whether the file is being read, or has been."""
        return self._expected > 0 or self.reading is not None

    @property
    def weight(self) -> int:
        """Bytes that the file and its table take, or will when it has been read."""
        table = self.reading.table if self.reading is not None else None
        read = 0 if table is None else table.size * _CELL
        return len(self.content) + max(read, self._expected)


def held_bytes() -> int:
    """Return what all visitors' files take together."""
    with _lock:
        return sum(each.weight for each in _all)
