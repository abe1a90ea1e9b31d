"""PySAL's coefficients and tests, run in a child process (:mod:`vbdash.child`).

``inequality`` and ``esda`` bring SciPy's statistics, scikit-learn and Matplotlib along: 120 MB for a
few numbers. Arguments and results are what JSON can hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import geopandas as gpd
import numpy as np

__all__ = ["gini_theil", "moran_statistics", "neighbours"]


def gini_theil(cases: Sequence[tuple[Sequence[float], Sequence[int]]]) -> list[list[float]]:
    """Measure how unevenly amounts are shared out.

    Parameters
    ----------
    cases
        Of each: amounts and inhabitants, one of each a municipality. Amounts sum to more than zero.

    Returns
    -------
    list of list of float
        Of each case: Gini over inhabitants, Gini over municipalities that count the same, Theil's T
        over inhabitants. Every inhabitant has the amount per head of the municipality.
    """
    from inequality.gini import Gini
    from inequality.theil import Theil

    found = []
    for amounts, people in cases:
        values = np.asarray(amounts, dtype=float)
        heads = np.repeat(values / np.asarray(people), people)
        found.append([float(Gini(heads).g), float(Gini(values).g), float(Theil(heads).T)])
    return found


def neighbours(shapes: str) -> list[list[float]]:
    """Say which areas touch (queen contiguity), each row summing to one.

    Parameters
    ----------
    shapes
        Areas as GeoJSON.

    Returns
    -------
    list of list of float
        Square, in the order of the areas; a row of zeros where an area touches none.
    """
    found: list[list[float]] = _graph(shapes).sparse.toarray().tolist()
    return found


def moran_statistics(
    cases: Sequence[tuple[Sequence[float], str]],
) -> list[tuple[float, float, list[list[float]]]]:
    """Compute Moran's I.

    Parameters
    ----------
    cases
        Of each: one value an area, not all the same, and the areas as GeoJSON in that order.

    Returns
    -------
    list of tuple
        Of each case: the statistic, its mean where values lie by chance, and the weights as
        :func:`neighbours` gives them.
    """
    from esda.moran import Moran

    found = []
    for values, shapes in cases:
        graph = _graph(shapes)
        test = Moran(np.asarray(values, dtype=float), graph, transformation="r", permutations=0)
        found.append((float(test.I), float(test.EI), graph.sparse.toarray().tolist()))
    return found


def _graph(shapes: str) -> Any:
    from libpysal.graph import Graph

    areas = gpd.read_file(shapes)
    return Graph.build_contiguity(areas.geometry, rook=False).transform("r")
