"""The list of firms and plants: every one can be opened, and all that is shown taken away."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
import streamlit as st

from vbdash.charts.labels import clean
from vbdash.exhibit import Note, note
from vbdash.exhibits.firms.register import export_columns, register
from vbdash.indicators.firms.leading import counted, sources_of
from vbdash.sentences import companies as say
from vbdash.ui.downloads import downloads
from vbdash.ui.firms.page import OPENED, Listed
from vbdash.ui.html_table import on_paper
from vbdash.ui.take_along import points
from vbdash.view import View

_PRESSED: Final = "firms_pressed"
#: Columns in reading order and their widths in pixels: what is written in them is whole, those up to
#: the source fit on a desktop, the name and the municipality on a phone.
WIDTHS: Final = {
    "name": 250,
    "municipality": 90,
    "claim": 232,
    "scope": 78,
    "made_by": 112,
    "status": 94,
    "url": 62,
    "size": 156,
    "seat": 190,
    "product": 260,
}
#: Letters of a name in its button, which does not wrap.
_LETTERS: Final = 36
#: A list is shown this far; filters narrow it, and the download holds all of it.
_SHOWN: Final = 300
#: Height of a row: four lines of text. Cells wrap in rows higher than 64 pixels only.
_ROW: Final = 92


def draw(view: View, shown: Listed) -> None:
    """Draw the list, the way to open a firm, and the downloads."""
    tx, ids = view.tx, [str(each) for each in shown.rows["id"]]
    table = register(view.dataset, tx.lang).loc[ids]
    table = table.sort_values(["municipality", "name"], kind="stable")
    found = counted(view.dataset, ids)
    heading = say.listed(tx, found.firms, found.closed, shown.spread.firms, rows=len(table))
    st.header(heading, anchor=False)
    if table.empty:
        st.info(tx("Nothing fits what you ask for. Remove a filter."), icon=":material/info:")
        return
    _grid(view, table.head(_SHOWN), len(table))
    if len(table) > _SHOWN:
        st.caption(
            tx(
                "The first {shown} of {count} rows are shown; the download holds all of them.",
                shown=tx.number(_SHOWN), count=tx.number(len(table)),
            )
        )  # fmt: skip
    st.caption(
        tx(
            "Size is as stated by a source, for the place, the company or the group, and is never added up. "
            "SNI divisions are assigned by us. The list is made from open sources and is not complete."
        )
    )
    about = _about(view, list(table.index))
    columns = export_columns(tx)
    downloads(view, "firms", table, columns, about, points(table, columns, about, tx))


def short(name: str) -> str:
    """Return a name as its button in the list has room for it; a longer one ends in an ellipsis."""
    if len(name) <= _LETTERS:
        return name
    cut = name[: _LETTERS - 1]
    return (cut.rpartition(" ")[0] or cut).rstrip() + "\N{HORIZONTAL ELLIPSIS}"


def _grid(view: View, table: pd.DataFrame, whole: int) -> None:
    tx, ids = view.tx, list(table.index)
    columns = list(WIDTHS)
    names = [name for name in columns if name != "url"]
    written = table[names].map(clean)
    written["url"] = [
        url if url.startswith(("https://", "http://")) else None for url in table["url"]
    ]

    def press() -> None:
        click = st.session_state.get(_PRESSED)
        if click is not None and 0 <= click["row"] < len(ids):
            st.query_params[OPENED] = ids[click["row"]]

    headings = {each.name: each.heading for each in export_columns(tx)} | {"size": tx("Size")}
    config: dict[str, Any] = {
        name: st.column_config.TextColumn(headings[name], width=WIDTHS[name]) for name in columns
    }
    config["name"] = st.column_config.ButtonColumn(
        headings["name"], type="tertiary", alignment="left", pinned=False, width=WIDTHS["name"],
        help=tx("Press a name to see everything on record"), on_click=press, key=_PRESSED,
    )  # fmt: skip
    config["url"] = st.column_config.LinkColumn(
        headings["source"], display_text=tx("Source"), width=WIDTHS["url"]
    )
    st.dataframe(
        written.assign(name=written["name"].map(short)),
        hide_index=True,
        placeholder="",
        column_config=config,
        column_order=columns,
        row_height=_ROW,
        height=min(_ROW * len(written) + 39, 620),
        alt=tx("List of firms and plants: name, municipality, what they lead in and on whose word"),
    )
    on_paper(written[names].rename(columns=headings), tx("Leading firms and plants"), tx, whole)


def _about(view: View, ids: list[str]) -> Note:
    tx = view.tx
    return note(
        view,
        tx("Leading firms and plants"),
        sources_of(view.dataset, ids),
        [
            (tx("Strength of support"), tx(say.STRENGTH_ALONE[view.selection.support])),
            (
                tx("How counted"),
                tx(
                    "One row for each firm or plant. A firm with several plants counts once, by the column of firms."
                ),
            ),
            (
                tx("Coordinates"),
                tx("Centre of the place, within one or two kilometres; never an address."),
            ),
        ],
    )
