"""What came of reading a file, with its table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import pandas as pd

from vbdash.data.faults import Fault
from vbdash.records.files.fields import Field
from vbdash.records.files.reading import Columns, Plain

__all__ = ["Reading", "reading_of"]


@dataclass(frozen=True)
class Reading:
    """What came of reading a file.

    Attributes
    ----------
    file
        Its name.
    table
        The records, or None when anything is wrong. ``_row`` is the row in the file.
    faults, count
        What is wrong, in the order of the file: the first thousand, and how many there are in all.
    left_out
        Rows that are not records, with why: row and message.
    header, headings, matched, unused
        The row of headings; what the columns are called in the file; which column is which; those not used.
    sheet, other_sheets
        The sheet read, and those not read.
    persons
        How many identity numbers of natural persons were replaced.
    told
        What else was done with the file that its owner should know.
    at_fault, skippable
        How many rows are at fault; whether the others can be used without them.
    faulty
        The rows at fault, as they stand in the file, where they were asked to be left out.
    """

    file: str
    table: pd.DataFrame | None
    faults: tuple[Fault, ...]
    count: int = 0
    left_out: tuple[tuple[int, str], ...] = ()
    header: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    matched: Mapping[str, str] = field(default_factory=dict)
    unused: tuple[str, ...] = ()
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()
    persons: int = 0
    told: tuple[Fault, ...] = ()
    at_fault: int = 0
    faulty: tuple[tuple[int, tuple[str, ...]], ...] = ()
    skippable: bool = False


_TYPES: Final[Mapping[str, Any]] = {
    "date": "datetime64[ns]",
    "hours": "Float64",
    "whole": "Int64",
    "year": "Int64",
    "truth": "boolean",
}


def reading_of(plain: Plain, fields: tuple[Field, ...]) -> Reading:
    """Return what was read with its columns as a table."""
    about = {name: getattr(plain, name) for name in Reading.__dataclass_fields__ if name != "table"}
    table = None if plain.columns is None else _table(plain.columns, fields)
    return Reading(table=table, **about)


def _table(columns: Columns, fields: tuple[Field, ...]) -> pd.DataFrame:
    table = pd.DataFrame(columns)
    for each in fields:
        column = table[each.name]
        if each.kind == "date":
            column = pd.to_datetime(column, format="%Y-%m-%d")
        table[each.name] = column.astype(_TYPES.get(each.kind, "str"))
    return table
