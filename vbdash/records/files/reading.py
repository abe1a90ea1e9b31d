"""People's files read and checked as a whole: valid columns, or every fault by row and column.

Nothing is dropped or guessed in silence: a row that is left out is listed with why, a column that
is not used is named, and a file with one fault gives no table at all, until whoever brought it says
that the rows at fault shall be left out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Final

from vbdash.data.faults import Fault, fault
from vbdash.records.files.allowed import VISITOR, Limits
from vbdash.records.files.books.encoding import Content, Progress, silent
from vbdash.records.files.books.noted import cell_name
from vbdash.records.files.cells import Cells
from vbdash.records.files.clean import shown, text_of
from vbdash.records.files.faulty import Faulty, safe
from vbdash.records.files.fields import Field
from vbdash.records.files.grid import Grid, read_grid
from vbdash.records.files.header import Header, find_header, known_columns
from vbdash.records.files.matching import CLAIMED, DISAGREE, Match, match_columns
from vbdash.records.files.numbers import unit_fault
from vbdash.records.files.persons import masked, veiled
from vbdash.records.files.places import Places
from vbdash.records.files.refusal import Refused
from vbdash.records.files.rows import NO_ROWS, Rows, part_rows
from vbdash.records.files.values import Wrong
from vbdash.records.pseudonym import pseudonym_key
from vbdash.text import Text, msg

COLUMN_NEEDED: Final = msg("the column “{heading}” is missing")
NAMELESS: Final = msg("(column {letter}, without a heading)")
MERGED: Final = msg("cells that are not merged: {cells} are; fill in each of them")
SHEET_HIDDEN: Final = msg("rows that are hidden in the workbook and were read like the others: {n}")
COLUMNS_HIDDEN: Final = msg(
    "columns that are hidden in the workbook and were read like the others: {columns}"
)
SHEETS_HIDDEN: Final = msg("sheets that are hidden in the workbook and were not read: {sheets}")
EMPTIED: Final = msg("cells with a sign for “no value” (NULL, n/a, a dash), read as empty: {n}")
COVERED: Final = msg(
    "texts that hold what may be a personal identity number, whose digits were covered: {n}"
)

#: A table as columns: name → values; ``_row`` is the row in the file, dates are ISO texts.
Columns = dict[str, list[Any]]
#: Letters of a cell in a row that is given back.
_LONGEST: Final = 1000
_WIDEST: Final = 200
#: Checks of what must hold between rows are run again when rows have been left out, so often.
_ROUNDS: Final = 5


@dataclass(frozen=True)
class Checked:
    """What a check of the rows found.

    Attributes
    ----------
    rows
        Faults of single rows, whose ``column`` is a name of the table.
    whole
        Faults of the file, which leaving rows out does not mend.
    again
        Indices of rows that say once more what another says, and are not needed.
    told
        What to say about it.
    """

    rows: tuple[Fault, ...] = ()
    whole: tuple[Fault, ...] = ()
    again: frozenset[int] = frozenset()
    told: tuple[Fault, ...] = ()


Check = Callable[[str, Columns], Checked]


@dataclass(frozen=True)
class Asked:
    """What is asked of the reader beside the file.

    Attributes
    ----------
    by_hand
        Columns matched by hand: column of the table → heading of the file, or None.
    skip_faults
        Whether rows at fault shall be left out, and the others used.
    key
        What pseudonyms are made with.
    """

    by_hand: Mapping[str, str | None] = field(default_factory=dict)
    skip_faults: bool = False
    key: str = field(default_factory=pseudonym_key, repr=False)


@dataclass(frozen=True)
class Plain:
    """What came of reading a file, in plain values.

    Attributes
    ----------
    file
        Its name.
    columns
        The records, or None when anything is wrong.
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
    columns: Columns | None = None
    faults: tuple[Fault, ...] = ()
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


