"""How a series has changed: its direction, whether the last years turned, what its ends are.

One function for every place that says that something rose or fell. First to last year alone hides
the news and leans on whichever two years there are; so a change is told by a method that the
length of the series decides, with its turn, and with what its end points are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import erfc, sqrt
from typing import Final, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from vbdash.indicators.arrays import Array

#: Years that a trend needs, and that a change needs at all.
LONG: Final = 10
FEWEST: Final = 5
#: What chance alone would give less often than this is a trend.
LEVEL: Final = 0.05
#: A move back of this part of the whole range is a turn, even in a single year.
_PART: Final = 0.2
#: So is one of this part of the change from the first year to the last, which is what is told.
_UNDONE: Final = 1 / 3
#: A fifth of figures with decimals is no exact fraction of two.
_ROUNDING: Final = 1e-9
#: As many years in a row the other way are a turn, however small.
_YEARS: Final = 2
#: The first and last years that a superlative must hold from and to, at most.
_STARTS: Final = 5
_ENDS: Final = 3


@dataclass(frozen=True)
class Point:
    """A year of a series.

    Attributes
    ----------
    year, value
        Of the figure.
    extreme
        1 where no other year has as high a value, -1 where none has as low, else 0.
    """

    year: int
    value: float
    extreme: int = 0


@dataclass(frozen=True)
class Change:
    """What may be said of how a series has changed.

    Attributes
    ----------
    basis
        ``"trend"`` (ten years or more), ``"ends"`` or ``"short"`` (fewer than five years: no
        direction is told).
    direction
        1 up, -1 down; 0 where nothing clear can be said of the whole.
    points
        The first and the last year, and between them what else must be told: the turn, or for a
        series of no clear direction its highest and lowest years. In order of time.
    turn
        The year that the latest move started from, where that goes against the whole; else None.
    slope
        Theil-Sen: the median change a year.
    p
        Of the Mann-Kendall test, two-sided; NaN where there is no trend to test.
    years
        Years with a figure.
    """

    basis: Literal["trend", "ends", "short"]
    direction: int
    points: tuple[Point, ...]
    turn: Point | None
    slope: float
    p: float
    years: int

    @property
    def first(self) -> Point:
        """The first year."""
        return self.points[0]

    @property
    def last(self) -> Point:
        """The last year."""
        return self.points[-1]


def change(years: Sequence[int], values: Sequence[float]) -> Change:
    """Find what may be said of how a series has changed.

    Parameters
    ----------
    years
        In order, each once.
    values
        As they are shown: rounded, so that what is called a change can be seen as one.

    Notes
    -----
    Ten years or more: the direction is that of the Theil-Sen slope where the Mann-Kendall test
    finds a trend, and the ends do not speak against it. Five to nine: that of the ends. Fewer:
    none. The latest move is a turn where it starts at the far end of the whole (the highest year
    of what has risen, the lowest of what has fallen) and is a fifth of the range or a third of the
    change between the ends, or has gone on for two years or more without a pause.

    References
    ----------
    Sen, P. K. (1968). Estimates of the regression coefficient based on Kendall's tau. *JASA* 63.
    Mann, H. B. (1945). Nonparametric tests against trend. *Econometrica* 13.

    Examples
    --------
    >>> told = change([2020, 2021, 2022, 2023, 2024], [4.7, 3.9, 3.0, 2.6, 4.5])
    >>> told.direction, told.turn
    (-1, Point(year=2023, value=2.6, extreme=-1))
    """
    at, known = np.asarray(years, dtype=float), np.asarray(values, dtype=float)
    slope, p = theil_sen(at, known), float("nan")
    ends = int(np.sign(known[-1] - known[0]))
    if len(known) < FEWEST:
        return Change("short", 0, _points(years, known, ()), None, slope, p, len(known))
    basis: Literal["trend", "ends"] = "ends"
    direction = ends
    if len(known) >= LONG:
        basis, p = "trend", mann_kendall(known)
        trend = int(np.sign(slope)) if p < LEVEL else 0
        direction = trend if trend == ends else 0
    turned = _turn(known, direction) if direction else None
    between = () if direction else (int(known.argmin()), int(known.argmax()))
    points = _points(years, known, between if turned is None else (turned,))
    turn = None if turned is None else next(p for p in points if p.year == int(years[turned]))
    return Change(basis, direction, points, turn, slope, p, len(known))


def series_points(years: Sequence[int], values: Sequence[float]) -> dict[int, Point]:
    """Return every year of a series with what it is in it."""
    known = np.asarray(values, dtype=float)
    return {
        int(year): Point(int(year), float(known[place]), extreme(known, place))
        for place, year in enumerate(years)
    }


def _points(years: Sequence[int], values: Array, between: Sequence[int]) -> tuple[Point, ...]:
    told = sorted({0, *between, len(values) - 1})
    return tuple(Point(int(years[i]), float(values[i]), extreme(values, i)) for i in told)


def extreme(values: npt.ArrayLike, place: int) -> int:
    """Say whether a value is the highest of a series (1), the lowest (-1) or neither (0), alone."""
    values = np.asarray(values, dtype=np.float64)
    others = np.delete(values, place)
    if not len(others):
        return 0
    return int(values[place] > others.max()) - int(values[place] < others.min())


def _turn(values: Array, direction: int) -> int | None:
    """Return where the latest move starts, if it goes against the direction of the whole."""
    up = direction * values
    top = len(up) - 1 - int(up[::-1].argmax())
    steps = np.diff(up[top:])
    if top == 0 or not len(steps):
        return None
    back = up[top] - up[-1]
    large = back >= min(_PART * np.ptp(up), _UNDONE * (up[-1] - up[0])) - _ROUNDING
    long = len(steps) >= _YEARS and bool((steps < 0).all())
    return top if large or long else None


def theil_sen(years: Array, values: Array) -> float:
    """Return the median of the slopes between all pairs of years; NaN for a single year."""
    i, j = np.triu_indices(len(values), 1)
    return float(np.median((values[j] - values[i]) / (years[j] - years[i]))) if len(i) else np.nan


def mann_kendall(values: Array) -> float:
    """Return how often chance alone would give as clear a trend: two-sided, corrected for ties."""
    n = len(values)
    i, j = np.triu_indices(n, 1)
    s = float(np.sign(values[j] - values[i]).sum())
    _, ties = np.unique(values, return_counts=True)
    spread = (n * (n - 1) * (2 * n + 5) - (ties * (ties - 1) * (2 * ties + 5)).sum()) / 18
    return erfc(abs(s) / sqrt(2 * spread)) if spread > 0 else 1.0


def leads(wide: pd.DataFrame, code: str, sign: int, *, relative: bool = False) -> bool:
    """Return whether a region's change is the largest whichever years are taken.

    Parameters
    ----------
    wide
        One row a region, one column a year; only years in which every region has a figure count.
    code
        The region.
    sign
        1 for the largest rise, -1 for the largest fall.
    relative
        Whether changes are compared in parts of the first year.

    Returns
    -------
    bool
        True where the region alone has the largest change, the right way, for every pair of one of
        the first five years and one of the last three; in a series of less than ten years, for the
        first and the last half as far as that goes. False for fewer than five years: too short.
    """
    known = wide.dropna(axis="columns").sort_index(axis="columns")
    n = known.shape[1]
    if n < FEWEST or len(known) < 2:
        return False
    own = known.index.get_loc(code)
    values = known.to_numpy(dtype=float)
    starts = values[:, : min(_STARTS, n // 2)]
    for last in values[:, -min(_ENDS, n // 2) :].T:
        moved = sign * (last[:, np.newaxis] - starts)
        if relative:
            with np.errstate(divide="ignore", invalid="ignore"):
                moved = moved / starts
        others = np.delete(moved, own, axis=0).max(axis=0)
        if not ((moved[own] > 0) & (moved[own] > others)).all():
            return False
    return True
