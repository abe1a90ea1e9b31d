"""Reach: unique firms reached out of the firms that could have been, and how evenly it is spread.

Reach is not effect: it says who was met, not what came of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.data.kept import kept
from vbdash.data.large.figures import figures
from vbdash.records.codes import CELL
from vbdash.records.counts import firm_counts, firms_at
from vbdash.register.editions import current, register_directory

#: The published stand-in: workplaces of the source's own group "industry".
_WORKPLACES: Final = ("workplaces", "WP_INDUSTRY")


@dataclass(frozen=True)
class Eligible:
    """The firms that could have been reached.

    Attributes
    ----------
    basis
        ``"register"`` (named firms), ``"counts"`` (a table of counts), ``"national"`` (the national
        company register) or ``"workplaces"`` (the published stand-in: workplaces, not firms).
    cells
        ``municipality_code``, ``firms`` and, as far as they are known, ``sni2`` and ``size_class``.
    firms
        The register itself, empty for the other two.
    year
        The year that the base is for, where it is stated.
    source
        Where the firms or counts come from, in the words of who brought them; empty where it is
        not stated, and for workplaces, whose source is a publication.
    """

    basis: str
    cells: pd.DataFrame
    firms: pd.DataFrame
    year: int | None = None
    source: str = ""

    def knows(self, by: str) -> bool:
        """Whether the counts are split by the column `by`."""
        return by in self.cells.columns and bool(self.cells[by].notna().all())

    def by(self, by: str) -> pd.Series:
        """Sum the eligible firms in each group of `by`; empty when they are not split that way."""
        if not self.knows(by):
            return pd.Series(dtype="float64", name="firms")
        return self.cells.groupby(by, observed=True)["firms"].sum(min_count=1)

    @property
    def total(self) -> float:
        """All eligible firms; missing when there is no figure at all."""
        return float(self.cells["firms"].sum(min_count=1))


def eligible_from_register(register: pd.DataFrame) -> Eligible:
    """Count the firms of a register: ``firm_id`` and the columns of :data:`~vbdash.records.codes.CELL`, a row a firm."""
    cells = register.groupby(CELL, observed=True)["firm_id"].nunique()
    return Eligible("register", cells.rename("firms").reset_index(), register)


def eligible_from_counts(counts: pd.DataFrame) -> Eligible:
    """Take a table of counts: ``municipality_code``, ``firms`` and maybe ``sni2``, ``size_class``.

    A column of the split that is empty in any row is not used: the table is not split by it.
    """
    keys = [name for name in CELL if name in counts.columns and counts[name].notna().all()]
    cells = counts.groupby(keys, observed=True)["firms"].sum(min_count=1).reset_index()
    return Eligible("counts", cells, pd.DataFrame())


@kept
def eligible_from_workplaces(dataset: Dataset) -> Eligible:
    """Take published industrial workplaces as a stand-in, in the latest year there is.

    Workplaces are not firms, and the source does not say which SNI divisions its group covers. A
    municipality whose figure is missing (Bjurholm, a misprint in the source) stays missing.
    """
    measure, sector = _WORKPLACES
    rows = figures(dataset, measure)
    rows = rows[rows["sector"] == sector]
    rows = rows[rows["region_code"].isin(dataset.municipality_codes)]
    latest = rows["year"].max()
    rows = rows[rows["year"] == latest]
    found = rows.set_index("region_code")["value"].reindex(list(dataset.municipality_codes))
    cells = pd.DataFrame({"municipality_code": found.index, "firms": found.to_numpy()})
    year = int(latest) if len(rows) else None
    return Eligible("workplaces", cells, pd.DataFrame(), year)


def eligible_from_national(dataset: Dataset) -> Eligible | None:
    """Count the county's active firms of industry (B–E) in the national company register.

    Sole traders are not among them. A municipality without a row has none.

    Returns
    -------
    Eligible or None
        By municipality and SNI division; None where no register has been imported.
    """
    folder = register_directory()
    if current(folder) is None:
        return None
    from vbdash.register.register import open_register  # its engine takes a second to load

    register = open_register(folder)
    if register is None:
        return None
    sections = str(dataset.row("definitions", "B-E")["sections"]).split()
    table = dataset.table("sni_divisions")
    divisions = table.loc[table["section"].isin(sections), "code"].astype(str)
    found = register.eligible(list(divisions), dataset.municipality_codes)
    named = found.rename(columns={"division": "sni2"})
    cells = named.groupby(["municipality_code", "sni2"])["firms"].sum().reset_index()
    edition = str(register.told["edition"])
    return Eligible("national", cells, pd.DataFrame(), int(edition[:4]), edition)


def reach(
    firms: pd.DataFrame, eligible: Eligible, by: str, step: str, groups: list[str] | None = None
) -> pd.DataFrame:
    """Set unique firms reached against eligible firms, group by group.

    Parameters
    ----------
    firms
        As :func:`vbdash.records.counts.progress` returns them.
    eligible
        The firms that could have been reached.
    by
        ``"municipality_code"``, ``"sni2"``, ``"size_class"`` or ``"year"`` (none eligible then).
    step
        The step that counts as reached, one of ``STEPS``.
    groups
        Groups to show; without it, all with an eligible or a reached firm.

    Returns
    -------
    DataFrame
        Indexed by group: ``reached``, ``eligible``, ``rate`` (percent), ``representation`` (share
        of reached over share of eligible, 1 = even). Where no eligible count is known the last
        three are missing. A rate above 100 says that the base does not fit the records.
    """
    reached = firm_counts(firms_at(firms, step), by)
    base = eligible.by(by).astype("float64")
    index = groups if groups is not None else sorted({*reached.index, *base.index})
    table = pd.DataFrame(index=pd.Index(index, name=by))
    table["reached"] = reached.reindex(index, fill_value=0).astype("int64")
    table["eligible"] = base.reindex(index)
    table["rate"] = 100 * table["reached"] / table["eligible"].where(table["eligible"] > 0)
    known = table[table["eligible"] > 0]
    if len(known) and known["reached"].sum():
        shares = known["eligible"] / known["eligible"].sum()
        table["representation"] = (known["reached"] / known["reached"].sum()) / shares
    else:
        table["representation"] = float("nan")
    return table


def reach_by_group(table: pd.DataFrame, groups: pd.Series) -> pd.DataFrame:
    """Add municipalities up to groups such as coast and inland.

    Parameters
    ----------
    table
        As :func:`reach` returns it, by municipality.
    groups
        Group of each municipality code.

    Returns
    -------
    DataFrame
        Indexed by group: ``reached``, ``eligible``, ``rate``, ``municipalities`` and ``none``
        (municipalities where nobody was reached). Firms reached in a municipality whose eligible
        firms are not known are not in the rate.
    """
    known = table["eligible"].notna()
    grouped = groups.reindex(table.index)
    result = pd.DataFrame(
        {
            "reached": table["reached"].groupby(grouped).sum(),
            "eligible": table["eligible"].groupby(grouped).sum(min_count=1),
            "municipalities": table["reached"].groupby(grouped).size(),
            "none": (table["reached"] == 0).groupby(grouped).sum(),
        }
    )
    counted = table["reached"].where(known).groupby(grouped).sum(min_count=1)
    result["rate"] = 100 * counted / result["eligible"].where(result["eligible"] > 0)
    return result


@dataclass(frozen=True)
class Equity:
    """How evenly reach is spread.

    Attributes
    ----------
    curve
        Lorenz curve: ``eligible`` and ``reached``, cumulative shares from 0 to 1, the units with
        the lowest rate first; ``unit`` names the one that ends at each point.
    gini
        0 where every unit has the same rate; towards 1 the more of the reached are in few units.
    """

    curve: pd.DataFrame
    gini: float


def equity(table: pd.DataFrame) -> Equity:
    """Draw the Lorenz curve of firms reached against firms eligible.

    Parameters
    ----------
    table
        ``eligible`` and ``reached`` by unit, as :func:`reach` returns them; units without a known
        positive number of eligible firms are left out.

    Returns
    -------
    Equity
        With a missing Gini coefficient when nobody was reached.

    Notes
    -----
    The curve and the coefficient are those of concentration against a reference distribution
    (Gini 1912; Brown 1994, "Using Gini-style indices to evaluate the spatial patterns of health
    practitioners", *Social Science & Medicine* 38(9), 1243–1256): with cumulative shares *X* of
    eligible and *Y* of reached, ``G = 1 − Σ (X_i − X_{i−1}) (Y_i + Y_{i−1})``.
    """
    rows = table[table["eligible"] > 0]
    order = (rows["reached"] / rows["eligible"]).sort_values(kind="stable").index
    rows = rows.loc[order]
    if not len(rows) or not rows["reached"].sum():
        empty = pd.DataFrame({"unit": [""], "eligible": [0.0], "reached": [0.0]})
        return Equity(empty, float("nan"))
    x = np.concatenate([[0.0], (rows["eligible"].cumsum() / rows["eligible"].sum()).to_numpy()])
    y = np.concatenate([[0.0], (rows["reached"].cumsum() / rows["reached"].sum()).to_numpy()])
    curve = pd.DataFrame({"unit": ["", *map(str, order)], "eligible": x, "reached": y})
    return Equity(curve, float(1 - np.sum(np.diff(x) * (y[1:] + y[:-1]))))
