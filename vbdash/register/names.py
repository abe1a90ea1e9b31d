"""What a search by name reads of an edition: the names in one text file, and what is shown of a firm.

A line of the first file is a folded name, a tab and the firm's place in the second, an Arrow file of
the firms as they came. Lines are in the order in which :func:`vbdash.register.queries.named`
answers, so that the first that fit are the answer; neither file is read whole.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterable, Iterator
from itertools import accumulate
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import ipc

from vbdash.register.queries import asked_words

#: Names of the files in an edition's folder.
NAMES: Final = "names.txt"
FIRMS: Final = "named.arrow"
#: What is shown of a firm that a search finds, as :func:`vbdash.register.queries.numbered` calls it.
SHOWN: Final = (
    "org_number", "name", "legal_form", "division", "sni", "sni_converted", "status",
    "seat_municipality_code",
)  # fmt: skip
#: More firms than this are not held in memory to be put in order: their names are searched by the query.
_MOST: Final = 5_000_000
#: As much of the file says which of several words is the rarest.
_SAMPLE: Final = 2**20


class Collected:
    """The firms met in an import; where they are too many, none.

    Parameters
    ----------
    edition
        Folder of the edition that is being made.
    """

    def __init__(self, edition: Path) -> None:
        self._edition = edition
        self._names: list[pa.Array] = []
        self._order: list[np.ndarray] = []
        self._met = 0
        self._firms: ipc.RecordBatchFileWriter | None = None

    def add(self, firms: pa.Table) -> None:
        """Take more firms: ``words``, ``serial`` (the number as such) and what is shown of them."""
        if self._met <= _MOST and len(firms):
            words = firms["words"].combine_chunks()
            places = pa.array(np.arange(self._met, self._met + len(firms))).cast(pa.string())
            self._names.append(pc.binary_join_element_wise("\n", words, "\t", places, ""))
            length = pc.binary_length(words).to_numpy().astype("uint64")
            self._order.append(
                (length << np.uint64(40)) | firms["serial"].to_numpy().astype("uint64")
            )
            shown = firms.rename_columns({"municipality_code": "seat_municipality_code"})
            shown = shown.select(SHOWN).combine_chunks()
            if self._firms is None:
                self._firms = ipc.new_file(self._edition / FIRMS, shown.schema)
            self._firms.write_table(shown)
        self._met += len(firms)
        if self._met > _MOST:
            self._names, self._order = [], []

    def write(self) -> None:
        """Write the names, and what is shown of their firms, where there are not too many."""
        if self._firms is not None:
            self._firms.close()
        if not self._names:
            (self._edition / FIRMS).unlink(missing_ok=True)
            return
        order = np.argsort(np.concatenate(self._order))
        lines = pa.chunked_array(self._names).cast(pa.large_string()).combine_chunks()
        self._names = []
        with (self._edition / NAMES).open("wb") as out:
            out.write(memoryview(lines.take(pa.array(order)).buffers()[2]))
            out.write(b"\n")


class Names:
    """The files of an edition, opened.

    Parameters
    ----------
    edition
        The edition's folder.
    """

    def __init__(self, edition: Path) -> None:
        with (edition / NAMES).open("rb") as file:
            self._text = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._sample = self._text[:_SAMPLE]
        firms = ipc.open_file(pa.memory_map(str(edition / FIRMS)))
        self._firms = [firms.get_batch(n) for n in range(firms.num_record_batches)]
        self._starts = [0, *accumulate(len(batch) for batch in self._firms)]

    def find(self, text: str, most: int) -> pd.DataFrame:
        """Find firms by name, as :func:`vbdash.register.queries.named` does.

        Parameters
        ----------
        text
            What somebody types.
        most
            How many to return at most.

        Returns
        -------
        DataFrame
            A row a firm, the best first, with the columns :data:`SHOWN`.
        """
        places = self._places(text, most)
        batches = np.searchsorted(self._starts, places, "right") - 1
        rows = [
            self._firms[batch].slice(place - self._starts[batch], 1)
            for batch, place in zip(batches.tolist(), places, strict=True)
        ]
        table = pa.Table.from_batches(rows, self._firms[0].schema)
        found: pd.DataFrame = table.to_pandas(
            types_mapper={pa.string(): pd.StringDtype(na_value=float("nan"))}.get
        )
        return found

    def _places(self, text: str, most: int) -> list[int]:
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
        return [int(line.rpartition(b"\t")[2]) for line in [*begin, *rest][:most]]

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
    """Open the names of an edition; None where it has no files of them."""
    return Names(edition) if (edition / FIRMS).is_file() else None
