"""The filters in the sidebar: those of municipalities, year and definition that act on the part shown."""

from __future__ import annotations

from functools import partial

import streamlit as st

from vbdash.exhibits.industry import offered
from vbdash.groups import ready_made
from vbdash.indicators.shown import nearest_definition
from vbdash.parameters import MUNICIPALITY
from vbdash.selection import LONGEST_NAME
from vbdash.sentences.groups import called
from vbdash.text import Text
from vbdash.ui import session
from vbdash.ui.choice import switch, why
from vbdash.view import View


def groups() -> dict[str, tuple[str, ...]]:
    """Return the ready-made selections of the county: codes of each, in ascending order."""
    made = ready_made(session.dataset())
    return {key: each.codes for key, each in made.items() if each.kind == "ready"}


def group_of(codes: tuple[str, ...]) -> str:
    """Return the ready-made selection that these municipalities make up, or an empty string."""
    wanted = tuple(sorted(codes))
    return next((name for name, own in groups().items() if own == wanted), "")


def group_label(tx: Text, group: str) -> str:
    """Return what a ready-made selection is called."""
    data = session.dataset()
    return called(tx, data, ready_made(data)[group])


def _take_group() -> None:
    """Put a ready-made selection in the list of municipalities, or clear the list."""
    group = st.session_state["_ready_made"]
    names = session.choices().values["municipalities"]
    st.session_state["kommun"] = [names[code] for code in groups().get(group, ())]


def _ready_made(tx: Text) -> None:
    """Draw the ready-made selections; the one that is chosen now is marked."""
    codes = session.current_view().selection.municipalities
    made = groups()
    if not made:
        return
    st.session_state["_ready_made"] = group_of(codes) or None
    st.pills(
        tx("Ready-made selections"),
        list(made),
        format_func=lambda group: group_label(tx, group),
        key="_ready_made",
        on_change=_take_group,
        help=tx(
            "Coast means a coastline on the Gulf of Bothnia; that grouping is ours. The support areas are those of the "
            "Swedish Agency for Economic and Regional Growth."
        ),
    )


def _name(tx: Text) -> None:
    """Draw the name that the selection is kept under, in the link."""
    codes = session.current_view().selection.municipalities
    if not codes and not st.session_state.get("namn"):
        return
    st.text_input(
        tx("Name of the selection"),
        key="namn",
        bind="query-params",
        max_chars=LONGEST_NAME,
        placeholder=tx("Kept in the link"),
    )


def _municipalities(tx: Text, page: str) -> None:
    """Draw the choice of municipalities; on a municipality's page the one chosen last replaces it."""
    data = session.dataset()
    one = page == MUNICIPALITY
    st.multiselect(
        tx("Municipality") if one else tx("Municipalities"),
        sorted(session.choices().values["municipalities"].values()),
        key="kommun",
        bind="query-params",
        placeholder=tx("Choose a municipality")
        if one
        else tx("All of {county}", county=data.name(data.county, tx.lang)),
        on_change=_replaced if one else None,
        args=(session.current_view().selection.municipalities,) if one else (),
    )
    if not one:
        _ready_made(tx)
        _name(tx)


def _replaced(before: tuple[str, ...]) -> None:
    """Go to the municipality that was added to those that were chosen."""
    names = session.choices().values["municipalities"]
    known = {names[code] for code in before}
    added = [name for name in st.session_state["kommun"] if name not in known]
    if added:
        st.session_state["kommun"] = added[-1:]


def sidebar(tx: Text, page: str) -> None:
    """Draw those of the choices that pages share that the part of the page takes.

    Parameters
    ----------
    tx
        The visitor's language.
    page
        Name of the page, as links say it.
    """
    session.carry(page)
    taken = session.taken_here(page).sidebar
    with st.sidebar:
        if "municipalities" in taken:
            _municipalities(tx, page)
        view = session.current_view()
        if "year" in taken:
            years = {str(each): str(each) for each in offered.page_years(view, page)}
            asked = str(view.selection.year)
            current = asked if asked in years else next(iter(years))
            switch(st, "ar", tx("Year"), years, current, partial(session.remember, "year"))
        if "definition" in taken:
            _definition(view, page)


def _definition(view: View, page: str) -> None:
    """Draw the choice of what counts as industry: what exists for the page, and why not more."""
    tx, names = view.tx, offered.page_definitions(view, page)
    if not names:
        return
    asked = nearest_definition(view.dataset, view.selection.definition, names)
    labels = {each: view.label("definitions", each) for each in names}
    choose = partial(session.remember, "definition")
    switch(st, "definition", tx("What counts as industry"), labels, asked, choose)
    st.caption(view.label("definitions", asked, "description"))
    left_out = offered.page_left_out(view, page)
    if left_out:
        why(tx, left_out)
