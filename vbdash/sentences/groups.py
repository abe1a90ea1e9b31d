"""Groups of municipalities in words: what they are called, and what is said of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from vbdash.data.dataset import Dataset
from vbdash.groups import Group
from vbdash.text import Text, msg

#: The groups of the table ``region_groups``.
_READY: Final = {
    "coast": msg("The coast"),
    "inland": msg("The inland"),
    "support_area_1": msg("Support area 1"),
    "support_area_2": msg("Support area 2"),
}
#: More municipalities than this are given as a number.
_NAMED: Final = 3
#: Numbers that are written as words.
_WORDS: Final = {
    2: msg("two"), 3: msg("three"), 4: msg("four"), 5: msg("five"), 6: msg("six"),
    7: msg("seven"), 8: msg("eight"), 9: msg("nine"), 10: msg("ten"), 11: msg("eleven"),
    12: msg("twelve"),
}  # fmt: skip
#: Why a measure of a group is missing (:data:`vbdash.indicators.municipality.sums.Reason`).
_WHY: Final = {
    "overlap": msg("cannot be added up: whoever commutes inside the area would be counted"),
    "no_amounts": msg("the amounts behind it are not here, and a mean of municipalities is not the area’s"),
    "missing": msg("no figure for {places}"),
}  # fmt: skip


def called(tx: Text, dataset: Dataset, group: Group) -> str:
    """Return what a group is called.

    Examples
    --------
    >>> from vbdash.data.dataset import load
    >>> from vbdash.groups import group_of
    >>> data = load()
    >>> called(Text("sv"), data, group_of(data, "inland")), called(Text("en"), data, group_of(data, "2480-2482"))
    ('Inlandet', 'Umeå and Skellefteå')
    """
    if group.kind == "ready":
        return tx(_READY[group.of]) if group.of in _READY else group.of
    if group.kind == "county":
        return dataset.name(group.of, tx.lang)
    if group.kind == "labour":
        areas = dataset.labour_areas
        name = str(areas.loc[areas["area"] == group.of, "name"].iloc[0])
        return tx("Labour market of {name}", name=_before_noun(tx, name))
    if group.kind == "alike":
        return tx("Group most like {region}", region=dataset.name(group.of, tx.lang))
    names = [dataset.name(code, tx.lang) for code in group.codes]
    if len(names) <= _NAMED:
        return tx.listing(names)
    return tx(
        "{first}, {second} and {more} more", first=names[0], second=names[1], more=len(names) - 2
    )


def with_size(tx: Text, name: str, count: int) -> str:
    """Return a group's name with how many municipalities it is: "Inlandet, elva kommuner"."""
    n = tx(_WORDS[count]) if count in _WORDS else tx.number(count)
    if count == 1:
        return tx("{group}, one municipality", group=name)
    return tx("{group}, {n} municipalities", group=name, n=n)


def value_sentence(
    tx: Text, *, measure: str, year: int, said: Sequence[tuple[str, int, str]]
) -> str:
    """Say a measure of groups: "Andel …, 2024: Inlandet, elva kommuner: 14,6 %".

    Parameters
    ----------
    said
        Name, number of municipalities and the value in words, a group each.
    """
    parts = [f"{with_size(tx, name, count)}: {value}" for name, count, value in said]
    return tx("{measure} {year}. {values}.", measure=measure, year=year, values="; ".join(parts))


def among_municipalities(tx: Text, *, area: str, above: int, below: int, of: int) -> str:
    """Say how many of the municipalities an area lies above, or below where those are more."""
    values = {"area": area, "n": tx.number(max(above, below)), "of": tx.number(of)}
    if below > above:
        return tx("{area} lies below {n} of {of} municipalities", **values)
    return tx("{area} lies above {n} of {of} municipalities", **values)


def why_left_out(tx: Text, reason: str, places: Sequence[str] = ()) -> str:
    """Say why a measure of a group is missing."""
    return tx(_WHY[reason], places=tx.listing(places))


def _before_noun(tx: Text, name: str) -> str:
    """Return a town's name as Swedish has it before a noun: Stockholms, but Umeå."""
    bare = tx.lang != "sv" or name[-1] in "aeiouyåäösxz"
    return name if bare else f"{name}s"
