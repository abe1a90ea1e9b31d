"""What an economy consists of, and how specialised and concentrated it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.data.large.figures import figures
from vbdash.indicators.arrays import Array, cube
from vbdash.indicators.industry.compare import COUNTRY, REFERENCE
from vbdash.indicators.industry.shares import split_sectors
from vbdash.indicators.specialisation import (
    herfindahl,
    krugman,
    location_quotient,
    shares,
    why_missing,
)

#: Statistics Sweden changes small numbers to protect persons: a municipality's count below this
#: may be off by as much as it says, and a zero need not mean none.
SMALL: Final = 10


@dataclass(frozen=True)
class Profiles:
    """The sectors of several regions beside the country's, in one year.

    Attributes
    ----------
    codes
        Regions, in the order of the rows of `amounts`; the county, summed here from its
        municipalities where all of them are complete, comes last.
    sectors
        Sector codes, in the order of the columns.
    amounts
        Shape ``(regions, sectors)``, NaN where a figure is missing.
    country
        Amounts of the country, shape ``(sectors,)``.
    country_measure
        Measure that the country's amounts are from.
    year
        What all figures are from.
    """

    codes: tuple[str, ...]
    sectors: tuple[str, ...]
    amounts: Array
    country: Array
    country_measure: str
    year: int

    def table(self) -> pd.DataFrame:
        """Return how specialised each region is.

        Returns
        -------
        DataFrame
            One row a region: ``code``, ``krugman`` (0 to 2), ``herfindahl`` (1/n to 1),
            ``normalised`` (0 to 1), ``sectors`` (that count equally for the same index: 1 /
            Herfindahl), ``missing`` (why not, a message of the catalogue).
        """
        index = herfindahl(self.amounts)
        return pd.DataFrame(
            {
                "code": self.codes,
                "krugman": krugman(self.amounts, self.country),
                "herfindahl": index,
                "normalised": herfindahl(self.amounts, normalised=True),
                "sectors": 1 / index,
                "missing": why_missing(self.amounts),
            }
        )


def profiles(dataset: Dataset, measure: str, year: int) -> Profiles:
    """Collect the sectors of the county's municipalities, the county and the country.

    Parameters
    ----------
    dataset
        Validated tables.
    measure
        A measure published for a full set of sector groups, such as ``"employed_residence"``.
    year
        Year to collect.

    Returns
    -------
    Profiles
        Over the measure's own groups; unknown industry is left out on both sides, so that a
        location quotient compares like with like.

    Raises
    ------
    ValueError
        When the measure has a printed total only, and no set of groups.
    """
    return dataset.once(("profiles", measure, str(year)), lambda: _profiles(dataset, measure, year))


def _profiles(dataset: Dataset, measure: str, year: int) -> Profiles:
    published = set(split_sectors(dataset, measure))
    groups = [
        str(s) for s in dataset.table("sectors").sort_values("sort_order")["code"] if s in published
    ]
    if not groups:
        raise ValueError(f"{measure} has no full set of sectors")
    codes, other = list(dataset.municipality_codes), REFERENCE.get(measure, measure)
    rows = figures(dataset, measure, other)
    now = rows[(rows["year"] == year) & rows["sector"].isin(groups)]
    own = now[(now["measure"] == measure) & now["region_code"].isin(codes)]
    amounts = _laid(own, codes, groups)
    country = now[(now["measure"] == other) & (now["region_code"] == COUNTRY)]
    everyone = np.vstack([amounts, amounts.sum(axis=0)])
    reference = _laid(country, [COUNTRY], groups)[0]
    return Profiles((*codes, dataset.county), tuple(groups), everyone, reference, other, year)


def _laid(rows: pd.DataFrame, codes: list[str], groups: list[str]) -> Array:
    """Lay rows out as regions by sectors; what is not there is NaN."""
    found = np.full((len(codes), len(groups)), np.nan)
    if len(rows):
        values, (regions, sectors) = cube(rows, ["region_code", "sector"])
        at = np.ix_(pd.Index(codes).get_indexer(regions), pd.Index(groups).get_indexer(sectors))
        found[at] = values
    return found


def composition(found: Profiles, code: str) -> pd.DataFrame:
    """Return what one region's economy consists of, beside the country's.

    Parameters
    ----------
    found
        From :func:`profiles`.
    code
        One of its regions.

    Returns
    -------
    DataFrame
        One row a sector: ``sector``, ``amount``, ``share`` and ``country`` (percent, each summing
        to 100), ``lq``, ``small`` (whether the amount is below :data:`SMALL`).
    """
    amounts = found.amounts[found.codes.index(code)]
    return pd.DataFrame(
        {
            "sector": found.sectors,
            "amount": amounts,
            "share": 100 * shares(amounts),
            "country": 100 * shares(found.country),
            "lq": location_quotient(amounts, found.country),
            "small": amounts < SMALL,
        }
    )
