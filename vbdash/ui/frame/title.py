"""What the browser's tab says: the view, so that a pasted link and a tab say what they show."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from streamlit.navigation.page import StreamlitPage

from vbdash.parameters import MUNICIPALITY, START
from vbdash.text import Text
from vbdash.ui import session
from vbdash.ui.frame import filters
from vbdash.view import View

#: A longer name of a firm, measure or source is cut.
_LONGEST: Final = 60
#: More municipalities than this are given as a number.
_NAMED: Final = 3


def heading(page: StreamlitPage, tx: Text) -> str:
    """Return what a page is about: the app at the start, else the municipality or the page's title."""
    if page.url_path == START:
        return session.app_name(tx)
    about = session.subject(session.current_view()) if page.url_path == MUNICIPALITY else None
    return page.title if about is None else session.dataset().name(about, tx.lang)


def window_title(page: str, app: str, tx: Text) -> str:
    """Name the view in the browser's tab: what is looked at, the page, the app.

    Parameters
    ----------
    page, app
        What they are called, in the visitor's language.
    tx
        The visitor's language.

    Returns
    -------
    str
        For instance ``"Malå, 2021, gruvor och tillverkning (B+C) – Kommun – …"``. What is default
        is left out, and so is what a link asks for that does not exist.
    """
    return named(session.current_view(session.page_name()), page, app, tx)


def named(view: View, page: str, app: str, tx: Text) -> str:
    """Name a view; otherwise as :func:`window_title`."""
    selection = view.selection
    parts = [_where(view, tx), _thing(view, tx)]
    parts += [str(selection.year)] if selection.year is not None else []
    if selection.definition != "B-E":
        label = tx.pick(view.dataset.row("definitions", selection.definition), "label")
        parts.append(label[:1].lower() + label[1:])
    looked_at = ", ".join(part for part in parts if part)
    return " – ".join(part for part in (looked_at[:1].upper() + looked_at[1:], page, app) if part)


def _where(current: View, tx: Text) -> str:
    data, chosen = current.dataset, current.selection.municipalities
    group = filters.group_of(chosen)
    if current.selection.name:
        return current.selection.name
    if group:
        return filters.group_label(tx, group)
    if len(chosen) > _NAMED:
        return tx.plural("{n} municipality", "{n} municipalities", len(chosen))
    return tx.listing([data.name(code, tx.lang) for code in chosen])


def _thing(view: View, tx: Text) -> str:
    """Name the firm, source or measure that the link opens; the first that exists."""
    data = view.dataset
    kinds: dict[str, tuple[str, Callable[[str], str]]] = {
        "foretag": ("companies", lambda key: tx.named(data.row("companies", key), "name")),
        "kalla": ("sources", lambda key: tx.named(data.row("sources", key), "title")),
        "matt": ("measures", lambda key: tx.pick(data.row("measures", key), "label")),
    }
    opened = dict(view.own)
    for param, (table, name) in kinds.items():
        asked = opened.get(param)
        if asked and asked in set(data.table(table)["id"]):
            label = name(asked)
            return label if len(label) <= _LONGEST else f"{label[:_LONGEST].rstrip()} …"
    return ""
