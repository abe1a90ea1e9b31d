"""Intervention records and eligible firms from people's files, as tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from vbdash.records.between import KINDS
from vbdash.records.files.places import Places
from vbdash.records.files.process.reader import Reader
from vbdash.records.files.reading import Asked, read_plain
from vbdash.records.files.result import Reading, reading_of
from vbdash.records.reach import Eligible, eligible_from_counts, eligible_from_register
from vbdash.text import Text


def read_as(
    kind: str,
    file: str,
    content: bytes | Path,
    places: Places,
    tx: Text,
    by_hand: Mapping[str, str | None] | None = None,
    *,
    skip_faults: bool = False,
    reader: Reader | None = None,
) -> Reading:
    """Read a person's file as a table of a kind.

    Parameters
    ----------
    kind
        A key of ``KINDS`` in :mod:`vbdash.records.between`.
    file, content
        Name and bytes of the file, or where it lies on the server.
    places
        What municipalities and SNI divisions are called.
    tx
        The visitor's language, for headings and choices in messages.
    by_hand
        Columns matched by hand: column of the table → heading of the file, or None.
    skip_faults
        Whether rows at fault shall be left out, and the others used.
    reader
        Reads in a process of its own, with limits; without it the file is read in this process.
    """
    fields, check = KINDS[kind]
    asked = Asked(by_hand or {}, skip_faults)
    if reader is None:
        content = content.read_bytes() if isinstance(content, Path) else content
        return reading_of(read_plain(file, content, fields, places, tx, asked, check), fields)
    return reading_of(reader.read(kind, file, content, places, tx, asked), fields)


#: Read intervention records, as :func:`read_as`.
read_records = partial(read_as, "records")
#: Read the firms that could have been reached: a register, or a table of counts.
read_eligible = partial(read_as, "eligible")


def read_figures(
    file: str,
    content: bytes | Path,
    places: Places,
    tx: Text,
    by_hand: Mapping[str, str | None] | None = None,
    **how: Any,
) -> Reading:
    """Read a figure for each of some municipalities, as :func:`read_as`.

    A column of figures may be called anything: where its name is not known and one column is left,
    it is that one.
    """
    said = by_hand or {}
    found = read_as("figures", file, content, places, tx, said, **how)
    taken = {*found.matched.values(), *said.values()}
    left = [each for each in found.headings if each not in taken]
    if "value" in found.matched or "value" in said or len(left) != 1:
        return found
    return read_as("figures", file, content, places, tx, {**said, "value": left[0]}, **how)


def is_register(table: pd.DataFrame) -> bool:
    """Whether a valid table of :func:`read_eligible` has a row a firm, not counts."""
    return not bool(table["firms"].notna().all())


def eligible_of(table: pd.DataFrame) -> Eligible:
    """Turn a valid table of :func:`read_eligible`, or table ``eligible``, into eligible firms."""
    made = eligible_from_register if is_register(table) else eligible_from_counts
    years = table["year"].dropna()
    sources = table["source"].dropna().astype(str).unique()
    return replace(
        made(table), year=int(years.iloc[0]) if len(years) else None, source="; ".join(sources[:3])
    )
