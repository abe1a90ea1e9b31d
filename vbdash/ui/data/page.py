"""The pieces of the page about the data itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import pandas as pd
import streamlit as st

from vbdash.exhibit import Column
from vbdash.exhibits.front.others import holdings
from vbdash.text import Text, msg
from vbdash.sentences.readable import field_title, readable
from vbdash.ui import parts
from vbdash.ui.choice import choose
from vbdash.exhibit import note
from vbdash.ui.downloads import downloads
from vbdash.ui.html_table import on_paper
from vbdash.ui.data.addresses import addresses
from vbdash.ui.data.measures import measures
from vbdash.ui.data.municipalities import municipalities
from vbdash.ui.data.news import news
from vbdash.ui.data.own import own
from vbdash.ui.data.sources import sources
from vbdash.ui.data.statements import accessibility, method, privacy
from vbdash.view import View

#: A table is shown this far; the download holds all of it.
_SHOWN: Final = 1000


_PARTS: Final = {
    "measures": msg("Measures"),
    "municipalities": msg("All municipalities"),
    "tables": msg("Tables"),
    "own": msg("Figures of your own"),
    "sources": msg("Sources"),
    "gaps": msg("What is missing"),
    "news": msg("What is new"),
    "method": msg("Method"),
    "accessibility": msg("Accessibility"),
    "privacy": msg("Privacy"),
}


def choose_part(view: View) -> str:
    """Draw the way to the parts of the page and return the chosen one."""
    return parts.choose_part(view.tx, view.tx("What do you want to see?"), _PARTS)


def opening(view: View) -> None:
    """Say how much there is and which version it is."""
    st.markdown(holdings(view))


def draw(view: View, part: str) -> None:
    """Draw one part of the page."""
    drawers: Mapping[str, Callable[[View], None]] = {
        "tables": _tables,
        "own": own,
        "measures": measures,
        "municipalities": municipalities,
        "sources": sources,
        "gaps": _gaps,
        "news": news,
        "method": lambda v: method(v.tx),
        "accessibility": lambda v: accessibility(v.tx),
        "privacy": lambda v: privacy(v.tx),
    }
    drawers[part](view)


def other_parts(view: View, part: str) -> None:
    """List what else the page holds, with how much there is of it."""
    tx, data = view.tx, view.dataset
    said = {
        "measures": tx("What each of the {n} measures says, over time and on the map.", n=len(data.measures)),
        "municipalities": tx("All municipalities by all measures: to sort, to filter by conditions, on the map and as a workbook."),
        "tables": tx("All {n} tables, to read and to download.", n=len(data.tables)),
        "own": tx("A figure per municipality that you add yourself: on the map, as a slide, as files."),
        "sources": tx("The {n} publications that figures, claims and records are from.", n=len(data.sources)),
        "gaps": tx("{n} gaps, and why they are there.", n=len(data.table("gaps"))),
        "news": tx("What has changed in the figures, and how fresh each source is."),
        "method": tx("How shares, places and spread are worked out."),
        "accessibility": tx("What has been tested, and what has not."),
        "privacy": tx("What is kept of those who visit, and of those who are named."),
    }
    parts.others(tx, _PARTS, part, said)


def _tables(view: View) -> None:
    tx, data = view.tx, view.dataset
    names = {each["name"]: field_title(each, tx) for each in data.package["resources"]}
    chosen = choose("tabell", tx("Table"), names, "observations")
    resource, table = data.resource(chosen), data.table(chosen)
    st.markdown(field_title(resource, tx, "description"))
    fields = resource["schema"]["fields"]
    if data.protected(chosen):
        st.info(
            tx(
                "The rows are about single firms and are not shown here, and not given as a file. "
                "What can be shown of them is on the page about interventions."
            ),
            icon=":material/lock:",
        )
        _explained(view, chosen, names[chosen], fields)
        return
    alt = tx.plural(
        "The table {name}, {n} row", "The table {name}, {n} rows", len(table), name=names[chosen]
    )
    shown = readable(data, chosen, tx, _SHOWN)
    _grid(shown, alt, 420)
    on_paper(shown, alt, tx, len(table))
    st.caption(tx("The download holds the table as it is stored: with codes, and both languages."))
    if len(table) > _SHOWN:
        st.caption(
            tx(
                "The first {shown} of {count} rows are shown; the download holds all of them.",
                shown=tx.number(_SHOWN),
                count=tx.number(len(table)),
            )
        )
    used = [
        s
        for s in table.get("source_id", pd.Series(dtype=str)).dropna().unique()
        if isinstance(s, str)
    ]
    about = note(
        view, names[chosen], used, [(tx("Contents"), field_title(resource, tx, "description"))]
    )
    downloads(view, f"table_{chosen}", table, [Column(f["name"], f["name"]) for f in fields], about)
    addresses(view, "tables", chosen)
    with st.expander(tx("Every column explained"), icon=":material/menu_book:"):
        _explained(view, chosen, names[chosen], fields)


def _explained(view: View, table: str, name: str, fields: list[Mapping[str, Any]]) -> None:
    """Draw what every column of a table means."""
    dictionary = _dictionary(fields, view.tx)
    st.table(dictionary)
    written = dictionary.reset_index()
    columns = [Column(heading, heading) for heading in written.columns]
    about = note(view, view.tx("The columns of {table}", table=name), [])
    downloads(view, f"columns_{table}", written, columns, about)


def _dictionary(fields: list[Mapping[str, Any]], tx: Text) -> pd.DataFrame:
    kinds = {
        "string": tx("text"),
        "integer": tx("whole number"),
        "number": tx("number"),
        "boolean": tx("yes or no"),
        "date": tx("date"),
    }
    rows = [
        {
            tx("Column"): each["name"],
            tx("Name"): field_title(each, tx),
            tx("Kind"): kinds[each["type"]],
            tx("Unit"): field_title(each, tx, "unit") if "unit" in each else "",
            tx("Meaning"): field_title(each, tx, "description"),
        }
        for each in fields
    ]
    return pd.DataFrame(rows).set_index(tx("Column"))


def _gaps(view: View) -> None:
    tx = view.tx
    st.markdown(
        tx(
            "A figure that is missing is shown as missing, never as zero and never guessed. This is why:"
        )
    )
    table = readable(view.dataset, "gaps", tx)
    _grid(table, tx("What is missing, and why"), 560)
    on_paper(table, tx("What is missing, and why"), tx)
    columns = [Column(name, name) for name in table.columns]
    downloads(view, "gaps", table, columns, note(view, tx("What is missing"), []))


def _grid(table: pd.DataFrame, alt: str, height: int, **settings: Any) -> None:
    """Draw a table in a grid, with decimals as the language of the page writes them."""
    decimals = {
        name: st.column_config.NumberColumn(format="localized")
        for name in table.columns[table.dtypes == "float64"]
    }
    st.dataframe(
        table,
        hide_index=True,
        height=height,
        alt=alt,
        placeholder="",
        column_config={**decimals, **settings},
    )
