"""One picture alone, in another site's frame: ``?embed=true&figur=<its name>``.

The page runs as it always does, so that the picture is the very one that stands on it; what is not
the picture is left out. How tall it is, is told to the page around it (``away.js``).
"""

from __future__ import annotations

from html import escape
from typing import Final
from urllib.parse import urlsplit

import streamlit as st

from vbdash.exhibit import Exhibit
from vbdash.parameters import ALONE
from vbdash.text import Text
from vbdash.view import View

#: How the keys of the boxes begin that are left on the page.
BOX: Final = "vb_alone"
_DRAWN: Final = "_alone_drawn"
_STYLE: Final = """
<style>
[data-testid="stMainBlockContainer"] :is([data-testid="stElementContainer"], [data-testid="stLayoutWrapper"],
  [data-testid="stColumn"]):not(:has([class*="st-key-vb_alone"])):not([class*="st-key-vb_alone"],
  [class*="st-key-vb_alone"] *) { display: none; }
.stApp [data-testid="stMainBlockContainer"] { padding: 0.5rem 0.75rem; }
.stApp [data-testid="stColumn"]:has([class*="st-key-vb_alone"]) { flex: 1 1 100%; border: 0; }
</style>
"""
#: What the page around a frame needs, so that nothing is cut and nothing scrolls twice.
_LISTEN: Final = (
    '<script>addEventListener("message",e=>{if(e.data&&e.data.vbdash==="height")'
    'for(const f of document.querySelectorAll("iframe"))if(f.contentWindow===e.source)'
    'f.style.height=Math.min(+e.data.height||0,4000)+"px"})</script>'
)


def wanted() -> str:
    """Return the name of the one picture that the link asks for; empty where it asks for the page."""
    return st.query_params.get(ALONE, "")[:80] if st.context.is_embedded else ""


def hides(exhibit: Exhibit) -> bool:
    """Whether the link asks for another picture than this one; notes that this one was there."""
    asked = wanted()
    if asked and asked == exhibit.key:
        st.session_state[_DRAWN] = asked
    return bool(asked) and asked != exhibit.key


def style() -> None:
    """Leave out what is not the picture; call it before the page."""
    if wanted():
        st.session_state.pop(_DRAWN, None)
        st.html(_STYLE)


def end(tx: Text) -> None:
    """Say so, where the page has no such picture; call it after the page."""
    if wanted() and st.session_state.get(_DRAWN) != wanted():
        with st.container(key=f"{BOX}_missing"):
            st.info(
                tx(
                    "The picture is not on this page as it is chosen here. The whole view has more."
                ),
                icon=":material/info:",
            )


def code(view: View, name: str, title: str) -> str:
    """Return what somebody puts into a page of their own to show a picture, or a whole page.

    Parameters
    ----------
    view
        What is looked at.
    name
        Key of an exhibit; empty for the whole page.
    title
        What the frame is called for a screen reader.
    """
    sign = "&" if urlsplit(view.link).query else "?"
    address = f"{view.link}{sign}embed=true" + (f"&{ALONE}={name}" if name else "")
    return (
        f'<iframe src="{escape(address)}" title="{escape(" ".join(title.split()))}" loading="lazy" '
        f'style="width:100%;height:{560 if name else 900}px;border:0"></iframe>\n{_LISTEN}'
    )
