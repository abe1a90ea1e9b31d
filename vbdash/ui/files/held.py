"""Visitors' files while they look at them: one each, bounded for all, gone with their session."""

from __future__ import annotations

import threading
from typing import Any, Final
from weakref import WeakSet

from vbdash.records.files.process.reader import Reader
from vbdash.records.files.result import Reading

__all__ = ["MOST_HELD", "Held", "held_bytes"]

#: Bytes that the files of all visitors, and what was read from them, may take together.
MOST_HELD: Final = 300 * 2**20
#: Bytes of a cell in a table; equal texts are kept once.
_CELL: Final = 16

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
        with _lock:
            _all.add(self)

    def has_room(self) -> bool:
        """Whether this file may be kept beside those of the others."""
        return held_bytes() <= MOST_HELD

    def keep(self, asked: Any, reading: Reading) -> None:
        """Keep what was read, in place of what was read before."""
        self.asked, self.reading = asked, reading

    @property
    def weight(self) -> int:
        """Bytes that the file and its table take."""
        table = self.reading.table if self.reading is not None else None
        return len(self.content) + (0 if table is None else table.size * _CELL)


def held_bytes() -> int:
    """Return what all visitors' files take together."""
    with _lock:
        return sum(each.weight for each in _all)
