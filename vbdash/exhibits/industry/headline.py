"""The answer of the page about industry's size: what it is about, among whom, in a sentence."""

from __future__ import annotations

from typing import Final

from vbdash.exhibits.industry import change, sectors, trend
from vbdash.exhibits.industry.municipalities import usual
from vbdash.exhibits.industry.offered import measures, regions
from vbdash.exhibits.measured import the_whole
from vbdash.indicators.industry.answers import answer_years, widest_year
from vbdash.indicators.industry.compare import Comparison, comparison
from vbdash.indicators.shown import Shown, shared_measures, shown
from vbdash.sentences import industry as say
from vbdash.view import View

#: Parts that have a measure of their own, since only that is published for what they show.
_OWN: Final = {
    "branscher": sectors.MEASURE,
    "forandring": change.MEASURE,
    "steg": trend.MEASURE,
    "41": trend.MEASURE,
}


def about(view: View, part: str) -> Shown | None:
    """Return what a part is about: :func:`~vbdash.exhibits.industry.headline.subject`, with its own year."""
    if part != "steg":
        return subject(view, part)
    data = view.dataset
    asked = dict(view.own).get("svarsar", "")
    offered = {str(each): each for each in answer_years(data, data.county)}
    return subject(view, part, offered.get(asked, widest_year(data, data.county)))


def region_of(view: View, part: str) -> str:
    """Return the region that a part shows: the county, or where it offers areas the one chosen."""
    data, chosen = view.dataset, view.chosen
    if part != "branscher":
        return data.county
    asked = dict(view.own).get("omrade", "")
    if asked in (data.county, *data.municipality_codes):
        return asked
    return chosen[0] if len(chosen) == 1 else data.county


def among(view: View, found: Shown, region: str) -> Comparison | None:
    """Return what a region is compared among: the counties, else the county's municipalities.

    None where the region has no figure.
    """
    data, what = view.dataset, (found.measure, found.definition)
    if region == data.county:
        counties = comparison(data, *what, "county", found.year)
        if counties is not None and counties.county == counties.county:
            return counties
        return comparison(data, *what, "municipality", found.year)
    beside = comparison(data, *what, "municipality", found.year)
    known = beside is not None and beside.table.set_index("code")["share"].notna().get(region)
    return beside if known else None


def share_in(view: View, beside: Comparison, region: str) -> float:
    """Return the region's share in percent."""
    if region == view.dataset.county:
        return beside.county
    return float(beside.table.set_index("code")["share"][region])


def sentence(view: View, found: Shown, beside: Comparison, region: str) -> str:
    """Answer the page's question in a sentence."""
    return say.headline(
        view.tx, definition=found.definition, whole=the_whole(view, found.measure), region=view.name(region),
        year=beside.year, share=share_in(view, beside, region), country=beside.country,
    )  # fmt: skip


def subject(view: View, part: str, year: int | None = None) -> Shown | None:
    """Return what a part is about: what is asked for, or what stands in for it.

    Parameters
    ----------
    view
        With the choices that the part takes.
    part
        As links name it.
    year
        The year of a part that asks for one of its own.

    Returns
    -------
    Shown or None
        None where nothing is loaded for the county or its municipalities.
    """
    data, asked = view.dataset, view.selection
    if part in _OWN:
        found = shown(data, _OWN[part], asked.definition, year, regions(data, part))
        return found or subject(view, "")
    every = shared_measures(data)
    # A measure of too few years for a curve has an answer, which says so; of municipalities none.
    offered = every if part != "kommuner" else measures(data, part) or every
    base = data.row("measures", asked.measure)["base"]
    wanted = base if isinstance(base, str) else asked.measure
    first = usual(data)
    first = first if part == "kommuner" and first in offered else offered[0]
    measure = wanted if wanted in offered else first
    found = shown(data, measure, asked.definition, asked.year, regions(data, part))
    return found or shown(data, measure, asked.definition, asked.year)
