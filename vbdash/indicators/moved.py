"""Places in the rankings of a county that differ between two states of the data."""

from __future__ import annotations

from typing import Final

import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.indicators.ranks import places

__all__ = ["moved_places"]

_COLUMNS: Final = ["measure", "year", "region_code", "before", "after", "of"]


def moved_places(before: Dataset, after: Dataset) -> pd.DataFrame:
    """List municipalities of the county whose place has changed in the newest year both know.

    Parameters
    ----------
    before, after
        Two states of the same data directory.

    Returns
    -------
    DataFrame
        ``measure``, ``year``, ``region_code``, ``before`` and ``after`` (1 is the highest) and
        ``of`` (municipalities ranked), by measure and region. Only figures for all industries, of
        the series that is in use.
    """
    old, new = _latest(before), _latest(after)
    both = old.merge(new, on=["measure", "year", "region_code"], suffixes=("_old", "_new"))
    if both.empty:
        return pd.DataFrame(columns=_COLUMNS)
    both = both[both["year"] == both.groupby("measure")["year"].transform("max")]
    found = []
    for measure, rows in both.groupby("measure", sort=True):
        was, now = places(rows["value_old"]), places(rows["value_new"])
        moved = rows[["year", "region_code"]].assign(
            measure=measure, before=was.astype(int), after=now.astype(int), of=len(rows)
        )
        found.append(moved[was != now].sort_values("region_code"))
    together: pd.DataFrame = pd.concat(found, ignore_index=True)
    return together[_COLUMNS]


def _latest(dataset: Dataset) -> pd.DataFrame:
    rows = dataset.observations
    own = rows["region_code"].isin(dataset.municipality_codes) & (rows["sector"] == "TOTAL")
    kept: pd.DataFrame = rows.loc[own, ["measure", "region_code", "year", "value"]]
    return kept.astype({"measure": "object", "region_code": "object"})
