"""Which municipalities are most alike, and on what.

A distance over standardised measures, in the open: every measure weighs the same, and for each
pair the measures that brought them together, and those that set them apart, can be listed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np
import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.data.editions import usual_years
from vbdash.data.kept import kept
from vbdash.indicators.arrays import Array
from vbdash.indicators.municipality.figures import (
    OWN_SHARES,
    by_factors,
    municipal_figures,
    sizes,
    wide_table,
)

#: A pair must share at least this part of the measures.
_ENOUGH: Final = 0.75
#: A measure that a larger group is compared by must be known for at least this part of it.
_NEARLY_ALL: Final = 0.9
#: Standard deviations up to which, on average, a municipality is alike at all.
NEAR: Final = 1.0
#: Measures and what they weigh.
Weights = tuple[tuple[str, float], ...]
#: So many measures are named as what brought a pair together.
_REASONS: Final = 3


@dataclass(frozen=True)
class Neighbour:
    """A municipality like another.

    Attributes
    ----------
    code
        Its code.
    distance
        Root mean square of the differences in standard deviations, 0 and up.
    together
        The measures that did most to bring the two together, first one first.
    apart
        The measure in which they differ most.
    shared
        Measures that both have.
    """

    code: str
    distance: float
    together: tuple[str, ...]
    apart: str
    shared: int


@kept
def traits(dataset: Dataset, definition: str) -> tuple[str, ...]:
    """Return the measures that municipalities are compared by, in the order of the registry.

    All that there are figures of, but for mere size, of which the population alone counts, and for
    industry's weight by another definition than the chosen one. Shares and ratios that are worked out of amounts count.
    """
    known = _comparable(municipal_figures(dataset, definition), sizes(dataset))
    order = dataset.measures["sort_order"]
    return tuple(sorted(known, key=lambda m: (float(order[m]), m)))


def _comparable(figures: pd.DataFrame, amounts: Iterable[str]) -> list[str]:
    left = {*amounts, *OWN_SHARES} - {"population"}
    return [str(each) for each in figures["measure"].unique() if each not in left]


@kept
def county_traits(dataset: Dataset, definition: str) -> pd.DataFrame:
    """Return what the county's municipalities are compared by (:func:`latest_table`)."""
    every = municipal_figures(dataset, definition)
    own = every[every["code"].isin(dataset.municipality_codes)]
    return latest_table(own, traits(dataset, definition))


@kept
def country_traits(dataset: Dataset, definition: str) -> pd.DataFrame:
    """Return what all municipalities are compared by (:func:`shared_table`).

    Returns
    -------
    DataFrame
        Without columns where no measure is known for nearly all of them.
    """
    levels = dataset.regions["level"]
    every = [str(code) for code in levels.index[levels == "municipality"]]
    return shared_table(municipal_figures(dataset, definition), every, traits(dataset, definition))


def nearest(
    dataset: Dataset, definition: str, code: str, *, country: bool = False, weights: Weights = ()
) -> list[Neighbour]:
    """Return the municipalities most alike, of the county or of the whole country.

    Parameters
    ----------
    weights
        Measures that weigh other than 1; a measure that weighs 0 does not count.
    """
    if not weights:
        return _nearest(dataset, definition, code, country)
    table = (country_traits if country else county_traits)(dataset, definition)
    given = dict(weights)
    used = [name for name in table.columns if given.get(str(name), 1.0) > 0]
    return most_alike(table[used], code, factors=by_factors(dataset), weights=given)


@kept
def _nearest(dataset: Dataset, definition: str, code: str, country: bool) -> list[Neighbour]:
    table = (country_traits if country else county_traits)(dataset, definition)
    return most_alike(table, code, factors=by_factors(dataset))


def latest_table(figures: pd.DataFrame, traits: tuple[str, ...] = ()) -> pd.DataFrame:
    """Lay out the latest year of each measure.

    Parameters
    ----------
    figures
        Rows of :func:`vbdash.indicators.municipality.figures.municipal_figures`.
    traits
        Measures to take, in order; those without any figure are left out. None given means all.

    Returns
    -------
    DataFrame
        Indexed by municipality code in ascending order, one column a measure; all values of a
        column are from the measure's usual year.
    """
    wanted = traits or tuple(map(str, figures["measure"].unique()))
    own = figures[figures["measure"].isin(wanted) & figures["value"].notna()]
    latest = own["measure"].map(usual_years(own))
    wide = wide_table(own[own["year"] == latest], "code", "measure")
    return wide.sort_index().reindex(columns=[t for t in wanted if t in wide.columns])


