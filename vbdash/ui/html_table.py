"""A plain table that can be scrolled sideways with the keyboard.

``st.table`` scrolls a wide table inside a box that the keyboard cannot reach, which WCAG 2.1
(success criterion 2.1.1) does not allow.
"""

from __future__ import annotations

import html
from typing import Final

import pandas as pd
import streamlit as st

#: Said once and not in every cell: a table of fifteen rows is a quarter of the bytes so.
_STYLE: Final = (
    "<style>.vb-table{overflow-x:auto}.vb-table table{border-collapse:collapse;width:100%;"
    "font-variant-numeric:tabular-nums}.vb-table th,.vb-table td{padding:.35rem .6rem;"
    "border-bottom:1px solid rgba(125,135,144,.45);vertical-align:top;text-align:left}"
    ".vb-table tbody th{font-weight:400}.vb-table .n{text-align:right}</style>"
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
            f"<td{mark}>{html.escape(str(text))}</td>"
            for mark, text in zip(marks[1:], row[1:], strict=True)
        )
        + "</tr>"
        for row in table.itertuples(index=False, name=None)
    )
    return (
        f'{_STYLE}<div class="vb-table" role="region" tabindex="0" aria-label="{html.escape(label)}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def html_table(table: pd.DataFrame, label: str, right: frozenset[str] = frozenset()) -> None:
    """Draw a table; arguments as for :func:`table_html`."""
    st.html(table_html(table, label, right))
