"""What the tables hold about the county in focus: nothing loaded is not the same as none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.data.kept import kept

#: The claim of the article that the app tries, by its family in ``published_claims``.
_ARTICLE: Final = "seed"


@dataclass(frozen=True)
class Coverage:
    """Whether a table says anything about the county in focus.

    Attributes
    ----------
    here
        Whether at least one row is about the county.
    counties
        Codes of the counties it is about, in order.
    """

    here: bool
    counties: tuple[str, ...]


def counties_of(codes: pd.Series) -> tuple[str, ...]:
    """Return the counties that regions lie in.

    Parameters
    ----------
    codes
        Codes of counties or municipalities, a row each; missing ones are passed over.

    Returns
    -------
    tuple of str
        Two-digit codes in ascending order, each once.
    """
    return tuple(sorted({str(code)[:2] for code in codes.dropna()}))


def _coverage(dataset: Dataset, codes: pd.Series) -> Coverage:
    found = counties_of(codes)
    return Coverage(dataset.county in found, found)


@kept
def firms(dataset: Dataset) -> Coverage:
    """Tell whether any firm or plant is on file in the county (table ``companies``)."""
    return _coverage(dataset, dataset.table("companies")["municipality_code"])


@kept
def support(dataset: Dataset) -> Coverage:
    """Tell whether any record of support names the county (``support_municipalities``)."""
    return _coverage(dataset, dataset.table("support_municipalities")["municipality_code"])


@kept
def support_actors(dataset: Dataset) -> Coverage:
    """Tell whether any actor of the support structure has its place in the county."""
    return _coverage(dataset, dataset.table("support_actors")["municipality_code"])


@kept
def article(dataset: Dataset) -> Coverage:
    """Tell whether the article, and the programme it reports, is about the county."""
    claims = dataset.table("published_claims")
    return _coverage(dataset, claims.loc[claims["family"] == _ARTICLE, "region_code"])
