"""The opening of a municipality's page: four sentences, each of them one sentence.

Industry; what the municipality stands out by; leading firms and on whose word; public support.
Plain values in, sentences out. Everything said here is re-derived from the tables in
``tests/text/test_municipality_sentences.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from vbdash.indicators.similar import Place
from vbdash.sentences.overview import spread_label
from vbdash.sentences.places import Against, against, placed
from vbdash.text import Text, msg

#: More names than this are a list, and the list stands further down on the page.
_NAMED: Final = 6


def industry_sentence(
    tx: Text,
    *,
    region: str,
    industry: str,
    year: int,
    amount: float,
    total: float,
    share: float,
    place: Place | None,
    others: Sequence[Against],
) -> str:
    """Say how many of the residents work in industry, and whether that is much.

    Parameters
    ----------
    region, industry
        What they are called, in the visitor's language.
    amount, total, share
        Employed residents in industry, all of them, and the first as percent of the second.
    place
        Of the share, among the county's municipalities.
    others
        What it is compared with.
    """
    said = tx(
        "In {year}, {amount} of the {total} employed residents of {region} worked in {industry}, that is {share}",
        year=year,
        amount=tx.number(amount),
        total=tx.number(total),
        region=region,
        industry=industry,
        share=tx.percent(share),
    )
    if place is not None:
        said += ", " + placed(tx, place)
    compared = against(tx, share, others)
    return f"{said}; {compared}." if compared else f"{said}."


def no_industry_sentence(tx: Text, *, region: str) -> str:
    """Say that there is no figure."""
    return tx(
        "How many of the residents of {region} work in industry is not among the figures here.",
        region=region,
    )


@dataclass(frozen=True)
class Speciality:
    """The sector that weighs most against the country: its name, and percent here and there."""

    sector: str
    share: float
    country: float


@dataclass(frozen=True)
class Outlier:
    """The measure that differs most from the county's middle municipality, in words.

    Attributes
    ----------
    measure
        As the subject of a sentence.
    value, median
        With their units.
    year
        Of both.
    place
        Among the county's municipalities.
    """

    measure: str
    value: str
    median: str
    year: int
    place: str


#: Whether a sector stands out, whether a measure does, and the sentence.
_STANDS_OUT: Final = {
    (True, True): msg(
        "Against Sweden, {region} stands out most for {sector}, with {share} of the employed residents against {country} there, and within the county for {measure}: {value}, {place}, against {median} in the middle municipality ({year})."
    ),
    (True, False): msg(
        "Against Sweden, {region} stands out most for {sector}, with {share} of the employed residents against {country} there."
    ),
    (False, True): msg(
        "Within the county, {region} stands out most for {measure}: {value}, {place}, against {median} in the middle municipality ({year})."
    ),
}


def stands_out_sentence(
    tx: Text, *, region: str, sector: Speciality | None, outlier: Outlier | None
) -> str:
    """Say what a municipality stands out by: against Sweden, and in the county.

    Returns
    -------
    str
        Empty where it stands out by nothing.
    """
    sentence = _STANDS_OUT.get((sector is not None, outlier is not None))
    if sentence is None:
        return ""
    values: dict[str, object] = vars(outlier).copy() if outlier is not None else {}
    if sector is not None:
        values |= {
            "sector": sector.sector,
            "share": tx.percent(sector.share),
            "country": tx.percent(sector.country),
        }
    return tx(sentence, region=region, **values)


def firms_heading(tx: Text, *, region: str, strength: str, count: int, on_file: int) -> str:
    """Say how many firms lead, as a heading; parameters as for :func:`firms_sentence`."""
    kind = spread_label(tx, strength)
    if count:
        return tx(
            "{region} has {firms} {kind}",
            region=region,
            firms=tx.plural("one firm", "{n} firms", count),
            kind=kind,
        )
    if not on_file:
        return tx("The list has no firm in {region}", region=region)
    return tx.plural(
        "No firm {kind} is found in {region}, but the list has one firm there",
        "No firm {kind} is found in {region}, but the list has {n} firms there",
        on_file,
        kind=kind,
        region=region,
    )


def firms_sentence(
    tx: Text,
    *,
    region: str,
    strength: str,
    independent: Sequence[str],
    own: Sequence[str],
    on_file: int,
) -> str:
    """Say which firms lead, and on whose word.

    Parameters
    ----------
    region
        The municipality.
    strength
        How well supported a claim must be (:data:`vbdash.selection.SUPPORTS`).
    independent, own
        Names of the firms that pass: those that somebody other than the firm or its owner calls
        leading, and the others.
    on_file
        Firms there on file under no demand, closed ones left out.
    """
    names = [*independent, *own]
    said = firms_heading(tx, region=region, strength=strength, count=len(names), on_file=on_file)
    if not names:
        return f"{said}."
    if strength in ("any", "world_independent"):
        # The demand itself says whose word it is, or asks for nobody's.
        return f"{said}: {_named(tx, sorted(names))}."
    words = []
    if independent:
        others = _named(tx, independent)
        words.append(
            tx.plural(
                "{names}, according to a source other than the firm",
                "{names}, according to sources other than the firms",
                len(independent),
                names=others,
            )
        )
    if own:
        themselves = _named(tx, own)
        words.append(
            tx.plural(
                "{names}, according to the firm or its owner",
                "{names}, according to the firms or their owners",
                len(own),
                names=themselves,
            )
        )
    return f"{said}: {'; '.join(words)}."


def _named(tx: Text, names: Sequence[str]) -> str:
    """List names, the last ones as a number where they are too many to read."""
    if len(names) <= _NAMED:
        return tx.listing(names)
    rest = len(names) - _NAMED + 1
    return tx.listing([*names[: _NAMED - 1], tx.plural("one more", "{n} more", rest)])


def support_heading(tx: Text, *, region: str, targeted: int) -> str:
    """Say how many projects of the EU regional fund name the municipality, as a heading."""
    if not targeted:
        return tx("No project of the EU regional fund names {region} in particular", region=region)
    return tx.plural(
        "One project of the EU regional fund names {region}",
        "{n} projects of the EU regional fund name {region}",
        targeted,
        region=region,
    )


def support_sentence(tx: Text, *, region: str, targeted: int, wide: int, other: int) -> str:
    """Say how much public support on record names the municipality.

    Parameters
    ----------
    targeted
        Projects of the EU regional fund that name some municipalities, this one among them.
    wide
        Those that cover the whole county or country.
    other
        Other grants and awards that name the municipality.
    """
    parts = [
        support_heading(tx, region=region, targeted=targeted),
        *_other_support(tx, wide, other),
    ]
    caution = tx("an area covered is not a firm helped")
    return f"{tx.listing(parts)}; {caution}."


def other_support_sentence(tx: Text, *, wide: int, other: int) -> str:
    """Say what else there is below the heading that says how many projects name the municipality.

    Parameters as for :func:`support_sentence`; empty where there is nothing else.
    """
    said = tx.listing(_other_support(tx, wide, other))
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def _other_support(tx: Text, wide: int, other: int) -> list[str]:
    parts = []
    if wide:
        parts.append(
            tx.plural(
                "one more covers the whole county or country",
                "{n} more cover the whole county or country",
                wide,
            )
        )
    if other:
        parts.append(
            tx.plural(
                "one other grant or award on record names it",
                "{n} other grants or awards on record name it",
                other,
            )
        )
    return parts
