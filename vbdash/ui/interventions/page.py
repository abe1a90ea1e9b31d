"""The page of interventions: its answer, its three parts, and what is published."""

from __future__ import annotations

from typing import Final

import streamlit as st

from vbdash.exhibits import programme
from vbdash.exhibits import support as on_record
from vbdash.records.own import sample_rows
from vbdash.records.public import region_records
from vbdash.sentences import interventions as say
from vbdash.text import msg
from vbdash.ui import not_loaded, parts
from vbdash.ui.cached import picture
from vbdash.ui.downloads import source_line
from vbdash.ui.show import show, sources_below
from vbdash.view import View

_PARTS: Final = {
    "publicerat": msg("What is published"),
    "stod": msg("On open record"),
    "egna": msg("The region's own records"),
}


def opening(view: View) -> None:
    """Say what is known, and that reach is not effect."""
    tx = view.tx
    st.header(say.headline(tx, _helped(view)), anchor=False)
    st.caption(
        tx(
            "Reach is not effect: these figures say how many were met or helped, not what came of it."
        )
    )
    not_loaded.article_elsewhere(view)


def _helped(view: View) -> float:
    """Return the published number of firms that got concrete help."""
    row = view.fact("firms_helped")
    return 0.0 if row is None else float(row["value"])


def choose_part(view: View) -> str:
    """Draw the way to the three parts of the page and return the chosen one."""
    return parts.choose_part(view.tx, view.tx("Part of the page"), _PARTS)


def other_parts(view: View, part: str) -> None:
    """List what else the page holds, with its answers."""
    tx, data = view.tx, view.dataset
    own = len(region_records(data))
    said = {
        "publicerat": picture(programme.timeline, view).sentence,
        "stod": picture(on_record.by_year, view).title
        if not_loaded.support_loaded(view)
        else not_loaded.no_support(view),
        "egna": tx(
            "How many were reached of those who could have been, by the region's own records."
        )
        if own
        else tx("There are no records here: look at a file of your own, or at a made-up example.")
        if len(sample_rows(data))
        else tx("There are no records here: look at a file of your own."),
    }
    parts.others(tx, _PARTS, part, said)


def published(view: View) -> None:
    """Show the two published numbers, the programme's years and other programmes' funnels."""
    tx = view.tx
    data = view.dataset
    left, right = st.columns(2, border=True)
    with left:
        st.markdown(f"**{tx('Firms met, 2016–2021')}**")
        st.metric(tx("Firms met, 2016–2021"), tx("hundreds"), label_visibility="collapsed")
        st.markdown(tx.pick(data.row("published_facts", "firms_met"), "statement"))
    with right:
        st.markdown(f"**{tx('Firms that got concrete help, 2016–2021')}**")
        helped = data.row("published_facts", "firms_helped")
        st.metric(
            tx("Firms that got concrete help, 2016–2021"),
            tx.number(_helped(view)),
            label_visibility="collapsed",
        )
        st.markdown(tx.pick(helped, "statement"))
    source_line(view, [str(helped["source_id"])])
    for make in (programme.timeline, programme.benchmarks):
        made = picture(make, view)
        show(view, made)
        sources_below(view, made.sources)
    st.caption(tx("Targets and single figures stand in the table only."))
    _needs_found(view)


def _needs_found(view: View) -> None:
    tx, data = view.tx, view.dataset
    with st.expander(tx("How the project worked, and the needs it found"), icon=":material/info:"):
        for key in ("si-target-group", "si-areas", "si-methods", "si-needs"):
            st.markdown(f"- {tx.pick(data.row('published_facts', key), 'statement')}")
        source_line(view, [str(data.row("published_facts", "si-needs")["source_id"])])
