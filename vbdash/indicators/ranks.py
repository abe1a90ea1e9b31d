"""Places in a ranking, for many years at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from vbdash.indicators.arrays import Array, layout


def places(values: npt.ArrayLike) -> Array:
    """Rank along the first axis, usually the regions, the highest value being 1.

    Parameters
    ----------
    values
        Any shape; NaN where a figure is missing.

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
