"""Help per firm, how evenly reach is spread, and coast against inland."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from vbdash.charts.bars import ranked_bars
from vbdash.charts.shares import lorenz
from vbdash.exhibit import Column, Exhibit
from vbdash.records import counts as count
from vbdash.records.reach import equity, reach_by_group
from vbdash.sentences import interventions as say
from vbdash.ui.records.rows import (
    Own,
    base_heading,
    basis,
    choose_step,
    chosen_only,
    label_of,
    origin,
    reach_table,
    sources_of,
)
from vbdash.ui.show import show
from vbdash.ui.table import show_table
from vbdash.view import View

__all__ = ["spread"]


def spread(view: View, own: Own) -> None:
    """Show help per firm, how evenly reach is spread, and coast against inland."""
    tx = view.tx
    _depth(view, own)
    step = choose_step(view)
    table = reach_table(view, own, "municipality_code", step).set_index("code")
    found = equity(table)
    if found.gini != found.gini:
        st.info(tx("Nobody was reached from this step on, so there is no spread to show."))
        return
    sentence = say.even_sentence(tx, found.gini)
    curve = found.curve.assign(
        x=100 * found.curve["eligible"],
        y=100 * found.curve["reached"],
        name=[label_of(view, "municipality_code", u) if u else "" for u in found.curve["unit"]],
    )
    exhibit = Exhibit(
        key="own_lorenz",
        title=tx("How evenly reach is spread"),
        subtitle=basis(view, own),
        sentence=sentence,
        table=curve,
        columns=[
            Column("name", tx("Municipality, lowest share first")),
            Column("x", tx("Share of the target group so far, percent"), 1),
            Column("y", tx("Share of the reached so far, percent"), 1),
        ],
        sources=sources_of(view, own),
        watermark=own.watermark,
        origin="" if own.eligible.basis == "workplaces" else origin(view, own),
    )
    figure = lorenz(
        curve[["x", "y"]], tx,
        x_title=tx("Firms in the target group, percent"), y_title=tx("Firms reached, percent"),
    )  # fmt: skip
    st.markdown(sentence)
    show(view, exhibit.replace(figure=figure))
    _coast(view, own, table)


def _depth(view: View, own: Own) -> None:
    tx = view.tx
    part = chosen_only(view, own)
    found = part.once("depth", lambda: count.depth(part.rows))
    if not found.firms:
        st.info(tx("No help is recorded."))
        return
    sentence = say.depth_sentence(tx, found.firms, found.helps, found.mean, found.most)
    table = found.firms_by_helps.rename_axis("helps").rename("firms").reset_index()
    table["label"] = [tx.plural("{n} help", "{n} helps", int(n)) for n in table["helps"]]
    money = [
        (name, tx.quantity(value, unit))
        for name, value, unit in (
            (tx("Hours"), found.hours, tx("hours")),
            (tx("Amount granted (SEK)"), found.granted, "kr"),
            (tx("Amount paid (SEK)"), found.paid, "kr"),
        )
    ]
    exhibit = Exhibit(
        key="own_depth",
        title=sentence,
        subtitle="; ".join(f"{name}: {text}" for name, text in money),
        sentence=sentence,
        table=table,
        columns=[Column("label", tx("Helps per firm")), Column("firms", tx("Firms"), 0)],
        sources=[],
        lines=money,
        watermark=own.watermark,
        origin=origin(view, own),
    )
    show(
        view,
        exhibit.replace(
            figure=ranked_bars(table.rename(columns={"firms": "value"}), tx, sort=False)
        ),
    )


def _coast(view: View, own: Own, table: pd.DataFrame) -> None:
    tx = view.tx
    groups = reach_by_group(table, own.groups).rename_axis("code").reset_index()
    groups["label"] = [label_of(view, "group", key) for key in groups["code"]]
    rates = groups["rate"].astype("float64")
    parts = [f"{n}: {tx.percent(r)}" for n, r in zip(groups["label"], rates, strict=True)]
    show_table(
        view,
        Exhibit(
            key="own_coast",
            title=tx("Coast and inland"),
            subtitle=tx("Our own grouping: the four municipalities on the Gulf of Bothnia."),
            sentence=tx.listing(parts),
            table=groups,
            columns=[
                Column("label", tx("Part of the county")),
                Column("reached", tx("Firms reached"), 0),
                Column("eligible", base_heading(view, own), 0),
                Column("rate", tx("Share reached, percent"), 1),
                Column("none", tx("Municipalities without anybody"), 0),
            ],
            sources=sources_of(view, own),
            watermark=own.watermark,
            origin="" if own.eligible.basis == "workplaces" else origin(view, own),
        ),
    )
