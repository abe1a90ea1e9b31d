"""White spots: eligible firms nobody has reached, leading firms never met, and where to go next.

The plan is exact, not a rule of thumb. Where reach is to be as even as possible it is an
apportionment (visits are seats, eligible firms are votes), and the highest-quotient method is the
optimum of its sum of squares; where journeys are to be few it is a small integer programme.

References
----------
Balinski, M. L., Young, H. P. (1982). *Fair Representation*. Yale University Press. Theorem A4: the
method of Webster (Sainte-Laguë) minimises ``Σ (a_i − q_i)² / p_i``.
Ibaraki, T., Katoh, N. (1988). *Resource Allocation Problems*. MIT Press. Chapter 4: the greedy
algorithm is exact for a separable convex aim under one sum and upper bounds.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Sequence
from typing import Final

import numpy as np
import pandas as pd

from vbdash.records.codes import CELL
from vbdash.records.counts import firms_at
from vbdash.records.reach import Eligible
from vbdash.text import fold

#: Aims of a plan: reach as even as possible; as few journeys as possible; inland before coast.
AIMS: Final = ("even", "few_journeys", "inland_first")


def white_spots(firms: pd.DataFrame, eligible: Eligible, step: str) -> pd.DataFrame:
    """Count eligible firms not reached, in as fine cells as the eligible firms are known by.

    Parameters
    ----------
    firms
        As :func:`vbdash.records.counts.progress` returns them.
    eligible
        Firms that could have been reached.
    step
        The step that counts as reached.

    Returns
    -------
    DataFrame
        ``municipality_code`` and, where known, ``sni2`` and ``size_class``; ``eligible``,
        ``reached``, ``left`` (never below 0). Cells without a known count are left out.
    """
    keys = [name for name in CELL if eligible.knows(name)]
    there = firms_at(firms, step)
    base = eligible.cells[[*keys, "firms"]].rename(columns={"firms": "eligible"})
    if eligible.basis == "register":
        met = eligible.firms[eligible.firms["firm_id"].isin(there["firm_id"])]
        reached = met.groupby(keys, observed=True)["firm_id"].nunique()
    else:
        reached = there.groupby(keys, observed=True)["firm_id"].nunique()
    table = base.merge(reached.rename("reached").reset_index(), on=keys, how="left")
    table = table[table["eligible"].notna()]
    table["reached"] = table["reached"].fillna(0).astype("int64")
    table["left"] = (table["eligible"] - table["reached"]).clip(lower=0).astype("int64")
    order = [False, *[True] * len(keys)]
    return table.sort_values(["left", *keys], ascending=order, ignore_index=True)


def never_met(leading: pd.DataFrame, firms: pd.DataFrame, names: pd.Series) -> pd.DataFrame | None:
    """Return leading firms that no record shows as met.

    Parameters
    ----------
    leading
        Rows of table ``companies``: ``firm_name``, ``org_number``.
    firms
        As :func:`vbdash.records.counts.progress` returns them.
    names
        Name of each ``firm_id``, as far as the records give one.

    Returns
    -------
    DataFrame or None
        Rows of `leading`, matched by organisation number or else by name; None when the records
        carry neither names nor organisation numbers, so that nobody can tell.
    """
    met = set(firms_at(firms, "contacted")["firm_id"].astype(str))
    numbers = {each for each in met if each.isdigit() and len(each) == 10}
    called = {_firm_name(name) for firm, name in names.dropna().items() if str(firm) in met}
    if not numbers and not called:
        return None
    own = leading["org_number"].astype("object").fillna("").str.replace("-", "", regex=False)
    known = own.isin(numbers) | leading["firm_name"].map(_firm_name).isin(called)
    return leading[~known]


def _firm_name(name: str) -> str:
    """Fold a firm's name: case, accents, punctuation and "AB" do not tell two firms apart."""
    words = "".join(c if c.isalnum() else " " for c in fold(str(name))).split()
    return " ".join(word for word in words if word not in {"ab", "publ", "aktiebolag"})


def even_visits(
    reached: Sequence[int], eligible: Sequence[int], visits: int, room: Sequence[int]
) -> list[int]:
    """Hand out visits so that rates of reach differ as little as possible.

    Parameters
    ----------
    reached, eligible
        Firms reached and eligible in each unit; eligible above 0.
    visits
        Visits to hand out.
    room
        Most visits each unit can take: its firms not yet reached.

    Returns
    -------
    list of int
        Visits by unit; their sum is `visits`, or all the room there is. It minimises
        ``Σ eligible · (rate − common rate)²`` over all ways to hand them out.
    """
    given = [0] * len(reached)

    def cost(i: int) -> float:
        return (2 * (reached[i] + given[i]) + 1) / eligible[i]

    heap = [(cost(i), -eligible[i], i) for i in range(len(reached)) if room[i] > 0]
    heapq.heapify(heap)
    for _ in range(min(visits, sum(max(0, r) for r in room))):
        _, _, i = heapq.heappop(heap)
        given[i] += 1
        if given[i] < room[i]:
            heapq.heappush(heap, (cost(i), -eligible[i], i))
    return given


