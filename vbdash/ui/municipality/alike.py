"""The municipalities most like one, and which measures brought them together."""

from __future__ import annotations

from typing import Final

import streamlit as st

from vbdash.exhibits.municipality import alike as made
from vbdash.ui.cached import picture
from vbdash.ui.choice import choose
from vbdash.ui.go import go_button
from vbdash.ui.safe import quiet
from vbdash.ui.show import show_table
from vbdash.view import View

#: With a single measure, "most alike" would only mean next to it in one list.
_FEWEST: Final = 2


def alike(view: View, code: str) -> None:
    """Draw the municipalities most alike, with what brings them together and sets them apart."""
    tx, data = view.tx, view.dataset
    country = _among(view) == "riket"
    exhibit = picture(made.alike, view, code, country=country)
    if exhibit is None:
        words = made.said(view, code, country=country)
        st.info(
            quiet(" ".join(words)) or tx("There are too few figures to compare by."),
            icon=":material/info:",
        )
        _compared(view, len(made.traits(view, country=country)))
        return
    show_table(view, exhibit)
    st.markdown(quiet(" ".join(made.said(view, code, country=country)[1:])))
    with st.container(horizontal=True):
        for neighbour in exhibit.table["code"]:
            if neighbour in data.municipality_codes:
                go_button(
                    tx("Compare with {name}", name=view.name(neighbour)), "municipality",
                    (code, neighbour), {"del": "jamfor"}, key=f"alike_{neighbour}",
                )  # fmt: skip
    _compared(view, len(made.traits(view, country=country)))


def _country_known(view: View) -> bool:
    return made.traits(view, country=True).shape[1] >= _FEWEST


def _among(view: View) -> str:
    """Draw the choice of whom to compare with, where the country's municipalities have figures."""
    tx = view.tx
    if not _country_known(view):
        return "lan"
    options = {"lan": tx("The county’s municipalities"), "riket": tx("All of Sweden’s municipalities")}  # fmt: skip
    return choose("bland", tx("Compare with"), options, "lan", widget=st.segmented_control)


def _compared(view: View, count: int) -> None:
    """Say how many municipalities are compared, and for how many there are no figures."""
    tx, own, every = view.tx, len(view.dataset.municipality_codes), len(view.dataset.boundaries)
    if count > own:
        st.caption(
            tx(
                "Compared with {count} of Sweden’s {of} municipalities: those with figures here.",
                count=tx.number(count), of=tx.number(every),
            )
        )  # fmt: skip
    elif not _country_known(view):
        st.caption(
            tx.plural(
                "The county has one municipality: there is no other to compare it with. For the other {rest} of Sweden’s {of} municipalities there are no figures here, only their boundaries.",
                "Only the county’s {n} municipalities are compared. For the other {rest} of Sweden’s {of} municipalities there are no figures here, only their boundaries.",
                own,
                rest=tx.number(every - own),
                of=tx.number(every),
            )
        )
