"""Views without chrome: a slide show, and any view in a frame or on a screen in a foyer.

``?embed=true`` takes away navigation, side bar, search and switches; what is shown keeps its
source lines. The filters are still there for the app, since the link speaks through them, but
nobody sees them.
"""

from __future__ import annotations

from typing import Final, Literal
from urllib.parse import urlsplit

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from vbdash.text import Text
from vbdash.ui import session
from vbdash.ui.away import alone
from vbdash.ui.frame import filters, language
from vbdash.ui.present import show as present_show

_PAGE: Final = "present"
_HIDDEN: Final = """
<style>
.stApp [data-testid="stSidebar"], .stApp [data-testid="stSidebarCollapsedControl"],
.stApp [data-testid="stExpandSidebarButton"], .stApp [data-testid="stHeader"] { display: none; }
.stApp [data-testid="stMainBlockContainer"] { padding: 1rem 1.5rem; max-width: none; }
</style>
"""


def showing() -> bool:
    """Whether the link asks for a slide show: the page about presenting, with a slide's number."""
    url = st.context.url
    here = url is None or urlsplit(url).path.rstrip("/").rpartition("/")[2] == _PAGE
    return here and present_show.PARAM in st.query_params


def bare() -> bool:
    """Whether to leave the chrome away."""
    return bool(st.context.is_embedded) or showing()


def position() -> Literal["hidden", "top"]:
    """Where the navigation stands."""
    return "hidden" if bare() else "top"


def frame(page: StreamlitPage, tx: Text) -> None:
    """Draw what little stands above a page without chrome."""
    st.html(_HIDDEN)
    language.switch(st.sidebar.container())
    filters.sidebar(tx, page.url_path)
    alone.style()
    if not showing():
        st.title(page.title, anchor=False)


def end(tx: Text) -> None:
    """Draw what stands under a page without chrome: where the whole view is."""
    if showing():
        return
    alone.end(tx)
    where = session.current_view().link
    said = tx(
        "Open figures and quoted claims, each with its source. The whole view: {link}", link=where
    )
    # Not a caption: those are paler than a link may be (WCAG 1.4.3).
    with st.container(key=f"{alone.BOX}_end"):
        st.markdown(f":small[{said}]")
