"""White spots and where to go next; only for those who may see all records."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from vbdash.charts.bars import ranked_bars
from vbdash.exhibit import Column, Exhibit
from vbdash.indicators.firms import leading
from vbdash.records import white_spots
from vbdash.sentences import interventions as say
from vbdash.ui.choice import choose, choose_number
from vbdash.ui.records.rows import (
    Own,
    base_heading,
    base_text,
    choose_step,
    chosen_only,
    label_of,
    origin,
    progress_of,
    sources_of,
)
from vbdash.ui.show import show
from vbdash.ui.table import show_table
from vbdash.view import View

__all__ = ["white_spots_and_plan"]


def white_spots_and_plan(view: View, own: Own) -> None:
    """Show eligible firms not reached, leading firms never met, and a plan for more visits."""
    tx = view.tx
    step = choose_step(view)
    part = chosen_only(view, own)
    firms = progress_of(part)
    spots = part.once(("spots", step), lambda: white_spots.white_spots(firms, part.eligible, step))
    if spots.empty:
        st.info(tx("There is no base to tell who has not been reached."))
        return
    _spots(view, part, spots)
    _never_met(view, part, firms)
    _plan(view, part, spots, firms, step)


def _labelled(view: View, table: pd.DataFrame) -> tuple[pd.DataFrame, list[Column]]:
    """Label the columns that tell cells apart."""
    tx = view.tx
    names = {
        "municipality_code": tx("Municipality"),
        "sni2": tx("SNI division"),
        "size_class": tx("Size class"),
    }
    result, columns = table.copy(), []
    for by, heading in names.items():
        if by in table:
            result[f"{by}_text"] = [label_of(view, by, key) for key in table[by]]
            columns.append(Column(f"{by}_text", heading))
    return result, columns


def _spots(view: View, own: Own, spots: pd.DataFrame) -> None:
    tx = view.tx
    table, columns = _labelled(view, spots)
    by_place = spots.groupby("municipality_code")["left"].sum().sort_values(ascending=False)
    sentence = say.white_spots_sentence(
        tx,
        left=int(by_place.sum()),
        most=int(by_place.iloc[0]),
        name=label_of(view, "municipality_code", by_place.index[0]),
        stand_in=own.eligible.basis == "workplaces",
    )
    exhibit = Exhibit(
        key="white_spots",
        title=sentence,
        subtitle=tx(
            "The target group less unique firms reached. Base: {base}.",
            base=base_text(view, own),
        ),
        sentence=sentence,
        table=table,
        columns=[
            *columns,
            Column("eligible", base_heading(view, own), 0),
            Column("reached", tx("Firms reached"), 0),
            Column("left", tx("Not reached"), 0),
        ],
        sources=sources_of(view, own),
        watermark=own.watermark,
        origin="" if own.eligible.basis == "workplaces" else origin(view, own),
    )
    bars = pd.DataFrame(
        {
            "code": by_place.index,
            "label": [label_of(view, "municipality_code", code) for code in by_place.index],
            "value": by_place.astype("float64").to_numpy(),
        }
    )
    show(
        view, exhibit.replace(figure=ranked_bars(bars, tx, highlight=view.selection.municipalities))
    )


def _never_met(view: View, own: Own, firms: pd.DataFrame) -> None:
    tx, data = view.tx, view.dataset
    rows = leading.leading_rows(
        data.table("companies"), data.table("leadership_claims"), view.selection.support
    )
    rows = rows[rows["municipality_code"].isin(view.municipalities)]
    rows = rows.drop_duplicates("firm_id")
    names = own.rows.drop_duplicates("firm_id").set_index("firm_id")["firm_name"]
    found = white_spots.never_met(rows, firms, names)
    if found is None:
        st.caption(
            tx(
                "Leading firms never met cannot be told: the records carry neither firm names nor "
                "organisation numbers."
            )
        )
        return
    table = found.copy()
    table["place"] = [label_of(view, "municipality_code", c) for c in table["municipality_code"]]
    sentence = tx.plural(
        "{n} leading firm is not met on record.", "{n} leading firms are not met on record.",
        len(table),
    )  # fmt: skip
    if table.empty:
        st.success(sentence)
        return
    show_table(
        view,
        Exhibit(
            key="never_met",
            title=sentence,
            subtitle=tx("Matched by organisation number, else by name; check before you call."),
            sentence=sentence,
            table=table,
            columns=[Column("firm_name", tx("Firm")), Column("place", tx("Municipality"))],
            sources=list(dict.fromkeys(table["source_id"].astype(str))),
            watermark=own.watermark,
        ),
    )


def _plan(view: View, own: Own, spots: pd.DataFrame, firms: pd.DataFrame, step: str) -> None:
    tx = view.tx
    st.subheader(tx("Where to go next"), anchor=False)
    left, middle, right = st.columns([1, 1, 2])
    visits = choose_number("besok", tx("More visits"), (1, 2000), 20, left)
    journey = choose_number("resa", tx("Visits in one journey"), (1, 12), 4, middle)
    aim = choose("mal", tx("Aim"), {code: tx(name) for code, name in say.AIMS.items()}, "even",
                 widget=st.selectbox, place=right)  # fmt: skip
    inland = own.groups.index[own.groups == "inland"]
    asked = ("plan", step, visits, aim, journey)
    chosen = own.once(asked, lambda: white_spots.plan(spots, visits, aim, inland, journey))
    if chosen.empty:
        st.info(tx("Everybody in the target group has been reached."))
        return
    sentence = say.plan_sentence(
        tx, int(chosen["visits"].sum()), len(chosen), int(chosen["journeys"].sum())
    )
    table, columns = _labelled(view, chosen)
    bars = table.rename(columns={"municipality_code": "code", "municipality_code_text": "label"})
    exhibit = Exhibit(
        key="plan",
        title=sentence,
        subtitle=tx(
            "Aim: {aim}. Each visit reaches one firm not reached before. Solved exactly, not by "
            "rule of thumb.",
            aim=tx(say.AIMS[aim]).casefold(),
        ),
        sentence=sentence,
        table=table,
        columns=[
            *columns,
            Column("visits", tx("Visits"), 0),
            Column("journeys", tx("Journeys"), 0),
            Column("rate_before", tx("Share reached now, percent"), 1),
            Column("rate_after", tx("Share reached after, percent"), 1),
        ],
        sources=sources_of(view, own),
        watermark=own.watermark,
        origin="" if own.eligible.basis == "workplaces" else origin(view, own),
    )
    values = bars.assign(value=bars["visits"].astype("float64"))[["code", "label", "value"]]
    show(view, exhibit.replace(figure=ranked_bars(values, tx)))
    _visit_list(view, own, spots, chosen, firms, step)


def _visit_list(
    view: View,
    own: Own,
    spots: pd.DataFrame,
    chosen: pd.DataFrame,
    firms: pd.DataFrame,
    step: str,
) -> None:
    tx = view.tx
    table, columns = _labelled(view, white_spots.visit_list(spots, chosen))
    columns += [Column("left", tx("Not reached"), 0), Column("visits", tx("Visits"), 0)]
    if own.eligible.basis == "register":
        table["firms"] = white_spots.firms_to_visit(table, own.eligible, firms, step)
        columns.append(Column("firms", tx("Firms to choose from")))
    show_table(
        view,
        Exhibit(
            key="visits",
            title=tx("Visit list"),
            subtitle=tx("The visits of the plan, spread evenly over industries and sizes."),
            sentence=tx("The visits of the plan, row by row."),
            table=table,
            columns=columns,
            sources=sources_of(view, own),
            watermark=own.watermark,
            origin="" if own.eligible.basis == "workplaces" else origin(view, own),
        ),
    )  # fmt: skip
