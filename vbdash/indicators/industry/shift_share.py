"""Shift-share: how much of a region's change is the country's, the industry's, the region's own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.data.kept import kept
from vbdash.indicators.arrays import Array
from vbdash.indicators.industry.compare import COUNTRY
from vbdash.indicators.industry.shares import industry_share


@dataclass(frozen=True)
class ShiftShare:
    """A change and its three parts, in the unit of the amounts, one value a sector.

    Attributes
    ----------
    change
        What happened: end less start. The sum of the three parts.
    national
        What would have happened had the sector followed the country's whole economy.
    trend
        What the sector did in the country beyond (or below) the whole economy.
    own
        What the sector did in the region beyond (or below) the same sector in the country.
    """

    change: Array
    national: Array
    trend: Array
    own: Array

    def total(self) -> ShiftShare:
        """Sum over the sectors (the last axis)."""
        parts = (self.change, self.national, self.trend, self.own)
        return ShiftShare(*(part.sum(axis=-1) for part in parts))


def shift_share(
    start: npt.ArrayLike,
    end: npt.ArrayLike,
    country_start: npt.ArrayLike,
    country_end: npt.ArrayLike,
    total_start: npt.ArrayLike | None = None,
    total_end: npt.ArrayLike | None = None,
) -> ShiftShare:
    r"""Part the change of sectors in a region by Dunn's classical method.

    .. math::

        \underbrace{e_i' - e_i}_\text{change} =
        \underbrace{e_i \left(\tfrac{E'}{E} - 1\right)}_\text{national} +
        \underbrace{e_i \left(\tfrac{E_i'}{E_i} - \tfrac{E'}{E}\right)}_\text{trend} +
        \underbrace{e_i' - e_i \tfrac{E_i'}{E_i}}_\text{own}

    Parameters
    ----------
    start, end
        The region's sectors in the first and the last year, shape ``(..., n)``.
    country_start, country_end
        The country's sectors, shape ``(n,)`` or one that broadcasts.
    total_start, total_end
        The country's whole economy, shape ``(...)``; without them the sum of its sectors.

    Returns
    -------
    ShiftShare
        Arrays of shape ``(..., n)``. NaN where a figure is missing, or where the country has none
        of the sector (or no economy) in the first year: there is no growth from nothing.

    Notes
    -----
    Arithmetic, not explanation: "own" is what is left when the country and the industry have had
    their say. The country includes the region. Parts over a long period depend on the end years.

    References
    ----------
    Dunn, E. S. (1960). A statistical and analytical technique for regional analysis. *Papers and
    Proceedings of the Regional Science Association* 6, 97-112.

    Examples
    --------
    Region A of Farhauer and Kröll (2013), which the R package REAT documents:

    >>> parts = shift_share([90, 20, 10, 60], [100, 40, 10, 55],
    ...                     [400, 150, 150, 400], [440, 210, 135, 480]).total()
    >>> [round(float(x), 6) for x in (parts.change, parts.national, parts.trend, parts.own)]
    [25.0, 27.0, 1.0, -3.0]
    """
    first, last, nation, later = (
        np.asarray(each, dtype=np.float64) for each in (start, end, country_start, country_end)
    )
    whole = nation.sum(axis=-1) if total_start is None else np.asarray(total_start, np.float64)
    whole_later = later.sum(axis=-1) if total_end is None else np.asarray(total_end, np.float64)
    growth = (whole_later / np.where(whole > 0, whole, np.nan))[..., np.newaxis]
    sector_growth = later / np.where(nation > 0, nation, np.nan)
    national, expected = first * (growth - 1), first * sector_growth
    own = last - expected
    # Written as the remainder, so that the parts sum to the change also in floating point.
    change = last - first + 0 * own
    return ShiftShare(change, national, change - national - own, own)


@kept
def county_shifts(
    dataset: Dataset, measure: str, definition: str, start: int, end: int
) -> pd.DataFrame:
    """Part the change of industry in every county between two years.

    Parameters
    ----------
    dataset
        Validated tables.
    measure, definition
        What is counted, for instance ``"employment"`` by ``"B-E"``.
    start, end
        First and last year.

    Returns
    -------
    DataFrame
        One row a county, in the unit of the measure: ``code``, ``start``, ``end``, ``change``,
        ``national``, ``trend``, ``own``. Counties without both years are left out.
    """
    found = industry_share(dataset, measure, definition)
    levels = dataset.regions["level"].reindex(found["region_code"]).to_numpy()
    ends = [found[(found["year"] == year) & found["amount"].notna()] for year in (start, end)]
    country = [each[each["region_code"] == COUNTRY] for each in ends]
    if any(len(each) != 1 for each in country):
        raise ValueError(f"the country has no figure for {start} or {end}")
    first, last = (
        each[levels[each.index] == "county"].set_index("region_code")["amount"] for each in ends
    )
    codes = first.index.intersection(last.index).sort_values()
    amounts = [each[codes].to_numpy(dtype=float)[:, np.newaxis] for each in (first, last)]
    sector = [each["amount"].to_numpy(dtype=float) for each in country]
    whole = [each["total"].to_numpy(dtype=float)[0] for each in country]
    parts = shift_share(*amounts, *sector, *whole)
    columns = {name: getattr(parts, name)[:, 0] for name in ("change", "national", "trend", "own")}
    return pd.DataFrame(
        {"code": codes, "start": amounts[0][:, 0], "end": amounts[1][:, 0], **columns}
    )
