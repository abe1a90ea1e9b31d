"""A file that somebody has saved from the statistics database: looked at, and published on a press.

Drawn for a colleague who is signed in, for nobody else; asked anew at every step.
"""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import Any, Final

import streamlit as st

from vbdash.commands.brought import Brought, look, serve
from vbdash.records.files.books.archive import LARGEST
from vbdash.records.files.persons import masked
from vbdash.refresh.description import descriptions
from vbdash.ui.access import is_colleague
from vbdash.ui.safe import bullets, quiet
from vbdash.view import View

_KEY: Final = "brought"
_ANY: Final = "scb"
_LOG: Final = logging.getLogger("vbdash.access")


def brought(view: View) -> None:
    """Draw the upload of the agency's own file, what it holds, and the press that publishes it."""
    if not is_colleague():
        return
    tx, state = view.tx, st.session_state
    st.header(tx("A file from Statistics Sweden"), anchor=False)
    st.markdown(
        tx(
            "A table saved from the statistics database, for a server without a network. It is checked as fetched "
            "figures are, and must hold whole counties. Nothing is shown to others until you press."
        )
    )
    tables = {_ANY: tx("Told by what is in it")}
    tables |= {each.table: each.title for each in descriptions() if each.agency == _ANY}
    table = st.selectbox(
        tx("Which table"), list(tables), format_func=lambda name: tables.get(name, name),
        key=f"{_KEY}_table",
    )  # fmt: skip
    file = st.file_uploader(
        tx("ZIP, CSV, Excel, JSON-stat 2 or PX, at most {most} megabytes", most=LARGEST // 2**20),
        max_upload_size=LARGEST // 2**20, key=f"{_KEY}_file",
    )  # fmt: skip
    done = state.get(f"{_KEY}_done")
    if isinstance(done, Brought):
        _said_of_publishing(view, done)
    if file is None:
        state.pop(_KEY, None)
        return
    asked = (file.file_id, table, tx.lang)
    held = state.get(_KEY)
    if held is None or held[0] != asked:
        state.pop(f"{_KEY}_done", None)
        with st.spinner(tx("Reading and checking …")):
            found = look(view.dataset.directory, masked(file.name), file.getvalue(), table, tx)
        state[_KEY] = held = (asked, found)
    _said(view, held[1])


def _said(view: View, found: Brought) -> None:
    tx = view.tx
    if found.faults:
        st.error(
            tx("The file is not used. Nothing that is served has been changed."),
            icon=":material/error:",
        )
        st.markdown(bullets(found.faults))
        return
    st.success(
        quiet(tx(
            "{title}: {figures} figures for {regions} regions, {years}. Every check has passed.",
            title=found.title, figures=tx.number(found.figures), regions=tx.number(found.regions),
            years=found.years,
        )),
        icon=":material/check:",
    )  # fmt: skip
    if not found.news:
        st.info(tx("These very figures are served already."), icon=":material/info:")
        return
    for title, lines in {
        tx("Figures that change"): found.changed or (tx("nothing has changed"),),
        tx("Places that change"): found.moved,
        tx("Facts that read differently"): found.read,
    }.items():
        if lines:
            st.markdown(f"**{title}**")
            st.markdown(bullets(lines))
    st.button(
        tx("Publish for all visitors"), key=f"{_KEY}_publish", type="primary",
        icon=":material/publish:", on_click=_publish, args=(view, found),
    )  # fmt: skip
    st.caption(
        tx("It can be undone on the server: {command}.", command="`python -m vbdash refresh --undo`")
    )


def _publish(view: View, found: Brought) -> None:
    """Publish what was looked at; a press by anybody but a colleague does nothing."""
    if not is_colleague():
        return
    state: Any = st.session_state
    done = serve(view.dataset.directory, found, view.tx)
    state[f"{_KEY}_done"] = done
    state.pop(_KEY, None)
    if not done.faults:
        when = datetime.now(UTC).isoformat(timespec="seconds")
        said = {"time": when, "event": "figures published", "who": str(st.user.get("email", "")),
                "table": found.table, "edition": done.edition}  # fmt: skip
        _LOG.warning(json.dumps(said))


def _said_of_publishing(view: View, done: Brought) -> None:
    tx = view.tx
    if done.faults:
        st.error(tx("Nothing was published."), icon=":material/error:")
        st.markdown(bullets(done.faults))
        return
    st.success(
        tx("Edition {edition} is published. Visitors see it within seconds, at their next click.", edition=done.edition),
        icon=":material/check:",
    )  # fmt: skip
