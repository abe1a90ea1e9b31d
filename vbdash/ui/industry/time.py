"""The part about years: the county, Sweden and the other counties."""

from __future__ import annotations

import streamlit as st

from vbdash.exhibits.industry import trend
from vbdash.indicators.missing import reason
from vbdash.indicators.shown import Shown
from vbdash.ui.cached import picture
from vbdash.ui.choice import choose
from vbdash.ui.industry.page import switch_to
from vbdash.ui.parts import Below
from vbdash.ui.show import show
from vbdash.view import View


def draw(view: View, subject: Shown, _below: Below) -> None:
    """Draw the part of the page about years."""
    tx, data = view.tx, view.dataset
    table = trend.counties(data, subject.measure, subject.definition, tx.lang)
    known = table[table["value"].notna()]
    if known.loc[known["code"] == data.county, "year"].nunique() < trend.FEWEST:
        _only_one(view, subject)
        return
    faces = {"andel": tx("Share"), "plats": tx("Place among counties"), "alla": tx("All counties")}
    face = "andel"
    if known["code"].nunique() > 5:
        face = choose(
            "visa", tx("Show"), faces, "andel", widget=st.segmented_control,
            label_visibility="collapsed",
        )  # fmt: skip
    made = picture(trend.FACES[face], view, subject)
    if made is not None:
        show(view, made)
    if face == "andel" and subject.measure == "grp_by_group":
        st.caption(
            tx(
                "The figures come from editions that must not be joined; the gaps between them are left open."
            )
        )


def _only_one(view: View, subject: Shown) -> None:
    tx, data = view.tx, view.dataset
    st.info(
        tx(
            "For this measure there is only {year}, and so no change over time.",
            year=subject.year,
        ),
        icon=":material/info:",
    )
    gap = reason(data.table("gaps"), subject.measure, year=subject.year - 1)
    if gap is not None:
        st.markdown(tx.pick(gap, "text"))
    switch_to(view, "gva", "_time_to_gva")
