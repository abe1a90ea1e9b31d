"""Titles of slides: what is found, short enough to be read from the back row."""

from __future__ import annotations

from typing import Final

from vbdash.selection import Selection
from vbdash.sentences.facts import capital
from vbdash.sentences.industry import industry_noun, place_sentence
from vbdash.sentences.overview import firms_sentence, ordinal_of
from vbdash.text import Text, msg

#: The definition that is meant by the bare word industry; another is named.
_USUAL: Final = Selection().definition


def _named(tx: Text, definition: str) -> str:
    """Name what is counted: industry, or in full where it is defined in another way."""
    return tx("industry") if definition == _USUAL else industry_noun(tx, definition)


def claims_title(
    tx: Text, *, share: float, year: str, municipalities: int, of: int, definition: str = _USUAL
) -> str:
    """Sum up what open figures say beside the article's claims; `share` in percent."""
    return tx(
        "Open figures: {industry} is {share} of value added ({year}), and {count} of {of} municipalities have a firm called world-leading",
        industry=_named(tx, definition),
        share=tx.percent(share),
        year=year,
        count=municipalities,
        of=of,
    )


def share_claim_title(
    tx: Text, *, region: str, share: float, year: str, definition: str = _USUAL
) -> str:
    """Sum up what open figures say where no firms are loaded; `share` in percent."""
    return tx(
        "Open figures: {industry} is {share} of value added in {region} ({year})",
        industry=_named(tx, definition), share=tx.percent(share), region=region, year=year,
    )  # fmt: skip


def share_title(
    tx: Text, *, region: str, share: float, country: float, year: str, definition: str = _USUAL
) -> str:
    """Say whether industry weighs more in a region than in the country; shares in percent."""
    values = {"region": region, "share": tx.percent(share), "year": year}
    if definition != _USUAL:
        said = tx("{industry} is {share} of the economy of {region} in {year}",
                  industry=industry_noun(tx, definition), **values)  # fmt: skip
        if country == country:
            said = tx("{said}, and {country} in Sweden", said=said, country=tx.percent(country))
        return capital(said)
    if country != country:
        return tx("Industry is {share} of the economy of {region} in {year}", **values)
    values["country"] = tx.percent(country)
    if round(share, 1) > round(country, 1):
        return tx(
            "Industry's share is larger in {region} than in Sweden: {share} against {country} in {year}",
            **values,
        )
    if round(share, 1) < round(country, 1):
        return tx(
            "Industry's share is smaller in {region} than in Sweden: {share} against {country} in {year}",
            **values,
        )
    return tx("Industry's share is as large in {region} as in Sweden: {share} in {year}", **values)


#: By whether the place has a word and whether all counties have a figure.
_PLACES: Final = {
    (True, True): msg("Industry's share in {region} is the {place} of {of} counties"),
    (True, False): msg(
        "Industry's share in {region} is the {place} of the {of} counties with a figure"
    ),
    (False, True): msg("{region} is number {rank} of {of} counties by industry's share"),
    (False, False): msg(
        "{region} is number {rank} of the {of} counties with a figure by industry's share"
    ),
}


def place_title(
    tx: Text, *, region: str, rank: int, of: int, every: bool = True, definition: str = _USUAL
) -> str:
    """Say which place a county has among the counties, the highest share being 1.

    `every` says whether all counties have a figure; where not, the place is among those that do.
    """
    if definition != _USUAL:
        said = place_sentence(tx, region=region, rank=rank, of=of, unit="county", every=every)
        return f"{capital(industry_noun(tx, definition))}: {said.rstrip('.')}"
    place = ordinal_of(tx, rank, of)
    return tx(_PLACES[bool(place), every], region=region, place=place, rank=rank, of=of)


