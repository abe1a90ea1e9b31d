"""Statistics Sweden's key between the five-digit codes of SNI 2007 and SNI 2025, read from its file.

The agency publishes the key as a workbook (``nyckel-sni2007---sni2025.xlsx``). Which columns hold
the codes is told by what the headings say and the cells hold, not by their place: a column whose
heading names 2007, one whose heading names 2025, both of codes. A code that corresponds to several
is never turned into one of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from vbdash.data.faults import FILE_READABLE, DataError, fault
from vbdash.records.files.allowed import OPERATOR
from vbdash.records.files.clean import text_of
from vbdash.records.files.grid import read_grid
from vbdash.records.files.refusal import Refused
from vbdash.text import msg

EDITIONS: Final = ("2007", "2025")
HEADINGS: Final = msg("a key with a column of codes of SNI 2007 and one of SNI 2025, each named so")
SAME: Final = msg("five-digit codes that correspond: no row has a code in both columns")
#: Rows in which the headings are looked for.
_TOP: Final = 40
_CODE: Final = re.compile(r"\d{5}")
_SIGNS: Final = re.compile(r"[\s.]")


@dataclass(frozen=True)
class Key:
    """Which codes correspond.

    Attributes
    ----------
    file
        What it was read from.
    pairs
        Codes of SNI 2007 and SNI 2025 that correspond.
    """

    file: str
    pairs: frozenset[tuple[str, str]]

    def to_other(self, edition: str) -> tuple[Mapping[str, str], Collection[str]]:
        """Return what each code of an edition is in the other, and the codes that are several there.

        Examples
        --------
        >>> key = Key("", frozenset({("a", "x"), ("b", "y"), ("b", "z")}))
        >>> key.to_other("2007")
        ({'a': 'x'}, {'b'})
        """
        found: dict[str, set[str]] = {}
        for pair in self.pairs:
            own, other = pair if edition == EDITIONS[0] else pair[::-1]
            found.setdefault(own, set()).add(other)
        one = {own: next(iter(others)) for own, others in sorted(found.items()) if len(others) == 1}
        return one, found.keys() - one.keys()


def read_key(path: Path) -> Key:
    """Read the key from a workbook or a text file.

    Raises
    ------
    DataError
        Where the file cannot be read, or the columns of codes cannot be told for certain.
    """
    try:
        rows = read_grid(path.name, path.read_bytes(), _named, OPERATOR).rows
    except Refused as refused:
        raise DataError([refused.fault(path.name)]) from refused
    except OSError as error:
        wrong = fault(path.name, FILE_READABLE, detail=error.strerror or error)
        raise DataError([wrong]) from error
    heads = [[text_of(cell) for cell in row] for row in rows[:_TOP]]
    place = max(range(len(heads)), key=lambda at: (_named(heads[at]), -at))
    body = [[_code(cell) for cell in row] for row in rows[place + 1 :]]
    columns = [_column(heads[place], body, edition) for edition in EDITIONS]
    if None in columns or columns[0] == columns[1]:
        found = ", ".join(each for each in heads[place] if each)[:200]
        raise DataError([fault(path.name, HEADINGS, row=place + 1, found=found)])
    pairs = {tuple(row[at] if at is not None and at < len(row) else "" for at in columns)
             for row in body}  # fmt: skip
    known = frozenset((own, other) for own, other in pairs if own and other)
    if not known:
        raise DataError([fault(path.name, SAME)])
    return Key(path.name, known)


def _named(row: Sequence[str]) -> int:
    """Count the editions that a row of headings names, each in a cell of its own."""
    return sum(any(_names(cell, each) for cell in row) for each in EDITIONS)


def _names(heading: str, edition: str) -> bool:
    others = [each for each in EDITIONS if each != edition]
    return edition in heading and not any(each in heading for each in others)


def _code(cell: Any) -> str:
    """Return the code in a cell; one that was stored as a number has lost its first zero."""
    digits = _SIGNS.sub("", text_of(cell))
    if isinstance(cell, (int, float)) and len(digits) == 4:
        digits = f"0{digits}"
    return digits if _CODE.fullmatch(digits) else ""


def _column(heads: Sequence[str], body: Sequence[Sequence[str]], edition: str) -> int | None:
    """Return the column of codes among those whose heading names an edition."""
    counts = {
        at: sum(at < len(row) and bool(row[at]) for row in body)
        for at, heading in enumerate(heads)
        if _names(heading, edition)
    }
    best = max(counts, key=lambda at: (counts[at], -at), default=None)
    return best if best is not None and counts[best] else None
