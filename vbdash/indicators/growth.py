"""Growth of figures: change per year, index, per inhabitant. Editions are never joined."""

from __future__ import annotations

from typing import Final, Literal, get_args

import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.data.kept import kept
from vbdash.data.large.figures import figures
from vbdash.indicators.industry.shares import TOTAL

#: A figure as it is; its change per year; its index; per inhabitant.
Face = Literal["varde", "forandring", "index", "person"]
FACES: Final[tuple[Face, ...]] = get_args(Face)
#: Inhabitants that an amount is told by.
PER: Final = 1000
#: The certainty of a figure that follows from two: the lesser one's.
_LESSER: Final = ("preliminary", "provisional", "perturbed")


def per_year(table: pd.DataFrame, *, relative: bool) -> pd.DataFrame:
    """Return the change per year since the figure before, within an edition.

    Parameters
    ----------
    table
        One row a figure: ``code``, ``year``, ``value``, ``series`` and ``status``.
    relative
        Whether the change is in percent; else it is in the measure's unit (percentage points).

    Returns
    -------
    DataFrame
        The rows that have a figure before them in the same edition, with ``value`` replaced. Where
        years lie between, the yearly change that leads from one to the other: of a relative
        change the geometric mean, else the arithmetic. ``status`` is ``preliminary`` where either
        figure is.

    Examples
    --------
    >>> rows = pd.DataFrame({"code": "a", "year": [2013, 2015], "value": [100.0, 121.0],
    ...                      "series": "s", "status": "final"})
    >>> per_year(rows, relative=True)["value"].round(6).tolist()
    [10.0]
    """
    rows = table[table["value"].notna()].sort_values(["code", "series", "year"])
    groups = rows.groupby(["code", "series"], sort=False)
    before, years = groups["value"].shift(), rows["year"] - groups["year"].shift()
    if relative:
        known = (before > 0) & (rows["value"] > 0)
        ratio = (rows["value"] / before).where(known)
        change = 100 * (ratio ** (1 / years.astype("float64")) - 1)
    else:
        change = (rows["value"] - before) / years
    change = pd.Series(change, index=rows.index)
    status = _lesser(rows["status"], groups["status"].shift())
    return rows.assign(value=change, status=status)[change.notna()]


def indexed(table: pd.DataFrame) -> pd.DataFrame:
    """Return figures as an index: 100 in the first year of each edition of a region.

    A figure that is not above zero has no index, nor has one that follows on such a first one.
    """
    rows = table[table["value"].notna()].sort_values(["code", "series", "year"])
    groups = rows.groupby(["code", "series"], sort=False)
    first = groups["value"].transform("first")
    index = 100 * (rows["value"] / first).where((first > 0) & (rows["value"] > 0))
    status = _lesser(rows["status"], groups["status"].transform("first"))
    many = groups["year"].transform("nunique") > 1
    return rows.assign(value=index, status=status)[index.notna() & many]


def per_inhabitant(table: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """Return amounts per 1 000 inhabitants of the same region at the end of the same year.

    Parameters
    ----------
    table
        As for :func:`per_year`.
    people
        ``code``, ``year`` and ``value``: the population.
    """
    known = people.rename(columns={"value": "people"})[["code", "year", "people"]]
    rows = table.merge(known, on=["code", "year"])
    rows = rows[rows["people"] > 0]
    return rows.assign(value=PER * rows["value"] / rows["people"]).drop(columns="people")


@kept
def population(dataset: Dataset) -> pd.DataFrame:
    """Return the population of every region: ``code``, ``year``, ``value``."""
    rows = figures(dataset, "population")
    own = rows[rows["sector"] == TOTAL]
    return own.rename(columns={"region_code": "code"})[["code", "year", "value"]]


def faces(dataset: Dataset, measure: str, table: pd.DataFrame) -> tuple[Face, ...]:
    """Return the faces that a measure's figures allow, the figure itself first.

    A change needs two years of an edition; an index a measure that is no share; per inhabitant an
    amount, and the population of its years.
    """
    row = dataset.row("measures", measure)
    found: list[Face] = ["varde"]
    long = table.groupby(["code", "series"])["year"].nunique().max() if len(table) else 0
    if long > 1:
        found.append("forandring")
        if row["unit"] != "percent":
            found.append("index")
    amount = row["kind"] == "amount" and measure != "population"
    if amount and len(per_inhabitant(table, population(dataset))):
        found.append("person")
    return tuple(found)


def shown_as(dataset: Dataset, measure: str, table: pd.DataFrame, face: Face) -> pd.DataFrame:
    """Return a measure's figures as one of its faces (:func:`faces`)."""
    if face == "forandring":
        return per_year(table, relative=dataset.row("measures", measure)["unit"] != "percent")
    if face == "index":
        return indexed(table)
    return per_inhabitant(table, population(dataset)) if face == "person" else table


def _lesser(status: pd.Series, other: pd.Series) -> pd.Series:
    """Return the lesser certainty of two figures, row by row."""
    found = status.astype("object")
    for lesser in _LESSER:
        found = found.where(~(other.astype("object") == lesser), lesser)
    return found
