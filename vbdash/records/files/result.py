"""What came of reading a file, with its table."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from vbdash.records.files.books.noted import MOST_ROWS
from vbdash.records.files.fields import Field
from vbdash.records.files.reading import Columns, Plain
from vbdash.text import Text


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
    many = len(columns["_row"]) > MOST_ROWS
    made = {"_row": pd.Series(columns["_row"], dtype="int64")}
    for each in fields:
        column: Any = columns[each.name]
        if many:  # a million texts of which few differ weigh as much as their codes
            column, columns[each.name] = pd.Categorical(column), []
        if each.kind == "date":
            column = pd.to_datetime(column, format="%Y-%m-%d")
        kind = _TYPES.get(each.kind, "category" if many else "str")
        made[each.name] = pd.Series(column).astype(kind)
    return pd.DataFrame(made)


#: What makes a spreadsheet take a text for a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def given_back(reading: Reading, tx: Text) -> bytes:
    """Write the rows at fault as CSV: the file's own columns, and before them what is wrong.

    Nobody's personal identity number is in it, and no text that a spreadsheet would run. The two
    columns that were added are passed over when the file is read again.
    """
    why: dict[int, list[str]] = {}
    for each in reading.faults:
        said = tx(each.expected, **dict(each.values))
        why.setdefault(each.row, []).append(f"{each.column}: {said}" if each.column else said)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if tx.lang == "sv" else ",", lineterminator="\r\n")
    width = max((len(cells) for _, cells in reading.faulty), default=0)
    headings = [*reading.header, *[""] * (width - len(reading.header))]
    writer.writerow(map(_safe, [tx("Row in the file"), tx("Wrong in the row"), *headings]))
    for number, cells in reading.faulty:
        writer.writerow([number, _safe("; ".join(why.get(number, []))), *map(_safe, cells)])
    return out.getvalue().encode("utf-8-sig")


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
