"""One small panel a region, all with the same axes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from vbdash.charts.curves import Curve, Look, background, curves, span, subject
from vbdash.charts.figure import FONT, NARROW, annotation, axis, build, frame, nice_range
from vbdash.charts.labels import LINE_HEIGHT, text_size, wrap
from vbdash.charts.palette import ACCENT, CONTEXT
from vbdash.text import Text

#: Height of a panel's plot area in pixels.
_PANEL: Final = 110
#: Share of its column that a panel takes; the rest keeps it off the next one.
_WIDE = 0.86


@dataclass(frozen=True)
class _Grid:
    """Where panels lie: `count` of them, `columns` abreast, each `panel` pixels tall.

    Above a panel stands its name, `title` pixels tall; below it stand its years, and they keep off
    the next one's name.
    """

    count: int
    columns: int
    panel: float
    title: float
    years: float

    @property
    def pitch(self) -> float:
        return self.panel + self.title + self.years

    @property
    def room(self) -> float:
        """The height of all panels; the last row's years stand in the figure's margin."""
        return max(1, math.ceil(self.count / self.columns)) * self.pitch - self.years

    def place(self, number: int) -> tuple[list[float], list[float]]:
        """Return from where to where a panel reaches, across and upwards, in shares."""
        row, column = divmod(number, self.columns)
        top = 1 - (row * self.pitch + self.title) / self.room
        across = [column / self.columns, (column + _WIDE) / self.columns]
        return across, [max(0.0, top - self.panel / self.room), top]


def small_multiples(
    table: pd.DataFrame,
    tx: Text,
    *,
    unit: str = "",
    decimals: int = 0,
    highlight: Sequence[str] = (),
    context: Sequence[str] = (),
    columns: int = 3,
    y_title: str = "",
    from_zero: bool = True,
) -> go.Figure:
    """Draw one small panel a region, all with the same axes.

    Parameters
    ----------
    table
        Columns as for :func:`vbdash.charts.lines.time_lines`; a panel for each group that is not in
        `context`, in the order of the table.
    tx
        The visitor's language.
    unit, decimals
        Short unit and decimals of the values.
    highlight
        Keys of the groups the figure is about: their curves in the accent colour, their names in
        bold. Empty: all of them.
    context
        Keys of the groups drawn thin and grey in every panel: the county, Sweden. The note above names
        them.
    columns
        Panels abreast; three can still be read on a phone.
    y_title
        What is measured, in a line above the figure.
    from_zero
        Whether the value axis starts at zero.
    """
    size = FONT
    every = curves(table, decimals, finer=False)
    grey = [c for key in context for c in every if c.key == str(key)]
    panels = [c for c in every if c not in grey]
    own = {str(key) for key in highlight} or {c.key for c in panels}
    names = [_name(curve, bold=curve.key in own) for curve in panels]
    letters = _letters(names, size, columns, NARROW)
    title = max((text_size(name, letters)[1] for name in names), default=0.0) + 4
    years = (LINE_HEIGHT + 0.8) * size
    grid = _Grid(len(panels), columns, _PANEL, title, years)
    extent = nice_range((p for c in every for p in c.points), from_zero=from_zero)
    margin = {"t": 4, "b": 2 * size, "r": 12}
    note = " · ".join(filter(None, (y_title, _grey_text(tx, grey))))
    layout = frame(tx, grid.room + margin["t"] + margin["b"], margin=margin, note=note)
    traces: list[dict[str, Any]] = []
    for i, curve in enumerate(panels):
        n = "" if i == 0 else str(i + 1)
        where = {} if i == 0 else {"xaxis": f"x{n}", "yaxis": f"y{n}"}
        for other in grey:
            traces += background(tx, other, unit, decimals, hover=False, colour=CONTEXT, **where)
        look = Look(ACCENT if curve.key in own else CONTEXT, scale=0.8)
        traces += subject(tx, curve, look, unit, decimals, named=False, **where)
        across, up = grid.place(i)
        layout[f"xaxis{n}"] = _years(every, size, f"y{n}", across)
        layout[f"yaxis{n}"] = axis(
            size, range=extent, domain=up, anchor=f"x{n}", nticks=4, showgrid=True,
            separatethousands=True, showticklabels=i % columns == 0,
        )  # fmt: skip
        layout["annotations"].append(
            annotation(names[i], 0, 1, f"x{n} domain", f"y{n} domain", letters,
                       xanchor="left", yanchor="bottom")
        )  # fmt: skip
    return build(traces, layout)


def _name(curve: Curve, *, bold: bool) -> str:
    name = wrap(curve.name, 13, lines=2)
    return f"<b>{name}</b>" if bold else name


def _letters(names: Sequence[str], size: int, columns: int, width: float) -> float:
    """Return the font size at which no name reaches the next panel in a figure of a width."""
    widest = max((text_size(name, 1)[0] for name in names), default=0.0)
    return min(size - 1, width / columns / widest) if widest else size - 1


def _grey_text(tx: Text, grey: Sequence[Curve]) -> str:
    return tx("{names} in grey", names=tx.listing(c.name for c in grey)) if grey else ""


def _years(every: Sequence[Curve], size: int, anchor: str, domain: list[float]) -> dict[str, Any]:
    """Return a year axis that says from when to when: all a panel on a phone has room for."""
    first, last = span(every)
    middle = {"tickvals": [(first + last) / 2], "ticktext": [f"{first}–{last}"]}
    return axis(size, range=[first - 1, last + 1], domain=domain, anchor=anchor, **middle)
