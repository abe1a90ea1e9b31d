"""How something has changed, in words: with its turn, and with what its end points are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from vbdash.data.editions import DOUBTS, PROVISIONAL
from vbdash.indicators.change import Change, Point
from vbdash.text import Text, msg

#: What a year is in its series, by :attr:`~vbdash.indicators.change.Point.extreme`.
_EXTREMES: Final = {1: msg("highest of the series"), -1: msg("lowest of the series")}
_PLACES: Final = {1: msg("best of the series"), -1: msg("worst of the series")}

#: How a measure is told by the direction of the whole, and whether the last years have turned.
_TOLD: Final = {
    (1, False): msg("In {region}, {measure} rose from {first} to {last}."),
    (-1, False): msg("In {region}, {measure} fell from {first} to {last}."),
    (1, True): msg(
        "In {region}, {measure} fell from {turn} to {last}; the series begins with {first}."
    ),
    (-1, True): msg(
        "In {region}, {measure} rose from {turn} to {last}; the series begins with {first}."
    ),
}
#: The same of a place among the counties.
_PLACED: Final = {
    (1, False): msg("Of {of} counties, {region} has climbed from {first} to {last}."),
    (-1, False): msg("Of {of} counties, {region} has slipped from {first} to {last}."),
    (1, True): msg(
        "Of {of} counties, {region} has slipped from {turn} to {last}; the series begins with {first}."
    ),
    (-1, True): msg(
        "Of {of} counties, {region} has climbed from {turn} to {last}; the series begins with {first}."
    ),
}

#: No year whose figure may change.
NONE: Final[Mapping[int, str]] = MappingProxyType({})
Writer = Callable[[float], str]


def marked(tx: Text, point: Point, *, preliminary: str, places: bool = False) -> str:
    """Say in brackets, after a year, what it is: an end of the scale, preliminary; else nothing."""
    words = (_PLACES if places else _EXTREMES).get(point.extreme)
    marks = ([tx(words)] if words else []) + ([tx(DOUBTS[preliminary])] if preliminary else [])
    return f" ({', '.join(marks)})" if marks else ""


def point_text(
    tx: Text, point: Point, write: Writer, preliminary: Mapping[int, str], *, places: bool = False
) -> str:
    """Write a value with its year, and in brackets what the year is in its series."""
    marks = marked(tx, point, preliminary=preliminary.get(point.year, ""), places=places)
    return tx("{value} in {year}", value=write(point.value), year=point.year) + marks


def year_text(tx: Text, year: int, *, preliminary: str, bracketed: bool = False) -> str:
    """Write a year; one whose figure may change says so, without brackets where it stands in some.

    `preliminary` says why it may (:func:`vbdash.data.editions.doubt`), and is empty where it may not.
    """
    if not preliminary:
        return str(year)
    if preliminary == PROVISIONAL:
        return tx("{year}, preliminary", year=year) if bracketed else tx("{year} (preliminary)", year=year)  # fmt: skip
    if bracketed:
        return tx("{year}, probably preliminary", year=year)
    return tx("{year} (probably preliminary)", year=year)


def told(
    tx: Text,
    change: Change,
    *,
    measure: str,
    region: str,
    write: Writer,
    preliminary: Mapping[int, str] = NONE,
) -> str:
    """Tell how a measure has changed in a region.

    Parameters
    ----------
    change
        Found by :func:`vbdash.indicators.change.change`.
    measure
        As the subject of a sentence.
    write
        Writes a value with its unit.
    preliminary
        Years whose figures may change, with why.
    """
    points = [point_text(tx, point, write, preliminary) for point in change.points]
    known = {"measure": measure, "region": region, "first": points[0], "last": points[-1]}
    if change.basis == "short":
        return _short(tx, change, known, write, preliminary)
    if change.direction:
        known["turn"] = points[1]  # the last year where nothing has turned
        return tx(_TOLD[change.direction, change.turn is not None], **known)
    if len({point.value for point in change.points}) == 1:
        return tx("In {region}, {measure} was the same: {first} and {last}.", **known)
    return tx(
        "In {region}, {measure} has had no clear direction: {points}.",
        points=tx.listing(points), **known,
    )  # fmt: skip


def _short(
    tx: Text, change: Change, known: dict[str, str], write: Writer, preliminary: Mapping[int, str]
) -> str:
    plain = [
        point_text(tx, Point(each.year, each.value), write, preliminary)
        for each in (change.first, change.last)
    ]
    known = known | {"first": plain[0], "last": plain[1]}
    if change.years < 2:
        return tx("In {region}, {measure} was {last}.", **known)
    if change.first.value == change.last.value and not preliminary:
        return tx(
            "In {region}, {measure} was {value} in both {begin} and {end}.", **known,
            value=write(change.last.value), begin=change.first.year, end=change.last.year,
        )  # fmt: skip
    return tx(
        "In {region}, {measure} was {first} and {last}. A series of {n} years is too short to speak of a change.",
        n=tx.number(change.years), **known,
    )  # fmt: skip


def told_place(
    tx: Text, change: Change, *, region: str, of: int, preliminary: Mapping[int, str] = NONE
) -> str:
    """Tell how a region's place among the counties has moved.

    Parameters
    ----------
    change
        Of the places turned round (1 as -1), so that up is better.
    of
        Counties in the last year.
    """

    def write(value: float) -> str:
        return tx("place {place}", place=tx.number(-value))

    points = [point_text(tx, point, write, preliminary, places=True) for point in change.points]
    known = {"region": region, "first": points[0], "last": points[-1], "of": of}
    if change.basis == "short" or not change.direction:
        return tx(
            "Of {of} counties, {region} has had {points}: no clear direction.",
            points=tx.listing(list(dict.fromkeys(points))), **known,
        )  # fmt: skip
    known["turn"] = points[1]
    return tx(_PLACED[change.direction, change.turn is not None], **known)


def method(tx: Text, change: Change, unit: str, decimals: int) -> tuple[str, str]:
    """Say in a file by what rule a change is told, with the trend where there is one."""
    label = tx("How the change is told")
    if change.basis == "short":
        return label, tx("Fewer than five years: too short a series to speak of a change.")
    if change.basis == "ends":
        return label, tx(
            "First and last year, with the turn where the latest move goes against the whole; a trend needs ten years."
        )
    return label, tx(
        "Trend by the Theil–Sen slope, {slope} a year (Mann–Kendall test, p = {p}), with the turn where the latest move goes against it.",
        slope=tx.number(change.slope, decimals + 1, signed=True) + (f" {unit}" if unit else ""),
        p=tx.number(max(change.p, 0.001), 3),
    )  # fmt: skip
