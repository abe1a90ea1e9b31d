"""What a visitor looks at in this run: their link, their choices, the data all visitors share."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any, Final

import streamlit as st
from streamlit import config
from streamlit.runtime.scriptrunner import get_script_run_ctx

from vbdash.address import local_url, public_urls
from vbdash.data.dataset import Dataset
from vbdash.data.keeper import Keeper
from vbdash.links import Notice, mended
from vbdash.parameters import ALONE, NAMES, PAGES, REACHED, SHARED, tidy
from vbdash.records.public import region_records
from vbdash.selection import FIELDS, Choices, Selection, county_meant, migrate
from vbdash.taken import (
    CHOICES,
    FIRST_MEASURE,
    Taken,
    latest_left_out,
    part_of,
    seen,
    taken,
)
from vbdash.text import Text
from vbdash.view import View
from vbdash.view import app_name as app_name_of

#: Key of the widget that holds a visitor's own file of records.
RECORDS_FILE: Final = "own_records_file"
#: Widgets bound to the address bar have their parameter's name as key; what else a page puts in
#: the address bar it writes itself.
_BOUND: Final = frozenset({"kommun", "jamfor", "namn", "lang"})
#: Choices of one value that pages share: a page or the sidebar draws them and writes the address.
_CARRIED: Final = ("year", "definition")
#: What pages choose themselves; a client may say anything else, and it stands in no link.
_OWN: Final = frozenset(NAMES) - SHARED - {ALONE}
#: The county in focus, in the address and in what a visitor's session holds.
_COUNTY: Final = "lan"
#: As much of a value that a page chooses itself as can be an id.
_LONGEST_OWN: Final = 80
#: What says areas, and as much of one as can be all municipalities.
_AREAS: Final = frozenset({"grupp", "mot"})
_LONGEST_AREA: Final = 290 * 5
#: As much of the address that a client tells as can be a page's.
_LONGEST_URL: Final = 16_384

#: What this thread's run is shown; a run has a thread of its own, and it ends with the thread.
_run: Final = threading.local()


@st.cache_resource(show_spinner=False)
def keeper() -> Keeper:
    """Return who keeps the data of this process."""
    return Keeper()


def begin() -> None:
    """Begin a visitor's run: until the next one begins it sees one edition, whatever is published."""
    _run.data = keeper().dataset()


def everybodys() -> Dataset:
    """Return the data, seen from the usual county: for what is done for no visitor in particular."""
    return getattr(_run, "data", None) or keeper().dataset()


def dataset() -> Dataset:
    """Return the data, seen from the visitor's county.

    Loaded once a process, shared by all visitors, replaced when files change.
    """
    data = everybodys()
    if get_script_run_ctx(suppress_warning=True) is None:  # the server itself, for nobody's page
        return data
    county = str(st.session_state.get(_COUNTY))
    return data.seen_from(county if county in data.counties else _meant(data))


def settle_county() -> None:
    """Decide which county is in focus in this run; call it before anything else is read.

    That of the link that was opened, later the one that was chosen last. A press in the menu of
    pages leaves it out of the address, where it is put again; without such a press, an address
    without it (the browser's way back) means the usual county.
    """
    data, state = everybodys(), st.session_state
    named, page = st.query_params.get(_COUNTY), page_name()
    went, state["_county_page"] = state.get("_county_page") != page, page
    known = state.get(_COUNTY) in data.counties
    pressed = state.pop("_county_pressed", False)
    if not known or went_back() or (not pressed and (named is not None or not went)):
        state[_COUNTY] = _meant(data)


def went_back() -> bool:
    """Whether this run follows the browser's way back or forward: then the address says it all."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def settle_history() -> None:
    """Forget, on the browser's way back or forward, what was chosen since: the address counts.

    Streamlit does the same for each choice when its widget is drawn; language, title and answer
    are decided before. Call it before anything else is read.
    """
    if went_back():
        for each in FIELDS:
            st.session_state.pop(each.param, None)


def _meant(data: Dataset) -> str:
    """Return the county that the address is about."""
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    return county_meant(query, data)


def focus_on(county: str) -> None:
    """Choose a county for this visitor; call it in a callback."""
    st.session_state[_COUNTY] = county
    st.session_state["_county_pressed"] = True


def county_pressed() -> bool:
    """Whether another county was chosen in this run's press, and the page has not followed yet."""
    return bool(st.session_state.get("_county_pressed"))


def county_in_address(page: str) -> None:
    """Say in the address which county is in focus; what was chosen of another county goes.

    Parameters
    ----------
    page
        Name of the page, as links say it: where its sidebar draws the municipalities, the address
        follows from them.
    """
    state, data = st.session_state, dataset()
    if data.county != data.home:
        st.query_params[_COUNTY] = data.county
    else:
        st.query_params.pop(_COUNTY, None)
    names = set(choices().values["municipalities"].values())
    chosen = state.get("kommun") or []
    if not names.issuperset(chosen):
        state["kommun"] = [each for each in chosen if each in names]
    said = st.query_params.get_all("kommun")
    if "municipalities" not in taken_here(page).sidebar and not names.issuperset(said):
        left = [each for each in said if each in names]
        st.query_params.pop("kommun")
        if left:
            st.query_params["kommun"] = left


def app_name(tx: Text) -> str:
    """Return what the app is called for this visitor."""
    data = dataset()
    return app_name_of(tx, data.name(data.county, tx.lang))


def choices() -> Choices:
    """Return what can be chosen."""
    return Choices.of(dataset())


