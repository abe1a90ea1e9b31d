"""The page's own switches: measure, definition and year, each with what exists for the part."""

from __future__ import annotations

from functools import partial

import streamlit as st

from vbdash.exhibits.industry import offered
from vbdash.indicators.shown import Shown
from vbdash.parameters import INDUSTRY
from vbdash.ui import session
from vbdash.ui.choice import switch, why
from vbdash.ui.industry.page import change_measure
from vbdash.view import View


def draw(view: View, part: str, found: Shown) -> None:
    """Draw the switches that the part takes; why some choices are left out can be opened."""
    here = session.taken_here(INDUSTRY).page
    if "measure" not in here:
        return
    tx, data = view.tx, view.dataset
    widths = [4, 4, 2, 4] if "year" in here else [4, 4, 4]
    first, second, *third, last = st.columns(widths, vertical_alignment="bottom")
    measures = dict.fromkeys((*offered.measures(data, part), found.measure))
    labels = {each: view.label("measures", each) for each in measures}
    switch(first, "matt", tx("Measure"), labels, found.measure, change_measure)
    cut = offered.definitions(data, part, found.measure)
    names = {each: view.label("definitions", each) for each in cut or (found.definition,)}
    switch(
        second, "definition", tx("What counts as industry"), names, found.definition,
        partial(session.remember, "definition"),
    )  # fmt: skip
    if third:
        published = {str(each): str(each) for each in offered.years(data, part, found)}
        switch(
            third[0], "ar", tx("Year"), published, str(found.year),
            partial(session.remember, "year"),
        )  # fmt: skip
    with last:
        why(tx, offered.left_out(view, part, found))
