"""A value's place among areas, and what it is against another value, in words: made here only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from vbdash.indicators.similar import Place, Verdict
from vbdash.text import Text, msg

#: The first three places from either end.
_HIGH: Final = (
    msg("highest of {of}"), msg("second highest of {of}"), msg("third highest of {of}")
)  # fmt: skip
_LOW: Final = (msg("lowest of {of}"), msg("second lowest of {of}"), msg("third lowest of {of}"))
_LARGE: Final = (
    msg("largest of {of}"), msg("second largest of {of}"), msg("third largest of {of}")
)  # fmt: skip
_SMALL: Final = (
    msg("smallest of {of}"), msg("second smallest of {of}"), msg("third smallest of {of}")
)  # fmt: skip
_MOST: Final = (msg("most of {of}"), msg("second most of {of}"), msg("third most of {of}"))
_FEWEST: Final = (
    msg("fewest of {of}"), msg("second fewest of {of}"), msg("third fewest of {of}")
)  # fmt: skip
#: Further places of an outer quarter that are written as words; in a larger one it is the quarter.
_NTH: Final = {4: msg("fourth"), 5: msg("fifth"), 6: msg("sixth"), 7: msg("seventh")}
#: From so many times a share on it is said by the ratio, and up to this part of it as half.
_TIMES: Final = 1.5
_HALF: Final = 0.5
_AGAINST: Final = {
    "about": msg("about the same share as in {places}"),
    "higher": msg("a larger share than in {places}"),
    "lower": msg("a smaller share than in {places}"),
    "": msg("the share in {places}"),
}


def placed(tx: Text, place: Place, *, size: bool = False) -> str:
    """Say which place a value has among areas.

    Parameters
    ----------
    place
        As :func:`vbdash.indicators.similar.place` finds it.
    size
        Whether the measure says how large an area is: then it is large or small, never high or low.
    """
    of = tx.number(place.of)
    if place.of == 1:
        return tx("the only one with a figure")
    if place.rank == place.below and place.shared:
        return tx("the same in all {of}", of=of) if place.rank == 1 else _inside(tx, place)
    top = place.rank < place.below
    named = (_LARGE if size else _HIGH) if top else (_SMALL if size else _LOW)
    ordinal = min(place.rank, place.below)
    if ordinal <= len(named) and place.rank != place.below:
        said = tx(named[ordinal - 1], of=of)
        return tx("joint {place}", place=said) if place.shared else said
    return _quarter(tx, place) if place.side and not size else _inside(tx, place)


def placed_count(tx: Text, place: Place, count: float) -> str:
    """Say which place a number of things has among areas: many or few, never high or low.

    Parameters
    ----------
    place
        As for :func:`placed`.
    count
        The number; none at all is said by how many others have none.
    """
    of = tx.number(place.of)
    if place.of == 1:
        return tx("the only one with a figure")
    if not count:
        others = place.of - place.rank
        return (
            tx("none in {n} others of {of} either", n=tx.number(others), of=of)
            if others
            else tx("the only one of {of} with none", of=of)
        )
    named = _MOST if place.rank <= place.below else _FEWEST
    ordinal = min(place.rank, place.below)
    if ordinal > len(named):
        return _inside(tx, place)
    said = tx(named[ordinal - 1], of=of)
    return tx("joint {place}", place=said) if place.shared else said


def _quarter(tx: Text, place: Place) -> str:
    of, high = tx.number(place.of), place.side == "high"
    ordinal = place.rank if high else place.below
    if ordinal not in _NTH:
        said = (
            msg("in the highest quarter of {of}") if high else msg("in the lowest quarter of {of}")
        )
        return tx(said, of=of)
    said = msg("{nth} highest of {of}") if high else msg("{nth} lowest of {of}")
    named = tx(said, nth=tx(_NTH[ordinal]), of=of)
    return tx("joint {place}", place=named) if place.shared else named


def _inside(tx: Text, place: Place) -> str:
    said = tx(
        "number {rank} of {of} from the top", rank=tx.number(place.rank), of=tx.number(place.of)
    )
    return tx("joint {place}", place=said) if place.shared else said


def in_country(tx: Text, place: Place | None, *, whole: int = 0, size: bool = False) -> str:
    """Say how many of the country's municipalities a value is higher or lower than.

    Parameters
    ----------
    place
        None where too few of them have a figure: then nothing is said.
    whole
        How many there are; where not all have a figure, that is said.
    size
        As for :func:`placed`.
    """
    if place is None:
        return ""
    of = tx.number(place.of)
    if size:
        return tx(
            "number {rank} of {of} in the country, from the largest",
            rank=tx.number(place.rank),
            of=of,
        )
    among = (
        tx("the country’s municipalities")
        if place.of == whole
        else tx("the {of} municipalities in the country with a figure", of=of)
    )
    high = place.below >= place.rank
    passed = (place.below if high else place.rank) - 1
    # Cut off, not rounded: 289 of 290 are not all.
    share = tx.percent(100 * passed // place.of, 0)
    if place.rank == place.below == 1:
        return ""
    if place.rank == 1 or place.below == 1:
        found = (
            tx("highest of {among}", among=among) if high else tx("lowest of {among}", among=among)
        )
        return tx("joint {place}", place=found) if place.shared else found
    if high:
        return tx("higher than in {share} of {among}", share=share, among=among)
    return tx("lower than in {share} of {among}", share=share, among=among)


@dataclass(frozen=True)
class Against:
    """What a share is held against: a name, its share in percent, and what is found."""

    name: str
    share: float
    verdict: Verdict


def against(tx: Text, share: float, others: Sequence[Against]) -> str:
    """Say how a share compares with others; those of which the same is said share the words."""
    said: dict[str, list[str]] = {}
    for other in others:
        if other.share == other.share:
            named = f"{other.name} ({tx.percent(other.share)})"
            said.setdefault(_wording(tx, share, other), []).append(named)
    return tx.listing([words.format(places=tx.listing(named)) for words, named in said.items()])


def _wording(tx: Text, share: float, other: Against) -> str:
    """Return what is said of a share against another, with a place left for their names."""
    ratio = share / other.share if other.share > 0 else 1.0
    found = _AGAINST[other.verdict]
    if other.verdict == "higher" and ratio >= _TIMES:
        found = msg("{times} times as large a share as in {places}")
    elif other.verdict == "lower" and ratio <= _HALF:
        less = msg("less than half as large a share as in {places}")
        found = less if ratio < _HALF else msg("half as large a share as in {places}")
    return tx(found, times=tx.number(ratio, 1), places="{places}")


def against_in_short(tx: Text, verdict: str, ratio: float) -> str:
    """Say in a cell of a table how a share compares with another; a dash where nothing is said."""
    if verdict == "higher" and ratio >= _TIMES:
        return tx("{times} times as large", times=tx.number(ratio, 1))
    if verdict == "lower" and ratio <= _HALF:
        return tx("less than half") if ratio < _HALF else tx("half")
    found = {"higher": msg("larger"), "lower": msg("smaller"), "about": msg("about the same")}
    return tx(found[verdict]) if verdict in found else "–"
