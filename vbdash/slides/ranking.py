"""A ranking of municipalities as it is read from the back row: not all of its rows."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from vbdash.charts import ranked_bars
from vbdash.text import Text
from vbdash.view import View

__all__ = ["ranked", "rows_shown"]

#: Rows that can be read from the back row.
_SHOWN = 10


def ranked(table: pd.DataFrame, view: View) -> go.Figure:
    """Draw as many rows as can be read from the back row: the highest, the chosen, the missing.

    Parameters
    ----------
    table
        Sorted, with ``code``, ``label``, ``value`` and, where a value may lack, ``missing``.
    view
        Whose chosen municipalities are marked.
    """
    kept = (table.index < _SHOWN) | table["code"].isin(view.chosen) | table["value"].isna()
    return ranked_bars(table[kept], view.tx, highlight=list(view.chosen), above=False)


def rows_shown(table: pd.DataFrame, tx: Text) -> str:
    """Say that the picture does not show all rows of its table."""
    if len(table) <= _SHOWN:
        return ""
    return tx("The {shown} highest are shown.", shown=_SHOWN)
