"""The language switch, and telling the browser what is shown and in which language."""

from __future__ import annotations

from html import escape
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from vbdash.text import DEFAULT_LANGUAGE, LANGUAGES, Text

#: Key of the mark that the page's script reads.
_MARK: Final = "vb_now"


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


def announce(tx: Text, page: str, subject: str, part: str, name: str) -> None:
    """Tell the page's script (``frame.js``) what is shown; call it after the heading.

    Screen readers pronounce by the language of the document. The server writes it into the first
    page; after a switch without a reload only a script can. Where the page or its subject is
    another than before, the page begins at its top, with the focus on its heading.

    Parameters
    ----------
    tx
        The visitor's language.
    page
        Name of the page, as links say it.
    subject
        What the page is about, where it can be about several things.
    part
        The part of the page that the link asks for.
    name
        What the app is called, where the heading does not say it: a phone has room at its top.
    """
    said = {
        "lang": tx.lang, "page": page, "subject": subject, "part": part,
        "navigation": tx("The app’s pages"),
    }  # fmt: skip
    data = " ".join(f'data-{name}="{escape(value)}"' for name, value in said.items())
    with st.container(key=_MARK):
        st.html(f'<span class="vb-now" {data}></span><p class="vb-name">{escape(name)}</p>')
