"""The page of one municipality: what is said first, and the parts of the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from vbdash.exhibits.industry.municipalities import decided
from vbdash.exhibits.municipality import opening as said
from vbdash.indicators.municipality.facts import facts_about
from vbdash.sentences.shown import told
from vbdash.text import msg
from vbdash.ui import parts, take_along
from vbdash.ui.downloads import source_line
from vbdash.ui.facts import show_facts
from vbdash.ui.safe import quiet
from vbdash.view import View

#: Ways to other chosen municipalities that are offered beside the name.
_MOST_WAYS: Final = 5
_PARTS: Final = {
    "laget": msg("Where it stands"),
    "utveckling": msg("Over time"),
    "naringsliv": msg("What it lives on"),
    "foretag": msg("Firms"),
    "stod": msg("Public support"),
    "jamfor": msg("Compare"),
    "lika": msg("Most alike"),
    "saknas": msg("What is missing"),
}


def subject(view: View) -> str | None:
    """Return the municipality the page is about: the first one chosen, as the list shows them."""
    chosen = view.selection.municipalities
    if not chosen:
        return None
    names = {view.dataset.name(code): code for code in chosen}
    listed = [names[name] for name in st.session_state.get("kommun") or [] if name in names]
    return listed[0] if listed else chosen[0]


def heading(view: View, code: str) -> None:
    """Draw the municipality's name and, where several are chosen, a way to the others."""
    tx, data = view.tx, view.dataset
    with st.container(horizontal=True, vertical_alignment="center"):
        st.header(data.name(code, tx.lang), anchor=False, width="content")
        for other in view.selection.municipalities[:_MOST_WAYS]:
            if other != code:
                name = data.name(other)
                st.button(
                    tx("To {name}", name=name), key=f"to_{other}", type="tertiary",
                    on_click=_first, args=(name,),
                )  # fmt: skip
    take_along.row(view, code)


def _first(name: str) -> None:
    """Put a municipality first in the list: the page is about the first one."""
    chosen = [each for each in st.session_state.get("kommun") or [] if each != name]
    st.session_state["kommun"] = [name, *chosen]


def opening(view: View, code: str) -> None:
    """Draw the three or four sentences that the page opens with, and their sources."""
    tx = view.tx
    first, *rest = said.sentences(view, code)
    st.markdown(f"**{quiet(first)}**")
    st.markdown(quiet(" ".join(rest)))
    why = said.why_no_industry(view, code)
    if why:
        st.caption(quiet(why))
    used = said.sources(view, code)
    if used:
        source_line(view, used)
    with st.expander(
        tx("How this is counted"), icon=":material/info:", key="counted", on_change="rerun"
    ) as counted:
        if counted.open:
            st.markdown(
                tx(
                    "The county is the sum of its municipalities, made here. Sweden is counted by place of work. "
                    "What sets the municipality apart lies in the highest or lowest quarter, furthest from the middle municipality. "
                    "Firms and support are counted from records that each have their source on their page."
                )
            )
    found = decided(view.only("definition"))
    if found is not None and found.other_definition:
        st.info(told(tx, view.dataset, found), icon=":material/info:")


def surprises(view: View, code: str) -> None:
    """Draw the facts that the data holds about the municipality, but for what was just said."""
    found = facts_about(view.dataset, view.selection.definition, code)
    if found:
        show_facts(view, found, f"facts_{code}")


def choose_part(view: View) -> str:
    """Draw the choice of a part of the page."""
    return parts.choose_part(view.tx, view.tx("Part of the page"), _PARTS)


def other_parts(view: View, part: str, answers: Mapping[str, str]) -> None:
    """List what else the page holds, with its answers."""
    parts.others(view.tx, _PARTS, part, answers)
