"""Points in a plane, and names beside them that do not lie on each other."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import product
from typing import Any, Final

import pandas as pd

from vbdash.charts.figure import (
    FONT,
    NARROW,
    annotation,
    axis,
    clickable,
    frame,
    keys,
    nice_range,
    rounded,
    value_hover,
)
from vbdash.charts.labels import escape, text_size, wrap, written
from vbdash.charts.palette import CONTEXT
from vbdash.text import Text

Box = tuple[float, float, float, float]  # left, bottom, right, top

#: Widths of the plot area, in pixels, at which no two names may meet: a phone, a page, a wall.
_WIDTHS: Final = (NARROW, 600.0, 1200.0)
#: Where a name may stand: sideways and upwards from its point, in pixels, and its anchors. The
#: later ones stand off and have a line to their point.
_SPOTS: Final = (
    (8, 0, "left", "middle"),
    (-8, 0, "right", "middle"),
    (0, 8, "center", "bottom"),
    (0, -8, "center", "top"),
    *((x, y, "left" if x > 0 else "right", "bottom" if y > 0 else "top")
      for y, x in product((24, -24, 44, -44, 66, -66), (10, -10))),
)  # fmt: skip
_BACK: Final = {"left": 0.0, "center": 0.5, "right": 1.0, "bottom": 0.0, "middle": 0.5, "top": 1.0}


def place_labels(
    points: Sequence[tuple[float, float]],
    named: Sequence[int],
    sizes: Sequence[tuple[float, float]],
    room: float,
    needed: int,
    blocked: Sequence[tuple[tuple[float, float], tuple[float, float]]] = (),
) -> dict[int, tuple[float, float, str, str]]:
    """Find places for names beside their points.

    Parameters
    ----------
    points
        All points, as shares (0 to 1) of the plot area's width and height.
    named
        Which points get a name, most important first.
    sizes
        Width and height in pixels of each of their names.
    room
        Height of the plot area in pixels.
    needed
        How many of `named` must get their name; the others go without where there is no room.
    blocked
        Lower left corner (in shares) and size (in pixels) of texts that stand there already.

    Returns
    -------
    dict
        For each named point sideways and upwards shift in pixels and its two anchors. No two names
        meet at any width from a phone to a wall, unless a needed name had no free place at all.
    """
    corner = (0, 0, "left", "bottom")
    taken = [[_box(point, corner, size, w, room) for point, size in blocked] for w in _WIDTHS]
    found: dict[int, tuple[float, float, str, str]] = {}
    for rank, (i, size) in enumerate(zip(named, sizes, strict=True)):
        best, cost = None, math.inf
        for order, spot in enumerate(_SPOTS):
            boxes = [_box(points[i], spot, size, width, room) for width in _WIDTHS]
            here = order + _cost(boxes, taken, points, room)
            if here < cost:
                best, cost = spot, here
        if best is not None and (cost < 1000 or rank < needed):
            found[i] = best
            for boxes_taken, width in zip(taken, _WIDTHS, strict=True):
                boxes_taken.append(_box(points[i], best, size, width, room))
    return found


def _box(
    point: tuple[float, float],
    spot: tuple[float, float, str, str],
    size: tuple[float, float],
    width: float,
    room: float,
) -> Box:
    left = point[0] * width + spot[0] - _BACK[spot[2]] * size[0]
    bottom = point[1] * room + spot[1] - _BACK[spot[3]] * size[1]
    return left, bottom, left + size[0], bottom + size[1]


def _cost(
    boxes: Sequence[Box],
    taken: Sequence[Sequence[Box]],
    points: Sequence[tuple[float, float]],
    room: float,
) -> float:
    """Return how bad a place is: meeting a name is ruled out, covering a point is only worse."""
    cost = 0.0
    for box, others, width in zip(boxes, taken, _WIDTHS, strict=True):
        cost += 1000 * sum(_meet(box, other) for other in others)
        cost += 300 * (box[0] < -4 or box[2] > width + 12 or box[1] < -2 or box[3] > room + 8)
    box = boxes[0]
    covered = sum(
        box[0] < x * _WIDTHS[0] < box[2] and box[1] < y * room < box[3] for x, y in points
    )
    return cost + 6 * covered


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


class Cloud:
    """The points of a table in a plane, its axes and the names beside the points.

    Parameters
    ----------
    table
        ``label``, ``x``, ``y``; optional ``code``. Rows that lack either value are left out.
    tx
        The visitor's language.
    height
        Height of the figure in pixels.
    log_x
        Whether the x axis is logarithmic.
    x_reach, y_reach
        Further values the axes must show.
    """

    def __init__(
        self,
        table: pd.DataFrame,
        tx: Text,
        *,
        height: float,
        log_x: bool = False,
        x_reach: Sequence[float] = (),
        y_reach: Sequence[float] = (),
    ) -> None:
        self.table = table[table["x"].notna() & table["y"].notna()]
        self.tx, self.height, self.log_x = tx, height, log_x
        self.size = FONT
        self.names = [str(label) for label in self.table["label"]]
        self.keys = keys(self.table)
        self.x = [float(v) for v in self.table["x"]]
        self.y = [float(v) for v in self.table["y"]]
        self.reach = ([*self.x, *x_reach], [*self.y, *y_reach])
        self.extents: tuple[list[float], list[float]] = ([0.0, 1.0], [0.0, 1.0])

    def column(self, name: str) -> list[str]:
        """Return a column of the rows drawn, as text; empty texts where the table has none."""
        there = name in self.table.columns
        return [str(v) for v in self.table[name]] if there else [""] * len(self.x)

    def rows_of(self, wanted: Sequence[str]) -> list[int]:
        """Return the numbers of the rows with these keys, in this order, at most seven."""
        found = dict.fromkeys(str(key) for key in wanted)
        return [self.keys.index(key) for key in found if key in self.keys][:7]

    def along(self, x: float) -> float:
        """Return the place of `x` as annotations on this x axis want it."""
        return math.log10(x) if self.log_x else x

    def layout(self, x_title: str, y_title: str, *, from_zero: bool) -> dict[str, Any]:
        """Return the figure's layout; the y axis is named above the figure, not along it."""
        size = self.size
        self.extents = (
            nice_range(map(self.along, self.reach[0]), from_zero=from_zero and not self.log_x),
            nice_range(self.reach[1], from_zero=from_zero),
        )
        margin = {"b": 4 * size, "r": 16}
        layout = frame(self.tx, self.height, margin=margin, note=y_title)
        scale = self._log_ticks() if self.log_x else {"nticks": 6}
        layout["xaxis"] = axis(
            size,
            range=self.extents[0],
            title=escape(x_title),
            separatethousands=True,
            exponentformat="none",
            **scale,
        )
        layout["yaxis"] = axis(
            size,
            range=self.extents[1],
            showgrid=True,
            separatethousands=True,
            exponentformat="none",
            nticks=6,
        )
        return layout

    def _log_ticks(self) -> dict[str, Any]:
        """Return a logarithmic axis labelled at 1, 2, 5, 10, 20, 50 ..."""
        low, high = self.extents[0]
        powers = range(math.floor(low), math.ceil(high) + 1)
        every = [digit * 10**power for power in powers for digit in (1, 2, 5)]
        ticks = [tick for tick in every if low <= math.log10(tick) <= high]
        return {"type": "log", "tickvals": ticks, "ticktext": written(self.tx.separators, ticks)}

    def up(self, y: float) -> float:
        """Return how far up the plot area `y` lies, from 0 to 1."""
        low, high = self.extents[1]
        return (y - low) / (high - low)

    def labels(
        self,
        named: Sequence[int],
        needed: int,
        blocked: Sequence[tuple[tuple[float, float], tuple[float, float]]] = (),
    ) -> list[dict[str, Any]]:
        """Return the names of rows, the first `needed` of them in bold and in any case.

        They keep off the `blocked` texts: lower left corner (in shares of the plot area), size.
        """
        left, right = self.extents[0]
        points = [
            ((self.along(x) - left) / (right - left), self.up(y))
            for x, y in zip(self.x, self.y, strict=True)
        ]
        size, room = self.size - 1, self.height - 5 * self.size
        texts = [wrap(self.names[i], 20, lines=2) for i in named]
        texts = [f"<b>{t}</b>" if n < needed else t for n, t in enumerate(texts)]
        spots = place_labels(points, named, [text_size(t, size) for t in texts], room, needed,
                             blocked)  # fmt: skip
        notes = []
        for i, text in zip(named, texts, strict=True):
            if i not in spots:
                continue
            x, y, across, up = spots[i]
            place = round(self.along(self.x[i]), 4), round(self.y[i], 4)
            style: dict[str, Any] = {"xanchor": across, "yanchor": up}
            if abs(y) > 8:
                line = {"arrowhead": 0, "arrowwidth": 1, "arrowcolor": CONTEXT, "standoff": 4}
                style |= {"showarrow": True, "ax": x, "ay": -y} | line
            else:
                style |= {"xshift": x, "yshift": y}
            notes.append(annotation(text, *place, "x", "y", size, **style))
        return notes

    def traces(
        self,
        looks: Sequence[tuple[Sequence[int], str, str]],
        units: tuple[str, str],
        decimals: tuple[int, int],
    ) -> list[dict[str, Any]]:
        """Return a trace for each look: rows, colour and marker shape."""
        drawn = []
        for members, colour, symbol in looks:
            if not members:
                continue
            x = rounded([self.x[i] for i in members], decimals[0])
            y = rounded([self.y[i] for i in members], decimals[1])
            across, _ = value_hover(self.tx, [abs(v or 0) for v in x], "x", units[0], decimals[0])
            up, texts = value_hover(self.tx, y, "y", units[1], decimals[1])
            trace: dict[str, Any] = {
                "type": "scatter",
                "mode": "markers",
                "x": x,
                "y": y,
                "text": [escape(self.names[i]) for i in members],
                "hovertemplate": f"<b>%{{text}}</b><br>{up} · {across}<extra></extra>",
                "marker": {"size": round(0.7 * self.size), "color": colour, "symbol": symbol},
                "cliponaxis": False,
            }
            if texts:
                trace["hovertext"] = texts
            if "code" in self.table.columns:
                trace |= clickable(self.keys[i] for i in members)
            drawn.append(trace)
        return drawn
