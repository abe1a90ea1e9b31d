"""A map with its years on a slider, which can be played through."""

from __future__ import annotations

from functools import partial
from typing import Final

import streamlit as st

from vbdash.charts.maps.scope import COUNTY
from vbdash.charts.maps.view import MapView
from vbdash.exhibits import measures as made
from vbdash.ui import session
from vbdash.ui.cached import picture
from vbdash.ui.map import press_place, show_map
from vbdash.ui.show import show
from vbdash.view import View

#: Seconds that a year stands while the years are played.
_STEP: Final = 1.2
#: The measure whose years are played, and the year that is shown meanwhile: of this visit only.
_PLAYED, _AT = "_played_measure", "_played_year"
_SLIDER: Final = "_ar_slider"


def on_map(view: View, measure: str, years: tuple[int, ...], scope: str = COUNTY) -> None:
    """Draw a measure's map with its years on a slider.

    Parameters
    ----------
    view
        The year that is shown first: the one asked for, or the latest.
    measure
        Id of a measure.
    years
        Those that the municipalities have figures of, in order.
    scope
        What of Sweden is shown (:mod:`vbdash.charts.maps.scope`).
    """
    if st.session_state.get(_PLAYED) == measure:
        # Only this part runs again with each year; the address is written when it stops.
        st.fragment(_next, run_every=_STEP)(view, measure, years, scope)
        return
    st.session_state.pop(_PLAYED, None)
    shown = view.selection.year if view.selection.year in years else years[-1]
    _draw(view, measure, years, scope, shown, playing=False)


def _next(view: View, measure: str, years: tuple[int, ...], scope: str = COUNTY) -> None:
    """Draw the next year; after the last one, stop there."""
    if st.session_state.get(_PLAYED) != measure:  # somebody has stopped it
        st.rerun()
    shown = st.session_state.get(_AT, years[0])
    if shown not in years:
        shown = years[0]
    _draw(view, measure, years, scope, shown, playing=True)
    if shown == years[-1]:
        _stop(shown)
        st.rerun()
    st.session_state[_AT] = years[years.index(shown) + 1]


def _draw(view: View, measure: str, years: tuple[int, ...], scope: str, shown: int, *, playing: bool) -> None:
    tx = view.tx
    st.session_state[_SLIDER] = shown
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.button(
            tx("Stop") if playing else tx("Play the years"),
            key="_ar_play",
            icon=":material/stop:" if playing else ":material/play_arrow:",
            on_click=_stop if playing else _play,
            args=(shown,) if playing else (measure, shown, years),
        )
        st.select_slider(
            tx("Year"), years, key=_SLIDER, on_change=_choose, args=(years,), width=520
        )
    exhibit = picture(made.on_map, view.choosing(year=shown), measure, scope=scope)
    if exhibit is not None:
        show(view, exhibit, picture=partial(pressed, view))


def pressed(view: View, shown: MapView) -> None:
    """Draw a map on which any municipality of the country, or a county, can be pressed."""
    show_map(shown, view.tx, key="measure_map_picture", on_press=lambda code: press_place(view, code))


def _play(measure: str, shown: int, years: tuple[int, ...]) -> None:
    """Begin to play: from the year that is shown, or from the first where it is the last."""
    st.session_state[_PLAYED] = measure
    st.session_state[_AT] = years[0] if shown == years[-1] else shown


def _stop(shown: int) -> None:
    """Stop at a year, which from then on stands in the link."""
    st.session_state.pop(_PLAYED, None)
    st.session_state.pop(_AT, None)
    session.remember("year", str(shown))


def _choose(years: tuple[int, ...]) -> None:
    """Show the year that the slider is moved to; playing ends."""
    chosen, next_ = int(st.session_state[_SLIDER]), st.session_state.get(_AT)
    if next_ in years and chosen in years[max(years.index(next_) - 3, 0) : years.index(next_)]:
        return  # a slow browser says what it had before the last year came
    _stop(chosen)
