"""Where a municipality stands: every measure that exists for municipalities, in one long table.

The measures are found in the data, not listed here: whatever is published for municipalities, and
the shares that can be worked out from it, becomes part of every municipality's profile.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from vbdash.data.dataset import Dataset
from vbdash.data.editions import usual_year
from vbdash.data.kept import kept, kept_everywhere
from vbdash.data.large.figures import holdings, texts
from vbdash.data.worked_out import ingredients
from vbdash.indicators.arrays import cube
from vbdash.indicators.industry.shares import TOTAL, industry_share
from vbdash.indicators.shown import shown
from vbdash.indicators.similar import Usual, place, usual

#: Shares of a published measure, and the definition of industry where it has its own.
SHARES: Final = {"employed_residence": None, "workplaces": "own"}
#: Those shares: they tell of industry again, by another definition than the chosen one.
OWN_SHARES: Final = frozenset(f"{measure}_share" for measure, own in SHARES.items() if own)
#: A place among the country's municipalities is told where so large a part of them has a figure.
_NEARLY_ALL: Final = 0.9
_COLUMNS: Final = ["measure", "code", "year", "value", "status", "series"]
_STANDING: Final = [
    "measure", "year", "value", "place", "of", "median", "low", "high", "country"
]  # fmt: skip


def definition_here(dataset: Dataset, definition: str) -> str:
    """Return the definition of industry that municipalities are shown by.

    What stands in for the chosen one is decided by :func:`vbdash.indicators.shown.shown`; where
    the county's municipalities have no figures, those of others decide.
    """
    asked = dataset, "employed_residence", definition, None
    found = shown(*asked, dataset.municipality_codes) or shown(*asked)
    return found.definition if found else definition


@kept_everywhere
def made_of(dataset: Dataset) -> Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return what each measure that is worked out is made of (``vbdash.data.worked_out``)."""
    return ingredients(dataset.measures)


@kept
def sizes(dataset: Dataset) -> frozenset[str]:
    """Return the measures that mostly say how large a municipality is: those that are amounts."""
    return frozenset(
        str(each) for each in dataset.measures.index[dataset.measures["kind"] == "amount"]
    )


@kept
def by_factors(dataset: Dataset) -> frozenset[str]:
    """Return the measures that differ by factors rather than by steps: all that are not percent.

    One municipality has fifty times the people of another; logarithms of them are compared.
    """
    units = dataset.measures["unit"]
    return frozenset(str(each) for each in units.index[units != "percent"])


def municipal_figures(dataset: Dataset, definition: str) -> pd.DataFrame:
    """Return every figure there is for municipalities, industry cut by a definition.

    Parameters
    ----------
    dataset
        Validated tables.
    definition
        Id of a definition of industry; see :func:`definition_here`.

    Returns
    -------
    DataFrame
        One row a measure, municipality and year: ``measure`` (an id of the registry), ``code``, ``year``, ``value`` in the measure's unit, ``status``,
        ``series`` (edition: a line or a change never crosses from one to another). Only municipalities with a figure have a row.
    """
    return _municipal_figures(dataset, definition_here(dataset, definition))


@kept_everywhere
def _municipal_figures(dataset: Dataset, definition: str) -> pd.DataFrame:
    levels = dataset.regions["level"]
    municipalities = set(levels.index[levels == "municipality"])
    rows = dataset.observations
    wanted = rows["region_code"].isin(municipalities) & (rows["sector"] == TOTAL)
    own = texts(dataset, rows[wanted]).rename(columns={"region_code": "code"})
    parts = [own[_COLUMNS]]
    for measure, fixed in SHARES.items():
        shares = industry_share(dataset, measure, fixed or definition)
        shares = shares[shares["region_code"].isin(municipalities)]
        shares = shares.rename(columns={"region_code": "code", "share": "value"})
        parts.append(shares.assign(measure=f"{measure}_share")[_COLUMNS])
    kinds = {"measure": str, "code": str, "year": int, "value": float, "status": str, "series": str}
    there = [part for part in parts if len(part)] or parts[:1]  # some data have no figures at all
    table = pd.concat([part.astype(kinds) for part in there], ignore_index=True)
    return table.sort_values(["measure", "code", "year"], ignore_index=True)


