"""The support structure: who helps with what and where, and the project's three areas."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from vbdash.exhibits import support as open_record
from vbdash.indicators import support
from vbdash.sentences import interventions as say
from vbdash.text import Text
from vbdash.ui.cached import picture
from vbdash.ui.choice import choose
from vbdash.ui.downloads import downloads
from vbdash.ui.safe import link, quiet
from vbdash.view import View


def actors(view: View) -> None:
    """Show who in the county helps industrial firms, as far as a source names them."""
    tx = view.tx
    kinds = {code: tx(name) for code, name in say.HELP.items()}
    chosen = choose("hjalp", tx("What do you need?"), kinds, "", widget=st.pills, required=False)
    made = picture(open_record.actors, view, chosen)
    st.header(quiet(made.title), anchor=False)
    st.caption(quiet(made.subtitle))
    if made.table.empty:
        st.info(tx("No organisation on record fits the choice."))
        return
    for kind, own in made.table.groupby("help_kind", sort=False):
        st.markdown(f"**{kind}**")
        st.table(_as_read(tx, own), alt=f"{made.title}: {kind}")
    downloads(view, made.key, made.table, made.columns, made.note(view))


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


def areas(view: View) -> None:
    """Show what is on record under each of the project's three areas."""
    tx = view.tx
    st.header(tx("The project's three areas"), anchor=False)
    st.caption(
        tx(
            "Records put under an area by the words of their themes, actors by what their source "
            "says; our sorting. A record may stand under two areas."
        )
    )
    found = support.areas(view.dataset)
    for (area, own), box in zip(found.items(), st.columns(len(found), border=True), strict=True):
        with box:
            st.markdown(f"**{tx(say.THEMES[area])}**")
            st.metric(
                tx("Projects and grants on record"), tx.number(own.records),
                help=tx("Projects for all of Sweden left out."),
            )  # fmt: skip
            st.markdown(tx("Largest: {titles}.", titles="; ".join(map(quiet, own.largest))))
            st.markdown(tx("Organisations: {names}.", names=tx.listing(own.actors)))
