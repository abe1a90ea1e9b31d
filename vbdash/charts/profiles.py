"""Where one area stands on many measures: a beeswarm a row, each on a scale of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from vbdash.charts.figure import (
    FONT,
    NARROW,
    annotation,
    axis,
    build,
    frame,
    line_shape,
    rect_shape,
)
from vbdash.charts.labels import LINE_HEIGHT, escape, wrap
from vbdash.charts.palette import BAND, CATEGORY, CONTEXT, SYMBOLS
from vbdash.charts.strips import swarm
from vbdash.text import Text

_DIAMETER: Final = 11.0
#: Half the height that the dots of a row may take, in pixels.
_MOST: Final = 30.0
#: The shapes of :data:`vbdash.charts.palette.SYMBOLS` as letters, those that a key may need.
_SIGNS: Final = "●■◆▲"
#: Letters on a line above a row, on the narrowest phone.
_WIDTH: Final = 40
#: An area's code, name and value, and the value in words.
_Dot = tuple[str, str, float, str]


def profile_rows(
    dots: pd.DataFrame,
    rows: pd.DataFrame,
    tx: Text,
    *,
    highlight: Sequence[str] = (),
    names: Sequence[str] = (),
) -> go.Figure:
    """Draw a row of dots for each measure, the chosen areas by shape and colour.

    Parameters
    ----------
    dots
        One row a measure and area: ``row`` (the measure), ``code``, ``label``, ``value``, ``said``
        (the value in words). Rows without a value are left out.
    rows
        One row a measure, in the order of drawing: ``row``, ``title``, ``text`` (what is said of
        the chosen area), ``middle``, ``low`` and ``high`` (the quartiles; may be missing).
    tx
        The visitor's language.
    highlight
        Codes of the chosen areas, at most seven; the first in the accent colour and largest.
    names
        What they are called: written with their shapes above the rows where they are several.
    """
    size = FONT
    chosen = [str(code) for code in highlight][:7]
    # Sorted and split once: a frame for each row would take half of the drawing's time.
    dots = dots[dots["value"].notna()].sort_values(["value", "code"])
    of_row: dict[str, list[_Dot]] = {}
    for name, *dot in zip(
        *(dots[column].tolist() for column in ("row", "code", "label", "value", "said")),
        strict=True,
    ):
        of_row.setdefault(str(name), []).append((str(dot[0]), str(dot[1]), dot[2], str(dot[3])))
    annotations: list[dict[str, Any]] = []
    shapes: list[dict[str, Any]] = []
    marks: list[tuple[str, str, float, float, str]] = []
    top = 0.0
    for row in rows.itertuples():
        top = _row(of_row.get(str(row.row), []), row, top, size, annotations, shapes, marks)
    layout = frame(
        tx,
        top + 8,
        margin={"t": 4, "b": 4, "l": 10, "r": 12},
        note=_key(names) if len(chosen) > 1 else "",
        annotations=annotations,
        shapes=shapes,
        xaxis=axis(size, range=[-0.03, 1.03], showticklabels=False),
        yaxis=axis(size, range=[top, 0], showticklabels=False),
    )
    return build(_traces(marks, chosen), layout)


def _key(names: Sequence[str]) -> str:
    """Return which shape is whose, in signs that the typeface of paper has."""
    return "   ".join(f"{sign} {name}" for sign, name in zip(_SIGNS, names, strict=False))


def _row(
    own: Sequence[_Dot],
    row: Any,
    top: float,
    size: int,
    annotations: list[dict[str, Any]],
    shapes: list[dict[str, Any]],
    marks: list[tuple[str, str, float, float, str]],
) -> float:
    """Lay out one measure below `top` and return where it ends, in pixels."""
    title = f"<b>{wrap(row.title, _WIDTH - 6, lines=3)}</b><br>{wrap(row.text, _WIDTH, lines=4)}"
    head = (title.count("<br>") + 1) * LINE_HEIGHT * size
    annotations.append(
        annotation(title, 0, top, "x domain", "y", size, xanchor="left", yanchor="top")
    )
    ends = (own[0][2], own[-1][2]) if own else (0.0, 1.0)
    places = [place(value, ends) for _, _, value, _ in own]
    aside = swarm([place * NARROW for place in places], _DIAMETER)
    reach = max((abs(y) for y in aside), default=0.0)
    if reach > _MOST:
        aside = [y * _MOST / reach for y in aside]
    half = min(reach, _MOST) + _DIAMETER / 2 + 3
    middle = top + head + half + 4
    for (code, name, _, said), x, y in zip(own, places, aside, strict=True):
        marks.append((code, name, x, middle - y, said))
    _range(row, ends, middle, half, shapes)
    foot = middle + half
    if own:
        for x, anchor, text in (
            (0, "left", own[0][3]),
            (1, "right", own[-1][3]),
        ):
            annotations.append(
                annotation(escape(text), x, foot, "x", "y", size - 2, xanchor=anchor, yanchor="top")
            )
    return foot + LINE_HEIGHT * (size - 2) + 1.3 * size


def _range(
    row: Any, ends: tuple[float, float], middle: float, half: float, shapes: list[dict[str, Any]]
) -> None:
    """Shade the middle half and mark the median."""
    across = (middle - half, middle + half)
    if row.low == row.low and row.high == row.high:
        quartiles = place(row.low, ends), place(row.high, ends)
        shapes.append(rect_shape(quartiles, across, "x", "y", BAND))
    if row.middle == row.middle:
        at = place(row.middle, ends)
        shapes.append(line_shape((at, at), across, "x", "y", dash="solid", width=1.5))


def place(value: float, ends: tuple[float, float]) -> float:
    """Put a value on a line from 0 (the lowest area) to 1 (the highest)."""
    low, high = ends
    return round((value - low) / (high - low), 4) if high > low else 0.5


def _traces(
    marks: Sequence[tuple[str, str, float, float, str]], chosen: Sequence[str]
) -> list[dict[str, Any]]:
    looks: list[tuple[list[tuple[str, str, float, float, str]], str, str, float]] = [
        ([m for m in marks if m[0] not in chosen], CONTEXT, "circle", _DIAMETER - 2)
    ]
    for n in reversed(range(len(chosen))):
        own = [m for m in marks if m[0] == chosen[n]]
        looks.append((own, CATEGORY[n], SYMBOLS[n], _DIAMETER + (5 if n == 0 else 2)))
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [m[2] for m in members],
            "y": [round(m[3], 1) for m in members],
            "text": [escape(m[1]) for m in members],
            "hovertext": [escape(m[4]) for m in members],
            "customdata": [m[0] for m in members],
            "hovertemplate": "<b>%{text}</b><br>%{hovertext}<extra></extra>",
            "marker": {"size": size, "color": colour, "symbol": symbol,
                       "opacity": 0.7 if colour == CONTEXT else 1},
            "showlegend": False,
        }
        for members, colour, symbol, size in looks
        if members
    ]  # fmt: skip
