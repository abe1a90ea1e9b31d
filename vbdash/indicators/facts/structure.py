"""Facts about what an economy consists of, and about the county among the counties."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.indicators.change import LONG
from vbdash.indicators.facts.fact import Fact, squash
from vbdash.indicators.industry.shares import industry_share
from vbdash.indicators.industry.standing import standing
from vbdash.indicators.industry.structure import profiles
from vbdash.indicators.municipality.figures import unbroken
from vbdash.indicators.specialisation import location_quotient, shares

#: A sector with fewer employed residents, or a smaller share of them (percent), stands out by
#: chance: one employer more or less would change it.
SMALLEST_AMOUNT: Final = 50
SMALLEST_SHARE: Final = 2.0
#: Half as heavy again as in the country.
OUTSTANDING: Final = 1.5
_INDUSTRY: Final = frozenset("BCDE")
#: What is left of the score of a sector outside industry.
_OTHER: Final = 0.5


def distinctive(sectors: pd.DataFrame) -> pd.DataFrame:
    """Return the sectors that weigh more than in the country, small ones left out.

    Parameters
    ----------
    sectors
        Rows of :func:`vbdash.indicators.industry.structure.composition`.

    Returns
    -------
    DataFrame
        The rows large enough to mean something, highest location quotient first.
    """
    large = sectors[(sectors["amount"] >= SMALLEST_AMOUNT) & (sectors["share"] >= SMALLEST_SHARE)]
    large = large[large["lq"] > 1]
    return large.sort_values(["lq", "sector"], ascending=[False, True], ignore_index=True)


def is_industrial(dataset: Dataset, sector: str) -> bool:
    """Return whether a sector lies within industry, SNI B–E."""
    sections = dataset.row("sectors", sector)["sections"]
    return isinstance(sections, str) and set(sections.split()) <= _INDUSTRY


def sector_weights(dataset: Dataset, year: int) -> Iterator[Fact]:
    """Find the sectors that each municipality stands out by.

    Parameters
    ----------
    dataset
        Validated tables.
    year
        Year of the figures by residence.

    Yields
    ------
    Fact
        Kind ``"sector"``: ``share``, ``country`` (percent), ``lq``, ``amount``, ``measure`` that
        the country's share is from. Sectors that weigh less than half as much again as in the
        country are no fact; those of industry score a third more and others half as much, since the
        app is about industry.
    """
    found = profiles(dataset, "employed_residence", year)
    share, country = 100 * shares(found.amounts), 100 * shares(found.country)
    lq = location_quotient(found.amounts, found.country)
    large = (found.amounts >= SMALLEST_AMOUNT) & (share >= SMALLEST_SHARE)
    for at in zip(*np.nonzero(large & (lq >= OUTSTANDING)), strict=True):
        code, sector = found.codes[at[0]], found.sectors[at[1]]
        if code == dataset.county:
            continue
        industrial = is_industrial(dataset, sector)
        strength = (float(lq[at]) - 1) * (4 / 3 if industrial else 1)
        yield Fact(
            "sector", code, sector, year, squash(strength, 4) * (1 if industrial else _OTHER),
            {"share": float(share[at]), "country": float(country[at[1]]), "lq": float(lq[at]),
             "amount": float(found.amounts[at]), "measure": found.country_measure},
            query={"del": "naringsliv"},
        )  # fmt: skip


def county_peaks(dataset: Dataset, measure: str, definition: str) -> Iterator[Fact]:
    """Find when industry weighed most in the county, and where it stands among the counties.

    Yields
    ------
    Fact
        Kind ``"peak"`` (``value``, ``peak``, ``peak_year``, and whether the latest is the
        ``lowest``) where the highest year is neither the latest nor the first one, and kind ``"county_rank"`` (``value``, ``country``, ``rank``, ``of``).
    """
    rows = industry_share(dataset, measure, definition)
    place = standing(dataset, rows, dataset.county)
    if place is None:
        return
    own = rows[(rows["region_code"] == dataset.county) & rows["share"].notna()]
    own = unbroken(own, ["region_code"])
    series = own.set_index("year")["share"].sort_index()
    top = int(series.index[int(series.to_numpy().argmax())])
    subject = f"{measure}_share"
    query = {"definition": definition} if definition != "B-E" else {}
    # A top that is the first year is no peak: the series says nothing of the time before it.
    if series.index[0] < top < place.year and len(series) >= LONG:
        drop = float(series[top] - place.share)
        yield Fact(
            "peak", dataset.county, subject, place.year, squash(drop, 4),
            {"definition": definition, "value": place.share, "peak": float(series[top]),
             "peak_year": top, "preliminary": place.preliminary,
             "lowest": bool(series.idxmin() == place.year)},
            page="industry", query=query,
        )  # fmt: skip
    if place.of >= 5 and np.isfinite(place.country):
        yield Fact(
            "county_rank", dataset.county, subject, place.year,
            squash(abs(place.share - place.country), 8),
            {"definition": definition, "value": place.share, "country": place.country,
             "rank": place.rank, "of": place.of, "preliminary": place.preliminary},
            page="industry", query=query,
        )  # fmt: skip
