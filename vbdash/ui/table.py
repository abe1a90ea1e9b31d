"""A table that is the picture: heading, plain HTML table, sources and downloads."""

from __future__ import annotations

import streamlit as st

from vbdash.charts.maps.view import MapView
from vbdash.exhibit import Exhibit
from vbdash.ui.downloads import downloads, note, source_line
from vbdash.ui.html_table import html_table
from vbdash.ui.safe import quiet
from vbdash.ui.show import numeric, written_table
from vbdash.ui.take_along import map_pictures, shapes
from vbdash.ui.view import View

__all__ = ["show_table"]


def show_table(
    view: View, exhibit: Exhibit, *, level: str = "subheader", shown: MapView | None = None
) -> None:
    """Draw an exhibit whose table is what there is to see.

    Parameters
    ----------
    view
        The view that is shown.
    exhibit
        The table and what belongs to it; an empty title or subtitle is not drawn.
    level
        ``"subheader"`` or ``"none"``: whether the title stands above the table.
    shown
        A map of the same rows beside the table; it is offered as a file with them.
    """
    tx = view.tx
    if exhibit.title and level == "subheader":
        st.subheader(quiet(exhibit.title), anchor=False)
    if exhibit.subtitle:
        st.caption(quiet(exhibit.subtitle))
    written = written_table(exhibit.table, exhibit.columns, tx)
    html_table(written, exhibit.sentence, numeric(exhibit.columns))
    if exhibit.watermark:
        st.warning(exhibit.watermark, icon=":material/warning:")
    if exhibit.origin:
        st.caption(exhibit.origin)
    elif len(set(exhibit.sources)) > 4:
        with st.expander(tx("Sources"), icon=":material/menu_book:"):
            source_line(view, exhibit.sources)
    else:
        source_line(view, exhibit.sources)
    about = note(
        view,
        exhibit.title,
        exhibit.sources,
        [(tx("Shows"), exhibit.subtitle), *exhibit.lines],
        exhibit.watermark,
    )
    files = map_pictures(view, exhibit, shown) if shown is not None else {}
    files |= shapes(view, exhibit, about)
    downloads(view, exhibit.key, exhibit.table, exhibit.columns, about, files)
