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

from vbdash import ui
from vbdash.charts.maps.geometry import geometry_of
from vbdash.data.faults import DataError, traced
from vbdash.indicators import loaded as coverage
from vbdash.indicators.facts.all import kept_facts
from vbdash.indicators.firms import spread
from vbdash.indicators.municipality.facts import prepare
from vbdash.records import own
from vbdash.text import DEFAULT_LANGUAGE, LANGUAGES, Text, msg
from vbdash.ui import go, session
from vbdash.ui.frame import chrome, filters, language, search
from vbdash.ui.frame.title import window_title
from vbdash.ui.safe import quiet

__all__ = ["apologise", "begin", "end", "frame", "pages", "warm", "warm_choices"]

T = TypeVar("T")

_LOG: Final = logging.getLogger("vbdash")
#: Streamlit fetches its own icons for the tab from the internet; this one is ours.
_ICON: Final = Path(__file__).with_name("icon.png")
_NAME: Final = msg("Industrial landscape Västerbotten")

#: File, title, icon, what the page is for. The first is the start page.
_PAGES: Final = (
    (
        "overview",
        msg("Overview"),
        ":material/home:",
        msg("The article's three claims, each beside what the open figures say."),
    ),
    (
        "industry",
        msg("How large is industry?"),
        ":material/factory:",
        msg(
            "Industry's share of the economy, in the county and the country, by the definition you choose."
        ),
    ),
    (
        "companies",
        msg("Where are the leading firms?"),
        ":material/location_on:",
        msg("Firms and plants on the map, with what they lead in and on whose word."),
    ),
    (
        "interventions",
        msg("Which firms got help?"),
        ":material/handshake:",
        msg("Published results, public support on open record, and the region's own records."),
    ),
    (
        "municipality",
        msg("Municipality"),
        ":material/location_city:",
        msg(
            "One municipality: in a few sentences, against the others, over time, and what it lives on."
        ),
    ),
    (
        "present",
        msg("Present"),
        ":material/slideshow:",
        msg("Slides for the room, and the deck as PowerPoint, PDF and Excel."),
    ),
    (
        "data",
        msg("Data and method"),
        ":material/database:",
        msg("Every table, source and definition, with downloads."),
    ),
)

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
    st.set_page_config(page_title="Industrilandskap Västerbotten", page_icon=_ICON, layout="wide")
    try:
        session.dataset()
    except DataError as error:
        _refuse(error)
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
            f"pages/{name}.py",
            title=tx(title),
            icon=icon,
            help=tx(purpose),
            default=i == 0,
            url_path="" if i == 0 else name,
        )
        for i, (name, title, icon, purpose) in enumerate(_PAGES)
    ]


def frame(page: StreamlitPage, tx: Text) -> None:
    """Draw what stands above every page: its title, the search, the language switch, the filters."""
    go.follow()
    for notice in session.opened_link(page.url_path):
        st.toast(quiet(notice.sentence(tx)), icon=":material/info:", duration="long")
    if chrome.bare():
        language.announce(tx.lang)
        chrome.frame(page, tx)
        st.set_page_config(page_title=window_title(page.title, tx(_NAME), tx))
        return
    filters.sidebar(
        tx, page.url_path
    )  # first: what comes before the sidebar would jump aside for it
    language.announce(tx.lang)
    top = st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
    )
    top.title(page.title, anchor=False, width="content")
    with top.container(horizontal=True, width="content"):
        search.button(tx)
        language.switch(st.container(width="content"))
    st.set_page_config(page_title=window_title(page.title, tx(_NAME), tx))


def end(tx: Text) -> None:
    """Draw what stands under every page."""
    if chrome.bare():
        chrome.end(tx)
        return
    st.space("medium")
    version = session.dataset().version
    st.html(
        f'<p class="vb-foot vb-on-paper">{escape(tx("Data version {version}.", version=version))}</p>'
    )
    st.caption(
        tx(
            "{name} shows open figures and quoted claims, each with its source. Data version {version}.",
            name=tx(_NAME),
            version=version,
        )
    )


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
    data = _step("data", session.dataset)
    if data is None:
        return  # every visitor is shown the faults
    _step("choices", session.choices)
    _step("geometry", partial(geometry_of, data))
    _step("facts", partial(kept_facts, data))


def warm_choices() -> None:
    """Do, while the first visitors read, what a first press would otherwise wait for."""
    data = _step("data", session.dataset)
    if data is None:
        return
    for lang in LANGUAGES:
        _step(f"search ({lang})", partial(search.entries, data, lang))
    _step("xlsxwriter", partial(importlib.import_module, "xlsxwriter"))
    _step("municipalities", partial(prepare, data, "B-E"))
    offered = _step("choices", session.choices)
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
