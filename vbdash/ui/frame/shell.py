"""The frame around every page: language, navigation, filters, footer, refusal and apology."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Callable
from functools import partial
from html import escape
from pathlib import Path
from pkgutil import walk_packages
from typing import Final, NoReturn, TypeVar

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from vbdash import parameters, ui
from vbdash.charts.maps.geometry import geometry_of
from vbdash.data.faults import DataError, traced
from vbdash.indicators import loaded as coverage
from vbdash.indicators.facts.all import kept_facts
from vbdash.indicators.firms import spread
from vbdash.indicators.municipality.portrait import prepare
from vbdash.records import own
from vbdash.selection import Choices
from vbdash.text import DEFAULT_LANGUAGE, LANGUAGES, Text
from vbdash.ui import go, session
from vbdash.ui.frame import chrome, county, filters, language, search
from vbdash.ui.frame.title import heading, window_title
from vbdash.ui.frame.ways import ways
from vbdash.ui.safe import quiet
from vbdash.ui.server.page import TITLE

T = TypeVar("T")

_LOG: Final = logging.getLogger("vbdash")
#: Streamlit fetches its own icons for the tab from the internet; this one is ours.
_ICON: Final = Path(__file__).with_name("icon.png")
#: Icons of the pages, in the order of the menu.
_ICONS: Final = {
    parameters.START: ":material/home:",
    parameters.INDUSTRY: ":material/factory:",
    parameters.FIRMS: ":material/location_on:",
    parameters.REACHED: ":material/handshake:",
    parameters.MUNICIPALITY: ":material/location_city:",
    parameters.PRESENT: ":material/slideshow:",
    parameters.DATA: ":material/database:",
}

#: Modules that the first visitor should not wait for.
_HEAVY: Final = (
    "plotly.graph_objects",
    "pydeck",
    "geopandas",
)


def begin() -> Text:
    """Start a run: page settings, the data, the language.

    Stops the run with a plain list of faults where the data cannot be used.
    """
    st.set_page_config(page_title=TITLE, page_icon=_ICON, layout="wide")
    try:
        session.begin()
    except DataError as error:
        _refuse(error)
    session.settle_history()
    session.settle_county()
    return Text(language.chosen())


def _refuse(error: DataError) -> NoReturn:
    """Show on a plain page, in both languages, what anybody may know of the faults, and stop."""
    for lang in LANGUAGES:
        tx = Text(lang)
        st.header(tx("The data cannot be used"))
        st.write(
            tx(
                "Nothing is shown until every fault below is mended. “python -m vbdash check” prints the same list."
            )
        )
        st.table(
            {
                tx("Where"): [each.place(tx) for each in error.public],
                tx("What is wrong"): [each.sentence(tx) for each in error.public],
            }
        )
    st.stop()


def pages(tx: Text) -> list[StreamlitPage]:
    """Return the pages of the app, titled in the visitor's language."""
    return [
        st.Page(
            f"pages/{name or 'overview'}.py",
            title=tx(title),
            icon=_ICONS[name],
            help=tx(purpose),
            default=name == parameters.START,
            url_path=name,
        )
        for name, (title, purpose) in parameters.PAGES.items()
    ]


def frame(page: StreamlitPage, tx: Text) -> None:
    """Draw what stands above every page: its title, the search, the language switch, the filters."""
    go.follow()
    for notice in session.opened_link(page.url_path):
        st.toast(quiet(notice.sentence(tx)), icon=":material/info:", duration="long")
    session.county_in_address(page.url_path)
    if chrome.bare():
        chrome.frame(page, tx)
        _announce(page, tx)
        st.set_page_config(page_title=window_title(page.title, session.app_name(tx), tx))
        return
    filters.sidebar(
        tx, page.url_path
    )  # first: what comes before the sidebar would jump aside for it
    top = st.container(
        horizontal=True,
        vertical_alignment="center",
        horizontal_alignment="distribute",
        key="top" if page.url_path else "top_of_start",
    )
    top.title(quiet(heading(page, tx)), anchor=False, width="content")
    with top.container(width="content", key="top_county"):
        county.picker(tx)
    with top.container(horizontal=True, width="content", key="top_actions"):
        search.button(tx)
        language.switch(st.container(width="content"))
    _announce(page, tx)
    ways(tx)
    st.set_page_config(page_title=window_title(page.title, session.app_name(tx), tx))


