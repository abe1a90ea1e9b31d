"""Which of the choices that pages share each part of a page takes, and where they are drawn.

The one list of it: the sidebar is drawn from it (``vbdash/ui/frame/filters.py``), a page's view
holds nothing else (``current_view`` in ``vbdash/ui/session.py``), and a test tries every choice on every
part. So a control that is shown acts, and what is shown rests on no choice that cannot be seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from vbdash.data.dataset import Dataset
from vbdash.data.kept import kept
from vbdash.data.large.figures import figures
from vbdash.links import Query, mended
from vbdash.parameters import (
    DATA,
    FIRMS,
    INDUSTRY,
    MUNICIPALITY,
    NAMES,
    PRESENT,
    REACHED,
    START,
    of_page,
    tidy,
)
from vbdash.selection import FIELDS, Choices, Selection, county_meant, migrate
from vbdash.view import View

#: Choices that pages share; what else a selection holds is always kept.
CHOICES: Final = ("municipalities", "year", "definition", "measure", "support")
#: Years that make a series one to be played through.
LONG: Final = 10
#: The measure that the page of the data shows where none is asked for.
FIRST_MEASURE: Final = "employed_residence_share"


@dataclass(frozen=True)
class Taken:
    """What a part of a page is made from.

    Attributes
    ----------
    sidebar
        Fields of the selection that the sidebar draws.
    page
        Those that the page draws itself, beside what they change.
    link
        Those that only a link or another page says.
    """

    sidebar: tuple[str, ...] = ()
    page: tuple[str, ...] = ()
    link: tuple[str, ...] = ()

    @property
    def every(self) -> frozenset[str]:
        """All fields that change what is shown."""
        return frozenset((*self.sidebar, *self.page, *self.link))


_PLACES: Final = Taken(("municipalities",))
_NOTHING: Final = Taken()
_ONE: Final = Taken(("municipalities", "definition"), link=("support",))
#: What the parts of each page take; the first part is the one that is shown where none is asked for.
TAKEN: Final[Mapping[str, Mapping[str, Taken]]] = {
    # The map draws the municipalities and years of its own; the claims are about the latest year.
    START: {"": Taken(("definition",), ("municipalities",), ("support",))},
    INDUSTRY: {
        "tid": Taken(page=("definition", "measure")),
        "lan": Taken(page=("year", "definition", "measure")),
        "kommuner": Taken(("municipalities",), ("year", "definition", "measure")),
        "branscher": Taken(page=("municipalities",)),
        "forandring": _NOTHING,
        "steg": Taken(page=("municipalities",)),
        "41": _NOTHING,
    },
    FIRMS: {
        "lista": Taken(("municipalities",), ("support",)),
        "storlek": Taken(("municipalities",), ("support",)),
        "spridning": Taken(("municipalities",), ("support",)),
        "jamfor": Taken(("municipalities", "definition"), ("support",)),
        "alla": Taken(("municipalities", "definition"), ("support",)),
    },
    REACHED: {"publicerat": _NOTHING, **dict.fromkeys(("stod", "egna"), _PLACES)},
    MUNICIPALITY: {
        **dict.fromkeys(
            ("laget", "utveckling", "naringsliv", "foretag", "stod", "lika", "saknas"), _ONE
        ),
        **dict.fromkeys(
            ("jamfor", "omraden"),
            Taken(("municipalities", "definition"), ("measure",), ("support",)),
        ),
    },
    PRESENT: {"": Taken(("municipalities", "year", "definition"), link=("support",))},
    DATA: {
        "measures": Taken(("municipalities", "year", "definition"), ("measure",)),
        "municipalities": Taken(("definition",), ("measure",)),
        **dict.fromkeys(
            ("tables", "own", "sources", "gaps", "news", "method", "accessibility", "privacy"),
            _NOTHING,
        ),
    },
}


def part_of(page: str, asked: str) -> str:
    """Return the part of a page that is shown where a link asks for one; empty where it has none."""
    choice = of_page("del", page)
    if choice is None:
        return ""
    return asked if asked in choice.values else choice.default


def taken(dataset: Dataset, page: str, part: str, measure: str = FIRST_MEASURE) -> Taken:
    """Return what a part of a page takes.

    Parameters
    ----------
    dataset
        Says what the measure is.
    page, part
        As links name them.
    measure
        The one that the page of the data shows: only a share depends on the definition, and only
        what is published for several years on the year; where they are many, the page draws them
        as a slider.
    """
    found = TAKEN.get(page, TAKEN[START]).get(part, _NOTHING)
    if page != DATA or part != "measures":
        return found
    measure = measure if measure in dataset.measures.index else FIRST_MEASURE
    acts = _of_measure(dataset, measure)
    slid = ("year",) if slider_years(dataset, measure) else ()
    sidebar = (each for each in found.sidebar if each in acts and each not in slid)
    return Taken(tuple(sidebar), (*found.page, *slid))


def slider_years(dataset: Dataset, measure: str) -> tuple[int, ...]:
    """Return the years of a municipal series that is long enough to be played; else none."""
    offered = Choices.of(dataset).values["year"]
    years = tuple(each for each in _years(dataset, measure) if each in offered)
    return years if len(years) >= LONG else ()


@kept
def _years(dataset: Dataset, measure: str) -> tuple[int, ...]:
    """Return the years in which the county's municipalities have figures of a measure, or of its base."""
    base = dataset.measures.at[measure, "base"]
    held = figures(dataset, base if isinstance(base, str) else measure)
    own = held[held["region_code"].isin(dataset.municipality_codes)]
    return tuple(sorted(int(each) for each in own["year"].unique()))


