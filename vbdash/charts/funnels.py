"""Programmes' own steps below each other: each first figure fills the width, the rest are parts."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from vbdash.charts.figure import FONT, axis, build, frame
from vbdash.charts.labels import LINE_HEIGHT, escape, wrap
from vbdash.charts.palette import CONTEXT
from vbdash.text import Text

#: Letters on a line on the narrowest phone.
_LETTERS = 42


def funnels(table: pd.DataFrame, tx: Text) -> go.Figure:
    """Draw the steps of several programmes, each programme on its own scale.

    Parameters
    ----------
    table
        ``programme``, ``about`` (where and when), ``text`` (figure and step in words) and ``share``
        (of the programme's first figure, 0–1; missing where it cannot be told: then there are words
        and no bar). The rows of a programme stand together, in the order of its steps.
    tx
        The visitor's language.
    """
    size = FONT
    line, bar = LINE_HEIGHT * size, 0.9 * size
    notes, bars, at = [], [], 4.0
    for programme, rows in table.groupby("programme", sort=False):
        about = str(rows["about"].iloc[0])
        between = "<br>" if len(f"{programme}, {about}") > _LETTERS else ", "
        heading = f"<b>{escape(programme)}</b>{between}{escape(about)}"
        notes.append((heading, at))
        at += line * (heading.count("<br>") + 1) + 2
        for _, row in rows.iterrows():
            words = wrap(row["text"], _LETTERS, lines=2)
            notes.append((words, at))
            at += line * (words.count("<br>") + 1)
            if row["share"] == row["share"]:
                bars.append((float(row["share"]), at + bar / 2 + 4, str(row["text"])))
                at += bar + 7
            at += 0.25 * size
        at += 1.1 * size
    return build([_bars(bars, bar)], _layout(tx, notes, at, size))


def _bars(bars: list[tuple[float, float, str]], thick: float) -> dict[str, object]:
    return {
        "type": "bar",
        "orientation": "h",
        "x": [share for share, _, _ in bars],
        "y": [round(at, 1) for _, at, _ in bars],
        "width": round(thick, 1),
        "marker": {"color": CONTEXT},
        "hoverinfo": "text",
        "hovertext": [escape(text) for _, _, text in bars],
    }


def _layout(
    tx: Text, notes: list[tuple[str, float]], height: float, size: int
) -> dict[str, object]:
    """Return the layout: across the rows, the axis counts pixels."""
    texts = [
        {"text": text, "x": 0, "xref": "paper", "y": round(at, 1), "yref": "y", "showarrow": False,
         "xanchor": "left", "yanchor": "top", "align": "left", "font": {"size": size},
         "borderpad": 0}
        for text, at in notes
    ]  # fmt: skip
    return frame(
        tx,
        height + 8,
        margin={"t": 4, "b": 4, "l": 2, "r": 2},
        annotations=texts,
        xaxis=axis(size, range=[0, 1], showticklabels=False, showgrid=False),
        yaxis=axis(size, range=[round(height), 0], showticklabels=False, showgrid=False),
    )
