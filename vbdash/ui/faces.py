"""How a measure is shown: over time as itself or as its growth, on the map of what of Sweden."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from vbdash.charts.maps.scope import COUNTIES, COUNTY, SWEDEN
from vbdash.groups import ready_made
from vbdash.indicators.growth import Face
from vbdash.sentences.groups import called
from vbdash.ui.choice import choose
from vbdash.view import View


def choose_face(view: View, offered: Sequence[Face]) -> Face:
    """Draw how something is shown over time, where it can be shown in several ways."""
    tx = view.tx
    words: dict[Face, str] = {
        "varde": tx("The figure"), "forandring": tx("Change a year"), "index": tx("Index"),
        "person": tx("Per inhabitant"),
    }  # fmt: skip
    if len(offered) < 2:
        return "varde"
    options = {str(each): words[each] for each in offered}
    chosen = choose("tillvaxt", tx("Over time"), options, "varde", widget=st.segmented_control)
    return next(each for each in offered if each == chosen)


def choose_scope(view: View, offered: Sequence[str]) -> str:
    """Draw the choice of what of Sweden a map shows, and return it."""
    tx, data = view.tx, view.dataset
    words = {
        COUNTY: tx("Municipalities of {county}", county=view.county_name),
        SWEDEN: tx("All of Sweden’s municipalities"), COUNTIES: tx("The counties"),
    }  # fmt: skip
    options = {
        each: words.get(each) or called(tx, data, ready_made(data)[each]) for each in offered
    }
    return choose("omfang", tx("On the map"), options, offered[0])