def _announce(page: StreamlitPage, tx: Text) -> None:
    """Say to the page's script what is shown, and on other pages than the start what the app is."""
    name = "" if page.url_path == parameters.START else session.app_name(tx)
    about = (
        session.subject(session.current_view()) if page.url_path == parameters.MUNICIPALITY else ""
    )
    part = st.query_params.get("del", "")
    language.announce(tx, page.url_path, about or "", part, name)


def end(tx: Text) -> None:
    """Draw what stands under every page."""
    if chrome.bare():
        chrome.end(tx)
        return
    st.space("medium")
    version = session.dataset().version
    undrawn = escape(
        tx("The chart was not drawn yet. Print once more, and it is there."), quote=True
    )
    said = escape(tx("Data version {version}.", version=version))
    st.html(f'<p class="vb-foot vb-on-paper" data-undrawn="{undrawn}">{said}</p>')
    st.caption(
        tx(
            "{name} shows open figures and quoted claims, each with its source. Data version {version}.",
            name=session.app_name(tx),
            version=version,
        )
    )
    with st.container(horizontal=True, key="statements"):
        for part, label, what in (
            ("accessibility", tx("Accessibility"), tx("What has been tested, and what has not.")),
            ("privacy", tx("Privacy"), tx("What is kept of those who visit, and of those who are named.")),
        ):  # fmt: skip
            # Without a tip of its own a link to a part would have that of the whole page.
            st.page_link("pages/data.py", label=label, query_params={"del": part}, help=what)


def apologise(error: Exception) -> bool:
    """Say that something went wrong, in the visitor's language; the traceback goes to the log."""
    _LOG.error("a page failed: %s", traced(error))
    tx = Text(language.chosen())
    heading = tx("Something went wrong on our side")
    text = tx(
        "The page could not be shown. The error has been logged; nothing you did has been lost. "
        "Try again, or open another page."
    )
    st.error(f"**{heading}.** {text}", icon=":material/error:")
    return True


def warm() -> None:
    """Do before the first visitor what would otherwise be done for them."""
    for name in (*_HEAVY, *(each.name for each in walk_packages(ui.__path__, "vbdash.ui."))):
        _step(name, partial(importlib.import_module, name))
    data = _step("data", session.everybodys)
    if data is None:
        return  # every visitor is shown the faults
    _step("choices", partial(Choices.of, data))
    _step("geometry", partial(geometry_of, data))
    _step("facts", partial(kept_facts, data))


def warm_choices() -> None:
    """Do, while the first visitors read, what a first press would otherwise wait for."""
    data = _step("data", session.everybodys)
    if data is None:
        return
    for lang in LANGUAGES:
        _step(f"search ({lang})", partial(search.entries, data, lang))
    _step("xlsxwriter", partial(importlib.import_module, "xlsxwriter"))
    _step("municipalities", partial(prepare, data, "B-E"))
    offered = _step("choices", partial(Choices.of, data))
    for definition in offered.values["definition"] if offered else ():
        _step(f"facts ({definition})", partial(kept_facts, data, str(definition)))
    _step("made-up records", partial(own.sample_rows, data))
    if coverage.firms(data).here:
        for function in (spread.curves, spread.patterns, spread.test_power):
            _step(function.__name__, partial(function, data))


def _step(name: str, make: Callable[[], T]) -> T | None:
    """Make something ready; what fails is logged, and whoever needs it will be told by its page."""
    try:
        return make()
    except DataError as error:
        _LOG.error("the data cannot be used:\n%s", error.report(Text("en")))
    except Exception as error:
        _LOG.error("not made ready: %s: %s", name, traced(error))
    return None


assert DEFAULT_LANGUAGE in LANGUAGES  # noqa: S101
