"""The traces, shapes, annotations and legend of one of our figures on a sheet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from vbdash.charts.labels import LINE_HEIGHT
from vbdash.charts.palette import ACCENT
from vbdash.charts.paper.canvas import Canvas, parse
from vbdash.charts.paper.plane import Plane
from vbdash.charts.paper.sheet import INK

Point = tuple[float, float]


def draw_traces(
    canvas: Canvas, plane: Plane, traces: Sequence[Mapping[str, Any]], mode: str
) -> None:
    """Draw bars and scatters; `mode` says whether bars of one place stand on each other.

    Raises
    ------
    ValueError
        If a trace is of a kind our figures do not use.
    """
    piles: dict[tuple[str, float], float] = defaultdict(float)
    for trace in traces:
        if trace["type"] == "bar":
            _draw_bars(canvas, plane, trace, piles if mode == "stack" else None)
        elif trace["type"] == "scatter":
            _draw_scatter(canvas, plane, trace)
        else:
            raise ValueError(f"cannot draw a trace of type {trace['type']}")


def _draw_scatter(canvas: Canvas, plane: Plane, trace: Mapping[str, Any]) -> None:
    x_axis, y_axis = plane.axes[trace.get("xaxis", "x")], plane.axes[trace.get("yaxis", "y")]
    start, step = trace.get("x0", 0), trace.get("dx", 1)
    xs = trace.get("x") or [start + i * step for i in range(len(trace["y"]))]
    points = [
        None if x is None or y is None else (x_axis.at(x), y_axis.at(y))
        for x, y in zip(xs, trace["y"], strict=True)
    ]
    there = [point for point in points if point]
    if trace.get("fill") == "toself":
        canvas.area(there, trace["fillcolor"])
    if "lines" in trace["mode"]:
        line = trace["line"]
        for stretch in _stretches(points):
            dash = line.get("dash", "solid")
            canvas.line(stretch, line["color"], line["width"] * plane.scale, dash)
    if trace["mode"] == "text":
        size = trace["textfont"]["size"] * plane.scale
        for point, text in zip(points, trace["text"], strict=True):
            if point and text:
                canvas.text(parse(text), *point, size, INK, up="middle")
    if "markers" in trace["mode"]:
        _draw_markers(canvas, plane, trace["marker"], points)


def _stretches(points: Sequence[Point | None]) -> Iterator[list[Point]]:
    """Yield the parts of a line between its gaps."""
    part: list[Point] = []
    for point in [*points, None]:
        if point is not None:
            part.append(point)
            continue
        if len(part) > 1:
            yield part
        part = []


def _draw_markers(
    canvas: Canvas, plane: Plane, marker: Mapping[str, Any], points: Sequence[Point | None]
) -> None:
    colours = marker["color"]
    shared = isinstance(colours, str)
    symbol, size = marker.get("symbol", "circle"), marker["size"] * plane.scale
    edge = marker.get("line", {}).get("width", 0) * plane.scale
    for colour in dict.fromkeys([colours] if shared else colours):
        chosen = [p for i, p in enumerate(points) if p and (shared or colours[i] == colour)]
        canvas.markers(chosen, symbol, size, colour, edge)


def _draw_bars(
    canvas: Canvas,
    plane: Plane,
    trace: Mapping[str, Any],
    piles: dict[tuple[str, float], float] | None,
) -> None:
    lying = trace.get("orientation") == "h"
    along, across = (trace["x"], trace["y"]) if lying else (trace["y"], trace["x"])
    long = plane.axes["x" if lying else "y"]
    wide = plane.axes["y" if lying else "x"]
    colours = trace["marker"]["color"]
    edge = trace["marker"].get("line", {})
    for i, (length, place) in enumerate(zip(along, across, strict=True)):
        if length is None:
            continue
        base = (trace.get("base") or [0.0] * len(along))[i]
        if piles is not None:
            base = piles["bar", place]
            piles["bar", place] += length
        ends = sorted((long.at(base), long.at(base + length)))
        sides = sorted(wide.at(place + s * trace["width"] / 2) for s in (-1, 1))
        box = (ends[0], sides[0], ends[1], sides[1])
        if not lying:
            box = (sides[0], ends[0], sides[1], ends[1])
        colour = colours if isinstance(colours, str) else colours[i]
        corners = [(box[0], box[1]), (box[2], box[1]), (box[2], box[3]), (box[0], box[3])]
        canvas.area(corners, colour, edge.get("color", ""), edge.get("width", 0) * plane.scale)
        text = (trace.get("text") or [""] * len(along))[i]
        if text and trace["textposition"] != "none":
            _draw_bar_text(canvas, plane, trace, text, box, rising=length >= 0)


def _draw_bar_text(
    canvas: Canvas,
    plane: Plane,
    trace: Mapping[str, Any],
    text: str,
    box: tuple[float, float, float, float],
    *,
    rising: bool,
) -> None:
    font = trace["textfont"]
    lines, size = parse(text), font["size"] * plane.scale
    width, height = canvas.extent(lines, size)
    middle = (box[1] + box[3]) / 2
    if trace["textposition"] == "inside":
        # As on the page: a text that does not fit its part is left out.
        if width <= box[2] - box[0] - 4 and height <= box[3] - box[1] + 4:
            centre = (box[0] + box[2]) / 2
            canvas.text(lines, centre, middle, size, font["color"], across="center", up="middle")
        return
    x, side = (box[2] + 5, "left") if rising else (box[0] - 5, "right")
    canvas.text(lines, x, middle, size, INK, across=side, up="middle")


def draw_shapes(canvas: Canvas, plane: Plane, shapes: Sequence[Mapping[str, Any]]) -> None:
    """Draw lines and rectangles."""
    for shape in shapes:
        x0, x1 = (plane.across(shape["xref"], shape[end]) for end in ("x0", "x1"))
        y0, y1 = (plane.down(shape["yref"], shape[end]) for end in ("y0", "y1"))
        if shape["type"] == "rect":
            canvas.area([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], shape["fillcolor"])
        else:
            line = shape["line"]
            width = line["width"] * plane.scale
            canvas.line([(x0, y0), (x1, y1)], line["color"], width, line.get("dash", "solid"))


def draw_annotations(
    canvas: Canvas, plane: Plane, annotations: Sequence[Mapping[str, Any]]
) -> None:
    """Draw texts, with a line to their point where they have one."""
    for note in annotations:
        x = plane.across(note["xref"], note["x"], raw=False)
        y = plane.down(note["yref"], note["y"], raw=False)
        if note.get("showarrow"):
            tail = x + note.get("ax", 0) * plane.scale, y + note.get("ay", 0) * plane.scale
            canvas.line([tail, (x, y)], note["arrowcolor"], note["arrowwidth"] * plane.scale)
            x, y = tail
        else:
            x += note.get("xshift", 0) * plane.scale
            y -= note.get("yshift", 0) * plane.scale
        size = note["font"]["size"] * plane.scale
        across, up = note.get("xanchor", "center"), note.get("yanchor", "middle")
        canvas.text(parse(note["text"]), x, y, size, INK, across=across, up=up)


def legend_rows(
    canvas: Canvas, figure: Mapping[str, Any], width: float, scale: float
) -> list[list[tuple[Mapping[str, Any], float]]]:
    """Return the traces of the legend in rows no wider than `width`, each with its width."""
    layout = figure["layout"]
    if not layout.get("showlegend"):
        return []
    size = layout["legend"]["font"]["size"] * scale
    rows: list[list[tuple[Mapping[str, Any], float]]] = [[]]
    for trace in figure["data"]:
        if "name" not in trace or not trace.get("showlegend", True):
            continue
        wide = canvas.extent(parse(trace["name"]), size)[0] + 2.6 * size
        if rows[-1] and sum(w for _, w in rows[-1]) + wide > width:
            rows.append([])
        rows[-1].append((trace, wide))
    return rows


def draw_legend(
    canvas: Canvas,
    rows: Sequence[Sequence[tuple[Mapping[str, Any], float]]],
    left: float,
    top: float,
    size: float,
    title: str,
) -> None:
    """Draw the rows of a legend under its title, from the upper left corner given."""
    if title:
        lines = parse(title)
        canvas.text(lines, left, top, size, INK)
        top += canvas.extent(lines, size)[1] + 0.3 * size
    for i, row in enumerate(rows):
        x, y = left, top + (i + 0.5) * LINE_HEIGHT * size
        for trace, wide in row:
            marker = trace.get("marker", {})
            colour = marker.get("color", ACCENT)
            colour = colour if isinstance(colour, str) else colour[0]
            symbol = marker.get("symbol", "circle") if trace["type"] == "scatter" else "square"
            canvas.markers([(x + size / 2, y)], symbol, 0.85 * size, colour, 2)
            canvas.text(parse(trace["name"]), x + 1.3 * size, y, size, INK, up="middle")
            x += wide
