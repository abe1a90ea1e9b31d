"""The values of all maps, so that their classes are found before anybody presses.

A child process finds the classes (:mod:`vbdash.charts.maps.natural_breaks`); most of what it takes is its
start. A map whose values are not here is drawn as well, two seconds later.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pandas as pd

from vbdash.charts.maps import classes
from vbdash.data.dataset import Dataset
from vbdash.indicators import loaded
from vbdash.indicators.industry.measures import measure_values
from vbdash.indicators.industry.shares import available_definitions
from vbdash.indicators.support import projects_here
from vbdash.ui.firms import page as companies

__all__ = ["learn"]


def learn(data: Dataset) -> None:
    """Find the classes of the maps of shares, measures, firms and projects."""
    classes.learn([*_shares(data), *_measures(data), *_counts(data)])


def _shares(data: Dataset) -> Iterator[tuple[Iterable[float], int]]:
    """Yield industry's shares by municipality, under each definition."""
    for measure, row in data.measures.iterrows():
        base = row["base"]
        for definition in available_definitions(data, base) if isinstance(base, str) else ():
            values = measure_values(data, str(measure), definition)
            yield _own(data, values), int(row["decimals"])


def _measures(data: Dataset) -> Iterator[tuple[Iterable[float], int]]:
    """Yield published measures that are mapped as colours: amounts are mapped as circles."""
    for measure, row in data.measures.iterrows():
        if not isinstance(row["base"], str) and row["kind"] != "amount":
            yield _own(data, measure_values(data, str(measure), "")), int(row["decimals"])


def _counts(data: Dataset) -> Iterator[tuple[Iterable[float], int]]:
    if loaded.firms(data).here:
        yield companies.strengths(data).to_numpy().ravel(), 0
    if loaded.support(data).here:
        yield projects_here(data)["targeted"], 0


def _own(data: Dataset, values: pd.DataFrame) -> pd.Series:
    return values.loc[values["code"].isin(data.municipality_codes), "value"]
