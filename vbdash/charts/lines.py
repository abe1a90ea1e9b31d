"""Figures over time: curves and ranks in one frame."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import inf
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from vbdash.charts.curves import Curve, Look, background, curves, span, subject
from vbdash.charts.figure import (
    FONT,
    NARROW,
    annotation,
    axis,
    build,
    font_size,
    frame,
    line_shape,
    margin_for,
    nice_range,
)
from vbdash.charts.labels import escape, span_of, spread, text_size, wrap, written
from vbdash.charts.palette import CATEGORY, CONTEXT, CONTEXT_PALE, SYMBOLS
from vbdash.data.editions import DOUBTS
from vbdash.text import Text

#: Letters on a line of a label at the end of a curve.
_LABEL_WIDTH: Final = 14
#: Share of the years that the words of a break take; a break nearer the one before is a line alone.
_BREAK: Final = 0.16
#: Grey curves that are read one by one, as the median beside a municipality; more are a crowd.
_FEW: Final = 2
#: More curves than this in colour cannot be told apart.
_MOST: Final = len(CATEGORY)


def time_lines(
    table: pd.DataFrame,
    tx: Text,
    *,
    unit: str = "",
    decimals: int = 0,
    highlight: Sequence[str] = (),
    extremes: bool = False,
    y_title: str = "",
    from_zero: bool = True,
    height: float = 400,
    large: bool = False,
) -> go.Figure:
    """Draw curves over time, the chosen ones in colour with their names at the end.

    Parameters
    ----------
    table
        One row a figure. ``year`` (whole number), ``group`` (the curve's name), ``value``;
        optional ``code`` (what `highlight` refers to; otherwise the name), ``series`` (edition:
        two editions are never joined) and ``status`` (``"preliminary"`` and ``"provisional"`` are drawn hollow).
    tx
        The visitor's language.
    unit, decimals
        Short unit (``"%"``, ``"mnkr"``) and decimals of the values.
    highlight
        Keys of the curves the figure is about, at most seven, first one in the accent colour.
        Empty: all of them if there are at most seven.
    extremes
        Name the grey curves that end highest and lowest, and the highest point of all where it is
        another's: a hand on a mouse is not needed to know which they are.
    y_title
        What is measured, in a line above the figure.
    from_zero
        Whether the value axis starts at zero (the measure says whether it may be cut).
    height, large
        Height in pixels without the line above the figure; type for a projector.
    """
    size = font_size(large)
    every = curves(table, decimals)
    chosen = _chosen(every, highlight)
    extent = nice_range([p for c in every for p in c.points], from_zero=from_zero)
    ends = [(_end_text(tx, c, unit, decimals, value=len(chosen) <= 3), *c.end) for c in chosen]
    named = _outermost(every, chosen) if extremes else []
    ends += [(_plain_text(tx, c, unit, decimals), *c.end) for c in named]
    margin = {"t": size, "b": 2 * size + 4, "r": margin_for([e[0] for e in ends], size)}
    layout = frame(tx, height, large=large, margin=margin, note=_note(tx, y_title, chosen))
    room = height - margin["t"] - margin["b"]
    layout["annotations"] += _end_labels(ends, extent, room, size)
    layout["shapes"] = []
    layout["xaxis"] = _year_axis(size, every)
    layout["yaxis"] = axis(
        size, range=extent, showgrid=True, separatethousands=True, exponentformat="none", nticks=6
    )
    _draw_breaks(tx, layout, chosen, size)
    if extremes:
        layout["annotations"] += _peak(
            tx, every, [*chosen, *named], unit, decimals, size, margin["r"]
        )
    return build(_traces(tx, every, chosen, unit, decimals, large, named), layout)


def rank_lines(
    table: pd.DataFrame,
    tx: Text,
    *,
    highlight: Sequence[str] = (),
    y_title: str = "",
) -> go.Figure:
    """Draw how ranks change over time, first place on top.

    Parameters
    ----------
    table
        ``year``, ``group`` (name), ``value`` (the rank, 1 is first); optional ``code``,
        ``series`` and ``status`` as for :func:`time_lines`.
    tx
        The visitor's language.
    highlight
        Keys of the curves the figure is about, at most seven. All others are grey, but carry
        their names too where there are at most 25 of them.
    y_title
        What is ranked, in a line above the figure.
    """
    size = FONT
    every = curves(table, 0)
    wanted = [str(key) for key in highlight]
    chosen = _chosen(every, wanted) if wanted else []
    worst = max((p for c in every for p in c.points), default=1)
    spelled = every if len(every) <= 25 else chosen
    height = 4.5 * size + 1.5 * size * worst if spelled is every else 30 * size
    ends = [(_rank_text(c, bold=c in chosen), *c.end) for c in spelled]
    margin = {"t": size, "b": 2 * size + 4, "r": margin_for([e[0] for e in ends], size)}
    layout = frame(tx, height, margin=margin, note=y_title)
    extent = [worst + 0.6, 0.4]
    room = height - margin["t"] - margin["b"]
    layout["annotations"] += _end_labels(ends, extent, room, size)
    layout["xaxis"] = _year_axis(size, every)
    ticks = {"dtick": 1, "tick0": 1} if worst <= 10 else {"dtick": 5, "tick0": 0}
    layout["yaxis"] = axis(size, range=extent, tickformat="d", **ticks)
    return build(_traces(tx, every, chosen, "", 0, large=False), layout)


def _year_axis(size: int, every: Sequence[Curve]) -> dict[str, Any]:
    first, last = span(every)
    step = {} if last - first > 8 else {"dtick": 1, "tick0": first}
    pad = max(0.3, 0.015 * (last - first))
    return axis(size, range=[first - pad, last + pad], tickformat="d", nticks=7, **step)


def _chosen(every: Sequence[Curve], highlight: Sequence[str]) -> list[Curve]:
    if not highlight:
        return list(every) if len(every) <= _MOST else []
    by_key = {curve.key: curve for curve in every}
    wanted = dict.fromkeys(str(key) for key in highlight)
    return [by_key[key] for key in wanted if key in by_key][:_MOST]


def _traces(
    tx: Text,
    every: Sequence[Curve],
    chosen: Sequence[Curve],
    unit: str,
    decimals: int,
    large: bool,
    named: Sequence[Curve] = (),
) -> list[dict[str, Any]]:
    behind = [c for c in every if c not in chosen and c not in named]
    quiet = CONTEXT if len(behind) <= _FEW and not named else CONTEXT_PALE
    traces = [t for c in behind for t in background(tx, c, unit, decimals, colour=quiet)]
    for curve in named:
        traces += background(tx, curve, unit, decimals, colour=CONTEXT)
    for i in reversed(range(len(chosen))):  # the first one chosen lies on top
        look = Look(CATEGORY[i], SYMBOLS[i], 1.5 if large else 1.0)
        traces += subject(tx, chosen[i], look, unit, decimals)
    return traces


def _end_text(tx: Text, curve: Curve, unit: str, decimals: int, *, value: bool) -> str:
    label = f"<b>{wrap(curve.name, _LABEL_WIDTH)}</b>"
    if not value:
        return label
    return f"{label}<br>{escape(written(tx.separators, [curve.end[1]], unit, decimals)[0])}"


def _plain_text(tx: Text, curve: Curve, unit: str, decimals: int) -> str:
    return _end_text(tx, curve, unit, decimals, value=True).replace("<b>", "").replace("</b>", "")


def _outermost(every: Sequence[Curve], chosen: Sequence[Curve]) -> list[Curve]:
    """Return the curves that end highest and lowest in the last year, unless they are chosen."""
    _, last = span(every)
    there = sorted((c for c in every if c.end[0] == last), key=lambda c: (c.end[1], c.key))
    if len(there) < 3:
        return []
    return [c for c in (there[-1], there[0]) if c not in chosen]


def _peak(
    tx: Text,
    every: Sequence[Curve],
    spelled: Sequence[Curve],
    unit: str,
    decimals: int,
    size: int,
    right: float,
) -> list[dict[str, Any]]:
    """Name the highest point of all where its curve has no name at its end.

    `right` is the margin behind the last year, where the name may reach.
    """
    points = [
        (figure, run.first + i, curve)
        for curve in every
        for run in curve.runs
        for i, figure in enumerate(run.points)
        if figure is not None
    ]
    if not points:
        return []
    figure, year, curve = max(points, key=lambda p: (p[0], p[1]))
    if curve in spelled:
        return []
    value = written(tx.separators, [figure], unit, decimals)[0]
    first, last = span(every)
    # On the narrowest phone, too, the name is whole: on another side, else on two lines.
    spot = (NARROW - right) * (year - first) / max(last - first, 1)
    sides = (
        ("right", "center", "left") if 2 * spot > NARROW - right else ("left", "center", "right")
    )
    name, said = escape(curve.name), f"{year:.0f}: {escape(value)}"
    fitting = (
        (text, side)
        for text in (f"{name} {said}", f"{name}<br>{said}")
        for side in sides
        if _inside(span_of(spot, text_size(text, size - 1)[0], side))
    )
    text, side = next(fitting, (f"{name}<br>{said}", "center"))
    return [
        annotation(text, year, figure, "x", "y", size - 1, xanchor=side, yanchor="bottom", yshift=2)
    ]


def _inside(reach: tuple[float, float]) -> bool:
    return reach[0] >= 0 and reach[1] <= NARROW


def _rank_text(curve: Curve, *, bold: bool) -> str:
    text = f"{curve.end[1]:g}. {escape(curve.name)}"
    return f"<b>{text}</b>" if bold else text


def _end_labels(
    ends: Sequence[tuple[str, int, float]], extent: Sequence[float], room: float, size: float
) -> list[dict[str, Any]]:
    """Return texts beside the last point of each curve, moved apart so that none overlap.

    `ends` holds text, year and figure of each curve; `extent` the value axis from bottom to top
    (it may run downwards); `room` the height of the plot area in pixels.
    """
    per_unit = room / (extent[1] - extent[0])
    wanted = [(figure - extent[0]) * per_unit for *_, figure in ends]
    heights = [text_size(text, size)[1] + 2 for text, *_ in ends]
    middles = spread(wanted, heights, -size, room + size)
    return [
        annotation(
            text, year, extent[0] + middle / per_unit, "x", "y", size,
            xanchor="left", yanchor="middle", xshift=8,
        )
        for (text, year, _), middle in zip(ends, middles, strict=True)
    ]  # fmt: skip


def _note(tx: Text, y_title: str, chosen: Sequence[Curve]) -> str:
    said = {run.hollow for curve in chosen for run in curve.runs}
    hollow = next((words for words in DOUBTS.values() if words in said), "")
    return " · ".join(filter(None, (y_title, f"○\N{NO-BREAK SPACE}{tx(hollow)}" if hollow else "")))


def _draw_breaks(tx: Text, layout: dict[str, Any], chosen: Sequence[Curve], size: int) -> None:
    """Mark where one edition ends and the next begins."""
    seams = {(old.last + new.first) / 2 for c in chosen for old, new in pairwise(c.runs)}
    years = [run.first for c in chosen for run in c.runs] + [r.last for c in chosen for r in c.runs]
    room, named = _BREAK * (max(years, default=0) - min(years, default=0)), -inf
    for x in sorted(seams):
        layout["shapes"].append(line_shape((x, x), (0, 1), "x", "y domain", dash="dot", width=1))
        if x - named < room:  # its words would lie on those of the break before
            continue
        named = x
        layout["annotations"].append(
            annotation(escape(tx("break in the series")), x, 0, "x", "y domain", size - 2,
                       xanchor="right", yanchor="bottom", xshift=-3)
        )  # fmt: skip
