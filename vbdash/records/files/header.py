"""The header of a person's file: where it stands, and what its columns may be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from vbdash.records.files.books.noted import cell_name
from vbdash.records.files.clean import text_of
from vbdash.records.files.fields import Field, folded, names_of
from vbdash.records.files.grid import Grid
from vbdash.records.files.persons import masked
from vbdash.records.files.refusal import Refused
from vbdash.text import msg

NO_HEADER: Final = msg("a header row with the columns’ names first; none of these names is known")
HEADER_LOWER: Final = msg(
    "the header in the first row: it is in row {number}; delete the rows above"
)
TWO_HEADERS: Final = msg(
    "one header row: the row below it holds column names too; keep one of them"
)
REPEATED: Final = msg("each column once: “{heading}” stands twice")
MERGED: Final = msg("a header row without merged cells: {cells} are merged")

#: Names in a row that make it a header.
_HEADER: Final = 3
#: Rows at the top of a file in which its header is looked for: reports begin with what was chosen.
LOOKED_AT: Final = 60
#: Letters of a heading that are kept.
_LONGEST: Final = 200


@dataclass(frozen=True)
class Header:
    """The header of a file.

    Attributes
    ----------
    place
        Index of the header in the rows of the grid.
    headings
        What the columns are called in the file, empty where a column has no name.
    candidates
        Name of the table's column → places in the row that may be it, its own names first.
    own
        Places that are called as the table's column is, not by another word for it.
    """

    place: int
    headings: tuple[str, ...]
    candidates: Mapping[str, tuple[int, ...]]
    own: frozenset[int]


def is_sign(text: str) -> bool:
    """Whether a text is the line ``sep=;``, which tells Excel the sign that parts columns."""
    return text.casefold().startswith("sep=") and len(text) <= 5


def is_comment(row: Sequence[Any]) -> bool:
    """Whether a row says of itself that it is a comment, as the template's lines do: ``# …``."""
    texts = [text for text in map(text_of, row[:60]) if text]
    return bool(texts) and texts[0].startswith("# ")


def known_columns(row: Sequence[str], fields: tuple[Field, ...]) -> int:
    """Count the different columns that the texts of a row name."""
    names = names_of(fields)
    return len({names[f][0] for f in map(folded, row) if f and f in names})


def find_header(
    grid: Grid, fields: tuple[Field, ...], by_hand: Mapping[str, str | None] | None = None
) -> Header:
    """Find the header and what its columns may be.

    Parameters
    ----------
    grid
        The cells of the file.
    fields
        Columns that may be there.
    by_hand
        Column of the table → heading of the file (None: not in the file). Goes before the match;
        a heading that this file does not have is passed over.

    Returns
    -------
    Header
        Matched by name, whatever the order.

    Raises
    ------
    Refused
        When there is no header, or two, or a name stands twice.
    """
    place = _first_row(grid, fields)
    headings = tuple(masked(text)[:_LONGEST] for text in _texts(grid.rows[place]))
    count = known_columns(headings, fields)
    _check_place(grid, fields, place, count, matched=bool(by_hand))
    _check_merged(grid, place)
    candidates, own = _match(headings, fields, by_hand or {})
    times = Counter(headings)
    for places in candidates.values():
        for each in places:
            if times[headings[each]] > 1:
                raise Refused(REPEATED, row=grid.numbers[place], heading=headings[each])
    return Header(place, headings, candidates, own)


def _texts(row: Sequence[Any]) -> tuple[str, ...]:
    return tuple(text_of(cell) for cell in row)


def _first_row(grid: Grid, fields: tuple[Field, ...]) -> int:
    """Return the first row that is neither empty nor a comment."""
    for place, row in enumerate(grid.rows):
        texts = [text for text in _texts(row) if text]
        if not texts or is_sign(texts[0]):
            continue
        if not texts[0].startswith("#") or known_columns(texts, fields) >= _HEADER:
            return place
    raise Refused(NO_HEADER)


def _check_place(
    grid: Grid, fields: tuple[Field, ...], place: int, count: int, *, matched: bool
) -> None:
    below = [
        (known_columns(_texts(row), fields), i)
        for i, row in enumerate(grid.rows[place + 1 : place + 1 + LOOKED_AT], start=place + 1)
    ]
    most, where = max(below, key=lambda pair: (pair[0], -pair[1]), default=(0, 0))
    if most >= _HEADER and most > count:
        raise Refused(HEADER_LOWER, row=grid.numbers[where], number=grid.numbers[where])
    if below and below[0][0] > 1:
        raise Refused(TWO_HEADERS, row=grid.numbers[place + 1])
    if count == 0 and not matched:
        named = [masked(text)[:_LONGEST] for text in _texts(grid.rows[place]) if text]
        refused = Refused(NO_HEADER, row=grid.numbers[place], found=", ".join(named[:20]))
        refused.headings = tuple(dict.fromkeys(named))
        raise refused


def _check_merged(grid: Grid, place: int) -> None:
    for top, left, bottom, right in grid.merged:
        if top <= place <= bottom and (left != right or bottom > place):
            cells = f"{cell_name(top, left)}:{cell_name(bottom, right)}"
            raise Refused(MERGED, row=grid.numbers[place], cells=cells)


def _match(
    headings: Sequence[str], fields: tuple[Field, ...], by_hand: Mapping[str, str | None]
) -> tuple[dict[str, tuple[int, ...]], frozenset[int]]:
    names = names_of(fields)
    places: dict[str, int] = {}
    for place, heading in enumerate(headings):
        places.setdefault(heading, place)
    chosen = {
        name: places[heading] for name, heading in by_hand.items() if heading and heading in places
    }
    left_out = {name for name, heading in by_hand.items() if heading is None} | set(chosen)
    found: dict[str, list[int]] = {}
    own = set()
    for place, heading in enumerate(headings):
        known = names.get(folded(heading)) if heading else None
        if known is None or known[0] in left_out or place in chosen.values():
            continue
        if known[1]:
            own.add(place)
        found.setdefault(known[0], []).append(place)
    candidates = {
        name: tuple(sorted(several, key=lambda place: place not in own))
        for name, several in found.items()
    }
    return candidates | {name: (place,) for name, place in chosen.items()}, frozenset(own)
