"""Who said what about industry's weight, measured how: the published figures as quoted."""

from __future__ import annotations

from html import escape
from typing import Final

import pandas as pd
import streamlit as st

from vbdash.charts.quotes import quotes
from vbdash.exhibit import Column, Exhibit
from vbdash.indicators.industry.claims import claim_kinds
from vbdash.text import msg
from vbdash.ui.choice import choose
from vbdash.ui.show import show
from vbdash.ui.view import View

__all__ = ["INDIRECT", "draw_said"]

#: What a figure may be a share of: code in the link and name.
_KINDS: Final = {
    "economy": msg("Value added"),
    "gdp": msg("GDP or GRP"),
    "business": msg("Business sector"),
    "work": msg("Jobs"),
}
#: Whether indirect links are counted in, as it is said.
INDIRECT: Final = {"yes": msg("yes"), "no": msg("no"), "not_stated": msg("not stated")}
#: More quotations than this are read in the table.
_MOST: Final = 8


def draw_said(view: View, about: str) -> None:
    """Draw published figures of one kind, as quoted; `about` is the one the page is about."""
    tx, data = view.tx, view.dataset
    claims = data.table("published_claims")
    claims = claims.assign(kind=claim_kinds(claims))
    claims = claims.sort_values(["value", "id"], ascending=[False, True])
    st.subheader(tx("Who said what, measured how"), anchor=False)
    kind = choose(
        "slag", tx("Share of"), {k: tx(name) for k, name in _KINDS.items()}, "economy",
        widget=st.segmented_control,
    )  # fmt: skip
    table = claims[claims["kind"] == kind].reset_index(drop=True)
    table = table.assign(
        code=table["id"], label=[_speaker(view, row) for _, row in table.iterrows()],
        publisher=[str(data.row("sources", s)["publisher"]) for s in table["source_id"]],
        indirect=[tx(INDIRECT[i]) for i in table["indirect"]],
        wording=table[f"wording_{tx.lang}"], industry=table[f"industry_{tx.lang}"],
        denominator=table[f"denominator_{tx.lang}"], note=table[f"note_{tx.lang}"].fillna(""),
        area=table[f"area_{tx.lang}"],
    )  # fmt: skip
    sentence = tx.plural(
        "{n} published figure that is a share of this, as quoted.",
        "{n} published figures that are shares of this, as quoted: from {low} to {high} percent.",
        len(table), low=tx.number(table["value"].min()), high=tx.number(table["value"].max()),
    )  # fmt: skip
    exhibit = Exhibit(
        key=f"industry_claims_{kind}",
        title="",
        subtitle=sentence,
        sentence=sentence,
        table=table,
        columns=[
            Column("area", tx("Area")),
            Column("value", tx("Percent, as quoted"), 1),
            Column("wording", tx("As quoted")),
            Column("publisher", tx("Published by")),
            Column("industry", tx("Industry means")),
            Column("denominator", tx("Share of")),
            Column("indirect", tx("Indirect links included")),
            Column("note", tx("Note")),
        ],
        sources=list(table["source_id"]),
        lines=[],
    )
    show(view, exhibit, quotes(table, tx, highlight=[about]))
    if len(table) <= _MOST:
        st.html(_spelled_out(view, table))


def _speaker(view: View, row: pd.Series) -> str:
    """Say of what area a figure is, who published it and when."""
    tx = view.tx
    publisher = str(view.dataset.row("sources", row["source_id"])["publisher"])
    area = tx.pick(row, "area")
    if not pd.isna(row["ref_year"]):
        area = f"{area} {int(row['ref_year'])}"
    said = "" if pd.isna(row["published_year"]) else f" {int(row['published_year'])}"
    return f"{area} · {publisher}{said}"


def _spelled_out(view: View, table: pd.DataFrame) -> str:
    """Return each quotation with who said it and what it says it measures, as a list in HTML."""
    tx = view.tx
    items = []
    for row in table.itertuples():
        measured = tx(
            "Industry means: {industry}. Share of: {denominator}. Indirect links included: {indirect}.",
            industry=row.industry, denominator=row.denominator, indirect=row.indirect,
        )  # fmt: skip
        note = f"<br>{escape(str(row.note))}" if row.note else ""
        said = f"<strong>{escape(str(row.wording))}</strong><br>{escape(str(row.label))}"
        items.append(f"<li>{said}<br>{escape(measured)}{note}</li>")
    return f"<ul>{''.join(items)}</ul>"
