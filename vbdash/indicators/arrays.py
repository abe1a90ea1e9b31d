"""Long tables as arrays: one axis a key, a missing figure as NaN.

The measures of this package are sums along one axis (the sectors), so they are written for arrays
and take any number of regions and years at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Layout:
    """Where the rows of a long table lie in an array.

    Attributes
    ----------
    axes
        Labels of each axis, in ascending order.
    places
        For each row, its place in the flattened array.
    """

    axes: tuple[pd.Index, ...]
    places: npt.NDArray[np.int64]

    @property
    def shape(self) -> tuple[int, ...]:
        """Length of each axis."""
        return tuple(len(axis) for axis in self.axes)

    def lay(self, column: npt.NDArray | pd.Series) -> Array:
        """Lay a column out, NaN where the table has no row."""
        array = np.full(self.shape, np.nan)
        flat = array.reshape(-1)
        if isinstance(column, pd.Series):
            column = column.to_numpy(dtype=np.float64, na_value=np.nan)
        flat[self.places] = column
        return array


def layout(table: pd.DataFrame, keys: Sequence[str]) -> Layout:
    """Find where the rows of a long table lie in an array with one axis a key.

    Parameters
    ----------
    table
        One row a figure.
    keys
        Columns that together name a figure. None of them may be missing.

    Raises
    ------
    ValueError
        When a key is missing in a row, or two rows have the same keys.
    """
    axes: list[pd.Index] = []
    places = np.zeros(len(table), dtype=np.int64)
    for key in keys:
        column = table[key]
        codes, labels = _coded(column)
        if len(codes) and codes.min() < 0:
            raise ValueError(f"a row without {key}")
        axes.append(labels)
        places *= len(labels)
        places += codes
    if len(places) and np.bincount(places).max() > 1:
        raise ValueError(f"two rows with the same {', '.join(keys)}")
    return Layout(tuple(axes), places)


def _coded(column: pd.Series) -> tuple[npt.NDArray[np.int64], pd.Index]:
    """Return each value's place among the sorted labels (-1 where it is missing), and the labels."""
    if column.dtype == np.int64 and len(column):
        years = column.to_numpy()
        first = years.min()
        if years.max() - first < len(years):  # counting beats looking up
            found = years - first
            there = np.bincount(found) > 0
            labels = pd.Index(np.flatnonzero(there) + first)
            return (found if there.all() else (np.cumsum(there) - 1)[found]), labels
    if _one_text(column):
        return np.zeros(len(column), dtype=np.int64), pd.Index(column.iloc[:1])
    found, labels = pd.factorize(column)
    if not labels.is_monotonic_increasing:  # most tables lie in order already
        order = np.argsort(np.asarray(labels))
        labels = labels.take(order)
        found = np.append(np.argsort(order), -1)[found]  # the last one is where -1 points
    return found, pd.Index(labels)


def _one_text(column: pd.Series) -> bool:
    """Say whether all rows have the same text: comparing is cheaper than looking each up."""
    if column.dtype != "str" or column.empty or column.iloc[0] != column.iloc[-1]:
        return False
    return bool((column.array == column.iloc[0]).all())


def cube(table: pd.DataFrame, keys: Sequence[str]) -> tuple[Array, tuple[pd.Index, ...]]:
    """Lay the column ``value`` of a long table out as an array.

    Parameters
    ----------
    table, keys
        As for :func:`layout`.

    Returns
    -------
    values, axes
        Array with one axis a key, NaN where the table has no row, and the labels of each axis.

    Examples
    --------
    >>> table = pd.DataFrame({"region": ["b", "a"], "year": [1, 2], "value": [3.0, 4.0]})
    >>> values, (regions, years) = cube(table, ["region", "year"])
    >>> values.tolist(), list(regions), list(years)
    ([[nan, 4.0], [3.0, nan]], ['a', 'b'], [1, 2])
    """
    found = layout(table, keys)
    return found.lay(table["value"]), found.axes


def rows(
    axes: Sequence[pd.Index], names: Sequence[str], **values: npt.NDArray | pd.Index
) -> pd.DataFrame:
    """Write arrays as a long table again, the last axis running fastest.

    Parameters
    ----------
    axes, names
        Labels of each axis, and what the column of each is called.
    values
        Arrays of the shape of the axes, or flat ones of as many; each becomes a column.
    """
    grid = np.indices([len(axis) for axis in axes]).reshape(len(axes), -1)
    columns = {n: axis.take(at) for n, axis, at in zip(names, axes, grid, strict=True)}
    return pd.DataFrame(columns | {name: array.ravel() for name, array in values.items()})
