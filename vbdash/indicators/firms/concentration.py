"""How evenly something is shared out among municipalities, set against where people live."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.data.large.figures import figures
from vbdash.indicators.firms.inequality import gini, theil

#: What is set beside the firms: id, measure of the registry, sector. Chosen and not every amount
#: there is: where people work is what firms can be held against, and four curves can be told apart.
_SUBJECTS: Final = (
    ("workplaces", "workplaces", "TOTAL"),
    ("industry_workplaces", "workplaces", "WP_INDUSTRY"),
    ("jobs", "employed_daytime", "TOTAL"),
)


@dataclass(frozen=True)
class Subject:
    """Something that municipalities have, with the people it is set against.

    Attributes
    ----------
    id
        ``"workplaces"``, ``"industry_workplaces"`` or ``"jobs"`` (people who work there: those who
        live and work in the municipality, and commuters in).
    year
        Year of both columns.
    table
        Indexed by municipality code: ``amount`` and ``population``, missing where there is no
        figure.
    sources
        Ids of the publications behind the amounts.
    """

    id: str
    year: int
    table: pd.DataFrame
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Concentration:
    """How unevenly something is shared out.

    Attributes
    ----------
    gini
        Gini coefficient against population: 0 where every inhabitant has the same share of it.
    gini_ceiling
        The highest that it could be: all of it in the municipality with the fewest people.
    gini_plain
        Gini coefficient over municipalities, each counting the same.
    gini_plain_ceiling
        The highest that it could be: all in one of n municipalities gives (n − 1) / n.
    theil
        Theil's T against population: 0 where every inhabitant has the same share of it.
    n
        Municipalities with a figure.
    total
        The amount that is shared out.
    """

    gini: float
    gini_ceiling: float
    gini_plain: float
    gini_plain_ceiling: float
    theil: float
    n: int
    total: float


def concentration(amount: pd.Series, population: pd.Series) -> Concentration:
    """Measure how unevenly an amount is shared out, against population.

    Parameters
    ----------
    amount
        What each municipality has, zero or more, indexed by code. Missing ones are left out.
    population
        Inhabitants, indexed by code.

    Returns
    -------
    Concentration
        All figures missing (NaN) where the amounts sum to zero or fewer than two municipalities
        have one.

    Notes
    -----
    Against population, every inhabitant is given the amount per head of the municipality, and the
    coefficients (:mod:`vbdash.indicators.firms.inequality`) are taken over inhabitants, in whole
    ones. That is twice the area between the curve of :func:`lorenz_points` and the diagonal, and
    the Theil index with shares of population as expected shares.
    """
    both = _known(amount, population)
    amounts, people = both["amount"].to_numpy(), both["population"].round().to_numpy()
    n, total = len(both), float(amounts.sum())
    if n < 2 or total <= 0:
        return Concentration(math.nan, math.nan, math.nan, math.nan, math.nan, n, total)
    return Concentration(
        gini=gini(amounts, people),
        gini_ceiling=1 - float(people.min() / people.sum()),
        gini_plain=gini(amounts),
        gini_plain_ceiling=(n - 1) / n,
        theil=theil(amounts, people),
        n=n,
        total=total,
    )


def lorenz_points(amount: pd.Series, population: pd.Series) -> pd.DataFrame:
    """Return the Lorenz curve of an amount against population.

    Parameters
    ----------
    amount, population
        As for :func:`concentration`.

    Returns
    -------
    DataFrame
        Municipalities by rising amount per inhabitant, after a first row of zeros: ``code``, ``x``
        (cumulated share of population, percent) and ``y`` (cumulated share of the amount,
        percent). Empty where the amounts sum to zero.
    """
    both = _known(amount, population)
    if both.empty or both["amount"].sum() <= 0:
        return pd.DataFrame({"code": [], "x": [], "y": []})
    both["rate"] = both["amount"] / both["population"]
    both = both.sort_values("rate", kind="stable")
    shares = 100 * both[["population", "amount"]].cumsum() / both[["population", "amount"]].sum()
    return pd.DataFrame(
        {
            "code": ["", *both.index],
            "x": [0.0, *shares["population"]],
            "y": [0.0, *shares["amount"]],
        }
    )


def _known(amount: pd.Series, population: pd.Series) -> pd.DataFrame:
    both = pd.DataFrame(
        {"amount": amount.astype("float64"), "population": population.astype("float64")}
    )
    both = both.dropna().sort_index()
    if (both["amount"] < 0).any():
        raise ValueError("an amount that is shared out cannot be negative")
    return both[both["population"] > 0]


def per_head(amount: pd.Series, population: pd.Series) -> pd.Series:
    """Return an amount per 10,000 inhabitants, highest first, equal ones in the order of codes."""
    both = _known(amount, population)
    rate = 10_000 * both["amount"] / both["population"]
    return rate.sort_values(ascending=False, kind="stable").rename("rate")


def population(dataset: Dataset, year: int | None = None) -> tuple[int, pd.Series]:
    """Return a year and the inhabitants of the county's municipalities in it.

    Parameters
    ----------
    year
        The year; without it, or where it has no figures, the latest there is.
    """
    rows = _rows(dataset, "population", ("TOTAL",))
    years = {int(each) for each in rows["year"]}
    chosen = year if year is not None and year in years else int(max(years))
    values = rows[rows["year"] == chosen].set_index("region_code")["value"].astype("float64")
    return chosen, values.reindex(list(dataset.municipality_codes))


def subjects(dataset: Dataset) -> tuple[Subject, ...]:
    """Return what firms are compared with: workplaces, industrial workplaces, jobs.

    Each is set against the population of its own year. A municipality that lacks one of the parts
    of a sum lacks the sum.
    """
    return dataset.once(("concentration_subjects",), lambda: _subjects(dataset))


def _subjects(dataset: Dataset) -> tuple[Subject, ...]:
    found = []
    for name, measure, sector in _SUBJECTS:
        if measure not in dataset.measures.index:
            continue
        # A measure that is worked out is the sum that the registry says.
        summed = dataset.measures.at[measure, "numerator"]
        measures = summed.split() if isinstance(summed, str) else [measure]
        parts = [_rows(dataset, each, (sector,)) for each in measures]
        if any(part.empty for part in parts):
            continue
        year = min(int(part["year"].max()) for part in parts)
        amounts = [
            part[part["year"] == year].set_index("region_code")["value"].astype("float64")
            for part in parts
        ]
        wide = pd.concat(amounts, axis=1).reindex(list(dataset.municipality_codes))
        table = pd.DataFrame(
            {
                "amount": wide.sum(axis=1, min_count=len(parts)),
                "population": population(dataset, year)[1],
            }
        )
        sources = tuple(dict.fromkeys(str(s) for part in parts for s in part["source_id"]))
        found.append(Subject(name, year, table, sources))
    return tuple(found)


def _rows(dataset: Dataset, measure: str, sectors: tuple[str, ...]) -> pd.DataFrame:
    rows = figures(dataset, measure)
    rows = rows[rows["sector"].isin(sectors)]
    return rows[rows["region_code"].isin(dataset.municipality_codes)]
