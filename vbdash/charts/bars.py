"""Bars: ranked, in pairs, as steps. They lie, so that names can be read, and start at zero.

Every bar carries its value in words, so there is no value axis to read off.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from vbdash.charts.figure import FONT, Reference, build, line_shape, nice_range, rounded
from vbdash.charts.labels import escape, written
from vbdash.charts.palette import ACCENT, CATEGORY, CONTEXT
from vbdash.charts.rows import (
    Rows,
    across_bars,
    add_legend,
    lay_rows,
    lying,
    marked_rows,
    missing_texts,
    row_trace,
    value_column,
)
from vbdash.text import Text

#: How a pair shares the thickness of its row: each bar's part of it, and where its middle lies.
_OWN: Final = (0.56, -0.22)
_OTHER: Final = (0.36, 0.31)
#: Falling steps. Vermilion, and a minus sign in words.
_DOWN: Final = CATEGORY[1]


def ranked_bars(
    table: pd.DataFrame,
    tx: Text,
    *,
    unit: str = "",
    decimals: int = 0,
    highlight: Sequence[str] = (),
    references: Sequence[Reference] = (),
    sort: bool = True,
    note: str = "",
    above: bool | None = None,
) -> go.Figure:
    """Draw one lying bar a row, longest first, the chosen ones in the accent colour.

    Parameters
    ----------
    table
        ``label`` and ``value``; optional ``code`` (what `highlight` refers to, and what a click
        gives back; otherwise the label) and ``missing`` (why there is no value, in words). Rows
        without a value come last and say so.
    tx
        The visitor's language.
    unit, decimals
        Short unit and decimals of the values.
    highlight
        Keys of the rows the figure is about. Empty: all of them.
    references
        Values to draw across the bars, such as Sweden's.
    sort
        Longest first; otherwise in the order of the table.
    note
        One line above the figure: what is measured.
    above
        Names above the bars instead of left of them; by default where a name is long.
    """
    size = FONT
    if sort:
        table = table.sort_values("value", ascending=False, kind="stable", na_position="last")
    values = rounded(table["value"], decimals)
    own, colours = marked_rows(table, highlight)
    below = any(v is not None and v < 0 for v in values)
    rows = lay_rows([*map(str, table["label"])], size, bold=own, above=True if below else above)
    texts = written(tx.separators, values, unit, decimals)
    trace = _bars(rows, table, values, texts, colours)
    layout = lying(tx, rows, _extent(values, references), texts, references, note=note)
    layout["annotations"] += missing_texts(rows, _reasons(tx, table, values))
    traces = [trace]
    if references:  # a value at the end of its bar would often stand on a line
        trace["textposition"] = "none"
        layout["shapes"] += across_bars(rows, values, references)
        traces.append(
            value_column(
                rows,
                [t if v is not None else "" for t, v in zip(texts, values, strict=True)],
                layout["xaxis"]["range"][1],
            )
        )
    return build(traces, layout)


def _bars(
    rows: Rows,
    table: pd.DataFrame,
    values: Sequence[float | None],
    texts: Sequence[str],
    colours: Sequence[str] | str,
) -> dict[str, Any]:
    return row_trace(
        rows,
        table,
        values,
        type="bar",
        orientation="h",
        width=rows.bar,
        text=[escape(t) if v is not None else "" for t, v in zip(texts, values, strict=True)],
        textposition="outside",
        textangle=0,
        textfont={"size": rows.size},
        constraintext="none",
        hovertext=[escape(label) for label in table["label"]],
        hovertemplate="<b>%{hovertext}</b><br>%{text}<extra></extra>",
        marker={"color": colours if isinstance(colours, str) else _one(colours)},
    )


def _one(colours: Sequence[str]) -> str | list[str]:
    return colours[0] if len(set(colours)) == 1 else list(colours)


def _reasons(tx: Text, table: pd.DataFrame, values: Sequence[float | None]) -> list[str]:
    stated = table["missing"] if "missing" in table.columns else [""] * len(values)
    return [
        "" if value is not None else str(reason) if isinstance(reason, str) and reason
        else tx("no figure")
        for value, reason in zip(values, stated, strict=True)
    ]  # fmt: skip


def _extent(values: Iterable[float | None], references: Sequence[Reference] = ()) -> list[float]:
    """Return the ends of a bar's axis: zero, and the longest bar's end without any air."""
    reach = [*values, *(ref.value for ref in references)]
    low, high = nice_range(reach, from_zero=True, headroom=0.0)
    return [low, high] if low < high else [0.0, 1.0]


def paired_bars(
    table: pd.DataFrame,
    tx: Text,
    *,
    names: tuple[str, str],
    unit: str = "",
    decimals: int = 0,
    above: bool | None = None,
) -> go.Figure:
    """Draw two bars a row: a region's, and a thinner grey one to compare with.

    Parameters
    ----------
    table
        ``label``, ``value`` (the region's) and ``other`` (what it is compared with); optional
        ``code`` and ``missing`` as for :func:`ranked_bars`. Drawn in the order of the table.
    tx
        The visitor's language.
    names
        What the two are called, such as the municipality and Sweden.
    unit, decimals
        Short unit and decimals of the values.
    above
        Names above the bars; by default where a name is long.
    """
    size = FONT
    rows = lay_rows([*map(str, table["label"])], size, bars=2, above=above)
    own = rounded(table["value"], decimals)
    other = rounded(table["other"], decimals)
    texts = [written(tx.separators, values, unit, decimals) for values in (own, other)]
    traces = []
    for i, (values, (share, middle)) in enumerate(((own, _OWN), (other, _OTHER))):
        trace = _bars(rows, table, values, texts[i], (ACCENT, CONTEXT)[i])
        trace |= {"name": escape(names[i]), "width": round(rows.bar * share, 3)}
        trace["y"] = [round(place + middle * rows.bar, 3) for place in rows.places]
        said = f"{trace['name']}: %{{text}}"
        trace["hovertemplate"] = f"<b>%{{hovertext}}</b><br>{said}<extra></extra>"
        traces.append(trace)
    extent = _extent([*own, *other])
    layout = lying(tx, rows, extent, [*texts[0], *texts[1]])
    layout["annotations"] += missing_texts(rows, _reasons(tx, table, own), _OWN[1] * rows.bar)
    add_legend(layout, names, size)
    return build(traces, layout | {"barmode": "overlay"})


def waterfall(
    table: pd.DataFrame,
    tx: Text,
    *,
    decimals: int = 0,
    note: str = "",
    above: bool | None = None,
) -> go.Figure:
    """Draw how one total becomes another: each step starts where the one before it ended.

    Parameters
    ----------
    table
        ``label``, ``value`` and ``kind``: ``"total"`` (drawn from zero, grey) or ``"step"``
        (a change, drawn from where the row above ended, with its sign). In the order of the table.
    tx
        The visitor's language.
    decimals
        Decimals of the values.
    note
        One line above the figure.
    above
        Names above the bars; by default where a name is long.
    """
    size = FONT
    totals = [str(kind) == "total" for kind in table["kind"]]
    values = [float(v) for v in table["value"].fillna(0)]
    bases: list[float] = []
    ends: list[float] = []
    for value, total in zip(values, totals, strict=True):
        bases.append(0.0 if total or not ends else ends[-1])
        ends.append(bases[-1] + value)
    reach = [*bases, *ends]
    rows = lay_rows(
        [*map(str, table["label"])], size, bold=[i for i, t in enumerate(totals) if t],
        above=True if min(reach, default=0) < 0 else above,
    )  # fmt: skip
    texts = [
        written(tx.separators, [value], "", decimals, signed=not total)[0]
        for value, total in zip(values, totals, strict=True)
    ]
    colours = [
        CONTEXT if total else ACCENT if value >= 0 else _DOWN
        for value, total in zip(values, totals, strict=True)
    ]
    trace = _bars(rows, table, rounded(values, decimals), texts, colours)
    trace |= {"base": rounded(bases, decimals)}
    # A falling step ends at its left, where its value could lie on names: all stand at the right.
    trace["textposition"] = "none"
    extent = _extent(reach)
    layout = lying(tx, rows, extent, texts, note=note)
    layout["shapes"] += [
        line_shape((end, end), (here, there), "x", "y", dash="dot", width=1)
        for end, here, there in zip(ends, rows.places, rows.places[1:], strict=False)
    ]
    return build([trace, value_column(rows, texts, extent[1])], layout)
