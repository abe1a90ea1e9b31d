"""Firms over a background map: the one map that fetches pictures from somebody else's server.

It stands in for the map of :func:`vbdash.charts.maps.points.points` when a visitor asks for it. There
firms that share a place stand side by side; here each must stand where it is, so those that share
a place are one mark with their number.
"""

from __future__ import annotations

import json
import math
from base64 import b64encode
from collections.abc import Mapping
from itertools import groupby
from typing import Any, Final

import pydeck
from pydeck.types import String

from vbdash.charts.maps.deck import CompactDeck, paths, rgb, tooltip
from vbdash.charts.maps.view import THEMES, Circle, MapView, plain
from vbdash.charts.palette import ACCENT, text_on
from vbdash.text import Text

#: The canvas on which the whole county is seen at first, in pixels: a phone's.
_WIDTH, _HEIGHT = 340, 480
#: Radius of a mark and of the largest one with a number, in pixels.
_RADIUS, _LARGEST = 7, 11
#: Nearest the map comes: firms stand at the centre of their place, not at an address.
_NEAREST: Final = 12
#: Names in the tooltip of a place.
_NAMED: Final = 12
#: Length of the equator in metres, and side of the world at zoom 0 in pixels.
_EQUATOR, _WORLD = 40_075_016.686, 512
#: What lies under the marks is the same map in both themes, and pale.
_INK, _RIM = THEMES["light"].ink, THEMES["light"].halo


def style_address(template: str) -> str:
    """Write the style of a map of raster pictures as an address that holds all of it.

    Parameters
    ----------
    template
        Address of a picture with ``{z}``, ``{x}``, ``{y}``.

    Returns
    -------
    str
        A ``data:`` address; Streamlit's map takes its style from an address only. Whose map it is
        must be said beside it: what the map itself would say lies under the marks' layer, where
        it cannot be pressed.
    """
    source = {"type": "raster", "tiles": [template], "tileSize": 256}
    layer = {"id": "t", "type": "raster", "source": "t"}
    style = json.dumps({"version": 8, "sources": {"t": source}, "layers": [layer]})
    return f"data:application/json;base64,{b64encode(style.encode()).decode()}"


def background_deck(
    view: MapView,
    places: Mapping[str, tuple[float, float]],
    tx: Text,
    style: str,
    presses: int = 0,
) -> CompactDeck:
    """Describe the map of firms over a background for deck.gl.

    Parameters
    ----------
    view
        The firms, one circle each.
    places
        Longitude and latitude of each firm, by the key of its circle; firms without are left out.
    style
        As from :func:`style_address`.
    presses
        As for :func:`vbdash.charts.maps.deck.deck`; the layers that can be pressed have the same
        ids and fields.

    Returns
    -------
    CompactDeck
        Asks the server of the style for pictures, and no other.
    """
    geometry = view.geometry
    lon, lat = geometry.degrees([[0, 0]])[0]
    metres = geometry.metres * max(geometry.width / _WIDTH, geometry.height / _HEIGHT)
    zoom = math.log2(_EQUATOR * math.cos(math.radians(lat)) / (_WORLD * metres))
    marks = _marks(view, places, tx)
    return CompactDeck(
        [_areas(view, presses), *_chosen(view), _circles(marks, presses), _numbers(marks)],
        views=[
            pydeck.View(
                type="MapView",
                controller={
                    "scrollZoom": False,  # the wheel scrolls the page
                    "dragRotate": False,
                    "touchRotate": False,
                    "minZoom": math.floor(zoom),
                    "maxZoom": _NEAREST,
                },
            )
        ],
        map_provider="maplibre",
        map_style=style,
        initial_view_state={
            "longitude": round(float(lon), 4),
            "latitude": round(float(lat), 4),
            "zoom": round(zoom, 3),
        },
        tooltip=tooltip(_INK, _RIM),
    )


