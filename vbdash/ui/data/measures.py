"""Any measure: what it is, its history, its map, its table."""

from __future__ import annotations

from functools import partial

import streamlit as st

from vbdash.exhibit import Exhibit, cited, licence
from vbdash.charts.maps.scope import COUNTY
from vbdash.exhibits import measures as made
from vbdash.exhibits.explorer import scopes
from vbdash.exhibits.explorer import years as years_on_map
from vbdash.taken import FIRST_MEASURE, slider_years
from vbdash.ui import not_loaded
from vbdash.ui.cached import picture
from vbdash.ui.choice import choose
from vbdash.ui.data import play
from vbdash.ui.data.addresses import addresses
from vbdash.ui.choice import choose_face, choose_scope
from vbdash.ui.show import show
from vbdash.view import View


def measures(view: View) -> None:
    """Draw one measure of the registry, chosen by the visitor."""
    tx, data = view.tx, view.dataset
    order = data.measures["sort_order"].sort_values(kind="stable").index
    labels = {str(m): tx.pick(data.row("measures", str(m)), "label") for m in order}
    chosen = choose("matt", tx("Measure"), labels, FIRST_MEASURE)
    face = choose_face(view, made.faces(view, chosen))
    over_time = picture(made.history, view, chosen, face) or picture(made.listed, view, chosen)
    scope = _scope(view, chosen)
    on_map = picture(made.on_map, view, chosen, scope=scope)
    offered = years_on_map(view, chosen, scope)
    years = tuple(each for each in slider_years(data, chosen) if each in offered)
    if on_map is not None and len(years) > 1:
        play.on_map(view, chosen, years, scope)
    elif on_map is not None:
        show(view, on_map, picture=partial(play.pressed, view))
    if over_time is not None:
        show(view, over_time)
    if on_map is None and over_time is None:
        not_loaded.no_municipal_figures(view)
    older = picture(made.older, view, chosen)
    if older is not None:
        with st.expander(tx("Older editions"), icon=":material/history:"):
            show(view, older)
    _explained(view, chosen)
    addresses(view, "measures", chosen)


def _scope(view: View, measure: str) -> str:
    """Draw the choice of what of Sweden the map shows, where there is more than the county."""
    offered = scopes(view, measure)
    if len(offered) > 1:
        return choose_scope(view, offered)
    return offered[0] if offered else COUNTY


def _explained(view: View, measure: str) -> None:
    """Say what the measure is and how to read it."""
    tx, data = view.tx, view.dataset
    row, source = data.row("measures", measure), data.row("sources", made.source_of(view, measure))
    named = f"{cited(tx, source)}. {licence(tx, source)}"
    pairs = [
        (tx("Definition"), tx.pick(row, "definition")),
        (tx("Unit"), tx.pick(row, "unit")),
        (tx("Basis"), tx.pick(row, "basis")),
        (tx("How to read it"), tx.pick(row, "reading")),
        (tx("Caveats"), tx.pick(row, "caveats")),
        (tx("Source"), named),
    ]
    st.header(tx("About the measure"), anchor=False)
    for label, text in pairs:
        if text:
            st.markdown(f"**{label}.** {text}")
