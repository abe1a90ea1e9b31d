"""What the page of a municipality is made from, computed once for all visitors."""

from __future__ import annotations

from typing import Final

import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.indicators.facts import all as facts_found
from vbdash.indicators.facts.fact import Fact, choose
from vbdash.indicators.industry import structure
from vbdash.indicators.municipality import alike, portrait
from vbdash.indicators.municipality import figures as profile
from vbdash.sentences.facts import written_value
from vbdash.text import Text
from vbdash.ui.cached import shared

__all__ = [
    "country_traits",
    "county_traits",
    "definition_here",
    "dots",
    "facts",
    "facts_about",
    "figures",
    "gaps",
    "measure_source",
    "medians",
    "nearest",
    "portraits",
    "prepare",
    "sectors",
    "standings",
]

definition_here = profile.definition_here
figures = profile.municipal_figures
gaps = profile.gaps_about
facts = facts_found.kept_facts
sectors = structure.profiles


@shared
def standings(dataset: Dataset, definition: str, code: str, year: int | None) -> pd.DataFrame:
    """Say where a municipality stands (:func:`vbdash.indicators.municipality.figures.standings`)."""
    table = figures(dataset, definition)
    found = profile.standings(table, dataset.municipality_codes, code, year)
    order = dataset.measures["sort_order"]
    # Measures of mere size come last: they tell least about how a municipality stands.
    return found.assign(
        size=found["measure"].isin(profile.SIZES),
        order=[float(order.get(_base(m), 999)) for m in found["measure"]],
    ).sort_values(["size", "order", "measure"], ignore_index=True)


def _base(measure: str) -> str:
    """Put the commuting shares where the numbers they are made from stand."""
    return {profile.COMMUTING_IN: "commuters_in", profile.COMMUTING_OUT: "commuters_out"}.get(
        measure, measure
    )


@shared
def dots(dataset: Dataset, definition: str, lang: str, year: int | None) -> pd.DataFrame:
    """Return every municipality's value on every measure, with its name and the value in words.

    Returns
    -------
    DataFrame
        ``row`` (measure), ``code``, ``label``, ``value``, ``said``, in the year that
        :func:`standings` compares in.
    """
    tx = Text(lang)
    compared = standings(dataset, definition, dataset.municipality_codes[0], year)
    every = figures(dataset, definition)
    every = every[every["code"].isin(dataset.municipality_codes)]
    found = every.merge(compared[["measure", "year"]], on=["measure", "year"])
    return found.assign(
        row=found["measure"],
        label=[dataset.name(code, lang) for code in found["code"]],
        said=[
            written_value(tx, dataset, measure, value)
            for measure, value in zip(found["measure"], found["value"], strict=True)
        ],
    )


@shared
def medians(dataset: Dataset, definition: str) -> pd.DataFrame:
    """Return the middle municipality's values (:func:`vbdash.indicators.municipality.figures.county_medians`)."""
    return profile.county_medians(figures(dataset, definition), dataset.municipality_codes)


@shared
def county_traits(dataset: Dataset, definition: str) -> pd.DataFrame:
    """Return what the county's municipalities are compared by (:func:`vbdash.indicators.municipality.alike.latest_table`)."""
    every = figures(dataset, definition)
    return alike.latest_table(every[every["code"].isin(dataset.municipality_codes)])


@shared
def country_traits(dataset: Dataset, definition: str) -> pd.DataFrame:
    """Return what all municipalities are compared by (:func:`vbdash.indicators.municipality.alike.shared_table`).

    Returns
    -------
    DataFrame
        Without columns where no measure is known for nearly all of them.
    """
    levels = dataset.regions["level"]
    every = [str(code) for code in levels.index[levels == "municipality"]]
    return alike.shared_table(figures(dataset, definition), every)


@shared
def nearest(
    dataset: Dataset, definition: str, code: str, *, country: bool = False
) -> list[alike.Neighbour]:
    """Return the municipalities most alike, of the county or of the whole country."""
    traits = country_traits if country else county_traits
    return alike.most_alike(traits(dataset, definition), code)


@shared
def portraits(dataset: Dataset, definition: str, code: str, strength: str) -> portrait.Portrait:
    """Collect the opening of a page (:func:`vbdash.indicators.municipality.portrait.portrait`)."""
    found = standings(dataset, definition, code, None)
    return portrait.portrait(
        dataset, code, definition, strength, figures(dataset, definition), found
    )


def measure_source(dataset: Dataset, measure: str) -> str:
    """Return the id of a measure's source."""
    base = "commuters_in" if measure in (profile.COMMUTING_IN, profile.COMMUTING_OUT) else measure
    return str(dataset.row("measures", base)["source_id"])


#: The opening of the page says these itself.
_SAID: Final = frozenset({"own_word", "no_leading"})
#: The usual one; what is read from the opening here does not depend on it.
_STRENGTH: Final = "world_operating"
#: Kinds of fact that say where a measure stands, which the opening does of one measure.
_STANDING: Final = ("highest", "lowest", "few_higher", "few_lower")


@shared
def facts_about(dataset: Dataset, definition: str, code: str, count: int = 3) -> list[Fact]:
    """Pick the facts most worth saying about a municipality beyond what the opening says."""
    found = portraits(dataset, definition, code, _STRENGTH)
    told = set()
    if found.sector is not None:
        told.add(("sector", str(found.sector["sector"])))
    if found.standout is not None:
        told |= {(kind, str(found.standout["measure"])) for kind in _STANDING}
    every = [
        fact
        for fact in facts(dataset, definition)
        if fact.kind not in _SAID and (fact.kind, fact.subject) not in told
    ]
    return choose(every, count, (code,))


def prepare(dataset: Dataset, definition: str) -> None:
    """Work out what every municipality's page opens with."""
    for code in dataset.municipality_codes:
        portraits(dataset, definition, code, _STRENGTH)
        facts_about(dataset, definition, code)
