"""Natural breaks: limits between classes whose values differ least within."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt


def natural_breaks(values: Sequence[float] | npt.NDArray[np.float64], classes: int) -> list[float]:
    """Find the limits between classes of which the squared deviations from their means sum to least.

    Parameters
    ----------
    values
        n numbers in any order and unit, none missing; equal ones always share a class.
    classes
        Number of classes, from 1 to as many as there are different values.

    Returns
    -------
    list of float
        The highest value of each class but the last, rising, `classes` - 1 of them. Where several
        divisions are as good, the one whose upper classes reach furthest down.

    Raises
    ------
    ValueError
        Where there are fewer different values than classes.

    Notes
    -----
    Fisher's exact recursion: the best division of the lowest values into k classes is the best
    division of fewer of them into k - 1 and one more class. All k and all beginnings of the last
    class are tried at once, so that m different values take m steps of k × m sums. Values are
    centred first, since sums of squares of large numbers cancel.

    References
    ----------
    Fisher, W. D. (1958). On grouping for maximum homogeneity. Journal of the American Statistical
    Association, 53, 789-798. Jenks, G. F. (1977). Optimal data classification for choropleth maps.

    Examples
    --------
    >>> natural_breaks([1, 2, 3, 10, 11, 12, 30], 3)
    [3.0, 12.0]
    """
    distinct, counts = np.unique(np.asarray(values, dtype=float), return_counts=True)
    many = len(distinct)
    if not 1 <= classes <= many:
        raise ValueError(f"{many} different values do not make {classes} classes")
    centred = distinct - np.average(distinct, weights=counts)
    number, total, square = (
        np.concatenate([[0.0], np.cumsum(counts * centred**power)]) for power in (0, 1, 2)
    )
    # best[k, i]: the least sum for the lowest i values in k + 1 classes; start[k, i]: how many of
    # them lie below the last class.
    best = np.full((classes, many + 1), np.inf)
    start = np.zeros((classes, many + 1), dtype=int)
    for end in range(1, many + 1):
        sums = total[end] - total[:end]
        within = square[end] - square[:end] - sums**2 / (number[end] - number[:end])
        within = np.maximum(within, 0)
        best[0, end] = within[0]
        tried = best[:-1, :end] + within
        start[1:, end] = tried.argmin(axis=1)
        best[1:, end] = tried.min(axis=1)
    limits: list[float] = []
    end = many
    for k in range(classes - 1, 0, -1):
        end = int(start[k, end])
        limits.append(float(distinct[end - 1]))
    return limits[::-1]
