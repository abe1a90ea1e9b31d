"""How a share moves with what is counted as industry, and with what it is a share of."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.data.kept import kept
from vbdash.data.large.figures import figures
from vbdash.indicators.industry.compare import COUNTRY
from vbdash.indicators.industry.shares import (
    TOTAL,
    available_definitions,
    definition_sectors,
    industry_share,
)

#: The one measure of which every SNI section's share is printed.
SECTION_MEASURE: Final = "business_gva_share"


@kept
def ladder(dataset: Dataset, measure: str, region: str, year: int) -> pd.DataFrame:
    """Return how a share grows as more is counted as industry, all else alike.

    Parameters
    ----------
    dataset
        Validated tables.
    measure
        Published measure.
    region, year
        Whose share, and when.

    Returns
    -------
    DataFrame
        One row a definition that the measure can be cut by, narrowest first: ``definition``,
        ``added`` (section letters that this one counts and the one before does not, such as
        ``"D E"``), ``amount``, ``total``, ``share`` (percent), ``step`` (percentage points more
        than the one before; the first has its whole share).
    """
    sections = _sections(dataset)
    found, before = [], frozenset[str]()
    for definition in available_definitions(dataset, measure):
        now = industry_share(dataset, measure, definition)
        now = now[(now["region_code"] == region) & (now["year"] == year)]
        if definition not in sections or now.empty or now["share"].isna().all():
            continue
        added, before = sections[definition] - before, before | sections[definition]
        row = now.iloc[-1]
        found.append((definition, _listed(added), row["amount"], row["total"], row["share"]))
    columns = ["definition", "added", "amount", "total", "share"]
    return _with_steps(pd.DataFrame(found, columns=columns))


def _sections(dataset: Dataset) -> dict[str, frozenset[str]]:
    """Return the sections of each definition that is made of SNI sections, narrowest first."""
    rows = dataset.table("definitions").sort_values("sort_order")
    return {
        str(name): frozenset(letters.split())
        for name, letters in zip(rows["id"], rows["sections"], strict=True)
        if isinstance(letters, str)
    }


def _listed(sections: frozenset[str]) -> str:
    return " ".join(sorted(sections))


def _with_steps(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(step=table["share"].diff().fillna(table["share"]))


@kept
def section_ladder(dataset: Dataset, region: str, year: int) -> pd.DataFrame:
    """Return how a share of the business sector grows as more sections count as industry.

    Statistics Sweden prints each section's share of the business sector's value added (SNI A–S
    without K and O), so that here every definition can be cut, from manufacturing alone to all
    goods producers. The shares of the sections are added here.

    Parameters
    ----------
    dataset
        Validated tables.
    region, year
        County with printed shares (:func:`section_counties`), and the year.

    Returns
    -------
    DataFrame
        As from :func:`ladder`, without ``amount`` and ``total``, which are not printed. Empty for
        a region without shares; a missing section makes the definitions with it missing.
    """
    rows = figures(dataset, SECTION_MEASURE)
    rows = rows[(rows["region_code"] == region) & (rows["year"] == year)]
    printed = rows.set_index("sector")["value"]
    found, before = [], frozenset[str]()
    for definition, wanted in _sections(dataset).items() if len(printed) else ():
        share = float(printed.reindex(sorted(wanted)).sum(skipna=False))
        found.append((definition, _listed(wanted - before), share))
        before |= wanted
    return _with_steps(pd.DataFrame(found, columns=["definition", "added", "share"]))


@kept
def section_counties(dataset: Dataset) -> dict[str, int]:
    """Return the counties with a share printed for every section, and the latest such year."""
    own = figures(dataset, SECTION_MEASURE)
    own = own[own["value"].notna()]
    needed = frozenset.union(*_sections(dataset).values())
    years: dict[str, int] = {}
    for code, rows in own.groupby("region_code", observed=True):
        whole = rows.groupby("year")["sector"].agg(lambda found: needed <= set(found))
        if whole.any():
            years[str(code)] = int(whole.index[whole].max())
    return years


#: What goods production can be set against in one and the same edition, and the groups of each.
DENOMINATORS: Final = {
    "grp": (TOTAL,),
    "allocated": ("GRP_GOODS", "GRP_SERVICES", "GRP_PUBLIC"),
    "business": ("GRP_GOODS", "GRP_SERVICES"),
}


@kept
def denominators(dataset: Dataset, region: str, year: int) -> pd.DataFrame:
    """Set one and the same numerator, goods production, against three denominators.

    Parameters
    ----------
    dataset
        Validated tables.
    region, year
        Whose gross regional product, and when.

    Returns
    -------
    DataFrame
        One row a denominator: ``denominator`` (key of :data:`DENOMINATORS`), ``amount``,
        ``total`` (SEK million), ``share`` (percent), ``series``, ``summed`` (True where the
        denominator is re-added here and not printed). Empty where the year is not on record.
    """
    rows = figures(dataset, "grp_by_group")
    rows = rows[(rows["region_code"] == region) & (rows["year"] == year)]
    columns = ["denominator", "amount", "total", "share", "series", "summed"]
    if rows.empty:
        return pd.DataFrame(columns=columns)
    series = str(rows["series"].max())
    (part,) = definition_sectors(dataset, "grp_by_group", "A-F")
    values = rows[rows["series"] == series].set_index("sector")["value"]
    amount = float(values[part])
    totals = {
        key: float(values.reindex(list(g)).sum(skipna=False)) for key, g in DENOMINATORS.items()
    }
    return pd.DataFrame(
        [(k, amount, t, 100 * amount / t, series, k != "grp") for k, t in totals.items()],
        columns=columns,
    )


@kept
def group_shares(dataset: Dataset, measure: str, region: str, year: int) -> pd.DataFrame:
    """Set the groups that a publisher has made itself against its printed total.

    Parameters
    ----------
    dataset
        Validated tables.
    measure
        Measure with a printed total and groups, such as ``"workplaces"``.
    region, year
        Whose, and when.

    Returns
    -------
    DataFrame
        One row a group: ``sector``, ``amount`` (in the unit of the measure), ``share`` and
        ``country`` (percent of the region's and of the country's printed total). Empty where the
        region is not on record for the year.
    """
    now = figures(dataset, measure)
    now = now[now["year"] == year]
    own, country = (
        now[now["region_code"] == code].set_index("sector")["value"] for code in (region, COUNTRY)
    )
    if TOTAL not in own.index:
        return pd.DataFrame(columns=["sector", "amount", "share", "country"])
    table = pd.DataFrame({"amount": own, "share": 100 * own / float(own[TOTAL])})
    whole = float(country.get(TOTAL, np.nan))
    table["country"] = 100 * country.reindex(table.index) / whole
    return table.drop(index=TOTAL).rename_axis("sector").reset_index()
