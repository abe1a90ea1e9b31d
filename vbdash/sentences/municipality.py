"""The parts of a municipality's page in words: standing, history, sectors, who is most alike.

Plain values in, sentences out. What the page opens with is in
:mod:`vbdash.sentences.portrait`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from vbdash.text import Text, msg

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


def profile_sentence(tx: Text, *, region: str, higher: int, lower: int, similar: int) -> str:
    """Sum up on how many measures a municipality is higher, lower or similar."""
    return tx(
        "{region} is higher than the county’s middle municipality on {higher} of {of} measures, lower on {lower} and similar on {similar}",
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
