"""The sectors of one region beside Sweden's, on every page that shows them."""

from __future__ import annotations

import streamlit as st

from vbdash.exhibits.industry import sectors
from vbdash.ui.cached import picture
from vbdash.ui.show import show
from vbdash.view import View


def show_composition(view: View, code: str, year: int | None = None) -> None:
    """Draw the sectors of one region beside Sweden's, with location quotients."""
    tx = view.tx
    made = picture(sectors.beside_country, view, code, year)
    if made is None:
        st.info(
            tx("Here are no figures by sector for {county}.", county=view.name(code)),
            icon=":material/info:",
        )
        return
    show(view, made)
    st.caption(tx("“2.3 times Sweden”: 2.3 times as common among the employed as in Sweden."))
    with st.expander(tx("Method"), icon=":material/function:"):
        st.markdown(
            tx(
                "How many times as common a sector is as in Sweden is its location quotient (LQ): the local share "
                "divided by Sweden's. 2 means twice as common, 1 as common (Balassa 1965)."
            )
        )
