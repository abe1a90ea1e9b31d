"""Quoted figures, each on its own row: what somebody said, never drawn like a statistic."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from vbdash.charts.dots import dot_range
from vbdash.text import Text


def quotes(
    table: pd.DataFrame,
    tx: Text,
    *,
    highlight: Sequence[str] = (),
) -> go.Figure:
    """Draw quoted percentages as open diamonds, one row a quotation.

    Parameters
    ----------
    table
        ``label`` (who said it of what) and ``value`` (percent, as quoted); optional ``code``. In
        the order of the table.
    tx
        The visitor's language.
    highlight
        Keys of the quotations the figure is about.
    """
    rows = table.assign(low=float("nan"), high=float("nan"))
    figure = dot_range(
        rows,
        tx,
        unit="%",
        decimals=1 if (table["value"] % 1 != 0).any() else 0,
        highlight=highlight,
        note=tx("◇ as quoted, not a statistic"),
        above=True,
    )
    for trace in figure.data:
        trace.marker.symbol = "diamond-open"
        trace.marker.line = {"width": 2}
    return figure
