"""The support structure: who helps with what and where, and the project's three areas."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from vbdash.data.dataset import Dataset
from vbdash.exhibit import Column, note
from vbdash.indicators import support
from vbdash.sentences import interventions as say
from vbdash.text import Text
from vbdash.ui.cached import shared, shared_few
from vbdash.ui.choice import choose
from vbdash.ui.downloads import downloads
from vbdash.ui.safe import link, quiet
from vbdash.view import View

__all__ = ["actors", "areas"]


def actors(view: View) -> None:
    """Show who in the county helps industrial firms, as far as a source names them."""
    tx, data = view.tx, view.dataset
    kinds = {code: tx(name) for code, name in say.HELP.items()}
    chosen = choose("hjalp", tx("What do you need?"), kinds, "", widget=st.pills, required=False)
    table, shown = _found(data, chosen, view.selection.municipalities, tx.lang)
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
    for kind, own in shown:
        st.markdown(f"**{kind}**")
        st.table(own, alt=f"{title}: {kind}")
    columns = [
        Column("help_kind", tx("Kind of help")),
        Column("actor", tx("Actor")),
        Column("kind_text", tx("Kind of actor")),
        Column("place", tx("Place")),
        Column("text", tx("What the source says")),
        Column("years", tx("Years")),
        Column("url", tx("Source")),
    ]
    sources = list(dict.fromkeys(table["source_id"].astype(str)))
    downloads(view, "actors", table, columns, note(view, title, sources))


@shared_few
def _found(
    data: Dataset, help_wanted: str, municipalities: tuple[str, ...], lang: str
) -> tuple[pd.DataFrame, list[tuple[str, pd.DataFrame]]]:
    """Return the actors that fit, as a table for files and as one table a kind of help to read."""
    tx, rows = Text(lang), data.table("support_actors")
    if help_wanted:
        rows = rows[rows["help"] == help_wanted]
    if municipalities:
        here = rows["municipality_code"].isin(municipalities)
        rows = rows[here | rows["municipality_code"].isna()]
    table = _actor_table(data, tx, rows)
    kinds = table.groupby("help_kind", sort=False)
    return table, [(str(kind), _as_read(tx, own)) for kind, own in kinds]


def _as_read(tx: Text, rows: pd.DataFrame) -> pd.DataFrame:
    said = tx("source")
    shown = pd.DataFrame(
        {
            tx("Actor"): [f"{quiet(a)}, {quiet(k)}" for a, k in
                          zip(rows["actor"], rows["kind_text"].str.lower(), strict=True)],
            tx("Place"): rows["place"].map(quiet),
            tx("What the source says"): [
                f"{quiet(t)} ({quiet(y)}, {link(said, u)})"
                for t, y, u in zip(rows["text"], rows["years"], rows["url"], strict=True)
            ],
        }
    )  # fmt: skip
    return shown.set_index(shown.columns[0])


def _actor_table(data: Dataset, tx: Text, rows: pd.DataFrame) -> pd.DataFrame:
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
    tx = view.tx
    st.subheader(tx("The project's three areas"), anchor=False)
    st.caption(
        tx(
            "Records put under an area by the words of their themes, actors by what their source "
            "says; our sorting. A record may stand under two areas."
        )
    )
    boxes = st.columns(len(say.THEMES), border=True)
    for (area, (count, titles, names)), box in zip(
        _areas(view.dataset).items(), boxes, strict=True
    ):
        with box:
            st.markdown(f"**{tx(say.THEMES[area])}**")
            st.metric(
                tx("Projects and grants on record"), tx.number(count),
                help=tx("Projects for all of Sweden left out."),
            )  # fmt: skip
            st.markdown(tx("Largest: {titles}.", titles=titles))
            st.markdown(tx("Actors: {names}.", names=tx.listing(names)))


@shared
def _areas(data: Dataset) -> dict[str, tuple[int, str, list[str]]]:
    """Return for each area how many records, the titles of the largest, and the actors."""
    rows, doors = support.by_theme(data.table("support")), data.table("support_actors")
    found = {}
    for area in say.THEMES:
        own = rows[rows["area"] == area].sort_values("amount_sek", ascending=False)
        names = sorted(set(doors.loc[doors["area"] == area, "actor"].astype(str)))
        found[area] = int(own["id"].nunique()), _titles(own), names
    return found


def _titles(rows: pd.DataFrame) -> str:
    return "; ".join(quiet(str(title)) for title in rows["title"].head(3))
