"""Several municipalities as one area; and the choice of whom a municipality is compared with."""

from __future__ import annotations

import streamlit as st

from vbdash.exhibits.municipality import area as made
from vbdash.exhibits.municipality.measured import short_label
from vbdash.groups import ALIKE, MOST, chosen_key, group_of, ready_made
from vbdash.indicators.municipality.whom import COUNTY, MIDDLE, PEERS, SWEDEN, peers
from vbdash.sentences.groups import called
from vbdash.ui.cached import picture
from vbdash.ui.choice import choose, choose_many
from vbdash.ui.safe import quiet
from vbdash.ui.show import show, show_table
from vbdash.view import View

_PARAM = "grupp"


def areas(view: View, code: str | None = None) -> None:
    """Draw groups of municipalities side by side, each as one area.

    Parameters
    ----------
    code
        The municipality that the page is about, if any: those most alike it are a group, too.
    """
    tx = view.tx
    options = offered(view, code)
    keys = (
        choose_many(_PARAM, tx("Areas, at most three"), options, tx("Choose areas"), most=MOST)
        or list(options)[: 2 if code is None else 1]
    )
    _own_group(view)
    asked = tuple(keys)
    measures = made.measures(view, asked)
    if not measures:
        st.info(tx("Nothing of these municipalities can be added up."), icon=":material/info:")
        return
    labels = {measure: short_label(view, measure) for measure in measures}
    measure = choose("matt", tx("Measure"), labels, measures[0])
    for exhibit in (
        picture(made.bars, view, asked, measure),
        picture(made.among, view, asked, measure),
        picture(made.over_time, view, asked, measure),
    ):
        if exhibit is not None:
            show(view, exhibit)
    for table in (picture(made.figures, view, asked), picture(made.left_out, view, asked)):
        if table is not None:
            show_table(view, table)


def offered(view: View, code: str | None) -> dict[str, str]:
    """Return the groups that can be chosen with their names: those of the link among them."""
    data, tx = view.dataset, view.tx
    first = [chosen_key(view.chosen)] if len(view.chosen) > 1 else []
    first += [f"{ALIKE}{code}"] if code and peers(data, view.selection.definition, code) else []
    keys = dict.fromkeys([*first, *ready_made(data), *st.query_params.get_all(_PARAM)])
    found = {key: group for key in keys if (group := group_of(data, key))}
    named = view.selection.name
    return {
        key: named if named and key in first[:1] and group.kind == "chosen" else called(tx, data, group)
        for key, group in found.items()
    }  # fmt: skip


def _own_group(view: View) -> None:
    """Draw the way to a group of any municipalities of the country."""
    tx, places = view.tx, view.dataset.every_municipality
    codes = {name: code for code, name in places.items()}

    def add() -> None:
        names = st.session_state.get("_own_group") or []
        key = chosen_key(tuple(codes[name] for name in names if name in codes))
        kept = [each for each in st.query_params.get_all(_PARAM) if each != key]
        if group_of(view.dataset, key):
            st.query_params[_PARAM] = [*kept, key][-MOST:]
            st.session_state["_own_group"] = []

    with st.expander(tx("Put an area together"), icon=":material/add:"):
        st.multiselect(
            tx("Municipalities of the area"), sorted(codes), key="_own_group",
            placeholder=tx("Choose municipalities"),
        )  # fmt: skip
        st.button(tx("Use it as an area"), on_click=add, key="_own_group_add")


def choose_whom(view: View, code: str) -> str:
    """Draw the choice of whom the municipality is compared with, and return it."""
    data, tx = view.dataset, view.tx
    options = {
        MIDDLE: tx("The county’s middle municipality"),
        SWEDEN: view.name("00"),
        COUNTY: view.county_name,
    }
    if peers(data, view.selection.definition, code):
        options[PEERS] = tx("The mean of the most alike")
    options |= {
        key: called(tx, data, group)
        for key, group in ready_made(data).items()
        if group.kind != "county" or group.of != data.county
    }
    asked = st.query_params.get("mot", "")
    group = group_of(data, asked)
    if group is not None:
        options.setdefault(asked, called(tx, data, group))
    options |= {each: name for each, name in sorted(data.every_municipality.items(), key=lambda p: p[1]) if each != code}  # fmt: skip
    return choose("mot", tx("Compared with"), options, MIDDLE)


def way_in(view: View) -> None:
    """Draw the way to areas, where no municipality is chosen."""

    def go_there() -> None:
        st.query_params["del"] = "omraden"

    st.button(
        quiet(view.tx("Several municipalities as one area")), key="_to_areas", type="tertiary",
        icon=":material/join:", on_click=go_there,
    )  # fmt: skip
