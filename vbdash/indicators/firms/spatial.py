"""Whether municipalities with much of something lie beside each other more than chance would have it.

With fifteen municipalities the test is weak. Its power is computed here too, so that whoever
quotes it can say how weak; it is never a headline.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

Array = npt.NDArray[np.float64]

#: Seed of every draw, so that the same data give the same p-value.
_SEED: Final = 24
#: Shuffles behind a p-value, and data sets drawn to find the power of the test.
_PERMUTATIONS, _DRAWS = 999, 1000
#: The level at which the test says "not by chance".
_LEVEL: Final = 0.05
#: The correlation between neighbours that the power is stated for.
CORRELATION: Final = 0.5


@dataclass(frozen=True)
class Pattern:
    """Moran's I and what chance would give.

    Attributes
    ----------
    statistic
        Moran's I: above `expected` where neighbours are alike, below where they differ.
    expected
        Its mean where values lie by chance, −1 / (n − 1).
    p
        Share of shuffles (one-sided, the observed one counted) at least as far out.
    n
        Municipalities.
    permutations
        Shuffles.
    """

    statistic: float
    expected: float
    p: float
    n: int
    permutations: int

    @property
    def found(self) -> bool:
        """Whether the pattern is told from chance at the level of five percent."""
        return self.p <= _LEVEL


def neighbours(shapes: gpd.GeoDataFrame) -> pd.DataFrame:
    """Say which areas touch, each row summing to one.

    Parameters
    ----------
    shapes
        Polygons indexed by code.

    Returns
    -------
    DataFrame
        Square, rows and columns by code: 1 / number of neighbours where two areas share a border
        or a corner (queen contiguity), otherwise 0. An area without neighbours has a row of zeros.
    """
    areas = shapes.geometry.to_numpy()
    one, other = shapely.STRtree(areas).query(areas, predicate="intersects")
    touching = np.zeros((len(areas), len(areas)))
    touching[one, other] = 1
    np.fill_diagonal(touching, 0)
    many = touching.sum(axis=1, keepdims=True)
    weights = np.divide(touching, many, out=touching, where=many > 0)
    return pd.DataFrame(weights, index=shapes.index, columns=shapes.index)


def moran(
    values: pd.Series, shapes: gpd.GeoDataFrame, *, permutations: int = _PERMUTATIONS
) -> Pattern | None:
    """Test whether neighbours are alike.

    Parameters
    ----------
    values
        One value an area, indexed by code. Areas without one are left out.
    shapes
        Polygons indexed by code.
    permutations
        How often the values are shuffled.

    Returns
    -------
    Pattern or None
        None where there are fewer than four values, all are the same, or no two areas touch.

    Notes
    -----
    I = n / Σw · Σ w z z' / Σ z², with z the distance from the mean and w the weights of
    :func:`neighbours`. The p-value is the smaller tail of values that are shuffled over the areas,
    the observed one counted among them, as ``esda`` counts it. The shuffles are drawn from a
    generator of their own with a fixed seed, so that the same data always give the same p-value.

    References
    ----------
    Moran, P. A. P. (1950). Notes on continuous stochastic phenomena. Biometrika, 37, 17-23.
    Cliff, A. D. and Ord, J. K. (1981). Spatial processes. Pion.
    """
    known = values.dropna()
    areas = shapes.loc[[code for code in shapes.index if code in known.index]]
    y = known.reindex(areas.index).to_numpy(dtype=float)
    if len(y) < 4 or np.allclose(y, y[0]):
        return None
    weights = neighbours(areas).to_numpy()
    if not weights.any():
        return None
    observed = float(_statistic(y[np.newaxis], weights)[0])
    rows = np.tile(y, (permutations, 1))
    shuffled = np.random.default_rng(_SEED).permuted(rows, axis=1)
    p = _tail(observed, _statistic(shuffled, weights))
    return Pattern(observed, -1 / (len(y) - 1), p, len(y), permutations)


def power(shapes: gpd.GeoDataFrame, correlation: float = CORRELATION, draws: int = _DRAWS) -> float:
    """Return how often the test finds a pattern that is there, 0 to 1.

    Parameters
    ----------
    shapes
        Polygons indexed by code.
    correlation
        Of each area with the mean of its neighbours, in the patterns that are drawn (the
        parameter of a simultaneous autoregressive process with normal errors).
    draws
        Patterns drawn, each tested with its own shuffles.

    Returns
    -------
    float
        Share of the patterns that a one-sided test at five percent tells from chance; missing where
        no two areas touch.

    References
    ----------
    Anselin, L. and Rey, S. (1991). Properties of tests for spatial dependence in linear regression
    models. Geographical Analysis, 23, 112-131.
    """
    weights = neighbours(shapes).to_numpy()
    if not weights.any():
        return math.nan
    n = len(weights)
    rng = np.random.default_rng(_SEED)
    spread = np.linalg.inv(np.eye(n) - correlation * weights)
    patterns = rng.standard_normal((draws, n)) @ spread.T
    # The order of a shuffle does not depend on the values, so one set serves every pattern.
    orders = rng.permuted(np.tile(np.arange(n), (_PERMUTATIONS, 1)), axis=1)
    found = 0
    for y, observed in zip(patterns, _statistic(patterns, weights), strict=True):
        found += np.mean(_statistic(y[orders], weights) >= observed) <= _LEVEL
    return found / draws


def _statistic(values: Array, weights: Array) -> Array:
    """Return Moran's I of each row of `values`."""
    z = values - values.mean(axis=1, keepdims=True)
    ties = np.einsum("ij,ij->i", z @ weights.T, z)
    scale: Array = values.shape[1] / weights.sum() * ties / np.einsum("ij,ij->i", z, z)
    return scale


def _tail(observed: float, drawn: Array) -> float:
    """Return the pseudo p-value: the smaller tail, the observed pattern counted among the drawn."""
    above = int((drawn >= observed - 1e-12).sum())
    return (min(above, len(drawn) - above) + 1) / (len(drawn) + 1)
