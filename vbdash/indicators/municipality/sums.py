"""Several municipalities as one area: what can be summed is, what cannot is left out with its reason."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.groups import Group, group_of
from vbdash.indicators.industry.shares import industry_share
from vbdash.indicators.municipality.alike import NEAR, nearest
from vbdash.indicators.municipality.figures import (
    SHARES,
    definition_here,
    made_of,
    municipal_figures,
)

#: Why a measure of a group is missing: its amounts overlap (who commutes inside the group would
#: be counted), the amounts behind a share are not here, or a municipality has no figure.
Reason = Literal["overlap", "no_amounts", "missing"]
_CELL: Final = ["year", "series"]
_COLUMNS: Final = ["measure", "year", "series", "value", "status", "of"]
#: Municipalities that a peer group is made of at the most, beside the one it is named after.
PEERS: Final = 5


@dataclass(frozen=True)
class Summed:
    """The figures of a group.

    Attributes
    ----------
    table
        A row a measure and year: ``measure``, ``year``, ``series``, ``value`` in the measure's
        unit, ``status`` (``derived``) and ``of``, the municipalities behind it.
    left_out
        The measures that municipalities of the group have figures of and the group has not:
        ``measure``, ``reason`` (:data:`Reason`) and ``lacking``, the codes without a figure in the
        latest year.
    """

    table: pd.DataFrame
    left_out: pd.DataFrame


def codes_of(dataset: Dataset, definition: str, group: Group) -> tuple[str, ...]:
    """Return the municipalities of a group; of those most alike one, the ones that are alike.

    A peer group is the municipalities nearest to one in all of Sweden, without itself; none where
    none is near (:data:`vbdash.indicators.municipality.alike.NEAR`).
    """
    if group.kind != "alike":
        return group.codes
    found = nearest(dataset, definition, group.of, country=True)
    return tuple(sorted(each.code for each in found[:PEERS] if each.distance <= NEAR))


def asked_groups(
    dataset: Dataset, definition: str, keys: Sequence[str]
) -> dict[str, tuple[Group, tuple[str, ...]]]:
    """Return the groups that a link asks for with their municipalities, those that have any."""
    found = {key: group for key in dict.fromkeys(keys) if (group := group_of(dataset, key))}
    every = {key: (each, codes_of(dataset, definition, each)) for key, each in found.items()}
    return {key: (each, codes) for key, (each, codes) in every.items() if codes}


def summed(dataset: Dataset, definition: str, codes: Collection[str]) -> Summed:
    """Sum the figures of municipalities, as if they were one area.

    Parameters
    ----------
    dataset
        Validated tables; the registry says of each measure whether it is ``additive``, and of
        those that are worked out what of.
    definition
        Id of a definition of industry.
    codes
        The municipalities.

    Returns
    -------
    Summed
        Amounts are added up. A share or a ratio is that of the summed amounts, never a mean of the
        municipalities' shares. Only years in which all of them have a figure.
    """
    here = list(dict.fromkeys(codes))
    every = municipal_figures(dataset, definition)
    own = every[every["code"].isin(here) & every["value"].notna()]
    added = _complete(own.rename(columns={"value": "amount"}), ["measure", *_CELL], here)
    whole = {str(name): part.droplevel(0) for name, part in added.groupby(level=0)}
    found: list[pd.DataFrame] = []
    left: list[tuple[str, Reason, tuple[str, ...]]] = []
    for measure in (str(each) for each in own["measure"].unique()):
        made = _of_measure(dataset, definition, measure, here, whole)
        if isinstance(made, str):
            left.append((measure, made, ()))
        elif made.empty:
            left.append((measure, "missing", _lacking(own[own["measure"] == measure], here)))
        else:
            found.append(made.rename("value").reset_index().assign(measure=measure))
    table = pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=_COLUMNS)
    table = table.assign(status="derived", of=len(here))[_COLUMNS]
    return Summed(table, pd.DataFrame(left, columns=["measure", "reason", "lacking"]))


def _of_measure(
    dataset: Dataset,
    definition: str,
    measure: str,
    codes: list[str],
    whole: Mapping[str, pd.Series],
) -> pd.Series | Reason:
    """Return a group's figures of a measure by year and edition, or why it has none.

    `whole` holds the sums of every measure over the group.
    """
    row = dataset.row("measures", measure)
    base, nothing = row["base"], pd.Series(dtype="float64")
    if isinstance(base, str):
        cut = SHARES.get(base) or definition_here(dataset, definition)
        shares = industry_share(dataset, base, cut)
        shares = shares[shares["region_code"].isin(codes) & shares["share"].notna()]
        total = _complete(shares.assign(amount=shares["total"]), _CELL, codes)
        return _divided(_complete(shares, _CELL, codes), total, 100)
    if bool(row["additive"]):
        own: pd.Series = whole.get(measure, nothing)
        return own
    over, under = made_of(dataset).get(measure, ((), ()))
    additive = dataset.measures["additive"]
    if under and all(bool(additive[each]) for each in (*over, *under)):
        amounts = [_together([whole.get(each, nothing) for each in side]) for side in (over, under)]
        return _divided(amounts[0], amounts[1], 100 if row["unit"] == "percent" else 1)
    return "overlap" if row["kind"] == "amount" or under else "no_amounts"


def _together(parts: Sequence[pd.Series]) -> pd.Series:
    total = parts[0]
    for part in parts[1:]:
        total = total + part
    return total.dropna()


def _complete(rows: pd.DataFrame, by: list[str], codes: list[str]) -> pd.Series:
    """Add amounts up where all the municipalities have one, by year and edition."""
    groups = rows.groupby(by, observed=True)["amount"]
    total: pd.Series = groups.sum()
    return total[groups.count() == len(codes)]


def _divided(over: pd.Series, under: pd.Series, times: int) -> pd.Series:
    return (times * over / under.where(under > 0)).dropna()


def _lacking(rows: pd.DataFrame, codes: list[str]) -> tuple[str, ...]:
    known = set(rows.loc[(rows["year"] == rows["year"].max()) & rows["value"].notna(), "code"])
    return tuple(code for code in codes if code not in known)


def latest(found: Summed) -> pd.DataFrame:
    """Return the latest year of each measure of a group, indexed by measure."""
    table = found.table.sort_values("year")
    return table.groupby("measure").tail(1).set_index("measure")
