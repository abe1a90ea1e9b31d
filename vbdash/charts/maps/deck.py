"""Maps for notebooks: a deck.gl description with nothing fetched from anywhere.

The land is drawn on a plane (deck.gl's orthographic view) in the official projection, so that it
has its true proportions. It fills the frame at every width, though the server does not know the
width and a view state holds a fixed zoom: the controller keeps what is shown within *bounds*, and
zooms in until it is, up to a *largest zoom*. The bounds are as wide as the county, and the largest
zoom is the one at which it is as high as the canvas: the browser ends at the smaller of the two.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterable
from typing import Any, Final

import pydeck
import shapely
from pydeck.bindings.json_tools import default_serialize
from pydeck.types import String

from vbdash.charts.maps.geometry import HATCH, WIDEST, hatch, rings
from vbdash.charts.maps.labels import LARGEST, NARROW_CANVAS, SMALLEST, Label
from vbdash.charts.maps.view import Circle, MapView, plain
from vbdash.charts.palette import MISSING, luminance, text_on

#: Only the map's own text size and place move with the screen: hands off.
_STILL: Final = {
    "dragPan": False,
    "scrollZoom": False,
    "doubleClickZoom": False,
    "touchRotate": False,
    "keyboard": False,
    "rubberBand": True,  # where the bounds do not fill the canvas, keep them in the middle
}
#: Signs in marks are never smaller; a number that would have to be is left to the tooltip.
_LEGIBLE: Final = 9
#: Bounds in this direction never bind.
_ENDLESS: Final = 1_000_000_000
#: Letters and their rim on pale and on dark ground.
_DARK, _PALE = ("#10181f", "#ffffff"), ("#ffffff", "#0a3d64")


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


def deck(view: MapView) -> CompactDeck:
    """Describe a map as a ``pydeck.Deck`` that asks no server for tiles, fonts or pictures."""
    geometry = view.geometry
    half = round(geometry.width / 2)
    camera = pydeck.View(
        type="OrthographicView",
        flip_y=False,
        controller={
            **_STILL,
            "maxBounds": [[-half, -_ENDLESS], [half, _ENDLESS]],
            "maxZoom": math.log2(view.height / geometry.height),
        },
    )
    layers = [
        _land(view), *_areas(view), *_marked_areas(view), *_links(view), *_circles(view),
        *_names(view),
    ]  # fmt: skip
    return CompactDeck(
        layers,
        views=[camera],
        map_provider=None,
        map_style=None,
        initial_view_state={"target": [0, 0, 0], "zoom": -20},
        tooltip=tooltip(view.colours.ink, view.colours.halo),
    )


def tooltip(ground: str, letters: str) -> dict[str, Any]:
    """Return what hovering shows: the text that a row carries, which deck.gl takes for no markup."""
    look = {"backgroundColor": ground, "color": letters, "maxWidth": "15rem", "zIndex": "1"}
    return {"text": "{tip}", "style": look}


def rgb(colour: str, alpha: int = 255) -> list[int]:
    """Return a colour as deck.gl takes it."""
    return [*(int(colour[i : i + 2], 16) for i in (1, 3, 5)), alpha]


def paths(name: str, lines: Collection[Any], colour: str, pixels: float) -> list[pydeck.Layer]:
    """Return the layer of lines of one colour and thickness; none without lines."""
    layer = pydeck.Layer(
        "PathLayer",
        id=name,
        data=[{"p": line} for line in lines],
        get_path="p",
        get_color=rgb(colour),
        width_min_pixels=pixels,
        width_max_pixels=pixels,
        joint_rounded=True,
        pickable=False,
    )
    return [layer] if lines else []


def _polygons(name: str, rows: list[dict[str, Any]], **settings: Any) -> pydeck.Layer:
    return pydeck.Layer(
        "PolygonLayer",
        id=name,
        data=rows,
        get_polygon="p",
        line_width_min_pixels=1,
        line_width_max_pixels=1,
        **settings,
    )


def _land(view: MapView) -> pydeck.Layer:
    rows = [{"p": polygon} for shape in view.geometry.surroundings for polygon in rings(shape)]
    look = {"get_fill_color": rgb(view.colours.land), "get_line_color": rgb(view.colours.line)}
    return _polygons("land", rows, **look, pickable=False)


def _areas(view: MapView) -> list[pydeck.Layer]:
    """Draw the municipalities, and lines across those without a figure."""
    geometry, colours = view.geometry, view.colours
    background = all(area.fill == "" for area in view.areas)
    rows = [
        {"k": area.code, "tip": area.tip or plain(geometry.names[area.code]), "p": polygon,
         "c": rgb(view.ground(area))}
        for area in view.areas
        for polygon in rings(geometry.shapes[area.code])
    ]  # fmt: skip
    drawn = _polygons(
        "areas",
        rows,
        get_fill_color="c",
        get_line_color=rgb(colours.line if background else colours.border),
        pickable=True,
        auto_highlight=True,
        highlight_color=rgb(colours.ink, 40),
    )
    missing = [geometry.shapes[area.code] for area in view.areas if area.fill is None]
    spacing = HATCH / geometry.scale(WIDEST)
    lines = [line for shape in missing for line in hatch(shape, spacing)]
    return [drawn, *paths("no-figure", lines, colours.hatch, 1.25)]


def _marked_areas(view: MapView) -> list[pydeck.Layer]:
    """Draw a line round each chosen municipality, with a rim that shows on every colour."""
    shapes = [view.geometry.shapes[code] for code in view.outlined]
    lines = [ring for shape in shapes for polygon in rings(shape) for ring in polygon]
    return [
        *paths("chosen-rim", lines, view.colours.halo, 5.5),
        *paths("chosen", lines, view.colours.ink, 3),
    ]


def _links(view: MapView) -> list[pydeck.Layer]:
    lines = [[[round(a), round(b)], [round(c), round(d)]] for a, b, c, d, *_ in view.links]
    return paths("links", lines, view.colours.hatch, 1)


def _circles(view: MapView) -> list[pydeck.Layer]:
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
            "c": rgb(c.fill or colours.halo),
            "l": rgb(colours.ink if chosen else c.line),
            "w": 3.5 if chosen else 1 if c.fill else 2,
            "tip": c.tip,
        }
        rows.append(row)
    marks = pydeck.Layer(
        "ScatterplotLayer",
        id="circles",
        data=rows,
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
        highlight_color=rgb(colours.ink, 60),
    )
    spacing = HATCH / view.geometry.scale(WIDEST, view.height)
    lines = [
        line
        for c in view.circles
        if c.fill == MISSING
        for line in hatch(shapely.Point(c.x, c.y).buffer(c.radius), spacing)
    ]
    hatched = paths("no-figure", lines, colours.hatch, 1.25)
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
                {"t": c.glyph, "p": [round(c.x), round(c.y)], "s": round(size), "c": rgb(ink)}
            )
    if not rows:
        return []
    return [
        pydeck.Layer(
            "TextLayer",
            id="signs",
            data=rows,
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
    fills = {area.code: view.ground(area) for area in view.areas}
    inside = {
        c.code: c.fill
        for c in view.circles
        if c.fill and c.key == c.code and c.radius * view.geometry.scale(WIDEST) > SMALLEST
    }
    groups: dict[tuple[bool, bool], list[Label]] = {}
    for label in view.labels:
        moved = bool(label.spot.dx or label.spot.dy)
        fill = inside.get(label.code) if not moved else None
        behind = fill or (view.colours.own if view.circles else fills[label.code])
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
    return pydeck.Layer(
        "TextLayer",
        id=f"names-{'dark' if dark else 'pale'}{'-wide' if wide_only else ''}",
        data=rows,
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
        get_color=rgb(ink),
        outline_width=6,
        outline_color=rgb(rim, 235),
        pickable=False,
        **settings,
    )
