"""A municipality beside others; and what is missing about it."""

from __future__ import annotations

from typing import Final

import streamlit as st

from vbdash.exhibits.matrix import with_figures
from vbdash.exhibits.municipality import against, compared, history, on_file
from vbdash.exhibits.municipality.measured import short_label
from vbdash.indicators.municipality.figures import sizes
from vbdash.indicators.municipality.standing import standing
from vbdash.ui import not_loaded
from vbdash.ui.cached import picture
from vbdash.ui.choice import choose
from vbdash.ui.safe import quiet
from vbdash.ui.show import show, show_table
from vbdash.view import View

#: As many as can be told apart beside the subject.
_MOST: Final = 3


def _others(view: View, code: str) -> list[str]:
    """Return what is compared: chosen here, or with the subject in the list of municipalities."""
    asked = [*view.selection.compare, *view.chosen]
    return [c for c in dict.fromkeys(asked) if c != code][:_MOST]


def compare(view: View, code: str) -> None:
    """Draw one table and small multiples: no verdict, only the figures side by side."""
    tx, data, asked = view.tx, view.dataset, view.selection
    if standing(data, asked.definition, code, asked.year).empty:
        not_loaded.no_municipal_figures(view)
        return
    st.multiselect(
        tx("Compare with up to three others"),
        sorted(data.every_municipality.values()),
        key="jamfor",
        bind="query-params",
        max_selections=_MOST,
        placeholder=tx("Choose municipalities"),
    )
    codes = (code, *_others(view, code))
    show_table(view, picture(compared.compared, view, codes))
    options = {m: short_label(view, m) for m in history.offered(view)}
    measure = choose("matt", tx("Over time"), options, "unemployment_rate")
    show(view, picture(history.panels, view, codes, measure))
    _two_measures(view, code)


def _two_measures(view: View, code: str) -> None:
    """Draw any two measures against each other, as the reader chooses."""
    tx, own = view.tx, view.dataset.municipality_codes
    every = with_figures(view.dataset, view.selection.definition)
    offered = picture(against.offered, view, own) or picture(against.offered, view, every)
    if len(offered) < 2:
        return
    labels = {m: short_label(view, m) for m in offered}
    st.header(tx("Two measures against each other"), anchor=False)
    whom = st.container()
    left, right = st.columns(2, gap="medium")
    with left:
        across = choose("vagratt", tx("Across"), labels, offered[0])
    others = {m: label for m, label in labels.items() if m != across}
    # A size beside a share says how large, so it is not what is shown first.
    first = next((m for m in others if m not in sizes(view.dataset)), next(iter(others)))
    with right:
        up = choose("lodratt", tx("Upwards"), others, first)
    with whom:
        among = every if _beyond(view, across, up, every) else own
    made = picture(against.against, view, code, across, up, among)
    if made is None:
        st.info(tx("Too few municipalities have figures on both measures."), icon=":material/info:")
        return
    show(view, made)
    st.markdown(quiet(made.sentence))


def _beyond(view: View, across: str, up: str, every: tuple[str, ...]) -> bool:
    """Draw the choice to look beyond the county, or say that nobody there has both figures."""
    tx = view.tx
    if not picture(against.elsewhere, view, across, up, every):
        st.caption(tx("Only the county’s municipalities have figures on both here."))
        return False
    options = {"lan": tx("The county’s municipalities"), "riket": tx("All of Sweden’s municipalities")}  # fmt: skip
    chosen = choose("bland", tx("Compare with"), options, "lan", widget=st.segmented_control)
    return chosen != "lan"


def missing(view: View, code: str) -> None:
    """Draw what is loaded about the municipality and what is not; what is missing, and why."""
    show_table(view, picture(on_file.on_file, view, code))
    show_table(view, picture(compared.missing, view, code))
