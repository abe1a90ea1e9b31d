"""Industry by workplace in the NUTS 2 area of the county: the nearest to it that is published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.data.kept import kept
from vbdash.data.large.figures import figures
from vbdash.indicators.industry.shares import definition_sectors

#: Employed by workplace and industry, and everybody who works there: two tables of one register.
MEASURE: Final = "employed_workplace_rams"
WHOLE: Final = "employed_daytime"
_COUNTRY: Final = "00"


@dataclass(frozen=True)
class AreaFigure:
    """How many work in industry in an area, counted where the jobs are.

    Attributes
    ----------
    area, counties
        Code of the area, and those of its counties.
    definition, year
        What counts as industry, and when.
    amount
        Persons employed in industry.
    share, country
        Percent of all who work in the area's municipalities, and in Sweden's; NaN where that is
        not known. The two tables differ a little in ages (16 and over, 16–74).
    """

    area: str
    counties: tuple[str, ...]
    definition: str
    year: int
    amount: float
    share: float
    country: float


@kept
def by_workplace(dataset: Dataset, definition: str) -> AreaFigure | None:
    """Return industry by workplace in the area that the county in focus belongs to.

    None where the package has no areas, or none of the definition's sectors are published for it.
    """
    regions = dataset.regions
    if "area" not in regions or not isinstance(regions.at[dataset.county, "area"], str):
        return None
    area = str(regions.at[dataset.county, "area"])
    counties = tuple(sorted(map(str, regions.index[regions["area"] == area])))
    sectors = definition_sectors(dataset, MEASURE, definition)
    rows = figures(dataset, MEASURE, WHOLE)
    own = rows[(rows["measure"] == MEASURE) & rows["sector"].isin(sectors)]
    counts = own[own["region_code"] == area].groupby("year")["sector"].nunique()
    whole = counts[counts == len(sectors)]
    if not sectors or whole.empty:
        return None
    year = int(whole.index.max())
    now = own[own["year"] == year].groupby("region_code")["value"].sum()
    jobs = _jobs(rows, year)
    here = jobs[jobs.index.str[:2].isin(counties)]
    return AreaFigure(
        area, counties, definition, year, float(now[area]), _percent(now.get(area), here.sum()),
        _percent(now.get(_COUNTRY), jobs.sum()),
    )  # fmt: skip


def _jobs(rows: pd.DataFrame, year: int) -> pd.Series:
    """Return how many work in each municipality."""
    own = rows[(rows["measure"] == WHOLE) & (rows["year"] == year)]
    return own.set_index("region_code")["value"]


def _percent(part: float | None, whole: float) -> float:
    return 100 * part / whole if part is not None and whole > 0 else float("nan")
