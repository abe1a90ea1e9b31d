"""An agency's cells in our words: measure, industry, region, year, value and sign."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from vbdash.data.faults import Fault, fault
from vbdash.refresh import problems as say
from vbdash.refresh.cube import Cube
from vbdash.refresh.description import Description
from vbdash.refresh.scope import Scope
from vbdash.refresh.selection import Selection, select

KEY: Final = ["measure", "sector", "region_code", "other", "year"]
COLUMNS: Final = [*KEY, "value", "sign"]
#: Signs that stand for nothing there, not for something unknown.
_ZERO: Final = frozenset({"-", "–"})


def figures_of(
    description: Description, cubes: Sequence[Cube], scope: Scope
) -> tuple[pd.DataFrame, list[Fault]]:
    """Put the parts of a table together.

    Parameters
    ----------
    description
        What the codes mean.
    cubes
        The table, whole or in parts.
    scope
        The regions wanted.

    Returns
    -------
    figures, faults
        One row a cell (``COLUMNS``), NaN where there is no figure, with its sign. Region and
        year stand for themselves; `other` is the municipality of residence in a matrix, else empty.
    """
    states = sorted({cube.updated for cube in cubes if cube.updated})
    if len(states) > 1:
        changed = fault(description.place(), say.ONE_STATE, found=states[-1], updated=states[0])
        return pd.DataFrame(columns=COLUMNS), [changed]
    if not all(cube.filled for cube in cubes):
        empty = fault(description.place(), say.SHAPE, detail="no figures")
        return pd.DataFrame(columns=COLUMNS), [empty]
    found: list[Fault] = []
    parts, added = [], {description.place(name) for name in description.add}
    for cube in cubes:
        selection, wrong = select(description, cube, scope)
        # What one part lacks another may hold: whether all is there is asked of the whole. But
        # what is added up must be together.
        if len(cubes) > 1:
            wrong = [f for f in wrong if f.expected == say.CODE_KNOWN or f.file in added]
        found += wrong
        if not wrong and all(selection.codes.get(name, ("",)) for name in cube.codes):
            parts.append(_long(description, cube, selection))
    table = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=COLUMNS)
    return _with_total(description, table), found


def written(value: object) -> str:
    """Write a figure, a whole one without decimals."""
    number = float(str(value))
    return str(int(number)) if number.is_integer() else str(number)


def _with_total(description: Description, table: pd.DataFrame) -> pd.DataFrame:
    """Add the total of all industries, where the table prints none and all of them are known."""
    if not description.total or table.empty:
        return table
    rest = [name for name in KEY if name != "sector"]
    parts = table[table["sector"].isin(description.total)].groupby(rest)["value"]
    whole = parts.count() == len(description.total)  # what is missing is not counted
    total = parts.sum()[whole].reset_index().assign(sector="TOTAL", sign="")
    return pd.concat([table, total], ignore_index=True)[COLUMNS]


def _long(description: Description, cube: Cube, selection: Selection) -> pd.DataFrame:
    chosen = {
        name: tuple(code for code in codes if code in cube.codes[name])
        for name, codes in selection.codes.items()
        if name in cube.codes
    }
    values, signs = cube.pick(chosen)
    values = np.where(np.isnan(values) & np.isin(signs, list(_ZERO)), 0.0, values)
    order = {name: chosen.get(name, codes) for name, codes in cube.codes.items()}
    for name in description.add:
        if name in order:
            values, signs, order = _added(values, signs, order, name)
    grid = np.meshgrid(*(np.arange(len(codes)) for codes in order.values()), indexing="ij")
    places = dict(zip(order, (each.ravel() for each in grid), strict=True))
    variables = {
        "measure": description.measures.variable,
        "sector": description.sectors.variable if description.sectors else "",
        "region_code": description.regions,
        "other": description.other,
        "year": description.time,
    }
    table = pd.DataFrame({
        name: np.broadcast_to(_named(variable, order, places, selection), values.size)
        for name, variable in variables.items()
    })  # fmt: skip
    if not description.sectors:
        table["sector"] = "TOTAL"
    table["year"] = table["year"].astype("int64")
    return table.assign(value=values.ravel(), sign=signs.ravel())[COLUMNS]


def _added(
    values: npt.NDArray[np.float64],
    signs: npt.NDArray[np.str_],
    order: Mapping[str, tuple[str, ...]],
    name: str,
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.str_], dict[str, tuple[str, ...]]]:
    """Add up a variable whose total the table does not print; with a part unknown, so is the sum."""
    axis = list(order).index(name)
    several = np.split(signs, signs.shape[axis], axis)
    return (
        values.sum(axis=axis, keepdims=True),
        reduce(lambda one, other: np.where(one == "", other, one), several),
        {**order, name: ("",)},
    )


def _named(
    variable: str,
    order: Mapping[str, tuple[str, ...]],
    places: Mapping[str, npt.NDArray[np.int_]],
    selection: Selection,
) -> npt.NDArray[np.object_]:
    if variable not in order:
        return np.array([""], dtype=object)
    ours = selection.ours.get(variable, {})
    names = np.array([ours.get(code, code) for code in order[variable]], dtype=object)
    return names[places[variable]]
