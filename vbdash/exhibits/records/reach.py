"""Reach, for those who may see all of it: the funnel, every split, who stands out, and needs."""

from __future__ import annotations

from functools import partial

import pandas as pd

from vbdash.charts.figure import Reference
from vbdash.charts.shares import funnel_plot
from vbdash.charts.stacks import stacked_bars
from vbdash.exhibit import Column, Exhibit
from vbdash.exhibits.records import split as draw
from vbdash.exhibits.records.words import SPLITS, base_heading, basis, behind, label_of
from vbdash.records import counts, limits
from vbdash.records.files.fields import label
from vbdash.records.own import Own
from vbdash.sentences import interventions as say
from vbdash.view import View


def funnel(view: View, own: Own) -> Exhibit:
    """Show how many firms came to each step or further."""
    tx, part = view.tx, own.only(view.chosen)
    return draw.funnel(
        view,
        own,
        part.once("funnel", lambda: counts.funnel(part.rows)),
        Column("recorded", tx("Firms with a row for this step"), 0),
        Column("kept", tx("Percent of those at the step before"), 1),
        told=say.funnel_sentence,
        key="own_funnel",
        subtitle=tx("Unique firms that came to each step or further."),
    )


def counted(view: View, own: Own, by: str, step: str) -> pd.DataFrame:
    """Count reach in a split, with labels; the chosen municipalities alone in any but their own."""
    part = own if by == "municipality_code" else own.only(view.chosen)
    table = part.reach(by, step, view.dataset.municipality_codes)
    return table.assign(label=[label_of(view, by, key) for key in table["code"].astype(str)])


def split(view: View, own: Own, chosen: str, step: str) -> Exhibit:
    """Show reach in a split (:data:`~vbdash.exhibits.records.words.SPLITS`) from a step on."""
    tx, (by, _) = view.tx, SPLITS[chosen]
    table = counted(view, own, by, step)
    known = draw.has_base(table)
    if known:
        table["missing"] = [tx("base not known") if v != v else "" for v in table["rate"]]
    sentence = _sentence(view, own, table, by)
    extra = Column("representation", tx("Share of reached / share of target group"), 2)
    return draw.split(
        view,
        own,
        table,
        chosen,
        counted=tx("Firms reached"),
        share=tx("Share reached, percent"),
        more=[extra] if known else [],
        key=f"own_reach_{chosen}",
        title=sentence,
        subtitle=basis(view, own),
        sentence=sentence,
    )


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
            stand_in=own.stand_in,
        )
    if not len(table) or not table["reached"].any():
        return tx("Nobody has been reached.")
    most = table.iloc[int(table["reached"].argmax())]
    return tx("Most firms reached: {name}, {count}.", name=most["label"],
              count=tx.number(most["reached"]))  # fmt: skip


def outliers(view: View, own: Own, step: str) -> Exhibit | None:
    """Show which municipalities stand out from chance; None where too few have a base."""
    tx = view.tx
    table = limits.judged(counted(view, own, "municipality_code", step))
    usable = table[table["rate"].notna()]
    if len(usable) < 3 or not usable["reached"].sum():
        return None
    names = {
        way: list(usable.loc[usable["verdict"].isin([way, f"somewhat_{way}"]), "label"])
        for way in ("lower", "higher")
    }
    sentence = say.outliers_sentence(tx, names["lower"], names["higher"])
    heading = base_heading(view, stand_in=own.stand_in)
    target = float(usable["reached"].sum() / usable["eligible"].sum())
    drawn = usable.rename(columns={"eligible": "n", "rate": "value"})
    figure = partial(
        funnel_plot,
        drawn[["label", "n", "value", "code", "verdict"]],
        limits.limit_lines(
            float(usable["eligible"].max()) * 1.1,
            target,
            smallest=float(usable["eligible"].min()) * 0.9,
        ),
        tx,
        centre=Reference(100 * target, tx("All")),
        highlight=view.chosen,
        x_title=heading,
        y_title=tx("Share reached, percent"),
    )
    return Exhibit(
        key="own_limits",
        title=sentence,
        subtitle=tx(
            "Share reached against the number of firms. Within the lines a difference may be "
            "chance (95 and 99.8 percent, exact binomial limits; Spiegelhalter 2005)."
        ),
        sentence=sentence,
        table=usable.assign(verdict_text=[tx(say.VERDICTS[v]) for v in usable["verdict"]]),
        columns=[
            Column("label", tx("Municipality")),
            Column("reached", tx("Firms reached"), 0),
            Column("eligible", heading, 0),
            Column("rate", tx("Share reached, percent"), 1),
            Column("low_95", tx("Lower limit, 95 percent"), 1),
            Column("high_95", tx("Upper limit, 95 percent"), 1),
            Column("verdict_text", tx("Compared with all")),
        ],
        chart=figure,
        **behind(view, own),
    )


def needs(view: View, own: Own, chosen: str = "") -> Exhibit | None:
    """Show the needs that firms named, and how many help met; None where none is recorded.

    Parameters
    ----------
    chosen
        Which split; without one all together, as a picture.
    """
    tx, part = view.tx, own.only(view.chosen)
    by = SPLITS[chosen][0] if chosen else None
    table = part.once(("needs", by), lambda: counts.needs(part.rows, by))
    if table.empty:
        return None
    whole = part.once(("needs", None), lambda: counts.needs(part.rows)).iloc[0]
    sentence = say.needs_sentence(tx, label(whole["need"], tx), whole["firms"], whole["met"])
    groups = []
    if by:
        table = table.assign(group=[label_of(view, by, key) for key in table[by]])
        groups = [Column("group", tx(SPLITS[chosen][1]))]
    made = draw.needs(
        view,
        own,
        table,
        Column("share_met", tx("Met, percent"), 1),
        *groups,
        key=f"own_needs_{chosen or 'alla'}",
        title=sentence,
        subtitle=tx(
            "Unique firms. Met: help on the same day or later in an area that answers the need, "
            "money where the need is money, or help whose own row names it."
        ),
        sentence=sentence,
    )
    if by:
        return made
    parts = {"met": tx("Met by help"), "unmet": tx("Not met")}
    long = made.table.melt(id_vars=["label"], value_vars=list(parts), var_name="part")
    long["part"] = long["part"].map(parts)
    return made.replace(chart=partial(stacked_bars, long[["label", "part", "value"]], tx))
