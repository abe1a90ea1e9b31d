"""Where the firms are: the map in three faces, and the municipalities under each strength."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

import streamlit as st

from vbdash.charts.maps.view import MapView
from vbdash.exhibits.firms import places
from vbdash.exhibits.firms.register import register
from vbdash.ui import background
from vbdash.ui.cached import picture
from vbdash.ui.choice import choose
from vbdash.ui.firms.page import OPENED, Listed, opened
from vbdash.ui.map import pressed_marks, show_map, toggle_municipality
from vbdash.ui.show import show
from vbdash.view import View

_KEY: Final = "firms_map"
_GRID: Final = "firms_grid"


def choose_kind(view: View) -> str:
    """Draw the choice of what the map shows, and return it."""
    tx = view.tx
    faces = {
        "foretag": tx("Firms"),
        "yta": tx("Municipalities"),
        "cirklar": tx("Circles"),
    }
    return choose(
        "karta", tx("Kind of map"), faces, "foretag", widget=st.segmented_control,
        label_visibility="collapsed",
    )  # fmt: skip


def map_of_firms(view: View, shown: Listed, face: str) -> None:
    """Draw the map; pressing a firm opens it, pressing a municipality chooses it."""
    if face != "foretag":
        show(view, picture(places.counts, view, face), picture=partial(_draw, view, key=_KEY))
        return
    # What is searched for by words is drawn anew: memory is for what many look at.
    asked = (view, tuple(shown.rows["id"]), opened(view))
    marks = places.marks(*asked) if shown.searched else picture(places.marks, *asked)
    show(view, marks, picture=partial(_draw_marks, view))


def _draw_marks(view: View, shown: MapView) -> None:
    """Draw the firms, over a background map where the visitor asks for one."""
    tx = view.tx
    ids = set(view.dataset.table("companies")["id"])
    # Above a number of firms the map counts them in squares, which are no places.
    single = {circle.key for circle in shown.circles} <= ids
    tiles = background.ask(tx) if single else None
    if not tiles:
        _draw(view, shown, _KEY)
        return
    at = register(view.dataset, tx.lang)[["lon", "lat"]].dropna()
    spots = dict(zip(at.index, zip(at["lon"], at["lat"], strict=True), strict=True))
    _draw(view, shown, f"{_KEY}_over", draw=background.drawn_over(tiles, spots, tx))


def _draw(view: View, shown: MapView, key: str, **how: Any) -> None:
    ids = set(view.dataset.table("companies")["id"])

    def press(code: str) -> None:
        mark = st.session_state.get(f"_{key}_last", "")
        if mark in ids:
            st.query_params[OPENED] = mark
        else:
            toggle_municipality(view.dataset.name(code))

    show_map(shown, view.tx, key=key, on_press=press, **how)


def grid(view: View) -> None:
    """Draw the municipalities by strength of support: the claim “nearly all”, for anyone to try."""
    presses = st.session_state.setdefault(f"_{_GRID}_presses", 0)
    made = picture(places.by_strength, view, presses)
    show(view, made, on_select=partial(_pressed, view), selection_mode="points")


def _pressed(view: View) -> None:
    """Choose the municipality of the ring that was pressed, or let it go."""
    marks = pressed_marks(f"{_GRID}_chart")
    if not marks:
        return
    code = marks[0].partition("|")[0]
    st.session_state[f"_{_GRID}_presses"] += 1
    if code in view.dataset.municipality_codes:
        toggle_municipality(view.dataset.name(code))
