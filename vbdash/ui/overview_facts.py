"""Facts found in the data, on the start page."""

from __future__ import annotations

from typing import Final

import streamlit as st

from vbdash.indicators.facts import choose
from vbdash.ui.facts import show_facts
from vbdash.ui.municipality_data import facts
from vbdash.ui.view import View

__all__ = ["found_facts"]

_COUNT: Final = 6
#: The start page says these itself, beside the claims.
_SAID: Final = frozenset({"county_rank", "claim_spread"})


def found_facts(view: View) -> None:
    """Draw the facts most worth saying about the county, or about the municipalities chosen."""
    tx, data = view.tx, view.dataset
    every = [f for f in facts(data, view.selection.definition) if f.kind not in _SAID]
    picked = choose(every, _COUNT, view.selection.municipalities)
    if not picked:
        return
    st.subheader(tx("Found in the data"), anchor=False)
    st.caption(
        tx(
            "The data is searched for extremes, records, long runs, turns and gaps between claim and figure. "
            "The same data gives the same facts; nobody picks them."
        )
    )
    show_facts(view, picked, "overview_facts")
