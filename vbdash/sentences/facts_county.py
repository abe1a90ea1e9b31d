"""Facts about industry in the county, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from vbdash.data.dataset import Dataset
from vbdash.indicators.change import Change, Point
from vbdash.indicators.facts.fact import Fact
from vbdash.sentences.change import marked, point_text, year_text
from vbdash.sentences.industry import industry_noun
from vbdash.text import Text, msg


def _county(tx: Text, fact: Fact, dataset: Dataset) -> str:
    values = fact.values
    known = _of_county(tx, fact, dataset)
    if fact.kind == "peak":
        last = Point(fact.year, values["value"], -1 if values["lowest"] else 0)
        lowest = marked(tx, last, preliminary="")
        return tx(
            "{industry} was at its largest in {region} in {peak_year}: {peak} of value added. In {year} it was {value}.",
            peak=tx.percent(values["peak"]),
            peak_year=values["peak_year"],
            value=tx.percent(values["value"]) + lowest,
            **known,
        )
    return tx(
        "{industry} made up {value} of value added in {region} in {year}, against {country} in Sweden: number {rank} of the {of} counties.",
        value=tx.percent(values["value"]),
        country=tx.percent(values["country"]),
        rank=values["rank"],
        of=values["of"],
        **known,
    )


def _of_county(tx: Text, fact: Fact, dataset: Dataset) -> dict[str, Any]:
    """Write region, industry and year; a year whose figure may change says so."""
    values = fact.values
    year = year_text(tx, fact.year, preliminary=values.get("preliminary", ""))
    industry = industry_noun(tx, values["definition"])
    region = dataset.name(fact.region, tx.lang)
    return {"region": region, "industry": industry, "year": year}


_MOST: Final = {
    "share_rose_most": msg(
        "{industry} made up {first} of value added in {region} and {last}. No other of the {of} counties has had such a rise ({change}), whichever of the first and last years are compared."
    ),
    "share_fell_most": msg(
        "{industry} made up {first} of value added in {region} and {last}. No other of the {of} counties has had such a fall ({change}), whichever of the first and last years are compared."
    ),
}
_JOBS: Final = {
    "jobs_high": msg(
        "{industry} employed {value} people in {region} in {year}, more than in any earlier year of the series, which begins in {since} with {start}."
    ),
    "jobs_low": msg(
        "{industry} employed {value} people in {region} in {year}, fewer than in any earlier year of the series, which begins in {since} with {start}."
    ),
}
_WITHIN: Final = {
    "industry_over": msg(
        "In {year}, {whole} of the county’s employed residents lived in {region}, but {part} of those who worked in {industry}."
    ),
    "industry_under": msg(
        "In {year}, {whole} of the county’s employed residents lived in {region}, but only {part} of those who worked in {industry}."
    ),
}


def _most(tx: Text, fact: Fact, dataset: Dataset) -> str:
    values = fact.values
    told: Change = values["told"]
    first, last = (
        point_text(tx, point, tx.percent, values["doubtful"]) for point in (told.first, told.last)
    )
    # Of the figures as they are shown, so that anybody can work it out again.
    change = round(told.last.value, 1) - round(told.first.value, 1)
    return tx(
        _MOST[fact.kind],
        first=first,
        last=last,
        change=tx("{n} percentage points", n=tx.number(change, 1, signed=True)),
        of=tx.number(values["of"]),
        region=dataset.name(fact.region, tx.lang),
        industry=industry_noun(tx, values["definition"]),
    )


def _value_and_jobs(tx: Text, fact: Fact, dataset: Dataset) -> str:
    shares = ("value", "jobs", "country_value", "country_jobs")
    return tx(
        "{industry} made up {value} of value added but {jobs} of the employed in {region} in {year}. In Sweden it was {country_value} and {country_jobs}.",
        **{name: tx.percent(fact.values[name]) for name in shares},
        **_of_county(tx, fact, dataset),
    )


def _jobs(tx: Text, fact: Fact, dataset: Dataset) -> str:
    values = fact.values
    said = tx(
        _JOBS[fact.kind],
        value=tx.number(values["value"]),
        start=tx.number(values["start"])
        + marked(tx, Point(0, 0.0, values["start_extreme"]), preliminary=""),
        since=values["since"],
        **_of_county(tx, fact, dataset),
    )
    if "final" not in values:
        return said
    final = tx(
        "The latest figure that is not preliminary is {value} ({year}).",
        value=tx.number(values["final"]), year=values["final_year"],
    )  # fmt: skip
    return f"{said} {final}"


def _within(tx: Text, fact: Fact, dataset: Dataset) -> str:
    return tx(
        _WITHIN[fact.kind],
        whole=tx.percent(fact.values["whole"]),
        part=tx.percent(fact.values["part"]),
        **_of_county(tx, fact, dataset),
    )


#: Kind of fact, and what words it.
COUNTY: Final[Mapping[str, Callable[[Text, Fact, Dataset], str]]] = {
    "peak": _county,
    "county_rank": _county,
    **dict.fromkeys(_MOST, _most),
    **dict.fromkeys(_JOBS, _jobs),
    **dict.fromkeys(_WITHIN, _within),
    "value_and_jobs": _value_and_jobs,
}
