"""Classes of a choropleth: few, with round limits, the same in all years.

A reader compares a map with the one of another year. So the limits are found from all the values
that can come to be shown, not from those of one year, and then moved to round numbers near by.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from vbdash.charts.palette import SEQUENTIAL
from vbdash.text import Text

#: How far a limit may be moved to a round number, as a share of the distance to the next limit.
_SLACK: Final = 0.3
#: A share of the values that makes no class of its own where it would be a narrow one.
_FEW: Final = 0.1
#: Values from which limits are found, evenly picked; a finer search is of no use.
_SAMPLE: Final = 120


@dataclass(frozen=True)
class Classes:
    """Limits and colours of a map.

    Attributes
    ----------
    breaks
        Where a class ends and the next begins, rising; a value on a limit belongs to the upper
        class. One fewer than the colours.
    colours
        From the lowest class to the highest.
    decimals
        Values are rounded to this before they are put in a class, so that the class agrees with
        the number that is shown.
    least
        The lowest value that can come to be shown, where it is known.
    """

    breaks: tuple[float, ...]
    colours: tuple[str, ...]
    decimals: int
    least: float | None = None

    def of(self, value: float) -> int:
        """Return the number of the class that `value` belongs to, from 0."""
        return int(np.searchsorted(self.breaks, round(value, self.decimals), side="right"))

    def colour(self, value: float) -> str:
        """Return the colour of `value`."""
        return self.colours[self.of(value)]

    def labels(self, tx: Text, unit: str) -> tuple[str, ...]:
        """Write each class in words and units, without gap or overlap."""
        if not self.breaks:
            return (tx("all values"),)
        step = 10.0**-self.decimals

        def number(value: float) -> str:
            return tx.number(value, self.decimals)

        inner = [
            tx(
                "{low} to {high}",
                low=number(low),
                high=tx.quantity(high - step, unit, self.decimals),
            )
            if round(high - step, self.decimals) > low
            else tx.quantity(low, unit, self.decimals)
            for low, high in zip(self.breaks, self.breaks[1:], strict=False)
        ]
        lowest = tx("under {value}", value=tx.quantity(self.breaks[0], unit, self.decimals))
        if self.least is not None and self.least == round(self.breaks[0] - step, self.decimals):
            # "Under 1" of what is counted is none: say the only value that the class can hold.
            lowest = tx.quantity(self.least, unit, self.decimals)
        return (
            lowest,
            *inner,
            tx("{value} or more", value=tx.quantity(self.breaks[-1], unit, self.decimals)),
        )


def classes_for(values: Iterable[float], *, decimals: int = 0) -> Classes:
    """Find the classes of a map.

    Parameters
    ----------
    values
        Everything that can come to be shown, all years together; missing values are left out.
    decimals
        Decimals of the measure.

    Returns
    -------
    Classes
        At most five; their colours go from little to much.
    """
    known = _known(values, decimals)
    breaks = class_breaks(known, decimals, len(SEQUENTIAL))
    steps = np.linspace(0, len(SEQUENTIAL) - 1, len(breaks) + 1) if breaks else np.array([2.0])
    colours = tuple(SEQUENTIAL[math.floor(i + 0.5)] for i in steps)
    return Classes(breaks, colours, decimals, known[0] if known else None)


def class_breaks(values: tuple[float, ...], decimals: int, most: int) -> tuple[float, ...]:
    """Find the limits between classes and move them to round numbers.

    Parameters
    ----------
    values
        Rising, without missing ones.
    decimals
        Limits have no more decimals than this.
    most
        Most classes.

    Returns
    -------
    tuple of float
        Rising; fewer than `most` - 1 where that leaves no class without a value.

    Notes
    -----
    Natural breaks (:func:`vbdash.charts.maps.classes.natural_breaks`). Of the round
    numbers near one the roundest is taken: a multiple of the largest 1, 2 or 5 times a power of
    ten.
    """
    distinct = sorted(set(values))
    most = min(most, len(distinct))
    if most < 2:
        return ()
    natural = _natural(values, most)
    edges = [distinct[0], *natural, distinct[-1]]
    breaks: list[float] = []
    for before, limit, after in zip(edges, edges[1:], edges[2:], strict=False):
        upper = next((v for v in distinct if v > limit), limit)
        low = min(limit, limit - _SLACK * (limit - before))
        high = max(upper, limit + _SLACK * (after - limit))
        breaks.append(_roundest(low, high, (limit + upper) / 2, decimals))
    return _without_narrow(_without_empty(breaks, distinct), values)


def _natural(values: Sequence[float], most: int) -> list[float]:
    """Find natural breaks of few enough of the values."""
    sample = np.asarray(values, dtype=float)
    if len(sample) > _SAMPLE:
        sample = np.quantile(sample, np.linspace(0, 1, _SAMPLE), method="nearest")
    return natural_breaks(sample, min(most, len(np.unique(sample))))


def _known(values: Iterable[float], decimals: int) -> tuple[float, ...]:
    known = (float(v) for v in values if v is not None)
    return tuple(sorted(round(v, decimals) for v in known if math.isfinite(v)))


def _roundest(low: float, high: float, near: float, decimals: int) -> float:
    """Return the roundest number above `low` and up to `high`, the nearest where there are more."""
    power = math.floor(math.log10(max(abs(low), abs(high), 10.0**-decimals))) + 1
    for exponent in range(power, -decimals - 1, -1):
        for digit in (5, 2, 1):
            step = digit * 10.0**exponent
            first, last = math.floor(low / step) + 1, math.floor(high / step)
            if first <= last:
                best = min(max(round(near / step), first), last)
                return round(best * step, decimals)
    return round(near, decimals)


def _without_empty(breaks: Sequence[float], distinct: Sequence[float]) -> tuple[float, ...]:
    """Drop limits that leave a class without any value."""
    kept: list[float] = []
    for limit in sorted(set(breaks)):
        below = kept[-1] if kept else -math.inf
        if any(below <= v < limit for v in distinct) and any(v >= limit for v in distinct):
            kept.append(limit)
    return tuple(kept)


def _without_narrow(breaks: tuple[float, ...], values: Sequence[float]) -> tuple[float, ...]:
    """Drop limits round a class that is narrow beside both its neighbours and holds next to nothing.

    A class of its own for one municipality would say of a difference of one unit what the others
    say of five. It goes to the neighbour with which it makes the narrower class.
    """
    edges = [values[0], *breaks, values[-1]]
    for i in range(1, len(edges) - 2):
        low, high = edges[i], edges[i + 1]
        before, after = low - edges[i - 1], edges[i + 2] - high
        held = sum(low <= v < high for v in values)
        if 2 * (high - low) <= min(before, after) and held <= _FEW * len(values):
            gone = low if before <= after else high
            return _without_narrow(tuple(each for each in breaks if each != gone), values)
    return breaks


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
