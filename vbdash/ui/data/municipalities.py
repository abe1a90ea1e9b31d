"""All of Sweden's municipalities by all measures: sorted, filtered by conditions, on the map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

import numpy as np
import pandas as pd
import streamlit as st

from vbdash.conditions import MOST, Condition, conditions_of
from vbdash.exhibit import Column, Exhibit
from vbdash.exhibits import fulfilled
from vbdash.exhibits.municipality.measured import measured, short_label
from vbdash.reports.workbook import matrix_xlsx
from vbdash.ui.choice import choose, hold
from vbdash.ui.downloads import downloads, source_line
from vbdash.ui.html_table import on_paper
from vbdash.ui.safe import quiet
from vbdash.ui.show import show, written_table
from vbdash.view import View

_PARAM: Final = "villkor"
#: Columns that a sheet of paper has room for.
_ACROSS: Final = 7


def municipalities(view: View) -> None:
    """Draw the choice of conditions, what they leave, and the measure that is mapped and sorted by."""
    tx, offered = view.tx, fulfilled.offered(view)
    if not offered:
        return
    labels = {measure: short_label(view, measure) for measure in offered}
    conditions = _conditions(view, labels)
    by = choose("matt", tx("Sort by, and show on the map"), labels, fulfilled.usual(view))
    mapped = fulfilled.on_map(view, conditions, by)
    if mapped is not None:
        show(view, mapped)
    listed = fulfilled.table(view, conditions, by)
    st.header(tx("All measures"), anchor=False)
    if listed is None:
        st.info(tx("No municipality fulfils all the conditions."), icon=":material/info:")
        return
    st.markdown(quiet(listed.sentence))
    _grid(view, listed, by)
    source_line(view, listed.sources)
    workbook = ("xlsx", partial(matrix_xlsx, view, listed))
    downloads(
        view, listed.key, listed.table, listed.columns, listed.note(view), {"Excel": workbook}
    )


def _grid(view: View, listed: Exhibit, by: str) -> None:
    """Draw the table, sorted by a measure; a press on a heading sorts by that."""
    shown, columns = listed.table, listed.columns[1:]
    light = {c.name: _light(shown[c.name], c) for c in columns}
    headed = pd.DataFrame(light).rename(columns={c.name: c.heading for c in columns})
    st.caption(listed.subtitle)
    st.dataframe(
        headed, hide_index=True, height=460, alt=listed.sentence, placeholder="",
        column_config={
            c.heading: st.column_config.NumberColumn(format="localized", step=10.0**-c.decimals)
            for c in columns if c.decimals is not None
        },
    )  # fmt: skip
    # A sheet has room for some measures: the one that is sorted by is the first.
    order = sorted(columns[1:], key=lambda column: column.name != by)
    across = [columns[0], *order][:_ACROSS]
    on_paper(written_table(listed.table, across, view.tx), listed.sentence, view.tx)
    with st.container(key="vb_screen_sort"):  # nothing is pressed on paper
        st.caption(view.tx("Press a heading to sort by it."))


def _light(values: pd.Series, column: Column) -> pd.Series:
    """Return figures in half the bytes: they have been rounded, and are only shown.

    What is read aloud and copied is cut, not rounded, after the column's decimals: half as exact a
    number must not lie nearer to zero than the one that is meant.
    """
    if column.decimals is None:
        return values
    if column.decimals == 0:
        return values.astype("Int32")
    meant = values.astype("float64").round(column.decimals)
    light = meant.astype("float32")
    away = np.nextafter(light, np.copysign(np.float32(np.inf), light))
    return light.where(light.isna() | (light.abs() >= meant.abs()), away)


def _conditions(view: View, labels: Mapping[str, str]) -> tuple[Condition, ...]:
    """Draw the conditions of the link, each to be changed or taken away, and one to add."""
    tx = view.tx
    there = conditions_of(st.query_params.get_all(_PARAM), labels)
    for place, condition in enumerate(there):
        _condition(view, there, place, condition, labels)
    if len(there) < MOST:
        st.button(
            tx("Add a condition"), icon=":material/filter_alt:", key="condition_add",
            on_click=_added, args=(view, there, tuple(labels)),
        )  # fmt: skip
    return there


def _condition(
    view: View, every: tuple[Condition, ...], place: int, condition: Condition, labels: Mapping[str, str]
) -> None:  # fmt: skip
    """Draw one condition: measure, side, limit, and the way to take it away."""
    tx, about = view.tx, measured(view, condition.measure)
    keys = {name: f"condition_{place}_{name}" for name in ("measure", "side", "limit")}
    for name, key in keys.items():
        hold(key, getattr(condition, name), tx.lang)
    what, side, limit, away = st.columns([4, 2, 2, 2], vertical_alignment="bottom")
    changed = partial(_changed, every, place, keys)
    with what:
        st.selectbox(
            tx("Condition {n}: measure", n=place + 1), list(labels), key=keys["measure"],
            format_func=lambda measure: labels.get(measure, measure), on_change=changed,
        )  # fmt: skip
    with side:
        words = {"under": tx("under"), "over": tx("over")}
        st.selectbox(
            tx("Condition {n}: over or under", n=place + 1), list(words), key=keys["side"],
            format_func=lambda each: words.get(each, each), on_change=changed,
        )  # fmt: skip
    with limit:
        st.number_input(
            tx("Condition {n}: limit, {unit}", n=place + 1, unit=about.unit), -1e9, 1e9,
            key=keys["limit"], step=10.0**-about.decimals, format=f"%.{about.decimals}f",
            on_change=changed,
        )  # fmt: skip
    with away:
        st.button(
            tx("Remove condition {n}", n=place + 1), icon=":material/close:",
            key=f"condition_{place}_away", on_click=_without, args=(every, place),
        )  # fmt: skip


def _say(conditions: Sequence[Condition]) -> None:
    """Put conditions in the link."""
    if conditions:
        st.query_params[_PARAM] = [each.key for each in conditions]
    else:
        st.query_params.pop(_PARAM, None)


def _changed(every: tuple[Condition, ...], place: int, keys: Mapping[str, str]) -> None:
    measure, side, limit = (st.session_state[keys[name]] for name in ("measure", "side", "limit"))
    _say([*every[:place], Condition(measure, side, float(limit)), *every[place + 1 :]])


def _without(every: tuple[Condition, ...], place: int) -> None:
    _say([*every[:place], *every[place + 1 :]])


def _added(view: View, every: tuple[Condition, ...], offered: tuple[str, ...]) -> None:
    """Add a condition on a measure that has none: under the middle municipality's value."""
    used = {each.measure for each in every}
    measure = next((m for m in (fulfilled.usual(view), *offered) if m not in used), offered[0])
    _say([*every, Condition(measure, "under", fulfilled.middle(view, measure))])
