"""The municipalities most like one, and which measures brought them together."""

from __future__ import annotations

import streamlit as st

from vbdash.exhibits.municipality import alike as made
from vbdash.exhibits.municipality.measured import short_label
from vbdash.indicators.municipality.alike import Weights
from vbdash.indicators.municipality.whom import PEERS
from vbdash.ui.cached import picture
from vbdash.ui.choice import choose, choose_many
from vbdash.ui.go import go_button
from vbdash.ui.safe import quiet
from vbdash.ui.show import show_table
from vbdash.view import View


def alike(view: View, code: str) -> None:
    """Draw the municipalities most alike, with what brings them together and sets them apart."""
    tx = view.tx
    country = _among(view) == "riket"
    weights = _weights(view, country=country)
    exhibit = picture(made.alike, view, code, country=country, weights=weights)
    if exhibit is None:
        words = made.said(view, code, country=country, weights=weights)
        st.info(
            quiet(" ".join(words)) or tx("There are too few figures to compare by."),
            icon=":material/info:",
        )
        _compared(view, len(made.traits(view, country=country)))
        return
    show_table(view, exhibit)
    st.markdown(quiet(" ".join(made.said(view, code, country=country, weights=weights)[1:])))
    with st.container(horizontal=True):
        if country:
            go_button(
                tx("Compare with them as one area"), "municipality", (code,),
                {"del": "laget", "mot": PEERS}, key="alike_as_area",
            )  # fmt: skip
        for neighbour in exhibit.table["code"]:
            go_button(
                tx("Compare with {name}", name=view.name(neighbour)), "municipality",
                (code,), {"del": "laget", "mot": neighbour}, key=f"alike_{neighbour}",
            )  # fmt: skip
    _compared(view, len(made.traits(view, country=country)))


def _weights(view: View, *, country: bool) -> Weights:
    """Draw what the measures weigh: once, twice or not at all; return those that do not weigh once."""
    tx = view.tx
    names = {str(m): short_label(view, str(m)) for m in made.traits(view, country=country).columns}
    with st.expander(tx("What the measures weigh"), icon=":material/balance:"):
        twice = choose_many("dubbelt", tx("Count twice"), names, tx("Choose measures"))
        never = choose_many("utan", tx("Do not count"), names, tx("Choose measures"))
    found = dict.fromkeys(twice, 2.0) | dict.fromkeys(never[: len(names) - made.FEWEST], 0.0)
    return tuple(sorted(found.items()))


def _among(view: View) -> str:
    """Draw the choice of whom to compare with, where the country's municipalities have figures."""
    tx = view.tx
    if not made.country_known(view):
        return "lan"
    options = {"lan": tx("The county’s municipalities"), "riket": tx("All of Sweden’s municipalities")}  # fmt: skip
    return choose("likai", tx("Compare with"), options, "riket", widget=st.segmented_control)


def _compared(view: View, count: int) -> None:
    """Say how many municipalities are compared, and for how many there are no figures."""
    tx, own, every = view.tx, len(view.dataset.municipality_codes), len(view.dataset.boundaries)
    if count > own:
        st.caption(
            tx("Compared with all of Sweden’s {of} municipalities.", of=tx.number(every))
            if count == every
            else tx(
                "Compared with {count} of Sweden’s {of} municipalities: those with figures here.",
                count=tx.number(count), of=tx.number(every),
            )
        )  # fmt: skip
    elif not made.country_known(view):
        st.caption(
            tx.plural(
                "The county has one municipality: there is no other to compare it with. For the other {rest} of Sweden’s {of} municipalities there are no figures here, only their boundaries.",
                "Only the county’s {n} municipalities are compared. For the other {rest} of Sweden’s {of} municipalities there are no figures here, only their boundaries.",
                own,
                rest=tx.number(every - own),
                of=tx.number(every),
            )
        )
