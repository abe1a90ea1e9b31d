"""What each part of the page about industry's size answers, in a sentence each."""

from __future__ import annotations

from collections.abc import Callable

from vbdash.exhibit import Exhibit, Maker
from vbdash.exhibits.industry import (
    answers,
    change,
    counties,
    municipalities,
    sectors,
    trend,
)
from vbdash.exhibits.industry.headline import region_of, subject
from vbdash.indicators.industry.answers import widest_year
from vbdash.parameters import INDUSTRY
from vbdash.taken import seen, taken
from vbdash.ui.cached import picture
from vbdash.view import View


def sentences(view: View) -> dict[str, str]:
    """Return each part and its answer: the title of its first picture, or that it is empty here.

    Parameters
    ----------
    view
        With what the part that is shown takes: an answer rests on no choice that cannot be seen.
    """
    makers: dict[str, Callable[[View], Exhibit | None]] = {
        "tid": lambda v: _of(v, "tid", trend.share),
        "lan": lambda v: _of(v, "lan", counties.ranking),
        "kommuner": lambda v: _of(v, "kommuner", municipalities.swarm),
        "branscher": lambda v: picture(sectors.beside_country, v, region_of(v, "branscher"), None),
        "forandring": _change,
        "steg": _steps,
    }
    found = {part: make(_shown(view, part)) for part, make in makers.items()}
    said = {
        part: _nothing(_shown(view, part), part) if made is None else made.title
        for part, made in found.items()
    }
    claim = view.tx("The figure is quoted without definition, year, denominator or source")
    return said | {"41": claim}


def _shown(view: View, part: str) -> View:
    return seen(view, taken(view.dataset, INDUSTRY, part).every)


def _nothing(view: View, part: str) -> str:
    """Say that a part is empty in this county."""
    if part == "kommuner":
        return view.tx(
            "There are no figures here for the municipalities of {county}.", county=view.county_name
        )
    if part == "lan" and subject(view, part) is not None:
        return view.tx("There are no figures for the other counties for this measure.")
    return view.tx("There are no figures here for {county}.", county=view.county_name)


def _of(view: View, part: str, make: Maker[..., Exhibit | None]) -> Exhibit | None:
    found = subject(view, part)
    return None if found is None else picture(make, view, found)


def _change(view: View) -> Exhibit | None:
    published = change.years(view)
    return picture(change.parts, view, published[-1], published[0]) if published[1:] else None


def _steps(view: View) -> Exhibit | None:
    year = widest_year(view.dataset, view.dataset.county)
    return None if year is None else picture(answers.every, view, year)