def _areas(view: MapView, presses: int) -> pydeck.Layer:
    """Municipalities: hardly seen, but to be pressed."""
    rows = [
        {"k": area.code, "tip": area.tip, "p": polygon}
        for area in view.areas
        for polygon in view.geometry.outlines(area.code)
    ]
    return pydeck.Layer(
        "PolygonLayer",
        id=f"areas-{presses}",
        data=rows,
        get_polygon="p",
        get_fill_color=rgb(_RIM, 40),
        get_line_color=rgb(_INK, 120),
        line_width_min_pixels=1,
        line_width_max_pixels=1,
        pickable=True,
        auto_highlight=True,
        highlight_color=rgb(_INK, 40),
    )


def _chosen(view: MapView) -> list[pydeck.Layer]:
    lines = [
        ring
        for code in sorted(view.selected & view.geometry.shapes.keys())
        for polygon in view.geometry.outlines(code)
        for ring in polygon
    ]
    return [*paths("chosen-rim", lines, _RIM, 5.5), *paths("chosen", lines, _INK, 3)]


def _marks(
    view: MapView, places: Mapping[str, tuple[float, float]], tx: Text
) -> list[dict[str, Any]]:
    """Return one row for each place: its firm, or how many there are; the fewest on top."""
    located = sorted(
        ((places[circle.key], circle) for circle in view.circles if circle.key in places),
        key=lambda pair: (pair[0], pair[1].key),
    )
    marks = []
    for i, (place, pairs) in enumerate(groupby(located, key=lambda pair: pair[0])):
        circles = [circle for _, circle in pairs]
        looks = {(c.fill, c.line) for c in circles}
        fill, line = looks.pop() if len(looks) == 1 else (ACCENT, ACCENT)
        alone, n = circles[0], len(circles)
        marks.append(
            {
                "k": alone.code,
                "id": alone.key if n == 1 else f"place-{i}",
                "p": [round(place[0], 4), round(place[1], 4)],
                "n": n,
                "r": min(_RADIUS + n, _LARGEST) if n > 1 else _RADIUS,
                "c": rgb(fill or _RIM),
                "l": rgb(_RIM if fill else line),
                "t": alone.glyph if n == 1 else tx.number(n),
                "i": rgb(text_on(fill) if fill else _INK),
                "tip": alone.tip if n == 1 else _together(view, circles, tx),
            }
        )
    return sorted(marks, key=lambda mark: -mark["n"])


def _together(view: MapView, circles: list[Circle], tx: Text) -> str:
    """Name the firms of a place; the name is the first line of what each says."""
    names = [circle.tip.partition("\n")[0] for circle in circles]
    where = plain(view.geometry.names.get(circles[0].code, ""))
    lines = [f"{where}: {tx.plural('{n} firm', '{n} firms', len(names))}", *names[:_NAMED]]
    return "\n".join([*lines, "…"] if len(names) > _NAMED else lines)


def _circles(marks: list[dict[str, Any]], presses: int) -> pydeck.Layer:
    fields = ("k", "id", "p", "r", "c", "l", "tip")
    return pydeck.Layer(
        "ScatterplotLayer",
        id=f"circles-{presses}",
        data=[{name: mark[name] for name in fields} for mark in marks],
        get_position="p",
        get_radius="r",
        radius_units=String("pixels"),
        stroked=True,
        get_fill_color="c",
        get_line_color="l",
        line_width_min_pixels=2,
        line_width_max_pixels=2,
        pickable=True,
        auto_highlight=True,
        highlight_color=rgb(_INK, 60),
    )


def _numbers(marks: list[dict[str, Any]]) -> pydeck.Layer:
    fields = ("p", "t", "i")
    return pydeck.Layer(
        "TextLayer",
        id="signs",
        data=[{name: mark[name] for name in fields} for mark in marks if mark["t"]],
        get_text="t",
        get_position="p",
        get_color="i",
        get_size=12,
        character_set=String("auto"),
        font_family=String("Source Sans, sans-serif"),
        font_weight=700,
        pickable=False,
    )
