"""What the figures say about the weight of industry: every sentence of the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from vbdash.data.editions import PRELIMINARY, PROVISIONAL
from vbdash.indicators.change import Change
from vbdash.indicators.similar import Place
from vbdash.sentences.change import NONE, told
from vbdash.sentences.overview import industrys_share, ordinal_of
from vbdash.sentences.places import Against, against, placed
from vbdash.text import Text, msg

#: Definitions as they stand in a sentence.
_INDUSTRY: Final = {
    "C": msg("manufacturing (C)"),
    "B+C": msg("mining and manufacturing (B+C)"),
    "B-E": msg("industry (B–E)"),
    "B-F": msg("industry and construction (B–F)"),
    "A-F": msg("the production of goods (A–F)"),
    "own": msg("the source's own group of industrial businesses"),
}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def industry_noun(tx: Text, definition: str) -> str:
    """Name a definition of industry as it stands in a sentence."""
    return tx(_INDUSTRY[definition])


#: By whether the place has a word, the unit, and whether all of them have a figure.
_PLACES = {
    (True, "county", True): msg("{region} has the {place} share of {of} counties."),
    (True, "county", False): msg(
        "{region} has the {place} share of the {of} counties with a figure."
    ),
    (True, "municipality", True): msg("{region} has the {place} share of {of} municipalities."),
    (True, "municipality", False): msg(
        "{region} has the {place} share of the {of} municipalities with a figure."
    ),
    (False, "county", True): msg("{region} is number {rank} of {of} counties."),
    (False, "county", False): msg("{region} is number {rank} of the {of} counties with a figure."),
    (False, "municipality", True): msg("{region} is number {rank} of {of} municipalities."),
    (False, "municipality", False): msg(
        "{region} is number {rank} of the {of} municipalities with a figure."
    ),
}


def headline(
    tx: Text,
    *,
    definition: str,
    whole: str,
    region: str,
    year: int | str,
    share: float,
    country: float,
) -> str:
    """Answer "how large is industry?" in one sentence; `whole`: of what, shares in percent, `country` may be NaN."""
    values = {
        "industry": industry_noun(tx, definition), "measure": whole,
        "region": region, "year": year, "share": tx.percent(share), "country": tx.percent(country),
    }  # fmt: skip
    if country != country:
        return _capital(
            tx("{industry} accounted for {share} of {measure} in {region} in {year}.", **values)
        )
    return _capital(
        tx(
            "{industry} accounted for {share} of {measure} in {region} in {year}, "
            "against {country} in Sweden.",
            **values,
        )
    )


def place_sentence(
    tx: Text, *, region: str, rank: int, of: int, unit: str, every: bool = True
) -> str:
    """Say which place a region has; `unit` is ``"county"`` or ``"municipality"``.

    `every` says whether all regions have a figure; where not, the place is among those that do.
    """
    place = ordinal_of(tx, rank, of)
    return tx(_PLACES[bool(place), unit, every], region=region, rank=rank, of=of, place=place)


def verdict_sentence(
    tx: Text, *, region: str, share: float, place: Place | None, others: Sequence[Against]
) -> str:
    """Say a share, its place among the regions, and what it is against others.

    Parameters
    ----------
    region, share
        What it is called, and percent.
    place
        Among the regions of its level; None says nothing of it.
    others
        The county and the country.
    """
    said = [tx.percent(share), *([placed(tx, place)] if place is not None else [])]
    compared = against(tx, share, others)
    text = tx("{region}: {said}", region=region, said=", ".join(said))
    return f"{text}; {compared}." if compared else f"{text}."


def small_sentence(tx: Text, *, sectors: Sequence[str]) -> str:
    """Say that counts below ten are uncertain, and which those are."""
    return tx(
        "Fewer than ten people in {sectors}: Statistics Sweden changes small numbers to protect individuals, "
        "so the figure is uncertain and zero need not mean none.",
        sectors=tx.listing(sectors),
    )


#: By the unit, and whether all of them have a figure.
_APART: Final = {
    ("county", True): msg(
        "Of {of} counties, {highest} has the highest share in {year}, {high}, and {lowest} the lowest, {low}."
    ),
    ("county", False): msg(
        "Of the {of} counties with a figure, {highest} has the highest share in {year}, {high}, and {lowest} the lowest, {low}."
    ),
    ("municipality", True): msg(
        "Of {of} municipalities, {highest} has the highest share in {year}, {high}, and {lowest} the lowest, {low}."
    ),
    ("municipality", False): msg(
        "Of the {of} municipalities with a figure, {highest} has the highest share in {year}, {high}, and {lowest} the lowest, {low}."
    ),
}


def swarm_sentence(
    tx: Text,
    *,
    highest: str,
    high: float,
    lowest: str,
    low: float,
    of: int,
    year: int | str,
    unit: str,
    every: bool = True,
) -> str:
    """Say how far apart regions lie: counties or municipalities, `every` one or those with a figure."""
    ends = {"high": tx.percent(high), "low": tx.percent(low)}
    return tx(_APART[unit, every], highest=highest, lowest=lowest, of=of, year=year, **ends)


def trend(
    tx: Text,
    *,
    definition: str,
    region: str,
    change: Change,
    country: Mapping[int, float],
    preliminary: Mapping[int, str] = NONE,
) -> str:
    """Say how a share has moved in a region, and what it was in the country in the same years.

    Parameters
    ----------
    change
        Of the region's share, percent.
    country
        The country's share by year.
    preliminary
        Years whose figures may change, with why.
    """
    said = told(
        tx, change, measure=industrys_share(tx, definition), region=region, write=tx.percent,
        preliminary=preliminary,
    )  # fmt: skip
    ends = [country.get(point.year, float("nan")) for point in (change.first, change.last)]
    if change.years < 2 or any(each != each for each in ends):
        return said
    beside = tx(
        "In Sweden it was {country_first} in {first} and {country_last} in {last}.",
        country_first=tx.percent(ends[0]), first=change.first.year,
        country_last=tx.percent(ends[1]), last=change.last.year,
    )  # fmt: skip
    return f"{said} {beside}"


def structure_sentence(
    tx: Text, *, region: str, largest: str, largest_share: float, marked: str, lq: float, year: int,
    larger: bool,
) -> str:  # fmt: skip
    """Say what an economy consists of, and what weighs more than in the country; `larger`: of what is no mere handful."""
    said = msg(
        "The largest sector in {region} in {year} is {largest} ({share} of employed residents). Furthest above Sweden is {marked}: {times} times as common as there."
    )
    if larger:
        said = msg(
            "The largest sector in {region} in {year} is {largest} ({share} of employed residents). Of the larger sectors, {marked} lies furthest above Sweden: {times} times as common as there."
        )
    elif largest == marked:
        said = msg(
            "The largest sector in {region} in {year} is {largest}: {share} of employed residents. It is also the one furthest above Sweden: {times} times as common as there."
        )
    return tx(
        said, region=region, year=year, largest=largest.lower(), share=tx.percent(largest_share),
        marked=marked.lower(), times=tx.number(lq, 1),
    )  # fmt: skip


def specialised_sentence(
    tx: Text, *, most: str, most_index: float, least: str, least_index: float
) -> str:
    """Say which region's structure differs most and least from the country's (Krugman's index)."""
    return tx(
        "{most} differs most from Sweden's mix of sectors: {share} of the employed would have to change sector for it to be the same. {least} differs least ({other}).",
        most=most, share=tx.percent(50 * most_index, 0), least=least,
        other=tx.percent(50 * least_index, 0),
    )  # fmt: skip


def shift_sentences(
    tx: Text,
    *,
    region: str,
    start: str,
    end: str,
    change: float,
    expected: float,
    final: tuple[int, float] | None = None,
) -> tuple[str, str]:
    """Say how industrial employment changed, and how much of it is a region's own; thousand persons.

    What is the region's own is the difference of the two figures that are said.

    Parameters
    ----------
    start, end
        The years, with what is said of them in brackets.
    change, expected
        Of the region, and as it would have been if it had followed the whole country.
    final
        The latest year that is not preliminary and the region's change up to it; it is told where
        it goes the other way.
    """
    moved, followed = round(10 * change), round(10 * expected)
    own = moved - followed
    jobs = {
        "change": tx.number(100 * abs(moved)), "expected": tx.number(100 * abs(followed)),
        "own": tx.number(100 * abs(own)), "region": region, "start": start, "end": end,
    }  # fmt: skip
    found = (
        tx("Industrial employment in {region} grew by {change} people from {start} to {end}.", **jobs)
        if moved >= 0
        else tx("Industrial employment in {region} fell by {change} people from {start} to {end}.", **jobs)
    )  # fmt: skip
    against = (
        tx("Had it followed industry in the whole country, it would have grown by {expected}.", **jobs)
        if followed >= 0
        else tx("Had it followed industry in the whole country, it would have fallen by {expected}.", **jobs)
    )  # fmt: skip
    if final is not None and (until := round(10 * final[1])) * moved < 0:
        turn = {"said": found[:-1], "until": tx.number(100 * abs(until)), "year": str(final[0])}
        found = (
            tx("{said}; up to {year} it had fallen by {until}.", **turn)
            if until < 0
            else tx("{said}; up to {year} it had grown by {until}.", **turn)
        )
    return found, f"{against} {_beyond(tx, own, jobs)}"


def _beyond(tx: Text, own: int, jobs: dict[str, str]) -> str:
    if own == 0:
        return tx("So there are as many as if it had followed the country.")
    if own > 0:
        return tx("So there are {own} more than if it had followed the country.", **jobs)
    return tx("So there are {own} fewer than if it had followed the country.", **jobs)


def own_place_sentence(
    tx: Text,
    *,
    region: str,
    start: int,
    end: str,
    place: int,
    of: int,
    final: tuple[int, int] | None = None,
) -> str:
    """Say which place a region has by the part of the change that is its own.

    Parameters
    ----------
    final
        The latest year that is not preliminary and the place then, which is told where it is another.
    """
    if final is not None and final[1] != place:
        return tx(
            "{region} is number {place} of {of} counties by how many more or fewer jobs industry has in {end} "
            "than if it had followed the whole country since {start}, but number {other} up to {year}.",
            region=region, start=start, end=end, place=place, of=of, other=final[1], year=final[0],
        )  # fmt: skip
    return tx(
        "{region} is number {place} of {of} counties by how many more or fewer jobs industry has in {end} "
        "than if it had followed the whole country since {start}.",
        region=region, start=start, end=end, place=place, of=of,
    )  # fmt: skip


def without_preliminary(tx: Text, *, year: int, said: str, why: str = PRELIMINARY) -> str:
    """Say what is found up to the latest year with final figures."""
    if why == PROVISIONAL:
        return tx("Without the preliminary years, up to {year}: {said}", year=year, said=said)
    return tx("Without the years that are probably preliminary, up to {year}: {said}",
              year=year, said=said)  # fmt: skip


def ladder_sentence(
    tx: Text,
    *,
    whole: str,
    region: str,
    year: int,
    narrow: tuple[str, float],
    wide: tuple[str, float],
) -> str:
    """Say how far a share moves between the narrowest and the widest definition (id, percent)."""
    return tx(
        "The same place, the same year, the same measure: of {measure} in {region} in {year}, "
        "{narrow} is {low} and {wide} is {high}.",
        measure=whole, region=region, year=year,
        narrow=industry_noun(tx, narrow[0]), low=tx.percent(narrow[1]),
        wide=industry_noun(tx, wide[0]), high=tx.percent(wide[1]),
    )  # fmt: skip


def example_sentence(
    tx: Text, *, whole: str, region: str, county: str, year: int, narrow: float, wide: float
) -> str:
    """Say the same of another county's business sector; from C to A–F, shares in percent."""
    return tx(
        "An example from {region}, not {county}: of {measure} in {year}, {narrow} is {low} and "
        "{wide} is {high}.",
        region=region, county=county, measure=whole, year=year,
        narrow=industry_noun(tx, "C"), low=tx.percent(narrow),
        wide=industry_noun(tx, "A-F"), high=tx.percent(wide),
    )  # fmt: skip


def workplaces_sentence(tx: Text, *, region: str, year: int, share: float, country: float) -> str:
    """Say how many of the workplaces are industrial; shares in percent, `country` may be NaN."""
    values = {"region": region, "year": year, "share": tx.percent(share)}
    if country != country:
        return tx(
            "Counted in workplaces, industrial businesses are {share} in {region} in {year}.",
            **values,
        )
    return tx(
        "Counted in workplaces, industrial businesses are {share} in {region} in {year}, against "
        "{country} in Sweden.",
        country=tx.percent(country), **values,
    )  # fmt: skip


def answers_sentence(
    tx: Text, *, region: str, year: int, count: int, low: float, high: float
) -> str:
    """Say between what an answer to "how large is industry?" may lie; shares in percent."""
    return tx(
        "How large is industry in {region} in {year}? From {low} to {high}, depending on what is counted "
        "and what it is a share of: {count} answers on record.",
        region=region, year=year, low=tx.percent(low), high=tx.percent(high), count=count,
    )  # fmt: skip


def ratio_sentence(
    tx: Text, *, region: str, own: tuple[float, float], others: Sequence[float]
) -> str:
    """Say how many times the official share claims are: the county's, and the others' span."""
    return tx(
        "The quoted figure for {region} is {low}–{high} times industry's own share of value added. "
        "Employers' organisations' claims of the same kind for other areas are {least}–{most} times theirs.",
        region=region, low=tx.number(own[0], 1), high=tx.number(own[1], 1),
        least=tx.number(min(others), 1), most=tx.number(max(others), 1),
    )  # fmt: skip


def times_label(tx: Text, *, region: str, low: float, high: float) -> str:
    """Name a region with how many times its official share the claim about it is; NaN: the name."""
    if low != low or high != high:
        return region
    least, most = tx.number(low, 1), tx.number(high, 1)
    if least == most:
        return tx("{region}: {times} times", region=region, times=least)
    return tx("{region}: {low}–{high} times", region=region, low=least, high=most)
