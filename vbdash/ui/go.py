"""Going to another view of the app from a button: a fact to its proof, a search to its find.

Streamlit's own page links cannot change a choice that lives in the address bar, so a button keeps
what is wanted, and the next run goes there before anything is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import streamlit as st
from streamlit.errors import StreamlitAPIException

from vbdash.ui import session

_PENDING: Final = "_go"
#: Choices that are widgets on every page: parameter, and how the widget holds its value.
_SHARED: Final = ("ar", "definition")


def go(
    page: str, municipalities: tuple[str, ...] | None, query: Mapping[str, str], county: str = ""
) -> None:
    """Keep where to go; call it in a callback.

    Parameters
    ----------
    page
        Name of the page, as in ``pages/<name>.py``.
    municipalities
        Codes to look at there; None leaves them as they are.
    query
        Further names and values of the link.
    county
        Code of the county in focus there; without one, the one that the municipalities lie in.
    """
    if municipalities and not county:
        county = session.dataset().county_of(municipalities[0])
    if county:
        session.focus_on(county)
    if municipalities is not None:
        names = session.choices().values["municipalities"]
        st.session_state["kommun"] = [names[c] for c in municipalities if c in names]
    for name in _SHARED:
        if name in query:
            st.session_state[name] = query[name]
    rest: dict[str, Any] = {name: value for name, value in query.items() if name not in _SHARED}
    if municipalities:
        # Where the page left behind does not draw them, nobody else puts them in the address.
        rest["kommun"] = list(st.session_state["kommun"])
    st.session_state[_PENDING] = (page, rest)


def go_button(
    label: str,
    page: str,
    municipalities: tuple[str, ...] | None = None,
    query: Mapping[str, str] | None = None,
    county: str = "",
    **settings: Any,
) -> None:
    """Draw a button that goes to a view; further settings are those of ``st.button``."""
    settings.setdefault("type", "tertiary")
    st.button(
        label, on_click=go, args=(page, municipalities, dict(query or {}), county), **settings
    )


def leave_fragment() -> None:
    """Run the whole page where a button in a dialog or fragment pointed elsewhere."""
    if _PENDING in st.session_state:
        st.rerun()


def follow() -> None:
    """Go where the last button pointed. Call it before any widget is drawn."""
    pending = st.session_state.pop(_PENDING, None)
    if pending is not None:
        page, query = pending
        data = session.dataset()
        if data.county != data.home:
            query = {"lan": data.county, **query}
        try:
            st.switch_page(f"pages/{page}.py", query_params=query)
        except (
            StreamlitAPIException
        ):  # the page left behind draws them, and its widget puts them there
            rest = {name: value for name, value in query.items() if name != "kommun"}
            st.switch_page(f"pages/{page}.py", query_params=rest)
