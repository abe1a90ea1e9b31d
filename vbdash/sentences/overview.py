"""What the open figures say beside each of the article's three claims."""

from __future__ import annotations

from vbdash.text import Text, msg

#: Places in a ranking, in words up to ten.
ORDINALS = (
    msg("highest"),
    msg("second highest"),
    msg("third highest"),
    msg("fourth highest"),
    msg("fifth highest"),
    msg("sixth highest"),
    msg("seventh highest"),
    msg("eighth highest"),
    msg("ninth highest"),
    msg("tenth highest"),
)
#: The last places, the last first: a county that is 21st of 21 has the lowest share.
_FROM_BELOW = (msg("lowest"), msg("second lowest"), msg("third lowest"))

#: Industry's share by definition, as the subject of a sentence.
_SHARES = {
    "C": msg("the share of manufacturing (C)"),
    "B+C": msg("the share of mining and manufacturing (B+C)"),
    "B-E": msg("the share of industry (B–E)"),
    "B-F": msg("the share of industry and construction (B–F)"),
    "A-F": msg("the share of the production of goods (A–F)"),
    "own": msg("the share of the source's own group of industrial businesses"),
}

#: What each strength of support asks for, as it stands after "firms".
_STRENGTHS = {
    "any": msg("in the list"),
    "claim": msg("said to be leading"),
    "world": msg("said to lead the world"),
    "world_operating": msg("said to lead the world and in operation"),
    "world_independent": msg("in operation and world-leading by an independent source"),
}


def spread_label(tx: Text, strength: str) -> str:
    """Say what a strength of support asks of a firm."""
    return tx(_STRENGTHS[strength])


def share_sentence(
    tx: Text,
    *,
    region: str,
    share: float,
    country: float,
    year: str,
    industry: str,
    rank: int,
    of: int,
) -> str:
    """Say what industry's share is in a region, against the country and the other counties.

    Parameters
    ----------
    region
        What it is called, in the visitor's language.
    share, country
        Percent.
    industry
        The definition as it stands in a sentence (:func:`vbdash.sentences.industry.industry_noun`).
    rank, of
        Place among the counties, the highest share being 1, and how many counties there are.
    """
    said = tx(
        "In {year}, {industry} made up {share} of value added in {region} and {country} in Sweden.",
        year=year,
        industry=industry,
        share=tx.percent(share),
        region=region,
        country=tx.percent(country),
    )
    ordinal = ordinal_of(tx, rank, of)
    if ordinal:
        place = tx("That is the {place} of {of} counties.", place=ordinal, of=of)
    else:
        place = tx("That is number {rank} of {of} counties, from the highest.", rank=rank, of=of)
    return f"{said} {place}"


def industrys_share(tx: Text, definition: str) -> str:
    """Name industry's share as the subject of a sentence."""
    return tx(_SHARES[definition])


def ordinal_of(tx: Text, rank: int, of: int) -> str:
    """Return the word for a place, from whichever end is near; empty where a number is plainer.

    Examples
    --------
    >>> ordinal_of(Text("sv"), 2, 21), ordinal_of(Text("sv"), 20, 21), ordinal_of(Text("sv"), 15, 21)
    ('näst högsta', 'näst lägsta', '')
    """
    if 0 <= of - rank < min(len(_FROM_BELOW), rank - 1):
        return tx(_FROM_BELOW[of - rank])
    return tx(ORDINALS[rank - 1]) if rank <= len(ORDINALS) else ""


def middle_sentence(
    tx: Text, *, region: str, share: float, country: float, years: tuple[int, int], industry: str
) -> str:
    """Say what industry's share was in the middle one of some years; shares in percent."""
    return tx(
        "In the years {first}–{last}, {industry} made up {share} of value added in {region} and "
        "{country} in Sweden. Both are the middle value of the years.",
        first=years[0], last=years[1], industry=industry, region=region,
        share=tx.percent(share), country=tx.percent(country),
    )  # fmt: skip


def firms_sentence(tx: Text, *, firms: int, municipalities: int, of: int, strength: str) -> str:
    """Say how many firms lead in how many municipalities under a strength of support."""
    return tx(
        "{firms} {kind} in {municipalities} of {of} municipalities.",
        firms=tx.plural("{n} firm", "{n} firms", firms),
        kind=spread_label(tx, strength),
        municipalities=tx.number(municipalities),
        of=tx.number(of),
    )


def extremes_sentence(
    tx: Text, *, measure: str, year: int, highest: str, high: str, lowest: str, low: str,
    size: bool = False,
) -> str:  # fmt: skip
    """Say where a measure was highest and lowest in a year; values with their units.

    `size` says whether the measure says how large an area is: then it is large or small there.
    """
    large = msg("{measure} {year}: largest in {highest}, {high}, and smallest in {lowest}, {low}")
    high_up = msg("{measure} {year}: highest in {highest}, {high}, and lowest in {lowest}, {low}")
    return tx(
        large if size else high_up,
        measure=measure,
        year=year,
        highest=highest,
        high=high,
        lowest=lowest,
        low=low,
    )
