"""Rates over few firms judged fairly: funnel plots with control limits.

Two of three firms reached is no better than forty of a hundred: chance alone moves the first rate
far more. A funnel plot shows each rate against the number it is taken over, with the limits between
which chance alone would keep it.

References
----------
Spiegelhalter, D. J. (2005). Funnel plots for comparing institutional performance. *Statistics in
Medicine* 24(8), 1185–1202. https://doi.org/10.1002/sim.1970
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

#: Probabilities of the limits: 95 % and 99.8 %, as in the reference.
LEVELS: Final = {"low_998": 0.001, "low_95": 0.025, "high_95": 0.975, "high_998": 0.999}
#: What a rate is called, from far below to far above.
VERDICTS: Final = ("lower", "somewhat_lower", "similar", "somewhat_higher", "higher")


def control_limits(n: np.ndarray, target: float, probability: float) -> np.ndarray:
    """Return the exact binomial control limit for a proportion, interpolated.

    Parameters
    ----------
    n : array of shape (k,)
        Number of firms each rate is taken over, at least 1.
    target
        The rate all are compared with, between 0 and 1.
    probability
        Chance of a rate under the limit, for instance 0.975.

    Returns
    -------
    array of shape (k,)
        Limits between 0 and 1.

    Notes
    -----
    Spiegelhalter (2005), appendix A.1.1: with *r* the least count whose cumulative probability is
    at least *p*, the limit is ``(r − α) / n``, where ``α = (F(r) − p) / (F(r) − F(r − 1))``
    interpolates between the whole numbers.
    """
    n = np.asarray(n, dtype=float)
    count = _least_count(n, target, probability)
    above, below = _cumulated(count, n, target), _cumulated(count - 1, n, target)
    step = np.where(above > below, above - below, 1.0)
    alpha = np.where(above > below, (above - probability) / step, 0.0)
    limits: np.ndarray = np.clip((count - alpha) / n, 0.0, 1.0)
    return limits


def _cumulated(count: np.ndarray, n: np.ndarray, target: float) -> np.ndarray:
    """Return the binomial probability of at most so many; none for less than nothing."""
    from scipy.special import bdtr  # 15 MB, for those who have records; scipy.stats has 40 more

    found: np.ndarray = np.where(
        count < 0, 0.0, bdtr(np.maximum(count, 0), n.astype(np.int64), target)
    )
    return found


def _least_count(n: np.ndarray, target: float, probability: float) -> np.ndarray:
    """Return the least whole number whose cumulated probability is at least the given one."""
    from scipy.special import bdtrik

    # Where nothing can happen the inverse is undefined: the least number is none.
    count = np.clip(np.ceil(np.nan_to_num(bdtrik(probability, n, target))), 0, n)
    before = np.maximum(count - 1, 0)
    # The inverse is a root that was searched for: one whole number less may do.
    least: np.ndarray = np.where(_cumulated(before, n, target) >= probability, before, count)
    return least


def judged(table: pd.DataFrame) -> pd.DataFrame:
    """Judge rates by their distance from the common rate, given their numbers.

    The common rate is all reached over all eligible of the rows that have both.

    Parameters
    ----------
    table
        ``eligible`` and ``reached``: whole numbers, one row a unit.

    Returns
    -------
    DataFrame
        `table` with ``rate`` (percent), the four limits of :data:`LEVELS` (percent) and
        ``verdict``, one of :data:`VERDICTS`; all missing where a number is missing, no firm is
        eligible, or more are reached than eligible (then the base does not fit).
    """
    usable = table["eligible"].notna() & table["reached"].notna()
    usable &= (table["eligible"] > 0) & (table["reached"] <= table["eligible"])
    usable = usable.fillna(False).astype(bool)
    rows = table[usable].astype({"eligible": "float64", "reached": "float64"})
    total = float(rows["eligible"].sum())
    target = float(rows["reached"].sum()) / total if total else float("nan")
    result = table.copy()
    n = rows["eligible"].to_numpy()
    rate = rows["reached"].to_numpy() / n
    limits = {name: control_limits(n, target, p) for name, p in LEVELS.items()} if len(rows) else {}
    result["rate"] = pd.Series(100 * rate, index=rows.index, dtype="float64")
    for name in LEVELS:
        result[name] = pd.Series(100 * limits.get(name, rate), index=rows.index, dtype="float64")
    verdict = np.full(len(rows), "similar", dtype=object)
    for name, word in (("low_95", "somewhat_lower"), ("low_998", "lower")):
        verdict[rate < limits.get(name, rate) - 1e-12] = word
    for name, word in (("high_95", "somewhat_higher"), ("high_998", "higher")):
        verdict[rate > limits.get(name, rate) + 1e-12] = word
    result["verdict"] = pd.Series(verdict, index=rows.index, dtype="object")
    return result


def limit_lines(largest: float, target: float, smallest: float = 1) -> pd.DataFrame:
    """Return the limits as smooth lines for a plot, in more places where they bend most.

    Parameters
    ----------
    largest
        The greatest number of firms on the axis.
    target
        The common rate, between 0 and 1.
    smallest
        The least number of firms on the axis.

    Returns
    -------
    DataFrame
        ``n`` and the limits of :data:`LEVELS` in percent.
    """
    first = max(1.0, smallest)
    n = np.unique(np.round(np.geomspace(first, max(largest, first + 1), 40)))
    limits = {name: 100 * control_limits(n, target, p) for name, p in LEVELS.items()}
    return pd.DataFrame({"n": n, **limits})
