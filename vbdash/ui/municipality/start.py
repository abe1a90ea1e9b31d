"""The page of municipalities before one is chosen: every one with its figures, and the map."""

from __future__ import annotations

from typing import Final

import streamlit as st

from vbdash.charts.maps.view import MapView
from vbdash.exhibit import Exhibit
from vbdash.exhibits.industry import municipalities
from vbdash.exhibits.municipality.ways_in import ways_in
from vbdash.sentences.companies import counted
from vbdash.ui import not_loaded
from vbdash.ui.cached import picture
from vbdash.ui.downloads import source_line
from vbdash.ui.map import show_map
from vbdash.ui.show import show
from vbdash.view import View

#: Wide enough for the longest name, so that the figures beside the names stand under each other.
_NAME_WIDTH: Final = 116


def _take(name: str) -> None:
    st.session_state["kommun"] = [name]


def choose_municipality(view: View) -> None:
    """Draw the way in where no municipality is chosen: the list with its figures, and the map."""
    tx = view.tx
    found = municipalities.decided(view)
    exhibit = None if found is None else picture(municipalities.on_map, view, found)
    if exhibit is None:
        st.markdown(tx("Choose a municipality and read what the figures say about it."))
        _names(view)
        return
    st.markdown(
        tx(
            "Choose a municipality, by its name or on the map, and read what the figures say about it."
        )
    )
    left, right = st.columns([1, 1], gap="medium")
    with left:
        _list(view)
    with right:
        _map(view, exhibit)


def _names(view: View) -> None:
    """Draw the names beside each other, where there is nothing to say of each in a line."""
    not_loaded.no_municipal_figures(view)
    with st.container(horizontal=True, gap="small"):
        for name in sorted(view.names(view.dataset.municipality_codes)):
            st.button(name, key=f"take_{name}", on_click=_take, args=(name,), width="content")


def _list(view: View) -> None:
    """Draw every municipality's name as a way in, with what is known of it, and the sources."""
    data, chosen = view.dataset, view.selection
    known = ways_in(data, chosen.definition, chosen.support, view.tx.lang)
    if known.about:
        st.caption(known.about)
    for name, said in known.rows:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.button(name, key=f"take_{name}", on_click=_take, args=(name,), width=_NAME_WIDTH)
            if said:
                st.markdown(said, width="content")
    if known.sources:
        source_line(view, known.sources)
    if not_loaded.firms_loaded(view):
        st.caption(counted(view.tx))


def _map(view: View, exhibit: Exhibit) -> None:
    """Draw industry's share among residents, each municipality a way in."""

    def draw(shown: MapView) -> None:
        show_map(
            shown, view.tx, key="municipality_ways_in",
            on_press=lambda code: _take(view.dataset.name(code)),
        )  # fmt: skip

    show(view, exhibit, picture=draw)
