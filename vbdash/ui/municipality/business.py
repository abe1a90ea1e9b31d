"""What a municipality lives on: its sectors, its firms on the map, and support that names it."""

from __future__ import annotations

import streamlit as st

from vbdash.exhibits.municipality import commuting as made_commuting
from vbdash.exhibits.municipality import firms as made_firms
from vbdash.exhibits.municipality import opening
from vbdash.exhibits.municipality import support as made_support
from vbdash.indicators.municipality.portrait import support_of
from vbdash.sentences import portrait
from vbdash.ui import not_loaded
from vbdash.ui.cached import picture
from vbdash.ui.composition import show_composition
from vbdash.ui.go import go_button
from vbdash.ui.map import show_map
from vbdash.ui.safe import quiet
from vbdash.ui.show import show, show_table
from vbdash.view import View


def business(view: View, code: str) -> None:
    """Draw the sectors of the municipality beside Sweden's."""
    found = opening.portrayed(view, code)
    if found.industry is None:
        st.info(view.tx("There are no figures by sector here."), icon=":material/info:")
        _commuting(view, code)
        return
    sentence = opening.industrial_sector(view, code)
    if sentence:
        st.markdown(quiet(sentence))
    show_composition(view, code, found.industry.year)
    _commuting(view, code)


def _commuting(view: View, code: str) -> None:
    """Draw where those live who work here, where commuting has been fetched."""
    exhibit = picture(made_commuting.commuting, view, code)
    if exhibit is not None:
        st.header(view.tx("Where do those who work here live?"), anchor=False)
        st.markdown(quiet(exhibit.sentence))
        show(view, exhibit)


def firms(view: View, code: str) -> None:
    """Draw the municipality's firms on the map and in a list, with what they lead in."""
    if not not_loaded.firms_loaded(view):
        st.info(quiet(not_loaded.no_firms(view)), icon=":material/info:")
        return
    tx, found = view.tx, opening.portrayed(view, code).firms
    heading = portrait.firms_heading(
        tx, region=view.name(code), strength=view.selection.support,
        count=len(found.independent) + len(found.own), on_file=found.on_file,
    )  # fmt: skip
    st.header(quiet(heading), anchor=False)
    exhibit = picture(made_firms.firms, view, code)
    if exhibit is None or exhibit.map is None:
        return
    left, right = st.columns([2, 3], gap="medium")
    with left:
        show_map(exhibit.map, tx, key="municipality_firms_map")
    with right:
        show_table(view, exhibit, title=False)
    go_button(
        tx("All leading firms of the county"), "companies", None, key="municipality_to_firms",
        icon=":material/arrow_forward:",
    )  # fmt: skip


def support(view: View, code: str) -> None:
    """Draw the public support on record that names the municipality."""
    if not not_loaded.support_loaded(view):
        st.info(quiet(not_loaded.no_support(view)), icon=":material/info:")
        return
    tx, region, counts = view.tx, view.name(code), support_of(view.dataset, code)
    heading = portrait.support_heading(tx, region=region, targeted=counts["targeted"])
    st.header(quiet(heading), anchor=False)
    beside = portrait.other_support_sentence(tx, wide=counts["wide"], other=counts["other"])
    if beside:
        st.markdown(quiet(beside))
    exhibit = picture(made_support.support, view, code)
    if exhibit is None:
        st.markdown(tx("Nothing on record names the municipality in particular."))
        return
    show_table(view, exhibit, title=False)