@kept
def _of_measure(dataset: Dataset, measure: str) -> frozenset[str]:
    years = _years(dataset, measure)
    acts = {
        "municipalities": len(years) > 0,
        "year": len(years) > 1,
        "definition": isinstance(dataset.measures.at[measure, "base"], str),
    }
    return frozenset(each for each, so in acts.items() if so)


def seen(view: View, fields: frozenset[str]) -> View:
    """Return the view without the shared choices that are not among `fields`."""
    hidden = [each for each in CHOICES if each not in fields]
    usual = Selection()
    gone = {each.param for each in FIELDS if each.name in hidden}
    own = tuple(each for each in view.own if each[0] not in gone)
    return replace(view, own=own).choosing(**{each: getattr(usual, each) for each in hidden})


def arrived(dataset: Dataset, query: Query, page: str, base: str = "") -> tuple[View, str]:
    """Return the view that a link opens, before anybody has pressed anything; never raises.

    Parameters
    ----------
    dataset
        Says what exists; anything else in the link is left out.
    query
        Names and values as they arrive, in any version of their form.
    page
        Name of the page, as links say it.
    base
        Beginning of links into the app.

    Returns
    -------
    view, part
        With what the part of the page that is shown takes, and nothing else; and that part.
    """
    asked = mended(query, NAMES)
    dataset = dataset.seen_from(county_meant(asked, dataset))
    own, _ = tidy(migrate(asked), page, dataset)
    offered = Choices.of(dataset)
    selection, _ = Selection.parse(asked, offered)
    part = part_of(page, own.get("del", [""])[-1])
    fields = taken(dataset, page, part, selection.measure if "matt" in asked else FIRST_MEASURE)
    said = tuple((name, value) for name, values in own.items() for value in values)
    whole = View(dataset, latest_left_out(selection, offered), base=base, page=page, own=said)
    return seen(whole, fields.every), part


def latest_left_out(selection: Selection, offered: Choices) -> Selection:
    """Return a selection that follows the figures where it asks for the latest year."""
    latest = max(offered.values["year"], default=None)
    return selection.replace(year=None) if selection.year == latest else selection
