"""Pictures of our figures, as SVG and PNG, without a browser.

A picture that leaves the app must be able to stand alone, so title, subtitle and source are in it.
It is drawn from the same ``plotly.graph_objects.Figure`` that the page shows. Everything our chart
functions use can be drawn; a figure from elsewhere may hold what cannot, and is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

import plotly.graph_objects as go

from vbdash.charts.labels import LINE_HEIGHT, clean
from vbdash.charts.paper.canvas import Canvas, plain
from vbdash.charts.paper.marks import (
    draw_annotations,
    draw_legend,
    draw_shapes,
    draw_traces,
    legend_rows,
)
from vbdash.charts.paper.plane import draw_axes, lay_plane
from vbdash.charts.paper.sheet import edge, fold_words, saved, write_words
from vbdash.text import Text

#: How much larger than on the page a figure is drawn: at least, so that its type can be read on a
#: slide, and at most.
_SMALLEST, _LARGEST = 1.2, 1.7
#: At least, where the picture must have exactly the shape that is asked for.
_LEAST: Final = 0.35


def to_svg(
    figure: go.Figure,
    title: str,
    subtitle: str = "",
    footer: str = "",
    *,
    tx: Text,
    size: tuple[int, int] = (1200, 675),
    watermark: str = "",
    exact: bool = False,
) -> bytes:
    """Draw a figure as SVG, its words as text that can be searched, edited and read aloud.

    Parameters
    ----------
    figure
        A figure of :mod:`vbdash.charts`, without maps.
    title
        What is found. Plain text, as are all that follow; wrapped where it is long.
    subtitle
        What is measured.
    footer
        Where it comes from, how it is defined.
    tx
        The visitor's language, noted in the file.
    size
        Width and height in pixels. The sheet grows taller where the figure's rows need it.
    watermark
        Words across the sheet, for figures made from made-up records.
    exact
        Keep the shape of `size`: where rows need more, all is drawn smaller.

    Returns
    -------
    bytes
        The same for the same input: no dates, no random marks.

    Raises
    ------
    ValueError
        If the figure holds something our own figures never do.
    """
    sheet = partial(
        compose, figure, title, subtitle, footer, size=size, watermark=watermark, exact=exact
    )
    return saved(sheet, kind="svg", title=title, description=footer, lang=tx.lang)


def to_png(
    figure: go.Figure,
    title: str,
    subtitle: str = "",
    footer: str = "",
    *,
    tx: Text,
    size: tuple[int, int] = (1200, 675),
    scale: float = 2,
    watermark: str = "",
    exact: bool = False,
) -> bytes:
    """Draw a figure as PNG, `scale` dots to a pixel; otherwise as :func:`to_svg`."""
    sheet = partial(
        compose, figure, title, subtitle, footer, size=size, watermark=watermark, exact=exact
    )
    return saved(sheet, kind="png", title=title, description=footer, lang=tx.lang, scale=scale)


def compose(
    figure: go.Figure,
    title: str,
    subtitle: str = "",
    footer: str = "",
    *,
    size: tuple[int, int] = (1200, 675),
    watermark: str = "",
    exact: bool = False,
) -> Canvas:
    """Draw a figure on a sheet; parameters as for :func:`to_svg`.

    Returns
    -------
    Canvas
        The sheet; its ``boxes`` say where every line of text lies. Not for several threads at
        once: :func:`to_svg` and :func:`to_png` see to that.
    """
    spec = figure.to_dict()
    width, unit = size[0], size[0] / 1200
    # Without words around it a picture is part of a page, which has margins of its own.
    border = edge(width) * (1.0 if title or subtitle or footer else 0.25)
    head, foot = fold_words(Canvas(width, 10), title, subtitle, footer)
    above = 1.5 * border + sum(words.height for words in head)
    below = 1.5 * border + foot.height
    own = float(spec["layout"]["height"])
    least = _LEAST if exact else _SMALLEST
    scale = min(max((size[1] - above - below) / own, least * unit), _LARGEST * unit)
    height = max(size[1], above + own * scale + below)
    free = (height - above - below - own * scale) / 2 if _aside(spec) else 0.0
    room = (border, above + max(free, 0.0), width - border, height - below - max(free, 0.0))
    canvas = _fitted(spec, room, scale, (width, height))
    write_words(canvas, head, foot)
    if watermark:
        _mark(canvas, clean(watermark), unit)
    return canvas


def _aside(spec: Mapping[str, Any]) -> bool:
    """Whether a figure is dots moved aside: stretched, they would leave the names that lead to them."""
    hidden = spec["layout"].get("yaxis", {}).get("showticklabels") is False
    return hidden and all(
        each["type"] == "scatter" and each.get("mode") == "markers" for each in spec["data"]
    )


def _fitted(
    spec: Mapping[str, Any],
    room: tuple[float, float, float, float],
    scale: float,
    size: tuple[float, float],
) -> Canvas:
    """Draw a figure so that its words stay inside `room`.

    The figure's margins were estimated for the page's font. Where words stick out in this one, the
    plot area gives way and the figure is drawn afresh.
    """
    left, right = room[0], room[2]
    for _ in range(3):
        canvas = Canvas(*size)
        _draw(canvas, spec, (left, room[1], right, room[3]), scale)
        out_left = room[0] - min((box.left for box in canvas.boxes), default=room[0])
        out_right = max((box.right for box in canvas.boxes), default=room[2]) - room[2]
        if out_left <= 1 and out_right <= 1:
            break
        left, right = left + max(out_left, 0), right - max(out_right, 0)
    return canvas


def _draw(
    canvas: Canvas,
    spec: Mapping[str, Any],
    room: tuple[float, float, float, float],
    scale: float,
) -> None:
    """Draw a figure inside `room` (left, top, right, bottom)."""
    layout = spec["layout"]
    rows = legend_rows(canvas, spec, room[2] - room[0], scale)
    size = layout["legend"]["font"]["size"] * scale if rows else 0.0
    # The figure's margin has room for a legend of one line; more lines push it down.
    down = max(len(rows) - 1, 0) * LINE_HEIGHT * size
    plane = lay_plane(canvas, layout, (room[0], room[1] + down, room[2], room[3]), scale)
    draw_axes(canvas, plane)
    layers: dict[str, list[Mapping[str, Any]]] = {"below": [], "above": []}
    for shape in layout.get("shapes", ()):
        layers[shape["layer"]].append(shape)
    draw_shapes(canvas, plane, layers["below"])
    draw_traces(canvas, plane, spec["data"], layout.get("barmode", "group"))
    draw_shapes(canvas, plane, layers["above"])
    draw_annotations(canvas, plane, layout.get("annotations", ()))
    if rows:
        title = layout["legend"].get("title", {}).get("text", "")
        draw_legend(canvas, rows, room[0], room[1], size, title)


def _mark(canvas: Canvas, words: str, unit: float) -> None:
    """Write `words` large and see-through across the middle of the sheet."""
    size = 90.0 * unit
    lines = plain(words, bold=True)
    while size > 20 and canvas.extent(lines, size)[0] > 0.9 * canvas.width:
        size -= 5
    across = canvas.width / 2, canvas.height / 2
    canvas.text(lines, *across, size, "#b4230f40", across="center", up="middle", note=False)
