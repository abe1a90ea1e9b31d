"""The download strip under a table or chart: the same everywhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final

import pandas as pd
import streamlit as st

from vbdash.exhibit import Column, Note, cited, known
from vbdash.reports.export import csv_bytes, file_name, xlsx_bytes
from vbdash.text import Text
from vbdash.ui.safe import link
from vbdash.view import View

#: What makes the bytes of a file.
Maker = Callable[[], bytes]
#: What browsers are told that a file is, by the ending of its name.
_MEDIA: Final = {
    "csv": "text/csv",
    "geojson": "application/geo+json",
    "gpkg": "application/geopackage+sqlite3",
    "json": "application/json",
    "pdf": "application/pdf",
    "png": "image/png",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "svg": "image/svg+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


def file_button(label: str, name: str, make: Maker, key: str, **settings: Any) -> None:
    """Draw the button that gives a file, which is made when it is pressed; settings are Streamlit's."""
    settings.setdefault("icon", ":material/download:")
    media = _MEDIA[name.rpartition(".")[2]]
    st.download_button(
        label, data=make, file_name=name, mime=media, key=key, on_click="ignore", **settings
    )


def source_line(view: View, source_ids: Sequence[str]) -> None:
    """Draw the line that names the sources, each a link where it has an address; none without any."""
    rows = [view.dataset.row("sources", each) for each in known(view.dataset, source_ids)]
    parts = [link(cited(view.tx, row), row["url"]) for row in rows]
    if not parts:
        return
    # Not a caption: those are paler than a link may be (WCAG 1.4.3).
    st.markdown(f":small[{view.tx('Source: {sources}.', sources='; '.join(parts))}]")


def downloads(
    view: View,
    key: str,
    table: pd.DataFrame,
    columns: Sequence[Column],
    about: Note,
    more: Mapping[str, tuple[str, Maker]] | None = None,
    beside: Callable[[], None] | None = None,
    elsewhere: Callable[[], None] | None = None,
) -> None:
    """Draw the one button of everything that can be taken along.

    The list of files is sent when it is opened, and a file is made when it is pressed.

    Parameters
    ----------
    view
        The view that is exported.
    key
        Distinguishes the strip from others on the page.
    table, columns, about
        What is written, and what the file says of itself.
    more
        Further kinds of file: ``{label: (ending of its name, what makes the bytes)}``.
    beside
        Draws what stands on the same line, such as the button that adds a slide.
    elsewhere
        Draws, under the list of files, how to show it somewhere else.
    """
    tx = view.tx
    kinds: dict[str, tuple[str, Maker]] = {
        "CSV": ("csv", partial(csv_bytes, table, columns, about, tx)),
        "Excel": ("xlsx", partial(xlsx_bytes, table, columns, about, tx)),
        **(more or {}),
    }
    _strip(key, kinds, about.short or about.title, tx, beside, elsewhere)


@st.fragment
def _strip(
    key: str,
    kinds: Mapping[str, tuple[str, Maker]],
    title: str,
    tx: Text,
    beside: Callable[[], None] | None,
    elsewhere: Callable[[], None] | None,
) -> None:
    """Draw the strip; opening it runs nothing else of the page."""
    with st.container(horizontal=True, gap="small"):
        with st.popover(
            tx("Download") if elsewhere is None else tx("Download and share"),
            key=f"{key}_files",
            on_change="rerun",
            icon=":material/download:",
            type="tertiary",
        ) as files:
            if files.open:
                _files(key, kinds, title, tx)
                if elsewhere is not None:
                    elsewhere()
        if beside is not None:
            beside()


def _files(key: str, kinds: Mapping[str, tuple[str, Maker]], title: str, tx: Text) -> None:
    st.caption(tx("What is shown here, with source, definition and what is chosen:"))
    for label, (ending, make) in kinds.items():
        name = file_name(title, ending)
        file_button(label, name, make, f"{key}_{ending}", icon=None, type="tertiary")
