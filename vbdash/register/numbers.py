"""Organisation numbers by the million: which are firms', which are persons', which are neither.

The same rules as :mod:`vbdash.records.files.orgnr` has for one number; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

#: Kinds of number.
FIRM, PERSON, WRONG = 0, 1, 2

#: A legal person's number has 20 or more in its third and fourth places; a date has at most 12.
_LEGAL: Final = 20
_DIGITS: Final = 10
_ZERO, _NINE = b"09"
_LONG: Final = r"[0-9]([ .+\x{2010}-\x{2015}\x{2212}-]?[0-9]){9,}"


def masked(rows: pa.Table, names: Collection[str]) -> pa.Table:
    """Make every ten digits or more, however parted, illegible in some columns of text.

    The pattern is matched only in texts with as many digits, which a count over all bytes tells.
    """
    for name in names:
        texts = rows[name].combine_chunks()
        offsets = np.frombuffer(texts.buffers()[1], np.int32)[texts.offset :][: len(texts) + 1]
        data = np.frombuffer(texts.buffers()[2] or b"", np.uint8)[: offsets[-1]]
        digits = np.flatnonzero((data >= _ZERO) & (data <= _NINE))
        many = pa.array(np.diff(np.searchsorted(digits, offsets)) >= _DIGITS)
        if pc.any(many).as_py():
            hidden = pc.replace_substring_regex(texts.filter(many), _LONG, "…")
            texts = pc.replace_with_mask(texts, many, hidden)
            rows = rows.set_column(rows.column_names.index(name), name, texts)
    return rows


def number_kinds(
    written: pa.ChunkedArray, person: np.ndarray
) -> tuple[np.ndarray, pa.Array, np.ndarray]:
    """Tell firms' numbers from persons'.

    Parameters
    ----------
    written
        Numbers of ten digits, or of twelve with the century before, with or without dash.
    person : array of bool
        Rows that are a natural person's, whatever their number.

    Returns
    -------
    kinds : array of int
        :data:`FIRM`, :data:`PERSON` or :data:`WRONG`. Whatever may be a person's is taken for one
        before the control digit is looked at.
    numbers : array of str
        The ten digits; meaningless where the kind is not :data:`FIRM`.
    serials : array of int
        The same as numbers.
    """
    plain = pc.replace_substring(pc.replace_substring(written.combine_chunks(), "-", ""), " ", "")
    length = pc.binary_length(plain).to_numpy(zero_copy_only=False)
    plain = pc.if_else(pa.array(np.isin(length, (10, 12))), plain, "")
    padded = pc.ascii_lpad(plain, 12, "0").cast(pa.binary()).cast(pa.binary(12))
    signs = np.frombuffer(padded.buffers()[1], np.uint8, len(padded) * 12).reshape(-1, 12)
    digits = np.ascontiguousarray(signs.T) - np.uint8(48)  # a row a place; no digit is over 9
    wrong = ~np.isin(length, (10, 12)) | (digits.max(axis=0, initial=0) > 9)
    century, ten = digits[0] * 10 + digits[1], digits[2:]
    doubled = ten[::2] * 2
    total = ten[1::2].sum(axis=0) + (doubled - 9 * (doubled > 9)).sum(axis=0)
    dated = ten[2] * 10 + ten[3] < _LEGAL
    born = (length == 12) & np.isin(century, (18, 19, 20))
    wrong |= (length == 12) & ~np.isin(century, (16, 18, 19, 20))
    serials = np.zeros(len(padded), np.int64)
    for place in ten:
        serials = serials * 10 + place
    kinds = np.where(wrong | (total % 10 != 0) & ~dated, WRONG, FIRM)
    kinds = np.where(person | ~wrong & (born | dated), PERSON, kinds)
    return kinds, _ten(signs), serials


def sorted_out(
    table: pa.Table, written: pa.ChunkedArray, natural: np.ndarray, uneven: list[tuple[int, int]]
) -> tuple[np.ndarray, pa.Table, list[tuple[int, str]]]:
    """Tell firms' rows from persons' and from those that cannot be read.

    Parameters
    ----------
    table, uneven
        A piece taken apart (:meth:`vbdash.register.pieces.Piece.table`).
    written, natural
        As for :func:`number_kinds`.

    Returns
    -------
    kinds, firms, unreadable
        The kind of each row; the firms' rows with ``number`` and ``serial``; the numbers of rows
        that cannot be read, and what is wrong with each: ``"number"``, or how many fields it has.
    """
    kinds, numbers, serials = number_kinds(written, natural)
    known = table.append_column("number", numbers).append_column("serial", pa.array(serials))
    wrong = [
        (line, "number") for line in table["line"].filter(pa.array(kinds == WRONG)).to_pylist()
    ]
    wrong += [(line, str(fields)) for line, fields in uneven]
    return kinds, known.filter(pa.array(kinds == FIRM)), sorted(wrong)


def _ten(signs: np.ndarray) -> pa.Array:
    """Return the last ten of twelve signs each."""
    data = np.ascontiguousarray(signs[:, 2:])
    data = np.where(data < 128, data, 63).astype(np.uint8)
    offsets = np.arange(0, 10 * len(data) + 1, 10, dtype=np.int32)
    return pa.StringArray.from_buffers(len(data), pa.py_buffer(offsets), pa.py_buffer(data))


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
