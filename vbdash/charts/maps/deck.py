"""Maps on the screen: a deck.gl description as small as can be, with nothing fetched from anywhere.

The land is drawn on a plane (deck.gl's orthographic view) in the official projection, so that it
has its true proportions. It fills the frame at every width, though the server does not know the
width and a view state holds a fixed zoom: the controller keeps what is shown within *bounds*, and
zooms in until it is, up to a *largest zoom*. The bounds are as wide as the county, and the largest
zoom is the one at which it is as high as the canvas: the browser ends at the smaller of the two.
"""

from __future__ import annotations

import html
import json
import math
from functools import lru_cache
from typing import Final
from zlib import crc32

import pydeck
import shapely
from pydeck.bindings.json_tools import default_serialize

from vbdash.charts.maps.geometry import WIDEST, MapGeometry
from vbdash.charts.maps.layers import ENDLESS, layers
from vbdash.charts.maps.shapes import Address
from vbdash.charts.maps.view import Area, MapView, plain

#: Only the map's own text size and place move with the screen: hands off.
_STILL: Final = {
    "dragPan": False,
    "scrollZoom": False,
    "doubleClickZoom": False,
    "touchRotate": False,
    "keyboard": False,
    "rubberBand": True,  # where the bounds do not fill the canvas, keep them in the middle
}


class CompactDeck(pydeck.Deck):  # type: ignore[misc]
    """A deck whose description is written without spaces.

    pydeck indents its JSON, which makes polygons five times as large.
    """

    def _set_api_keys(self, _keys: dict[str, str] | None = None) -> None:
        # pydeck would look for keys of map services in the environment and pass them on.
        self.mapbox_key = self.google_maps_key = self.carto_key = None

    def to_json(self) -> str:
        """Return the description that the browser draws."""
        return json.dumps(
            self, default=default_serialize, separators=(",", ":"), ensure_ascii=False
        )


def deck(
    view: MapView,
    presses: int = 0,
    *,
    key: str = "",
    files: Address = lambda _geometry, _kind: None,
) -> CompactDeck:
    """Describe a map for deck.gl.

    Parameters
    ----------
    view
        What to show.
    presses
        How often this map has been pressed. It is part of the ids of the layers: a press is an
        event and not a state, and a new id makes the browser forget it.
    key
        Tells this map from others on the page.
    files
        Says where the browser finds the shapes; by default they are sent along.

    Returns
    -------
    CompactDeck
        A ``pydeck.Deck`` that asks no server for tiles, fonts or pictures.
    """
    geometry = view.geometry
    camera = pydeck.View(
        type="OrthographicView",
        flip_y=False,
        controller={
            **_STILL,
            "maxBounds": [
                [-round(geometry.width / 2), -ENDLESS],
                [round(geometry.width / 2), ENDLESS],
            ],
            "maxZoom": math.log2(view.height / geometry.height),
        },
    )
    return CompactDeck(
        layers(view, presses, files),
        views=[camera],
        map_provider=None,
        map_style=None,
        initial_view_state={"target": [0, 0, 0], "zoom": -20},
        tooltip={"html": _tips(view, key), "style": _tip_style(view)},
    )


def _tips(view: MapView, key: str) -> str:
    """Write what hovering shows, of every municipality; the one that is pointed at is displayed.

    The shapes carry no texts, only the number that deck.gl puts in the place of ``{i}``; marks
    carry their own, which it escapes. Rules of style reach over the whole page: the name of the
    class keeps those of two maps apart.
    """
    scope = f"tip-{crc32(key.encode()):x}"
    texts = "".join(
        f'<p class="m{i}">{_markup(area.tip or plain(view.geometry.names[area.code]))}</p>'
        for i, area in enumerate(_in_order(view))
    )
    style = f".{scope} p{{display:none;margin:0}}.{scope} .m{{i}}{{display:block}}"
    return f'<style>{style}</style><div class="{scope}">{{tip}}{texts}</div>'


def _in_order(view: MapView) -> list[Area]:
    """Return the areas by their number: in the order of the codes of the geometry."""
    areas = {area.code: area for area in view.areas}
    return [areas.get(code, Area(code, "")) for code in view.geometry.shapes]


def _markup(text: str) -> str:
    """Escape a text for HTML, and the braces, between which deck.gl would put values of a row."""
    return html.escape(text).replace("{", "&#123;").replace("}", "&#125;")


def _tip_style(view: MapView) -> dict[str, str]:
    """Pin what hovering shows to the emptiest corner: at a finger it would be cut or cover things.

    deck.gl moves the box to the pointer with ``transform`` and never back into the picture.
    """
    side, end = _emptiest_corner(view.geometry)
    half = round(view.geometry.width * view.geometry.scale(WIDEST, view.height) / 2)
    return {
        "transform": "none",
        "left": "auto",
        "top": "auto",
        side: f"max(6px, calc(50% - {half}px))",
        end: "6px",
        "backgroundColor": view.colours.ink,
        "color": view.colours.halo,
        "fontSize": "0.875rem",
        "lineHeight": "1.35",
        "whiteSpace": "pre-line",
        "borderRadius": "4px",
        "maxWidth": "15rem",
        "zIndex": "1",
    }


@lru_cache(maxsize=32)
def _emptiest_corner(geometry: MapGeometry) -> tuple[str, str]:
    land = shapely.union_all(list(geometry.shapes.values()))
    x, y = geometry.width / 2, geometry.height / 2
    corners = {
        (side, end): land.intersection(shapely.box(0, 0, across * x, up * y)).area
        - land.intersection(shapely.box(0, 0, across * x / 5, up * y / 2)).area
        for side, across in (("left", -1), ("right", 1))
        for end, up in (("bottom", -1), ("top", 1))
    }
    return min(corners, key=lambda corner: corners[corner])
