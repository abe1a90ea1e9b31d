"""Public support on open record: projects, grants and awards, by year, fund and place.

Granted is not paid; an area covered is not a firm helped; a project that stands in two lists is one
project.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.data.kept import kept
from vbdash.text import fold

#: Kinds of record, widest first.
KINDS: Final = ("eu_project", "eu_priority", "kohesio", "regional_grant", "vinnova", "award")


def projects_by_municipality(
    support: pd.DataFrame, places: pd.DataFrame, municipalities: tuple[str, ...]
) -> pd.DataFrame:
    """Count regional fund projects by municipality and by how wide their area is.

    A project that lists every municipality says nothing about where it works, so the counts are
    kept apart; only ``targeted`` belongs on a map. An area covered is not a firm helped.

    Parameters
    ----------
    support
        Table ``support``; rows of kind ``eu_project`` are counted.
    places
        Table ``support_municipalities``.
    municipalities
        Codes to count for.

    Returns
    -------
    DataFrame
        Indexed by municipality code: ``targeted`` (names some of the county's municipalities),
        ``whole_county``, ``all_sweden``, ``total``.
    """
    projects = support.loc[support["kind"] == "eu_project", ["id", "coverage"]]
    named = places.merge(projects, left_on="support_id", right_on="id")
    coverage = named["coverage"].astype("object")
    counts = pd.crosstab(named["municipality_code"], coverage).reindex(
        index=list(municipalities),
        columns=["some_municipalities", "whole_county", "all_sweden"],
        fill_value=0,
    )
    counts = counts.rename(columns={"some_municipalities": "targeted"}).rename_axis(columns=None)
    return counts.assign(total=counts.sum(axis=1))


@kept
def projects_here(dataset: Dataset) -> pd.DataFrame:
    """Count projects in the county's municipalities (:func:`projects_by_municipality`)."""
    projects, places = dataset.table("support"), dataset.table("support_municipalities")
    return projects_by_municipality(projects, places, dataset.municipality_codes)


@kept
def projects_for(dataset: Dataset, code: str) -> pd.DataFrame:
    """Return the regional fund projects that name a municipality, the most relevant first.

    Returns
    -------
    DataFrame
        Rows of ``support`` with ``named`` (how many of the municipalities on record it names) and
        ``targeted`` (whether it names some of the county's only). Targeted ones first, latest
        first, fewest named first within a year. Projects for all of Sweden are left out.
    """
    places, rows = dataset.table("support_municipalities"), recorded_once(dataset.table("support"))
    here = places.loc[places["municipality_code"] == code, "support_id"]
    rows = rows[
        (rows["kind"] == "eu_project") & rows["id"].isin(here) & (rows["coverage"] != "all_sweden")
    ]
    named = places.groupby("support_id").size()
    return rows.assign(
        named=[int(named[i]) for i in rows["id"]],
        targeted=(rows["coverage"] == "some_municipalities").to_numpy(),
    ).sort_values(
        ["targeted", "year", "named", "title"],
        ascending=[False, False, True, True],
        na_position="last",
        ignore_index=True,
    )


def recorded_once(support: pd.DataFrame) -> pd.DataFrame:
    """Leave out rows that record a project already recorded by another row (``same_as``)."""
    return support[~(support["same_as"].notna() & support["same_as"].isin(support["id"]))]


def by_year(support: pd.DataFrame) -> pd.DataFrame:
    """Count projects and sum amounts by year and kind.

    Parameters
    ----------
    support
        Table ``support``, or some rows of it.

    Returns
    -------
    DataFrame
        ``year`` (missing where no source states one), ``kind``, ``projects``, ``amount_sek`` (sum
        of the amounts stated; missing where none is), ``without_amount``. Projects for all of
        Sweden are left out: their money says nothing about the county.
    """
    rows = recorded_once(support)
    rows = rows[rows["coverage"] != "all_sweden"]
    grouped = rows.groupby(["year", "kind"], observed=True, dropna=False)
    table = grouped.agg(
        projects=("id", "nunique"),
        amount_sek=("amount_sek", lambda column: column.sum(min_count=1)),
        without_amount=("amount_sek", lambda column: int(column.isna().sum())),
    )
    return table.reset_index().sort_values(["year", "kind"], na_position="last")


def find(
    support: pd.DataFrame,
    places: pd.DataFrame,
    *,
    words: str = "",
    kinds: Collection[str] = (),
    municipalities: Collection[str] = (),
    lang: str = "sv",
) -> pd.DataFrame:
    """Search the records.

    Parameters
    ----------
    support, places
        Tables ``support`` and ``support_municipalities``.
    words
        All must stand somewhere in title, owner, theme, fund or place; case and accents do not
        matter.
    kinds
        Kinds to keep; none means all.
    municipalities
        Keep records that name one of them and do not cover the whole county; none means all.
    lang
        Language of theme and fund to search in.

    Returns
    -------
    DataFrame
        Rows of `support`, latest first, largest first within a year.
    """
    rows = support
    if kinds:
        rows = rows[rows["kind"].isin(list(kinds))]
    if municipalities:
        named = places.loc[places["municipality_code"].isin(list(municipalities)), "support_id"]
        rows = rows[rows["id"].isin(named) & ~rows["coverage"].isin(["whole_county", "all_sweden"])]
    wanted = fold(words).split()
    if wanted:
        columns = ["title", "owner", "area_text", f"theme_{lang}", f"fund_{lang}"]
        texts = rows[columns].astype("object").fillna("").agg(" ".join, axis=1).map(fold)
        rows = rows[[all(word in text for word in wanted) for text in texts]]
    return rows.sort_values(["year", "amount_sek"], ascending=False, na_position="last")


#: The three areas of the project Smart industri Västerbotten, and words of themes and titles
#: (English theme, folded) that put a record under each. A rule of ours, shown beside the table.
THEME_WORDS: Final = {
    "digitalisation": ("digital", "information technology", "automation"),
    "skills": ("skill", "labour market"),
    "sustainability": ("low-carbon", "sustainab", "climate", "energy", "cleantech", "green"),
}


def by_theme(support: pd.DataFrame) -> pd.DataFrame:
    """Put records under the project's three areas, by the words of their themes.

    Parameters
    ----------
    support
        Table ``support``.

    Returns
    -------
    DataFrame
        One row an area and record: ``area`` and the columns of `support`. A record may stand under
        two areas or none; all-Sweden projects, records already recorded elsewhere and those that
        a source says are not about industry are left out.
    """
    rows = recorded_once(support)
    rows = rows[(rows["coverage"] != "all_sweden") & ~rows["industry"].eq(False).fillna(False)]
    themes = rows["theme_en"].astype("object").fillna("").map(fold)
    parts = [
        rows[[any(word in theme for word in words) for theme in themes]].assign(area=area)
        for area, words in THEME_WORDS.items()
    ]
    return pd.concat(parts, ignore_index=True)


@dataclass(frozen=True)
class Area:
    """What is on record under one of the project's three areas.

    Attributes
    ----------
    records
        How many projects, grants and awards.
    largest
        Titles of the three with the largest amounts.
    actors
        Names of those who help with it, in order.
    """

    records: int
    largest: tuple[str, ...]
    actors: tuple[str, ...]


@kept
def areas(dataset: Dataset) -> dict[str, Area]:
    """Return what is on record under each of the project's three areas (:func:`by_theme`)."""
    rows, doors = by_theme(dataset.table("support")), dataset.table("support_actors")
    rows = rows.sort_values("amount_sek", ascending=False, kind="stable")
    found = {}
    for area in THEME_WORDS:
        own = rows[rows["area"] == area]
        names = sorted(set(doors.loc[doors["area"] == area, "actor"].astype(str)))
        largest = tuple(str(title) for title in own["title"].head(3))
        found[area] = Area(int(own["id"].nunique()), largest, tuple(names))
    return found