def read_plain(
    file: str,
    content: Content,
    fields: tuple[Field, ...],
    places: Places,
    tx: Text,
    asked: Asked,
    check: Check,
    *,
    limits: Limits = VISITOR,
    progress: Progress = silent,
) -> Plain:
    """Read a file into columns that are right as a whole.

    Parameters
    ----------
    file, content
        Name and bytes.
    fields
        Columns it may have.
    places
        What municipalities and SNI divisions are called.
    tx
        The visitor's language, for headings and choices in messages.
    asked
        What else is asked.
    check
        What must hold between rows; called only when every cell is right.
    limits, progress
        How large the file may be; told of the share of it that is read.
    """
    file = masked(file)[-200:]
    try:
        grid = read_grid(file, content, partial(known_columns, fields=fields), limits, progress)
        header = find_header(grid, fields, asked.by_hand)
        rows = part_rows(grid, header)
    except Refused as refused:
        wrong = (safe(refused.fault(file)),)
        return Plain(file, faults=wrong, count=1, headings=refused.headings)
    if not isinstance(content, bytes):
        content.close()  # what is left is in the grid
    cells = Cells(places, tx, asked.key, grid.epoch)
    match = match_columns(header, fields, rows.cells, cells)
    about = _about(grid, header, match, rows, tx)
    found = Faulty(file, rows.numbers)
    whole = _whole(file, grid, header, match, fields, tx)
    whole += [] if rows.cells else [fault(file, NO_ROWS)]
    if whole:
        found.whole(whole)
        return Plain(file, faults=found.listed(), count=found.count, **about)
    _judge_rows(found, grid, header, match, rows)
    columns = _read_columns(found, header, match, rows, fields, cells)
    needed = {match.columns[each.name] for each in fields if each.required}
    rows.tell_notes_and_totals(found, header.headings, needed)
    seen = _told(file, grid, header, match, rows, cells)
    if not asked.skip_faults:  # the cells are the most that a file weighs, and not needed any more
        rows.cells.clear()
        grid.rows.clear()
    names = {each.name: tx(each.heading) for each in fields}
    names |= {name: header.headings[place] for name, place in match.columns.items()}
    checked, told = _checked(found, columns, check, names, skip=asked.skip_faults)
    about["persons"] = len(cells.persons)
    about["told"] = (*seen, *map(safe, told))
    if found.count:
        about |= {"at_fault": len(found.rows), "skippable": found.skippable}
        if asked.skip_faults:
            about["faulty"] = _given_back(rows, found, match)
    right = not found.count or (asked.skip_faults and found.skippable)
    return Plain(file, checked if right else None, found.listed(), found.count, **about)


def _about(grid: Grid, header: Header, match: Match, rows: Rows, tx: Text) -> dict[str, Any]:
    used = set(match.columns.values())
    unused = [h for i, h in enumerate(header.headings) if h and i not in used]
    letters = [cell_name(0, place)[:-1] for place in rows.nameless]
    return {
        "left_out": tuple(rows.left_out),
        "header": header.headings,
        "headings": tuple(h for h in header.headings if h),
        "matched": {name: header.headings[place] for name, place in match.columns.items()},
        "unused": (*unused, *(tx(NAMELESS, letter=letter) for letter in letters)),
        "sheet": masked(grid.sheet),
        "other_sheets": tuple(map(masked, grid.other_sheets)),
    }


def _whole(
    file: str, grid: Grid, header: Header, match: Match, fields: tuple[Field, ...], tx: Text
) -> list[Fault]:
    """Find what is wrong with the header: columns missing, claimed twice, in another unit."""
    row = grid.numbers[header.place]
    found = []
    for each in fields:
        place = match.columns.get(each.name)
        if place is None:
            if each.required:
                found.append(fault(file, COLUMN_NEEDED, row=row, heading=tx(each.heading)))
            continue
        heading = header.headings[place]
        if unit := unit_fault(heading, each.kind):
            found.append(fault(file, unit, row=row, column=heading, found=heading))
        if claimed := match.claimed.get(each.name):
            first, second = (header.headings[place] for place in claimed)
            found.append(fault(file, CLAIMED, row=row, first=first, second=second))
    return found


def _judge_rows(found: Faulty, grid: Grid, header: Header, match: Match, rows: Rows) -> None:
    """Find rows that are wrong before their cells are read."""
    for index, first, second in match.disagreeing:
        one, two = header.headings[first], header.headings[second]
        found.add(index, DISAGREE, column=two, first=one, second=two,
                  found=text_of(rows.cells[index][second]))  # fmt: skip
    rows.outside(found)
    used = set(match.columns.values())
    by_place = {place: i for i, place in enumerate(rows.places)} if grid.merged else {}
    last = max(by_place, default=0)
    for top, left, bottom, right in grid.merged:
        if used.isdisjoint(range(left, min(right, len(header.headings)) + 1)):
            continue
        held = [by_place[p] for p in range(top, min(bottom, last) + 1) if p in by_place]
        name = f"{cell_name(top, left)}:{cell_name(bottom, right)}"
        for index in held[:1]:
            found.add(index, MERGED, cells=name)
        found.rows.update(held)


