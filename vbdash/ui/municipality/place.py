"""Where a municipality stands among the county's, and how it has changed."""

from __future__ import annotations

import streamlit as st

from vbdash.exhibits.municipality import history
from vbdash.exhibits.municipality import standing as made
from vbdash.exhibits.municipality.measured import short_label
from vbdash.indicators.growth import FACES, Face
from vbdash.indicators.municipality.standing import over_time
from vbdash.ui import not_loaded
from vbdash.ui.cached import picture
from vbdash.ui.choice import choose_face
from vbdash.ui.municipality.area import choose_whom
from vbdash.ui.safe import quiet
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
    """Draw how the municipality has changed, or grown, two figures abreast."""
    tx, measures = view.tx, over_time(view.dataset, view.selection.definition, code)
    if not measures:
        not_loaded.no_municipal_figures(view)
        return
    offered = {each: picture(history.faces, view, code, each) for each in measures}
    face = choose_face(
        view, [each for each in FACES if any(each in own for own in offered.values())]
    )
    shown = [measure for measure in measures if face in offered[measure]]
    with st.container(key="vb_pairs"):  # on paper, too, two stand abreast
        for start in range(0, len(shown), 2):
            places = st.columns(2, gap="medium")
            for place, measure in zip(places, shown[start : start + 2], strict=False):
                with place:
                    _one(view, code, measure, face)
    left = [short_label(view, measure) for measure in measures if measure not in shown]
    if left:
        st.caption(quiet(tx("Cannot be shown like this: {measures}.", measures=tx.listing(left))))


def _one(view: View, code: str, measure: str, face: Face) -> None:
    exhibit = (
        picture(history.history, view, code, measure)
        if face == "varde"
        else picture(history.grown, view, code, measure, face)
    )
    if exhibit is not None:
        show(view, exhibit)
