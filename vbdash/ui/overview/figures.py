"""What the start begins with: three figures beside the claims, and the way to one's municipality."""

from __future__ import annotations

import streamlit as st

from vbdash.exhibits.front import Figure, start
from vbdash.parameters import MUNICIPALITY
from vbdash.ui.cached import picture
from vbdash.ui.frame import own
from vbdash.ui.go import go
from vbdash.ui.safe import quiet
from vbdash.view import View


def figures(view: View) -> None:
    """Draw the three figures, each with the claim it is tried against, as a way to its page."""
    shown = picture(start.claims, view)
    with st.container(key="figures"):
        for place, each in zip(st.columns(len(shown)), shown, strict=True):
            with place:
                st.page_link(f"pages/{each.page}.py", label=_label(each), width="stretch")


def _label(figure: Figure) -> str:
    """Write a figure for a link: the value, the claim, and what is counted, which styles set apart."""
    return f"**{quiet(figure.value)}** *{quiet(figure.beside)}* {quiet(figure.label)}"


def choose_municipality(view: View) -> None:
    """Draw the choice of a municipality, which goes to its page, and the visitor's own."""
    tx, names = view.tx, view.choices.values["municipalities"]

    def chosen() -> None:
        name = st.session_state["_own_choice"]
        codes = [code for code, each in names.items() if each == name]
        if codes:
            st.session_state["_own_choice"] = None
            go(MUNICIPALITY, (str(codes[0]),), {})

    with st.container(key="own_row", horizontal=True, vertical_alignment="center"):
        st.selectbox(
            tx("Choose your municipality"),
            sorted(names.values()),
            index=None,
            key="_own_choice",
            placeholder=tx("Choose your municipality"),
            label_visibility="collapsed",
            on_change=chosen,
        )
        own.offer(view)
