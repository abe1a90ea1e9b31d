"""What a map consists of on the screen: deck.gl's layers, from the land up to the names."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final
from zlib import crc32

import pydeck
import shapely
from pydeck.types import String

from vbdash.charts.maps.geometry import WIDEST, hatch
from vbdash.charts.maps.labels import LARGEST, NARROW_CANVAS, SMALLEST, Label
from vbdash.charts.maps.shapes import HATCH, Address, by_number, shape_rows
from vbdash.charts.maps.view import Circle, MapView
from vbdash.charts.palette import MISSING, luminance, text_on

#: Beginning of the ids of the layers that can be pressed; the number of presses follows.
AREA_LAYER, CIRCLE_LAYER = "areas", "circles"
#: Signs in marks are never smaller; a number that would have to be is left to the tooltip.
_LEGIBLE: Final = 9
#: Bounds in this direction never bind.
ENDLESS: Final = 1_000_000_000
#: Letters and their rim on pale and on dark ground.
_DARK, _PALE = ("#10181f", "#ffffff"), ("#ffffff", "#0a3d64")


def layers(view: MapView, presses: int, files: Address) -> list[pydeck.Layer]:
    """Return the layers of a map, the lowest first; arguments as for the deck."""
    return [
        _land(view, files),
        *_areas(view, presses, files),
        *_marked_areas(view, files),
        *_links(view),
        *_circles(view, presses),
        *_names(view),
    ]


def _layer(kind: str, name: str, data: Iterable[Any] | str, **settings: Any) -> pydeck.Layer:
    rows = data if isinstance(data, str) else list(data)
    return pydeck.Layer(kind, id=name, data=rows, **settings)


def _rgb(colour: str, alpha: int | None = None) -> list[int]:
    channels = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    return channels if alpha is None else [*channels, alpha]


def _land(view: MapView, files: Address) -> pydeck.Layer:
    return _layer(
        "PolygonLayer",
        "land",
        files(view.geometry, "land") or shape_rows(view.geometry, "land"),
        get_polygon="p",
        get_fill_color=_rgb(view.colours.land),
        get_line_color=_rgb(view.colours.line),
        line_width_min_pixels=1,
        line_width_max_pixels=1,
        pickable=False,
    )


def _areas(view: MapView, presses: int, files: Address) -> list[pydeck.Layer]:
    """Draw the municipalities, and over them the same unseen, to be pressed.

    What can be pressed is a new layer after each press, which shows nothing until the browser has
    its shapes; what is seen keeps its name and does not flicker. Shapes that are sent along are
    there at once, and one layer is enough.
    """
    colours, address = view.colours, files(view.geometry, "areas")
    background = all(area.fill == "" for area in view.areas)
    seen = {
        "get_polygon": "p",
        **_coloured("fill_color", view, {a.code: _rgb(_fill(view, a.fill)) for a in view.areas}),
        "get_line_color": _rgb(colours.line if background else colours.border),
        "line_width_min_pixels": 1,
        "line_width_max_pixels": 1,
    }
    pressed = {
        "pickable": True,
        "auto_highlight": True,
        "highlight_color": _rgb(colours.ink, 40),
    }
    unseen = {"get_polygon": "p", "stroked": False, "opacity": 0}
    missing = {area.code for area in view.areas if area.fill is None}
    gaps = (
        [_numbered_paths("no-figure", view, files, "gaps", missing, colours.hatch, 1.25)]
        if missing
        else []
    )
    name = f"{AREA_LAYER}-{presses}"
    if address is None:
        rows = shape_rows(view.geometry, "areas")
        return [_layer("PolygonLayer", name, rows, **seen, **pressed), *gaps]
    return [
        _layer("PolygonLayer", "municipalities", address, **seen, pickable=False),
        *gaps,
        _layer("PolygonLayer", name, address, **unseen, **pressed),
    ]


def _coloured(name: str, view: MapView, colours: dict[str, list[int]]) -> dict[str, Any]:
    """Return the settings that colour shapes by the number of their municipality.

    deck.gl looks at the colours again only when it is told so: the trigger changes with them.
    """
    values = [colours[code] for code in view.geometry.shapes]
    if all(value == values[0] for value in values):
        expression: Any = values[0]
    else:
        expression = by_number(values)
    accessor = "get" + name.title().replace("_", "")
    return {
        f"get_{name}": expression,
        "update_triggers": {accessor: crc32(json.dumps(expression).encode())},
    }


def _numbered_paths(
    name: str, view: MapView, files: Address, kind: str, codes: set[str], colour: str, pixels: float
) -> pydeck.Layer:
    """Draw the lines of some municipalities; where all are on file, the others are see-through."""
    address = files(view.geometry, kind)
    if address is None:
        numbers = {i for i, code in enumerate(view.geometry.shapes) if code in codes}
        rows = [row for row in shape_rows(view.geometry, kind) if row["i"] in numbers]
        return _paths(name, rows, _rgb(colour), pixels)
    seen = {code: _rgb(colour, 255 if code in codes else 0) for code in view.geometry.shapes}
    return _paths(name, address, pixels=pixels, **_coloured("color", view, seen))


def _fill(view: MapView, fill: str | None) -> str:
    """Return the colour of an area: its class, or a ground for what carries none."""
    return MISSING if fill is None else fill or view.colours.own


def _paths(
    name: str, rows: Iterable[dict[str, Any]] | str, get_color: Any, pixels: float, **settings: Any
) -> pydeck.Layer:
    return _layer(
        "PathLayer",
        name,
        rows,
        get_path="p",
        get_color=get_color,
        width_min_pixels=pixels,
        width_max_pixels=pixels,
        joint_rounded=True,
        pickable=False,
        **settings,
    )


def _marked_areas(view: MapView, files: Address) -> list[pydeck.Layer]:
    """Draw a line round each chosen municipality, with a rim that shows on every colour."""
    if any(circle.key == circle.code for circle in view.circles):
        return []  # circles that stand for municipalities are marked themselves
    chosen = set(view.selected & view.geometry.shapes.keys())
    if not chosen:
        return []
    return [
        _numbered_paths("chosen-rim", view, files, "outlines", chosen, view.colours.halo, 5.5),
        _numbered_paths("chosen", view, files, "outlines", chosen, view.colours.ink, 3),
    ]


def _links(view: MapView) -> list[pydeck.Layer]:
    rows = [{"p": [[round(a), round(b)], [round(c), round(d)]]} for a, b, c, d, *_ in view.links]
    return [_paths("links", rows, _rgb(view.colours.hatch), 1)] if rows else []


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
            "i": "",
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
    spacing = HATCH / view.geometry.scale(WIDEST, view.height)
    lines = [
        {"p": line}
        for c in view.circles
        if c.fill == MISSING
        for line in hatch(shapely.Point(c.x, c.y).buffer(c.radius), spacing)
    ]
    hatched = [_paths("no-figure", lines, _rgb(colours.hatch), 1.25)] if lines else []
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
            "get_content_box": [-ENDLESS, -ENDLESS, 2 * ENDLESS, 2 * ENDLESS],
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