def wide_table(figures: pd.DataFrame, rows: str, columns: str) -> pd.DataFrame:
    """Lay figures out as a table; what has no figure is missing.

    Parameters
    ----------
    figures
        One row a figure, at most one for each pair of `rows` and `columns`.
    rows, columns
        Columns whose values name the rows and columns of the table.
    """
    if figures.empty:
        return pd.DataFrame()
    values, axes = cube(figures, [rows, columns])
    return pd.DataFrame(values, index=axes[0], columns=axes[1])


@dataclass(frozen=True)
class Compared:
    """The figures of a group on one measure, in the year in which they are compared.

    Attributes
    ----------
    measure, year
        What, and when.
    figures
        By the codes of the group.
    usual
        Their middle and quartiles.
    country
        The values of the country's municipalities; None unless nine tenths of them have one.
    """

    measure: str
    year: int
    figures: pd.Series
    usual: Usual
    country: NDArray[np.float64] | None


def compared(
    figures: pd.DataFrame,
    codes: tuple[str, ...],
    year: int | None = None,
    every: Collection[str] = (),
) -> tuple[Compared, ...]:
    """Collect what any municipality of a group is compared with, on each measure.

    Parameters
    ----------
    figures
        Rows of :func:`municipal_figures`.
    codes
        The group, usually the county's municipalities.
    year
        Year to compare in; a measure that has no figures that year is compared in its usual one.
    every
        All municipalities of the country.

    Returns
    -------
    tuple of Compared
        In the alphabet's order; no measure of which the group has no figures.
    """
    found = []
    own = figures[figures["code"].isin(codes)]
    whole = figures[figures["code"].isin(every)]
    at, amounts = whole.groupby(["measure", "year"]).indices, whole["value"].to_numpy()
    for measure, group in own.groupby("measure", sort=True):
        years = set(group["year"])
        when = year if year is not None and year in years else usual_year(group)
        values = group[group["year"] == when].set_index("code")["value"].sort_index()
        country = amounts[at.get((measure, when), np.empty(0, dtype="int64"))]
        nearly_all = np.isfinite(country).sum() >= max(_NEARLY_ALL * len(every), len(codes) + 1)
        known = country if nearly_all else None
        found.append(Compared(str(measure), when, values, usual(values.to_numpy()), known))
    return tuple(found)


def standings(
    group: Iterable[Compared], code: str, decimals: Mapping[str, int] | None = None
) -> pd.DataFrame:
    """Say where one municipality stands among a group, on each measure.

    Parameters
    ----------
    group
        From :func:`compared`.
    code
        The municipality.
    decimals
        That each measure is shown with: places are of what a reader sees.

    Returns
    -------
    DataFrame
        One row a measure of the group: ``measure``, ``year``, ``value`` (missing where the
        municipality has none), ``place`` (:class:`vbdash.indicators.similar.Place`; None where it
        has none), ``of`` (municipalities with a figure), ``median``, ``low`` and ``high`` (the
        quartiles) of the group, ``country`` (the place among the country's municipalities; None unless
        nine tenths of them have a figure).
    """
    rows = []
    for each in group:
        value, middle = float(each.figures.get(code, np.nan)), each.usual
        shown = (decimals or {}).get(each.measure)
        among = None if each.country is None else place(value, each.country, shown)
        rows.append(
            (each.measure, each.year, value, place(value, each.figures, shown), middle.count,
             middle.median, middle.low, middle.high, among)
        )  # fmt: skip
    return pd.DataFrame(rows, columns=_STANDING)


def histories(figures: pd.DataFrame, codes: tuple[str, ...]) -> list[str]:
    """Return the measures of a group that have a history: at least two years of an edition."""
    own = figures[figures["code"].isin(codes)]
    years = own.groupby(["measure", *_edition(own)])["year"].nunique()
    longest = years.groupby(level="measure").max()
    return [str(measure) for measure in longest.index[longest >= 2]]


def _edition(table: pd.DataFrame) -> list[str]:
    return ["series"] if "series" in table else []


