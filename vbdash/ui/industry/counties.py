"""The part about the counties of Sweden side by side in one year."""

from __future__ import annotations

import streamlit as st

from vbdash.exhibits.industry import counties
from vbdash.indicators.industry.compare import Comparison
from vbdash.indicators.missing import reason
from vbdash.indicators.shown import Shown
from vbdash.ui.cached import picture
from vbdash.ui.industry.page import switch_to
from vbdash.ui.parts import Below
from vbdash.ui.show import show
from vbdash.view import View


def draw(view: View, subject: Shown, below: Below) -> None:
    """Draw the part of the page about the counties."""
    tx, data = view.tx, view.dataset
    found, swarm = counties.compared(view, subject), picture(counties.swarm, view, subject)
    ranking = picture(counties.ranking, view, subject)
    if found is None or swarm is None or ranking is None:
        st.info(
            tx("There are no figures for the other counties for this measure."),
            icon=":material/info:",
        )
        gap = reason(data.table("gaps"), subject.measure, region="01", year=subject.year)
        if gap is not None:
            st.markdown(tx.pick(gap, "text"))
        switch_to(view, "gva", "_counties_to_gva")
        return
    show(view, swarm)
    middle_half(view, found)
    below()
    show(view, ranking)


def middle_half(view: View, found: Comparison) -> None:
    """Say what is shaded, and when shares are called about the same."""
    tx, half = view.tx, found.usual.half
    if half is None:
        return
    st.caption(
        tx(
            "Shaded: the middle half of the {count} shares, {low} to {high}. Shares are called about the same only when "
            "they differ by at most a tenth and at most one percentage point, and the share lies in the middle half.",
            low=tx.percent(half[0]),
            high=tx.percent(half[1]),
            count=found.usual.count,
        )
    )
