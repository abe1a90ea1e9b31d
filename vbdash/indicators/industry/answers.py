"""Every answer that is on record to how large industry is in one place and one year."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.data.large.figures import figures
from vbdash.indicators.industry.definitions import denominators
from vbdash.indicators.industry.shares import available_definitions, industry_share

#: Measures whose share has one denominator, the measure's own whole.
#: The measure that can be set against several wholes, and the definition that it is cut by.
_SEVERAL: Final = ("grp_by_group", "A-F")
#: Fewer answers than this are no choice.
FEWEST: Final = 3


def answers(dataset: Dataset, region: str, year: int) -> pd.DataFrame:
    """Collect the shares of industry by every measure, definition and denominator on record.

    Parameters
    ----------
    dataset
        Validated tables.
    region, year
        Whose, and when.

    Returns
    -------
    DataFrame
        One row an answer, smallest first: ``measure``, ``definition``, ``denominator`` (key of
        :data:`~vbdash.indicators.industry.definitions.DENOMINATORS`; empty where the whole is the measure's own),
        ``amount``, ``total`` (in the unit of the measure), ``share`` (percent), ``summed`` (True
        where a sum is ours and not printed). What has no figure for the year is not there.
    """
    table = _every(dataset, region)
    return table[table["year"] == year].drop(columns="year").reset_index(drop=True)


def _every(dataset: Dataset, region: str) -> pd.DataFrame:
    """Return the answers of all years, smallest first in each."""
    return dataset.once(("answers", region), lambda: _collect(dataset, region))


def _collect(dataset: Dataset, region: str) -> pd.DataFrame:
    columns = ["year", "measure", "definition", "denominator", "amount", "total", "share", "summed"]
    found: list[tuple[Any, ...]] = [
        (row.year, measure, definition, "", row.amount, row.total, row.share, bool(row.summed))
        for measure in _shared(dataset)
        for definition in available_definitions(dataset, measure)
        for row in _newest(industry_share(dataset, measure, definition), region).itertuples()
    ]
    rows = figures(dataset, _SEVERAL[0])
    own = rows["region_code"] == region
    found += [
        (year, *_SEVERAL, row.denominator, row.amount, row.total, row.share, bool(row.summed))
        for year in rows.loc[own, "year"].unique()
        for row in denominators(dataset, region, int(year)).itertuples()
    ]
    table = pd.DataFrame(found, columns=columns)
    return table[table["share"].notna()].sort_values(
        ["year", "share", "measure", "definition"], ignore_index=True
    )


def _shared(dataset: Dataset) -> list[str]:
    """Return the measures that shares are worked out of, but for the one with several wholes."""
    registry = dataset.measures.sort_values("sort_order", kind="stable")
    bases = dict.fromkeys(str(base) for base in registry["base"].dropna())
    return [each for each in bases if each != _SEVERAL[0]]


def _newest(shares: pd.DataFrame, region: str) -> pd.DataFrame:
    """Return a region's shares, of each year the newest edition's."""
    rows = shares[shares["region_code"] == region].sort_values(["year", "series"])
    return rows.drop_duplicates("year", keep="last")


def answer_years(dataset: Dataset, region: str) -> dict[int, int]:
    """Return the years with at least :data:`FEWEST` answers and how many each has, newest first."""
    counts = Counter(int(year) for year in _every(dataset, region)["year"])
    newest = sorted(counts.items(), reverse=True)
    return {year: count for year, count in newest if count >= FEWEST}


def widest_year(dataset: Dataset, region: str) -> int | None:
    """Return the newest year in which definition and denominator both vary, else the newest."""
    years = answer_years(dataset, region)
    every = _every(dataset, region)
    several = set(every.loc[every["denominator"] == "business", "year"])
    return next((y for y in years if y in several), next(iter(years), None))
