"""A table that is the picture: heading, plain HTML table, sources and downloads."""

from __future__ import annotations

import streamlit as st

from vbdash.exhibit import Exhibit
from vbdash.ui.downloads import downloads, source_line
from vbdash.ui.html_table import html_table
from vbdash.ui.safe import quiet
from vbdash.ui.show import numeric, written_table
from vbdash.ui.take_along import pictures, shapes
from vbdash.view import View


def show_table(view: View, exhibit: Exhibit, *, level: str = "subheader") -> None:
    """Draw an exhibit whose table is what there is to see.

    Parameters
    ----------
    view
        The view that is shown.
    exhibit
        The table and what belongs to it; an empty title or subtitle is not drawn. A map of the same
        rows is drawn elsewhere; it is offered as a file with them.
    level
        ``"subheader"`` or ``"none"``: whether the title stands above the table.
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
    files = pictures(view, exhibit) | shapes(view, exhibit)
    downloads(view, exhibit.key, exhibit.table, exhibit.columns, exhibit.note(view), files)
