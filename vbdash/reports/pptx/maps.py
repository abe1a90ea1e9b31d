"""Native maps: each municipality a freeform of its own, named, with its value in the alt text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import shapely

from vbdash.charts.labels import text_size
from vbdash.charts.maps.geometry import rings
from vbdash.charts.maps.view import THEMES, Key, MapView
from vbdash.charts.palette import MISSING, luminance
from vbdash.reports.pptx.master import PICTURE, Box
from vbdash.text import Text

#: Share of the picture's width for the map; the legend has the rest.
_MAP: Final = 0.7
_EMU: Final = 12700
_NAME, _LEGEND = 12, 16
_INK: Final = "#17242d"

Place = Callable[[float, float], tuple[int, int]]


def add_map(slide: Any, view: MapView, tx: Text) -> None:
    """Draw a map on a slide.

    Parameters
    ----------
    slide
        A slide of python-pptx.
    view
        The map.
    tx
        Language of the names of groups.
    """
    room = Box(PICTURE.left, PICTURE.top, int(PICTURE.width * _MAP), PICTURE.height)
    scale = min(room.width / view.geometry.width, room.height / view.geometry.height)
    middle = (room.left + room.width / 2, room.top + room.height / 2)

    def place(x: float, y: float) -> tuple[int, int]:
        return round(middle[0] + x * scale), round(middle[1] - y * scale)

    half = (room.width / 2 / scale, room.height / 2 / scale)
    group = slide.shapes.add_group_shape()
    group.name = tx("Map")
    _describe(group, view.alt)
    frame = shapely.box(-half[0], -half[1], *half)
    for shape in view.geometry.surroundings:
        cut = shapely.intersection(shape, frame)
        drawn = _freeform(
            group, _polygons(cut), place, THEMES["light"].land, THEMES["light"].line, 0.5
        )
        if drawn is not None:
            _called(drawn, tx("Surrounding counties"), tx("Surrounding counties"))
    _add_areas(group, view, place)
    _add_circles(group, view, place, scale, tx)
    _add_names(group, view, place, scale)
    _add_legend(slide, view, room, tx)


def _polygons(shape: Any) -> list[list[list[list[int]]]]:
    parts = [p for p in shapely.get_parts(shape) if p.geom_type == "Polygon" and not p.is_empty]
    return [polygon for part in parts for polygon in rings(part)]


def _add_areas(group: Any, view: MapView, place: Place) -> None:
    colours = THEMES["light"]
    for area in view.areas:
        fill = MISSING if area.fill is None else area.fill or colours.land
        chosen = area.code in view.selected and not view.circles
        line, width = (_INK, 3.0) if chosen else (colours.border, 0.75)
        shape = view.geometry.shapes[area.code]
        drawn = _freeform(group, _polygons(shape), place, fill, line, width)
        if drawn is not None:
            _called(drawn, view.geometry.names[area.code], _tip(area.tip))
            if area.fill is None:
                _hatch(drawn)


def _tip(tip: str) -> str:
    """Join the lines of a tooltip: name, value, rank, source."""
    return ", ".join(line for line in tip.split("\n") if line)


def _freeform(
    group: Any,
    polygons: Sequence[Sequence[Sequence[Sequence[int]]]],
    place: Place,
    fill: str,
    line: str,
    width: float,
) -> Any:
    contours = [[place(x, y) for x, y in ring] for polygon in polygons for ring in polygon]
    contours = [contour for contour in contours if len(contour) > 2]
    if not contours:
        return None
    builder = group.shapes.build_freeform(*contours[0][0], scale=1.0)
    builder.add_line_segments(contours[0][1:], close=True)
    for contour in contours[1:]:
        builder.move_to(*contour[0])
        builder.add_line_segments(contour[1:], close=True)
    drawn = builder.convert_to_shape()
    _paint(drawn, fill, line, width)
    return drawn


def _paint(drawn: Any, fill: str | None, line: str, width: float) -> None:
    from pptx.oxml.ns import qn
    from pptx.util import Pt

    style = drawn._element.find(qn("p:style"))
    if style is not None:  # it would bring a shadow and a text colour of the theme's
        drawn._element.remove(style)
    if fill:
        drawn.fill.solid()
        drawn.fill.fore_color.rgb = _rgb(fill)
    else:
        drawn.fill.background()
    drawn.line.color.rgb = _rgb(line)
    drawn.line.width = Pt(width)


def _hatch(drawn: Any) -> None:
    """Hatch an area without a figure."""
    from pptx.enum.dml import MSO_PATTERN

    drawn.fill.patterned()
    drawn.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
    drawn.fill.fore_color.rgb = _rgb(THEMES["light"].hatch)
    drawn.fill.back_color.rgb = _rgb(MISSING)


def _rgb(colour: str) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(colour.lstrip("#").upper())


def _called(drawn: Any, name: str, words: str) -> None:
    drawn.name = name
    _describe(drawn, words)


def _describe(drawn: Any, words: str) -> None:
    drawn._element.xpath(".//p:cNvPr")[0].set("descr", words)


def _add_circles(group: Any, view: MapView, place: Place, scale: float, tx: Text) -> None:
    from pptx.enum.shapes import MSO_SHAPE

    for circle in view.circles:
        x, y = place(circle.x, circle.y)
        radius = round(circle.radius * scale)
        drawn = group.shapes.add_shape(
            MSO_SHAPE.OVAL, x - radius, y - radius, 2 * radius, 2 * radius
        )
        chosen = circle.code in view.selected
        _paint(
            drawn, circle.fill or "#ffffff", _INK if chosen else circle.line, 2.5 if chosen else 1
        )
        name = view.geometry.names.get(circle.code, circle.key)
        _called(drawn, tx("{name}, circle", name=name), _tip(circle.tip))
        if circle.glyph:
            _write(drawn.text_frame, circle.glyph, 9, _INK, centred=True)


def _add_names(group: Any, view: MapView, place: Place, scale: float) -> None:
    fills = {a.code: MISSING if a.fill is None else a.fill for a in view.areas}
    inside = {c.code: c for c in view.circles if c.fill}
    full = view.geometry.scale(1900)
    for label in view.labels:
        x, y = place(label.spot.x, label.spot.y)
        # Placements are in pixels of a map 480 pixels high.
        x += round(label.spot.dx * scale / full)
        y += round(label.spot.dy * scale / full)
        width = round(text_size(label.text, _NAME)[0] * _EMU * 1.15) + 40000
        height = round(_NAME * 1.35 * _EMU)
        behind = fills.get(label.code, "")
        if view.circles:
            circle = inside.get(label.code)
            fits = circle is not None and 2 * circle.radius * scale > width
            behind = circle.fill if circle and fits and circle.fill else ""
        centred = not (label.spot.dx or label.spot.dy)
        dark = centred and bool(behind) and luminance(str(behind)) < 0.18
        box = group.shapes.add_textbox(x - width // 2, y - height // 2, width, height)
        box.name = f"{label.text} (text)"
        if not dark:
            _see_through(box)
        _write(box.text_frame, label.text, _NAME, "#ffffff" if dark else _INK, centred=True)


def _see_through(box: Any) -> None:
    """Give a name a pale ground, so that it can be read on any colour."""
    from pptx.oxml import parse_xml

    box.fill.solid()
    box.fill.fore_color.rgb = _rgb("#ffffff")
    [colour] = box._element.xpath("./p:spPr/a:solidFill/a:srgbClr")
    space = colour.nsmap["a"]
    colour.append(parse_xml(f'<a:alpha xmlns:a="{space}" val="66000"/>'))


def _write(
    frame: Any, text: str, points: float, colour: str, *, centred: bool = False, bold: bool = False
) -> None:
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Pt

    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap = not centred
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame.text = text
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.CENTER if centred else PP_ALIGN.LEFT
    run = paragraph.runs[0]
    run.font.size, run.font.bold = Pt(points), bold
    run.font.color.rgb = _rgb(colour)


def _add_legend(slide: Any, view: MapView, room: Box, tx: Text) -> None:
    group = slide.shapes.add_group_shape()
    group.name = tx("Legend")
    words = [view.legend_title, *(key.label for key in view.legend), view.note]
    _describe(group, ". ".join(word for word in words if word))
    left = room.left + room.width + 200000
    width = PICTURE.left + PICTURE.width - left
    top = room.top
    if view.legend_title and view.legend:
        top = _legend_text(group, view.legend_title, (left, top, width), bold=True)
    for key in view.legend:
        top = _entry(group, key, (left, top, width))
    if view.note:
        _legend_text(group, view.note, (left, top + 80000, width))


def _legend_text(group: Any, text: str, at: tuple[int, int, int], *, bold: bool = False) -> int:
    left, top, width = at
    lines = max(1, -(-round(text_size(text, _LEGEND)[0] * _EMU * 1.08) // width))
    height = round(lines * _LEGEND * 1.3 * _EMU)
    box = group.shapes.add_textbox(left, top, width, height)
    _write(box.text_frame, text, _LEGEND, _INK, bold=bold)
    return top + height + 70000


def _entry(group: Any, key: Key, at: tuple[int, int, int]) -> int:
    from pptx.enum.shapes import MSO_SHAPE

    left, top, width = at
    if key.kind == "words":
        return _legend_text(group, key.label, at)
    wide, high = 330000, 210000
    kind = MSO_SHAPE.OVAL if key.kind == "circle" else MSO_SHAPE.RECTANGLE
    drawn = group.shapes.add_shape(
        kind, left, top + 20000, high if key.kind == "circle" else wide, high
    )
    _paint(drawn, key.fill or "#ffffff", key.line, 1)
    _called(drawn, key.label, key.label)
    if key.kind == "missing":
        _hatch(drawn)
    if key.glyph:
        _write(drawn.text_frame, key.glyph, 9, _INK, centred=True)
    return max(
        _legend_text(group, key.label, (left + wide + 110000, top, width - wide - 110000)),
        top + high + 70000,
    )
