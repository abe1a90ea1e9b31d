"""What each part of the page about industry's size can be asked for, and why not for more."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from vbdash.data.dataset import Dataset
from vbdash.data.kept import kept
from vbdash.data.large.figures import figures
from vbdash.exhibits.industry import trend
from vbdash.exhibits.industry.municipalities import MEASURE as MUNICIPAL
from vbdash.exhibits.industry.municipalities import usual
from vbdash.indicators.industry.compare import comparison
from vbdash.indicators.industry.shares import published_sections
from vbdash.indicators.missing import reason
from vbdash.indicators.shown import (
    Shown,
    published_definitions,
    published_years,
    shared_measures,
    shown,
)
from vbdash.parameters import DATA, FIRMS, MUNICIPALITY
from vbdash.taken import FIRST_MEASURE
from vbdash.view import View

#: More sectors than this make no sentence.
_MOST: Final = 4


def regions(data: Dataset, part: str) -> tuple[str, ...]:
    """Return codes of regions of which one at least must have a figure."""
    here = data.municipality_codes
    return here if part == "kommuner" else (data.county, *here)


@kept
def measures(data: Dataset, part: str) -> tuple[str, ...]:
    """Return the measures that a part can show, in the registry's order."""
    return tuple(each for each in shared_measures(data) if _drawable(data, part, each))


def _drawable(data: Dataset, part: str, measure: str) -> bool:
    found = shown(data, measure, "B-E", None, regions(data, part))
    if found is None:
        return False
    if part == "tid":
        own = published_years(data, measure, found.definition, (data.county,))
        return len(own) >= trend.FEWEST
    if part == "lan":
        counties = comparison(data, measure, found.definition, "county", found.year)
        return counties is not None and counties.counted > 1
    return True


def definitions(data: Dataset, part: str, measure: str) -> tuple[str, ...]:
    """Return the definitions that a part can show of a measure, narrowest first."""
    return published_definitions(data, measure, regions(data, part))


def years(data: Dataset, part: str, found: Shown) -> tuple[int, ...]:
    """Return the years that a part can show of a measure by a definition, newest first."""
    return published_years(data, found.measure, found.definition, regions(data, part))


def _of_page(view: View, page: str) -> tuple[str, ...]:
    """Return the measures that a page cuts by the definition chosen in the sidebar."""
    if page != DATA:
        alone = page in (MUNICIPALITY, FIRMS)
        return (MUNICIPAL,) if alone else (trend.MEASURE, usual(view.dataset))
    rows, asked = view.dataset.measures, dict(view.own).get("matt", FIRST_MEASURE)
    if dict(view.own).get("del") == "municipalities":  # all measures beside each other
        bases = rows["base"].where(rows["base"].notna(), rows.index.to_series())
        return tuple(dict.fromkeys(bases.astype(str)))
    base = rows.at[asked if asked in rows.index else FIRST_MEASURE, "base"]
    return (str(base),) if isinstance(base, str) else (asked,)


def page_definitions(view: View, page: str) -> tuple[str, ...]:
    """Return the definitions that a page shows any figure by, narrowest first."""
    data = view.dataset
    found = {d for m in _of_page(view, page) for d in published_definitions(data, m, _here(data))}
    return tuple(each for each in view.choices.values["definition"] if each in found)


def page_years(view: View, page: str) -> tuple[int, ...]:
    """Return the years that a page shows any figure of, newest first."""
    rows = figures(view.dataset, *_of_page(view, page))
    own = rows["region_code"].isin(_here(view.dataset))
    return tuple(sorted({int(each) for each in rows.loc[own, "year"]}, reverse=True))


def page_left_out(view: View, page: str) -> dict[str, list[str]]:
    """Return why definitions are left out of a page: each reason with all that it speaks of."""
    offered, measure = page_definitions(view, page), _of_page(view, page)[-1]
    return _grouped(
        (why_not(view, measure, each), view.label("definitions", each))
        for each in view.choices.values["definition"] if each not in offered
    )  # fmt: skip


def _here(data: Dataset) -> tuple[str, ...]:
    return (data.county, *data.municipality_codes)


def left_out(view: View, part: str, found: Shown) -> dict[str, list[str]]:
    """Return why choices are left out of a part: each reason with all that it speaks of."""
    tx, data = view.tx, view.dataset
    offered = (*measures(data, part), found.measure)
    said = [
        (_no_measure(view, part, each), view.label("measures", each))
        for each in shared_measures(data) if each not in offered
    ]  # fmt: skip
    cut = definitions(data, part, found.measure)
    said += [
        (why_not(view, found.measure, each), view.label("definitions", each))
        for each in view.choices.values["definition"] if each not in cut
    ]  # fmt: skip
    if part != "tid" and len(years(data, part, found)) < 2:
        gap = reason(data.table("gaps"), found.measure, year=found.year - 1)
        only = tx("There are figures for {year} only.", year=found.year)
        said.append((only if gap is None else tx.pick(gap, "text"), tx("Year")))
    return _grouped(said)


def _grouped(said: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for why, what in said:
        grouped.setdefault(why, []).append(what)
    return grouped


def _no_measure(view: View, part: str, measure: str) -> str:
    """Say why a part cannot show a measure: what is on record, else what there is too little of."""
    tx, data = view.tx, view.dataset
    if part == "kommuner":
        newest = published_years(data, measure, "B-E")
        gap = reason(
            data.table("gaps"), measure, region=data.municipality_codes[0],
            year=newest[0] if newest else None,
        )  # fmt: skip
        return (
            tx("There are no figures for municipalities.") if gap is None else tx.pick(gap, "text")
        )
    gap = reason(data.table("gaps"), measure, region="01" if part == "lan" else None)
    if gap is not None:
        return tx.pick(gap, "text")
    if part == "lan":
        return tx("There are no figures for other counties.")
    return tx("There are too few years for a curve.")


def why_not(view: View, measure: str, definition: str) -> str:
    """Say why a measure cannot be cut by a definition: what is on record, else what has no figure."""
    tx, data = view.tx, view.dataset
    letters = data.row("definitions", definition)["sections"]
    wanted = frozenset(letters.split()) if isinstance(letters, str) else frozenset()
    gap = reason(data.table("gaps"), measure, sectors=sorted(wanted))
    if gap is not None and isinstance(gap["sector"], str):
        return tx.pick(gap, "text")
    covered = (each for each in published_sections(data, measure) if each <= wanted)
    lacking = sorted(wanted.difference(*covered))
    if not lacking or len(lacking) > _MOST:
        return tx("The statistics are not broken down that way.")
    names = [view.label("sectors", each, "short").lower() for each in lacking]
    return tx("There are no separate figures for {sectors}.", sectors=tx.listing(names))
