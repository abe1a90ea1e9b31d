"""Any measure: what it is, its history, its map, its table."""

from __future__ import annotations

from functools import partial
from typing import Final

import streamlit as st

from vbdash.exhibit import cited, licence
from vbdash.exhibits import measures as made
from vbdash.exhibits.matrix import matrix, with_figures
from vbdash.reports.matrix import matrix_xlsx
from vbdash.taken import FIRST_MEASURE
from vbdash.ui import not_loaded
from vbdash.ui.cached import picture
from vbdash.ui.choice import choose
from vbdash.ui.data.addresses import addresses
from vbdash.ui.downloads import downloads, source_line
from vbdash.ui.show import show
from vbdash.view import View

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

def measures(view: View) -> None:
    """Draw one measure of the registry, chosen by the visitor."""
    tx, data = view.tx, view.dataset
    order = data.measures["sort_order"].sort_values(kind="stable").index
    labels = {str(m): tx.pick(data.row("measures", str(m)), "label") for m in order}
    chosen = choose("matt", tx("Measure"), labels, FIRST_MEASURE)
    over_time = picture(made.history, view, chosen) or picture(made.listed, view, chosen)
    drawn = [each for each in (picture(made.on_map, view, chosen), over_time) if each is not None]
    for exhibit in drawn:
        show(view, exhibit)
    if not drawn:
        not_loaded.no_municipal_figures(view)
    older = picture(made.older, view, chosen)
    if older is not None:
        with st.expander(tx("Older editions"), icon=":material/history:"):
            show(view, older)
    _explained(view, chosen)
    addresses(view, "measures", chosen)
    _every(view)


def _every(view: View) -> None:
    """Draw, when it is opened, all municipalities by all measures: to sort, and as a workbook."""
    tx = view.tx
    box = st.expander(
        tx("All municipalities by all measures"), icon=":material/grid_on:", key="matrix",
        on_change="rerun",
    )  # fmt: skip
    if not box.open:
        return
    codes = view.chosen or with_figures(view.dataset, view.selection.definition)
    shown = picture(matrix, view, codes)
    if shown is None:
        return
    named = {each.name: each.heading for each in shown.columns}
    with box:
        st.caption(tx("Press a heading to sort by it."))
        st.dataframe(
            shown.table.rename(columns=named).drop(columns=named["code"]), hide_index=True, height=420, alt=shown.sentence,
            placeholder="",
            column_config={
                each.heading: st.column_config.NumberColumn(format="localized")
                for each in shown.columns[2:]
            },
        )  # fmt: skip
        source_line(view, shown.sources)
        workbook = ("xlsx", _XLSX, partial(matrix_xlsx, view, codes))
        downloads(
            view, shown.key, shown.table, shown.columns, shown.note(view), {"Excel": workbook}
        )


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
    st.subheader(tx("About the measure"), anchor=False)
    for label, text in pairs:
        if text:
            st.markdown(f"**{label}.** {text}")
