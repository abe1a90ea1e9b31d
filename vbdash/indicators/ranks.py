"""Places in a ranking, for many years at once."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.indicators.arrays import Array, layout


def places(values: npt.ArrayLike, decimals: int | None = None) -> Array:
    """Rank along the first axis, usually the regions, the highest value being 1.

    Parameters
    ----------
    values
        Any shape; NaN where a figure is missing.
    decimals
        That they are shown with: what a reader sees as the same has the same place.

    Returns
    -------
    ndarray
        The same shape. Ties share the better place (1, 2, 2, 4), as sports and Statistics Sweden
        do; a missing figure has no place and takes none.

    Examples
    --------
    >>> places([3.0, 9.0, 3.0, float("nan"), 1.0]).tolist()
    [2.0, 1.0, 2.0, nan, 4.0]
    """
    array = np.asarray(values, dtype=np.float64)
    array = array if decimals is None else np.round(array, decimals)
    columns = pd.DataFrame(array.reshape(len(array), -1))
    ranked = columns.rank(method="min", ascending=False).to_numpy(dtype=np.float64)
    return ranked.reshape(array.shape)


def counted(values: npt.ArrayLike) -> npt.NDArray[np.int_]:
    """Return how many values were ranked along the first axis: those that are not missing."""
    known = ~np.isnan(np.asarray(values, dtype=np.float64))
    count: npt.NDArray[np.int_] = known.sum(axis=0)
    return count


def ranked_by_year(table: pd.DataFrame) -> pd.DataFrame:
    """Rank regions year by year.

    Parameters
    ----------
    table
        One row a region (``code``) and year, with ``value``.

    Returns
    -------
    DataFrame
        The rows that have a value, with ``value`` replaced by the place (1 is the highest) and
        ``of``, the number of regions ranked that year.
    """
    found = layout(table, ["code", "year"])
    values = found.lay(table["value"])
    ranked = table.assign(
        value=places(values).ravel()[found.places],
        of=np.broadcast_to(counted(values), values.shape).ravel()[found.places],
    )
    return ranked[ranked["value"].notna()]


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
    kept = rows.loc[own, ["measure", "region_code", "year", "value"]]
    return kept.astype({"measure": "object", "region_code": "object"})
