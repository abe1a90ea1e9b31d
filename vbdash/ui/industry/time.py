"""The part about years: the county, Sweden and the other counties."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import streamlit as st

from vbdash.charts.curves import pressable, pressed_line
from vbdash.exhibit import Exhibit, Maker
from vbdash.exhibits.industry import trend
from vbdash.indicators.industry.compare import COUNTRY
from vbdash.indicators.missing import reason
from vbdash.indicators.shown import Shown
from vbdash.ui.cached import picture
from vbdash.ui.choice import choose
from vbdash.ui.industry.page import switch_to
from vbdash.ui.parts import Below
from vbdash.ui.show import show
from vbdash.view import View

#: Name in the link of the county whose line is raised.
_LINE: Final = "linje"
#: Faces in which a line can be.
_RAISED: Final[Mapping[str, Maker[..., Exhibit | None]]] = {
    "andel": trend.share,
    "plats": trend.place,
}


def draw(view: View, subject: Shown, _below: Below) -> None:
    """Draw the part of the page about years."""
    tx, data = view.tx, view.dataset
    table = trend.counties(data, subject.measure, subject.definition, tx.lang)
    known = table[table["value"].notna()]
    if known.loc[known["code"] == data.county, "year"].nunique() < trend.FEWEST:
        _only_one(view, subject)
        return
    faces = {"andel": tx("Share"), "plats": tx("Place among counties"), "alla": tx("All counties")}
    face, raised = "andel", ""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if known["code"].nunique() > 5:
            face = choose(
                "visa", tx("Show"), faces, "andel", widget=st.segmented_control,
                label_visibility="collapsed",
            )  # fmt: skip
        if face in _RAISED:
            raised = _raise(view, known)
    if face in _RAISED:
        made = picture(_RAISED[face], view, subject, raised=raised)
        if made is not None and made.figure is not None:
            show(view, made, screen=pressable, **_presses(made))
    else:
        show(view, picture(trend.panels, view, subject))
    if face == "andel" and subject.measure == "grp_by_group":
        st.caption(
            tx(
                "The figures come from editions that must not be joined; the gaps between them are left open."
            )
        )


def _raise(view: View, known: pd.DataFrame) -> str:
    """Draw the choice of a county whose line is raised; pressing the line chooses it, too."""
    tx, data = view.tx, view.dataset
    others = known[~known["code"].isin([data.county, COUNTRY])]
    names = others.drop_duplicates("code").sort_values("group").set_index("code")["group"]
    if names.empty:
        return ""
    options = {"": tx("No other county"), **{str(code): str(name) for code, name in names.items()}}
    return choose(
        _LINE, tx("Raise a county"), options, "", help=tx("Or press its grey line."), width=300
    )


def _presses(made: Exhibit) -> dict[str, Any]:
    """Let a press on a grey line raise it."""

    def pressed() -> None:
        event = st.session_state.get(f"{made.key}_chart")
        code = pressed_line(pressable(made.figure), event)
        if code and code != COUNTRY:
            st.query_params[_LINE] = code

    return {"on_select": pressed, "selection_mode": "points"}


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
