"""All areas on one line, mine among them: the beeswarm.

Dots keep their exact place along the axis and move aside only across it. The layout is made for
the narrowest plot area a figure may have, so that dots never touch, however wide the page is; and
it depends on nothing but the values, so that the same figures always give the same picture.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from vbdash.charts.figure import (
    FONT,
    NARROW,
    Reference,
    annotation,
    axis,
    build,
    clickable,
    frame,
    keys,
    line_shape,
    nice_range,
    rect_shape,
    rounded,
    value_hover,
)
from vbdash.charts.labels import LINE_HEIGHT, escape, tags, text_size, wrap, wrap_to, written
from vbdash.charts.palette import BAND, CATEGORY, CONTEXT, SYMBOLS
from vbdash.text import Text

#: Half the height a swarm may take, in pixels, before its dots are made smaller.
_MOST: Final = 120.0
#: Letters on a line of the axis title, on the narrowest phone.
_TITLE_WIDTH: Final = 34


def swarm(places: Sequence[float], diameter: float) -> list[float]:
    """Move dots on a line aside so that none touch.

    Parameters
    ----------
    places
        Where the middle of each dot lies along the line, in pixels.
    diameter
        The dots' diameter in pixels.

    Returns
    -------
    list of float
        How far each dot is moved aside, in pixels, in the order of `places`. Dots without a near
        neighbour stay on the line; equal places are taken in their order.

    Notes
    -----
    Dots are taken from left to right; each is put on the place nearest the line that is free: on
    the line, or touching one of the dots already placed within a diameter of it.
    """
    order = sorted(range(len(places)), key=lambda i: (places[i], i))
    aside = [0.0] * len(places)
    near: list[tuple[float, float]] = []
    reach = diameter * diameter
    for i in order:
        x = places[i]
        near = [(px, py) for px, py in near if x - px < diameter]
        gaps = [math.sqrt(max(reach - (x - px) ** 2, 0.0)) + 1e-6 for px, _ in near]
        spots = [0.0, *(py + s * g for (_, py), g in zip(near, gaps, strict=True) for s in (1, -1))]
        # Ties between above and below go upwards.
        for y in sorted(spots, key=lambda y: (round(abs(y), 4), -y)):
            if all(abs(y - py) >= g - 2e-6 for (_, py), g in zip(near, gaps, strict=True)):
                aside[i] = y
                break
        near.append((x, aside[i]))
    return aside


def beeswarm(
    table: pd.DataFrame,
    tx: Text,
    *,
    unit: str = "",
    decimals: int = 0,
    highlight: Sequence[str] = (),
    named: Sequence[str] = (),
    references: Sequence[Reference] = (),
    middle: tuple[float, float] | None = None,
    x_title: str = "",
) -> go.Figure:
    """Draw every area as a dot on one axis, the chosen ones by shape and colour, with their names.

    Parameters
    ----------
    table
        ``label`` and ``value``; optional ``code`` (what `highlight` refers to, and what a click
        gives back as ``customdata``). Rows without a value are left out.
    tx
        The visitor's language.
    unit, decimals
        Short unit and decimals of the values.
    highlight
        Keys of the chosen areas, at most seven.
    named
        Keys of others that carry their names too, in plain type: the ends of the swarm.
    references
        Values to draw across the swarm: Sweden, the county's median.
    middle
        The quartiles, between which half of the areas lie; shaded.
    x_title
        What is measured.
    """
    size = FONT
    table = table[table["value"].notna()]
    values = [v for v in rounded(table["value"], decimals) if v is not None]
    codes = keys(table)
    chosen = [codes.index(k) for k in dict.fromkeys(map(str, highlight)) if k in codes][:7]
    reach = [*values, *(r.value for r in references), *(middle or ())]
    extent = nice_range(reach, from_zero=False, headroom=0.07)
    aside, diameter = _layout(tuple(values), tuple(extent))
    half = max((abs(y) for y in aside), default=0.0) + diameter
    lines, names, foot = _references(references, extent, half, size)
    others = [codes.index(k) for k in dict.fromkeys(map(str, named)) if k in codes]
    spelled = [*chosen, *(i for i in others if i not in chosen)]
    labels, head = _labels(
        tx, table, values, aside, spelled, extent, half, (unit, decimals), size, bold=len(chosen)
    )
    band = [rect_shape(middle, (-half, half), "x", "y", BAND)] if middle else []
    legend = tx("shaded: the middle half") if middle else ""
    title = wrap_to(x_title, _TITLE_WIDTH, NARROW, size)
    tail = 1.8 * size + (0.5 * size + 1.3 * size * (title.count("<br>") + 1) if title else 0)
    top, low = half + head, half + foot
    layout = frame(
        tx,
        top + low + tail + 8,
        margin={"t": 8, "b": tail, "l": 8},
        note=legend,
        annotations=[*names, *labels],
        shapes=[*band, *lines],
        xaxis=axis(size, range=extent, separatethousands=True, nticks=6, ticks="outside",
                   title=title),
        yaxis=axis(size, range=[-round(low, 1), round(top, 1)], showticklabels=False),
    )  # fmt: skip
    return build(_dots(tx, table, values, aside, chosen, diameter, (unit, decimals)), layout)


@lru_cache(maxsize=128)
def _layout(values: tuple[float, ...], extent: tuple[float, ...]) -> tuple[list[float], float]:
    """Return how far aside each dot lies, and their diameter, both in pixels.

    Kept, because 290 dots take longer to lay out than all the rest of a page.
    """
    places = [_pixel(value, extent) for value in values]
    diameter = 14.0 if len(values) <= 30 else 9.0
    aside = swarm(places, diameter)
    while max((abs(y) for y in aside), default=0) > _MOST and diameter > 4:
        diameter *= 0.8
        aside = swarm(places, diameter)
    return [round(y, 1) for y in aside], round(diameter, 1)


def _dots(
    tx: Text,
    table: pd.DataFrame,
    values: Sequence[float],
    aside: Sequence[float],
    chosen: Sequence[int],
    diameter: float,
    shown_as: tuple[str, int],
) -> list[dict[str, Any]]:
    names = [str(label) for label in table["label"]]
    codes = [str(code) for code in table["code"]] if "code" in table.columns else None
    looks = [([i for i in range(len(names)) if i not in chosen], CONTEXT, "circle", 1.0)]
    looks += [([i], CATEGORY[n], SYMBOLS[n], 1.25) for n, i in enumerate(chosen)]
    traces = []
    for members, colour, symbol, scale in looks:
        if not members:
            continue
        x = [values[i] for i in members]
        said, texts = value_hover(tx, x, "x", *shown_as)
        trace = {
            "type": "scatter",
            "mode": "markers",
            "x": x,
            "y": [aside[i] for i in members],
            "text": [escape(names[i]) for i in members],
            "hovertemplate": f"<b>%{{text}}</b><br>{said}<extra></extra>",
            # A dot is a pixel smaller than its place, so that neighbours stay two dots.
            "marker": {"size": round(diameter * scale - 1, 1), "color": colour, "symbol": symbol},
        }
        if texts:
            trace["hovertext"] = texts
        if codes:
            trace |= clickable(codes[i] for i in members)
        traces.append(trace)
    return traces


def _labels(
    tx: Text,
    table: pd.DataFrame,
    values: Sequence[float],
    aside: Sequence[float],
    chosen: Sequence[int],
    extent: Sequence[float],
    half: float,
    shown_as: tuple[str, int],
    size: int,
    *,
    bold: int,
) -> tuple[list[dict[str, Any]], float]:
    """Return the names of the chosen dots above the swarm, and the pixels they take.

    The first `bold` of them are what the figure is about. Each name has a line down to its dot; names that would meet stand in rows above each other.
    """
    figures = written(tx.separators, [values[i] for i in chosen], *shown_as)
    names = [wrap(table["label"].iloc[i], 24, lines=1) for i in chosen]
    texts = [
        f"{f'<b>{name}</b>' if n < bold else name} {escape(figure)}"
        for n, (name, figure) in enumerate(zip(names, figures, strict=True))
    ]
    placed = tags(
        [_pixel(values[i], extent) for i in chosen], [text_size(t, size)[0] for t in texts], NARROW
    )
    line = LINE_HEIGHT * size + 2
    notes = [
        annotation(
            text, values[i], aside[i], "x", "y", size, showarrow=True, arrowhead=0,
            arrowwidth=1, arrowcolor=CONTEXT, ax=0, xanchor=tag.side, yanchor="bottom",
            ay=-round(half + 2 + tag.row * line - aside[i], 1), standoff=4,
        )
        for i, text, tag in zip(chosen, texts, placed, strict=True)
    ]  # fmt: skip
    return notes, (max((t.row for t in placed), default=-1) + 1) * line + 6


def _references(
    references: Sequence[Reference], extent: Sequence[float], half: float, size: int
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], float]:
    """Return lines through the swarm, their names below it, and the pixels those take."""
    texts = [escape(ref.label) for ref in references]
    spots = [_pixel(ref.value, extent) for ref in references]
    placed = tags(spots, [text_size(text, size - 1)[0] for text in texts], NARROW)
    line = LINE_HEIGHT * (size - 1)
    shapes, notes = [], []
    for ref, text, tag in zip(references, texts, placed, strict=True):
        end = -round(half + tag.row * line + 2, 1)
        shapes.append(line_shape((ref.value, ref.value), (end, round(half, 1)), "x", "y"))
        notes.append(
            annotation(text, ref.value, end, "x", "y", size - 1, xanchor=tag.side, yanchor="top")
        )
    return shapes, notes, (max((t.row for t in placed), default=-1) + 1) * line + 6


def _pixel(value: float, extent: Sequence[float]) -> float:
    return (value - extent[0]) / (extent[1] - extent[0]) * NARROW
