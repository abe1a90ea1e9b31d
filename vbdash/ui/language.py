"""The language switch, and telling the browser which language the page is in."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from vbdash.text import DEFAULT_LANGUAGE, LANGUAGES, Text

__all__ = ["announce", "chosen", "switch"]

#: Screen readers pronounce by ``<html lang>``. The server writes it into the first page; after a
#: switch without a reload only a script in the page can.
_SCRIPT = "export default ({ data }) => { document.documentElement.lang = data.lang; };"


def chosen() -> str:
    """Return the language of this run: what the switch says, else the link, else Swedish."""
    asked = st.session_state.get("lang") or st.query_params.get("lang")
    return asked if asked in LANGUAGES else DEFAULT_LANGUAGE


def switch(place: DeltaGenerator) -> None:
    """Draw the switch between the languages."""
    place.segmented_control(
        "Språk / Language",
        list(LANGUAGES),
        default=DEFAULT_LANGUAGE,
        key="lang",
        bind="query-params",
        required=True,
        label_visibility="collapsed",
        width="content",
    )


def announce(lang: str) -> None:
    """Set the language of the document."""
    component = st.components.v2.component("vbdash_language", js=_SCRIPT)
    component(data={"lang": Text(lang).lang}, key="_document_language")
