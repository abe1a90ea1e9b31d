"""Natural breaks, run in a child process (:mod:`vbdash.child`)."""

from __future__ import annotations

import warnings
from collections.abc import Sequence

import mapclassify
import numpy as np

__all__ = ["natural_breaks"]


def natural_breaks(values: Sequence[float], most: int) -> list[float]:
    """Find the limits between classes that differ least within.

    Parameters
    ----------
    values
        At least `most` different ones.
    most
        Number of classes, two or more.

    Returns
    -------
    list of float
        Upper limits of all classes but the last, rising.

    References
    ----------
    Fisher, W. D. (1958). On grouping for maximum homogeneity. Journal of the American Statistical
    Association, 53, 789-798. Jenks, G. F. (1977). Optimal data classification for choropleth maps.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that a faster compiler is not installed
        found = mapclassify.FisherJenks(np.asarray(values, dtype=float), k=most)
    return [float(limit) for limit in found.bins[:-1]]
