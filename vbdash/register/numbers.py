"""Organisation numbers by the million, in DuckDB's words: which are firms', which are persons'.

The same rules as :mod:`vbdash.records.files.orgnr` has for one number; a test compares the two.
"""

from __future__ import annotations

from typing import Final

import numpy as np

__all__ = ["Seen", "masked", "number_kind", "without_signs"]

_LONG: Final = r"[0-9]([ .+\x{2010}-\x{2015}\x{2212}-]?[0-9]){9,}"


def masked(text: str) -> str:
    """Return an SQL expression: a text with every ten digits or more, however parted, made illegible."""
    return f"CASE WHEN length({text}) < 10 THEN {text} ELSE regexp_replace({text}, '{_LONG}', '…', 'g') END"


def without_signs(text: str) -> str:
    """Return an SQL expression: a number without dashes and blanks."""
    return (
        f"CASE WHEN contains({text}, '-') OR contains({text}, ' ') "
        f"THEN replace(replace({text}, '-', ''), ' ', '') ELSE {text} END"
    )


def number_kind(written: str, person: str) -> str:
    """Return an SQL expression: ``'firm'``, ``'person'`` or ``'number'`` (cannot be read).

    Parameters
    ----------
    written
        Expression for the number without dashes and blanks.
    person
        Condition under which the row is a natural person's, whatever its number.

    Notes
    -----
    A legal person's number has 20 or more in its third and fourth places, a date has at most 12.
    Whatever may be a person's is taken for one before the control digit is looked at.
    """
    number = f"TRY_CAST(right({written}, 10) AS BIGINT)"
    total = " + ".join(_part(number, place) for place in range(10))
    return f"""CASE
        WHEN {person} OR length({written}) = 12 AND left({written}, 2) IN ('18', '19', '20') THEN 'person'
        WHEN NOT regexp_full_match({written}, '(16)?[0-9]{{10}}') THEN 'number'
        WHEN {number} // 1000000 % 100 < 20 THEN 'person'
        WHEN ({total}) % 10 <> 0 THEN 'number'
        ELSE 'firm' END"""


def _part(number: str, place: int) -> str:
    """Return what a digit adds to the control sum: every other one counts twice, 9 is cast out."""
    digit = f"({number} // {10 ** (9 - place)} % 10)"
    return digit if place % 2 else f"({digit} * 2 - CASE WHEN {digit} > 4 THEN 9 ELSE 0 END)"


class Seen:
    """Which organisation numbers have been met: a bit each, 125 MB at the very most.

    Pages of memory that no number falls into are never touched; the numbers in use lie in a few
    runs, so that the whole register takes some ten megabytes.
    """

    def __init__(self) -> None:
        self._bits = np.zeros(10**9 // 8, dtype=np.uint8)

    def first(self, numbers: np.ndarray) -> np.ndarray:
        """Return which of these numbers were not met before, here or earlier, and note them all.

        Parameters
        ----------
        numbers : array of int
            Ten digits each; the last one is the control digit and says nothing new.
        """
        serial = numbers // 10
        byte, bit = serial // 8, np.left_shift(np.uint8(1), (serial % 8).astype(np.uint8))
        new = (self._bits[byte] & bit) == 0
        _, once = np.unique(serial, return_index=True)
        here = np.zeros(len(serial), dtype=bool)
        here[once] = True
        np.bitwise_or.at(self._bits, byte, bit)
        return np.asarray(new & here)
