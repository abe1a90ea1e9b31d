"""A municipality in three or four sentences, and where it stands in words.

Plain values in, sentences out. Everything said here is re-derived from the tables in
``tests/text/test_municipality_sentences.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from vbdash.text import Text, msg
from vbdash.text.sentences.overview import spread_label

__all__ = [
    "HIGHER",
    "LOWER",
    "SIMILAR",
    "VERDICTS",
    "alike_sentence",
    "firms_sentence",
    "history_sentence",
    "industrial_sector_sentence",
    "industry_sentence",
    "no_industry_sentence",
    "profile_sentence",
    "sector_sentence",
    "stands_out_sentence",
    "support_sentence",
]

#: The rule's three answers, and that there is none.
VERDICTS: Final = {
    "higher": msg("higher"),
    "lower": msg("lower"),
    "similar": msg("similar"),
    "": msg("cannot be said"),
}
#: Against the middle municipality, as it stands before its value in brackets.
HIGHER: Final = msg("higher than the middle one")
LOWER: Final = msg("lower than the middle one")
SIMILAR: Final = msg("similar to the middle one")
#: Against larger areas, as a sentence after the share.
_AGAINST: Final = {
    "higher": msg("That is more than in {places}."),
    "lower": msg("That is less than in {places}."),
    "similar": msg(
        "The difference from {places} is no larger than is usual between the municipalities."
    ),
}


def industry_sentence(
    tx: Text,
    *,
    region: str,
    industry: str,
    year: int,
    amount: float,
    total: float,
    share: float,
    against: Sequence[tuple[str, float, str]],
) -> str:
    """Say how many of the residents work in industry, and whether that is much.

    Parameters
    ----------
    region, industry
        What they are called, in the visitor's language.
    amount, total, share
        Employed residents in industry, all of them, and the first as percent of the second.
    against
        What it is compared with: name, share in percent, and the verdict of
        :func:`vbdash.indicators.similar.verdict`; those without a verdict are left out.
    """
    said = tx(
        "In {year}, {amount} of the {total} employed residents of {region} worked in {industry}, that is {share}.",
        year=year,
        amount=tx.number(amount),
        total=tx.number(total),
        region=region,
        industry=industry,
        share=tx.percent(share),
    )
    for verdict, sentence in _AGAINST.items():
        places = [f"{place} ({tx.percent(other)})" for place, other, v in against if v == verdict]
        if places:
            said += " " + tx(sentence, places=tx.listing(places))
    return said


def no_industry_sentence(tx: Text, *, region: str, reason: str) -> str:
    """Say that there is no figure, and why."""
    said = tx(
        "How many of the residents of {region} work in industry is not on record here.",
        region=region,
    )
    return f"{said} {reason}".strip()


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
        "What {region} stands out by against Sweden is {sector}: {share} of the employed residents, {times} times the share in Sweden ({country}).",
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
        "Of industry, {sector} weighs more than in Sweden: {share}, {times} times the share there ({country}).",
        sector=sector,
        times=tx.number(times, 1),
        share=tx.percent(share),
        country=tx.percent(country),
    )


def stands_out_sentence(
    tx: Text, *, measure: str, value: str, median: str, year: int, higher: bool
) -> str:
    """Say by which measure a municipality differs most from the county's middle municipality.

    Parameters
    ----------
    measure
        As the subject of a sentence.
    value, median
        With their units.
    higher
        Which way it differs.
    """
    if higher:
        return tx(
            "Against the county’s other municipalities, {measure} is high: {value}, where the middle municipality has {median} ({year}).",
            measure=measure, value=value, median=median, year=year,
        )  # fmt: skip
    return tx(
        "Against the county’s other municipalities, {measure} is low: {value}, where the middle municipality has {median} ({year}).",
        measure=measure, value=value, median=median, year=year,
    )  # fmt: skip


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
    if not names and not on_file:
        return tx("No firm in {region} is on file.", region=region)
    if not names:
        filed = tx.plural("One firm there is on file.", "{n} firms there are on file.", on_file)
        none = tx(
            "No firm {kind} is on record in {region}.",
            kind=spread_label(tx, strength),
            region=region,
        )
        return f"{none} {filed}"
    said = tx(
        "{region} has {firms} {kind}: {names}.",
        region=region,
        firms=tx.plural("one firm", "{n} firms", len(names)),
        kind=spread_label(tx, strength),
        names=tx.listing(names),
    )
    if strength in ("any", "world_independent"):
        return said
    if not own:
        word = tx.plural(
            "A source other than the firm says so.",
            "Sources other than the firms say so.",
            len(independent),
        )
    elif not independent:
        word = tx.plural(
            "It is the firm’s or its owner’s own word.",
            "It is the firms’ or their owners’ own word.",
            len(own),
        )
    else:
        word = tx(
            "For {independent} a source other than the firm says so; for {own} it is the firm’s or its owner’s own word.",
            independent=tx.listing(independent),
            own=tx.listing(own),
        )
    return f"{said} {word}"


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
    if targeted:
        said = tx.plural(
            "One project of the EU regional fund names {region} among its municipalities",
            "{n} projects of the EU regional fund name {region} among their municipalities",
            targeted,
            region=region,
        )
    else:
        said = tx("No project of the EU regional fund names {region} in particular", region=region)
    rest = tx.plural(
        "one more covers the whole county or country",
        "{n} more cover the whole county or country",
        wide,
    )
    parts = f"{said}; {rest}." if wide else f"{said}."
    if other:
        parts += " " + tx.plural(
            "One other grant or award on record names it.",
            "{n} other grants or awards on record name it.",
            other,
        )
    return parts + " " + tx("An area covered is not a firm helped.")


def history_sentence(
    tx: Text,
    *,
    measure: str,
    region: str,
    first: str,
    since: int,
    last: str,
    year: int,
    direction: int,
) -> str:
    """Say how a measure has moved from its first year to its last.

    Parameters
    ----------
    measure
        As the subject of a sentence.
    first, last
        Values with their units.
    direction
        1 up, -1 down, 0 unchanged.
    """
    values = {
        "measure": measure, "region": region, "first": first, "since": since, "last": last,
        "year": year,
    }  # fmt: skip
    if direction > 0:
        said = tx(
            "In {region}, {measure} rose from {first} in {since} to {last} in {year}.", **values
        )
    elif direction < 0:
        said = tx(
            "In {region}, {measure} fell from {first} in {since} to {last} in {year}.", **values
        )
    else:
        said = tx("In {region}, {measure} was {last} in {year}, as in {since}.", **values)
    return said


def profile_sentence(tx: Text, *, region: str, higher: int, lower: int, similar: int) -> str:
    """Sum up on how many measures a municipality is higher, lower or similar."""
    return tx(
        "On {of} measures {region} is higher than the county’s middle municipality in {higher}, lower in {lower} and similar in {similar}",
        of=tx.number(higher + lower + similar),
        region=region,
        higher=tx.number(higher),
        lower=tx.number(lower),
        similar=tx.number(similar),
    )


def alike_sentence(
    tx: Text, *, region: str, nearest: Sequence[str], distance: float, together: Sequence[str]
) -> list[str]:
    """Say which municipalities are most alike, and what brought the nearest one there.

    Parameters
    ----------
    nearest
        Names, nearest first.
    distance
        To the nearest one, in standard deviations.
    together
        The measures that brought the nearest one together with the municipality, as subjects of a
        sentence.
    """
    said = [tx("Most like {region} are {names}.", region=region, names=tx.listing(nearest))]
    if distance > 1:
        said.append(
            tx(
                "None is much like it: even {nearest} is more than one standard deviation away on average.",
                nearest=nearest[0],
            )
        )
    if together:
        said.append(
            tx(
                "What brings {region} and {nearest} together is most of all {measures}.",
                region=region, nearest=nearest[0], measures=tx.listing(together),
            )
        )  # fmt: skip
    return said
