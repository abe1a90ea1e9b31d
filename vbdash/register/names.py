"""The names of an edition in one text file, the shortest first: a search reads it from its start.

A line is the folded name, a tab and the organisation number. Lines are in the order in which
:func:`vbdash.register.queries.named` answers, so that the first that fit are the answer.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vbdash.register.queries import asked_words

#: Name of the file in an edition's folder.
FILE: Final = "names.txt"
#: More firms than this are not held in memory to be put in order: their names are searched by the query.
_MOST: Final = 5_000_000
#: As much of the file says which of several words is the rarest.
_SAMPLE: Final = 2**20


class Collected:
    """The names met in an import; those of too many firms are let go of."""

    def __init__(self) -> None:
        self._lines: list[pa.Array] = []
        self._order: list[np.ndarray] = []
        self._met = 0

    def add(self, firms: pa.Table) -> None:
        """Take the names of more firms: ``words``, ``org_number``, ``serial`` (the number as such)."""
        self._met += len(firms)
        if self._met > _MOST:
            self._lines, self._order = [], []
            return
        words = firms["words"].combine_chunks()
        numbers = firms["org_number"].combine_chunks()
        self._lines.append(pc.binary_join_element_wise("\n", words, "\t", numbers, ""))
        length = pc.binary_length(words).to_numpy().astype("uint64")
        self._order.append((length << np.uint64(40)) | firms["serial"].to_numpy().astype("uint64"))

    def write(self, edition: Path) -> None:
        """Write the file, where there are not too many."""
        if not self._lines:
            return
        order = np.argsort(np.concatenate(self._order))
        lines = pa.chunked_array(self._lines).cast(pa.large_string()).combine_chunks()
        self._lines = []
        with (edition / FILE).open("wb") as out:
            out.write(memoryview(lines.take(pa.array(order)).buffers()[2]))
            out.write(b"\n")


class Names:
    """The file of an edition, opened.

    Parameters
    ----------
    path
        Where it is.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._text = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._sample = self._text[:_SAMPLE]

    def find(self, text: str, most: int) -> list[str]:
        """Find firms by name, as :func:`vbdash.register.queries.named` does.

        Parameters
        ----------
        text
            What somebody types.
        most
            How many to return at most.

        Returns
        -------
        list of str
            Organisation numbers, the best first.
        """
        words = [f" {word}".encode() for word in asked_words(text)]
        if not words:
            return []
        whole, joined = set(words), b"".join(words)
        rarest = min(words, key=lambda word: (self._sample.count(word), -len(word)))
        fitting = (line for line in self._with(rarest) if all(each in line for each in whole))
        found = _first(fitting, most)
        begin = [line for line in found if line.startswith(joined)]
        if len(found) == most:  # there may be more: those that begin with the text come first
            begin = _first((line for line in self._with(b"\n" + joined)), most)
        rest = [line for line in found if not line.startswith(joined)]
        return [line.rpartition(b"\t")[2].decode() for line in [*begin, *rest][:most]]

    def _with(self, text: bytes) -> Iterator[bytes]:
        """Go through the lines with a text in their order."""
        every, end = self._text, 0
        while (at := every.find(text, end)) >= 0:
            start = every.rfind(b"\n", 0, at + 1) + 1
            end = every.find(b"\n", start)
            yield every[start:end]


def _first(lines: Iterable[bytes], most: int) -> list[bytes]:
    return [line for line, _ in zip(lines, range(most), strict=False)]


def open_names(edition: Path) -> Names | None:
    """Open the names of an edition; None where it has no file of them."""
    path = edition / FILE
    return Names(path) if path.is_file() else None
