"""What a page needs to know: the data, the language, and what the visitor has chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

import streamlit as st

from vbdash.data.dataset import Dataset
from vbdash.data.keeper import Keeper
from vbdash.links import mended
from vbdash.selection import FIELDS, Choices, Notice, Selection, migrate
from vbdash.text import Text

__all__ = ["View", "asked", "choices", "current_view", "dataset", "opened_link", "view_of"]

#: Widgets bound to the address bar have their parameter's name as key; what else a page puts in
#: the address bar it writes itself.
_BOUND: Final = frozenset({"kommun", "ar", "definition", "jamfor", "namn", "lang"})


@dataclass(frozen=True)
class View:
    """Everything a page takes as given.

    Attributes
    ----------
    dataset
        Validated tables.
    selection
        What the visitor looks at, checked once more here.
    choices
        What could be looked at.
    tx
        The visitor's language.
    theme
        ``"light"`` or ``"dark"``, as the browser shows it.
    """

    dataset: Dataset
    selection: Selection
    choices: Choices
    tx: Text
    theme: str

    @property
    def municipalities(self) -> tuple[str, ...]:
        """Codes looked at: the chosen ones, or all of the county when none is chosen."""
        return self.selection.municipalities or self.dataset.municipality_codes

    @property
    def county_name(self) -> str:
        """Name of the county in focus."""
        return self.dataset.name(self.dataset.county, self.tx.lang)

    @property
    def link(self) -> str:
        """Address of this view, for exports: complete, and without defaults."""
        url = st.context.url or ""
        base, _, page = url.partition("?")[0].rpartition("/")
        # The measure has another default on the page of data, so it is kept where it is given.
        given = {"matt"} & set(st.query_params)
        query = urlencode(self.selection.query(self.choices, keep=given), doseq=True)
        link = f"{base}/{page}" + (f"?{query}" if query else "")
        ours = {each.param for each in FIELDS}
        # What a page itself puts in the address belongs to the view, too: its part, its map.
        own = [(n, v) for n, v in st.query_params.items() if n not in ours and len(v) <= 40]
        return link + ("&" if "?" in link else "?") + urlencode(own) if own else link


@st.cache_resource(show_spinner=False)
def _keeper() -> Keeper:
    return Keeper()


def dataset() -> Dataset:
    """Return the data: loaded once a process, shared by all visitors, replaced when files change."""
    return _keeper().dataset()


def choices() -> Choices:
    """Return what can be chosen."""
    return Choices.of(dataset())


def _query() -> dict[str, list[str]]:
    """Return what the visitor has chosen, as a link would say it."""
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    state: Mapping[str, Any] = st.session_state  # type: ignore[assignment]
    for each in FIELDS:
        if each.param in _BOUND and each.param in state:
            value = state[each.param]
            values = value if isinstance(value, (list, tuple)) else [value]
            query[each.param] = [str(v) for v in values if v is not None]
    return query


def current_view() -> View:
    """Return the view of this run."""
    data, offered = dataset(), choices()
    selection, _ = Selection.parse(_query(), offered)
    latest = max(offered.values["year"], default=None)
    if selection.year == latest:
        selection = selection.replace(year=None)
    return View(data, selection, offered, Text(selection.lang), st.context.theme.type or "light")


def asked(view: View) -> Selection:
    """Return what decides how a picture looks: the selection without the name it is kept under."""
    return view.selection.replace(name="")


def view_of(dataset: Dataset, selection: Selection, theme: str = "light") -> View:
    """Return the view of a selection, for pictures that are drawn once for all visitors."""
    return View(dataset, selection, choices(), Text(selection.lang), theme)


def opened_link() -> tuple[Notice, ...]:
    """Put the link that was opened in today's form, before any widget reads it.

    Call it after ``st.navigation``, so that the page that was asked for is known. Codes become names (``?kommun=2482``), older names become today's, and what does not exist is
    dropped. Returns a notice for each value that was dropped, in the first run that shows a page.
    """
    state = st.session_state
    if "_notices" not in state:
        arrived = {name: st.query_params.get_all(name) for name in st.query_params}
        asked = mended(arrived, [each.param for each in FIELDS])
        selection, state["_notices"] = Selection.parse(asked, choices())
        ours = {each.param for each in FIELDS}
        others = {name: values for name, values in migrate(asked).items() if name not in ours}
        given = set(migrate(asked)) - {"ar"} if selection.year is None else set(migrate(asked))
        tidy = others | selection.query(choices(), keep=given)
        tidy = {name: values for name, values in tidy.items() if values}
        if tidy != arrived:
            st.query_params.from_dict(tidy)
            st.rerun()  # widgets read the link as it was when the run began
    notices: tuple[Notice, ...] = state["_notices"]
    state["_notices"] = ()
    return notices
