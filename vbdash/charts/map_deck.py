"""Maps on the screen: a deck.gl description as small as can be, with nothing fetched from anywhere.

The land is drawn on a plane (deck.gl's orthographic view) in the official projection, so that it
has its true proportions. It fills the frame at every width, though the server does not know the
width and a view state holds a fixed zoom: the controller keeps what is shown within *bounds*, and
zooms in until it is, up to a *largest zoom*. The bounds are as wide as the county, and the largest
zoom is the one at which it is as high as the canvas: the browser ends at the smaller of the two.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final

import pydeck
import shapely
from pydeck.bindings.json_tools import default_serialize
from pydeck.types import String

from vbdash.charts.geometry import WIDEST, MapGeometry, Ring, hatch, rings
from vbdash.charts.map_labels import LARGEST, NARROW_CANVAS, SMALLEST, Label
from vbdash.charts.map_view import Circle, MapView
from vbdash.charts.palette import MISSING, luminance, text_on

__all__ = ["AREA_LAYER", "CIRCLE_LAYER", "CompactDeck", "deck"]

#: Beginning of the ids of the layers that can be pressed; the number of presses follows.
AREA_LAYER, CIRCLE_LAYER = "areas", "circles"
#: Pixels of a wide canvas between the lines across an area without a figure.
_HATCH: Final = 8
#: Signs in marks are never smaller; a number that would have to be is left to the tooltip.
_LEGIBLE: Final = 9
#: Bounds in this direction never bind.
_ENDLESS: Final = 1_000_000_000
#: Letters and their rim on pale and on dark ground.
_DARK, _PALE = ("#10181f", "#ffffff"), ("#ffffff", "#0a3d64")
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


def deck(view: MapView, presses: int = 0) -> CompactDeck:
    """Describe a map for deck.gl.

    Parameters
    ----------
    view
        What to show.
    presses
        How often this map has been pressed. It is part of the ids of the layers: a press is an
        event and not a state, and a new id makes the browser forget it.

    Returns
    -------
    CompactDeck
        A ``pydeck.Deck`` that asks no server for tiles, fonts or pictures.
    """
    geometry = view.geometry
    layers = [
        _land(view),
        *_areas(view, presses),
        *_marked_areas(view),
        *_links(view),
        *_circles(view, presses),
        *_names(view),
    ]
    camera = pydeck.View(
        type="OrthographicView",
        flip_y=False,
        controller={
            **_STILL,
            "maxBounds": [
                [-round(geometry.width / 2), -_ENDLESS],
                [round(geometry.width / 2), _ENDLESS],
            ],
            "maxZoom": math.log2(view.height / geometry.height),
        },
    )
    return CompactDeck(
        layers,
        views=[camera],
        map_provider=None,
        map_style=None,
        initial_view_state={"target": [0, 0, 0], "zoom": -20},
        tooltip={"text": "{tip}", "style": _tip_style(view)},
    )


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


def _layer(kind: str, name: str, data: Iterable[Any], **settings: Any) -> pydeck.Layer:
    return pydeck.Layer(kind, id=name, data=list(data), **settings)


def _rgb(colour: str, alpha: int | None = None) -> list[int]:
    channels = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    return channels if alpha is None else [*channels, alpha]


def _land(view: MapView) -> pydeck.Layer:
    return _layer(
        "PolygonLayer",
        "land",
        ({"p": polygon} for polygon in _rings(view.geometry, "")),
        get_polygon="p",
        get_fill_color=_rgb(view.colours.land),
        get_line_color=_rgb(view.colours.line),
        line_width_min_pixels=1,
        line_width_max_pixels=1,
        pickable=False,
    )


def _areas(view: MapView, presses: int) -> list[pydeck.Layer]:
    colours, shapes = view.colours, view.geometry.shapes
    background = all(area.fill == "" for area in view.areas)
    rows = [
        {
            "k": area.code,
            "p": polygon,
            "c": _rgb(_fill(view, area.fill)),
            **({"tip": area.tip} if area.tip else {}),
        }
        for area in view.areas
        for polygon in _rings(view.geometry, area.code)
    ]
    layers = [
        _layer(
            "PolygonLayer",
            f"{AREA_LAYER}-{presses}",
            rows,
            get_polygon="p",
            get_fill_color="c",
            get_line_color=_rgb(colours.line if background else colours.border),
            line_width_min_pixels=1,
            line_width_max_pixels=1,
            pickable=True,
            auto_highlight=True,
            highlight_color=_rgb(colours.ink, 40),
        )
    ]
    spacing = _HATCH / view.geometry.scale(WIDEST, view.height)
    lines = [
        {"p": line}
        for area in view.areas
        if area.fill is None
        for line in hatch(shapes[area.code], spacing)
    ]
    if lines:
        layers.append(_paths("no-figure", lines, colours.hatch, 1.25))
    return layers


@lru_cache(maxsize=4096)
def _rings(geometry: MapGeometry, code: str) -> list[list[Ring]]:
    """Return the lines of a municipality, or with no code of all other counties; written once."""
    if code:
        return rings(geometry.shapes[code])
    return [polygon for shape in geometry.surroundings for polygon in rings(shape)]


def _fill(view: MapView, fill: str | None) -> str:
    """Return the colour of an area: its class, or a paler ground for what carries none."""
    return MISSING if fill is None else fill or view.colours.land


def _paths(name: str, rows: Iterable[dict[str, Any]], colour: str, pixels: float) -> pydeck.Layer:
    return _layer(
        "PathLayer",
        name,
        rows,
        get_path="p",
        get_color=_rgb(colour),
        width_min_pixels=pixels,
        width_max_pixels=pixels,
        joint_rounded=True,
        pickable=False,
    )


def _marked_areas(view: MapView) -> list[pydeck.Layer]:
    """Draw a line round each chosen municipality, with a rim that shows on every colour."""
    if any(circle.key == circle.code for circle in view.circles):
        return []  # circles that stand for municipalities are marked themselves
    rows = [
        {"p": ring}
        for code in sorted(view.selected & view.geometry.shapes.keys())
        for polygon in _rings(view.geometry, code)
        for ring in polygon
    ]
    if not rows:
        return []
    return [
        _paths("chosen-rim", rows, view.colours.halo, 5.5),
        _paths("chosen", rows, view.colours.ink, 3),
    ]


def _links(view: MapView) -> list[pydeck.Layer]:
    rows = [{"p": [[round(a), round(b)], [round(c), round(d)]]} for a, b, c, d in view.links]
    return [_paths("links", rows, view.colours.hatch, 1)] if rows else []


def _circles(view: MapView, presses: int) -> list[pydeck.Layer]:
    if not view.circles:
        return []
    colours = view.colours
    rows = []
    for c in view.circles:
        chosen = c.key == c.code and c.code in view.selected
        row: dict[str, Any] = {
            "k": c.code,
            "id": c.key,
            "p": [round(c.x), round(c.y)],
            "r": round(c.radius),
            "c": _rgb(c.fill or colours.halo, 255),
            "l": _rgb(colours.ink if chosen else c.line),
            "w": 3.5 if chosen else 1 if c.fill else 2,
            "tip": c.tip,
        }
        rows.append(row)
    marks = _layer(
        "ScatterplotLayer",
        f"{CIRCLE_LAYER}-{presses}",
        rows,
        get_position="p",
        get_radius="r",
        radius_units=String("common"),
        stroked=True,
        get_fill_color="c",
        get_line_color="l",
        get_line_width="w",
        line_width_units=String("pixels"),
        pickable=True,
        auto_highlight=True,
        highlight_color=_rgb(colours.ink, 60),
    )
    spacing = _HATCH / view.geometry.scale(WIDEST, view.height)
    lines = [
        {"p": line}
        for c in view.circles
        if c.fill == MISSING
        for line in hatch(shapely.Point(c.x, c.y).buffer(c.radius), spacing)
    ]
    hatched = [_paths("no-figure", lines, colours.hatch, 1.25)] if lines else []
    return [marks, *hatched, *_glyphs(view, view.circles)]


def _glyphs(view: MapView, circles: Iterable[Circle]) -> list[pydeck.Layer]:
    """Write the sign of a mark in it, as large as the mark."""
    scale = view.geometry.scale(WIDEST, view.height)
    rows = []
    for c in circles:
        size = c.radius * (1.5 if len(c.glyph) < 2 else min(1, 3.2 / len(c.glyph)))
        if c.glyph and size * scale >= _LEGIBLE:
            ink = text_on(c.fill) if c.fill else view.colours.ink
            rows.append(
                {"t": c.glyph, "p": [round(c.x), round(c.y)], "s": round(size), "c": _rgb(ink)}
            )
    if not rows:
        return []
    return [
        _layer(
            "TextLayer",
            "signs",
            rows,
            get_text="t",
            get_position="p",
            get_size="s",
            get_color="c",
            size_units=String("common"),
            size_min_pixels=_LEGIBLE,
            character_set=String("auto"),
            font_family=String("Source Sans, sans-serif"),
            font_weight=700,
            pickable=False,
        )
    ]


def _names(view: MapView) -> list[pydeck.Layer]:
    """Write the names: dark letters with a pale rim or the other way round, by what is behind."""
    fills = {area.code: _fill(view, area.fill) for area in view.areas}
    inside = {
        c.code: c.fill
        for c in view.circles
        if c.fill and c.key == c.code and c.radius * view.geometry.scale(WIDEST) > SMALLEST
    }
    groups: dict[tuple[bool, bool], list[Label]] = {}
    for label in view.labels:
        moved = bool(label.spot.dx or label.spot.dy)
        fill = inside.get(label.code) if not moved else None
        behind = fill or (view.colours.land if view.circles else fills[label.code])
        groups.setdefault((luminance(behind) > 0.18, label.wide_only), []).append(label)
    return [
        _text(view, labels, dark=dark, wide_only=wide_only)
        for (dark, wide_only), labels in sorted(groups.items())
    ]


def _text(view: MapView, labels: list[Label], *, dark: bool, wide_only: bool) -> pydeck.Layer:
    rows = [
        {
            "t": label.text,
            "p": [round(label.spot.x), round(label.spot.y)],
            "o": [round(label.spot.dx), round(label.spot.dy)],
        }
        for label in labels
    ]
    settings: dict[str, Any] = {}
    if wide_only:
        # A text whose box has less of the canvas than this is not drawn; the box is endless, so
        # what is compared is the width of the canvas.
        settings = {
            "get_content_box": [-_ENDLESS, -_ENDLESS, 2 * _ENDLESS, 2 * _ENDLESS],
            "content_cutoff_pixels": [NARROW_CANVAS, 0],
        }
    ink, rim = _DARK if dark else _PALE
    return _layer(
        "TextLayer",
        f"names-{'dark' if dark else 'pale'}{'-wide' if wide_only else ''}",
        rows,
        get_text="t",
        get_position="p",
        get_pixel_offset="o",
        get_size=round(LARGEST / view.geometry.scale(WIDEST, view.height), 1),
        size_units=String("common"),
        size_min_pixels=SMALLEST,
        size_max_pixels=LARGEST,
        character_set=String("auto"),
        font_family=String("Source Sans, sans-serif"),
        font_weight=600,
        font_settings={"sdf": True, "fontSize": 48, "buffer": 8, "radius": 16},
        get_color=_rgb(ink),
        outline_width=6,
        outline_color=_rgb(rim, 235),
        pickable=False,
        **settings,
    )
