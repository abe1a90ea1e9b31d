"""Facts about how municipalities have changed: the largest changes, records, runs and turns."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

import numpy as np
import pandas as pd

from vbdash.indicators.change import change as change_of
from vbdash.indicators.change import extreme, leads
from vbdash.indicators.facts.fact import Fact, known_figures, squash, worth_comparing
from vbdash.indicators.municipality.figures import unbroken, wide_table
from vbdash.indicators.similar import usual

#: A record or a run needs a series at least this long.
_LONG: Final = 20
#: As many years in one direction are worth saying; fewer happen by chance.
_RUN: Final = 8
_PROOF: Final = {"del": "utveckling"}


def changes(
    figures: pd.DataFrame, codes: tuple[str, ...], factors: Collection[str] = ()
) -> Iterator[Fact]:
    """Find where a measure has risen or fallen most over the years that can be compared.

    Parameters
    ----------
    figures
        Rows of :func:`vbdash.indicators.municipality.figures.municipal_figures`.
    codes
        The group.
    factors
        Measures that differ by factors: their changes are told in percent.

    Yields
    ------
    Fact
        Kinds ``"grew_most"`` and ``"fell_most"``, with ``first`` and ``last`` value, ``since``,
        ``change`` (percent for amounts, percentage points for shares and rates), ``relative``
        (which of the two) and ``of``. Compared over the earliest and latest year in which the
        most municipalities have a figure; only those with both. Only a change that is different
        from the usual one, only a fall that is one, and only one that is the largest whichever
        years are taken (:func:`~vbdash.indicators.change.leads`). ``first_extreme`` and
        ``last_extreme`` say whether they are the highest (1) or lowest (-1) of the municipality's
        series; ``turn`` is the year, with ``turned_at``, since which it has gone the other way.
    """
    for measure, rows in worth_comparing(figures, codes):
        comparable = unbroken(rows)
        ends = _ends(comparable)
        if ends is None:
            continue
        since, year, first, last = ends
        relative = measure in factors
        change = 100 * (last / first - 1) if relative else last - first
        middle = usual(change.to_numpy())
        if not middle.spread > 0:
            continue
        wide = wide_table(comparable, "code", "year").loc[change.index, since:year]
        for kind, sign in (("grew_most", 1), ("fell_most", -1)):
            ordered = (sign * change).sort_values(ascending=False)
            code, gap = str(ordered.index[0]), float(ordered.iloc[0] - ordered.iloc[1])
            distance = abs(float(change[code]) - middle.median) / middle.spread
            if ordered.iloc[0] <= 0 or gap <= 0 or not middle.side(change[code]):
                continue
            if not leads(wide, code, sign, relative=relative):
                continue
            yield Fact(
                kind, code, measure, year, squash(0.8 * distance + gap / middle.spread),
                {"first": float(first[code]), "last": float(last[code]), "since": since,
                 "change": float(change[code]), "relative": relative, "of": len(change),
                 **_ends_of(wide.T[code])},
                query=_PROOF,
            )  # fmt: skip


def _ends_of(series: pd.Series) -> dict[str, Any]:
    """Say what the ends of a series are in it, and since when it has gone the other way."""
    known = series.dropna()
    told = change_of([int(year) for year in known.index], known.tolist())
    turn = {} if told.turn is None else {"turn": told.turn.year, "turned_at": told.turn.value}
    return {"first_extreme": told.first.extreme, "last_extreme": told.last.extreme, **turn}


def _ends(rows: pd.DataFrame) -> tuple[int, int, pd.Series, pd.Series] | None:
    """Return the first and last year worth comparing and the values of those who have both."""
    counts = rows.groupby("year")["code"].nunique()
    last_year = int(counts.index.max())
    # The most that any earlier year has; a year with fewer would leave somebody out.
    earlier = counts[counts.index < last_year]
    if earlier.empty or earlier.max() < 5:
        return None
    since = int(earlier.index[earlier == earlier.max()].min())
    if last_year - since < 3:
        return None
    wide = wide_table(rows[rows["year"].isin([since, last_year])], "code", "year").dropna()
    wide = wide[wide[since] > 0]
    return (since, last_year, wide[since], wide[last_year]) if len(wide) >= 5 else None


def _series(figures: pd.DataFrame, codes: tuple[str, ...]) -> Iterator[tuple[str, str, pd.Series]]:
    """Go through the unbroken series that are long enough."""
    own = unbroken(known_figures(figures, codes), ["measure", "code"])
    own = own.sort_values(["measure", "code", "year"])
    # Lists: a frame for each of a thousand series would take half a second.
    cells = zip(*(own[name].tolist() for name in ("measure", "code", "year", "value")), strict=True)
    for (measure, code), rows in groupby(cells, key=itemgetter(0, 1)):
        _, _, years, values = zip(*rows, strict=True)
        if len(years) >= _LONG and len(years) == years[-1] - years[0] + 1:
            yield str(measure), str(code), pd.Series(values, index=years)


def records(figures: pd.DataFrame, codes: tuple[str, ...]) -> Iterator[Fact]:
    """Find series that have never been higher, or never lower, than in their latest year.

    Yields
    ------
    Fact
        Kinds ``"record_high"`` and ``"record_low"``, with ``value``, ``since``, and ``start`` and
        ``change`` (percent) from the first year; ``start_extreme`` says whether that is the highest
        (1) or the lowest (-1) of the series.
    """
    for measure, code, series in _series(figures, codes):
        last, before = float(series.iloc[-1]), series.iloc[:-1]
        kind = "record_high" if last > before.max() else "record_low" if last < before.min() else ""
        if not kind:
            continue
        change = 100 * (last / float(series.iloc[0]) - 1)
        yield Fact(
            kind, code, measure, int(series.index[-1]), squash(abs(change), 100),
            {"value": last, "since": int(series.index[0]), "start": float(series.iloc[0]),
             "start_extreme": extreme(series, 0), "change": change},
            query=_PROOF,
        )  # fmt: skip


def runs(figures: pd.DataFrame, codes: tuple[str, ...]) -> Iterator[Fact]:
    """Find series that have moved one way year after year, and those that have just turned.

    Yields
    ------
    Fact
        Kinds ``"rising_run"`` and ``"falling_run"`` where the latest years all went one way, with
        ``years``, ``since``, ``value`` and ``start``; ``"turned_down"`` and ``"turned_up"`` where
        the latest year broke such a run, with ``years``, ``value`` and ``before``. What is
        extreme of the series is said as in :func:`records`.
    """
    for measure, code, series in _series(figures, codes):
        steps = np.sign(np.diff(series.to_numpy()))
        last = int(series.index[-1])
        length = _run_length(steps)
        if length >= _RUN:
            kind = "rising_run" if steps[-1] > 0 else "falling_run"
            score = squash(length, 25)
            values = {"years": length, "since": last - length,
                      "value": float(series.iloc[-1]), "start": float(series.iloc[-1 - length]),
                      "start_extreme": extreme(series, len(series) - 1 - length)}  # fmt: skip
            yield Fact(kind, code, measure, last, score, values, query=_PROOF)
        elif length == 1:
            before = _run_length(steps[:-1])
            if before >= _RUN:
                kind = "turned_up" if steps[-1] > 0 else "turned_down"
                values = {"years": before, "value": float(series.iloc[-1]),
                          "before": float(series.iloc[-2]),
                          "before_extreme": extreme(series, len(series) - 2)}  # fmt: skip
                yield Fact(kind, code, measure, last, squash(before, 15), values, query=_PROOF)


def _run_length(steps: np.ndarray) -> int:
    """Count how many of the latest steps go the same way; a standstill ends a run."""
    if not len(steps) or steps[-1] == 0:
        return 0
    other = np.flatnonzero(steps != steps[-1])
    return len(steps) - 1 - int(other[-1]) if len(other) else len(steps)
