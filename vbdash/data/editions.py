"""Which edition of a measure is in use where several hold the same year.

An edition is a ``series`` of the observations. Of a measure, a region's year is taken whole from
one edition: the one with the lowest ``rank`` in the table ``series``; where the table does not
rank them, the one published last by the dates of its sources; of the same date, the one that
reaches furthest; then the one whose name comes last. Years that one edition holds alone are taken
from it, as a series of their own: editions are never joined in one line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from vbdash.data import faults as say
from vbdash.data.faults import Fault, Found
from vbdash.text import msg

#: Statuses of figures that may change: the agency has marked them, or we infer it.
PROVISIONAL, PRELIMINARY = "provisional", "preliminary"
#: What such a figure is called.
DOUBTS: Final = {PROVISIONAL: msg("preliminary"), PRELIMINARY: msg("probably preliminary")}
_CELL: Final = ["measure", "region_code", "year"]
_UNRANKED: Final = float("inf")


@dataclass(frozen=True)
class Overlap:
    """Years of a measure that two editions hold.

    Attributes
    ----------
    measure
        Id of the measure.
    used, other
        The edition whose figures are in use in those years, and the one whose are not.
    first, last
        The first and the last of the years.
    ranked
        Whether the table ``series`` says so; else the order of this module does.
    """

    measure: str
    used: str
    other: str
    first: int
    last: int
    ranked: bool


def doubt(statuses: Iterable[object]) -> str:
    """Return what may change some of the figures: the agency's own mark before our inference.

    Parameters
    ----------
    statuses
        Status of each figure.

    Returns
    -------
    str
        ``"provisional"`` where the agency has marked one of them, ``"preliminary"`` where we infer
        it of one, nothing where all are settled.
    """
    found = set(statuses)
    return next((each for each in DOUBTS if each in found), "")


def doubts(rows: pd.DataFrame) -> dict[int, str]:
    """Return the years of which a figure may change, with why (:func:`doubt`)."""
    every: dict[int, list[object]] = {}
    for year, status in zip(rows["year"].astype(int).tolist(), rows["status"], strict=True):
        every.setdefault(year, []).append(status)
    return {year: why for year, own in sorted(every.items()) if (why := doubt(own))}


def usual_year(rows: pd.DataFrame) -> int:
    """Return the year that is shown where none is asked for.

    Parameters
    ----------
    rows
        Figures of one measure, at least one: ``year`` and, where it is known, ``status``.

    Returns
    -------
    int
        The latest whose figures their publisher does not call preliminary; the very latest where it
        calls all so. What we infer to be preliminary is shown, and told as such.
    """
    settled = rows.loc[rows["status"] != PROVISIONAL, "year"] if "status" in rows else rows["year"]
    return int((settled if len(settled) else rows["year"]).max())


def usual_years(rows: pd.DataFrame) -> pd.Series:
    """Return the year that is shown of each ``measure`` where none is asked for (:func:`usual_year`)."""
    found = {measure: usual_year(own) for measure, own in rows.groupby("measure", observed=True)}
    return pd.Series(found, dtype="int64").rename_axis("measure")


def in_use(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the observations in use: of a measure, a region's year from one edition only.

    Parameters
    ----------
    tables
        Validated tables: ``observations``, ``sources`` and, where there is one, ``series``.
    """
    observations = tables["observations"]
    several = _several(observations)
    if several.empty:
        return observations
    pairs = ["measure", "series"]
    known = pd.DataFrame(
        [(*key, place) for key, place in _places(tables, several).items()],
        columns=[*pairs, "place"],
    )
    found = several[pairs].astype(str).merge(known, on=pairs, how="left")["place"]
    places = pd.Series(found.to_numpy(), index=several.index)
    best = places.groupby([several[name] for name in _CELL], observed=True).transform("min")
    return observations.drop(index=several.index[places > best]).reset_index(drop=True)


def overlaps(tables: Mapping[str, pd.DataFrame]) -> list[Overlap]:
    """List where editions hold the same years, and which one is in use there."""
    several = _several(tables["observations"])
    if several.empty:
        return []
    places, ranks = _places(tables, several), _ranks(tables)
    cells = several[[*_CELL, "series"]].drop_duplicates().astype({"series": str, "measure": str})
    pairs = cells.merge(cells, on=_CELL, suffixes=("", "_other"))
    found = []
    for key, rows in pairs.groupby(["measure", "series", "series_other"]):
        measure, used, other = map(str, key)
        if places[measure, used] < places[measure, other]:
            ranked = ranks.get((measure, used), _UNRANKED) < ranks.get((measure, other), _UNRANKED)
            years = int(rows["year"].min()), int(rows["year"].max())
            found.append(Overlap(measure, used, other, *years, ranked))
    return found


def _several(observations: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of measures that have more than one edition."""
    pairs = observations[["measure", "series"]].drop_duplicates()
    many = set(pairs.loc[pairs["measure"].duplicated(), "measure"])
    return observations[observations["measure"].isin(many)]


def _ranks(tables: Mapping[str, pd.DataFrame]) -> dict[tuple[str, str], float]:
    series = tables.get("series")
    if series is None:
        return {}
    known = series[series["rank"].notna()]
    keys = zip(known["measure"].astype(str), known["series"].astype(str), strict=True)
    return dict(zip(keys, known["rank"].astype(float), strict=True))


def _places(
    tables: Mapping[str, pd.DataFrame], rows: pd.DataFrame
) -> dict[tuple[str, str], int]:
    """Number the editions of each measure, the one to be used first being the lowest."""
    ranks, sources = _ranks(tables), tables["sources"]
    dates = dict(zip(sources["id"], sources["published"].astype("object"), strict=True))
    told: dict[tuple[str, str], tuple[Any, ...]] = {}
    for key, own in rows.groupby(["measure", "series"], observed=True):
        measure, series = map(str, key)
        known = (dates.get(source) for source in own["source_id"].unique())
        days = [pd.Timestamp(day).toordinal() for day in known if pd.notna(day)]
        rank = ranks.get((measure, series), _UNRANKED)
        told[measure, series] = (-rank, max(days, default=0), int(own["year"].max()), series)
    ordered = sorted(told, key=lambda each: told[each], reverse=True)
    return {key: place for place, key in enumerate(ordered)}


def registry_faults(tables: Mapping[str, pd.DataFrame], path: str) -> list[Fault]:
    """List what is wrong with the table ``series``: ranks of unknown editions, one rank for two of them.

    Parameters
    ----------
    tables
        Tables that could be read; the index of each is the row in the file.
    path
        File of the table ``series``.
    """
    series, observations, found = tables.get("series"), tables.get("observations"), Found(path)
    if series is None or observations is None:
        return []
    if not {"measure", "series", "rank"} <= set(series) or not {"measure", "series"} <= set(observations):  # fmt: skip
        return []
    ranked = series[series["rank"].notna()]
    there = set(observations[["measure", "series"]].drop_duplicates().itertuples(index=False, name=None))
    known = [pair in there for pair in zip(ranked["measure"], ranked["series"], strict=True)]
    found.cells(say.SERIES_KNOWN, "series", ranked.loc[[not each for each in known], "series"])
    again = ranked.loc[ranked.duplicated(["measure", "rank"], keep=False), "rank"]
    found.cells(say.RANK_ONCE, "rank", again)
    return found.faults()
