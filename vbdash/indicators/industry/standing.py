"""Where one county stands among all counties in one year."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.data.editions import doubt, usual_year
from vbdash.data.kept import kept
from vbdash.indicators.industry.shares import industry_share
from vbdash.indicators.shown import Shown


@dataclass(frozen=True)
class Standing:
    """A county's share beside the country's and among the counties'.

    Attributes
    ----------
    year
        Year that all figures are from.
    share, country
        Percent; the country's is missing (NaN) where it is not published.
    rank, of, every
        Place of the county, the highest share being 1 (ties share the better place), the number
        of counties with a figure, and whether those are all.
    preliminary
        Why the county's figure may change (:func:`vbdash.data.editions.doubt`); empty where it is final.
    """

    year: int
    share: float
    country: float
    rank: int
    of: int
    every: bool
    preliminary: str


def standing(
    dataset: Dataset, shares: pd.DataFrame, county: str, year: int | None = None
) -> Standing | None:
    """Rank a county by share in a year.

    Parameters
    ----------
    dataset
        Says which regions are counties.
    shares
        Rows of :func:`vbdash.indicators.industry.shares.industry_share`: ``region_code``, ``year``,
        ``share`` (percent), ``status``.
    county
        Code of the county.
    year
        Year to rank in; None, or a year the county has no figure for, means its usual one.

    Returns
    -------
    Standing or None
        None where the county has no figure at all.
    """
    own = shares[(shares["region_code"] == county) & shares["share"].notna()]
    if own.empty:
        return None
    known = {int(each) for each in own["year"]}
    year = year if year is not None and year in known else usual_year(own)
    now = shares[shares["year"] == year].set_index("region_code")
    levels = dataset.regions["level"].reindex(now.index)
    counties = now.loc[levels == "county", "share"].dropna()
    return Standing(
        year=year,
        share=float(counties[county]),
        country=float(now["share"].get("00", float("nan"))),
        rank=1 + int((counties > counties[county]).sum()),
        of=len(counties),
        every=len(counties) == int((dataset.regions["level"] == "county").sum()),
        preliminary=doubt([now.loc[county, "status"]]),
    )


@kept
def county_standing(dataset: Dataset, found: Shown) -> Standing | None:
    """Rank the county in focus in what is shown (:func:`standing`)."""
    shares = industry_share(dataset, found.measure, found.definition)
    return standing(dataset, shares, dataset.county, found.year)
