"""What records say to those who may see all of them: reach, spread, depth and needs."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from vbdash.charts.bars import ranked_bars
from vbdash.charts.figure import Reference
from vbdash.charts.shares import funnel_plot, lorenz
from vbdash.charts.stacks import stacked_bars
from vbdash.indicators import funnel as limits
from vbdash.indicators import interventions as count
from vbdash.indicators.reach import equity, reach, reach_by_group
from vbdash.reports.export import Column
from vbdash.sources.fields import label
from vbdash.text import Text, msg
from vbdash.text.sentences import interventions as say
from vbdash.ui.choice import choose
from vbdash.ui.interventions_rows import Own, chosen_only, label_of, sources_of
from vbdash.ui.show import Exhibit, show
from vbdash.ui.table import show_table
from vbdash.ui.view import View

__all__ = ["choose_step", "needs_named", "reached", "spread"]

#: Steps that can count as reached.
_STEPS: Final = ("contacted", "visited", "mapped", "helped")
_BY: Final = {
    "kommun": ("municipality_code", msg("Municipality")),
    "bransch": ("sni2", msg("SNI division")),
    "storlek": ("size_class", msg("Size class")),
    "omrade": ("area", msg("Area of help")),
    "form": ("form", msg("Kind of help")),
    "ar": ("year", msg("Year of first help")),
}


def choose_step(view: View) -> str:
    """Draw the choice of the step that counts as reached."""
    tx = view.tx
    return choose(
        "steg",
        tx("Counts as reached from the step"),
        {step: label(step, tx) for step in _STEPS},
        "helped",
        widget=st.segmented_control,
    )


def _basis(view: View, own: Own) -> str:
    tx = view.tx
    return tx(
        "Unique firms. Base: {base}. Step: as chosen.", base=tx(say.BASES[own.eligible.basis])
    )


def reached(view: View, own: Own) -> None:
    """Show the funnel, reach in the chosen split, and which municipalities stand out."""
    _funnel(view, own)
    step = choose_step(view)
    _reach(view, own, step)
    _outliers(view, own, step)


def _funnel(view: View, own: Own) -> None:
    tx = view.tx
    steps = count.funnel(chosen_only(view, own).rows).reset_index()
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
        origin=_origin(view, own),
    )
    figure = ranked_bars(steps.rename(columns={"reached": "value"}), tx, sort=False)
    show(view, exhibit, figure)


def _origin(view: View, own: Own) -> str:
    return view.tx("Source: made up.") if own.watermark else view.tx("Source: the records.")


def _table(view: View, own: Own, by: str, step: str) -> pd.DataFrame:
    """Count reach in a split; kinds of help and years have no base."""
    part = own if by == "municipality_code" else chosen_only(view, own)
    if by in ("area", "form"):
        given = count.helps(part.rows)
        kinds = count.AREAS if by == "area" else count.FORMS
        counts = given.groupby(given[by].astype("object"))["firm_id"].nunique()
        table = counts.reindex(kinds, fill_value=0).rename("reached").to_frame()
    else:
        firms = count.progress(part.rows)
        groups = list(view.dataset.municipality_codes) if by == "municipality_code" else None
        groups = list(count.SIZES) if by == "size_class" else groups
        table = reach(firms, part.eligible, by, step, groups)
    table = table.rename_axis("code").reset_index()
    table["label"] = [
        str(int(key)) if by == "year" else label_of(view, by, key) for key in table["code"]
    ]
    return table


def _reach(view: View, own: Own, step: str) -> None:
    tx = view.tx
    chosen = choose("delning", tx("Split by"), {key: tx(name) for key, (_, name) in _BY.items()},
                    "kommun", widget=st.segmented_control)  # fmt: skip
    by, name = _BY[chosen]
    table = _table(view, own, by, step)
    known = "eligible" in table and table["eligible"].notna().any()
    columns = [Column("label", tx(name)), Column("reached", tx("Firms reached"), 0)]
    if known:
        columns += [
            Column("eligible", tx("Firms in the target group"), 0),
            Column("rate", tx("Share reached, percent"), 1),
            Column("representation", tx("Share of reached / share of target group"), 2),
        ]
    sentence = _sentence(view, table, by, known)
    value = "rate" if known else "reached"
    chart = table.assign(value=table[value].astype("float64"), code=table["code"].astype(str))
    if known:
        chart["missing"] = [tx("base not known") if v != v else "" for v in chart["value"]]
    exhibit = Exhibit(
        key=f"own_reach_{chosen}",
        title=sentence,
        subtitle=_basis(view, own),
        sentence=sentence,
        table=table,
        columns=columns,
        sources=_sources(view, own) if known else [],
        watermark=own.watermark,
        origin="" if known and own.eligible.basis == "workplaces" else _origin(view, own),
    )
    figure = ranked_bars(
        chart[[c for c in ("label", "value", "code", "missing") if c in chart]],
        tx,
        unit="%" if known else "",
        decimals=1 if known else 0,
        highlight=view.selection.municipalities if by == "municipality_code" else (),
        sort=by in ("municipality_code", "sni2", "area", "form"),
    )
    show(view, exhibit, figure)
    if known and bool((table["rate"] > 100).any()):
        st.caption(tx("A share over 100 percent says that the base does not fit the records."))


def _sources(view: View, own: Own) -> list[str]:
    return sources_of(view.dataset, own)


def _sentence(view: View, table: pd.DataFrame, by: str, known: bool) -> str:
    tx = view.tx
    if by == "municipality_code" and known:
        base = table[table["eligible"].notna()]
        none = int((table["reached"] == 0).sum())
        return say.reach_sentence(
            tx, int(base["reached"].sum()), float(base["eligible"].sum()), none, len(table)
        )
    most = table.loc[table["reached"].idxmax()] if len(table) else None
    if most is None or not most["reached"]:
        return tx("Nobody has been reached.")
    return tx("Most firms reached: {name}, {count}.", name=most["label"],
              count=tx.number(most["reached"]))  # fmt: skip


def _outliers(view: View, own: Own, step: str) -> None:
    tx = view.tx
    table = limits.judged(_table(view, own, "municipality_code", step))
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
            Column("eligible", tx("Firms in the target group"), 0),
            Column("rate", tx("Share reached, percent"), 1),
            Column("low_95", tx("Lower limit, 95 percent"), 1),
            Column("high_95", tx("Upper limit, 95 percent"), 1),
            Column("verdict_text", tx("Compared with all")),
        ],
        sources=_sources(view, own),
        watermark=own.watermark,
        origin="" if own.eligible.basis == "workplaces" else _origin(view, own),
    )
    figure = funnel_plot(
        usable.rename(columns={"eligible": "n", "rate": "value"})[
            ["label", "n", "value", "code", "verdict"]
        ],
        limits.limit_lines(float(usable["eligible"].max()) * 1.05, target),
        tx,
        centre=Reference(100 * target, tx("All")),
        highlight=view.selection.municipalities,
        x_title=tx("Firms in the target group"),
        y_title=tx("Share reached, percent"),
    )
    show(view, exhibit, figure)


def spread(view: View, own: Own) -> None:
    """Show help per firm, how evenly reach is spread, and coast against inland."""
    tx = view.tx
    _depth(view, own)
    step = choose_step(view)
    table = _table(view, own, "municipality_code", step).set_index("code")
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
        subtitle=_basis(view, own),
        sentence=sentence,
        table=curve,
        columns=[
            Column("name", tx("Municipality, lowest share first")),
            Column("x", tx("Share of the target group so far, percent"), 1),
            Column("y", tx("Share of the reached so far, percent"), 1),
        ],
        sources=_sources(view, own),
        watermark=own.watermark,
        origin="" if own.eligible.basis == "workplaces" else _origin(view, own),
    )
    figure = lorenz(
        curve[["x", "y"]], tx,
        x_title=tx("Firms in the target group, percent"), y_title=tx("Firms reached, percent"),
    )  # fmt: skip
    st.markdown(sentence)
    show(view, exhibit, figure)
    _coast(view, own, table)


def _depth(view: View, own: Own) -> None:
    tx = view.tx
    found = count.depth(chosen_only(view, own).rows)
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
        origin=_origin(view, own),
    )
    show(view, exhibit, ranked_bars(table.rename(columns={"firms": "value"}), tx, sort=False))


def _coast(view: View, own: Own, table: pd.DataFrame) -> None:
    tx = view.tx
    groups = reach_by_group(table, own.groups).rename_axis("code").reset_index()
    groups["label"] = [label_of(view, "group", key) for key in groups["code"]]
    parts = [f"{row.label}: {tx.percent(row.rate)}" for row in groups.itertuples()]
    show_rows(
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
                Column("eligible", tx("Firms in the target group"), 0),
                Column("rate", tx("Share reached, percent"), 1),
                Column("none", tx("Municipalities without anybody"), 0),
            ],
            sources=_sources(view, own),
            watermark=own.watermark,
        ),
    )


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
    rows = chosen_only(view, own).rows
    table = count.needs(rows, column)
    if table.empty:
        st.info(tx("No needs are recorded."))
        return
    table["label"] = [label(need, tx) for need in table["need"]]
    whole = count.needs(rows).iloc[0]
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
        origin=_origin(view, own),
    )
    show(view, exhibit, None if column else _need_bars(table, tx))
    if column:
        show_rows(view, exhibit)


def _need_bars(table: pd.DataFrame, tx: Text):  # type: ignore[no-untyped-def]  # noqa: ANN202
    parts = {"met": tx("Met by help"), "unmet": tx("Not met")}
    long = table.melt(id_vars=["label"], value_vars=list(parts), var_name="part")
    long["part"] = long["part"].map(parts)
    return stacked_bars(long[["label", "part", "value"]], tx)


def show_rows(view: View, exhibit: Exhibit) -> None:
    """Draw a table that is the picture, and its watermark where it has one."""
    if exhibit.watermark:
        st.warning(exhibit.watermark, icon=":material/warning:")
    show_table(view, exhibit)
