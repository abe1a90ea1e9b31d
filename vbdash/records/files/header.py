"""The header of a person's file: where it stands, and which column is which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from vbdash.records.files.fields import Field, folded, names_of
from vbdash.records.files.grid import MERGED, Grid
from vbdash.records.files.refusal import Refused
from vbdash.records.files.values import text_of
from vbdash.text import msg

__all__ = ["Header", "cell_name", "find_header", "is_sign", "known_columns"]

NO_HEADER: Final = msg("a header row with the columns’ names first; none of these names is known")
HEADER_LOWER: Final = msg(
    "the header in the first row: it is in row {number}; delete the rows above"
)
TWO_HEADERS: Final = msg(
    "one header row: the row below it holds column names too; keep one of them"
)
REPEATED: Final = msg("each column once: “{heading}” stands twice")
CLAIMED: Final = msg("one column for each: “{first}” and “{second}” both mean the same")


@dataclass(frozen=True)
class Header:
    """The header of a file.

    Attributes
    ----------
    place
        Index of the header in the rows of the grid.
    headings
        What the columns are called in the file, empty where a column has no name.
    columns
        Name of the table's column → place in the row.
    unused
        Headings that mean nothing here.
    """

    place: int
    headings: tuple[str, ...]
    columns: Mapping[str, int]
    unused: tuple[str, ...]


def is_sign(text: str) -> bool:
    """Whether a text is the line ``sep=;``, which tells Excel the sign that parts columns."""
    return text.casefold().startswith("sep=") and len(text) <= 5


def known_columns(row: Sequence[str], fields: tuple[Field, ...]) -> int:
    """Count the different columns that the texts of a row name."""
    names = names_of(fields)
    return len({names[f] for f in map(folded, row) if f and f in names})


def find_header(
    grid: Grid, fields: tuple[Field, ...], by_hand: Mapping[str, str | None] | None = None
) -> Header:
    """Find the header and match its columns.

    Parameters
    ----------
    grid
        The cells of the file.
    fields
        Columns that may be there.
    by_hand
        Column of the table → heading of the file (None: not in the file). Goes before the match.

    Returns
    -------
    Header
        Matched by name, whatever the order.

    Raises
    ------
    Refused
        When there is no header, or two, or a name stands twice.
    """
    place = _first_row(grid)
    headings = _texts(grid.rows[place])
    count = known_columns(headings, fields)
    _check_place(grid, fields, place, count, by_hand)
    _check_merged(grid, place)
    number = grid.numbers[place]
    named = [heading for heading in headings if heading]
    for heading in named:
        if named.count(heading) > 1:
            raise Refused(REPEATED, row=number, heading=heading)
    columns = _match(headings, fields, by_hand or {}, number)
    used = set(columns.values())
    unused = tuple(h for i, h in enumerate(headings) if h and i not in used)
    return Header(place, headings, columns, unused)


def _texts(row: Sequence[Any]) -> tuple[str, ...]:
    return tuple(text_of(cell) for cell in row)


def _first_row(grid: Grid) -> int:
    """Return the first row that is neither empty nor a comment."""
    for place, row in enumerate(grid.rows):
        texts = [text for text in _texts(row) if text]
        if texts and not texts[0].startswith("#") and not is_sign(texts[0]):
            return place
    raise Refused(NO_HEADER)


def _check_place(
    grid: Grid,
    fields: tuple[Field, ...],
    place: int,
    count: int,
    by_hand: Mapping[str, str | None] | None,
) -> None:
    below = [
        (known_columns(_texts(row), fields), i)
        for i, row in enumerate(grid.rows[place + 1 : place + 11], start=place + 1)
    ]
    most, where = max(below, key=lambda pair: (pair[0], -pair[1]), default=(0, 0))
    if most >= 3 and most > count:
        raise Refused(HEADER_LOWER, row=grid.numbers[where], number=grid.numbers[where])
    if below and below[0][0] >= 2:
        raise Refused(TWO_HEADERS, row=grid.numbers[place + 1])
    if count == 0 and not by_hand:
        found = ", ".join(text for text in _texts(grid.rows[place]) if text)
        raise Refused(NO_HEADER, row=grid.numbers[place], found=found)


def _check_merged(grid: Grid, place: int) -> None:
    for top, left, bottom, right in grid.merged:
        if top <= place <= bottom and (left != right or bottom > place):
            cells = f"{cell_name(top, left)}:{cell_name(bottom, right)}"
            raise Refused(MERGED, row=grid.numbers[place], cells=cells)


def cell_name(row: int, column: int) -> str:
    """Return what a cell is called, as B4; row and column are counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def _match(
    headings: Sequence[str],
    fields: tuple[Field, ...],
    by_hand: Mapping[str, str | None],
    number: int,
) -> dict[str, int]:
    names = names_of(fields)
    taken = {heading for heading in by_hand.values() if heading}
    columns = {
        name: headings.index(heading)
        for name, heading in by_hand.items()
        if heading and heading in headings
    }
    for place, heading in enumerate(headings):
        name = names.get(folded(heading)) if heading and heading not in taken else None
        if name is None or name in by_hand:
            continue
        if name in columns:
            raise Refused(CLAIMED, row=number, first=headings[columns[name]], second=heading)
        columns[name] = place
    return columns
