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
    similar_rule(view, found, tx("Sweden"))
    below()
    show(view, ranking)


def similar_rule(view: View, found: Comparison, to: str) -> None:
    """Say by what rule shares are called higher, lower or similar, and what is shaded."""
    tx = view.tx
    if found.usual.mad != found.usual.mad:
        st.caption(tx("There are too few figures to say what is similar."))
        return
    st.caption(
        tx(
            "Shares are called similar when they differ by at most {points} percentage points: the median "
            "absolute deviation of the {count} shares, times 1.4826 (the rule of the Office for National Statistics). "
            "Shaded: what is similar to {to}.",
            to=to,
            points=tx.number(found.usual.mad, 1),
            count=found.usual.count,
        )
    )
