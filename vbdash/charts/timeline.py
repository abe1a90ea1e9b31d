"""Stages of a programme as bars along the years."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from vbdash.charts.figure import axis, build, font_size, frame
from vbdash.charts.labels import escape, wrap
from vbdash.charts.palette import ACCENT, CONTEXT
from vbdash.text import Text

__all__ = ["stages"]


def stages(table: pd.DataFrame, tx: Text, *, large: bool = False) -> go.Figure:
    """Draw one lying bar a stage, from the start of its first year to the end of its last.

    Parameters
    ----------
    table
        ``label`` (the stage), ``first`` and ``last`` (years), ``written`` (the years in words),
        ``hover`` (what is said of it) and ``own`` (the subject, or what came around it). In order
        from the top.
    tx
        The visitor's language.
    large
        Type for a projector.
    """
    size = font_size(large)
    first, last = table["first"].astype(int).tolist(), table["last"].astype(int).tolist()
    places = list(range(len(table)))
    names = [f"<b>{wrap(name, 44, lines=1)}</b>, {escape(years)}" for name, years in
             zip(table["label"], table["written"], strict=True)]  # fmt: skip
    trace = {
        "type": "bar",
        "orientation": "h",
        "y": places,
        "base": first,
        "x": [b - a + 1 for a, b in zip(first, last, strict=True)],
        "width": 0.34,
        "marker": {"color": [ACCENT if own else CONTEXT for own in table["own"]]},
        "hoverinfo": "text",
        "hovertext": [wrap(text, 60, lines=6) for text in table["hover"]],
    }
    start, end = min(first), max(last) + 1
    labels = [
        {"text": name, "x": 0, "xref": "paper", "y": place - 0.2, "yref": "y", "showarrow": False,
         "xanchor": "left", "yanchor": "bottom", "align": "left", "font": {"size": size - 1}}
        for place, name in zip(places, names, strict=True)
    ]  # fmt: skip
    step = 1 if end - start <= 8 else 2 if end - start <= 16 else 4
    years = list(range(start, end, step))
    layout = frame(
        tx,
        (52 if not large else 70) * len(table) + 50,
        large=large,
        annotations=labels,
        yaxis=axis(size, range=[len(table) - 0.6, -0.85], showticklabels=False),
        xaxis=axis(
            size, range=[start, end], tickvals=[y + 0.5 for y in years],
            ticktext=[str(y) for y in years], showgrid=True,
        ),
    )  # fmt: skip
    return build([trace], layout)
