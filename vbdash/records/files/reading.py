"""People's files read and checked as a whole: a valid table, or every fault by row and column.

Nothing is dropped or guessed in silence: a row that is left out is listed with why, a column that
is not used is named, and a file with one fault gives no table at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Final

import pandas as pd

from vbdash.data.faults import Fault, fault
from vbdash.records.files.cells import Cells, Places
from vbdash.records.files.fields import Field
from vbdash.records.files.grid import Grid, read_grid
from vbdash.records.files.header import Header, cell_name, find_header, is_sign, known_columns
from vbdash.records.files.refusal import Refused
from vbdash.records.files.values import Wrong, text_of
from vbdash.selection import fold
from vbdash.text import Text, msg

__all__ = ["Reading", "read"]

COLUMN_NEEDED: Final = msg("the column “{heading}” is missing")
TOTALS: Final = msg("a record: this looks like a row of totals; delete it")
NO_ROWS: Final = msg("records below the header: there are none")

ROW_EMPTY: Final = msg("the row is empty")
ROW_COMMENT: Final = msg("the row is a comment (it begins with #)")

ROW_SIGN: Final = msg("the row tells Excel which sign parts the columns")
OUTSIDE: Final = msg(
    "nothing to the right of the last heading: a sign that parts columns may stand in a text "
    "(put the text in quotation marks), or a note beside the table"
)
NAMELESS: Final = msg("(column {letter}, without a heading)")

_TOTALS: Final = frozenset({"summa", "totalt", "total", "totals", "sum", "summa totalt", "sma"})


@dataclass(frozen=True)
class Reading:
    """What came of reading a file.

    Attributes
    ----------
    file
        Its name.
    table
        The records, or None when anything is wrong. ``_row`` is the row in the file.
    faults
        Everything that is wrong, in the order of the file.
    left_out
        Rows that are not records, with why: row and message.
    headings, matched, unused
        What the columns are called in the file; which column is which; those not used.
    sheet, other_sheets
        The sheet read, and those not read.
    persons
        How many identity numbers of natural persons were replaced.
    """

    file: str
    table: pd.DataFrame | None
    faults: tuple[Fault, ...]
    left_out: tuple[tuple[int, str], ...] = ()
    headings: tuple[str, ...] = ()
    matched: Mapping[str, str] = field(default_factory=dict)
    unused: tuple[str, ...] = ()
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()
    persons: int = 0


def read(
    file: str,
    content: bytes,
    fields: tuple[Field, ...],
    places: Places,
    tx: Text,
    *,
    by_hand: Mapping[str, str | None] | None = None,
    check: Callable[[str, pd.DataFrame], list[Fault]] | None = None,
) -> Reading:
    """Read a file of records.

    Parameters
    ----------
    file, content
        Its name and bytes.
    fields
        Columns that it may have.
    places
        What municipalities and SNI divisions are called.
    tx
        The visitor's language, for headings and choices in messages.
    by_hand
        Columns matched by hand: column of the table → heading of the file, or None.
    check
        What must hold between rows; called only when every cell is right.

    Returns
    -------
    Reading
        With a table or with faults, never with both.
    """
    try:
        grid = read_grid(file, content, partial(known_columns, fields=fields))
        header = find_header(grid, fields, by_hand)
        rows, numbers, left_out = _records(grid, header)
    except Refused as refused:
        return Reading(file, None, (refused.fault(file),))
    outside, nameless = _without_heading(file, rows, numbers, header)
    found = [
        fault(file, COLUMN_NEEDED, row=grid.numbers[header.place], heading=tx(each.heading))
        for each in fields
        if each.required and each.name not in header.columns
    ]
    if not rows:
        found.append(fault(file, NO_ROWS))
    about: dict[str, Any] = {
        "left_out": tuple(left_out),
        "headings": tuple(h for h in header.headings if h),
        "matched": {name: header.headings[place] for name, place in header.columns.items()},
        "unused": (*header.unused, *(tx(NAMELESS, letter=letter) for letter in nameless)),
        "sheet": grid.sheet,
        "other_sheets": grid.other_sheets,
    }
    if found:
        return Reading(file, None, tuple(found), **about)
    cells = Cells(places, tx)
    table, found = _columns(file, rows, numbers, fields, header, cells)
    found = _totals(file, rows, numbers, found) + outside
    if not found and check is not None:
        names = {each.name: tx(each.heading) for each in fields}
        names |= {each: header.headings[place] for each, place in header.columns.items()}
        found = [replace(f, column=names.get(f.column, f.column)) for f in check(file, table)]
    if found:
        ordered = tuple(sorted(found, key=lambda each: (each.row, each.column)))
        return Reading(file, None, ordered, **about)
    return Reading(file, table, (), persons=len(cells.persons), **about)


def _records(
    grid: Grid, header: Header
) -> tuple[list[list[Any]], list[int], list[tuple[int, str]]]:
    """Part records from what is not: comments, and empty rows between records."""
    rows: list[list[Any]] = []
    numbers: list[int] = []
    left_out = [
        (grid.numbers[i], ROW_SIGN if is_sign(text_of(grid.rows[i][0])) else ROW_COMMENT)
        for i in range(header.place)
        if any(grid.rows[i])
    ]
    empty: list[tuple[int, str]] = []
    width = len(header.headings)
    for row, number in zip(
        grid.rows[header.place + 1 :], grid.numbers[header.place + 1 :], strict=True
    ):
        first = next((cell for cell in row if cell not in ("", None)), "")
        if isinstance(first, str) and not first.strip() and not any(text_of(c) for c in row):
            empty.append((number, ROW_EMPTY))
            continue
        if isinstance(first, str) and first.lstrip().startswith("#"):
            left_out.append((number, ROW_COMMENT))
            continue
        left_out += empty  # empty rows at the end of a file are no rows at all
        empty = []
        rows.append([*row, *[""] * (width - len(row))] if len(row) < width else row)
        numbers.append(number)
    return rows, numbers, left_out


def _without_heading(
    file: str, rows: list[list[Any]], numbers: list[int], header: Header
) -> tuple[list[Fault], list[str]]:
    """Return cells right of the last heading as faults, and columns before it that have none."""
    width = max(place + 1 for place, heading in enumerate(header.headings) if heading)
    outside: list[Fault] = []
    for row, number in zip(rows, numbers, strict=True):
        if len(row) > width:
            found = next((text for text in map(text_of, row[width:]) if text), "")
            if found:
                outside.append(fault(file, OUTSIDE, row=number, found=found))
    empty = [place for place in range(width) if not header.headings[place]]
    used = [place for place in empty if any(text_of(row[place]) for row in rows)]
    return outside, [cell_name(0, place)[:-1] for place in used]


def _columns(
    file: str,
    rows: list[list[Any]],
    numbers: list[int],
    fields: tuple[Field, ...],
    header: Header,
    cells: Cells,
) -> tuple[pd.DataFrame, list[Fault]]:
    """Read every cell, each distinct text once."""
    found: list[Fault] = []
    columns: dict[str, list[Any]] = {"_row": list(numbers)}
    for each in fields:
        place = header.columns.get(each.name)
        if place is None:
            columns[each.name] = [None] * len(rows)
            continue
        known: dict[Any, Any] = {}
        out: list[Any] = []
        for row, number in zip(rows, numbers, strict=True):
            cell = row[place]
            key = (cell, type(cell))
            if key not in known:
                known[key] = cells.read(each, text_of(cell))
            value = known[key]
            if isinstance(value, Wrong):
                found.append(
                    fault(
                        file,
                        value.expected,
                        row=number,
                        column=header.headings[place],
                        found=cells.shown(text_of(cell)),
                        **value.names,
                    )
                )
                value = None
            out.append(value)
        columns[each.name] = out
    return _typed(pd.DataFrame(columns), fields), found


def _typed(table: pd.DataFrame, fields: tuple[Field, ...]) -> pd.DataFrame:
    kinds: dict[str, Any] = {
        "date": "datetime64[ns]",
        "number": "Float64",
        "whole": "Int64",
        "year": "Int64",
        "truth": "boolean",
    }
    for each in fields:
        column = table[each.name]
        if each.kind == "date":
            column = pd.to_datetime(column)
        table[each.name] = column.astype(kinds.get(each.kind, "str"))
    return table


def _totals(
    file: str, rows: list[list[Any]], numbers: list[int], found: list[Fault]
) -> list[Fault]:
    """Say once that a row is a total, in place of one fault for each of its cells."""
    totals, faulty = set(), {each.row for each in found}
    for row, fault_row in zip(rows, numbers, strict=True):
        if fault_row in faulty and any(fold(text_of(cell)).rstrip(":") in _TOTALS for cell in row):
            totals.add(fault_row)
    kept = [each for each in found if each.row not in totals]
    return kept + [fault(file, TOTALS, row=number) for number in sorted(totals)]
