"""The needs that firms named, and how many of them help has met."""

from __future__ import annotations

from typing import Final

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from vbdash.charts.stacks import stacked_bars
from vbdash.exhibit import Column, Exhibit
from vbdash.records import counts as count
from vbdash.records.files.fields import label
from vbdash.sentences import interventions as say
from vbdash.text import Text, msg
from vbdash.ui.choice import choose
from vbdash.ui.records.rows import Own, chosen_only, label_of, origin
from vbdash.ui.show import show
from vbdash.ui.table import show_table
from vbdash.view import View

__all__ = ["needs_named"]

_BY: Final = {
    "kommun": ("municipality_code", msg("Municipality")),
    "bransch": ("sni2", msg("SNI division")),
    "storlek": ("size_class", msg("Size class")),
}


def needs_named(view: View, own: Own) -> None:
    """Show the needs that firms named, and how many of them help has met."""
    tx = view.tx
    by = choose(
        "behov",
        tx("Split by"),
        {"alla": tx("All together"), "kommun": tx("Municipality"), "bransch": tx("SNI division"),
         "storlek": tx("Size class")},
        "alla",
        widget=st.segmented_control,
    )  # fmt: skip
    column = _BY[by][0] if by in _BY else None
    part = chosen_only(view, own)
    table = part.once(("needs", column), lambda: count.needs(part.rows, column)).copy()
    if table.empty:
        st.info(tx("No needs are recorded."))
        return
    table["label"] = [label(need, tx) for need in table["need"]]
    whole = part.once(("needs", None), lambda: count.needs(part.rows)).iloc[0]
    sentence = say.needs_sentence(tx, label(whole["need"], tx), whole["firms"], whole["met"])
    columns = [Column("label", tx("Need"))]
    if column:
        table["group"] = [label_of(view, column, key) for key in table[column]]
        columns.append(Column("group", tx(_BY[by][1])))
    columns += [
        Column("firms", tx("Firms that named it"), 0),
        Column("met", tx("Met by help"), 0),
        Column("unmet", tx("Not met"), 0),
        Column("share_met", tx("Met, percent"), 1),
    ]
    exhibit = Exhibit(
        key=f"own_needs_{by}",
        title=sentence,
        subtitle=tx(
            "Unique firms. Met: help on the same day or later in an area that answers the need, "
            "money where the need is money, or help whose own row names it."
        ),
        sentence=sentence,
        table=table,
        columns=columns,
        sources=[],
        watermark=own.watermark,
        origin=origin(view, own),
    )
    if column:
        show_table(view, exhibit)
    else:
        show(view, exhibit.replace(figure=_need_bars(table, tx)))


def _need_bars(table: pd.DataFrame, tx: Text) -> go.Figure:
    parts = {"met": tx("Met by help"), "unmet": tx("Not met")}
    long = table.melt(id_vars=["label"], value_vars=list(parts), var_name="part")
    long["part"] = long["part"].map(parts)
    return stacked_bars(long[["label", "part", "value"]], tx)
