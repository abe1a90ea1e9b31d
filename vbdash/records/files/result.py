"""What came of reading a file, with its table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from vbdash.records.files.fields import Field
from vbdash.records.files.reading import Columns, Plain

__all__ = ["Reading", "reading_of"]


@dataclass(frozen=True)
class Reading(Plain):
    """What came of reading a file, its columns as a table.

    Attributes
    ----------
    table
        The records, or None when anything is wrong. ``_row`` is the row in the file.
    """

    table: pd.DataFrame | None = None


_TYPES: Final[Mapping[str, Any]] = {
    "date": "datetime64[ns]",
    "hours": "Float64",
    "whole": "Int64",
    "figure": "Float64",
    "year": "Int64",
    "truth": "boolean",
}


def reading_of(plain: Plain, fields: tuple[Field, ...]) -> Reading:
    """Return what was read with its columns as a table."""
    table = None if plain.columns is None else _table(plain.columns, fields)
    return Reading(**{**vars(plain), "columns": None}, table=table)


def _table(columns: Columns, fields: tuple[Field, ...]) -> pd.DataFrame:
    table = pd.DataFrame(columns)
    for each in fields:
        column = table[each.name]
        if each.kind == "date":
            column = pd.to_datetime(column, format="%Y-%m-%d")
        table[each.name] = column.astype(_TYPES.get(each.kind, "str"))
    return table
