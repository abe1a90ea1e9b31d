"""What the public may see of intervention records: one set of figures, protected together.

The public view and its exports read nothing but a :class:`Release`. All its tables share the same
firms and the same total, so they are protected as one system (:mod:`vbdash.indicators.withholding`);
a filter never makes a new table, because the difference between two tables would give small numbers
away.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import pandas as pd

from vbdash.indicators.interventions import (
    AREAS,
    FORMS,
    NEEDS,
    SIZES,
    STEPS,
    funnel,
    helps,
    needs,
    progress,
)
from vbdash.indicators.reach import Eligible, reach
from vbdash.indicators.withholding import LIMIT, Sum, withhold

__all__ = ["STEP", "Release", "release"]

#: The step that counts as reached in the public view; one only, or differences would tell.
STEP: Final = "helped"
_TOTAL: Final[Hashable] = ("step", STEP)


@dataclass(frozen=True)
class Release:
    """Protected tables; a withheld figure is missing and its row says ``withheld``.

    Attributes
    ----------
    steps
        By step: ``reached``.
    tables
        By ``municipality_code``, ``group`` (coast, inland), ``sni2``, ``size_class``, ``year``,
        ``area`` and ``form``: ``reached`` and, for the first two, ``sni2`` and ``size_class``,
        ``eligible`` and ``rate``. Firms helped.
    needs
        By need: ``firms`` that named it, ``met``, ``unmet``.
    limit
        Figures below it are withheld.
    """

    steps: pd.DataFrame
    tables: Mapping[str, pd.DataFrame]
    needs: pd.DataFrame
    limit: int = LIMIT

    @property
    def withheld(self) -> int:
        """Number of figures that are withheld."""
        frames = [self.steps, *self.tables.values(), self.needs]
        return int(sum(frame["withheld"].sum() for frame in frames))


def release(
    rows: pd.DataFrame, eligible: Eligible, groups: pd.Series, limit: int = LIMIT
) -> Release:
    """Make the public figures from records.

    Parameters
    ----------
    rows
        Table ``interventions``, all of it: never a filtered part.
    eligible
        The firms that could have been reached.
    groups
        Coast or inland, by municipality code; its index lists the municipalities to show.
    limit
        Counts below it are withheld.

    Returns
    -------
    Release
        Safe to show as a whole.
    """
    firms = progress(rows)
    by_code = reach(firms, eligible, "municipality_code", STEP, list(groups.index))
    tables = {
        "municipality_code": by_code,
        "sni2": reach(firms, eligible, "sni2", STEP),
        "size_class": reach(firms, eligible, "size_class", STEP, list(SIZES)),
        "year": _by_year(firms),
        "area": _by_kind(rows, "area", AREAS),
        "form": _by_kind(rows, "form", FORMS),
    }
    system = _System(funnel(rows)["reached"])
    bounds: dict[Hashable, float] = {}
    for name, table in tables.items():
        system.add(name, table["reached"], groups if name == "municipality_code" else None)
        if "eligible" in table:
            fits = table[table["eligible"] >= table["reached"]]
            bounds |= {(name, key): float(value) for key, value in fits["eligible"].items()}
    hidden = system.hidden
    harmless = {key for key in hidden if system.counts[key] == 0}
    gone = withhold(
        system.counts, system.sums, limit=limit, bounds=bounds, hidden=hidden, harmless=harmless
    )
    coast = by_code.groupby(groups.reindex(by_code.index))["eligible"].sum(min_count=1)
    grouped = pd.Series({key: system.counts["group", key] for key in coast.index})
    group_table = pd.DataFrame({"reached": grouped, "eligible": coast})
    shown = {name: _masked(name, table, gone) for name, table in tables.items()}
    shown["group"] = _masked("group", group_table.rename_axis("group"), gone)
    steps = _masked("step", funnel(rows)[["reached"]], gone)
    return Release(steps, shown, _needs(rows, limit), limit)


def _by_year(firms: pd.DataFrame) -> pd.DataFrame:
    """Firms by the year of their first help: each firm in one year."""
    first = firms.groupby("firm_id", observed=True)["year"].min().dropna().astype(int)
    counts = first.value_counts().sort_index().rename_axis("year")
    return counts.rename("reached").to_frame()


def _by_kind(rows: pd.DataFrame, column: str, kinds: tuple[str, ...]) -> pd.DataFrame:
    given = helps(rows)
    counts = given.groupby(given[column].astype("object"))["firm_id"].nunique()
    counts = counts.reindex(kinds, fill_value=0).astype("int64").rename_axis(column)
    return counts.rename("reached").to_frame()


class _System:
    """All figures of the public view with the sums between them."""

    def __init__(self, steps: pd.Series) -> None:
        self.counts: dict[Hashable, int] = {("step", s): int(n) for s, n in steps.items()}
        self.sums: list[Sum] = []
        self.hidden: set[Hashable] = set()
        for step, following in pairwise(STEPS):
            stopped = ("stopped", step)
            self.counts[stopped] = int(steps[step] - steps[following])
            self.hidden.add(stopped)
            self.sums.append(Sum(("step", step), (stopped, ("step", following))))

    def add(self, name: str, counts: pd.Series, groups: pd.Series | None = None) -> None:
        """Add a table whose parts sum to the common total, or to a total of their own.

        Firms with two kinds of help, or met in two municipalities, are in two parts; then the
        parts sum to more than the firms, and that larger sum is treated as if it were known.
        """
        keys = tuple((name, key) for key in counts.index)
        if not keys:
            return
        self.counts |= {key: int(n) for key, n in zip(keys, counts, strict=True)}
        total = _TOTAL
        if int(counts.sum()) != self.counts[_TOTAL]:
            total = ("mentions", name)
            self.counts[total] = int(counts.sum())
        if groups is None:
            self.sums.append(Sum(total, keys))
            return
        names = sorted(groups.dropna().unique())
        for group in names:
            parts = tuple((name, code) for code in counts.index if groups.get(code) == group)
            self.counts["group", group] = int(sum(self.counts[part] for part in parts))
            self.sums.append(Sum(("group", group), parts))
        self.sums.append(Sum(total, tuple(("group", group) for group in names)))


def _masked(name: str, table: pd.DataFrame, gone: frozenset[Hashable]) -> pd.DataFrame:
    """Take the withheld counts out of a table, and every figure computed from them."""
    result = table.drop(columns=["representation"], errors="ignore").copy()
    withheld = pd.Series([(name, key) in gone for key in result.index], result.index, dtype=bool)
    result["reached"] = result["reached"].astype("float64").mask(withheld)
    if "eligible" in result:
        result["rate"] = 100 * result["reached"] / result["eligible"].where(result["eligible"] > 0)
    result["withheld"] = withheld
    return result


def _needs(rows: pd.DataFrame, limit: int) -> pd.DataFrame:
    """Protect the needs: how many named each, how many of them were met and were not."""
    table = needs(rows).set_index("need").reindex(NEEDS)[["firms", "met", "unmet"]]
    table = table.fillna(0).astype("int64")
    values: dict[Hashable, int] = {}
    sums: list[Sum] = []
    for need, row in table.iterrows():
        values |= {(need, column): int(n) for column, n in row.items()}
        sums.append(Sum((need, "firms"), ((need, "met"), (need, "unmet"))))
    for column in table.columns:
        values["all", column] = int(table[column].sum())
        sums.append(Sum(("all", column), tuple((need, column) for need in NEEDS)))
    sums.append(Sum(("all", "firms"), (("all", "met"), ("all", "unmet"))))
    gone = withhold(values, sums, limit=limit)
    mask = pd.DataFrame(
        {column: [(need, column) in gone for need in NEEDS] for column in table.columns},
        index=table.index,
    )
    result = table.astype("float64").mask(mask)
    result["withheld"] = mask.any(axis=1)
    return result
