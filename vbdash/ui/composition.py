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
            tx("No figures by sector are loaded for {county}.", county=view.name(code)),
            icon=":material/info:",
        )
        return
    show(view, made)
    st.caption(
        tx(
            "LQ, the location quotient, is the local share over Sweden's: 2 means twice the weight, 1 the same "
            "(Balassa 1965)."
        )
    )
