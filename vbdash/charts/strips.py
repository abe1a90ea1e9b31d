"""All areas on one line, mine among them: the beeswarm.

Dots keep their exact place along the axis and move aside only across it. The layout is made for
the narrowest plot area a figure may have, so that dots never touch, however wide the page is; and
it depends on nothing but the values, so that the same figures always give the same picture.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from vbdash.charts.figure import (
    NARROW,
    Reference,
    annotation,
    axis,
    build,
    font_size,
    frame,
    keys,
    nice_range,
    rect_shape,
    rounded,
    value_hover,
)
from vbdash.charts.labels import LINE_HEIGHT, escape, place_rows, text_size, wrap, written
from vbdash.charts.palette import BAND, CATEGORY, CONTEXT, SYMBOLS
from vbdash.charts.rows import draw_references
from vbdash.text import Text

__all__ = ["beeswarm", "swarm"]

#: Half the height a swarm may take, in pixels, before its dots are made smaller.
_MOST: Final = 120.0


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
    references: Sequence[Reference] = (),
    similar: tuple[float, float] | None = None,
    x_title: str = "",
    large: bool = False,
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
    references
        Values to draw across the swarm: Sweden, the county's median.
    similar
        The range of values called similar to the chosen one's; shaded.
    x_title
        What is measured.
    large
        Type for a projector.
    """
    size = font_size(large)
    table = table[table["value"].notna()]
    values = [v for v in rounded(table["value"], decimals) if v is not None]
    codes = keys(table)
    chosen = [codes.index(k) for k in dict.fromkeys(map(str, highlight)) if k in codes][:7]
    reach = [*values, *(r.value for r in references), *(similar or ())]
    extent = nice_range(reach, from_zero=False, headroom=0.07)
    aside, diameter = _layout(values, extent, large=large)
    half = max((abs(y) for y in aside), default=0.0) + diameter
    lines, names, foot = draw_references(references, extent, size, above=False)
    labels, head = _labels(tx, table, values, aside, chosen, extent, half, (unit, decimals), size)
    band = [rect_shape(similar, (0, 1), "x", "y domain", BAND)] if similar else []
    legend = tx("shaded: similar values") if similar else ""
    tail = 1.8 * size + (1.8 * size if x_title else 0)
    # References have their names between the swarm and the axis: the plot area is taller below.
    top, low = half + head, half + foot
    for name in names:
        name |= {"yanchor": "bottom", "yshift": foot + name["yshift"] - LINE_HEIGHT * size}
    layout = frame(
        tx,
        top + low + tail + (2 * size if legend else 8),
        large=large,
        margin={"t": 2 * size if legend else 8, "b": tail, "l": 8},
        note=escape(legend),
        annotations=[*names, *labels],
        shapes=[*band, *lines],
        xaxis=axis(size, range=extent, showgrid=False, separatethousands=True, nticks=6,
                   ticks="outside", title=escape(x_title)),
        yaxis=axis(size, range=[-low, top], showticklabels=False),
    )  # fmt: skip
    return build(_dots(tx, table, values, aside, chosen, diameter, (unit, decimals)), layout)


def _layout(
    values: Sequence[float], extent: Sequence[float], *, large: bool
) -> tuple[list[float], float]:
    """Return how far aside each dot lies, and their diameter, both in pixels."""
    per_unit = NARROW / (extent[1] - extent[0])
    places = [(value - extent[0]) * per_unit for value in values]
    diameter = (14.0 if len(values) <= 30 else 9.0) * (1.4 if large else 1.0)
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
            trace["customdata"] = [codes[i] for i in members]
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
) -> tuple[list[dict[str, Any]], float]:
    """Return the names of the chosen dots above the swarm, and the pixels they take.

    Each name has a line down to its dot; names that would meet stand in rows above each other.
    """
    names = [table["label"].iloc[i] for i in chosen]
    figures = written(tx.separators, [values[i] for i in chosen], *shown_as)
    texts = [f"<b>{wrap(n, 24, lines=1)}</b> {escape(f)}" for n, f in zip(names, figures, strict=True)]
    widths = [text_size(text, size)[0] for text in texts]
    spots = [(values[i] - extent[0]) / (extent[1] - extent[0]) * NARROW for i in chosen]
    sides = ["left" if s < NARROW / 3 else "right" if s > NARROW * 2 / 3 else "center" for s in spots]
    back = {"left": 0.0, "center": 0.5, "right": 1.0}
    starts = [s - back[side] * w for s, w, side in zip(spots, widths, sides, strict=True)]
    levels = place_rows(starts, widths)
    line = LINE_HEIGHT * size + 2
    notes = []
    for i, text, level, side in zip(chosen, texts, levels, sides, strict=True):
        notes.append(
            annotation(
                text, values[i], aside[i], "x", "y", size, showarrow=True, arrowhead=0,
                arrowwidth=1, arrowcolor=CONTEXT, ax=0, xanchor=side, yanchor="bottom",
                ay=-round(half + 2 + level * line - aside[i], 1), standoff=4,
            )
        )  # fmt: skip
    return notes, (max(levels, default=-1) + 1) * line + 6
