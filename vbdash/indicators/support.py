"""Public support on open record: how many projects name a municipality."""

from __future__ import annotations

import pandas as pd

__all__ = ["projects_by_municipality"]


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
