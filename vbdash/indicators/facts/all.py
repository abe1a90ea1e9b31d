"""All facts of a data set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.data.kept import kept
from vbdash.data.large.figures import holdings
from vbdash.indicators.facts.claims import claimed_shares, leading_firms, named_by_projects
from vbdash.indicators.facts.county import (
    change_of_weight,
    jobs_record,
    value_and_jobs,
    weights_within,
)
from vbdash.indicators.facts.fact import Fact, freshness, relevance
from vbdash.indicators.facts.places import extremes, more_in_than_out
from vbdash.indicators.facts.structure import county_peaks, sector_weights
from vbdash.indicators.facts.time import changes, records, runs
from vbdash.indicators.industry.shares import available_definitions
from vbdash.indicators.municipality.figures import (
    SHARES,
    by_factors,
    definition_here,
    municipal_figures,
    sizes,
)

#: Shares that the chosen definition cuts.
_CUT: Final = [f"{measure}_share" for measure, own in SHARES.items() if own is None]


def find_facts(dataset: Dataset, definition: str = "B-E") -> tuple[Fact, ...]:
    """Search the data for what is worth saying.

    Parameters
    ----------
    dataset
        Validated tables.
    definition
        What counts as industry.

    Returns
    -------
    tuple of Fact
        Best first, ties by :attr:`~vbdash.indicators.facts.fact.Fact.key`; those that are not about
        industry or are old count less (:func:`~vbdash.indicators.facts.fact.relevance`,
        :func:`~vbdash.indicators.facts.fact.freshness`). The same data gives the
        same facts, whatever the order of its rows.
    """
    industry = definition if definition in available_definitions(dataset, "gva") else "B-E"
    here = definition_here(dataset, definition)
    found = [
        *_by_any(dataset),
        *_by_one(dataset, here),
        *county_peaks(dataset, "gva", industry),
        *change_of_weight(dataset, "gva", industry),
        *value_and_jobs(dataset, industry),
        *jobs_record(dataset, industry),
        *weights_within(dataset, definition),
    ]
    newest = max((fact.year for fact in found), default=0)
    found = [
        replace(
            _with_definition(fact, here),
            score=fact.score
            * relevance(theme_of(dataset, fact.subject))
            * freshness(fact.year, newest),
        )
        for fact in found
    ]
    return tuple(sorted(found, key=lambda fact: (-round(fact.score, 9), fact.key)))


@kept
def _by_any(dataset: Dataset) -> tuple[Fact, ...]:
    """Find what is the same whatever counts as industry."""
    figures = municipal_figures(dataset, "B-E")
    figures = figures[~figures["measure"].isin(_CUT)]
    held = holdings(dataset)
    residence = held.loc[held["measure"] == "employed_residence", "year"]
    return (
        *_about(dataset, figures),
        *more_in_than_out(figures, dataset.municipality_codes),
        *(sector_weights(dataset, int(residence.max())) if len(residence) else ()),
        *claimed_shares(dataset),
        *leading_firms(dataset),
        *named_by_projects(dataset),
    )


@kept
def _by_one(dataset: Dataset, definition: str) -> tuple[Fact, ...]:
    """Find what there is to say of the shares that a definition cuts."""
    figures = municipal_figures(dataset, definition)
    return tuple(_about(dataset, figures[figures["measure"].isin(_CUT)]))


def _about(dataset: Dataset, figures: pd.DataFrame) -> Iterator[Fact]:
    codes = dataset.municipality_codes
    amounts, factors = sizes(dataset), by_factors(dataset)
    decimals = {str(m): int(n) for m, n in dataset.measures["decimals"].items()}
    telling = figures[~figures["measure"].isin(amounts - {"population"})]
    yield from extremes(telling, codes, amounts, factors, decimals)
    yield from changes(telling, codes, factors)
    yield from records(figures, codes)
    yield from runs(figures, codes)


def theme_of(dataset: Dataset, subject: str) -> str:
    """Return the theme of what a fact is about: its measure's, or industry where it is none."""
    themes = dataset.measures["theme"]
    return str(themes[subject]) if subject in themes.index else "industry"


def kept_facts(dataset: Dataset, definition: str = "B-E") -> tuple[Fact, ...]:
    """Return what :func:`find_facts` finds, searched for once: it takes half a second."""
    return dataset.once(("facts", definition), lambda: find_facts(dataset, definition))


def _with_definition(fact: Fact, definition: str) -> Fact:
    """Let a fact about industry's share among residents say what counts as industry."""
    if fact.subject != "employed_residence_share":
        return fact
    query = fact.query if definition == "B-E" else {**fact.query, "definition": definition}
    told = {**fact.values, "definition": definition}  # noqa: PD011
    return replace(fact, values=told, query=query)
