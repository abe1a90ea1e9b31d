"""Long tables as arrays: one axis a key, a missing figure as NaN.

The measures of this package are sums along one axis (the sectors), so they are written for arrays
and take any number of regions and years at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import numpy as np
import numpy.typing as npt
import pandas as pd

__all__ = ["Array", "cube", "rows"]

Array = npt.NDArray[np.float64]


def cube(
    table: pd.DataFrame, keys: Sequence[str], *values: str
) -> tuple[tuple[Array, ...], tuple[pd.Index, ...]]:
    """Lay columns of a long table out as arrays.

    Parameters
    ----------
    table
        One row a figure.
    keys
        Columns that together name a figure; each becomes an axis. None of them may be missing.
    values
        Columns with figures.

    Returns
    -------
    arrays, axes
        An array a column, with one axis a key, NaN where the table has no row; and the labels of
        each axis, in ascending order.

    Raises
    ------
    ValueError
        When a key is missing in a row, or two rows have the same keys.

    Examples
    --------
    >>> table = pd.DataFrame({"region": ["b", "a"], "year": [1, 2], "value": [3.0, 4.0]})
    >>> (array,), (regions, years) = cube(table, ["region", "year"], "value")
    >>> array.tolist(), list(regions), list(years)
    ([[nan, 4.0], [3.0, nan]], ['a', 'b'], [1, 2])
    """
    found = [pd.factorize(table[key], sort=True) for key in keys]
    axes = tuple(pd.Index(labels) for _, labels in found)
    shape = tuple(len(axis) for axis in axes)
    if any((codes < 0).any() for codes, _ in found):
        raise ValueError(f"a row without {', '.join(keys)}")
    size = int(np.prod(shape))
    flat = reduce(
        lambda place, step: place * len(step[1]) + step[0], found, np.zeros(len(table), np.int64)
    )
    if len(flat) and np.bincount(flat, minlength=size).max() > 1:
        raise ValueError(f"two rows with the same {', '.join(keys)}")
    return tuple(_laid(table[value], flat, size).reshape(shape) for value in values), axes


def _laid(column: pd.Series, places: npt.NDArray[np.int64], size: int) -> Array:
    array = np.full(size, np.nan)
    array[places] = column.to_numpy(dtype=np.float64, na_value=np.nan)
    return array


def rows(axes: Sequence[pd.Index], names: Sequence[str], **values: npt.NDArray) -> pd.DataFrame:
    """Write arrays as a long table again, the last axis running fastest.

    Parameters
    ----------
    axes, names
        Labels of each axis, and what the column of each is called.
    values
        Arrays of the shape of the axes; each becomes a column.
    """
    grid = np.indices([len(axis) for axis in axes]).reshape(len(axes), -1)
    columns = {n: axis.take(at) for n, axis, at in zip(names, axes, grid, strict=True)}
    return pd.DataFrame(columns | {name: array.ravel() for name, array in values.items()})
