"""All firms of the national company register, where one has been imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from vbdash.charts.maps.scope import COUNTY, SWEDEN
from vbdash.exhibits.firms import national
from vbdash.ui.choice import choose
from vbdash.ui.safe import quiet
from vbdash.ui.show import show
from vbdash.view import View

if TYPE_CHECKING:
    from vbdash.register.register import Register


def _scope(view: View, register: Register) -> str:
    """Draw the choice of what the map shows; only what the register was imported for can be chosen."""
    tx = view.tx
    whole = national.whole_country(register)
    scopes = {COUNTY: view.county_name, SWEDEN: tx("Sweden")}
    chosen = choose(
        "omfang", tx("What of Sweden the map shows"), scopes if whole else {COUNTY: scopes[COUNTY]},
        COUNTY, widget=st.segmented_control, disabled=not whole,
    )  # fmt: skip
    if not whole:
        st.caption(
            tx(
                "The register here was imported for some counties only, so that there is no map of all of Sweden."
            )
        )
    return chosen


def draw(view: View, *, alone: bool = False) -> None:
    """Draw density on the map, who could be reached, registrations, leading firms, the search.

    Parameters
    ----------
    alone
        Whether the county has no list of leading firms; without a register nothing is drawn then.
    """
    tx, register = view.tx, national.register_of()
    if register is None and alone:
        return
    if register is None:
        st.info(
            tx(
                "The national company register has not been imported here. Whoever runs the app does it with "
                "“python -m vbdash register --fetch”."
            ),
            icon=":material/info:",
        )
        return
    words = st.text_input(
        tx("Find any firm by its name or number"), key="register_words", max_chars=80
    )
    if words:
        found = national.named(view, register, words)
        if found.empty:
            st.markdown(tx("No firm in the register has that name."))
        else:
            st.dataframe(found, hide_index=True, alt=tx("Firms found in the register"))
            st.caption(quiet(national.origin(tx, register)))
    show(view, national.density(view, register, _scope(view, register)))
    for made in (national.by_industry(view, register), national.registrations(view, register)):
        if made is not None:
            show(view, made)
    show(view, national.eligible(view, register))
    if not alone:
        show(view, national.leading(view, register))
