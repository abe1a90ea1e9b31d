"""Regions side by side in one year: level, share, location quotient, place, and what it is against others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.data.editions import usual_year
from vbdash.data.kept import kept
from vbdash.data.large.figures import figures
from vbdash.indicators.industry.shares import (
    definition_sectors,
    industry_share,
    sector_shares,
    whole_sectors,
)
from vbdash.indicators.missing import reason
from vbdash.indicators.ranks import places
from vbdash.indicators.similar import DECIMALS, Place, Usual, place, usual, verdict

Level = Literal["county", "municipality"]

COUNTRY: Final = "00"
#: Where the country is not published on a measure's own basis, the nearest measure that has it.
REFERENCE: Final = {"employed_residence": "employed_workplace"}


@dataclass(frozen=True)
class Comparison:
    """Regions of one level in one year, beside the country and the county.

    Attributes
    ----------
    table
        One row a region, also those without a figure: ``code``, ``amount``, ``total`` (unit of
        the measure), ``share`` (percent), ``lq`` (share over the country's), ``rank`` (1 is the
        highest share), ``to_country`` and ``to_county`` (verdicts), ``status``, ``summed``,
        ``missing_sv`` and ``missing_en`` (why there is no figure). Highest share first.
    year, series
        What all figures are from.
    country, county
        Percent; NaN where there is none.
    country_measure
        Measure that the country's share is from: the same, or the one of :data:`REFERENCE`.
    usual
        Median and quartiles over the regions.
    """

    table: pd.DataFrame
    year: int
    series: str
    country: float
    county: float
    country_measure: str
    usual: Usual

    @property
    def counted(self) -> int:
        """Regions with a figure."""
        return int(self.table["share"].notna().sum())

    def place(self, code: str) -> Place | None:
        """Return the place of a region's share; None where it has none."""
        own = self.table.loc[self.table["code"] == code, "share"]
        return place(float(own.iloc[0]), self.table["share"], DECIMALS) if len(own) else None


def years(dataset: Dataset, measure: str, definition: str) -> tuple[int, ...]:
    """Return the years in which any region has a share, newest first."""
    shares = industry_share(dataset, measure, definition)
    return tuple(
        sorted({int(y) for y in shares.loc[shares["share"].notna(), "year"]}, reverse=True)
    )


def country_share(
    dataset: Dataset, measure: str, definition: str, year: int, series: str
) -> tuple[float, str]:
    """Return the country's share, and the measure that it is from.

    Parameters
    ----------
    dataset
        Validated tables.
    measure, definition, year, series
        What the regions' shares are.

    Returns
    -------
    share, measure
        Percent, NaN where there is none. Where the measure is not published for the country,
        the share is cut from the measure of :data:`REFERENCE` over the same sectors.
    """
    shares = industry_share(dataset, measure, definition)
    own = shares[
        (shares["region_code"] == COUNTRY) & (shares["year"] == year) & (shares["series"] == series)
    ]
    if len(own):
        return float(own["share"].iloc[0]), measure
    other = REFERENCE.get(measure)
    if other is None:
        return float("nan"), measure
    rows = figures(dataset, other)
    published = rows[(rows["region_code"] == COUNTRY) & (rows["year"] == year)]
    parts, whole = definition_sectors(dataset, measure, definition), whole_sectors(dataset, measure)
    found = sector_shares(published, parts, whole)
    return (float(found["share"].iloc[0]) if len(found) else float("nan")), other


def _latest(shares: pd.DataFrame, year: int | None) -> int:
    present = shares[shares["share"].notna()]
    asked = year is not None and (present["year"] == year).any()
    return int(year) if asked and year is not None else usual_year(present)


def _series(now: pd.DataFrame, county: str) -> str:
    """Return the edition of a year that the county is in, else the one with most regions."""
    own = now.loc[now["region_code"] == county, "series"]
    return str(own.max() if len(own) else now["series"].value_counts().idxmax())


@kept
def comparison(
    dataset: Dataset, measure: str, definition: str, level: Level, year: int | None = None
) -> Comparison | None:
    """Set the regions of one level side by side.

    Parameters
    ----------
    dataset
        Validated tables.
    measure, definition
        As for :func:`vbdash.indicators.industry.shares.industry_share`.
    level
        ``"county"``: all counties; ``"municipality"``: those of the county in focus.
    year
        None, or a year without figures, means the latest.

    Returns
    -------
    Comparison or None
        None when no region of the level has a figure.
    """
    shares = industry_share(dataset, measure, definition)
    codes = _codes(dataset, level)
    own = shares[shares["region_code"].isin(codes)]
    if own["share"].notna().sum() == 0:
        return None
    year = _latest(own, year)
    now = shares[shares["year"] == year]
    series = _series(now, dataset.county)
    now = now[now["series"] == series].drop_duplicates("region_code").set_index("region_code")
    country, country_measure = country_share(dataset, measure, definition, year, series)
    county = float(now["share"].get(dataset.county, float("nan")))
    table = now.reindex(codes).rename_axis("code").reset_index()
    typical = usual(table["share"])
    table["lq"] = table["share"] / country if country > 0 else np.nan
    table["rank"] = places(table["share"], DECIMALS)
    table["to_country"] = [verdict(s, country, typical) for s in table["share"]]
    table["to_county"] = [verdict(s, county, typical) for s in table["share"]]
    _explain(dataset, table, measure, definition, year)
    table = table.sort_values(
        ["share", "code"], ascending=[False, True], na_position="last", ignore_index=True
    )
    return Comparison(table, year, series, country, county, country_measure, typical)


def _codes(dataset: Dataset, level: Level) -> list[str]:
    if level == "municipality":
        return list(dataset.municipality_codes)
    return sorted(str(c) for c in dataset.regions.index[dataset.regions["level"] == "county"])


def _explain(
    dataset: Dataset, table: pd.DataFrame, measure: str, definition: str, year: int
) -> None:
    """Add why a region has no figure, in both languages."""
    gaps = dataset.table("gaps")
    parts = definition_sectors(dataset, measure, definition)
    texts: dict[str, list[str]] = {"sv": [], "en": []}
    for code, share in zip(table["code"], table["share"], strict=True):
        why = (
            None if share == share else reason(gaps, measure, region=code, sectors=parts, year=year)
        )
        for lang, collected in texts.items():
            collected.append("" if why is None else str(why[f"text_{lang}"]))
    for lang, collected in texts.items():
        table[f"missing_{lang}"] = collected
