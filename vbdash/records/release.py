"""What the public may see of intervention records: one set of figures, protected together.

The public view and its exports read nothing but a :class:`Release`. All its tables share the same
firms and the same total, so they are protected as one system (:mod:`vbdash.records.withholding`);
a filter never makes a new table, because the difference between two tables would give small numbers
away.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Final

import pandas as pd

from vbdash.records.codes import NEEDS, SIZES, STEPS
from vbdash.records.counts import funnel, helped_by_kind, needs, progress
from vbdash.records.reach import Eligible, reach
from vbdash.records.withholding import LIMIT, Levels, Sum, withhold

#: The step that counts as reached in the public view; one only, or differences would tell.
STEP: Final = "helped"
_NAMED: Final = ("firms", "met", "unmet")
_TOTAL: Final[Hashable] = ("step", STEP)
_BASE: Final[Hashable] = ("base", "all")
#: The row of all divisions that have none of their own: a row of its own would tell that there is
#: somebody in it.
OTHER: Final = "other"


@dataclass(frozen=True)
class Release:
    """Protected tables; a withheld figure is missing and its row says ``withheld``.

    Figures are rounded down to whole multiples of `limit`: 10 stands for 10 to 14, a total at
    least for 10.

    Attributes
    ----------
    steps
        By step: ``reached``.
    tables
        By ``municipality_code``, ``group`` (coast, inland), ``sni2``, ``size_class``, ``year``,
        ``area`` and ``form``: ``reached`` and, for the first four, ``eligible``, ``rate`` (of the
        middles of the classes), ``rate_low`` and ``rate_high``. Firms helped. ``sni2`` ends with
        the row :data:`OTHER`.
    needs
        By need: ``firms`` that named it, ``met``, ``unmet``.
    limit
        Figures below it are withheld.
    basis, base_year, base_source
        What the target group is, as :class:`vbdash.records.reach.Eligible` has it.
    day
        When the figures were published; missing where they are made for one visitor.
    """

    steps: pd.DataFrame
    tables: Mapping[str, pd.DataFrame]
    needs: pd.DataFrame
    limit: int = LIMIT
    basis: str = ""
    base_year: int | None = None
    base_source: str = ""
    day: date | None = None

    @property
    def withheld(self) -> int:
        """Number of figures that are withheld."""
        frames = [self.steps, *self.tables.values(), self.needs]
        return int(sum(frame["withheld"].sum() for frame in frames))

    @property
    def base(self) -> Eligible:
        """What is to be said of the target group, without the target group."""
        return Eligible(self.basis, pd.DataFrame(), pd.DataFrame(), self.base_year,
                        self.base_source)  # fmt: skip


def release(rows: pd.DataFrame, eligible: Eligible, groups: pd.Series) -> Release:
    """Make the public figures from records.

    Parameters
    ----------
    rows
        Table ``interventions``, all of it: never a filtered part.
    eligible
        The firms that could have been reached.
    groups
        Coast or inland, by municipality code; its index lists the municipalities to show.

    Returns
    -------
    Release
        Safe to show as a whole.
    """
    firms = progress(rows)
    by_code = _whole(
        reach(firms, eligible, "municipality_code", STEP, list(groups.index)), eligible
    )
    tables = {
        "municipality_code": by_code,
        "sni2": reach(firms, eligible, "sni2", STEP),
        "size_class": _whole(reach(firms, eligible, "size_class", STEP, list(SIZES)), eligible),
        "year": _by_year(firms),
        "area": helped_by_kind(rows, "area"),
        "form": helped_by_kind(rows, "form"),
        "group": _by_group(by_code, groups),
    }
    named = needs(rows).set_index("need").reindex(NEEDS)[list(_NAMED)].fillna(0).astype("int64")
    figures = _Figures(groups)
    steps = funnel(rows)[["reached"]]
    figures.add_steps(steps["reached"])
    figures.add_tables(tables)
    figures.add_needs(named)
    protected = eligible.basis != "workplaces"
    bounds: dict[Hashable, float] = {}
    if protected:
        figures.add_base(tables)
    else:
        bounds = {("municipality_code", c): n for c, n in by_code["eligible"].dropna().items()}
    levels = figures.levels(bounds)
    shown = {n: _shown(n, table, levels, protected=protected) for n, table in tables.items()}
    shown["sni2"] = _known_divisions(shown["sni2"])
    shown["year"] = _known_years(shown["year"])
    return Release(
        _shown("step", steps, levels, protected=protected), shown, _shown_needs(named, levels),
        LIMIT, eligible.basis, eligible.year, eligible.source,
    )  # fmt: skip


def _whole(table: pd.DataFrame, eligible: Eligible) -> pd.DataFrame:
    """Take a group that no firm of a register is in as one of none: which are, is not told."""
    if eligible.basis != "register":
        return table
    return table.assign(eligible=table["eligible"].fillna(0))


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


def _by_year(firms: pd.DataFrame) -> pd.DataFrame:
    """Firms by the year of their first help: each firm in one year."""
    first = firms.groupby("firm_id", observed=True)["year"].min().dropna().astype(int)
    span = range(first.min(), first.max() + 1) if len(first) else range(0)
    counts = first.value_counts().reindex(span, fill_value=0).rename_axis("year")
    return counts.rename("reached").to_frame()


@dataclass
class _Figures:
    """All figures of the public view with what ties them together."""

    groups: pd.Series
    counts: dict[Hashable, int] = field(default_factory=dict)
    sums: list[Sum] = field(default_factory=list)
    within: list[tuple[Hashable, Hashable]] = field(default_factory=list)
    apart: list[tuple[Hashable, Hashable]] = field(default_factory=list)

    def levels(self, bounds: Mapping[Hashable, float]) -> Levels:
        """Choose what is shown of each figure."""
        return withhold(
            self.counts, self.sums, bounds=bounds, unseen={_BASE} & {*self.counts},
            within=self.within, apart=self.apart,
        )  # fmt: skip

    def add_steps(self, steps: pd.Series) -> None:
        """Add the funnel: who came to a step is among those at the step before."""
        self.counts |= {("step", step): int(n) for step, n in steps.items()}
        self.within += [(("step", after), ("step", step)) for step, after in pairwise(STEPS)]

    def add_tables(self, tables: Mapping[str, pd.DataFrame]) -> None:
        """Add the tables of helped firms, which share their total.

        Divisions and years that nobody shown is in are not listed; a firm may have help of several
        kinds.
        """
        for name, table in tables.items():
            self.counts |= {(name, key): int(n) for key, n in table["reached"].items()}
        self._add_places((), _TOTAL)
        for name in ("size_class", "sni2", "year", "area", "form"):
            keys = tuple((name, key) for key in tables[name].index)
            kinds = name in ("area", "form")
            if keys:
                self.sums.append(Sum(_TOTAL, keys, open=name in ("sni2", "year"), cover=kinds))
            if kinds:
                self.within += [(key, _TOTAL) for key in keys]

    def add_base(self, tables: Mapping[str, pd.DataFrame]) -> None:
        """Add the target group, whose small counts are single firms, too.

        Few left of it tell as much as few helped.
        """
        totals = [0]
        for name in ("municipality_code", "size_class", "sni2", "group"):
            known = tables[name]["eligible"].dropna()
            self.counts |= {("base", name, key): int(n) for key, n in known.items()}
            self.apart += [((name, key), ("base", name, key)) for key in known.index]
            totals.append(int(known.sum()))
        self.counts[_BASE] = max(totals)
        self._add_places(("base",), _BASE)
        for name in ("size_class", "sni2"):
            keys = tuple(("base", name, key) for key in tables[name]["eligible"].dropna().index)
            if keys:
                self.sums.append(Sum(_BASE, keys, open=name == "sni2"))

    def _add_places(self, prefix: tuple[str, ...], total: Hashable) -> None:
        """Add the sums of municipalities to coast and inland, and of these to the total."""
        tops: list[Hashable] = []
        grouped: dict[Hashable, list[Hashable]] = {}
        for code, group in self.groups.items():
            key = (*prefix, "municipality_code", code)
            above = (*prefix, "group", group)
            if key in self.counts:
                (grouped.setdefault(above, []) if above in self.counts else tops).append(key)
        self.sums += [Sum(group, tuple(parts)) for group, parts in grouped.items()]
        if tops or grouped:
            self.sums.append(Sum(total, (*grouped, *tops)))

    def add_needs(self, named: pd.DataFrame) -> None:
        """Add the needs: a firm names several, so that only met and unmet have a sum."""
        for need, row in named.iterrows():
            self.counts |= {(column, need): int(n) for column, n in row.items()}
            self.sums.append(Sum(("firms", need), (("met", need), ("unmet", need))))
            self.within += [(("met", need), _TOTAL), (("firms", need), ("step", STEPS[0]))]


def _shown(name: str, table: pd.DataFrame, levels: Levels, *, protected: bool) -> pd.DataFrame:
    """Put the levels in place of the counts, and compute rates from nothing else."""
    result = table[[c for c in ("reached", "eligible") if c in table]].astype("float64")
    reached = pd.Series([levels[name, key] for key in table.index], table.index, dtype="float64")
    result["reached"] = reached.where(reached > 0)
    result["withheld"] = result["reached"].isna()
    result["base_withheld"] = False
    if "eligible" not in table:
        return result
    above = 0
    if protected:
        above = LIMIT - 1
        base = pd.Series(
            [levels.get(("base", name, key), float("nan")) for key in table.index],
            table.index, dtype="float64",
        )  # fmt: skip
        result["base_withheld"] = base == 0
        result["eligible"] = base.where(base > 0)
    low, base = result["reached"], result["eligible"].where(result["eligible"] > 0)
    result["rate"] = 100 * (low + (LIMIT - 1) / 2) / (base + above / 2)
    result["rate_low"] = 100 * low / (base + above)
    result["rate_high"] = 100 * (low + LIMIT - 1) / base
    return result


def _known_divisions(table: pd.DataFrame) -> pd.DataFrame:
    """Drop rows that would tell nothing but that somebody is in them; all others are one row."""
    kept = table[table["reached"].notna() | table["eligible"].notna()]
    gone = dict.fromkeys(table.columns, float("nan"))
    other = pd.DataFrame([gone | {"withheld": True, "base_withheld": False}], index=[OTHER])
    result = pd.concat([kept, other]) if len(kept) else other
    result.index.name = table.index.name
    return result.astype({"withheld": bool, "base_withheld": bool})


def _known_years(table: pd.DataFrame) -> pd.DataFrame:
    """Drop the years before the first and after the last that is shown."""
    shown = table.index[~table["withheld"]]
    return table.loc[shown.min() : shown.max()] if len(shown) else table.iloc[:0]


def _shown_needs(named: pd.DataFrame, levels: Levels) -> pd.DataFrame:
    """Put the levels in place of the counts of needs."""
    result = pd.DataFrame(
        {column: [float(levels[column, need]) for need in named.index] for column in named},
        index=named.index,
    )
    result = result.where(result > 0)
    return result.assign(withheld=result.isna().any(axis=1))
