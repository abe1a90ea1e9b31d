"""The part about the municipalities: swarm, map, and the table to compare in."""

from __future__ import annotations

from typing import Any

import streamlit as st

from vbdash.exhibit import Exhibit, note
from vbdash.exhibits.industry import municipalities
from vbdash.indicators.industry.area import MEASURE, WHOLE, by_workplace
from vbdash.indicators.missing import reason
from vbdash.indicators.shown import Shown
from vbdash.sentences.area import workplace_sentence
from vbdash.ui import not_loaded
from vbdash.ui.cached import picture
from vbdash.ui.choice import choice, choose
from vbdash.ui.downloads import downloads, source_line
from vbdash.ui.html_table import html_table
from vbdash.ui.industry.counties import middle_half
from vbdash.ui.map import pressed_marks, toggle_municipality
from vbdash.ui.parts import Below
from vbdash.ui.safe import quiet
from vbdash.ui.show import numeric, show, written_table
from vbdash.view import View


def draw(view: View, found: Shown, below: Below) -> None:
    """Draw the part of the page about the municipalities."""
    beside = municipalities.compared(view, found)
    swarm = picture(municipalities.swarm, view, found)
    if beside is None or swarm is None:
        not_loaded.no_municipal_figures(view)
        _by_workplace(view)
        return
    _instead(view, found)
    show(view, swarm, **_selectable(view))
    middle_half(view, beside)
    for row in swarm.table[swarm.table["share"].isna()].itertuples():
        st.caption(f"{row.label}: {row.note}")
    _by_workplace(view)
    below()
    _map(view, found)


def _by_workplace(view: View) -> None:
    """Set beside the residents' figures what is published by workplace: the area around the county."""
    found = by_workplace(view.dataset, view.selection.definition)
    if found is not None:
        st.caption(quiet(workplace_sentence(view.tx, view.dataset, found)))
        source_line(view, [view.source(MEASURE), view.source(WHOLE)])


def _instead(view: View, found: Shown) -> None:
    """Say that a measure is not published for municipalities, and what is shown in its place."""
    tx, data = view.tx, view.dataset
    row = data.row("measures", view.selection.measure)
    asked = row["base"] if isinstance(row["base"], str) else view.selection.measure
    if asked == found.measure:
        return
    gap = reason(data.table("gaps"), asked, region=data.municipality_codes[0], year=found.year)
    said = (
        tx("This measure has no figures for municipalities.")
        if gap is None
        else tx.pick(gap, "text")
    )
    shown = tx(
        "Shown here instead: {measure}, “{definition}”, {year}.",
        measure=view.label("measures", found.measure).lower(),
        definition=view.label("definitions", found.definition), year=found.year,
    )  # fmt: skip
    st.info(f"{said} {shown}", icon=":material/info:")


def _selectable(view: View) -> dict[str, Any]:
    """Let a press on a dot choose the municipality, as in the list and on the map."""
    data, key = view.dataset, "industry_municipalities_chart"
    last = "_industry_municipalities_last"

    def pressed() -> None:
        marks = pressed_marks(key)
        code = marks[0] if marks else str(st.session_state.get(last, ""))
        # A press on the dot that is pressed already empties the selection: it is let go.
        st.session_state[last] = code if marks else ""
        if code in data.municipality_codes:
            toggle_municipality(data.name(code))

    return {"on_select": pressed, "selection_mode": "points"}


def _map(view: View, found: Shown) -> None:
    tx = view.tx
    faces = {"yta": tx("Areas"), "cirklar": tx("Circles sized by what is counted")}
    made = picture(municipalities.on_map, view, found, choice("karta", faces, "yta"))
    if made is None:
        return

    def face() -> None:
        choose(
            "karta", tx("Kind of map"), faces, "yta", widget=st.segmented_control,
            label_visibility="collapsed",
        )  # fmt: skip

    show(view, made.replace(title=tx("The municipalities on the map")), controls=face)
    _compared(view, made)


def _compared(view: View, made: Exhibit) -> None:
    """Draw the table to compare in: of the chosen municipalities, else of all."""
    tx = view.tx
    chosen = made.table[made.table["code"].isin(view.chosen)]
    several = len(chosen) > 1
    heading = tx("Chosen municipalities compared") if several else tx("The municipalities compared")
    st.header(heading, anchor=False)
    rows = chosen if several else made.table
    html_table(written_table(rows, made.columns, tx), heading, numeric(made.columns))
    about = note(view, heading, made.sources, [(tx("Shows"), made.subtitle), *made.lines])
    downloads(view, "industry_compared", rows, made.columns, about)
