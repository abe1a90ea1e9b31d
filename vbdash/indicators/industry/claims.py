"""Quoted claims beside official shares: set against each other, never mixed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.data.kept import kept
from vbdash.data.large.figures import figures
from vbdash.indicators.industry.shares import industry_share
from vbdash.indicators.missing import reason

#: Claims in the words "share of value added" or "of the regional economy" by the organisation
#: whose report series has a Västerbotten issue, and the claim that is tried.
SISTERS: Final = (
    "vasterbotten-41",
    "vastra-gotaland-44",
    "vastmanland-45",
    "dalarna-40",
    "vasternorrland-33",
    "sverige-33-indirekt",
    "stockholm-13",
)
#: The one of them that is said to be about industry's own production: not comparable with the rest.
DIRECT: Final = "stockholm-13"
#: What a published figure is a share of, told by the words it is recorded with, first match first.
KINDS: Final = {
    "business": ("business sector",),
    "gdp": ("gdp", "gross regional product"),
    "economy": ("value added", "regional economy"),
    "work": ("employment", "jobs", "workforce", "employed"),
}
#: None of the claims states its year; they were published in 2019-2021.
YEARS: Final = (2015, 2016, 2017, 2018, 2019)
_BUSINESS_YEAR: Final = 2020


@dataclass(frozen=True)
class Middle:
    """Industry's share of value added in :data:`YEARS`, the middle one of them.

    Attributes
    ----------
    share, country
        Percent, of the county and of Sweden; the country's may be missing (NaN).
    """

    share: float
    country: float


@kept
def middle_share(dataset: Dataset, definition: str, county: str) -> Middle | None:
    """Return what stands beside a claim that names no year; None where the county lacks a year."""
    shares = industry_share(dataset, "gva", definition)
    shares = shares[shares["year"].isin(YEARS) & shares["share"].notna()]
    found = shares.groupby("region_code", observed=True)["share"].agg(["median", "count"])
    found = found.reindex([county, "00"])
    if found["count"].iloc[0] != len(YEARS):
        return None
    return Middle(*(float(each) for each in found["median"]))


def claim_kinds(claims: pd.DataFrame) -> pd.Series:
    """Tell what each published figure is a share of.

    Parameters
    ----------
    claims
        Table ``published_claims``.

    Returns
    -------
    Series of str
        ``"economy"`` (value added, "the regional economy"), ``"gdp"`` (gross domestic or regional
        product), ``"business"`` (the business sector only), ``"work"`` (jobs, employed persons),
        or ``"other"``, with the index of `claims`.
    """
    words = claims["measure_en"].str.lower()
    found = pd.Series("other", index=claims.index, dtype=object)
    for kind, marks in reversed(KINDS.items()):
        for mark in marks:
            found = found.mask(words.str.contains(mark, regex=False), kind)
    return found


@kept
def claim_ratios(dataset: Dataset) -> pd.DataFrame:
    """Divide each claim of :data:`SISTERS` by the official shares of :data:`YEARS` in its area.

    A ratio well above one means that the claim counts more than industry's own value added: most
    likely also what industry buys from others.

    Parameters
    ----------
    dataset
        Validated tables.

    Returns
    -------
    DataFrame
        One row a claim: ``id``, ``code``, ``value`` (percent, as quoted), ``approximate``,
        ``indirect``, ``low``, ``high`` (official share of value added, SNI B–E, percent, over the
        years), ``middle`` (their median), ``ratio_low``, ``ratio_high``, ``source_id``.
    """
    quoted = dataset.table("published_claims").set_index("id")
    quoted = quoted.loc[[c for c in SISTERS if c in quoted.index]]
    official = industry_share(dataset, "gva", "B-E")
    official = official[official["year"].isin(YEARS)]
    spans = official.groupby("region_code", observed=True)["share"].agg(["min", "median", "max"])
    spans = spans.reindex(quoted["region_code"])
    result = pd.DataFrame(
        {
            "id": list(quoted.index),
            "code": list(quoted["region_code"]),
            "value": quoted["value"].to_numpy(dtype=float),
            "approximate": list(quoted["approximate"]),
            "indirect": list(quoted["indirect"]),
            "low": spans["min"].to_numpy(),
            "middle": spans["median"].to_numpy(),
            "high": spans["max"].to_numpy(),
            "source_id": list(quoted["source_id"]),
        }
    )
    result["ratio_low"] = result["value"] / result["high"]
    result["ratio_high"] = result["value"] / result["low"]
    return result


@kept
def business_shares(dataset: Dataset) -> pd.DataFrame:
    """Set industry's share of the business sector in 2020 beside its share of the whole economy.

    The same industry, two denominators: Statistics Sweden's business sector leaves out finance,
    public administration and what is not business.

    Parameters
    ----------
    dataset
        Validated tables.

    Returns
    -------
    DataFrame
        One row a county, highest first: ``code``, ``business`` (percent, sections B, C, D and E
        as published, added here), ``economy`` (percent of gross value added, SNI B–E), ``ratio``,
        ``missing_sv``, ``missing_en`` (why `business` is not there).
    """
    rows = figures(dataset, "business_gva_share")
    rows = rows[(rows["year"] == _BUSINESS_YEAR) & rows["sector"].isin(list("BCDE"))]
    summed = rows.groupby("region_code", observed=True)["value"].agg(["sum", "count"])
    business = summed.loc[summed["count"] == len("BCDE"), "sum"]
    every = industry_share(dataset, "gva", "B-E")
    economy = every[every["year"] == _BUSINESS_YEAR].set_index("region_code")["share"]
    counties = sorted(dataset.regions.index[dataset.regions["level"] == "county"])
    table = pd.DataFrame({"code": counties})
    table["business"] = business.reindex(counties).to_numpy()
    table["economy"] = economy.reindex(counties).to_numpy()
    table["ratio"] = table["business"] / table["economy"]
    gaps = dataset.table("gaps")
    for lang in ("sv", "en"):
        table[f"missing_{lang}"] = [
            "" if value == value else _why(gaps, code, lang)
            for code, value in zip(table["code"], table["business"], strict=True)
        ]
    return table.sort_values(["business", "code"], ascending=[False, True], ignore_index=True)


def _why(gaps: pd.DataFrame, code: str, lang: str) -> str:
    found = reason(gaps, "business_gva_share", region=code, year=_BUSINESS_YEAR)
    return "" if found is None else str(found[f"text_{lang}"])