def _query() -> dict[str, list[str]]:
    """Return what the visitor has chosen, as a link would say it."""
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    state: Mapping[str, Any] = st.session_state  # type: ignore[assignment]
    for each in FIELDS:
        if each.param in state and (each.param in _BOUND or each.name in _CARRIED):
            value = state[each.param]
            values = value if isinstance(value, (list, tuple)) else [value]
            query[each.param] = [str(v) for v in values if v is not None]
    return query


def current_view(page: str | None = None) -> View:
    """Return the view of this run.

    Parameters
    ----------
    page
        Name of the page, as links say it: the view holds only what the part of it that is shown
        takes. None: all that the visitor has chosen.
    """
    data, offered = dataset(), choices()
    selection, _ = Selection.parse(_query(), offered)
    theme = st.context.theme.type or "light"
    whole = View(data, latest_left_out(selection, offered), theme, base(), page_name(), _own())
    return whole if page is None else seen(whole, taken_here(page).every)


def taken_here(page: str) -> Taken:
    """Return what the part of a page that is shown takes of the choices that pages share."""
    part = part_of(page, st.query_params.get("del", ""))
    if (page, part) == (REACHED, "egna") and not _records_here():
        return Taken()
    return taken(dataset(), page, part, st.query_params.get("matt", FIRST_MEASURE))


def _records_here() -> bool:
    """Whether there are records to look at: the region's, a visitor's own, or the made-up ones."""
    whose = st.query_params.get("poster", "fil" if region_records(dataset()).empty else "")
    return whose != "fil" or st.session_state.get(RECORDS_FILE) is not None


def carry(page: str) -> None:
    """Let the choices that pages share live on, also where a page does not draw them.

    Call it before anything reads them. What the address says counts; a page that draws a choice
    and is come to without it in the address gets it from the page before.
    """
    state, here = st.session_state, taken_here(page)
    arrived = state.get("_carried_to") != page
    state["_carried_to"] = page
    drawn = {*here.sidebar, *here.page}
    for each in FIELDS:
        given = st.query_params.get_all(each.param)
        if each.param in _BOUND:
            if each.name in CHOICES and each.name not in here.sidebar:
                if given:
                    state.setdefault(each.param, given)
                if each.param in state:  # else Streamlit forgets it with the widget of the sidebar
                    state[each.param] = state[each.param]
        elif each.name in _CARRIED:
            if given:
                state[each.param] = given[-1]
            elif each.name in drawn and not arrived:
                state.pop(each.param, None)
            elif each.name in drawn and state.get(each.param) not in (None, first(each.name)):
                st.query_params[each.param] = state[each.param]


def first(name: str) -> str:
    """Return what a link leaves out of a shared choice: the latest year, the usual definition."""
    return next(iter(choices().values["year"].values())) if name == "year" else "B-E"


def remember(name: str, value: str) -> None:
    """Choose a year or a definition, for this page's link and for the pages after it.

    Call it in a callback.
    """
    param = {"year": "ar"}.get(name, name)
    st.session_state[param] = value
    if value == first(name):
        st.query_params.pop(param, None)
    else:
        st.query_params[param] = value


def subject(view: View) -> str | None:
    """Return the municipality that a page about one is about: the first, as the list shows them."""
    chosen = view.selection.municipalities
    if not chosen:
        return None
    names = {view.dataset.name(code): code for code in chosen}
    listed = [names[name] for name in st.session_state.get("kommun") or [] if name in names]
    return listed[0] if listed else chosen[0]


def page_name() -> str:
    """Return the name of the page, as links say it; empty for the start and what is no page."""
    name = (st.context.url or "")[:_LONGEST_URL].partition("?")[0].rpartition("/")[2]
    return name if name in PAGES else ""


def base() -> str:
    """Return the beginning of links into the app: what is set, never what a browser says."""
    own = public_urls()
    port, path = config.get_option("server.port"), config.get_option("server.baseUrlPath")
    return own[0] if own else local_url(int(port), str(path or ""))


def _own() -> tuple[tuple[str, str], ...]:
    """Return what a page itself puts in the address, which belongs to the view, too."""
    # The measure has another default on the page of data, so it is kept where it is given.
    names = [each for each in st.query_params if each == "matt" or each in _OWN]
    own = [(name, value) for name in names for value in st.query_params.get_all(name)]
    return tuple(
        (n, v) for n, v in own if len(v) <= (_LONGEST_AREA if n in _AREAS else _LONGEST_OWN)
    )


def asked(view: View) -> Selection:
    """Return what decides how a picture looks: the selection without the name it is kept under."""
    return view.selection.replace(name="")


def opened_link(page: str) -> tuple[Notice, ...]:
    """Put the link that was opened in today's form, before any widget reads it.

    Call it after ``st.navigation``, so that the page that was asked for is known. Codes become
    names (``?kommun=2482``), older names become today's, and what does not exist is dropped.
    Returns a notice for each value that was dropped, in the first run that shows a page.

    Parameters
    ----------
    page
        Name of the page in links; empty for the start.
    """
    state = st.session_state
    if "_notices" not in state:
        arrived = {name: st.query_params.get_all(name) for name in st.query_params}
        asked = mended(arrived, NAMES)
        today, data = migrate(asked), dataset()
        selection, unknown = Selection.parse(asked, choices())
        selection = View(data, selection).selection  # a municipality may have named the county
        others, untidy = tidy(today, page, data)
        state["_notices"] = (*unknown, *untidy)
        given = set(today) - {"ar"} if selection.year is None else set(today)
        written = others | selection.query(choices(), keep=given)
        written = {name: values for name, values in written.items() if values}
        if written != arrived:
            st.query_params.from_dict(written)
            st.rerun()  # widgets read the link as it was when the run began
    notices: tuple[Notice, ...] = state["_notices"]
    state["_notices"] = ()
    return notices
