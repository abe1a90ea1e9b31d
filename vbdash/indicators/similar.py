"""Higher, lower or similar: when a difference between two areas is worth a word.

Among fifteen municipalities somebody is always highest. The rule of the Office for National
Statistics' *Explore local statistics* keeps small differences from being read as findings: two
areas are similar when they differ by less than what is usual among all areas.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

Verdict = Literal["higher", "lower", "similar", ""]
#: A normal distribution's median absolute deviation in standard deviations (1 / 1.4826).
_NORMAL: Final = 0.6744897501960817
#: With fewer areas than this there is no saying what is usual.
FEWEST: Final = 5


@dataclass(frozen=True)
class Usual:
    """What is usual among areas.

    Attributes
    ----------
    median
        The middle value.
    mad
        The median absolute deviation, times 1.4826 so that it compares with a standard deviation
        (for normally distributed values); NaN where there are fewer than :data:`FEWEST` areas.
    count
        Areas with a figure.
    """

    median: float
    mad: float
    count: int


def usual(values: npt.ArrayLike) -> Usual:
    """Return the median and the median absolute deviation of areas.

    Parameters
    ----------
    values
        One value an area, shape ``(n,)``; missing ones (NaN) are left out.

    References
    ----------
    Rousseeuw, P. J. and Croux, C. (1993). Alternatives to the median absolute deviation. *Journal
    of the American Statistical Association* 88, 1273-1283 (for the constant 1.4826).

    Examples
    --------
    >>> usual([1, 2, 3, 4, 100]).median, round(usual([1, 2, 3, 4, 100]).mad, 4)
    (3.0, 1.4826)
    """
    array = np.asarray(values, dtype=np.float64)
    present = array[~np.isnan(array)]
    if len(present) < FEWEST:
        median = float(np.median(present)) if len(present) else float("nan")
        return Usual(median, float("nan"), len(present))
    median = float(np.median(present))
    mad = float(np.median(np.abs(present - median))) / _NORMAL
    return Usual(median, mad, len(present))


def verdict(value: float, other: float, mad: float) -> Verdict:
    """Say whether a value is higher than, lower than or similar to another.

    Parameters
    ----------
    value, other
        Two values of the same measure.
    mad
        What is usual among all areas (:attr:`Usual.mad`).

    Returns
    -------
    str
        ``"similar"`` when they differ by at most `mad`, else ``"higher"`` or ``"lower"``; empty
        when any of the three is missing.

    References
    ----------
    Office for National Statistics, *Explore local statistics*: the comparison under each beeswarm.

    Examples
    --------
    >>> verdict(26.1, 18.8, 4.0), verdict(20.0, 18.8, 4.0), verdict(26.1, float("nan"), 4.0)
    ('higher', 'similar', '')
    """
    difference = value - other
    if np.isnan(difference) or np.isnan(mad):
        return ""
    if abs(difference) <= mad:
        return "similar"
    return "higher" if difference > 0 else "lower"
