"""Facts found in the data, on the start page."""

from __future__ import annotations

from typing import Final

import streamlit as st

from vbdash.exhibits.facts import picked
from vbdash.ui.cached import picture
from vbdash.ui.facts import show_facts
from vbdash.view import View

_COUNT: Final = 6
#: The start page says these itself, beside the claims.
_SAID: Final = ("county_rank", "claim_spread")


def found_facts(view: View) -> None:
    """Draw the facts most worth saying about the county; what is pressed on the map has its card."""
    tx, found = view.tx, picture(picked, view.choosing(municipalities=()), _COUNT, _SAID)
    if not found:
        return
    st.header(tx("Found in the data"), anchor=False)
    st.caption(
        tx(
            "The data is searched for extremes, records, long runs, turns and gaps between claim and figure. "
            "The same data gives the same facts; nobody picks them."
        )
    )
    show_facts(view, found, "overview_facts")
