"""Natural breaks, run in a child process (:mod:`vbdash.child`)."""

from __future__ import annotations

import warnings
from collections.abc import Sequence

import mapclassify
import numpy as np


def natural_breaks(cases: Sequence[tuple[Sequence[float], int]]) -> list[list[float]]:
    """Find the limits between classes that differ least within.

    Parameters
    ----------
    cases
        Of each: values, and a number of classes, two or more, of which there are at least as many
        different values.

    Returns
    -------
    list of list of float
        Of each case: upper limits of all classes but the last, rising.

    References
    ----------
    Fisher, W. D. (1958). On grouping for maximum homogeneity. Journal of the American Statistical
    Association, 53, 789-798. Jenks, G. F. (1977). Optimal data classification for choropleth maps.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that a faster compiler is not installed
        found = [mapclassify.FisherJenks(np.asarray(v, dtype=float), k=most) for v, most in cases]
    return [[float(limit) for limit in each.bins[:-1]] for each in found]
