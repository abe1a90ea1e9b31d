"""Where a value lies among areas, and when a difference from another is worth no word.

Figures of a register are counts of everybody: the smallest difference is real. What a reader is told
is the place, and the quarter it lies in; "about as" is kept for differences that nobody would call
one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

Verdict = Literal["higher", "lower", "about", ""]
#: The quarter that a value lies in: the highest, the lowest, or neither.
Side = Literal["high", "low", ""]
#: With fewer areas than this there is no saying what is usual.
FEWEST: Final = 5
#: A difference is small up to this part of what is compared with, and, of shares, up to a point.
NEAR: Final = 0.1
POINT: Final = 1.0
_ROUNDING: Final = 1e-9
#: That shares in percent are shown with.
DECIMALS: Final = 1


@dataclass(frozen=True)
class Usual:
    """What is usual among areas.

    Attributes
    ----------
    median
        The middle value.
    low, high
        The quartiles: half of the areas lie between them, both ends counted. NaN where there are
        fewer than :data:`FEWEST` areas.
    count
        Areas with a figure.
    """

    median: float
    low: float
    high: float
    count: int

    def side(self, value: float) -> Side:
        """Say in which outer quarter a value lies, if in any."""
        return "high" if value > self.high else "low" if value < self.low else ""

    @property
    def spread(self) -> float:
        """Distance between the quartiles, to weigh findings by; NaN as they are."""
        return self.high - self.low

    @property
    def half(self) -> tuple[float, float] | None:
        """The two quartiles; None where there are too few areas."""
        return (self.low, self.high) if self.low == self.low else None


@dataclass(frozen=True)
class Place:
    """The place of one value among those of several areas.

    Attributes
    ----------
    rank, below
        From the highest and from the lowest, the first is 1; equal values share the better place.
    of
        Areas with a figure.
    shared
        Whether another has the same value.
    side, beyond
        The outer quarter that it lies in, if any, and how many lie there.
    """

    rank: int
    below: int
    of: int
    shared: bool
    side: Side
    beyond: int


def usual(values: npt.ArrayLike) -> Usual:
    """Return the median and the quartiles of areas.

    Parameters
    ----------
    values
        One value an area, shape ``(n,)``; missing ones (NaN) are left out.

    Examples
    --------
    >>> found = usual([1, 2, 3, 4, 100])
    >>> found.median, found.low, found.high, found.spread
    (3.0, 2.0, 4.0, 2.0)
    """
    array = np.asarray(values, dtype=np.float64)
    present = array[~np.isnan(array)]
    if not len(present):
        return Usual(np.nan, np.nan, np.nan, 0)
    median = float(np.median(present))
    if len(present) < FEWEST:
        return Usual(median, np.nan, np.nan, len(present))
    low, high = (float(v) for v in np.quantile(present, (0.25, 0.75)))
    return Usual(median, low, high, len(present))


def place(value: float, values: npt.ArrayLike, decimals: int | None = None) -> Place | None:
    """Return the place of a value among those of all areas, itself included.

    Parameters
    ----------
    value, values
        The one, and one value an area; missing ones (NaN) are left out.
    decimals
        That they are shown with: what a reader sees as the same has the same place.

    Returns
    -------
    Place or None
        None where the value is missing.

    Examples
    --------
    >>> place(2.0, [9.0, 5.0, 4.0, 2.0, float("nan"), 1.0])
    Place(rank=4, below=2, of=5, shared=False, side='', beyond=0)
    """
    array = np.asarray(values, dtype=np.float64)
    if decimals is not None:
        value, array = float(np.round(value, decimals)), np.round(array, decimals)
    present = array[~np.isnan(array)]
    if np.isnan(value) or not len(present):
        return None
    among = usual(present)
    side = among.side(value)
    outer = {"high": present > among.high, "low": present < among.low, "": present != present}
    return Place(
        rank=int((present > value).sum()) + 1,
        below=int((present < value).sum()) + 1,
        of=len(present),
        shared=int((present == value).sum()) > 1,
        side=side,
        beyond=int(outer[side].sum()),
    )


def verdict(
    value: float, other: float, among: Usual, *, share: bool = True, decimals: int = DECIMALS
) -> Verdict:
    """Say how a value compares with another, such as the country's.

    Parameters
    ----------
    value, other
        Two values of the same measure.
    among
        What is usual among the areas that `value` is one of.
    share
        Whether they are percent.
    decimals
        That both are shown with.

    Returns
    -------
    str
        ``"about"`` when they differ by at most a tenth of `other` and, of shares, by at most one
        percentage point, and the value lies in no outer quarter; else ``"higher"`` or ``"lower"``.
        Empty when either is missing, and when both are shown as the same but the value lies far out.

    Examples
    --------
    >>> areas = usual([9.8, 12.0, 17.9, 20.0, 23.4])
    >>> verdict(12.0, 11.9, areas), verdict(9.8, 10.0, areas), verdict(17.9, 14.9, areas)
    ('about', 'lower', 'higher')
    """
    difference = abs(value - other)
    if np.isnan(difference):
        return ""
    near = difference <= NEAR * abs(other) + _ROUNDING
    if near and (not share or difference <= POINT + _ROUNDING) and not among.side(value):
        return "about"
    if round(value, decimals) == round(other, decimals):
        return ""
    return "higher" if value > other else "lower"
