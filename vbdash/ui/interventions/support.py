"""Public support on open record: by year, by place, and every row to search."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from vbdash.exhibit import Column, note
from vbdash.exhibits import support as open_record
from vbdash.indicators import support
from vbdash.sentences import interventions as say
from vbdash.text import Text
from vbdash.ui import not_loaded
from vbdash.ui.cached import picture
from vbdash.ui.choice import choose_many
from vbdash.ui.downloads import downloads
from vbdash.ui.html_table import on_paper
from vbdash.ui.safe import quiet
from vbdash.ui.show import show, sources_below
from vbdash.view import View


def nothing_loaded(view: View) -> None:
    """Say that no public support is loaded for the county."""
    st.info(quiet(not_loaded.no_support(view)), icon=":material/info:")


def on_record(view: View) -> None:
    """Show projects, grants and awards, with what they do and do not say."""
    tx = view.tx
    st.info(
        tx(
            "Granted is not paid, prioritised is not granted, and an area covered is not a firm "
            "helped. The list of EU projects is a snapshot of 14 October 2016: what was decided "
            "later is not in it. Nothing here is the project Smart industri Västerbotten itself."
        ),
        icon=":material/info:",
    )
    left, right = st.columns([3, 2], gap="medium")
    with left:
        show(view, picture(open_record.by_year, view))
    with right:
        show(view, picture(open_record.on_map, view))
    _search(view)


def _search(view: View) -> None:
    tx, data = view.tx, view.dataset
    st.header(tx("Every record"), anchor=False)
    left, right = st.columns(2)
    words = left.text_input(
        tx("Search"), key="sok", bind="query-params", max_chars=80,
        placeholder=tx("Project, owner, theme or place"),
    )  # fmt: skip
    with right:
        funds = {kind: tx(say.KINDS[kind]) for kind in support.KINDS}
        kinds = choose_many("fond", tx("Fund"), funds, tx("All funds"))
    rows = support.find(
        data.table("support"),
        data.table("support_municipalities"),
        words=words or "",
        kinds=kinds,
        municipalities=view.selection.municipalities,
        lang=tx.lang,
    )
    count = tx.plural("{n} record.", "{n} records.", len(rows))
    if view.selection.municipalities:
        count += " " + tx("Only those that name a chosen municipality.")
    elif not words and not kinds:
        count += " " + tx(
            "Projects for all of Sweden are in it, and a project that stands in two lists has two rows."
        )
    st.caption(count)
    table = _record_table(view, rows)
    st.dataframe(
        table[["title", "owner", "fund", "theme", "year", "amount_sek", "amount_kind", "url"]],
        hide_index=True,
        placeholder="",
        height=380,
        alt=tx("Public support on record: project, owner, fund, theme, year, amount, source"),
        column_config={
            "title": st.column_config.TextColumn(tx("Project"), width="large"),
            "owner": tx("Owner"),
            "fund": tx("Fund"),
            "theme": tx("Theme"),
            "year": st.column_config.NumberColumn(tx("Year"), format="%d"),
            "amount_sek": st.column_config.NumberColumn(tx("Amount (SEK)"), format="localized"),
            "amount_kind": tx("Granted or prioritised"),
            "url": st.column_config.LinkColumn(tx("Source"), display_text=tx("Open")),
        },
    )
    _record_paper(table, tx)
    columns = [
        Column("title", tx("Project")), Column("owner", tx("Owner")), Column("fund", tx("Fund")),
        Column("theme", tx("Theme")), Column("year", tx("Year"), 0),
        Column("amount_sek", tx("Amount (SEK)"), 0),
        Column("amount_kind", tx("Granted or prioritised")), Column("area_text", tx("Area")),
        Column("note", tx("Note")), Column("url", tx("Source")),
    ]  # fmt: skip
    sources = list(dict.fromkeys(rows["source_id"].astype(str)))
    sources_below(view, sources)
    downloads(view, "records", table, columns, note(view, tx("Public support on record"), sources))


def _record_paper(table: pd.DataFrame, tx: Text) -> None:
    names = {
        "title": tx("Project"), "owner": tx("Owner"), "fund": tx("Fund"), "year": tx("Year"),
        "amount_sek": tx("Amount (SEK)"), "amount_kind": tx("Granted or prioritised"),
    }  # fmt: skip
    shown = table[list(names)].rename(columns=names)
    shown[names["year"]] = [str(int(y)) if y == y else "–" for y in table["year"].astype(float)]
    on_paper(shown, tx("Public support on record"), tx)


def _record_table(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """Return records in the visitor's language, with the address of their source."""
    tx = view.tx
    table = rows.copy()
    for name in ("fund", "theme", "note"):
        table[name] = table[f"{name}_{tx.lang}"]
    kinds = {
        "granted": tx("granted"), "prioritised": tx("prioritised"), "budget": tx("budget"),
    }  # fmt: skip
    table["owner"] = table["owner"].fillna(tx("not stated"))
    table["amount_kind"] = table["amount_kind"].astype("object").map(kinds)
    table["url"] = view.dataset.sources["url"].reindex(table["source_id"].astype(str)).to_numpy()
    return table
