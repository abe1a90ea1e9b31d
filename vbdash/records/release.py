"""What the public may see of intervention records: one set of figures, protected together.

The public view and its exports read nothing but a :class:`Release`. All its tables share the same
firms and the same total, so they are protected as one system (:mod:`vbdash.records.withholding`);
a filter never makes a new table, because the difference between two tables would give small numbers
away.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import pandas as pd

from vbdash.records.counts import AREAS, FORMS, NEEDS, SIZES, STEPS, funnel, helps, needs, progress
from vbdash.records.reach import Eligible, reach
from vbdash.records.withholding import LIMIT, Sum, withhold

__all__ = ["OTHER", "STEP", "Release", "release"]

#: The step that counts as reached in the public view; one only, or differences would tell.
STEP: Final = "helped"
_NAMED: Final = ("firms", "met", "unmet")
_TOTAL: Final[Hashable] = ("step", STEP)
#: The row of all divisions that have none of their own: a row of its own would tell that there is
#: somebody in it.
OTHER: Final = "other"


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
        ``eligible`` and ``rate``. Firms helped. ``sni2`` ends with the row :data:`OTHER`.
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
        "sni2": _with_other(reach(firms, eligible, "sni2", STEP)),
        "size_class": reach(firms, eligible, "size_class", STEP, list(SIZES)),
        "year": _by_year(rows, firms),
        "area": _by_kind(rows, "area", AREAS),
        "form": _by_kind(rows, "form", FORMS),
    }
    named = needs(rows).set_index("need").reindex(NEEDS)[list(_NAMED)].fillna(0).astype("int64")
    by_group = _by_group(by_code, groups)
    system = _System(funnel(rows)["reached"])
    for name, table in tables.items():
        system.add(name, table["reached"], groups if name == "municipality_code" else None)
    for name in ("area", "form"):
        for key in tables[name].index:
            system.at_most((name, key), _TOTAL)
    system.add_needs(named)
    with_groups = tables | {"group": by_group}
    if eligible.basis != "workplaces":
        for name, table in with_groups.items():
            if "eligible" in table:
                system.add_base(name, table, groups)
    bounds = _bounds(tables) if eligible.basis == "workplaces" else {}
    gone = _safe(system, tables["sni2"], bounds, limit)
    shown = {name: _masked(name, table, gone) for name, table in with_groups.items()}
    shown["sni2"] = _only_known(shown["sni2"])
    steps = _masked("step", funnel(rows)[["reached"]], gone)
    return Release(steps, shown, _masked_needs(named, gone), limit)


def _names(groups: pd.Series) -> list[str]:
    return sorted(groups.dropna().unique())


def _bounds(tables: Mapping[str, pd.DataFrame]) -> dict[Hashable, float]:
    """Return the largest number that each figure can have, by the firms there are."""
    bounds: dict[Hashable, float] = {}
    for name, table in tables.items():
        if "eligible" in table:
            fits = table[table["eligible"] >= table["reached"]]
            bounds |= {(name, key): float(value) for key, value in fits["eligible"].items()}
    return bounds


def _by_group(by_code: pd.DataFrame, groups: pd.Series) -> pd.DataFrame:
    """Add municipalities up to coast and inland.

    A group has a base only where every municipality in it has one: a rate of those firms over these
    would be too high, and a rate without them would tell how many they are.
    """
    of = groups.reindex(by_code.index)
    complete = by_code["eligible"].notna().groupby(of).all()
    table = by_code[["reached", "eligible"]].groupby(of).sum()
    table["eligible"] = table["eligible"].where(complete)
    return table.rename_axis("group")


def _safe(
    system: _System, divisions: pd.DataFrame, bounds: Mapping[Hashable, float], limit: int
) -> frozenset[Hashable]:
    """Choose what to withhold, so that divisions without a row of their own are safe together.

    Which divisions have no row depends on what is withheld, and their sum is what anybody gets who
    takes the rows that are shown from the total.
    """
    asked: set[tuple[Hashable, ...]] = set()
    while True:
        gone = system.withheld(bounds, limit)
        masked = _masked("sni2", divisions, gone)
        kept = _only_known(masked).index
        left = tuple(key for key in divisions.index if key == OTHER or key not in kept)
        if left in asked or len(left) == 1:
            return gone
        asked.add(left)
        system.add_together("sni2", left)


def _with_other(table: pd.DataFrame) -> pd.DataFrame:
    """Add all other divisions, in which nobody is: that, too, is a small number."""
    other = pd.DataFrame({"reached": 0}, index=pd.Index([OTHER], name=table.index.name))
    return pd.concat([table, other]).astype({"reached": "int64"})


def _only_known(table: pd.DataFrame) -> pd.DataFrame:
    """Drop rows that would tell nothing but that somebody is in them."""
    kept = ~table["withheld"] | table["eligible"].notna() | (table.index == OTHER)
    return table[kept]


def _by_year(rows: pd.DataFrame, firms: pd.DataFrame) -> pd.DataFrame:
    """Firms by the year of their first help: each firm in one year, of all the records' years."""
    first = firms.groupby("firm_id", observed=True)["year"].min().dropna().astype(int)
    years = pd.to_datetime(rows["date"]).dt.year.dropna().astype(int)
    span = range(years.min(), years.max() + 1) if len(years) else range(0)
    counts = first.value_counts().reindex(span, fill_value=0).rename_axis("year")
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
        self.harmless: set[Hashable] = set()
        for step, following in pairwise(STEPS):
            self.at_most(("step", following), ("step", step))

    def at_most(self, part: Hashable, whole: Hashable, rest: str = "rest") -> None:
        """Say that one figure is part of another: the difference is a figure, too, if not shown."""
        difference: Hashable = (rest, part)
        self.counts[difference] = self.counts[whole] - self.counts[part]
        self.hidden.add(difference)
        self.sums.append(Sum(whole, (part, difference)))
        if rest == "rest" and not self.counts[difference]:
            self.harmless.add(difference)

    def withheld(self, bounds: Mapping[Hashable, float], limit: int) -> frozenset[Hashable]:
        """Choose what to withhold; a difference of nobody tells nothing of anybody."""
        return withhold(
            self.counts, self.sums, limit=limit, bounds=bounds, hidden=self.hidden,
            harmless=self.harmless,
        )  # fmt: skip

    def add_base(self, name: str, table: pd.DataFrame, groups: pd.Series) -> None:
        """Add the target group, whose small counts are single firms, too, and who is left in it.

        Few left tell as much as few helped; where nobody is left, everybody has been helped.
        """
        known = table["eligible"].dropna().astype("int64")
        if known.empty:
            return
        for key, n in known.items():
            base: Hashable = ("base", name, key)
            self.counts[base] = int(n)
            if n == 0:
                self.harmless.add(base)
            elif n >= self.counts[name, key]:
                self.at_most((name, key), base, "left")
        if name == "group":
            for group in known.index:
                codes = groups.index[groups == group]
                parts = tuple(("base", "municipality_code", code) for code in codes)
                self.sums.append(Sum(("base", name, group), parts))
            return
        total: Hashable = ("base", "all", int(known.sum()))
        self.counts[total] = int(known.sum())
        self.sums.append(Sum(total, tuple(("base", name, key) for key in known.index)))

    def add_together(self, name: str, keys: tuple[Hashable, ...]) -> None:
        """Add the sum of rows that are not shown apart, and of their target group."""
        for parts in (
            tuple((name, key) for key in keys),
            tuple(("base", name, key) for key in keys if ("base", name, key) in self.counts),
        ):
            if parts:
                total: Hashable = ("together", parts)
                self.counts[total] = sum(self.counts[part] for part in parts)
                self.hidden.add(total)
                self.sums.append(Sum(total, parts))

    def add_needs(self, named: pd.DataFrame) -> None:
        """Add the needs: a firm names several, so that only met and unmet have a sum."""
        for need, row in named.iterrows():
            for column, n in row.items():
                self.counts[column, need] = int(n)
            self.sums.append(Sum(("firms", need), (("met", need), ("unmet", need))))
            self.at_most(("met", need), _TOTAL)
            self.at_most(("firms", need), ("step", STEPS[0]))

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
        names = _names(groups)
        for group in names:
            parts = tuple((name, code) for code in counts.index if groups.get(code) == group)
            self.counts["group", group] = int(sum(self.counts[part] for part in parts))
            self.sums.append(Sum(("group", group), parts))
        self.sums.append(Sum(total, tuple(("group", group) for group in names)))


def _masked(name: str, table: pd.DataFrame, gone: frozenset[Hashable]) -> pd.DataFrame:
    """Take the withheld counts out of a table, and every figure computed from them."""
    result = table.drop(columns=["representation"], errors="ignore").copy()
    withheld = pd.Series([(name, key) in gone for key in result.index], result.index, dtype=bool)
    base = pd.Series([("base", name, k) in gone for k in result.index], result.index, dtype=bool)
    result["reached"] = result["reached"].astype("float64").mask(withheld)
    if "eligible" in result:
        result["eligible"] = result["eligible"].astype("float64").mask(base)
        result["rate"] = 100 * result["reached"] / result["eligible"].where(result["eligible"] > 0)
    return result.assign(withheld=withheld, base_withheld=base)


def _masked_needs(named: pd.DataFrame, gone: frozenset[Hashable]) -> pd.DataFrame:
    """Take the withheld counts out of the needs."""
    mask = pd.DataFrame(
        {column: [(column, need) in gone for need in named.index] for column in named},
        index=named.index,
    )
    result = named.astype("float64").mask(mask)
    result["withheld"] = mask.any(axis=1)
    return result
