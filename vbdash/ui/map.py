"""A map on a page: the picture, its legend, and what was chosen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pydeck
import streamlit as st

from vbdash.charts.maps.deck import deck
from vbdash.charts.maps.layers import AREA_LAYER, CIRCLE_LAYER
from vbdash.charts.maps.legend import sample_uri
from vbdash.charts.maps.view import MapView, plain
from vbdash.parameters import MUNICIPALITY
from vbdash.text import Text
from vbdash.ui import map_hands
from vbdash.ui.safe import quiet
from vbdash.ui.server import shapes
from vbdash.ui.session import page_name


def toggle_municipality(name: str, key: str = "kommun") -> None:
    """Add a municipality to what is chosen, or take it away; call it in a callback.

    On a municipality's page it takes the place of the one that the page is about.

    Parameters
    ----------
    name
        The option of the list of municipalities, which is also what the link says.
    key
        Key of the list.
    """
    chosen = list(st.session_state.get(key) or [])
    if page_name() == MUNICIPALITY:
        st.session_state[key] = [name]
        return
    st.session_state[key] = (
        [each for each in chosen if each != name] if name in chosen else [*chosen, name]
    )


def show_map(
    view: MapView,
    tx: Text,
    *,
    key: str,
    on_press: Callable[[str], None] | None = None,
    draw: Callable[[MapView, int], pydeck.Deck] | None = None,
) -> str:
    """Show a map; pressing a municipality on it is the same as choosing it in the list.

    Parameters
    ----------
    view
        The map.
    key
        Tells this map from others on any page.
    on_press
        Called with the code of the municipality that was pressed, before the page runs. Without
        it the municipality is added to or taken from the list of municipalities.
    draw
        What describes the map for deck.gl instead, given how often it has been pressed.

    Returns
    -------
    str
        Key of the mark that was pressed last (a firm, a circle, a municipality), or an empty
        string.
    """
    count, last = f"_{key}_presses", f"_{key}_last"
    presses = st.session_state.setdefault(count, 0)
    names, chart = view.geometry.names, map_hands.chart_key(key)

    def pressed() -> None:
        found = _pressed(st.session_state.get(chart), presses)
        if found is None:
            return
        st.session_state[count] = presses + 1
        code, mark = found
        st.session_state[last] = mark
        if code in names:
            (on_press or (lambda c: toggle_municipality(names[c])))(code)

    described = draw(view, presses) if draw else deck(view, presses, key=key, files=shapes.address)
    map_hands.style()
    st.pydeck_chart(
        described,
        height=view.height,
        on_select=pressed,
        selection_mode="single-object",
        key=chart,
        alt=view.alt,
    )
    map_hands.attend(view.geometry.width * view.height / view.geometry.height, key)
    show_legend(view, _chosen(view, tx))
    return str(st.session_state.get(last, ""))


def _pressed(state: Any, presses: int) -> tuple[str, str] | None:
    """Return code and key of what was pressed; None when the event is an old or an empty one."""
    objects = (state or {}).get("selection", {}).get("objects", {})
    for layer in (f"{CIRCLE_LAYER}-{presses}", f"{AREA_LAYER}-{presses}"):
        for found in objects.get(layer, [])[:1]:
            if isinstance(found, dict):
                code = str(found.get("k", ""))
                return code, str(found.get("id", code))
    return None


def show_legend(view: MapView, chosen: str = "") -> None:
    """Show what colours, sizes and signs mean: samples with real text, in a row that wraps.

    Parameters
    ----------
    chosen
        What is chosen on the map, in words; it ends the lines below the samples.
    """
    samples = [each for each in view.legend if each.kind != "words"]
    if samples:
        with st.container(horizontal=True, gap="small"):
            if view.legend_title:
                st.markdown(f":small[**{_quiet(view.legend_title)}**]", width="content")
            for each in samples:
                picture = sample_uri(each, view.colours)
                st.markdown(f":small[![]({picture}) {_quiet(each.label)}]", width="content")
    words = [each.label for each in view.legend if each.kind == "words"]
    lines = [_quiet(text) for text in (*words, view.note, chosen) if text]
    if lines:
        st.caption("  \n".join(lines))


def _chosen(view: MapView, tx: Text) -> str:
    """Say in words what is chosen: a finger cannot hover."""
    chosen = view.rows[view.rows["selected"]]
    if chosen.empty or "value" not in chosen:
        return tx("Press a municipality to choose it, and once more to let it go.")
    return tx.listing(f"{row['name']}: {row['value']}" for _, row in chosen.iterrows())


def _quiet(text: object) -> str:
    """Return a text as it is, cut where nobody would read on."""
    return quiet(plain(text))
