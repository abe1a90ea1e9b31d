"""The map to explore: what it shows, how, of which year; the map; the card beside it."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

import streamlit as st
from streamlit.errors import StreamlitAPIException

from vbdash.exhibit import Exhibit
from vbdash.exhibits import explorer as made
from vbdash.parameters import START
from vbdash.ui import choice, map_picture, not_loaded, session
from vbdash.ui.away import alone
from vbdash.ui.cached import picture
from vbdash.ui.choice import choose_scope
from vbdash.ui.downloads import downloads, source_line
from vbdash.ui.explorer.card import card
from vbdash.ui.go import leave_fragment
from vbdash.ui.map import address, found_press, press_place
from vbdash.ui.safe import quiet
from vbdash.ui.session import current_view
from vbdash.ui.show import box, table_twin
from vbdash.ui.take_along import elsewhere, pictures, shapes
from vbdash.view import View

#: Height of the map on a wide screen, in pixels.
_HEIGHT: Final = 470
_KEY: Final = "explorer"
#: Whether the page has run once more for its link.
_AGAIN: Final = "_explorer_again"
#: Names in the link.
_WHAT, _FACE, _YEAR, _PART = "visar", "karta", "kartar", "utsnitt"
_CLOSE: Final = "tatt"


def explorer(view: View) -> None:
    """Draw the map to explore, with its choices above it and the card about what is pressed.

    Parameters
    ----------
    view
        The start page's. A press runs this part of the page alone, so that it is answered at once;
        nothing else on the page may follow the municipalities chosen.
    """
    if not made.subjects(view):
        not_loaded.no_municipal_figures(view)
        return
    _explorer()


@st.fragment
def _explorer() -> None:
    _settle()
    view = current_view(START)
    with st.container(key="explorer_all"):
        with st.container(key="explorer_choices"):
            subject, face, year, scope = _choices(view)
        _shown(subject, face, year, scope)


def _settle() -> None:
    """Go where a button pointed, or let the whole page run where it is about the press, too."""
    leave_fragment()
    _say_chosen()
    if session.county_pressed():
        st.rerun()  # the rest of the page is about the county, too


@st.fragment
def _shown(subject: str, face: str, year: int | None, scope: str) -> None:
    """Draw the map and its card: a press runs no more, since no choice above follows it."""
    _settle()
    view = current_view(START)
    exhibit = picture(made.on_map, view.choosing(year=year), subject, face, scope)
    if exhibit is None or exhibit.map is None:
        not_loaded.no_municipal_figures(view)
        return
    if alone.hides(exhibit):
        return
    with box(exhibit):
        left, right = st.columns([3, 2], gap="medium")
        with left:
            _map(view, exhibit)
        with right:
            card(view, exhibit, subject, year)
        _below(view, exhibit)


def _say_chosen() -> None:
    """Put the municipalities that are chosen in this page's link.

    After a page whose sidebar drew them, Streamlit leaves the address to that widget until a run
    has ended: then the page runs once more.
    """
    state, chosen = st.session_state, list(st.session_state.get("kommun") or [])
    try:
        if chosen:
            st.query_params["kommun"] = chosen
        else:
            st.query_params.pop("kommun", None)
    except StreamlitAPIException:
        if not state.get(_AGAIN):
            state[_AGAIN] = True
            st.rerun()
    state.pop(_AGAIN, None)


def _choices(view: View) -> tuple[str, str, int | None, str]:
    """Draw what can be chosen and return subject, face, year and scope."""
    tx = view.tx
    subjects = made.subjects(view)
    first, where, second, third = st.columns([7, 6, 7, 4], vertical_alignment="bottom")
    with first:
        subject = choice.choose(
            _WHAT, tx("The map shows"), {each: made.label(view, each) for each in subjects},
            subjects[0],
        )  # fmt: skip
    with where:
        scope = choose_scope(view, made.scopes(view, subject))
    offered = made.faces(view, subject, scope)
    words = {
        made.AREAS: tx("Areas"), made.CIRCLES: tx("Circles"), made.ON_TOP: tx("Firms on top"),
    }  # fmt: skip
    with second:
        face = choice.choose(
            _FACE, tx("Drawn as"), {each: words[each] for each in sorted(offered, key=list(words).index)},
            offered[0], widget=st.segmented_control,
        )  # fmt: skip
    with third:
        year = _year(view, made.years(view, subject, scope))
    return subject, face, year, scope


def _year(view: View, years: tuple[int, ...]) -> int | None:
    """Draw the choice of a year where there are several, and return it; None for no years."""
    if not years:
        return None
    tx, asked = view.tx, view.selection.year
    usual = asked if asked in years else years[-1]
    if len(years) == 1:
        st.markdown(f":small[{tx('Year')}]  \n{years[0]}")
        return years[0]
    options = {str(each): str(each) for each in years}
    return int(choice.choose(_YEAR, tx("Year"), options, str(usual), widget=st.select_slider))


def _map(view: View, exhibit: Exhibit) -> None:
    shown = exhibit.map
    assert shown is not None  # noqa: S101 - asked before
    names = shown.geometry.names

    def pressed() -> None:
        found = found_press(shown, st.session_state.get(f"{_KEY}_map"))
        if found is not None and found[0] in names:
            press_place(view, found[0])

    def closer() -> None:
        said: Any = st.session_state.get(f"{_KEY}_map") or {}
        if said.get("close") == "near":
            st.query_params[_PART] = _CLOSE
        else:
            st.query_params.pop(_PART, None)

    map_picture.picture(
        shown, view.tx, key=f"{_KEY}_map", to=address(), on_press=pressed, on_close=closer,
        close=st.query_params.get(_PART) == _CLOSE, height=_HEIGHT, card="explorer_card",
    )  # fmt: skip


def _below(view: View, exhibit: Exhibit) -> None:
    """Draw where the figures are from, their table and their files."""
    if exhibit.origin:
        st.caption(quiet(exhibit.origin))
    if exhibit.named:
        source_line(view, exhibit.named)
    table_twin(view, exhibit, sent=False)
    files = pictures(view, exhibit) | shapes(view, exhibit)
    downloads(
        view, exhibit.key, exhibit.table, exhibit.columns, exhibit.note(view), files, None,
        partial(elsewhere, view, exhibit),
    )  # fmt: skip
