"""Facts about industry in the county: its weight among the counties, its jobs, where they live."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.data.editions import PRELIMINARY, PROVISIONAL, doubt, doubts, usual_year
from vbdash.indicators.change import LONG, extreme, leads
from vbdash.indicators.change import change as change_of
from vbdash.indicators.facts.fact import Fact, squash
from vbdash.indicators.industry.shares import available_definitions, industry_share
from vbdash.indicators.municipality.figures import definition_here, unbroken
from vbdash.indicators.similar import usual

#: Fewer counties than this are no comparison.
_FEWEST: Final = 5
#: A share of value added this many times the share of jobs is worth saying.
_CLEARLY: Final = 1.25
#: So much (percentage points) may a municipality's part of industry differ from its part of all
#: employed residents before it is worth saying.
_APART: Final = 3.0


def change_of_weight(dataset: Dataset, measure: str, definition: str) -> Iterator[Fact]:
    """Find out whether industry's share has changed more in the county than in any other.

    Yields
    ------
    Fact
        Kind ``"share_rose_most"`` or ``"share_fell_most"`` with ``told``
        (:class:`~vbdash.indicators.change.Change` of the share, percent), ``of`` (counties) and
        ``doubtful`` (preliminary years). Only where it holds whichever years are taken
        (:func:`~vbdash.indicators.change.leads`) and the last years have not turned. The score
        grows with the distance from the middle county and from the runner-up, in distances
        between the quartiles. None where a county lacks a figure: it might have changed more.
    """
    shares = industry_share(dataset, measure, definition)
    levels = dataset.regions["level"]
    codes = sorted(str(code) for code in levels.index[levels == "county"])
    wide = pd.DataFrame(_by_year(shares, codes)).T.reindex(codes)
    if dataset.county not in codes or len(codes) < _FEWEST:
        return
    own = wide.T[dataset.county].dropna().sort_index()
    if len(own) < LONG or wide[[own.index[0], own.index[-1]]].isna().any(axis=None):
        return
    told = change_of([int(year) for year in own.index], own.round(1).tolist())
    sign = told.direction
    if not sign or told.turn is not None or not leads(wide[own.index], dataset.county, sign):
        return
    moved = wide[own.index[-1]] - wide[own.index[0]]
    middle = usual(moved.tolist())
    if not middle.spread > 0:
        return
    mine = float(moved[dataset.county])
    lead = float((sign * (mine - moved.drop(dataset.county))).min())
    yield Fact(
        "share_rose_most" if sign > 0 else "share_fell_most", dataset.county, f"{measure}_share",
        told.last.year, squash((abs(mine - middle.median) + lead) / middle.spread),
        {"definition": definition, "told": told, "of": len(codes),
         "doubtful": _doubtful(dataset, measure, definition)},
        page="industry", query=_query(definition, {"del": "tid"}),
    )  # fmt: skip


def value_and_jobs(dataset: Dataset, definition: str) -> Iterator[Fact]:
    """Set industry's share of value added beside its share of jobs.

    Yields
    ------
    Fact
        Kind ``"value_and_jobs"`` with ``value`` and ``jobs`` (percent, the same year), the same of
        the country (``country_value``, ``country_jobs``) and ``preliminary``. None where the two
        are much the same, or where either is not published by the definition.
    """
    if definition not in available_definitions(dataset, "employment"):
        return
    both = {m: industry_share(dataset, m, definition) for m in ("gva", "employment")}
    here, country = zip(
        *(_by_year(t, [dataset.county, "00"]).values() for t in both.values()), strict=True
    )
    value, jobs = here
    years = set(value) & set(jobs)
    if not years:
        return
    year = max(years)
    there = [table.get(year, 0.0) for table in country]
    found = {
        "value": value[year], "jobs": jobs[year],
        "country_value": there[0], "country_jobs": there[1],
    }  # fmt: skip
    if not min(found.values()) > 0:
        return
    ratio = found["value"] / found["jobs"]
    if ratio < _CLEARLY:
        return
    yield Fact(
        "value_and_jobs", dataset.county, "employment_share", year, squash(ratio - 1, 0.8),
        found
        | {"definition": definition,
           "preliminary": doubt(_doubtful(dataset, m, definition).get(year) for m in both)},
        page="industry", query=_query(definition, {"del": "tid", "matt": "employment"}),
    )  # fmt: skip


def jobs_record(dataset: Dataset, definition: str) -> Iterator[Fact]:
    """Find out whether industry has never had more, or fewer, jobs in the county than now.

    Yields
    ------
    Fact
        Kind ``"jobs_high"`` or ``"jobs_low"`` with ``value`` and ``start`` (persons), ``since``,
        ``start_extreme`` (whether the first is the highest, 1, or lowest, -1) and ``preliminary``; where that is so, ``final`` and ``final_year``: the latest final figure.
    """
    shares = industry_share(dataset, "employment", definition)
    own = shares[(shares["region_code"] == dataset.county) & shares["amount"].notna()]
    own = unbroken(own, ["region_code"]).sort_values("year")
    if len(own) < LONG or own["year"].duplicated().any():
        return
    unit = str(dataset.row("measures", "employment")["unit"])
    amount = own["amount"] * (1000 if unit == "thousand_persons" else 1)
    last, before, start = float(amount.iloc[-1]), amount.iloc[:-1], float(amount.iloc[0])
    kind = "jobs_high" if last > before.max() else "jobs_low" if last < before.min() else ""
    if not kind or start <= 0:
        return
    year = int(own["year"].iloc[-1])
    yield Fact(
        kind, dataset.county, "employment", year, squash(100 * abs(last / start - 1), 20),
        {"definition": definition, "value": last, "start": start, "since": int(own["year"].iloc[0]),
         "start_extreme": extreme(amount, 0),
         "preliminary": doubt([own["status"].iloc[-1]]), **_latest_final(own, amount)},
        page="industry", query=_query(definition, {"del": "tid", "matt": "employment"}),
    )  # fmt: skip


def _latest_final(own: pd.DataFrame, amount: pd.Series) -> dict[str, float]:
    """Return the latest figure that is not preliminary, where the very latest is."""
    final = ~own["status"].isin([PROVISIONAL, PRELIMINARY]).to_numpy()
    if final[-1] or not final.any():
        return {}
    place = int(np.flatnonzero(final)[-1])
    return {"final": float(amount.iloc[place]), "final_year": int(own["year"].iloc[place])}


def weights_within(dataset: Dataset, definition: str) -> Iterator[Fact]:
    """Find where the county's industry has its people, against where all the employed live.

    Yields
    ------
    Fact
        Kind ``"industry_over"`` about the municipality whose part of industry is furthest above its
        part of all employed residents, ``"industry_under"`` about the one furthest below: ``part``
        and ``whole`` (percent of the county). None where a municipality lacks a figure.
    """
    here = definition_here(dataset, definition)
    shares = industry_share(dataset, "employed_residence", here)
    own = shares[shares["region_code"].isin(dataset.municipality_codes)]
    if own.empty:
        return
    year = usual_year(own)
    now = own[own["year"] == year].set_index("region_code")[["amount", "total"]].sort_index()
    if len(now) < max(_FEWEST, len(dataset.municipality_codes)) or now.isna().any(axis=None):
        return
    parts = {
        str(code): (100 * amount / now["amount"].sum(), 100 * total / now["total"].sum())
        for code, amount, total in zip(now.index, now["amount"], now["total"], strict=True)
    }
    ordered = sorted(parts, key=lambda code: (parts[code][0] - parts[code][1], code))
    for kind, code in (("industry_over", ordered[-1]), ("industry_under", ordered[0])):
        part, whole = parts[code]
        if abs(part - whole) < _APART:
            continue
        yield Fact(
            kind, code, "employed_residence", year, squash(abs(part - whole), 12),
            {"definition": here, "part": part, "whole": whole},
            page="industry", query=_query(here, {"del": "kommuner", "matt": "employed_residence"}),
        )  # fmt: skip


def _by_year(shares: pd.DataFrame, codes: Sequence[str]) -> dict[str, dict[int, float]]:
    """Return the known shares of regions, of the latest edition of each: two do not compare."""
    own = shares[shares["region_code"].isin(codes) & shares["share"].notna()]
    own = unbroken(own, ["region_code"])
    own = own[~own["region_code"].isin(own["region_code"][own.duplicated(["region_code", "year"])])]
    found: dict[str, dict[int, float]] = {code: {} for code in codes}
    cells = (own[name].tolist() for name in ("region_code", "year", "share"))
    for code, year, share in zip(*cells, strict=True):
        found[code][year] = share
    return found


def _doubtful(dataset: Dataset, measure: str, definition: str) -> dict[int, str]:
    """Return the years in which the county's figure may change, with why."""
    shares = industry_share(dataset, measure, definition)
    return doubts(shares[shares["region_code"] == dataset.county])


def _query(definition: str, rest: dict[str, str]) -> dict[str, str]:
    return rest | ({"definition": definition} if definition != "B-E" else {})
