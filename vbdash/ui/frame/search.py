"""Search from everywhere: one button, one field, and what is found as ways there.

Ctrl+K opens it (Cmd+K on a Mac), typing finds, the arrows choose and Enter goes there: to a screen
reader a combobox, by the script in the page (``frame.js``). The search runs on the server, so that
the pages carry no index.
"""

from __future__ import annotations

from html import escape

import streamlit as st

from vbdash.indicators import search as finding
from vbdash.indicators.search import Entry
from vbdash.text import Text, msg
from vbdash.ui import session
from vbdash.ui.go import go_button, leave_fragment
from vbdash.ui.safe import quiet

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
entries = finding.entries


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
    wanted, label = (query or "").strip(), tx("What is found")
    found = finding.find(entries(session.dataset(), tx.lang), wanted) if wanted else []
    with st.container(key="_found_said"):
        st.caption(_said(tx, wanted, found))
    with st.container(key="_found"):
        for entry in found:
            _result(entry, tx)
    # After the buttons: the script in the page opens the first once they are for what is typed.
    said = f'data-for="{escape(wanted)}" data-label="{escape(label)}"'
    st.html(f'<span class="vb-found" {said}></span>')


def _said(tx: Text, wanted: str, found: list[Entry]) -> str:
    if not wanted:
        return tx("Capital letters and dots over letters make no difference.")
    if not found:
        return tx("Nothing by that name. Try the beginning of a word.")
    count = tx.plural("{n} found", "{n} found", len(found))
    return f"{count}. " + tx("Choose with the arrow keys, open with Enter.")


def _result(entry: Entry, tx: Text) -> None:
    detail = f" · {entry.detail}" if entry.detail else ""
    label = f"{entry.label[:90]} ({tx(_KINDS[entry.kind])}{detail})"
    page, municipalities, query = _way(entry)
    go_button(
        quiet(label), page, municipalities, query, key=f"found_{entry.kind}_{entry.key}",
        county=_county(entry), icon=_ICONS[entry.kind],
    )  # fmt: skip


def _county(entry: Entry) -> str:
    """Return the county that a firm lies in; the others are shown in whichever is in focus."""
    data = session.dataset()
    if entry.kind != "firm":
        return ""
    return data.county_of(str(data.row("companies", entry.key)["municipality_code"]))


def _way(entry: Entry) -> tuple[str, tuple[str, ...] | None, dict[str, str]]:
    """Return the page, the municipalities and the rest of the link that show an entry."""
    if entry.kind == "municipality":
        return "municipality", (entry.key,), {}
    if entry.kind == "firm":
        return "companies", _keep_or_clear(entry.key), {"foretag": entry.key}
    if entry.kind == "sector":
        return "industry", None, {"del": "branscher"}
    if entry.kind == "measure":
        return "data", None, {"del": "measures", "matt": entry.key}
    return "data", None, {"del": "sources", "kalla": entry.key}


def _keep_or_clear(firm: str) -> tuple[str, ...] | None:
    """Let the chosen municipalities stand, but for a firm that is in none of them."""
    current = session.current_view()
    chosen = current.selection.municipalities
    home = str(current.dataset.row("companies", firm)["municipality_code"])
    return () if chosen and home not in chosen else None
