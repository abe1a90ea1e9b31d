"""The parts of a municipality's page in words: standing, history, sectors, who is most alike.

Plain values in, sentences out. What the page opens with is in
:mod:`vbdash.sentences.portrait`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vbdash.text import Text


def sector_sentence(
    tx: Text, *, region: str, sector: str, times: float, share: float, country: float
) -> str:
    """Say which sector weighs most against the country.

    Parameters
    ----------
    region, sector
        What they are called.
    times
        Location quotient.
    share, country
        Percent of the employed, in the municipality and in Sweden.
    """
    return tx(
        "Against Sweden, {region} stands out most for {sector}: {share} of the employed residents, {times} times the share in Sweden ({country}).",
        region=region,
        sector=sector,
        times=tx.number(times, 1),
        share=tx.percent(share),
        country=tx.percent(country),
    )


def industrial_sector_sentence(
    tx: Text, *, sector: str, times: float, share: float, country: float
) -> str:
    """Say that a part of industry weighs more than in the country too; as `sector_sentence`."""
    return tx(
        "Within industry, {sector} is more common than in Sweden: {share} of the employed residents, {times} times the share there ({country}).",
        sector=sector,
        times=tx.number(times, 1),
        share=tx.percent(share),
        country=tx.percent(country),
    )


@dataclass(frozen=True)
class Trait:
    """A measure in which a municipality lies far out, in words.

    Attributes
    ----------
    measure
        As the subject of a sentence.
    value, median
        With their units.
    place
        Among the county's municipalities.
    """

    measure: str
    value: str
    place: str
    median: str


def apart_heading(tx: Text, *, region: str, traits: Sequence[Trait], only: bool = False) -> str:
    """Say in a heading what sets a municipality apart; `only`: it is the county's only one."""
    if only:
        return tx(
            "{region} is the only municipality of its county; what stands here is its place in the country",
            region=region,
        )
    if not traits:
        return tx("{region} is in the middle half of the county on every measure", region=region)
    named = tx.listing(
        [tx("{measure} ({place})", measure=t.measure, place=t.place) for t in traits]
    )
    return tx("What sets {region} apart most: {traits}", region=region, traits=named)


def apart_sentence(tx: Text, *, region: str, traits: Sequence[Trait], only: bool = False) -> str:
    """Say what sets a municipality apart, with the values and the middle municipality's."""
    if not traits:
        return apart_heading(tx, region=region, traits=traits, only=only) + "."
    named = "; ".join(
        tx(
            "{measure} is {value}, {place} (the middle municipality {median})",
            measure=t.measure, value=t.value, place=t.place, median=t.median,
        )
        for t in traits
    )  # fmt: skip
    return tx("What sets {region} apart most from the county’s others: {traits}.", region=region, traits=named)  # fmt: skip


def standing_text(tx: Text, *, value: str, place: str, median: str, country: str = "") -> str:
    """Say a value, its place and the middle municipality's, and its place in the country."""
    said = tx(
        "{value}, {place}; median {median}",
        value=value,
        place=place,
        median=median,
    )
    return f"{said}; {country}" if country else said


def none_alike_sentence(tx: Text, *, region: str) -> str:
    """Say that none of those compared is much like a municipality."""
    return tx("None of the municipalities compared is much like {region}.", region=region)


def alike_sentence(
    tx: Text, *, region: str, nearest: Sequence[str], together: Sequence[str]
) -> list[str]:
    """Say which municipalities are most alike, and what brought the nearest one there.

    Parameters
    ----------
    nearest
        Names, nearest first.
    together
        The measures that brought the nearest one together with the municipality, as subjects of a
        sentence.
    """
    said = [
        tx.plural(
            "Most like {region} is {names}.", "Most like {region} are {names}.", len(nearest),
            region=region, names=tx.listing(nearest),
        )
    ]  # fmt: skip
    if together:
        said.append(
            tx(
                "What brings {region} and {nearest} together is most of all {measures}.",
                region=region, nearest=nearest[0], measures=tx.listing(together),
            )
        )  # fmt: skip
    return said


def commuting_title(tx: Text, *, region: str, all_here: int, own: int) -> str:
    """Say how many of those who work in a municipality live elsewhere."""
    return tx(
        "{share} of those who work in {region} live elsewhere",
        region=region, share=tx.percent(100 * (all_here - own) / all_here),
    )  # fmt: skip


def commuting_sentence(
    tx: Text, *, region: str, county: str, year: int, all_here: int, own: int, outside: int,
    first: Sequence[tuple[str, float]],
) -> str:  # fmt: skip
    """Say where those live who work in a municipality.

    Parameters
    ----------
    region, county
        What they are called.
    all_here, own, outside
        Persons who work there; of them those who live there, and those who live in another county.
    first
        The municipalities that most commute from, with their number.
    """
    from_where = [f"{name} ({tx.number(value)})" for name, value in first]
    said = [
        tx("Of the {all} who worked in {region} {year}, {own} lived there too.",
           all=tx.number(all_here), region=region, year=year, own=tx.number(own)),
        tx("Most commute from {places}.", places=tx.listing(from_where)),
    ]  # fmt: skip
    if outside:
        said.append(tx("{n} live outside {county}.", n=tx.number(outside), county=county))
    return " ".join(said)
