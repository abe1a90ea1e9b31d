"""What is said where nothing is loaded about the county in focus: no number, and who is covered."""

from __future__ import annotations

from collections.abc import Sequence

from vbdash.text import Text


def no_firms(tx: Text, *, county: str, covered: Sequence[str]) -> str:
    """Say that no firms are loaded for a county.

    Parameters
    ----------
    county
        Its name.
    covered
        Names of the counties that the list of firms is about; none where it is empty.
    """
    said = tx("The list has no firms in {county}.", county=county)
    if covered:
        said += " " + tx("The list covers {counties}.", counties=tx.listing(covered))
    return said


def no_support(tx: Text, *, county: str, covered: Sequence[str]) -> str:
    """Say that no public support is loaded for a county; parameters as for :func:`no_firms`."""
    said = tx("There are no records here of public support in {county}.", county=county)
    if covered:
        said += " " + tx("Those on record are about {counties}.", counties=tx.listing(covered))
    return said


def no_municipal_figures(tx: Text, *, county: str) -> str:
    """Say that no figures by municipality are loaded for a county."""
    return tx("There are no figures here for the municipalities of {county}.", county=county)


def article_elsewhere(tx: Text, *, county: str, about: Sequence[str]) -> str:
    """Say that the article and its programme are about other counties than the one in focus."""
    return tx(
        "The article is about {counties}, not about {county}. What is quoted from it, and what is "
        "published of the programme, says nothing of {county}.",
        counties=tx.listing(about),
        county=county,
    )


def no_county_share(tx: Text, *, county: str) -> str:
    """Say that the county has no share of industry on record."""
    return tx("There is no official share here for {county}.", county=county)
