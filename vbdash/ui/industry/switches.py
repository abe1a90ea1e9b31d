"""The page's own switches: measure, definition and year, each with what exists for the part."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from vbdash.exhibits.industry import offered
from vbdash.indicators.shown import Shown
from vbdash.parameters import INDUSTRY
from vbdash.ui import session
from vbdash.ui.industry.page import change_measure
from vbdash.view import View


def draw(view: View, part: str, found: Shown) -> None:
    """Draw the switches that the part takes; why some choices are left out can be opened."""
    here = session.taken_here(INDUSTRY).page
    if "measure" not in here:
        return
    tx, data = view.tx, view.dataset
    first, second, third = st.columns([5, 6, 2], vertical_alignment="bottom")
    measures = dict.fromkeys((*offered.measures(data, part), found.measure))
    labels = {each: view.label("measures", each) for each in measures}
    _switch(first, "matt", tx("Measure"), labels, found.measure, change_measure)
    cut = offered.definitions(data, part, found.measure)
    names = {each: view.label("definitions", each) for each in cut}
    _switch(
        second, "definition", tx("What counts as industry"), names, found.definition,
        lambda value: session.remember("definition", value, "B-E"),
    )  # fmt: skip
    if "year" in here:
        published = {str(each): str(each) for each in offered.years(data, part, found)}
        latest = str(max(session.choices().values["year"]))
        _switch(
            third, "ar", tx("Year"), published, str(found.year),
            lambda value: session.remember("ar", value, latest),
        )  # fmt: skip
    _why(view, part, found)


def _switch(
    place: st.delta_generator.DeltaGenerator,
    param: str,
    label: str,
    options: Mapping[str, str],
    current: str,
    choose: Callable[[str], None],
) -> None:
    """Draw one switch, set to what is shown; where nothing else exists that is said, not offered."""
    if len(options) < 2:
        place.markdown(f":small[{label}]  \n{options.get(current, current)}")
        return
    key = f"_{param}_here"
    if st.session_state.get(key) != current:
        st.session_state[key] = current
    place.selectbox(
        label, list(options), format_func=lambda code: options.get(code, code), key=key,
        on_change=lambda: choose(st.session_state[key]),
    )  # fmt: skip


def _why(view: View, part: str, found: Shown) -> None:
    """Offer what cannot be chosen here, with the reason."""
    tx = view.tx
    label = tx("Why are there not more choices?")
    with st.popover(label, icon=":material/help:", type="tertiary", on_change="rerun") as box:
        if not box.open:
            return
        said = offered.left_out(view, part, found)
        for why, what in said.items():
            st.markdown(f"- **{tx.listing(what)}**: {why}")
        if not said:
            st.markdown(tx("Everything that the app holds can be chosen here."))
