"""Counts in rows and columns: which rows still have something as more is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from vbdash.charts.figure import FONT, annotation, axis, build, frame, margin_for, rect_shape
from vbdash.charts.labels import escape, wrap
from vbdash.charts.palette import ACCENT, BAND, CONTEXT
from vbdash.text import Text

#: Pixels from row to row, and across a ring and a dot, beside a font of 14 pixels.
_PITCH, _RING, _DOT = 29, 25, 5
_HEAD: Final = 34


def count_grid(
    table: pd.DataFrame,
    tx: Text,
    *,
    columns: Sequence[str],
    chosen: str,
    totals: tuple[str, Sequence[int]],
    highlight: Sequence[str] = (),
    stamp: str = "",
) -> go.Figure:
    """Draw a ring with a number where a row has something in a column, a dot where it has none.

    Parameters
    ----------
    table
        ``code``, ``label`` and one column of counts each for `columns`. Drawn in its order.
    tx
        The visitor's language.
    columns
        Names of the columns of counts; drawn as 1, 2, 3 …, which the caller explains.
    chosen
        The column that the page is about; shaded, in the accent colour.
    totals
        What the first row is called, and its numbers: in how many rows there is something.
    highlight
        Codes of the rows to shade.
    stamp
        Added to what a press gives back (``code|stamp``), to tell one press from the next.
    """
    size = FONT
    names = [escape(totals[0]), *(wrap(name, 18, lines=1) for name in table["label"])]
    marked = [code in set(highlight) for code in table["code"]]
    bold = [f"<b>{n}</b>" if m else n for n, m in zip(names, [True, *marked], strict=True)]
    codes = [str(code) for code in table["code"]]
    here = list(columns).index(chosen)
    layout = frame(
        tx, (_HEAD + _PITCH * len(names)),
        margin={"l": margin_for(bold, size), "t": _HEAD, "r": 4},
    )  # fmt: skip
    heads = [f"<b>{i + 1}</b>" if i == here else str(i + 1) for i in range(len(columns))]
    layout["xaxis"] = axis(
        size, range=[-0.5, len(columns) - 0.5], side="top",
        tickvals=list(range(len(columns))), ticktext=heads,
    )  # fmt: skip
    layout["yaxis"] = axis(
        size, range=[len(names) - 0.5, -0.5], tickvals=list(range(len(names))), ticktext=bold
    )
    layout["shapes"] = [
        rect_shape((here - 0.5, here + 0.5), (-0.5, len(names) - 0.5), "x", "y", BAND),
        *(
            rect_shape((-0.5, len(columns) - 0.5), (i + 0.5, i + 1.5), "x", "y", BAND)
            for i, mark in enumerate(marked)
            if mark
        ),
    ]
    layout["annotations"] += _numbers(table, columns, totals[1], size, tx)
    traces = []
    groups = (
        (ACCENT, True, [here]),
        (CONTEXT, True, [i for i in range(len(columns)) if i != here]),
        (CONTEXT, False, list(range(len(columns)))),
    )
    for colour, there, places in groups:
        cells = [
            (i, j)
            for i in places
            for j, count in enumerate(table[columns[i]])
            if (count > 0) == there
        ]
        if cells:
            traces.append(_marks(cells, codes, names, stamp, colour, ring=there))
    return build(traces, layout)


def _marks(
    cells: Sequence[tuple[int, int]],
    codes: Sequence[str],
    names: Sequence[str],
    stamp: str,
    colour: str,
    *,
    ring: bool,
) -> dict[str, Any]:
    marker: dict[str, Any] = {"color": colour, "symbol": "circle", "size": _DOT}
    if ring:
        marker |= {"symbol": "circle-open", "size": _RING, "line": {"width": 2}}
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [i for i, _ in cells],
        "y": [j + 1 for _, j in cells],
        "customdata": [f"{codes[j]}|{stamp}" for _, j in cells],
        "marker": marker,
        "cliponaxis": False,
        "hovertext": [names[j + 1] for _, j in cells],
        "hovertemplate": "%{hovertext}<extra></extra>",
        # What is not pressed must not fade: a press chooses, it does not filter the figure.
        "unselected": {"marker": {"opacity": 1}},
    }


def _numbers(
    table: pd.DataFrame, columns: Sequence[str], totals: Sequence[int], size: int, tx: Text
) -> list[dict[str, Any]]:
    """Write the numbers of the rings, and those of the first row in bold."""
    cells = [(i, 0, f"<b>{tx.number(total)}</b>") for i, total in enumerate(totals)]
    cells += [
        (i, j + 1, tx.number(count))
        for i, column in enumerate(columns)
        for j, count in enumerate(table[column])
        if count > 0
    ]
    middle = {"xanchor": "center", "yanchor": "middle"}
    return [annotation(text, i, j, "x", "y", size - 1, **middle) for i, j, text in cells]
