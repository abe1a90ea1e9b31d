"""The support structure: who helps with what and where, and the project's three areas."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from vbdash.indicators import support
from vbdash.reports.export import Column
from vbdash.text.sentences import interventions as say
from vbdash.ui.downloads import downloads, note
from vbdash.ui.safe import link, quiet
from vbdash.ui.view import View

__all__ = ["actors", "areas"]


def actors(view: View) -> None:
    """Show who in the county helps industrial firms, as far as a source names them."""
    tx, data = view.tx, view.dataset
    rows = data.table("support_actors")
    chosen = st.pills(
        tx("What do you need?"),
        list(say.HELP),
        format_func=lambda code: tx(say.HELP[code]),
        key="hjalp",
    )
    if chosen:
        rows = rows[rows["help"] == chosen]
    if view.selection.municipalities:
        here = rows["municipality_code"].isin(view.selection.municipalities)
        rows = rows[here | rows["municipality_code"].isna()]
    table = _actor_table(view, rows)
    title = tx("Who helps with what")
    st.subheader(title, anchor=False)
    st.caption(
        tx(
            "Actors and help that a source names. What was true in the year of the source may "
            "have ended; who is not named here may still help."
        )
    )
    if table.empty:
        st.info(tx("No actor on record fits the choice."))
        return
    said = tx("source")
    for kind, own in table.groupby("help_kind", sort=False):
        st.markdown(f"**{kind}**")
        shown = pd.DataFrame(
            {
                tx("Actor"): [f"{quiet(a)}, {quiet(k)}" for a, k in
                              zip(own["actor"], own["kind_text"].str.lower(), strict=True)],
                tx("Place"): own["place"].map(quiet),
                tx("What the source says"): [
                    f"{quiet(t)} ({quiet(y)}, {link(said, u)})"
                    for t, y, u in zip(own["text"], own["years"], own["url"], strict=True)
                ],
            }
        )  # fmt: skip
        st.table(shown.set_index(shown.columns[0]), alt=f"{title}: {kind}")
    columns = [
        Column("help_kind", tx("Kind of help")),
        Column("actor", tx("Actor")),
        Column("kind_text", tx("Kind of actor")),
        Column("place", tx("Place")),
        Column("text", tx("What the source says")),
        Column("years", tx("Years")),
        Column("url", tx("Source")),
    ]
    sources = list(dict.fromkeys(rows["source_id"].astype(str)))
    downloads(view, "actors", table, columns, note(view, title, sources))


def _actor_table(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    tx, data = view.tx, view.dataset
    table = rows.copy()
    table["help_kind"] = [tx(say.HELP[code]) for code in table["help"].astype("object")]
    table["kind_text"] = [tx(say.ACTORS[code]) for code in table["kind"].astype("object")]
    table["place"] = [
        data.name(code, tx.lang) if isinstance(code, str) else tx("the county or wider")
        for code in table["municipality_code"].astype("object")
    ]
    table["text"] = table[f"help_{tx.lang}"]
    table["years"] = [
        _years(a, b) or tx("undated")
        for a, b in zip(table["year_from"], table["year_to"], strict=True)
    ]
    table["url"] = data.sources["url"].reindex(table["source_id"].astype(str)).to_numpy()
    order = {code: i for i, code in enumerate(say.HELP)}
    table["order"] = table["help"].astype("object").map(order)
    return table.sort_values(["order", "actor"]).reset_index(drop=True)


def _years(first: Any, last: Any) -> str:
    known = [str(year) for year in (first, last) if not pd.isna(year)]
    return "–".join(dict.fromkeys(known))


def areas(view: View) -> None:
    """Show what is on record under each of the project's three areas."""
    tx, data = view.tx, view.dataset
    rows = support.by_theme(data.table("support"))
    doors = data.table("support_actors")
    st.subheader(tx("The project's three areas"), anchor=False)
    st.caption(
        tx(
            "Records put under an area by the words of their themes, actors by what their source "
            "says; our sorting. A record may stand under two areas."
        )
    )
    for area, box in zip(say.THEMES, st.columns(len(say.THEMES), border=True), strict=True):
        own = rows[rows["area"] == area].sort_values("amount_sek", ascending=False)
        names = sorted(set(doors.loc[doors["area"] == area, "actor"].astype(str)))
        with box:
            st.markdown(f"**{tx(say.THEMES[area])}**")
            st.metric(
                tx("Projects and grants on record"), tx.number(own["id"].nunique()),
                help=tx("Projects for all of Sweden left out."),
            )  # fmt: skip
            st.markdown(tx("Largest: {titles}.", titles=_titles(own)))
            st.markdown(tx("Actors: {names}.", names=tx.listing(names)))


def _titles(rows: pd.DataFrame) -> str:
    return "; ".join(quiet(str(title)) for title in rows["title"].head(3))