def shared_table(
    figures: pd.DataFrame, codes: Sequence[str], traits: tuple[str, ...] = ()
) -> pd.DataFrame:
    """Lay out the measures that nearly all of a group have, for instance all of Sweden.

    Parameters
    ----------
    figures
        Rows of :func:`vbdash.indicators.municipality.figures.municipal_figures`.
    codes
        The group.
    traits
        Measures to take; none given means all.

    Returns
    -------
    DataFrame
        As :func:`latest_table`, but each measure in the latest year in which at least nine tenths
        of the group have a figure; a measure without such a year is left out.
    """
    own = figures[figures["code"].isin(codes) & figures["value"].notna()]
    own = own[own["measure"].isin(traits)] if traits else own
    known = own.groupby(["measure", "year"])["code"].transform("nunique")
    return latest_table(own[known >= _NEARLY_ALL * len(codes)])


def standardised(table: pd.DataFrame, factors: Collection[str] = ()) -> pd.DataFrame:
    """Put every measure on the same scale.

    Parameters
    ----------
    table
        One row a municipality, one column a measure.
    factors
        The measures that differ by factors.

    Returns
    -------
    DataFrame
        Same shape: distance from the mean in standard deviations, of the logarithm for
        `factors`. A measure that is the same everywhere tells nothing and is
        zero; a missing figure stays missing.
    """
    values = table.astype(float).copy()
    for name in values.columns.intersection(sorted(factors)):
        positive = values[name].where(values[name] > 0)
        values[name] = np.log(positive)
    spread = values.std(ddof=0)
    centred = values - values.mean()
    return (centred / spread.where(spread > 1e-12, np.inf)).astype(float)


def most_alike(
    table: pd.DataFrame,
    code: str,
    count: int = 5,
    factors: Collection[str] = (),
    weights: Mapping[str, float] = MappingProxyType({}),
) -> list[Neighbour]:
    r"""Return the municipalities nearest to one.

    .. math:: d(a, b) = \sqrt{\frac{\sum_{m \in M_{ab}} w_m (z_{am} - z_{bm})^2}{\sum_{m \in M_{ab}} w_m}}

    where :math:`M_{ab}` are the measures that both have, and :math:`w_m` what each weighs.

    Parameters
    ----------
    table
        One row a municipality, one column a measure (:func:`latest_table`), not standardised.
    code
        The municipality.
    count
        How many to return.
    factors
        The measures whose logarithms are compared (:func:`standardised`).
    weights
        What measures weigh, where it is not 1; more than 0.

    Returns
    -------
    list of Neighbour
        Nearest first, ties by code. Empty where the municipality has no figures. Pairs that share
        less than three quarters of the measures are left out: a distance over other measures
        would not be comparable.

    Notes
    -----
    A measure brings two together when they differ less in it than the municipality differs from
    all others: mean squared difference to all others less squared difference to this one. So a
    trait that everybody has counts for little, and an unusual one that both have for much.

    References
    ----------
    Everitt, B. S., Landau, S., Leese, M. and Stahl, D. (2011). *Cluster Analysis*, 5th ed., Wiley,
    ch. 3 (standardisation; averaging over the variables that both have, after Gower 1971).
    """
    if code not in table.index:
        return []
    scores = standardised(table, factors)
    others = scores.drop(index=code)
    squares: Array = np.square(others.to_numpy() - scores.loc[code].to_numpy())
    known = ~np.isnan(squares)
    shared = known.sum(axis=1)
    if not squares.size or not shared.any():
        return []
    with np.errstate(invalid="ignore", divide="ignore"):
        weight = np.array([weights.get(str(each), 1.0) for each in others.columns])
        total = np.where(known, weight, 0).sum(axis=1)
        distance = np.sqrt(np.where(known, weight * squares, 0).sum(axis=1) / total)
        typical = np.where(known, squares, 0).sum(axis=0) / known.sum(axis=0)
    enough = shared >= _ENOUGH * scores.loc[code].notna().sum()
    codes, names = [str(c) for c in others.index], [str(m) for m in others.columns]
    order = sorted(
        (i for i in range(len(codes)) if enough[i]),
        key=lambda i: (round(distance[i], 12), codes[i]),
    )
    return [
        _neighbour(codes[i], float(distance[i]), squares[i], typical, names) for i in order[:count]
    ]


def _neighbour(
    code: str, distance: float, squares: Array, typical: Array, names: list[str]
) -> Neighbour:
    gain = typical - squares
    known = [i for i in range(len(names)) if not np.isnan(squares[i])]
    best = sorted(known, key=lambda i: (-gain[i], names[i]))
    worst = max(known, key=lambda i: (squares[i], names[i]))
    near = tuple(names[i] for i in best if gain[i] > 0 and i != worst)[:_REASONS]
    return Neighbour(code, distance, near, names[worst], len(known))