def _read_columns(
    found: Faulty, header: Header, match: Match, rows: Rows, fields: tuple[Field, ...], cells: Cells
) -> Columns:
    """Read every cell, each distinct text once."""
    columns: Columns = {"_row": list(rows.numbers)}
    for each in fields:
        place = match.columns.get(each.name)
        if place is None:
            columns[each.name] = [None] * len(rows.cells)
            continue
        heading = header.headings[place]
        raw = [row[place] for row in rows.cells]
        values = cells.column(each, heading, raw)
        for index, value in enumerate(values):
            if isinstance(value, Wrong):
                quoted = cells.shown(each, shown(raw[index])) if found.wanted(heading) else ""
                found.add(index, value.expected, column=heading, found=quoted, **value.names)
                values[index] = None
        if each.kind == "date":
            written = {value: value and value.isoformat() for value in set(values)}
            values = [written[value] for value in values]
        columns[each.name] = values
    return columns


def _checked(
    found: Faulty, columns: Columns, check: Check, names: Mapping[str, str], *, skip: bool
) -> tuple[Columns, tuple[Fault, ...]]:
    """Check what must hold between rows: when all cells are right, or of the rows that are."""
    told: tuple[Fault, ...] = ()

    def named(each: Fault) -> Fault:
        return replace(each, column=names.get(each.column, each.column))

    if found.count and not skip:
        found.skippable = len(found.rows) < len(found.numbers)
        return columns, told
    for _ in range(_ROUNDS):
        columns = _without(columns, {found.numbers[index] for index in found.rows})
        if not columns["_row"]:
            break
        answer = check(found.file, columns)
        found.whole([named(each) for each in answer.whole])
        for each in map(named, answer.rows):
            found.add_fault(each)
        told = tuple(map(named, answer.told))
        if answer.again and not answer.rows and not answer.whole:
            columns = _without(columns, {columns["_row"][index] for index in answer.again})
        if not answer.rows or not skip:
            break
    found.skippable = not found.of_file and len(found.rows) < len(found.numbers)
    return columns, told


def _without(columns: Columns, gone: set[int]) -> Columns:
    """Return the columns without the rows of these numbers."""
    if not gone:
        return columns
    kept = [index for index, number in enumerate(columns["_row"]) if number not in gone]
    return {name: [values[index] for index in kept] for name, values in columns.items()}


def _given_back(rows: Rows, found: Faulty, match: Match) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Return the rows at fault as they stand, without anybody's number."""
    ids = match.columns.get("firm_id", -1)
    given: list[tuple[int, tuple[str, ...]]] = []
    for index in sorted(found.rows):
        texts = (text_of(cell) for cell in rows.cells[index][:_WIDEST])
        shown = tuple(veiled(text, id_column=p == ids)[:_LONGEST] for p, text in enumerate(texts))
        given.append((rows.numbers[index], shown))
    return tuple(given)


def _told(
    file: str, grid: Grid, header: Header, match: Match, rows: Rows, cells: Cells
) -> list[Fault]:
    hidden = sum(bisect_right(rows.places, b) - bisect_left(rows.places, a) for a, b in grid.hidden)
    counts = ((SHEET_HIDDEN, hidden), (EMPTIED, cells.emptied), (COVERED, cells.covered))
    told = [fault(file, expected, n=n) for expected, n in counts if n]
    columns = [
        header.headings[place] for place in sorted(match.columns.values())
        if any(a <= place <= b for a, b in grid.hidden_columns)
    ]  # fmt: skip
    if columns:
        told.append(fault(file, COLUMNS_HIDDEN, columns=", ".join(columns)))
    if grid.hidden_sheets:
        sheets = ", ".join(map(masked, grid.hidden_sheets[:20]))
        told.append(fault(file, SHEETS_HIDDEN, sheets=sheets))
    return told
