"""Whom a municipality is compared with: the reader chooses, and every measure is held against it."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.data.large.figures import figures
from vbdash.groups import ALIKE, group_of
from vbdash.indicators.industry.shares import TOTAL, industry_share
from vbdash.indicators.municipality.figures import SHARES, definition_here, municipal_figures
from vbdash.indicators.municipality.standing import country_figure
from vbdash.indicators.municipality.sums import codes_of, summed

#: The middle municipality of the county; the country; the county; those most alike, on average.
MIDDLE, SWEDEN, COUNTY, PEERS = "median", "riket", "lan", "lika"
#: A measure and the year it is compared in.
Asked = Iterable[tuple[str, int]]


def references(
    dataset: Dataset, definition: str, code: str, whom: str, asked: Asked
) -> list[float]:
    """Return what a municipality's figures are held against.

    Parameters
    ----------
    dataset
        Validated tables.
    definition
        Id of a definition of industry.
    code
        The municipality.
    whom
        ``"riket"``: the country's published figure, without one the sum of its municipalities;
        ``"lan"``: the county's, likewise; ``"lika"``: the mean of the municipalities most alike,
        each counted once; the key of a group (:mod:`vbdash.groups`): its figure as one area; the
        code of a municipality: its figure.
    asked
        Measures and years.

    Returns
    -------
    list of float
        One a measure; NaN where there is none.
    """
    asked = list(asked)
    every = municipal_figures(dataset, definition)
    if whom in dataset.every_municipality:
        return _looked_up(every[every["code"] == whom], asked)
    if whom == PEERS:
        return _mean(every, peers(dataset, definition, code), asked)
    if whom == SWEDEN:
        printed = [country_figure(dataset, definition, measure, year) for measure, year in asked]
        codes: tuple[str, ...] = tuple(dataset.every_municipality)
    elif whom == COUNTY:
        printed = [_county(dataset, definition, measure, year) for measure, year in asked]
        codes = dataset.municipality_codes
    else:
        group = group_of(dataset, whom)
        printed = [np.nan] * len(asked)
        codes = codes_of(dataset, definition, group) if group else ()
    added = _looked_up(summed(dataset, definition, codes).table, asked) if codes else printed
    return [own if own == own else total for own, total in zip(printed, added, strict=True)]


def peers(dataset: Dataset, definition: str, code: str) -> tuple[str, ...]:
    """Return the municipalities most alike one, in all of Sweden; none where none is near."""
    group = group_of(dataset, f"{ALIKE}{code}")
    return codes_of(dataset, definition, group) if group else ()


def _looked_up(rows: pd.DataFrame, asked: list[tuple[str, int]]) -> list[float]:
    keys = zip(rows["measure"].tolist(), rows["year"].tolist(), strict=True)
    known = dict(zip(keys, rows["value"].astype(float).tolist(), strict=True))
    return [known.get(each, np.nan) for each in asked]


def _mean(every: pd.DataFrame, codes: tuple[str, ...], asked: list[tuple[str, int]]) -> list[float]:
    """Average municipalities, each counted once, where all of them have a figure."""
    own = every[every["code"].isin(codes) & every["value"].notna()]
    groups = own.groupby(["measure", "year"])["value"]
    means = groups.mean()[groups.count() == len(codes)]
    return [float(means.get(each, np.nan)) for each in asked]


def _county(dataset: Dataset, definition: str, measure: str, year: int) -> float:
    """Return a county's published figure; of industry's share the one that all pages show."""
    base = dataset.row("measures", measure)["base"]
    if isinstance(base, str):
        cut = SHARES.get(base) or definition_here(dataset, definition)
        shares = industry_share(dataset, base, cut)
        own = shares[(shares["region_code"] == dataset.county) & (shares["year"] == year)]["share"]
    else:
        rows = figures(dataset, measure)
        own = rows[
            (rows["region_code"] == dataset.county)
            & (rows["year"] == year)
            & (rows["sector"] == TOTAL)
        ]["value"]
    return float(own.iloc[0]) if len(own) else np.nan
