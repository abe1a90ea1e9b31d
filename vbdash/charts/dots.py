"""Marks on a line a row: a value with its interval, two values and the way between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from vbdash.charts.figure import build, font_size, line_shape, nice_range, rounded
from vbdash.charts.labels import escape, written
from vbdash.charts.palette import ACCENT, CATEGORY, CONTEXT
from vbdash.charts.rows import (
    Rows,
    add_legend,
    lay_rows,
    lying,
    marked_rows,
    row_trace,
    value_column,
)
from vbdash.text import Text

#: Marks do not start at an edge as bars do, so their axis is shown.
_TICKS: Final[dict[str, Any]] = {"separatethousands": True, "nticks": 5}


def dot_range(
    table: pd.DataFrame,
    tx: Text,
    *,
    unit: str = "",
    decimals: int = 0,
    highlight: Sequence[str] = (),
    note: str = "",
    above: bool | None = None,
    large: bool = False,
) -> go.Figure:
    """Draw a value and the interval it lies in, one row each.

    Parameters
    ----------
    table
        ``label``, ``value``, ``low``, ``high``; optional ``code`` and ``approximate`` (true where
        the value is said to be about so much). A row may lack its interval (only the value is
        drawn) or its value (only the interval). In the order of the table.
    tx
        The visitor's language.
    unit, decimals
        Short unit and decimals of the values.
    highlight
        Keys of the rows the figure is about. Empty: all of them.
    note
        One line above the figure.
    above
        Names above the marks; by default where a name is long.
    large
        Type for a projector.
    """
    size = font_size(large)
    own, colours = marked_rows(table, highlight)
    rows = lay_rows([*map(str, table["label"])], size, bold=own, above=above)
    low, middle, high = (rounded(table[c], decimals) for c in ("low", "value", "high"))
    extent = nice_range([*low, *middle, *high], from_zero=True)
    texts = [
        text if one is None or two is None else f"{text} ({a}–{b})"
        for text, one, two, a, b in zip(
            written(tx.separators, middle, unit, decimals), low, high,
            written(tx.separators, low, "", decimals), written(tx.separators, high, "", decimals),
            strict=True,
        )
    ]  # fmt: skip
    texts = [f"≈ {text}" if about else text for text, about in _about(table, texts)]
    bars = [
        line_shape((a, b), (place, place), "x", "y", dash="solid", width=3, color=colour)
        for a, b, place, colour in zip(low, high, rows.places, colours, strict=True)
        if a is not None and b is not None
    ]
    marks = _marks(rows, table, middle, texts, size)
    marks["marker"] |= {"color": colours, "symbol": "circle"}
    layout = lying(tx, rows, extent, texts, note=note, large=large, **_TICKS)
    layout["shapes"] += bars
    return build([marks, value_column(rows, texts, extent[1])], layout)


def dumbbell(
    table: pd.DataFrame,
    tx: Text,
    *,
    names: tuple[str, str],
    unit: str = "",
    decimals: int = 0,
    quoted: bool = False,
    note: str = "",
    above: bool | None = None,
    large: bool = False,
) -> go.Figure:
    """Draw two values a row and the distance between them.

    Parameters
    ----------
    table
        ``label``, ``first`` and ``second``, either of which may be missing; optional ``code``, and
        ``approximate``: true where a quoted first value is nobody's exact words. In the order of
        the table.
    tx
        The visitor's language.
    names
        What the two values are.
    unit, decimals
        Short unit and decimals of the values; what is `quoted` is written in whole numbers.
    quoted
        The first value is somebody's claim and not a figure: it is drawn as an open diamond, its
        number in quotation marks, and the way to it is dotted.
    note
        One line above the figure.
    above
        Names above the marks; by default where a name is long.
    large
        Type for a projector.
    """
    size = font_size(large)
    rows = lay_rows([*map(str, table["label"])], size, above=above)
    # What is quoted keeps the whole percent that somebody said.
    ways_to_write = (0 if quoted else decimals, decimals)
    first, second = (
        rounded(table[c], n) for c, n in zip(("first", "second"), ways_to_write, strict=True)
    )
    extent = nice_range([*first, *second], from_zero=True)
    said, known = (
        written(tx.separators, values, unit, n)
        for values, n in zip((first, second), ways_to_write, strict=True)
    )
    if quoted:
        said = [f"≈ {text}" if about else f"”{text}”" for text, about in _about(table, said)]
    texts = [
        f"{a if x is not None else '–'} · {b}" for a, b, x in zip(said, known, first, strict=True)
    ]
    ways = [
        line_shape((a, b), (place, place), "x", "y", dash="dot" if quoted else "solid", width=2)
        for a, b, place in zip(first, second, rows.places, strict=True)
        if a is not None and b is not None
    ]
    open_mark = {"color": CATEGORY[1], "symbol": "diamond-open", "line": {"width": 2}}
    looks = (
        open_mark if quoted else {"color": CONTEXT, "symbol": "square"},
        {"color": ACCENT, "symbol": "circle"},
    )
    traces = []
    for values, name, look, own in zip((first, second), names, looks, (said, known), strict=True):
        trace = _marks(rows, table, values, own, size)
        trace["marker"] |= look
        trace["name"] = escape(name)
        shown = f"{trace['name']}: %{{hovertext}}"
        trace["hovertemplate"] = f"<b>%{{text}}</b><br>{shown}<extra></extra>"
        traces.append(trace)
    layout = lying(tx, rows, extent, texts, note=note, large=large, **_TICKS)
    layout["shapes"] += ways
    traces.append(value_column(rows, texts, extent[1]))
    add_legend(layout, names, size)
    return build(traces, layout)


def _about(table: pd.DataFrame, texts: Sequence[str]) -> list[tuple[str, bool]]:
    """Return the texts, each with whether its row is only said to be about so much."""
    about = table["approximate"] if "approximate" in table.columns else [False] * len(texts)
    return [(text, bool(each) and text != "–") for text, each in zip(texts, about, strict=True)]


def _marks(
    rows: Rows,
    table: pd.DataFrame,
    values: Sequence[float | None],
    texts: Sequence[str],
    size: int,
) -> dict[str, Any]:
    return row_trace(
        rows,
        table,
        values,
        type="scatter",
        mode="markers",
        text=[escape(label) for label in table["label"]],
        hovertext=[escape(text) for text in texts],
        hovertemplate="<b>%{text}</b><br>%{hovertext}<extra></extra>",
        marker={"size": round(0.9 * size)},
    )
