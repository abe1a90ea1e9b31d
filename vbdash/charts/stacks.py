"""Bars made of parts, lying or standing."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from vbdash.charts.figure import FONT, annotation, axis, build, clickable, frame, rounded
from vbdash.charts.labels import escape, text_size, written
from vbdash.charts.palette import CATEGORY, text_on
from vbdash.charts.rows import Rows, add_legend, lay_rows, lying, missing_texts
from vbdash.text import Text

#: The seam between parts that touch. White parts them on both pages.
_SEAM: Final = {"color": "#ffffff", "width": 1}


def stacked_bars(
    table: pd.DataFrame,
    tx: Text,
    *,
    upright: bool = False,
    note: str = "",
) -> go.Figure:
    """Draw one bar a row, made of parts.

    The parts are named above the first bar where each name fits its part even on a phone, and in
    a legend in the same order otherwise.

    Parameters
    ----------
    table
        One row a part of a bar: ``label`` (the bar), ``part`` (its name, at most seven
        different), ``value`` (a number of something); optional ``code`` of the bar. Bars and parts come in
        the order of their first rows.
    tx
        The visitor's language.
    upright
        Let the bars stand, for years and other short names in a fixed order.
    note
        One line above the figure.

    Raises
    ------
    ValueError
        If there are more than seven parts (nobody could tell them apart), or a value is negative.
    """
    size = FONT
    wide = _wide(table)
    if wide.shape[1] > len(CATEGORY):
        raise ValueError(f"at most {len(CATEGORY)} parts can be told apart, not {wide.shape[1]}")
    if (wide < 0).any(axis=None):
        raise ValueError("a part of a whole cannot be negative")
    names = [str(name) for name in wide.index]
    rows = lay_rows(names, size, bars=2 if upright is False else 1)
    traces = [
        _part(tx, rows, wide[part], str(part), CATEGORY[i], upright=upright)
        for i, part in enumerate(wide.columns)
    ]
    if "code" in table.columns:
        codes = table.drop_duplicates("label").set_index("label")["code"].astype(str)
        for trace in traces:
            trace |= clickable(codes[label] for label in wide.index)
    if upright:
        layout = _standing(tx, rows, wide, note=note)
    else:
        layout = _lying_parts(tx, rows, wide, note=note)
    return build(traces, layout | {"barmode": "stack", "bargap": 0.25})


def _wide(table: pd.DataFrame) -> pd.DataFrame:
    """Return a row a bar and a column a part, bars without any figure included."""
    known = table[table["value"].notna()]
    wide = known.pivot_table("value", "label", "part", aggfunc="sum", sort=False, observed=True)
    return wide.reindex(table["label"].drop_duplicates())


def _part(
    tx: Text,
    rows: Rows,
    column: pd.Series,
    part: str,
    fill: str,
    *,
    upright: bool,
) -> dict[str, Any]:
    values = rounded(column, 0)
    along, across = ("y", "x") if upright else ("x", "y")
    return {
        "type": "bar",
        "orientation": "v" if upright else "h",
        "name": escape(part),
        along: values,
        across: list(range(rows.count)) if upright else rows.places,
        "width": 0.75 if upright else rows.bar,
        "text": written(tx.separators, values, "", 0),
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"size": rows.size - 1, "color": text_on(fill)},
        "hovertext": [escape(label) for label in column.index],
        "hovertemplate": f"<b>%{{hovertext}}</b><br>{escape(part)}: %{{text}}<extra></extra>",
        "marker": {"color": fill, "line": _SEAM},
    }


def _lying_parts(tx: Text, rows: Rows, wide: pd.DataFrame, *, note: str) -> dict[str, Any]:
    sums = [float(value) for value in wide.sum(axis=1)]
    void = [not there for there in wide.notna().any(axis=1)]
    totals = written(tx.separators, sums, "", 0)
    totals = ["" if empty else text for text, empty in zip(totals, void, strict=True)]
    longest = max(sums, default=0.0) or 1.0
    layout = lying(tx, rows, [0.0, longest], totals, note=note)
    layout["annotations"] += [
        annotation(text, value, place, "x", "y", rows.size,
                   xanchor="left", yanchor="middle", xshift=4)
        for text, value, place in zip(totals, sums, rows.places, strict=True)
    ]  # fmt: skip
    layout["annotations"] += missing_texts(rows, [tx("no figure") if v else "" for v in void])
    layout["uniformtext"] = {"mode": "hide", "minsize": rows.size - 1}
    if wide.empty:
        return layout
    first = [float(value) for value in wide.iloc[0].fillna(0)]
    fits = [
        text_size(escape(part), rows.size)[0] < value / longest * 220
        for part, value in zip(wide.columns, first, strict=True)
    ]
    if not all(fits) or rows.above:
        add_legend(layout, [*map(str, wide.columns)], rows.size)
        return layout
    at = 0.0
    layout["margin"]["t"] += 1.6 * rows.size
    layout["height"] += round(1.6 * rows.size)
    for other in layout["annotations"]:
        if other["xref"] == "paper":  # the note makes way
            other["yshift"] += 1.6 * rows.size
    for part, value in zip(wide.columns, first, strict=True):
        layout["annotations"].append(
            annotation(f"<b>{escape(part)}</b>", at, 1, "x", "paper", rows.size,
                       xanchor="left", yanchor="bottom", yshift=2)
        )  # fmt: skip
        at += value
    return layout


def _standing(tx: Text, rows: Rows, wide: pd.DataFrame, *, note: str) -> dict[str, Any]:
    size = rows.size
    layout = frame(tx, 26 * size, note=note)
    step = max(1, -(-rows.count // 8))  # as many names as a phone has room for
    shown = list(range(rows.count - 1, -1, -step))[::-1]
    layout["xaxis"] = axis(
        size, range=[-0.5, rows.count - 0.5], tickvals=shown,
        ticktext=[escape(wide.index[i]) for i in shown],
    )  # fmt: skip
    top = float(wide.sum(axis=1).max()) or 1.0
    layout["yaxis"] = axis(
        size, range=[0, top * 1.02], showgrid=True, separatethousands=True, nticks=6
    )
    layout["uniformtext"] = {"mode": "hide", "minsize": size - 3}
    layout["annotations"] += [
        annotation("–", i, 0, "x", "y", size, yanchor="bottom")
        for i, there in enumerate(wide.notna().any(axis=1))
        if not there
    ]
    add_legend(layout, [*map(str, wide.columns)], size)
    return layout
