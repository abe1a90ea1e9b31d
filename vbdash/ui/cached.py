"""Indicators, computed once for all visitors.

Results are shared, not copied: a caller must not change them (pandas copies on write, so that a
changed copy harms nobody).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

import pandas as pd
import streamlit as st

from vbdash.charts.maps.geometry import MapGeometry, map_geometry
from vbdash.data.dataset import Dataset
from vbdash.indicators import support
from vbdash.indicators.firms import leading
from vbdash.indicators.industry import shares
from vbdash.library import Data

__all__ = [
    "available_definitions",
    "industry_share",
    "projects_by_municipality",
    "shared",
    "shared_few",
    "spread",
]

P = ParamSpec("P")
R = TypeVar("R")


def shared(function: Callable[P, R]) -> Callable[P, R]:
    """Remember the results of a pure function for every visitor of the process."""
    return _remembered(function, 512)


def shared_few(function: Callable[P, R]) -> Callable[P, R]:
    """Remember the latest results only: each of them is large."""
    return _remembered(function, 48)


def _remembered(function: Callable[P, R], most: int) -> Callable[P, R]:
    # Streamlit goes by the very class: a data set that answers questions is one all the same.
    key: dict[str | type[Any], Callable[[Any], Any]] = {
        kind: lambda data: (data.digest, data.county) for kind in (Dataset, Data)
    }
    remember = st.cache_resource(hash_funcs=key, show_spinner=False, max_entries=most)
    return remember(function)


industry_share = shared(shares.industry_share)
available_definitions = shared(shares.available_definitions)


@shared
def spread(dataset: Dataset, strength: str) -> leading.SpreadOfFirms:
    """Count leading firms by municipality (:func:`vbdash.indicators.firms.leading.spread`)."""
    return leading.spread(
        dataset.table("companies"),
        dataset.table("leadership_claims"),
        strength,
        dataset.municipality_codes,
    )


@shared
def projects_by_municipality(dataset: Dataset) -> pd.DataFrame:
    """Count support projects (:func:`vbdash.indicators.support.projects_by_municipality`)."""
    return support.projects_by_municipality(
        dataset.table("support"),
        dataset.table("support_municipalities"),
        dataset.municipality_codes,
    )


@shared
def geometry(dataset: Dataset) -> MapGeometry:
    """Project and simplify the county's boundaries for every map."""
    return map_geometry(dataset.municipalities, dataset.neighbours)
