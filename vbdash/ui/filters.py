"""The filters in the sidebar: municipalities, year, definition. All of them live in the link."""

from __future__ import annotations

import streamlit as st

from vbdash.text import Text
from vbdash.ui import view

__all__ = ["sidebar"]


def sidebar(tx: Text) -> None:
    """Draw the filters that every page shares."""
    data, offered = view.dataset(), view.choices()
    names = offered.values["municipalities"]
    with st.sidebar:
        st.multiselect(
            tx("Municipalities"),
            sorted(names.values()),
            key="kommun",
            bind="query-params",
            placeholder=tx("All of {county}", county=data.name(data.county, tx.lang)),
        )
        st.selectbox(
            tx("Year"),
            list(offered.values["year"].values()),
            key="ar",
            bind="query-params",
        )
        definitions = data.table("definitions").set_index("id")
        st.segmented_control(
            tx("What counts as industry"),
            list(offered.values["definition"]),
            default="B-E",
            required=True,
            key="definition",
            bind="query-params",
        )
        chosen = definitions.loc[view.current_view().selection.definition]
        st.caption(f"**{tx.pick(chosen, 'label')}.** {tx.pick(chosen, 'description')}")
