"""What the page of a municipality is made from, computed once for all visitors."""

from __future__ import annotations

from typing import Final

import pandas as pd

from vbdash.dataset import Dataset
from vbdash.indicators import alike, facts_found, portrait, profile, structure
from vbdash.indicators.facts import Fact, choose
from vbdash.text import Text
from vbdash.text.sentences.facts import written_value
from vbdash.ui.cached import shared

__all__ = [
    "definition_here",
    "dots",
    "facts",
    "facts_about",
    "figures",
    "gaps",
    "medians",
    "nearest",
    "portraits",
    "sectors",
    "standings",
]

definition_here = shared(profile.definition_here)
figures = shared(profile.municipal_figures)
gaps = shared(profile.gaps_about)
facts = shared(facts_found.find_facts)
sectors = shared(structure.profiles)


@shared
def standings(dataset: Dataset, definition: str, code: str, year: int | None) -> pd.DataFrame:
    """Say where a municipality stands (:func:`vbdash.indicators.profile.standings`)."""
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
    """Return the middle municipality's values (:func:`vbdash.indicators.profile.county_medians`)."""
    return profile.county_medians(figures(dataset, definition), dataset.municipality_codes)


@shared
def nearest(dataset: Dataset, definition: str, code: str) -> list[alike.Neighbour]:
    """Return the municipalities most alike (:func:`vbdash.indicators.alike.most_alike`)."""
    return alike.most_alike(alike.latest_table(figures(dataset, definition)), code)


@shared
def portraits(dataset: Dataset, definition: str, code: str, strength: str) -> portrait.Portrait:
    """Collect the opening of a page (:func:`vbdash.indicators.portrait.portrait`)."""
    found = standings(dataset, definition, code, None)
    return portrait.portrait(
        dataset, code, definition, strength, figures(dataset, definition), found
    )


#: The opening of the page says these itself.
_SAID: Final = frozenset({"own_word", "no_leading"})


@shared
def facts_about(dataset: Dataset, definition: str, code: str, count: int = 3) -> list[Fact]:
    """Pick the facts most worth saying about a municipality beyond what the opening says."""
    first = portraits(dataset, definition, code, "any").sector
    told = "" if first is None else str(first["sector"])
    every = [
        fact
        for fact in facts(dataset, definition)
        if fact.kind not in _SAID and not (fact.kind == "sector" and fact.subject == told)
    ]
    return choose(every, count, (code,))
