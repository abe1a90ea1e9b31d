"""A plain table that can be scrolled sideways with the keyboard.

``st.table`` scrolls a wide table inside a box that the keyboard cannot reach, which WCAG 2.1
(success criterion 2.1.1) does not allow.
"""

from __future__ import annotations

import html
import re
from typing import Any, Final

import pandas as pd
import streamlit as st

from vbdash.text import Text

#: Said once and not in every cell: a table of fifteen rows is a quarter of the bytes so.
_STYLE: Final = (
    "<style>.vb-table{overflow-x:auto}.vb-table table{border-collapse:collapse;width:100%;"
    "font-variant-numeric:tabular-nums}.vb-table th,.vb-table td{padding:.35rem .6rem;"
    "border-bottom:1px solid rgba(125,135,144,.45);vertical-align:top;text-align:left}"
    ".vb-table tbody th{font-weight:400}.vb-table .n{text-align:right}"
    # Whoever scrolls sideways still sees whose row it is; on a phone its name leaves room for figures.
    "@media screen{.vb-table th:first-child{position:sticky;left:0;z-index:1;"
    "background:Canvas;background:light-dark(#ffffff,#0f1720)}}"
    "@media(max-width:767px){.vb-table{font-size:.875rem}.vb-table th:first-child{min-width:34vw;max-width:46vw;"
    "overflow-wrap:break-word;hyphens:auto}}</style>"
)


def table_html(table: pd.DataFrame, label: str, right: frozenset[str] = frozenset()) -> str:
    """Write a table as HTML in a box that can be focused and scrolled.

    Parameters
    ----------
    table
        Texts, ready to be read; the first column names the rows. Every text is escaped.
    label
        What the table shows, for a screen reader.
    right
        Columns set to the right: numbers.
    """
    columns = [str(column) for column in table.columns]
    marks = [' class="n"' if column in right else "" for column in columns]
    head = "".join(
        f'<th scope="col"{mark}>{html.escape(column)}</th>'
        for column, mark in zip(columns, marks, strict=True)
    )
    body = "".join(
        f'<tr><th scope="row"{marks[0]}>{html.escape(str(row[0]))}</th>'
        + "".join(
            f"<td{mark or _address(text)}>{html.escape(str(text))}</td>"
            for mark, text in zip(marks[1:], row[1:], strict=True)
        )
        + "</tr>"
        for row in table.itertuples(index=False, name=None)
    )
    return (
        f'{_STYLE}<div class="vb-table" role="region" tabindex="0" aria-label="{html.escape(label)}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _address(text: object) -> str:
    """Return the mark of a cell that may be broken anywhere: an address has no spaces."""
    return ' class="u"' if str(text).startswith("http") else ""


def html_table(table: pd.DataFrame, label: str, right: frozenset[str] = frozenset()) -> None:
    """Draw a table; arguments as for :func:`table_html`."""
    st.html(table_html(table, label, right))


#: A cell that is a number, a year or nothing: it is set to the right and stays on one line.
_NUMBER: Final = re.compile(r"[−–]?[\d\s.,]*")
#: From here whole numbers are written in groups; smaller ones may be years.
_GROUPED: Final = 10_000
#: Rows of a grid that paper shows; a page holds about forty.
_ON_PAPER: Final = 25


def on_paper(table: pd.DataFrame, label: str, tx: Text, rows: int = 0) -> None:
    """Draw for paper what a grid above holds: its first rows, and where the rest is.

    A grid is a picture of the rows that are scrolled to, and paper does not scroll. On a screen
    nothing is seen of it.

    Parameters
    ----------
    table
        As the grid shows it, its headings written.
    label
        What it shows, for a screen reader.
    tx
        The visitor's language.
    rows
        Of the whole, where `table` holds the first only.
    """
    shown = table.head(_ON_PAPER)
    written = pd.DataFrame(
        {str(name): [_plain(each, tx) for each in shown[name].tolist()] for name in shown}
    )
    left = max(rows, len(table)) - len(shown)
    more = tx("{n} more rows: the rest is in the file (CSV, Excel).", n=tx.number(left))
    below = f"<p>{html.escape(more)}</p>" if left > 0 else ""
    numbers = frozenset(str(n) for n in written if all(map(_NUMBER.fullmatch, written[n].tolist())))
    st.html(f'<div class="vb-on-paper">{table_html(written, label, numbers)}{below}</div>')


def _plain(value: Any, tx: Text) -> str:
    if value is None or value is pd.NA or value != value:
        return "–"
    if isinstance(value, float):
        return tx.number(value, 0 if value == round(value) else 1)
    if isinstance(value, int) and abs(value) >= _GROUPED:
        return tx.number(value)
    return str(value)