def full_journeys(room: Sequence[int], visits: int, per_journey: int) -> list[int]:
    """Hand out visits so that they take as few journeys as possible.

    Parameters
    ----------
    room
        Most visits each municipality can take.
    visits
        Visits to hand out.
    per_journey
        Visits that fit in one journey; a journey goes to one municipality.

    Returns
    -------
    list of int
        Visits by municipality. Among the plans with the fewest journeys, the one with most firms
        left to visit where it goes, so that the next journey pays too.
    """
    n, wanted = len(room), min(visits, sum(room))
    if not n or not wanted:
        return [0] * n
    from scipy.optimize import Bounds, LinearConstraint, milp  # 25 MB, for those who plan

    space = np.array(room, dtype=float)
    # Journeys count whole; the second aim is scaled to weigh less than one journey in all.
    liking = space / (1 + 2 * space.max() * max(wanted, 1))
    aim = np.concatenate([-liking / 2, np.ones(n)])
    together = LinearConstraint(np.concatenate([np.ones(n), np.zeros(n)]), wanted, wanted)
    carried = LinearConstraint(np.hstack([np.eye(n), -per_journey * np.eye(n)]), -np.inf, 0)
    most = np.concatenate([space, np.ceil(space / per_journey)])
    answer = milp(
        aim, constraints=[together, carried], integrality=np.ones(2 * n), bounds=Bounds(0, most),
        options={"mip_rel_gap": 0.0},
    )  # fmt: skip
    return [round(x) for x in answer.x[:n]]


def plan(
    spots: pd.DataFrame, visits: int, aim: str, inland: Collection[str] = (), per_journey: int = 4
) -> pd.DataFrame:
    """Say where to go with a number of visits, under a stated aim.

    Parameters
    ----------
    spots
        As :func:`white_spots` returns them.
    visits
        Visits to plan; each reaches one firm that was not reached.
    aim
        One of :data:`AIMS`.
    inland
        Codes of inland municipalities, for ``"inland_first"``.
    per_journey
        Visits that fit in one journey to one municipality.

    Returns
    -------
    DataFrame
        By municipality that gets visits: ``municipality_code``, ``eligible``, ``reached``,
        ``visits``, ``journeys``, ``rate_before``, ``rate_after`` (percent). Most visits first.
    """
    if aim not in AIMS:
        raise ValueError(f"unknown aim {aim!r}, expected one of {AIMS}")
    sums = spots.groupby("municipality_code", observed=True)[["eligible", "reached", "left"]].sum()
    table = sums[sums["eligible"] > 0].astype("int64").sort_index()
    table["visits"] = 0
    if aim == "few_journeys":
        table["visits"] = full_journeys(table["left"].tolist(), visits, per_journey)
    else:
        first = table.index.isin(list(inland)) if aim == "inland_first" else [True] * len(table)
        turn = pd.Series(first, index=table.index, dtype=bool)
        for part in (table[turn], table[~turn]):
            reached, eligible, room = (part[c].tolist() for c in ("reached", "eligible", "left"))
            rest = visits - int(table["visits"].sum())
            table.loc[part.index, "visits"] = even_visits(reached, eligible, rest, room)
    table["journeys"] = -(-table["visits"] // per_journey)
    table["rate_before"] = 100 * table["reached"] / table["eligible"]
    table["rate_after"] = 100 * (table["reached"] + table["visits"]) / table["eligible"]
    table = table[table["visits"] > 0].drop(columns="left").reset_index()
    by = ["visits", "municipality_code"]
    return table.sort_values(by, ascending=[False, True], ignore_index=True)


def visit_list(spots: pd.DataFrame, chosen: pd.DataFrame) -> pd.DataFrame:
    """Spread each municipality's planned visits over its industries and sizes, evenly.

    Parameters
    ----------
    spots
        As :func:`white_spots` returns them.
    chosen
        As :func:`plan` returns it.

    Returns
    -------
    DataFrame
        One row a cell to visit: the columns of `spots` that tell cells apart, ``left`` and
        ``visits``, in the order of `chosen`.
    """
    keys = [name for name in CELL if name in spots.columns]
    parts = []
    for code, visits in zip(chosen["municipality_code"], chosen["visits"], strict=True):
        cells = spots[(spots["municipality_code"] == code) & (spots["left"] > 0)]
        cells = cells.sort_values(keys).reset_index(drop=True)
        eligible = [max(1, int(e)) for e in cells["eligible"]]
        given = even_visits(
            cells["reached"].tolist(), eligible, int(visits), cells["left"].tolist()
        )
        parts.append(cells.assign(visits=given)[[*keys, "left", "visits"]])
    if not parts:
        return pd.DataFrame(columns=[*keys, "left", "visits"])
    table: pd.DataFrame = pd.concat(parts, ignore_index=True)
    return table[table["visits"] > 0].reset_index(drop=True)


def firms_to_visit(
    visits: pd.DataFrame, eligible: Eligible, firms: pd.DataFrame, step: str
) -> list[str]:
    """Name the firms of a register that a visit list can choose from.

    Parameters
    ----------
    visits
        As :func:`visit_list` returns it.
    eligible
        A register.
    firms, step
        As for :func:`white_spots`.

    Returns
    -------
    list of str
        For each row of `visits`, the names (else ids) of the cell's firms not yet reached, in the
        order of their ids.
    """
    reached = firms_at(firms, step)["firm_id"]
    left = eligible.firms[~eligible.firms["firm_id"].isin(reached)].sort_values("firm_id")
    left = left.drop_duplicates("firm_id")
    shown = left["firm_name"].astype("object").where(left["firm_name"].notna(), left["firm_id"])
    names = shown.groupby([left[key] for key in CELL], observed=True).agg(", ".join).to_dict()
    cells = zip(*(visits[key] for key in CELL), strict=True)
    return [names.get(cell, "") for cell in cells]
