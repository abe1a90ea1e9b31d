"""Where the municipalities of the county in focus stand, kept with the data set."""

from __future__ import annotations

import numpy as np
import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.data.kept import kept
from vbdash.data.large.figures import figures
from vbdash.indicators.industry.compare import COUNTRY, comparison
from vbdash.indicators.industry.shares import TOTAL
from vbdash.indicators.municipality.alike import traits
from vbdash.indicators.municipality.figures import (
    SHARES,
    Compared,
    by_factors,
    compared,
    county_medians,
    definition_here,
    histories,
    made_of,
    municipal_figures,
    sizes,
    standings,
)


@kept
def standing(dataset: Dataset, definition: str, code: str, year: int | None = None) -> pd.DataFrame:
    """Say where a municipality stands among the county's, on each measure.

    Returns
    -------
    DataFrame
        As :func:`vbdash.indicators.municipality.figures.standings`, in the order of the registry;
        measures of mere size come last, since they tell least about how a municipality stands.
    """
    decimals = {str(m): int(n) for m, n in dataset.measures["decimals"].items()}
    found = standings(_compared(dataset, definition, year), code, decimals)
    order = dataset.measures["sort_order"]
    return found.assign(
        size=found["measure"].isin(sizes(dataset)),
        order=[float(order[m]) for m in found["measure"]],
    ).sort_values(["size", "order", "measure"], ignore_index=True)


@kept
def _compared(dataset: Dataset, definition: str, year: int | None) -> tuple[Compared, ...]:
    levels = dataset.regions["level"]
    every = [str(each) for each in levels.index[levels == "municipality"]]
    table = municipal_figures(dataset, definition)
    return compared(table, dataset.municipality_codes, year, every)


@kept
def country_figure(dataset: Dataset, definition: str, measure: str, year: int) -> float:
    """Return the country's figure of a measure that municipalities have; NaN where there is none."""
    base = measure.removesuffix("_share")
    if base != measure and base in SHARES:
        cut = SHARES[base] or definition_here(dataset, definition)
        found = comparison(dataset, base, cut, "municipality", year)
        return found.country if found is not None and found.year == year else float("nan")
    rows = figures(dataset, measure)
    own = rows[
        (rows["region_code"] == COUNTRY) & (rows["year"] == year) & (rows["sector"] == TOTAL)
    ]
    return float(own["value"].iloc[0]) if len(own) else float("nan")


@kept
def compared_figures(dataset: Dataset, definition: str, year: int | None = None) -> pd.DataFrame:
    """Return every municipality's value on each measure, in the year that :func:`standing` compares in."""
    compared = standing(dataset, definition, dataset.municipality_codes[0], year)
    every = municipal_figures(dataset, definition)
    every = every[every["code"].isin(dataset.municipality_codes)]
    return every.merge(compared[["measure", "year"]], on=["measure", "year"])


@kept
def medians(dataset: Dataset, definition: str) -> pd.DataFrame:
    """Return the middle municipality's values (:func:`vbdash.indicators.municipality.figures.county_medians`)."""
    return county_medians(municipal_figures(dataset, definition), dataset.municipality_codes)


@kept
def over_time(dataset: Dataset, definition: str, code: str) -> tuple[str, ...]:
    """Return the measures by which it can be told how a municipality has changed.

    Those with figures of two years or more, the longest history first. Amounts are left out that
    others are worked out of: those are told instead.
    """
    every = municipal_figures(dataset, definition)
    told = made_of(dataset).values()
    parts = {each for pair in told for side in pair for each in side}
    own = every[(every["code"] == code) & ~every["measure"].isin(parts)]
    years = own.groupby("measure")["year"].nunique()
    order = dataset.measures["sort_order"]
    return tuple(sorted(histories(own, (code,)), key=lambda m: (-int(years[m]), float(order[m]))))


@kept
def sets_apart(
    dataset: Dataset, definition: str, code: str, year: int | None = None
) -> pd.DataFrame:
    """Return the measures in which a municipality lies furthest out among the county's.

    Returns
    -------
    DataFrame
        The rows of :func:`vbdash.indicators.municipality.standing.standing` in which it lies in an
        outer quarter, among the measures that municipalities are compared by
        (:func:`vbdash.indicators.municipality.alike.traits`) but for mere size; furthest first, by
        ``distance``: from the median, in distances between the quartiles (of the logarithm where
        municipalities differ by factors). Empty where it lies far out in none.
    """
    found = standing(dataset, definition, code, year)
    wanted = set(traits(dataset, definition)) - sizes(dataset)
    outer = np.array([p is not None and p.side != "" for p in found["place"]], dtype=bool)
    found = found[found["measure"].isin(wanted) & outer]
    distances = [
        _distance(*row, factors=measure in by_factors(dataset))
        for measure, *row in zip(*(found[c] for c in ("measure", "value", "median", "low", "high")), strict=True)
    ]  # fmt: skip
    return found.assign(distance=np.array(distances, dtype=float)).sort_values(
        ["distance", "measure"], ascending=[False, True], ignore_index=True
    )


def _distance(value: float, median: float, low: float, high: float, *, factors: bool) -> float:
    if factors and min(value, low) > 0:
        value, median, low, high = np.log([value, median, low, high])
    return float(abs(value - median) / (high - low)) if high > low else np.inf
