"""The county in focus: chosen in the frame of every page, kept in the link."""

from __future__ import annotations

from typing import Final

import streamlit as st

from vbdash.text import Text
from vbdash.ui import session
from vbdash.ui.choice import hold

_KEY: Final = "_county"
#: Wide enough for the longest name, "Västra Götalands län".
_WIDTH: Final = 210


def picker(tx: Text) -> None:
    """Draw the choice of the county in focus."""
    data = session.dataset()
    hold(_KEY, data.county, data.name(data.county, tx.lang))
    st.selectbox(
        tx("County in focus"),
        list(data.counties),
        format_func=lambda code: data.name(code, tx.lang),
        key=_KEY,
        on_change=lambda: session.focus_on(st.session_state[_KEY]),
        label_visibility="collapsed",
        width=_WIDTH,
    )
