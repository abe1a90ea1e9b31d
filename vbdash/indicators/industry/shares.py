"""How much of an economy is industry: amounts and shares by definition, measure, region, year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.data.kept import kept, kept_everywhere
from vbdash.data.large.figures import figures
from vbdash.indicators.arrays import Array, Layout, layout, rows

#: Sector code of a total that the publisher printed.
TOTAL: Final = "TOTAL"
_KEYS: Final = ["series", "region_code", "year"]
#: A sum is as certain as its least certain part.
_CERTAINTY: Final = ("final", "preliminary", "provisional", "derived")


def sector_cover(wanted: frozenset[str], sectors: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """Find published sectors that together make up exactly the wanted SNI sections.

    Parameters
    ----------
    wanted
        Section letters, for instance those of B–E.
    sectors
        Published sector codes and the section letters that each covers.

    Returns
    -------
    tuple of str
        Codes of disjoint sectors whose union is `wanted`, the fewest possible; empty when the
        publication cannot be cut that way.

    Examples
    --------
    >>> parts = {"A": frozenset("A"), "B+C": frozenset("BC"), "D+E": frozenset("DE")}
    >>> sector_cover(frozenset("BCDE"), parts)
    ('B+C', 'D+E')
    >>> sector_cover(frozenset("C"), parts)
    ()
    """
    usable = {code: letters for code, letters in sectors.items() if letters and letters <= wanted}
    best: tuple[str, ...] = ()
    stack: list[tuple[frozenset[str], tuple[str, ...]]] = [(wanted, ())]
    while stack:
        left, taken = stack.pop()
        if not left:
            if not best or len(taken) < len(best):
                best = taken
            continue
        first = min(left)
        stack += [
            (left - letters, (*taken, code))
            for code, letters in usable.items()
            if first in letters and letters <= left
        ]
    return best


def sector_shares(
    observations: pd.DataFrame, parts: Iterable[str], whole: Iterable[str]
) -> pd.DataFrame:
    """Sum sectors and set them against a whole.

    Parameters
    ----------
    observations
        Rows of one measure: ``series``, ``region_code``, ``year``, ``sector``, ``value``,
        ``status``.
    parts
        Sectors to sum.
    whole
        Sectors that make up the denominator: a printed total, or all groups where none is printed.

    Returns
    -------
    DataFrame
        One row a series, region and year in which the whole is known: ``amount``, ``total`` (both
        in the unit of the measure), ``share`` (percent), ``status``. A part that is missing makes
        the amount and the share missing; a total of zero makes the share missing.
    """
    parts, whole = list(dict.fromkeys(parts)), list(dict.fromkeys(whole))
    if observations.empty or not whole:
        return pd.DataFrame(columns=[*_KEYS, "amount", "total", "share", "status"])
    found = layout(observations, [*_KEYS, "sector"])
    values, sectors = found.lay(observations["value"]), list(found.axes[-1])
    amount, total = _sum(values, sectors, parts), _sum(values, sectors, whole)
    share = 100 * amount / np.where(total > 0, total, np.nan)
    worst = _least_certain(observations["status"], found, np.isin(sectors, [*parts, *whole]))
    status = pd.Index(_CERTAINTY).take(worst.ravel())
    result = rows(found.axes[:-1], _KEYS, amount=amount, total=total, share=share, status=status)
    known = ~np.isnan(total).ravel()
    return result if known.all() else result[known].reset_index(drop=True)


def _least_certain(
    status: pd.Series, found: Layout, used: npt.NDArray[np.bool_]
) -> npt.NDArray[np.int64]:
    """Return, for each sum, the place in :data:`_CERTAINTY` of its least certain part."""
    worst = np.zeros(found.shape[:-1], dtype=np.int64)
    for rank, kind in enumerate(_CERTAINTY[1:], 1):  # nearly all are final: only others count
        doubtful = found.places[np.flatnonzero(status == kind)]
        sums, sectors = np.divmod(doubtful, found.shape[-1])
        worst.reshape(-1)[sums[used[sectors]]] = rank
    return worst


def _sum(values: Array, labels: list[str], wanted: list[str]) -> Array:
    """Sum sectors; a sector without a figure makes the sum missing."""
    if not wanted or not set(wanted) <= set(labels):
        return np.full(values.shape[:-1], np.nan)
    total: Array = values[..., [labels.index(code) for code in wanted]].sum(axis=-1)
    return total


def _sections(dataset: Dataset) -> dict[str, frozenset[str]]:
    sectors = dataset.table("sectors")
    return {
        str(code): frozenset(letters.split()) if isinstance(letters, str) else frozenset()
        for code, letters in zip(sectors["code"], sectors["sections"], strict=True)
    }


@kept_everywhere
def _published_sectors(dataset: Dataset, measure: str) -> list[str]:
    return sorted(set(figures(dataset, measure)["sector"]))


def published_sections(dataset: Dataset, measure: str) -> frozenset[frozenset[str]]:
    """Return what a measure has figures of its own for: letters of SNI sections, a set a figure."""
    letters = _sections(dataset)
    return frozenset(
        letters[code] for code in _published_sectors(dataset, measure) if code != TOTAL
    )


def definition_sectors(dataset: Dataset, measure: str, definition: str) -> tuple[str, ...]:
    """Return the published sectors of a measure that make up a definition of industry.

    Empty when the measure is not published in a way that the definition can be cut from.
    """
    row = dataset.row("definitions", definition)
    published = _published_sectors(dataset, measure)
    if isinstance(row["sector_code"], str):
        return (row["sector_code"],) if row["sector_code"] in published else ()
    letters = _sections(dataset)
    known = {code: letters[code] for code in published if code != TOTAL}
    return sector_cover(frozenset(row["sections"].split()), known)


@kept_everywhere
def available_definitions(dataset: Dataset, measure: str) -> tuple[str, ...]:
    """Return the definitions that a measure can be cut by, narrowest first."""
    definitions = dataset.table("definitions").sort_values("sort_order")["id"]
    return tuple(d for d in definitions if definition_sectors(dataset, measure, d))


def whole_sectors(dataset: Dataset, measure: str) -> tuple[str, ...]:
    """Return the sectors of the denominator: the printed total, else every published group."""
    published = _published_sectors(dataset, measure)
    return (TOTAL,) if TOTAL in published else tuple(published)


def split_sectors(dataset: Dataset, measure: str) -> tuple[str, ...]:
    """Return published groups that divide the economy without a gap or an overlap.

    Beside a printed total they are the fewest groups that make up all of its sections; without one,
    every published group. Empty when the groups do not make up the total.
    """
    whole = whole_sectors(dataset, measure)
    if whole != (TOTAL,):
        return whole
    letters = _sections(dataset)
    known = {code: letters[code] for code in _published_sectors(dataset, measure) if code != TOTAL}
    return sector_cover(letters[TOTAL], known)


def industry_share(dataset: Dataset, measure: str, definition: str) -> pd.DataFrame:
    """Industry's amount and share by region and year.

    Parameters
    ----------
    dataset
        Validated tables.
    measure
        Id of a published measure with a split by sector, for instance ``"gva"``.
    definition
        Id of a definition of industry, for instance ``"B-E"``.

    Returns
    -------
    DataFrame
        Columns ``region_code``, ``year``, ``series``, ``amount``, ``total``, ``share`` (percent),
        ``status`` and ``summed``: True where the total is not printed by the publisher but re-added
        here from the groups, or where the region is the sum of its municipalities. Empty when the
        measure cannot be cut by the definition.
    """

    def compute() -> pd.DataFrame:
        every = _everywhere(dataset, measure, definition)
        county = _summed(dataset, measure, definition)
        return pd.concat([every, county], ignore_index=True) if len(county) else every

    return dataset.once(("industry_share", measure, definition), compute).copy(deep=False)


@kept_everywhere
def _everywhere(dataset: Dataset, measure: str, definition: str) -> pd.DataFrame:
    """Return the shares of all regions that have figures of their own."""
    parts, whole = definition_sectors(dataset, measure, definition), whole_sectors(dataset, measure)
    if not parts:
        return pd.DataFrame(columns=[*_KEYS, "amount", "total", "share", "status", "summed"])
    shares = sector_shares(figures(dataset, measure), parts, whole)
    return shares.assign(summed=whole != (TOTAL,))


@kept_everywhere
def _years(dataset: Dataset, measure: str, definition: str) -> dict[str, frozenset[int]]:
    """Return the years in which each region with figures of its own has a share."""
    every = _everywhere(dataset, measure, definition)
    known = every.loc[every["share"].notna(), ["region_code", "year"]]
    return {
        str(code): frozenset(years.tolist())
        for code, years in known.groupby("region_code", observed=True)["year"]
    }


def known_years(
    dataset: Dataset, measure: str, definition: str, regions: Sequence[str] = ()
) -> frozenset[int]:
    """Return the years in which any of the regions has a share (none means all regions)."""
    own = _years(dataset, measure, definition)
    found = frozenset[int]().union(*(own.get(code, ()) for code in regions or own))
    if not regions or dataset.county in regions:
        county = _summed(dataset, measure, definition)
        found |= frozenset(county.loc[county["share"].notna(), "year"].tolist())
    return found


@kept
def _summed(dataset: Dataset, measure: str, definition: str) -> pd.DataFrame:
    """Sum the municipalities of the county where no county figure is printed.

    Returns
    -------
    DataFrame
        The rows that :func:`industry_share` has of the county then; none where it has figures of
        its own, where sums say nothing of the measure, or where a municipality lacks a figure.
    """
    shares = _everywhere(dataset, measure, definition)
    codes = dataset.municipality_codes
    additive = bool(dataset.row("measures", measure)["additive"])
    if not additive or dataset.county in _printed(dataset, measure, definition):
        return shares.iloc[:0]
    own = shares[shares["region_code"].isin(codes)]
    if own.empty:
        return own
    grouped = own.groupby(["series", "year"], observed=True)
    complete = grouped["share"].count() == len(codes)
    result = grouped[["amount", "total"]].sum()[complete].reset_index()
    if result.empty:
        return own.iloc[:0]
    result["region_code"] = dataset.county
    result["share"] = 100 * result["amount"] / result["total"]
    result["status"], result["summed"] = "derived", True
    return result[shares.columns]


@kept_everywhere
def _printed(dataset: Dataset, measure: str, definition: str) -> frozenset[str]:
    return frozenset(_everywhere(dataset, measure, definition)["region_code"])
