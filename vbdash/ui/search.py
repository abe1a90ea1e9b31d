"""Search from everywhere: one button, one field, and what is found as ways there.

Ctrl+K opens it (Cmd+K on a Mac), typing finds, Tab and Enter go there. The search runs on the server, so that the pages
carry no index.
"""

from __future__ import annotations

import streamlit as st

from vbdash.indicators import finding
from vbdash.indicators.finding import Entry
from vbdash.text import Text, msg
from vbdash.ui import view
from vbdash.ui.cached import shared
from vbdash.ui.go import go_button, leave_fragment
from vbdash.ui.safe import quiet

__all__ = ["button"]

_KINDS = {
    "municipality": msg("Municipality"),
    "firm": msg("Firm"),
    "sector": msg("Sector"),
    "measure": msg("Measure"),
    "source": msg("Source"),
}
_ICONS = {
    "municipality": ":material/location_city:",
    "firm": ":material/factory:",
    "sector": ":material/category:",
    "measure": ":material/straighten:",
    "source": ":material/menu_book:",
}
_entries = shared(finding.entries)


def button(tx: Text) -> None:
    """Draw the button that opens the search."""
    opened = st.button(
        tx("Search"), key="_search", icon=":material/search:", shortcut="Ctrl+K", type="tertiary"
    )
    if opened:
        st.dialog(tx("Search"), width="medium")(_field)(tx)


def _field(tx: Text) -> None:
    """Draw the field and what it finds; typing reruns only the dialog."""
    leave_fragment()
    query = st.text_input(
        tx("Municipality, firm, sector, measure or source"),
        key="_search_for",
        type="search",
        live=True,
        max_chars=60,
        placeholder=tx("Type a name"),
    )
    if not query or not query.strip():
        st.caption(tx("Capital letters and dots over letters make no difference."))
        return
    found = finding.find(_entries(view.dataset(), tx.lang), query)
    count = tx.plural("{n} found", "{n} found", len(found))
    st.caption(count if found else tx("Nothing by that name. Try the beginning of a word."))
    for entry in found:
        _result(entry, tx)


def _result(entry: Entry, tx: Text) -> None:
    detail = f" · {entry.detail}" if entry.detail else ""
    label = f"{entry.label[:90]} ({tx(_KINDS[entry.kind])}{detail})"
    page, municipalities, query = _way(entry)
    go_button(
        quiet(label), page, municipalities, query, key=f"found_{entry.kind}_{entry.key}",
        icon=_ICONS[entry.kind],
    )  # fmt: skip


def _way(entry: Entry) -> tuple[str, tuple[str, ...] | None, dict[str, str]]:
    """Return the page, the municipalities and the rest of the link that show an entry."""
    if entry.kind == "municipality":
        return "municipality", (entry.key,), {}
    if entry.kind == "firm":
        return "companies", None, {"foretag": entry.key}
    if entry.kind == "sector":
        return "industry", None, {"del": "branscher"}
    if entry.kind == "measure":
        return "data", None, {"del": "measures", "visa": entry.key}
    return "data", None, {"del": "sources", "kalla": entry.key}
