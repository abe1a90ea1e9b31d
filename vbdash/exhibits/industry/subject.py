"""What each part of the page about industry's size is about: measure, definition, year.

The headline and the pictures under it are made from one of these.
"""

from __future__ import annotations

from typing import Final

from vbdash.exhibits.industry import change, sectors, trend
from vbdash.exhibits.industry.municipalities import usual
from vbdash.exhibits.industry.offered import measures, regions
from vbdash.indicators.shown import Shown, shared_measures, shown
from vbdash.view import View

#: Parts that have a measure of their own, since only that is published for what they show.
_OWN: Final = {
    "branscher": sectors.MEASURE,
    "forandring": change.MEASURE,
    "steg": trend.MEASURE,
    "41": trend.MEASURE,
}


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
