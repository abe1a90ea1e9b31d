"""Maps as SVG and PNG, without a browser: the same view as on the screen, on a sheet of its own.

Title, legend, note and source are in the picture, so that it can stand alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, Final

import shapely

from vbdash.charts.labels import LINE_HEIGHT, clean
from vbdash.charts.maps.geometry import WIDEST, hatch, rings
from vbdash.charts.maps.view import THEMES, Key, MapView
from vbdash.charts.palette import FLOW, MISSING, luminance
from vbdash.charts.paper.canvas import Canvas, plain
from vbdash.charts.paper.sheet import FAINT, INK, edge, fold_words, saved, write_words
from vbdash.text import Text

#: Font sizes in pixels on a sheet 1200 wide.
_LEGEND, _NAME = 16, 13.5
#: More lines of a legend than this make them smaller.
_LINES: Final = 14
#: Share of the width that the map gets; the legend has the rest.
_MAP: Final = 0.68

Place = Callable[[float, float], tuple[float, float]]


def map_svg(
    view: MapView,
    title: str,
    subtitle: str = "",
    footer: str = "",
    *,
    tx: Text,
    size: tuple[int, int] = (1200, 675),
    letters: float = 1,
) -> bytes:
    """Draw a map as SVG, its words as text.

    Parameters
    ----------
    view
        The map.
    title
        What is found.
    subtitle
        What is measured.
    footer
        Where it comes from.
    tx
        The visitor's language, noted in the file.
    size
        Width and height in pixels.
    letters
        How many times larger than usual names and legend are, for a picture seen from afar.

    Returns
    -------
    bytes
        The same for the same input.
    """
    sheet = partial(compose_map, view, title, subtitle, footer, size=size, letters=letters)
    return saved(sheet, kind="svg", title=title, description=view.alt, lang=tx.lang)


def map_png(
    view: MapView,
    title: str,
    subtitle: str = "",
    footer: str = "",
    *,
    tx: Text,
    size: tuple[int, int] = (1200, 675),
    scale: float = 2,
) -> bytes:
    """Draw a map as PNG, `scale` dots to a pixel; otherwise as :func:`map_svg`."""
    sheet = partial(compose_map, view, title, subtitle, footer, size=size)
    return saved(sheet, kind="png", title=title, description=view.alt, lang=tx.lang, scale=scale)


def compose_map(
    view: MapView,
    title: str,
    subtitle: str = "",
    footer: str = "",
    *,
    size: tuple[int, int] = (1200, 675),
    letters: float = 1,
) -> Canvas:
    """Draw a map on a sheet; parameters as for :func:`map_svg`.

    Returns
    -------
    Canvas
        The sheet; its ``boxes`` say where every line of text lies. Not for several threads at
        once: :func:`map_svg` and :func:`map_png` see to that.
    """
    width, height = (float(side) for side in size)
    # Without words around it a picture is part of a page, which has margins of its own.
    unit, border = width / 1200, edge(width) * (1.0 if title or subtitle or footer else 0.25)
    view = replace(view, theme="light")  # the sheet is white
    canvas = Canvas(width, height)
    head, foot = fold_words(canvas, title, subtitle, footer)
    top = 1.2 * border + sum(words.height for words in head)
    bottom = height - 1.4 * border - foot.height
    _draw_map(canvas, view, (border, top, _MAP * width, bottom), unit, unit * letters)
    write_words(canvas, head, foot)
    room = (_MAP * width + border, top, width - border)
    _legend(canvas, view, room, unit * letters * min(1, _LINES / max(len(view.legend), 1)))
    return canvas


def _draw_map(
    canvas: Canvas,
    view: MapView,
    room: tuple[float, float, float, float],
    unit: float,
    names: float,
) -> None:
    left, top, right, bottom = room
    geometry = view.geometry
    scale = min((right - left) / geometry.width, (bottom - top) / geometry.height)
    middle = ((left + right) / 2, (top + bottom) / 2)

    def place(x: float, y: float) -> tuple[float, float]:
        return middle[0] + x * scale, middle[1] - y * scale

    half = ((right - left) / 2 / scale, (bottom - top) / 2 / scale)
    frame = shapely.box(-half[0], -half[1], *half)
    colours = THEMES["light"]
    for shape in geometry.surroundings:
        _fill(canvas, shapely.intersection(shape, frame), place, colours.land, colours.line, 0.8)
    for area in view.areas:
        shape = geometry.shapes[area.code]
        edge = colours.line if area.fill == "" else colours.border
        _fill(canvas, shape, place, view.ground(area), edge, 1)
        if area.fill is None:
            for line in hatch(shape, 8 * unit / scale):
                canvas.line([place(x, y) for x, y in line], colours.hatch, 1.2 * unit)
    _marked(canvas, view, place, unit)
    for a, b, c, d, *thick in view.links:
        ends = [place(a, b), place(c, d)]
        for width in thick:
            canvas.line(ends, colours.halo, (width + 2) * unit)
        canvas.line(ends, FLOW if thick else colours.hatch, (*thick, 1)[0] * unit)
    if view.numbered:
        _names(canvas, view, place, scale, names)
    _draw_circles(canvas, view, place, scale, unit)
    if not view.numbered:
        _names(canvas, view, place, scale, names)


def _fill(canvas: Canvas, shape: Any, place: Place, fill: str, edge: str, width: float) -> None:
    for part in shapely.get_parts(shape):
        if part.geom_type == "Polygon" and not part.is_empty:
            outer = shapely.get_coordinates(part.exterior)
            canvas.area([place(x, y) for x, y in outer], fill, edge, width)


def _marked(canvas: Canvas, view: MapView, place: Place, unit: float) -> None:
    colours = THEMES["light"]
    for code in view.outlined:
        for polygon in rings(view.geometry.shapes[code]):
            line = [place(x, y) for x, y in polygon[0]]
            canvas.line(line, colours.halo, 5.5 * unit)
            canvas.line(line, colours.ink, 3 * unit)


def _draw_circles(canvas: Canvas, view: MapView, place: Place, scale: float, unit: float) -> None:
    for circle in view.circles:
        x, y = place(circle.x, circle.y)
        chosen = circle.key == circle.code and circle.code in view.selected
        rim = INK if chosen else circle.line
        width = (3.0 if chosen else 1.0 if circle.fill else 2.0) * unit
        disc = shapely.get_coordinates(shapely.Point(x, y).buffer(circle.radius * scale, 24))
        canvas.area([(a, b) for a, b in disc], circle.fill or "#ffffff", rim, width)
        if circle.fill == MISSING:
            for line in hatch(shapely.Point(x, y).buffer(circle.radius * scale), 8 * unit):
                canvas.line([(a, b) for a, b in line], THEMES["light"].hatch, 1.2 * unit)
        if circle.glyph:
            letters = circle.radius * scale * min(1.5, 3.2 / len(circle.glyph))
            light = circle.fill and luminance(circle.fill) < 0.18
            ink = "#ffffff" if light else INK
            words = plain(clean(circle.glyph), bold=True)
            canvas.text(words, x, y, letters, ink, across="center", up="middle", note=False)


def _names(canvas: Canvas, view: MapView, place: Place, scale: float, unit: float) -> None:
    """Write the names on a see-through ground of the colour that reads best."""
    full = view.geometry.scale(WIDEST)
    letters = _NAME * unit
    inside = {c.code: c for c in view.circles if c.key == c.code and c.fill}
    fills = {a.code: MISSING if a.fill is None else a.fill for a in view.areas}
    for label in view.labels:
        x, y = place(label.spot.x, label.spot.y)
        ratio = max(scale / full, unit)
        x, y = x + label.spot.dx * ratio, y + label.spot.dy * ratio
        centred = not (label.spot.dx or label.spot.dy)
        words = plain(clean(label.text))
        width, height = canvas.extent(words, letters)
        behind = fills.get(label.code)
        if view.circles:
            circle = inside.get(label.code)
            behind = circle.fill if circle and 2 * circle.radius * scale > width else ""
        dark = centred and bool(behind) and luminance(str(behind)) < 0.18
        box = [
            (x + s * (width / 2 + 2), y + t * (height / 2 - 1.5))
            for s, t in ((-1, -1), (1, -1), (1, 1), (-1, 1))
        ]
        if not dark:
            canvas.area(box, "rgba(255,255,255,0.66)")
        ink = "#ffffff" if dark else INK
        canvas.text(words, x, y, letters, ink, across="center", up="middle")


def _legend(canvas: Canvas, view: MapView, room: tuple[float, float, float], unit: float) -> None:
    left, top, right = room
    letters, sample = _LEGEND * unit, 30 * unit
    if view.legend_title and view.legend:
        lines = canvas.fold(clean(view.legend_title), letters, right - left, bold=True)
        canvas.text(lines, left, top, letters, INK)
        top += (len(lines) * LINE_HEIGHT + 0.6) * letters
    for key in view.legend:
        indent = 0.0 if key.kind == "words" else sample + 8 * unit
        lines = canvas.fold(clean(key.label), letters, right - left - indent)
        if indent:
            _sample(canvas, key, (left, top), sample, unit)
        canvas.text(lines, left + indent, top, letters, INK)
        top += (len(lines) * LINE_HEIGHT + 0.45) * letters
    if view.note:
        lines = canvas.fold(clean(view.note), letters, right - left)
        canvas.text(lines, left, top + 0.5 * letters, letters, FAINT)


def _sample(canvas: Canvas, key: Key, at: tuple[float, float], width: float, unit: float) -> None:
    (left, top), height, colours = at, 18 * unit, THEMES["light"]
    middle = (left + width / 2, top + height / 2 + unit)
    if key.kind == "circle":
        disc = shapely.get_coordinates(shapely.Point(middle).buffer(8 * unit, 24))
        canvas.area([(a, b) for a, b in disc], key.fill or "#ffffff", key.line, 2 * unit)
        if key.glyph:
            words = plain(clean(key.glyph), bold=True)
            canvas.text(words, *middle, 11 * unit, INK, across="center", up="middle", note=False)
        return
    box = shapely.box(left, top + unit, left + width, top + height + unit)
    corners = [(a, b) for a, b in shapely.get_coordinates(box)]
    canvas.area(corners, key.fill or "#ffffff", colours.border, unit)
    if key.kind == "missing":
        for line in hatch(box, 7 * unit):
            canvas.line([(a, b) for a, b in line], colours.hatch, 1.2 * unit)