def quoted_title(tx: Text, *, count: int, low: float, high: float, above: int) -> str:
    """Say how far quoted shares lie from the official ones; `low`, `high` in times."""
    if above == count:
        return tx(
            "All {count} quoted shares are higher than industry's own: {low} to {high} times",
            count=count, low=tx.number(low, 1), high=tx.number(high, 1),
        )  # fmt: skip
    return tx(
        "{above} of {count} quoted shares are higher than industry's own: {low} to {high} times",
        above=above, count=count, low=tx.number(low, 1), high=tx.number(high, 1),
    )  # fmt: skip


def spread_title(
    tx: Text, *, highest: str, high: float, lowest: str, low: float, year: int,
    definition: str = _USUAL,
) -> str:  # fmt: skip
    """Say where industry weighs most and least among residents at work; shares in percent."""
    said = tx(
        "{industry} employs {high} of the employed who live in {highest}, and {low} in {lowest} ({year})",
        industry=_named(tx, definition), high=tx.percent(high), highest=highest, low=tx.percent(low), lowest=lowest, year=year,
    )  # fmt: skip
    return capital(said)


def sector_title(tx: Text, *, region: str, sector: str, times: float, share: float) -> str:
    """Say which sector a municipality stands out by; `share` in percent of the employed."""
    return tx(
        "{region} stands out for {sector}: {share} of the employed residents, {times} times the share in Sweden",
        region=region, sector=sector, share=tx.percent(share), times=tx.number(times, 1),
    )  # fmt: skip


def firms_title(tx: Text, *, firms: int, municipalities: int, of: int, strength: str) -> str:
    """Say how many firms lead in how many municipalities, without the full stop of a sentence."""
    return firms_sentence(
        tx, firms=firms, municipalities=municipalities, of=of, strength=strength
    ).rstrip(".")


def reached_title(tx: Text, *, helped: float) -> str:
    """Say what is published about help, and what is not."""
    return tx(
        "{count} firms got concrete help; we found nothing published on where they are or what it led to",
        count=tx.number(helped),
    )


def support_title(tx: Text, *, most: str, projects: int, fewest: int) -> str:
    """Say which municipality projects name most often, and how few there are at least."""
    return tx(
        "Projects with EU money name {most} most often: {projects}; no municipality is named by fewer than {fewest}",
        most=most, projects=tx.number(projects), fewest=tx.number(fewest),
    )  # fmt: skip


def next_title(
    tx: Text, *, most: str, part: float, workplaces: float, known: int | None = None
) -> str:
    """Say where industry's workplaces are.

    Parameters
    ----------
    part
        Percent of `workplaces`.
    workplaces
        All in the county; with `known`, only those of the so many municipalities with a figure.
    """
    values = {"part": tx.percent(part, 0), "count": tx.number(workplaces), "most": most}
    if known is not None:
        return tx(
            "Where next? {part} of the {count} industrial workplaces in the {known} municipalities with a figure are in {most}; we found nothing on who got help",
            known=tx.number(known), **values,
        )  # fmt: skip
    return tx(
        "Where next? {part} of the county's {count} industrial workplaces are in {most}; we found nothing on who got help",
        **values,
    )


def left_title(tx: Text, *, most: str, left: float, stand_in: bool) -> str:
    """Say where most firms are left to reach, among the figures that may be shown.

    With `stand_in`, the target group is workplaces, which are not firms, and the title says so.
    """
    if stand_in:
        return tx(
            "Where next? Set against published workplaces, about {left} are left to reach in {most}",
            left=tx.number(left), most=most,
        )  # fmt: skip
    return tx(
        "Where next? About {left} firms of the target group are left to reach in {most}",
        left=tx.number(left), most=most,
    )  # fmt: skip


def target_title(tx: Text, *, most: str, firms: float) -> str:
    """Say where most firms of the target group are; nobody has been recorded as reached."""
    return tx(
        "Where next? At least {firms} firms of the target group are in {most}; no visits are on record",
        firms=tx.number(firms), most=most,
    )  # fmt: skip
