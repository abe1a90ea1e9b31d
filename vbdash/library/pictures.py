"""The app's pictures for a notebook: the same exhibits, as a chart or a map of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from vbdash.data.dataset import Dataset
from vbdash.data.faults import UnknownName
from vbdash.exhibit import Exhibit
from vbdash.exhibits import measures, support
from vbdash.exhibits.firms import places
from vbdash.exhibits.industry import claims, counties, municipalities, sectors, trend
from vbdash.indicators.shown import Shown, shown
from vbdash.library.names import codes_of, divided, known_measure
from vbdash.selection import Selection
from vbdash.view import View

if TYPE_CHECKING:
    import plotly.graph_objects as go
    import pydeck

#: Pictures of industry's share: made of a measure, a definition and a year that exist.
_OF_SHARES: Final[Mapping[str, Callable[[View, Shown], Exhibit | None]]] = MappingProxyType(
    {
        "share over time": trend.share,
        "place over time": trend.place,
        "every county over time": trend.panels,
        "counties": counties.swarm,
        "counties ranked": counties.ranking,
        "municipalities": municipalities.swarm,
        "map of municipalities": municipalities.on_map,
    }
)
#: Pictures of everything else.
_OTHERS: Final[Mapping[str, Callable[[View], Exhibit | None]]] = MappingProxyType(
    {
        "specialisation": sectors.specialisation,
        "claims": claims.ratios,
        "leading firms": places.counts,
        "support by year": support.by_year,
        "map of support": support.on_map,
    }
)
#: Pictures of one municipality, and of one measure of the registry.
_SECTORS, _MEASURE = "sectors", "map of a measure"
#: All names, in the order of the pages.
NAMES: Final = (*_OF_SHARES, _SECTORS, _MEASURE, *_OTHERS)


def exhibit(
    dataset: Dataset,
    name: str,
    *,
    measure: str = "",
    definition: str = "B-E",
    year: int | None = None,
    region: str | Sequence[str] | None = None,
    lang: str = "en",
) -> Exhibit:
    """Make one of the app's exhibits: picture, sentence, table, sources.

    Parameters
    ----------
    dataset
        Validated tables.
    name
        One of :data:`NAMES`.
    measure, definition, year
        What is asked for; without a measure the one that the app takes. Where it is not published
        so, what stands in for it is shown, and the exhibit's subtitle says so.
    region
        Municipalities to mark, by code or name; for ``"sectors"`` the one that it is about.
    lang
        Language of its words.

    Raises
    ------
    UnknownName
        With the near names, where there is no such picture, measure, definition or region.
    ValueError
        Where the data have nothing to show.
    """
    if name not in NAMES:
        raise UnknownName("picture", name, NAMES)
    codes = codes_of(dataset, region, dataset.municipality_codes) if region is not None else []
    selection = Selection(municipalities=tuple(codes), year=year, definition=definition, lang=lang)
    made = _made(View(dataset, selection), name, measure)
    if made is None:
        raise ValueError(f"{name!r} has nothing to show for {dataset.name(dataset.county, lang)}")
    return made


def _made(view: View, name: str, measure: str) -> Exhibit | None:
    data, asked = view.dataset, view.selection
    if name in _OTHERS:
        return _OTHERS[name](view)
    if name == _SECTORS:
        return sectors.beside_country(view, view.chosen[0] if view.chosen else data.county)
    if measure:
        known_measure(data, measure)
    if name == _MEASURE:
        return measures.on_map(view, measure or "unemployment_rate")
    here = name in ("municipalities", "map of municipalities")
    base = measure or (municipalities.MEASURE if here else trend.MEASURE)
    regions = data.municipality_codes if here else (data.county,)
    divided(
        data, base, "B-E"
    )  # a measure without a split by industry is refused with those that have
    found = shown(data, base, asked.definition, asked.year, regions)
    return None if found is None else _OF_SHARES[name](view, found)


def figure(made: Exhibit) -> go.Figure:
    """Return the exhibit's chart with its colours; ValueError where its picture is a map."""
    from vbdash.charts.figure import inked

    if made.chart is None:
        raise ValueError(f"{made.key!r} is a map: ask for its deck")
    return inked(made.figure, "light")


def deck(made: Exhibit) -> pydeck.Deck:
    """Return the exhibit's map for deck.gl; ValueError where its picture is a chart."""
    from vbdash.charts.maps import deck as maps

    if made.map is None:
        raise ValueError(f"{made.key!r} is a chart: ask for its figure")
    drawn: Any = maps.deck(made.map)
    return drawn
