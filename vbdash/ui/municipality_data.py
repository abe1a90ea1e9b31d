"""What the page of a municipality is made from, computed once for all visitors."""

from __future__ import annotations

from typing import Final

import pandas as pd

from vbdash.dataset import Dataset
from vbdash.indicators import alike, facts_found, portrait, profile, structure
from vbdash.indicators.facts import Fact, choose
from vbdash.ui.cached import shared

__all__ = ["facts", "facts_about", "figures", "medians", "nearest", "portraits", "sectors", "standings"]

figures = shared(profile.municipal_figures)
facts = shared(facts_found.find_facts)
sectors = shared(structure.profiles)


@shared
def standings(dataset: Dataset, definition: str, code: str, year: int | None) -> pd.DataFrame:
    """Say where a municipality stands (:func:`vbdash.indicators.profile.standings`)."""
    table = figures(dataset, definition)
    found = profile.standings(table, dataset.municipality_codes, code, year)
    order = dataset.measures["sort_order"]
    return found.assign(
        order=[float(order.get(_base(m), 999)) for m in found["measure"]]
    ).sort_values(["order", "measure"], ignore_index=True)


def _base(measure: str) -> str:
    """Put the commuting shares beside the numbers they are made from."""
    return {profile.COMMUTING_IN: "commuters_in", profile.COMMUTING_OUT: "commuters_out"}.get(
        measure, measure
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
