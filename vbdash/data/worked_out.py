"""Figures that the registry says how to work out from published ones: sums, shares and ratios.

A measure with a ``numerator`` has no observations of its own. Each region's year is worked out
from the figures in use of the measures that are named there, added up, and divided by the sum of
those named as ``denominator``; one that is missing leaves it out. Figures of several editions are
never put together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import pandas as pd

#: A figure of all industries, of one edition of a region's year.
_CELL: Final = ["series", "region_code", "year"]
_TOTAL: Final = "TOTAL"
_PERCENT: Final = "percent"


def ingredients(measures: pd.DataFrame) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return what each measure that is worked out is made of.

    Parameters
    ----------
    measures
        The registry. Without the column ``numerator`` nothing is worked out.

    Returns
    -------
    dict
        By id: the measures that are added up, and those whose sum it is divided by (none where the
        sum is the figure). A measure comes after those that it is made of; one that is made of
        itself, by whatever way, is left out.
    """
    if not {"numerator", "denominator"} <= set(measures):
        return {}
    rows = measures[measures["numerator"].notna()]
    told = {
        str(row["id"]): (tuple(str(row["numerator"]).split()), _listed(row["denominator"]))
        for _, row in rows.iterrows()
    }
    ordered: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    while ready := [
        name
        for name, (over, under) in told.items()
        if name not in ordered and not (set(over + under) & told.keys() - ordered.keys())
    ]:
        ordered |= {name: told[name] for name in ready}
    return ordered


def _listed(cell: object) -> tuple[str, ...]:
    return tuple(cell.split()) if isinstance(cell, str) else ()


def worked_out(tables: Mapping[str, pd.DataFrame], observations: pd.DataFrame) -> pd.DataFrame:
    """Return the figures in use with those that are worked out from them.

    Parameters
    ----------
    tables
        Validated tables, of which the registry says what to work out.
    observations
        The published figures in use.

    Returns
    -------
    DataFrame
        `observations`, followed by the figures worked out: of status ``derived``, in the unit and
        from the source that the registry names, without a split by industry.
    """
    registry = tables["measures"].set_index("id", drop=False)
    made = ingredients(registry)
    if not made:
        return observations
    wanted = {each for pair in made.values() for side in pair for each in side}
    own = observations["measure"].isin(wanted) & (observations["sector"] == _TOTAL)
    rows = observations.loc[own, ["measure", *_CELL, "value"]].astype(
        {"measure": str, "series": str, "region_code": str}
    )
    values = {str(name): part.set_index(_CELL)["value"] for name, part in rows.groupby("measure")}
    found = list(_made(made, values, registry))
    new = pd.concat(found, ignore_index=True).reindex(columns=observations.columns)
    columns = {}
    for name in observations.columns:
        kind = observations[name].dtype
        if isinstance(kind, pd.CategoricalDtype):
            fresh = pd.Index(new[name].dropna().unique())
            kind = pd.CategoricalDtype(kind.categories.union(fresh, sort=None))
        parts = [observations[name].astype(kind), new[name].astype(kind)]
        columns[name] = pd.concat(parts, ignore_index=True)
    return pd.DataFrame(columns)


def _made(
    made: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]],
    values: dict[str, pd.Series],
    registry: pd.DataFrame,
) -> Iterator[pd.DataFrame]:
    for name, (over, under) in made.items():
        row = registry.loc[name]
        whole = _sum(over, values)
        if under:
            below = _sum(under, values)
            whole = (100 if row["unit"] == _PERCENT else 1) * whole / below.where(below != 0)
        values[name] = whole.dropna()
        told = {"measure": name, "sector": _TOTAL, "unit": row["unit"], "status": "derived"}
        rows = values[name].rename("value").reset_index()
        yield rows.assign(**told, source_id=row["source_id"])


def _sum(names: tuple[str, ...], values: Mapping[str, pd.Series]) -> pd.Series:
    """Add up measures where all of them have a figure."""
    empty = pd.Series(dtype="float64", index=pd.MultiIndex.from_arrays([[], [], []], names=_CELL))
    total = values.get(names[0], empty)
    for name in names[1:]:
        total = total + values.get(name, empty)
    return total
