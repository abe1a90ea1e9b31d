"""The third step: figures held against their codes, totals, the year before and what is served.

Whatever fails here stops before anything is published. Revisions are no fault; they are listed in
what has changed (:mod:`vbdash.refresh.changes`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

import numpy as np
import pandas as pd

from vbdash.data.faults import Fault, fault
from vbdash.refresh import problems as say
from vbdash.refresh.description import Description
from vbdash.refresh.figures import KEY, written
from vbdash.refresh.scope import Scope, few, level_of

#: Faults of one kind that are listed; a table with a thousand wrong figures is wrong as a whole.
_LISTED: Final = 6
TOTAL: Final = "TOTAL"
COUNTRY: Final = "00"


@dataclass(frozen=True)
class Known:
    """What a new state of a table is held against.

    Attributes
    ----------
    scope
        The regions that were asked for.
    parents
        The county of each municipality.
    served
        The figures of the same table and series that are served now, with the columns of
        ``COLUMNS``.
    """

    scope: Scope
    parents: dict[str, str]
    served: pd.DataFrame = field(repr=False)


def check_figures(description: Description, figures: pd.DataFrame, known: Known) -> list[Fault]:
    """List everything about a table's figures that is not as it should be.

    Parameters
    ----------
    description
        What must hold.
    figures
        From :func:`~vbdash.refresh.figures.figures_of`.
    known
        What to hold them against.
    """
    if figures.empty:
        where = description.place(description.regions)
        return [fault(where, say.REGION_THERE, regions=few(list(known.scope.regions)))]
    return [
        *_complete(description, figures, known),
        *_range(description, figures),
        *_industries(description, figures),
        *_regions(description, figures, known),
        *_jumps(description, figures),
        *_revised(description, figures, known),
        *_vanished(description, figures, known),
    ]


def check_clock(description: Description, updated: str, now: datetime) -> list[Fault]:
    """See that this machine's clock is not behind the table's own date."""
    try:
        theirs = datetime.fromisoformat(updated)
    except ValueError:
        return []
    theirs = theirs if theirs.tzinfo else theirs.replace(tzinfo=now.tzinfo)
    if theirs <= now + timedelta(days=1):
        return []
    stated, ours = f"{theirs:%Y-%m-%d %H:%M}", f"{now:%Y-%m-%d %H:%M}"
    return [fault(description.place(), say.CLOCK_OLDER, found=ours, theirs=stated)]


def _complete(description: Description, figures: pd.DataFrame, known: Known) -> Iterator[Fault]:
    """In the newest year of its level, each region has a figure or a sign for why it has none."""
    place = description.place(description.regions)
    levels = figures["region_code"].map(level_of)
    for level in description.levels:
        own = figures[levels == level]
        newest = own.loc[own["value"].notna(), "year"].max()
        wanted = known.scope.at([level])
        missing = sorted(set(wanted) - set(own["region_code"]))
        if missing or not len(own):
            yield fault(place, say.REGION_THERE, regions=few(missing or list(wanted)))
            continue
        late = own[own["year"] == newest]
        told = set(late.loc[late["value"].notna() | (late["sign"] != ""), "region_code"])
        silent = sorted(set(wanted) - told)
        if silent:
            yield fault(place, say.REGION_FILLED, year=newest, regions=few(silent))


def _range(description: Description, figures: pd.DataFrame) -> Iterator[Fault]:
    least, most = description.checks.least, description.checks.most
    value = figures["value"]
    wrong = figures[value.notna() & ~value.between(least, most)]
    for row in wrong.head(_LISTED).itertuples():
        yield fault(
            description.place(), say.IN_RANGE, found=written(row.value),
            least=written(least), most=written(most), where=_where(row),
        )  # fmt: skip


def _industries(description: Description, figures: pd.DataFrame) -> Iterator[Fault]:
    """Add up the industries: the total that the agency prints, within its noise."""
    checks = description.checks
    if not checks.parts or description.sectors is None:
        return
    rest = [name for name in KEY if name != "sector"]
    wide = figures.pivot_table(index=rest, columns="sector", values="value", dropna=False)
    if TOTAL not in wide or not set(checks.parts) <= set(wide.columns):
        return
    added = wide[list(checks.parts)].sum(axis=1, skipna=False)
    yield from _off(description, added, wide[TOTAL], len(checks.parts), say.PARTS_ADD)


def _regions(description: Description, figures: pd.DataFrame, known: Known) -> Iterator[Fault]:
    """Add up municipalities to their county and counties to the country, where all are known."""
    if not description.checks.regions:
        return
    rest = [name for name in KEY if name != "region_code"]
    wide = figures.pivot_table(index=rest, columns="region_code", values="value", dropna=False)
    parts: dict[str, list[str]] = {}
    for code, county in known.parents.items():
        parts.setdefault(county, []).append(code)
    parts[COUNTRY] = sorted(set(known.parents.values()))
    for whole, members in sorted(parts.items()):
        if whole in wide and set(members) <= set(wide.columns):
            added = wide[members].sum(axis=1, skipna=False)
            yield from _off(description, added, wide[whole], len(members), say.REGIONS_ADD, whole)


def _off(
    description: Description,
    added: pd.Series,
    whole: pd.Series,
    count: int,
    what: str,
    region: str = "",
) -> Iterator[Fault]:
    allowed = description.checks.noise * count + description.checks.share * whole.abs()
    wrong = added.index[((added - whole).abs() > allowed).to_numpy()]
    for key in list(wrong)[:_LISTED]:
        yield fault(
            description.place(), what, found=written(added[key]), total=written(whole[key]),
            noise=written(round(float(allowed[key]), 1)), region=region,
            where=", ".join(str(part) for part in key if part),
        )  # fmt: skip


def _jumps(description: Description, figures: pd.DataFrame) -> Iterator[Fault]:
    """From one year to the next a figure neither grows nor shrinks out of all proportion."""
    rows = figures[figures["value"].notna()].sort_values(KEY)
    before = rows.groupby(KEY[:-1], sort=False)[["value", "year"]].shift()
    rows = rows.assign(before=before["value"])[rows["year"] - before["year"] == 1]
    yield from _leaps(description, rows, say.NO_JUMP)


def _revised(description: Description, figures: pd.DataFrame, known: Known) -> Iterator[Fault]:
    """Stop a revision by a factor of many; others are listed later."""
    served = known.served[[*KEY, "value"]].rename(columns={"value": "before"})
    yield from _leaps(description, figures.merge(served, on=KEY), say.NO_REVISION)


def _leaps(description: Description, rows: pd.DataFrame, what: str) -> Iterator[Fault]:
    factor, floor = description.checks.factor, description.checks.floor
    high = np.maximum(rows["value"], rows["before"])
    low = np.minimum(rows["value"], rows["before"])
    wrong = rows[(high >= floor) & (high > factor * low)]
    for row in wrong.head(_LISTED).itertuples():
        yield fault(
            description.place(), what, found=written(row.value), before=written(row.before),
            factor=written(factor), where=_where(row),
        )  # fmt: skip


def _vanished(description: Description, figures: pd.DataFrame, known: Known) -> Iterator[Fault]:
    """No figure that is served now is missing, as far as its region was asked for."""
    served = known.served[known.served["region_code"].isin(known.scope.regions)]
    if description.last_years:  # the years before have moved on to another table
        served = served[served["year"].isin(figures["year"])]
    there = pd.MultiIndex.from_frame(figures.loc[figures["value"].notna(), KEY])
    missing = served[~pd.MultiIndex.from_frame(served[KEY]).isin(there)]
    if len(missing):
        example = _where(next(missing.itertuples()))
        yield fault(description.place(), say.STILL_THERE, count=len(missing), where=example)


def _where(row: object) -> str:
    parts = [str(getattr(row, name)) for name in KEY]
    return ", ".join(part for part in parts if part)
