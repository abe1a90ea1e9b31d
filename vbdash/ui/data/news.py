"""What is new: how fresh each source is, and what has changed since the edition before."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from vbdash.exhibit import Column, note
from vbdash.exhibits import news as made
from vbdash.refresh.publish import history
from vbdash.sentences.changes import region_sentences
from vbdash.ui.choice import choose
from vbdash.ui.data.brought import brought
from vbdash.ui.downloads import downloads
from vbdash.ui.html_table import on_paper
from vbdash.ui.safe import bullets, quiet
from vbdash.view import View


def news(view: View) -> None:
    """Draw what has changed, for the chosen municipalities by themselves, and the state of the sources."""
    tx, data = view.tx, view.dataset
    found = made.entries(data, tx)
    changes = made.latest(data)
    st.header(tx("What has changed in the figures"), anchor=False)
    if not found:
        st.markdown(
            tx("The figures are those that came with the app. None has been fetched anew here since.")
        )
    elif changes is not None:
        names = {"": tx("All regions")} | {code: view.name(code) for code in data.municipality_codes}
        code = choose("omrade", tx("Municipality"), names, "")
        if code:
            lines = region_sentences(tx, changes, code, data)
            st.markdown(bullets(lines or [tx("Nothing has changed since the edition before.")]))
    for each in reversed(found):
        when = tx.date(datetime.fromisoformat(each.time).date())
        st.markdown(f"**{when}: {quiet(each.title)}**")
        st.markdown(bullets(each.lines or [tx("What was before has been cleared away; it cannot be compared.")]))
    if history(data.directory):
        st.caption(
            tx("To follow with a feed reader or a program: {atom}, {json}.",
               atom=f"[news.atom]({view.base}/news.atom?lang={tx.lang})",
               json=f"[news.json]({view.base}/news.json?lang={tx.lang})")
        )  # fmt: skip
    st.header(tx("How fresh are the sources?"), anchor=False)
    table = made.sources_table(data, tx, datetime.now(UTC).date())
    st.dataframe(table, hide_index=True, alt=tx("How fresh each source of figures is"), placeholder="")
    on_paper(table, tx("How fresh each source of figures is"), tx)
    columns = [Column(name, name) for name in table.columns]
    downloads(view, "freshness", table, columns, note(view, tx("How fresh are the sources?"), []))
    brought(view)
