"""Facts found in the data, on the start page."""

from __future__ import annotations

from typing import Final

import streamlit as st

from vbdash.data.dataset import Dataset
from vbdash.indicators.facts.all import kept_facts
from vbdash.indicators.facts.fact import Fact, choose
from vbdash.ui.cached import shared
from vbdash.ui.facts import show_facts
from vbdash.view import View

__all__ = ["found_facts"]

_COUNT: Final = 6
#: The start page says these itself, beside the claims.
_SAID: Final = frozenset({"county_rank", "claim_spread"})


@shared
def _picked(dataset: Dataset, definition: str, chosen: tuple[str, ...]) -> list[Fact]:
    """Pick the facts about the county, or about the municipalities chosen."""
    every = [fact for fact in kept_facts(dataset, definition) if fact.kind not in _SAID]
    return choose(every, _COUNT, chosen, home=dataset.county)


def found_facts(view: View) -> None:
    """Draw the facts most worth saying about the county, or about the municipalities chosen."""
    tx, data = view.tx, view.dataset
    picked = _picked(data, view.selection.definition, view.selection.municipalities)
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
