"""A plain table that can be scrolled sideways with the keyboard.

``st.table`` scrolls a wide table inside a box that the keyboard cannot reach, which WCAG 2.1
(success criterion 2.1.1) does not allow.
"""

from __future__ import annotations

import html

import pandas as pd
import streamlit as st

__all__ = ["html_table", "table_html"]

_CELL = "padding:.35rem .6rem;border-bottom:1px solid rgba(125,135,144,.45);vertical-align:top;"


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

    def side(column: str) -> str:
        return f"text-align:{'right' if column in right else 'left'};"

    head = "".join(
        f'<th scope="col" style="{_CELL}{side(c)}font-weight:600">{html.escape(c)}</th>'
        for c in columns
    )
    body = "".join(
        "<tr>"
        + f'<th scope="row" style="{_CELL}text-align:left;font-weight:400">{html.escape(str(row[0]))}</th>'
        + "".join(
            f'<td style="{_CELL}{side(c)}">{html.escape(str(text))}</td>'
            for c, text in zip(columns[1:], row[1:], strict=True)
        )
        + "</tr>"
        for row in table.itertuples(index=False, name=None)
    )
    return (
        f'<div role="region" tabindex="0" aria-label="{html.escape(label)}" style="overflow-x:auto">'
        f'<table style="border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def html_table(table: pd.DataFrame, label: str, right: frozenset[str] = frozenset()) -> None:
    """Draw a table; arguments as for :func:`table_html`."""
    st.html(table_html(table, label, right))
