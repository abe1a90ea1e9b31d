"""Where a municipality stands among the county's, and how it has changed."""

from __future__ import annotations

import streamlit as st

from vbdash.exhibits.municipality import history
from vbdash.exhibits.municipality import standing as made
from vbdash.indicators.municipality.standing import over_time
from vbdash.ui import not_loaded
from vbdash.ui.cached import picture
from vbdash.ui.municipality.area import choose_whom
from vbdash.ui.show import show
from vbdash.view import View


def standing(view: View, code: str) -> None:
    """Draw where the municipality stands on each measure, in words and as beeswarms."""
    whom = choose_whom(view, code)
    exhibit = picture(made.standing, view, code, whom)
    if exhibit is None:
        not_loaded.no_municipal_figures(view)
        return
    with st.container(key="strips"):
        show(view, exhibit)


def time(view: View, code: str) -> None:
    """Draw how the municipality has changed, two figures abreast."""
    measures = over_time(view.dataset, view.selection.definition, code)
    if not measures:
        not_loaded.no_municipal_figures(view)
    for start in range(0, len(measures), 2):
        places = st.columns(2, gap="medium")
        for place, measure in zip(places, measures[start : start + 2], strict=False):
            with place:
                show(view, picture(history.history, view, code, measure))
