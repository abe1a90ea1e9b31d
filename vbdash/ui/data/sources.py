"""The sources: all of them in a table, or one of them with what rests on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import streamlit as st

from vbdash.indicators.sources import rests_on
from vbdash.exhibit import Column, licence
from vbdash.sentences.readable import field_title
from vbdash.exhibit import note
from vbdash.ui.downloads import downloads
from vbdash.ui.go import go_button
from vbdash.ui.html_table import on_paper
from vbdash.ui.safe import link, quiet
from vbdash.view import View

_PARAM: Final = "kalla"
#: Measures named in full; a source behind more of them is behind most.
_MOST: Final = 12


def chosen_source(view: View) -> str:
    """Return the source that the link asks for; an empty string where it asks for none."""
    asked = st.query_params.get(_PARAM, "")
    return asked if asked in view.dataset.sources.index else ""


def sources(view: View) -> None:
    """Draw the source that the link asks for, or the table of all."""
    chosen = chosen_source(view)
    if chosen:
        _one(view, chosen)
    else:
        _all(view)


def _one(view: View, key: str) -> None:
    """Draw one source: who published it, under what licence, and what rests on it here."""
    tx, data = view.tx, view.dataset
    row = data.row("sources", key)
    with st.container(border=True):
        st.header(quiet(tx.named(row, "title")), anchor=False)
        for label, text in _about(view, row):
            if text:
                st.markdown(f"**{label}.** {text}")
        found = rests_on(data, key)
        for measure in found.measures[:_MOST]:
            label = tx.pick(data.row("measures", measure), "label")
            go_button(
                quiet(tx("Measure: {measure}", measure=label)), "data", None,
                {"del": "measures", "matt": measure}, key=f"rests_{measure}",
                icon=":material/straighten:",
            )  # fmt: skip
        if found.rows:
            tables = tx.listing(
                tx.plural(
                    "{n} row of “{table}”", "{n} rows of “{table}”", count, table=_table(view, name)
                )
                for name, count in found.rows.items()
            )
            st.caption(quiet(tx("Here it is the source of: {tables}.", tables=tables)))
    st.button(
        tx("All sources"), key="all_sources", type="tertiary", icon=":material/arrow_back:",
        on_click=_forget,
    )  # fmt: skip


def _forget() -> None:
    st.query_params.pop(_PARAM, None)


def _table(view: View, name: str) -> str:
    return field_title(view.dataset.resource(name), view.tx)


def _about(view: View, row: Mapping[str, Any]) -> list[tuple[str, str]]:
    tx = view.tx
    given = {k: v if isinstance(v, str) else "" for k, v in row.items()}
    address = given["url"]
    return [
        (tx("Publisher"), quiet(given["publisher"])),
        (tx("Published"), quiet(given["published"])),
        (tx("Licence"), quiet(licence(tx, row))),
        (tx("Address"), link(address, address) if address else ""),
        (tx("Read from"), quiet(given["carrier"])),
        (tx("Note"), quiet(given[f"note_{tx.lang}"])),
    ]


def _all(view: View) -> None:
    """Draw the table of all sources; a row that is pressed opens the source."""
    tx = view.tx
    table = view.dataset.sources
    table = table.assign(
        title=[tx.named(row, "title") for row in table.to_dict("records")],
        licence=[licence(tx, row) for row in table.to_dict("records")],
    ).sort_values(["publisher", "title"])
    shown = table[["publisher", "title", "published", "licence", "url"]].reset_index(drop=True)
    headings = dict(
        zip(
            shown.columns,
            (tx("Publisher"), tx("Title"), tx("Published"), tx("Licence"), tx("Address")),
            strict=True,
        )
    )
    st.caption(tx("Select a row to open the source, or search for it by name."))
    event = st.dataframe(
        shown.rename(columns=headings),
        key="all_sources_table",
        hide_index=True,
        placeholder="",
        height=560,
        on_select="rerun",
        selection_mode="single-row",
        column_config={headings["url"]: st.column_config.LinkColumn(headings["url"])},
        alt=tx("All sources with publisher, title, licence and address"),
    )
    on_paper(shown.rename(columns=headings), tx("Sources"), tx)
    marked = [i for i in event["selection"]["rows"] if i < len(table)]
    if marked:
        st.query_params[_PARAM] = str(table.index[marked[0]])
        st.rerun()
    columns = [Column(name, heading) for name, heading in headings.items()]
    about = note(view, tx("Sources"), [])
    downloads(view, "sources", pd.DataFrame(shown), columns, about)
