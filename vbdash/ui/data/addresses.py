"""Where a program finds what the page shows: its address, and a line each for what fetches it."""

from __future__ import annotations

import streamlit as st

from vbdash.address import DataPath
from vbdash.reports.datafile import choices_of
from vbdash.ui.server.data_files import address
from vbdash.view import View


def addresses(view: View, kind: str, name: str) -> None:
    """Draw, when it is opened, the addresses of a table or a measure and how they are used.

    Parameters
    ----------
    view
        Its choices stand in the address, as far as they change what lies there.
    kind, name
        As :class:`vbdash.address.DataPath` has them.
    """
    tx = view.tx
    box = st.expander(
        tx("Fetch with a program"), icon=":material/api:", key=f"addresses_{kind}_{name}",
        on_change="rerun",
    )  # fmt: skip
    if not box.open:
        return
    seen = view.choosing(measure="gva")
    seen = View(view.dataset, seen.only(*choices_of(view.dataset, kind, name)).selection, base=view.base)
    table, about = (address(seen, DataPath(kind, name, form)) for form in ("csv", "json"))
    with box:
        st.markdown(
            tx(
                "The table lies at an address of its own, the same as long as the choices are, with the newest figures. "
                "Municipality (kommun), year (ar), definition and language (lang) are said as in a link to a page."
            )
        )
        for said, line in (
            (tx("The table:"), table),
            (tx("The same as JSON, with title, definition, unit, source and licence:"), about),
            (tx("Excel: Data, From web, and paste this address:"), table),
            ("R:", _in_r(view, table)),
            ("Python:", _in_pandas(view, table)),
        ):
            st.markdown(f":small[{said}]")
            st.code(line, language=None, wrap_lines=True)
        st.caption(
            tx("Every address there is: {index}", index=f"`{view.base}/data/index.json`")
        )


def _in_r(view: View, url: str) -> str:
    read = "read.csv2" if view.tx.lang == "sv" else "read.csv"
    return f'{read}("{url}", fileEncoding = "UTF-8-BOM")'


def _in_pandas(view: View, url: str) -> str:
    signs = ', sep=";", decimal=","' if view.tx.lang == "sv" else ""
    return f'pandas.read_csv("{url}"{signs})'
