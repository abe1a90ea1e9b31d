"""The part about change: how much of it is the county's own."""

from __future__ import annotations

import streamlit as st

from vbdash.exhibits.industry import change
from vbdash.indicators.shown import Shown
from vbdash.ui.cached import picture
from vbdash.ui.choice import choose
from vbdash.ui.parts import Below
from vbdash.ui.show import show
from vbdash.view import View


def draw(view: View, _subject: Shown, below: Below) -> None:
    """Draw the part of the page about change."""
    tx = view.tx
    published = change.years(view)
    if not published[1:]:
        st.info(tx("There are too few years for a curve."), icon=":material/info:")
        return
    starts = {str(year): str(year) for year in sorted(published)[:-1]}
    start = int(choose("fran", tx("Since"), starts, str(min(published)), width=160))
    show(view, picture(change.parts, view, start, published[0]))
    below()
    show(view, picture(change.counties, view, start, published[0]))
    with st.expander(tx("How the change is divided"), icon=":material/calculate:"):
        st.markdown(
            tx(
                "**Sweden's growth**: the jobs at the start times the growth of all employment in Sweden. "
                "**Industry's trend**: the jobs at the start times how much faster or slower industry grew in "
                "Sweden than all employment. **The county's own**: what is left, how much faster or slower "
                "industry grew here than in Sweden. The three sum to the change. It is arithmetic and not an "
                "explanation, and depends on the years chosen. Sweden includes the county. Sweden's total is a "
                "sum of the counties and what belongs to none. Classical shift-share after Dunn (1960), "
                "“A statistical and analytical technique for regional analysis”."
            )
        )
