"""Marks on a line a row: what somebody said, two values and the way between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from vbdash.charts.figure import FONT, build, font_size, line_shape, nice_range, rounded
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


def quotes(table: pd.DataFrame, tx: Text, *, highlight: Sequence[str] = ()) -> go.Figure:
    """Draw quoted percentages as open diamonds, one row a quotation, never like a statistic.

    Parameters
    ----------
    table
        ``label`` (who said it of what) and ``value`` (percent, as quoted); optional ``code`` and
        ``approximate`` (true where it is said to be about so much). In the order of the table.
    tx
        The visitor's language.
    highlight
        Keys of the quotations the figure is about. Empty: all of them.
    """
    decimals = 1 if (table["value"] % 1 != 0).any() else 0
    own, colours = marked_rows(table, highlight)
    rows = lay_rows([*map(str, table["label"])], FONT, bold=own, above=True)
    values = rounded(table["value"], decimals)
    extent = nice_range(values, from_zero=True)
    said = written(tx.separators, values, "%", decimals)
    texts = [f"≈ {text}" if about else text for text, about in _about(table, said)]
    marks = _marks(rows, table, values, texts, FONT)
    marks["marker"] |= {"color": colours, "symbol": "diamond-open", "line": {"width": 2}}
    note = tx("◇ as quoted, not a statistic")
    layout = lying(tx, rows, extent, texts, note=note, **_TICKS)
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
