"""What a municipality's page begins with: a sentence, where it lies, three figures."""

from __future__ import annotations

from html import escape
from typing import Final

import streamlit as st

from vbdash.charts.screen import small
from vbdash.exhibits.municipality.small import Headed
from vbdash.exhibits.municipality.small import head as made
from vbdash.ui.cached import picture, remembered
from vbdash.view import View

_STYLE: Final = (
    "<style>.vb-head{display:grid;grid-template-columns:1fr auto;gap:.25rem 1.5rem;align-items:start}"
    ".vb-head>p{margin:0;font-weight:600}.vb-head>img{height:7.5rem;width:auto;grid-row:1/3;grid-column:2}"
    ".vb-head ul{list-style:none;margin:.5rem 0 0;padding:0;display:grid;gap:.75rem;"
    "grid-template-columns:repeat(auto-fit,minmax(13rem,1fr))}"
    ".vb-head li{margin:0;display:grid;grid-template-columns:auto minmax(0,1fr);gap:0 .5rem;align-items:center}"
    ".vb-head li img{max-width:100%;justify-self:end}"
    ".vb-head strong{font-size:1.9rem;font-weight:600;line-height:1.2}"
    ".vb-head small{font-size:.6em}"
    ".vb-head li em{font-style:normal;font-weight:600;grid-column:1/3;line-height:1.3}"
    ".vb-head li span{grid-column:1/3;font-size:.875rem;line-height:1.3}"
    "@media(max-width:767px){.vb-head{gap:.25rem .75rem}.vb-head>img{height:5.5rem;grid-row:1}"
    ".vb-head>p{font-size:.95rem;line-height:1.35}"
    ".vb-head ul{grid-column:1/3;grid-template-columns:1fr;gap:.4rem}"
    ".vb-head li{grid-template-columns:6rem 1fr auto;border-top:1px solid rgba(125,135,144,.35);padding-top:.35rem}"
    ".vb-head small{display:block}"
    ".vb-head strong{font-size:1.35rem;grid-row:1/3}.vb-head li em{grid-column:2;font-size:.875rem}"
    ".vb-head li span{grid-column:2;font-size:.8rem}.vb-head li img{grid-column:3;grid-row:1/3;width:84px}}</style>"
)


def head(view: View, code: str) -> None:
    """Draw the head of a municipality's page."""
    sentence, figures = picture(made, view, code)
    geometry = view.geometry
    where = remembered(f"lies {geometry.digest} {code}", lambda: small.lies(geometry, code))
    alt = view.tx("{name} in {county}", name=view.name(code), county=view.county_name)
    items = "".join(_item(each) for each in figures)
    with st.container(key="head"):
        st.html(
            f'{_STYLE}<div class="vb-head"><p>{escape(sentence)}</p>'
            f'<img src="{small.picture_uri(where)}" alt="{escape(alt)}"><ul>{items}</ul></div>'
        )


def _item(headed: Headed) -> str:
    figure = headed.figure
    drawn = (
        f'<img src="{small.picture_uri(headed.picture)}" alt="{escape(headed.says)}">'
        if headed.picture
        else ""
    )
    years = f" ({escape(headed.says)})" if headed.says else ""
    return (
        f"<li><strong>{_value(figure.value)}</strong>{drawn}<em>{escape(figure.beside)}</em>"
        f"<span>{escape(figure.label)}{years}</span></li>"
    )


def _value(value: str) -> str:
    """Write a figure, and a unit of several letters smaller, so that it leaves room."""
    number, _, unit = value.rpartition("\N{NO-BREAK SPACE}")
    if len(unit) < 2 or unit[0].isdigit():
        return escape(value)
    return f"{escape(number)}<small> {escape(unit)}</small>"
