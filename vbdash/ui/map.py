"""A map on a page: the picture, its legend and list, and a card about what was pressed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pydeck
import streamlit as st

from vbdash.charts.maps.view import MapView
from vbdash.parameters import MUNICIPALITY
from vbdash.text import Text
from vbdash.ui import map_picture, session
from vbdash.ui.go import go_button
from vbdash.ui.safe import quiet
from vbdash.ui.session import page_name
from vbdash.view import View

#: More cards than this are a table, which stands below.
_MOST_CARDS = 4


def toggle_municipality(name: str) -> None:
    """Add a municipality to what is chosen, or take it away; call it in a callback.

    On a municipality's page it takes the place of the one that the page is about.

    Parameters
    ----------
    name
        The option of the list of municipalities, which is also what the link says.
    """
    chosen = list(st.session_state.get("kommun") or [])
    if page_name() == MUNICIPALITY:
        st.session_state["kommun"] = [name]
        return
    st.session_state["kommun"] = (
        [each for each in chosen if each != name] if name in chosen else [*chosen, name]
    )


def press_place(view: View, code: str) -> None:
    """Mark a municipality that is pressed, wherever it lies, or turn to the county that is."""
    county = view.dataset.county_of(code)
    if county != view.dataset.county:
        session.focus_on(county)
        st.session_state["kommun"] = []
    if code != county:
        toggle_municipality(view.dataset.name(code))


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
        What describes the map for deck.gl instead, given how often it has been pressed. Where the
        browser has no WebGL the picture is shown all the same.

    Returns
    -------
    str
        Key of the mark that was pressed last (a firm, a circle, a municipality), or an empty
        string.
    """
    last, names, chart = f"_{key}_last", view.geometry.names, f"{key}_map"

    def take(code: str, mark: str) -> None:
        st.session_state[last] = mark
        if code in names:
            (on_press or (lambda c: toggle_municipality(names[c])))(code)

    if draw is not None:
        _over(view, key, draw, take)

    def pressed() -> None:
        found = found_press(view, st.session_state.get(chart))
        if found is not None:
            take(*found)

    map_picture.picture(
        view, tx, key=chart, to=address(), on_press=pressed, over=key if draw else ""
    )
    _cards(view, tx, key)
    return str(st.session_state.get(last, ""))


def address() -> str:
    """Return where pressing a municipality leads in a window of its own: here, with it chosen."""
    query = {name: st.query_params.get_all(name) for name in st.query_params if name != "kommun"}
    rest = urlencode(query, doseq=True)
    return "?kommun={}" + (f"&{rest}" if rest else "")


def pressed_marks(key: str) -> list[str]:
    """Return what the marks of a chart say that were pressed: the first value that each carries."""
    points = (st.session_state.get(key) or {}).get("selection", {}).get("points", [])
    given = [point.get("customdata", "") for point in points]
    return [str(each[0] if isinstance(each, list) else each) for each in given]


def found_press(view: MapView, state: Any) -> tuple[str, str] | None:
    """Return code and key of what was pressed; None for what cannot be pressed on the map."""
    said = (state or {}).get("pressed")
    if not isinstance(said, dict):
        return None
    code, mark = said.get("k"), said.get("m")
    marks = {circle.key for circle in view.circles} | view.geometry.names.keys()
    if not isinstance(code, str) or not isinstance(mark, str) or mark not in marks:
        return None
    return (code, mark) if code in view.geometry.names or not code else None


def _over(
    view: MapView,
    key: str,
    draw: Callable[[MapView, int], pydeck.Deck],
    take: Callable[[str, str], None],
) -> None:
    """Show the map that deck.gl draws; a press is an event of one layer, which its number tells."""
    count = f"_{key}_presses"
    presses = st.session_state.setdefault(count, 0)

    def pressed() -> None:
        objects = (st.session_state.get(key) or {}).get("selection", {}).get("objects", {})
        for layer in (f"circles-{presses}", f"areas-{presses}"):
            for found in objects.get(layer, [])[:1]:
                if isinstance(found, dict):
                    st.session_state[count] = presses + 1
                    code = str(found.get("k", ""))
                    take(code, str(found.get("id", code)))
                    return

    # A finger that moves up or down scrolls the page; deck.gl would keep it for itself. The button
    # that fills the screen is left out: the map keeps its size, so that it would show no more.
    st.html(
        "<style>[data-testid='stDeckGlJsonChart'] :is(div,canvas){touch-action:pan-y!important}"
        "[data-testid='stDeckGlJsonChart'] [data-testid='stElementToolbar']{display:none}</style>"
    )
    st.pydeck_chart(
        draw(view, presses), height=view.height, on_select=pressed,
        selection_mode="single-object", key=key, alt=view.alt,
    )  # fmt: skip


def _cards(view: MapView, tx: Text, key: str) -> None:
    """Say of what is chosen what the map shows of it, and lead to its page: a finger cannot hover."""
    if "value" not in view.rows:
        return
    chosen = view.rows[view.rows["selected"]]
    if chosen.empty:
        with st.container(key=f"vb_screen_press_{key}"):  # nothing is pressed on paper
            st.caption(tx("Press a municipality to choose it, and once more to let it go."))
        return
    if page_name() == MUNICIPALITY:
        return
    with st.container(horizontal=True, gap="small"):
        for row in chosen.head(_MOST_CARDS).to_dict("records"):
            with st.container(border=True, width="content", gap="xxsmall"):
                rank = "" if row["rank"] == "–" else " · " + tx("place {place}", place=row["rank"])
                st.markdown(f"**{quiet(row['name'])}** {quiet(row['value'])}{quiet(rank)}")
                read_button(tx, str(row["code"]), str(row["name"]), key)


def read_button(tx: Text, code: str, name: str, key: str) -> None:
    """Draw the way to a municipality's page."""
    go_button(
        tx("Read about {name}", name=quiet(name)), "municipality", (code,), key=f"{key}_read_{code}",
        icon=":material/arrow_forward:", icon_position="right", type="secondary",
    )  # fmt: skip
