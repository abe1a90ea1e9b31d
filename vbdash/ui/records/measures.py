"""Reach, for those who may see all of it: the funnel, every split, and who stands out."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from vbdash.charts.bars import ranked_bars
from vbdash.charts.figure import Reference
from vbdash.charts.shares import funnel_plot
from vbdash.exhibit import Column, Exhibit
from vbdash.records import counts as count
from vbdash.records import limits
from vbdash.records.files.fields import label
from vbdash.sentences import interventions as say
from vbdash.text import msg
from vbdash.ui.choice import choose
from vbdash.ui.records.rows import (
    Own,
    base_heading,
    basis,
    choose_step,
    chosen_only,
    origin,
    reach_table,
    sources_of,
)
from vbdash.ui.show import show
from vbdash.view import View

__all__ = ["reached"]

_BY: Final = {
    "kommun": ("municipality_code", msg("Municipality")),
    "bransch": ("sni2", msg("SNI division")),
    "storlek": ("size_class", msg("Size class")),
    "omrade": ("area", msg("Area of help")),
    "form": ("form", msg("Kind of help")),
    "ar": ("year", msg("Year of first help")),
}


def reached(view: View, own: Own) -> None:
    """Show the funnel, reach in the chosen split, and which municipalities stand out."""
    _funnel(view, own)
    step = choose_step(view)
    _reach(view, own, step)
    _outliers(view, own, step)


def _funnel(view: View, own: Own) -> None:
    tx = view.tx
    part = chosen_only(view, own)
    steps = part.once("funnel", lambda: count.funnel(part.rows)).reset_index()
    steps["label"] = [label(step, tx) for step in steps["step"]]
    by = steps.set_index("step")["reached"]
    sentence = say.funnel_sentence(tx, by["identified"], by["visited"], by["helped"])
    exhibit = Exhibit(
        key="own_funnel",
        title=sentence,
        subtitle=tx("Unique firms that came to each step or further."),
        sentence=sentence,
        table=steps,
        columns=[
            Column("label", tx("Step")),
            Column("reached", tx("Firms that came here or further"), 0),
            Column("recorded", tx("Firms with a row for this step"), 0),
            Column("kept", tx("Percent of those at the step before"), 1),
        ],
        sources=[],
        watermark=own.watermark,
        origin=origin(view, own),
    )
    figure = ranked_bars(steps.rename(columns={"reached": "value"}), tx, sort=False)
    show(view, exhibit.replace(figure=figure))


def _reach(view: View, own: Own, step: str) -> None:
    tx = view.tx
    chosen = choose("delning", tx("Split by"), {key: tx(name) for key, (_, name) in _BY.items()},
                    "kommun", widget=st.segmented_control)  # fmt: skip
    by, name = _BY[chosen]
    table = reach_table(view, own, by, step)
    known = "eligible" in table and table["eligible"].notna().any()
    columns = [Column("label", tx(name)), Column("reached", tx("Firms reached"), 0)]
    if known:
        columns += [
            Column("eligible", base_heading(view, own), 0),
            Column("rate", tx("Share reached, percent"), 1),
            Column("representation", tx("Share of reached / share of target group"), 2),
        ]
    sentence = _sentence(view, own, table, by)
    value = "rate" if known else "reached"
    chart = table.assign(value=table[value].astype("float64"), code=table["code"].astype(str))
    if known:
        chart["missing"] = [tx("base not known") if v != v else "" for v in chart["value"]]
    exhibit = Exhibit(
        key=f"own_reach_{chosen}",
        title=sentence,
        subtitle=basis(view, own),
        sentence=sentence,
        table=table,
        columns=columns,
        sources=sources_of(view, own) if known else [],
        watermark=own.watermark,
        origin="" if known and own.eligible.basis == "workplaces" else origin(view, own),
    )
    figure = ranked_bars(
        chart[[c for c in ("label", "value", "code", "missing") if c in chart]],
        tx,
        unit="%" if known else "",
        decimals=1 if known else 0,
        highlight=view.selection.municipalities if by == "municipality_code" else (),
        sort=by in ("municipality_code", "sni2", "area", "form"),
    )
    show(view, exhibit.replace(figure=figure))
    if known and bool((table["rate"] > 100).any()):
        st.caption(tx("A share over 100 percent says that the base does not fit the records."))


def _sentence(view: View, own: Own, table: pd.DataFrame, by: str) -> str:
    tx = view.tx
    if by == "municipality_code" and table["eligible"].notna().any():
        base = table[table["eligible"].notna()]
        none = int((table["reached"] == 0).sum())
        return say.reach_sentence(
            tx,
            int(base["reached"].sum()),
            float(base["eligible"].sum()),
            none,
            len(table),
            stand_in=own.eligible.basis == "workplaces",
        )
    if not len(table) or not table["reached"].any():
        return tx("Nobody has been reached.")
    most = table.iloc[int(table["reached"].argmax())]
    return tx("Most firms reached: {name}, {count}.", name=most["label"],
              count=tx.number(most["reached"]))  # fmt: skip


def _outliers(view: View, own: Own, step: str) -> None:
    tx = view.tx
    table = limits.judged(reach_table(view, own, "municipality_code", step))
    usable = table[table["rate"].notna()]
    if len(usable) < 3 or not usable["reached"].sum():
        return
    names = {
        way: list(usable.loc[usable["verdict"].isin([way, f"somewhat_{way}"]), "label"])
        for way in ("lower", "higher")
    }
    sentence = say.outliers_sentence(tx, names["lower"], names["higher"])
    target = float(usable["reached"].sum() / usable["eligible"].sum())
    shown = usable.assign(verdict_text=[tx(say.VERDICTS[v]) for v in usable["verdict"]])
    exhibit = Exhibit(
        key="own_limits",
        title=sentence,
        subtitle=tx(
            "Share reached against the number of firms. Within the lines a difference may be "
            "chance (95 and 99.8 percent, exact binomial limits; Spiegelhalter 2005)."
        ),
        sentence=sentence,
        table=shown,
        columns=[
            Column("label", tx("Municipality")),
            Column("reached", tx("Firms reached"), 0),
            Column("eligible", base_heading(view, own), 0),
            Column("rate", tx("Share reached, percent"), 1),
            Column("low_95", tx("Lower limit, 95 percent"), 1),
            Column("high_95", tx("Upper limit, 95 percent"), 1),
            Column("verdict_text", tx("Compared with all")),
        ],
        sources=sources_of(view, own),
        watermark=own.watermark,
        origin="" if own.eligible.basis == "workplaces" else origin(view, own),
    )
    figure = funnel_plot(
        usable.rename(columns={"eligible": "n", "rate": "value"})[
            ["label", "n", "value", "code", "verdict"]
        ],
        limits.limit_lines(
            float(usable["eligible"].max()) * 1.1,
            target,
            smallest=float(usable["eligible"].min()) * 0.9,
        ),
        tx,
        centre=Reference(100 * target, tx("All")),
        highlight=view.selection.municipalities,
        x_title=base_heading(view, own),
        y_title=tx("Share reached, percent"),
        log_x=True,
        decimals=1,
    )
    show(view, exhibit.replace(figure=figure))
