"""A text file in a zip, read once and a piece at a time: bounded memory whatever its size."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

import numpy as np
import pyarrow as pa
from pyarrow import csv

from vbdash.data.faults import DataError, fault
from vbdash.register.layouts import Layout
from vbdash.text import msg

ZIP_WHOLE: Final = msg("a whole zip file ({detail})")
ZIP_ONE: Final = msg("a zip file with one text file in it, not {count}")
LINES: Final = msg("lines of text of at most {size} bytes")
COLUMNS: Final = msg("a heading with the columns {names}")

#: Bytes of text read at a time, and the longest record there can be.
PIECE: Final = 8 << 20
_LONGEST: Final = 1 << 20
_FAILURES: Final = (
    zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError,
)  # fmt: skip


@dataclass(frozen=True)
class Piece:
    """Some whole records of the file.

    Attributes
    ----------
    data
        Their bytes as they stand.
    first
        Number of the first record, the heading being 1.
    columns
        Names of all columns of the file.
    layout
        How the file is written.
    done
        Share of the file that is read with this piece, 0 to 1.
    """

    data: bytes
    first: int
    columns: tuple[str, ...]
    layout: Layout
    done: float

    def table(self) -> tuple[pa.Table, list[tuple[int, int]]]:
        """Take the piece apart into columns.

        Returns
        -------
        table, uneven
            The layout's columns as text, ``line``, the number of the record, and a folded copy
            (``folded_…``) of the columns that the layout folds; then the records with another
            number of fields than the heading: their number, and how many they have.
        """
        data = self.layout.clean(self.data)
        uneven: list[tuple[int, int]] = []
        try:
            read = self._read(data)
        except pa.ArrowInvalid:  # its text quotes the row, and goes nowhere
            data, uneven = self._even(data)
            read = self._read(data)
        texts = {name: read[name].combine_chunks() for name in self.layout.wanted}
        table = {name: self.layout.recoded(text) for name, text in texts.items()}
        table |= {f"folded_{name}": self.layout.folds(texts[name]) for name in self.layout.folded}
        lines = np.arange(self.first, self.first + len(read) + len(uneven))
        if uneven:
            lines = np.delete(lines, [number - self.first for number, _ in uneven])
        return pa.table({**table, "line": lines}), uneven

    def _read(self, data: bytes) -> pa.Table:
        wanted = self.layout.wanted
        types = dict.fromkeys(wanted, pa.binary())
        if not data:
            return pa.table({name: pa.array([], pa.binary()) for name in wanted})
        names, names_kept = list(self.columns), list(wanted)
        return csv.read_csv(
            pa.BufferReader(data),
            csv.ReadOptions(column_names=names, use_threads=False, block_size=len(data) + 1),
            csv.ParseOptions(delimiter="\t", quote_char=False, ignore_empty_lines=False),
            csv.ConvertOptions(include_columns=names_kept, column_types=types),
        )

    def _even(self, data: bytes) -> tuple[bytes, list[tuple[int, int]]]:
        """Take out the records with another number of fields than the heading."""
        records = data.removesuffix(b"\n").split(b"\n")
        fields = [record.count(b"\t") + 1 for record in records]
        whole = len(self.columns)
        kept = [record for record, has in zip(records, fields, strict=True) if has == whole]
        uneven = [(self.first + n, has) for n, has in enumerate(fields) if has != whole]
        return b"".join(record + b"\n" for record in kept), uneven


def pieces(path: Path, layout: Layout) -> Iterator[Piece]:
    """Read the text file in a zip.

    Parameters
    ----------
    path
        A zip with one file in it.
    layout
        How that file is written.

    Yields
    ------
    Piece
        In the order of the file. The zip is unpacked in a thread of its own meanwhile.

    Raises
    ------
    DataError
        Where the zip is damaged or its file is not of the layout.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            member = only_member(path, archive)
            with archive.open(member) as handle:
                yield from _whole_records(path.name, _blocks(handle), layout, member.file_size)
    except _FAILURES as error:
        raise DataError([fault(path.name, ZIP_WHOLE, detail=error)]) from error


def only_member(path: Path, archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    """Return the one file in a zip; DataError where there are none or several."""
    members = [each for each in archive.infolist() if not each.is_dir()]
    if len(members) != 1:
        raise DataError([fault(path.name, ZIP_ONE, count=len(members))])
    return members[0]


def _whole_records(
    name: str, blocks: Iterator[bytes], layout: Layout, size: int
) -> Iterator[Piece]:
    left, first, read = b"", 2, 0
    columns: tuple[str, ...] = ()
    for block in blocks:
        read += len(block)
        data = left + block
        cut = layout.end(data) if block else len(data)
        left, data = data[cut:], data[:cut]
        if len(left) > _LONGEST:
            raise DataError([fault(name, LINES, size=_LONGEST)])
        if not columns and data:
            heading, _, data = data.partition(b"\n")
            columns = _heading(name, heading, layout)
        if data:
            yield Piece(data, first, columns, layout, read / max(size, 1))
            first += layout.count(data)
    if not columns:
        raise DataError([fault(name, COLUMNS, names=", ".join(layout.wanted))])


def _heading(name: str, heading: bytes, layout: Layout) -> tuple[str, ...]:
    text = layout.clean(heading.rstrip(b"\r")).decode(errors="replace").rstrip("\n")
    # A column without a name gets one, so that several may stand side by side.
    columns = [each.strip() or f"_{place}" for place, each in enumerate(text.split("\t"))]
    missing = [each for each in layout.wanted if columns.count(each) != 1]
    if missing:
        raise DataError([fault(name, COLUMNS, names=", ".join(missing))])
    return tuple(columns)


def _blocks(handle: IO[bytes]) -> Iterator[bytes]:
    """Unpack in a thread, a block ahead of who reads them; an empty block is the end."""
    with ThreadPoolExecutor(1) as pool:
        ahead = pool.submit(handle.read, PIECE)
        while block := ahead.result():
            ahead = pool.submit(handle.read, PIECE)
            yield block
    yield b""
