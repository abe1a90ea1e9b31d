"""The ways to the pages at the foot of a phone's screen, within a thumb's reach."""

from __future__ import annotations

from typing import Final

import streamlit as st

from vbdash.parameters import DATA, FIRMS, INDUSTRY, MUNICIPALITY, PRESENT, REACHED
from vbdash.text import Text, msg

#: Page, a word that fits a seventh of a phone, and its sign.
WAYS: Final = (
    ("overview", msg("Start"), ":material/home:"),
    (INDUSTRY, msg("Industry"), ":material/factory:"),
    (FIRMS, msg("Firms"), ":material/location_on:"),
    (REACHED, msg("Support"), ":material/handshake:"),
    (MUNICIPALITY, msg("Local"), ":material/location_city:"),
    (PRESENT, msg("Slides"), ":material/slideshow:"),
    (DATA, msg("Data"), ":material/database:"),
)


def ways(tx: Text) -> None:
    """Draw the links; a wide screen, which has the menu at its top, does not show them."""
    with st.container(key="ways", horizontal=True):
        for page, word, icon in WAYS:
            st.page_link(f"pages/{page}.py", label=tx(word), icon=icon)
