"""Which column is which, where several may be: the file's own cells tell before any name does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from vbdash.records.files.cells import Cells
from vbdash.records.files.fields import Field
from vbdash.records.files.header import Header
from vbdash.records.files.values import Wrong
from vbdash.text import msg

CLAIMED: Final = msg("one column for each: “{first}” and “{second}” both mean the same")
DISAGREE: Final = msg("the same in both columns: “{first}” and “{second}” say different things")

#: Kinds that registers write twice, as code and in words: the two must agree.
_TWICE: Final = frozenset({"municipality", "sni", "size"})


@dataclass
class Match:
    """Which column of the file is which.

    Attributes
    ----------
    columns
        Name of the table's column → place in the row.
    claimed
        Name of the column → places of two that cannot be told apart.
    disagreeing
        Row index, and the places of the two columns that say different things there.
    """

    columns: dict[str, int] = field(default_factory=dict)
    claimed: dict[str, tuple[int, int]] = field(default_factory=dict)
    disagreeing: list[tuple[int, int, int]] = field(default_factory=list)


def match_columns(
    header: Header, fields: tuple[Field, ...], rows: Sequence[Sequence[Any]], cells: Cells
) -> Match:
    """Choose among the columns that a name may mean.

    A column none of whose cells can be read as what it should hold is not it, whatever it is
    called; then its own name goes before other words for it. What is written twice, as code and
    in words, must agree; of others that differ and are both called by other words none is chosen.
    """
    match = Match()
    scratch = replace(cells, persons=set())  # what is only looked at is not counted
    for each in fields:
        places = header.candidates.get(each.name, ())
        if len(places) == 1:
            match.columns[each.name] = places[0]
        elif places:
            _choose(match, header, each, places, rows, scratch)
    return match


def _choose(
    match: Match, header: Header, each: Field, places: Sequence[int],
    rows: Sequence[Sequence[Any]], cells: Cells,
) -> None:  # fmt: skip
    read: Mapping[int, list[Any]] = {
        place: cells.column(each, header.headings[place], [row[place] for row in rows])
        for place in places
    }
    count = {place: sum(map(_readable, read[place])) for place in places}
    able = [place for place in places if count[place]] or list(places)
    most = max(count[place] for place in able)
    # Code and words: the one that can be read throughout. Else the column's own name.
    if each.kind in _TWICE:
        able.sort(key=lambda place: count[place] < most)
    chosen = able[0]
    match.columns[each.name] = chosen
    for other in able[1:]:
        pairs = enumerate(zip(read[chosen], read[other], strict=True))
        differ = [i for i, (a, b) in pairs if _readable(a) and _readable(b) and a != b]
        if differ and each.kind in _TWICE:
            match.disagreeing += [(i, chosen, other) for i in differ]
        elif differ and chosen not in header.own:
            match.claimed[each.name] = (chosen, other)


def _readable(value: Any) -> bool:
    return value is not None and not isinstance(value, Wrong)
