"""What sets a municipality apart from the county's others."""

from __future__ import annotations

import numpy as np
import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.data.kept import kept
from vbdash.indicators.municipality.alike import traits
from vbdash.indicators.municipality.figures import by_factors, sizes
from vbdash.indicators.municipality.standing import standing


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