def unbroken(table: pd.DataFrame, by: Sequence[str] = ("code",)) -> pd.DataFrame:
    """Return the rows that a change may be told of: for each region, those of one edition.

    It is the latest with two years or more; where none has, the latest.

    Parameters
    ----------
    table
        One row a figure: `by`, ``year`` and, where there are editions, ``series``.
    by
        Columns that name a line.

    Returns
    -------
    DataFrame
        Some of the rows, in their order.
    """
    if "series" not in table or table["series"].nunique() < 2:
        return table
    years = table.groupby([*by, "series"], observed=True, sort=False)["year"]
    order = pd.DataFrame({"long": years.transform("nunique") >= 2, "last": years.transform("max")})
    place = (order["long"] * 10_000 + order["last"]).groupby([table[name] for name in by])
    return table[(order["long"] * 10_000 + order["last"]) == place.transform("max")]


def county_medians(figures: pd.DataFrame, codes: tuple[str, ...]) -> pd.DataFrame:
    """Return the middle municipality's value by measure and year.

    Parameters
    ----------
    figures, codes
        As for :func:`standings`.

    Returns
    -------
    DataFrame
        ``measure``, ``year``, ``value`` (the median), ``count`` of municipalities behind it and
        ``series``, the edition.
        Only years in which as many municipalities have a figure as in the measure's fullest year:
        a median over a changing group would move when nothing has changed.
    """
    own = figures[figures["code"].isin(codes) & figures["value"].notna()]
    groups = own.groupby(["measure", "year"])
    found = {"value": groups["value"].median(), "count": groups["value"].count()}
    found |= {name: groups[name].max() for name in _edition(own)}
    table = pd.DataFrame(found).reset_index()
    fullest = table.groupby("measure")["count"].transform("max")
    return table[table["count"] == fullest].reset_index(drop=True)


@kept
def gaps_about(dataset: Dataset, code: str) -> pd.DataFrame:
    """Return what is missing about a municipality, and why.

    Parameters
    ----------
    dataset
        Validated tables.
    code
        The municipality.

    Returns
    -------
    DataFrame
        Rows of the table ``gaps``: those about the municipality first, then those about all
        regions for measures that municipalities have figures of, or that are not published for
        them at all, but for years that it has figures of. In the order of the registry.
    """
    gaps, held = dataset.table("gaps"), _held(dataset)
    here = {each for region in dataset.every_municipality for each in held.get(region, ())}
    general = gaps["region_code"].isna() & (
        gaps["measure"].isin(here) | (gaps["reason"] == "not_published")
    )
    known = held.get(code, {})
    filled = [_filled(gap, known) for gap in gaps.to_dict("records")]
    general &= ~pd.Series(filled, index=gaps.index, dtype=bool)
    own = gaps["region_code"] == code
    order = dataset.measures["sort_order"].reindex(gaps["measure"]).to_numpy()
    table: pd.DataFrame = gaps.assign(_general=~own, _order=order)[own | general]
    table = table.sort_values(["_general", "_order", "id"], ignore_index=True)
    found: pd.DataFrame = table.drop(columns=["_general", "_order"])
    return found


@kept_everywhere
def _held(dataset: Dataset) -> dict[str, dict[str, set[int]]]:
    """Return of which years each region has figures of each measure."""
    held: dict[str, dict[str, set[int]]] = {}
    rows = holdings(dataset)
    cells = (rows[name].tolist() for name in ("region_code", "measure", "year"))
    for region, measure, year in zip(*cells, strict=True):
        held.setdefault(region, {}).setdefault(measure, set()).add(year)
    return held


def _filled(gap: Mapping[Hashable, Any], known: Mapping[str, set[int]]) -> bool:
    """Whether a region has figures of the very years that a gap speaks of."""
    first, last = gap["year_from"], gap["year_to"]
    if (pd.isna(first) and pd.isna(last)) or isinstance(gap["sector"], str):
        return False
    start, end = (0 if pd.isna(first) else first), (9999 if pd.isna(last) else last)
    return any(start <= year <= end for year in known.get(str(gap["measure"]), ()))
