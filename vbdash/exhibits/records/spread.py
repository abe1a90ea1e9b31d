"""Help per firm, how evenly reach is spread, and coast against inland."""

from __future__ import annotations

from functools import partial

import pandas as pd

from vbdash.charts.bars import ranked_bars
from vbdash.charts.shares import lorenz
from vbdash.exhibit import Column, Exhibit
from vbdash.exhibits.records.words import base_heading, basis, behind, label_of
from vbdash.indicators.firms.spread import lower_half
from vbdash.records import counts
from vbdash.records.own import Own
from vbdash.records.reach import equity, reach_by_group
from vbdash.sentences import interventions as say
from vbdash.view import View


def depth(view: View, own: Own) -> Exhibit | None:
    """Show how many helps firms got; None where no help is recorded."""
    tx, part = view.tx, own.only(view.chosen)
    found = part.once("depth", lambda: counts.depth(part.rows))
    if not found.firms:
        return None
    sentence = say.depth_sentence(tx, found.firms, found.helps, found.mean, found.most)
    table = found.firms_by_helps.rename_axis("helps").rename("firms").reset_index()
    table["label"] = [tx.plural("{n} time", "{n} times", int(n)) for n in table["helps"]]
    money = [
        (name, tx.number(value))
        for name, value in (
            (tx("Hours"), found.hours),
            (tx("Amount granted (SEK)"), found.granted),
            (tx("Amount paid (SEK)"), found.paid),
        )
    ]
    return Exhibit(
        key="own_depth",
        title=sentence,
        subtitle="; ".join(f"{name}: {text}" for name, text in money),
        sentence=sentence,
        table=table,
        columns=[
            Column("label", tx("Times that a firm got help")),
            Column("firms", tx("Firms"), 0),
        ],
        lines=money,
        chart=partial(ranked_bars, table.rename(columns={"firms": "value"}), tx, sort=False),
        **behind(view, own, base=False),
    )


def evenness(view: View, own: Own, table: pd.DataFrame) -> Exhibit | None:
    """Show how evenly reach is spread; None where nobody was reached.

    Parameters
    ----------
    table
        Reach by municipality (:func:`vbdash.exhibits.records.reach.counted`).
    """
    tx, found = view.tx, equity(table.set_index("code"))
    if found.gini != found.gini:
        return None
    curve = found.curve.assign(
        x=100 * found.curve["eligible"],
        y=100 * found.curve["reached"],
        name=[label_of(view, "municipality_code", u) if u else "" for u in found.curve["unit"]],
    )
    figure = partial(lorenz,
        curve[["x", "y"]], tx,
        x_title=tx("Firms in the target group, percent"), y_title=tx("Firms reached, percent"),
    )  # fmt: skip
    return Exhibit(
        key="own_lorenz",
        title=tx("How evenly reach is spread"),
        subtitle=basis(view, own),
        sentence=say.even_sentence(tx, lower_half(curve)),
        table=curve,
        columns=[
            Column("name", tx("Municipality, lowest share first")),
            Column("x", tx("Share of the target group so far, percent"), 1),
            Column("y", tx("Share of the reached so far, percent"), 1),
        ],
        lines=[
            (
                tx("Method"),
                tx(
                    "Gini coefficient {gini}: 0 if the share is the same everywhere.",
                    gini=tx.number(found.gini, 2),
                ),
            )
        ],
        chart=figure,
        **behind(view, own),
    )


def coast(view: View, own: Own, table: pd.DataFrame) -> Exhibit:
    """Set coast against inland; `table` as for :func:`evenness`."""
    tx = view.tx
    groups = reach_by_group(table.set_index("code"), own.groups).rename_axis("code").reset_index()
    groups["label"] = [label_of(view, "group", key) for key in groups["code"]]
    rates = groups["rate"].astype("float64")
    parts = [f"{n}: {tx.percent(r)}" for n, r in zip(groups["label"], rates, strict=True)]
    return Exhibit(
        key="own_coast",
        title=tx("Coast and inland"),
        subtitle=tx("Our own grouping: the four municipalities on the Gulf of Bothnia."),
        sentence=tx.listing(parts),
        table=groups,
        columns=[
            Column("label", tx("Part of the county")),
            Column("reached", tx("Firms reached"), 0),
            Column("eligible", base_heading(view, stand_in=own.stand_in), 0),
            Column("rate", tx("Share reached, percent"), 1),
            Column("none", tx("Municipalities without anybody"), 0),
        ],
        **behind(view, own),
    )
