"""Sole traders in sums of five or more, and nothing else of them.

A sole trader's number is a person's. What is kept is one division of them into heaps, each of five
or more: by municipality and industry where that many are found, the rest of a municipality without
industry, the rest of a county without municipality. Nobody is in two heaps and no total is kept, so
that nothing can be worked out by subtraction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

import pyarrow as pa

LEAST: Final = 5
SOLE_TRADERS: Final = pa.schema([
    ("county_code", pa.string()), ("municipality_code", pa.string()),
    ("division", pa.string()), ("firms", pa.int64()),
])  # fmt: skip

_Heap = tuple[str | None, str | None, str | None]


def heaps(counted: Mapping[tuple[str | None, str | None], int]) -> pa.Table:
    """Put sole traders into heaps of ``LEAST`` or more.

    Parameters
    ----------
    counted
        Number by municipality and division; None where it is not known.

    Returns
    -------
    Table
        Columns of ``SOLE_TRADERS``. Where ``division`` is missing, the sum is of industries
        with few; where ``municipality_code`` is missing, of municipalities with few.
    """
    level: Counter[_Heap] = Counter()
    for (municipality, division), number in counted.items():
        level[municipality and municipality[:2], municipality, division] += number
    stand: Counter[_Heap] = Counter()
    for kept in (2, 1, 0, 0):
        rest: Counter[_Heap] = Counter()
        for key, number in level.items():
            if number >= LEAST:
                stand[key] += number
            else:
                county, municipality, _ = key
                wider = (county if kept else None, municipality if kept > 1 else None, None)
                rest[wider] += number
        level = rest
    rows = sorted(stand.items(), key=lambda each: tuple(part or "" for part in each[0]))
    made = [dict(zip(SOLE_TRADERS.names, (*key, number), strict=True)) for key, number in rows]
    return pa.Table.from_pylist(made, schema=SOLE_TRADERS)
