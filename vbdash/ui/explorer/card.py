"""The card beside the map: what is pressed, in figures and a small curve, and the ways on."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

import streamlit as st

from vbdash.charts.palette import CATEGORY
from vbdash.charts.screen.small import Line, spark
from vbdash.exhibit import Exhibit
from vbdash.exhibits import explorer as made
from vbdash.exhibits.explorer import Pressed
from vbdash.text import Text
from vbdash.ui.go import go_button
from vbdash.ui.safe import quiet
from vbdash.ui.take_along import slide_button
from vbdash.view import View

#: Municipalities whose curves can be told apart; more are compared in figures alone.
_MOST_CURVES: Final = 6
#: Ways to a page each that are offered.
_MOST_WAYS: Final = 4


def card(view: View, exhibit: Exhibit, subject: str, year: int | None) -> None:
    """Draw the card: what the map finds, or what is pressed on it, and what can be done with it.

    Parameters
    ----------
    view
        Whose municipalities are pressed.
    exhibit
        The map.
    subject, year
        What it shows, of which year.
    """
    assert exhibit.map is not None  # noqa: S101 - nothing else has a card
    cards = made.pressed(view, subject, exhibit)
    with st.container(border=True, key="explorer_card"):
        if len(cards) == 1:
            _one(view, subject, year, cards[0])
        elif cards:
            _several(view, subject, year, cards)
        else:
            _none(view, exhibit)
        if cards:  # what is measured, and whether it is what was asked for
            st.caption(quiet(exhibit.subtitle))
        with st.container(horizontal=True, gap="small"):
            if cards:
                _compare(view, cards)
            slide_button(view, exhibit)


def _none(view: View, exhibit: Exhibit) -> None:
    tx = view.tx
    st.header(quiet(exhibit.title), anchor=False)
    st.caption(quiet(exhibit.subtitle))
    shown = exhibit.map.geometry.names if exhibit.map is not None else {}
    if set(shown) == set(view.dataset.counties):
        said = tx("Press a county: the pages are then about it.")
    else:
        said = tx(
            "Press a municipality, on the map or in its list: its figures stand here. Press several to compare them."
        )
    with st.container(key="vb_screen_press"):  # nothing is pressed on paper
        st.markdown(said)


def _what(view: View, subject: str, year: int | None) -> str:
    named = made.label(view, subject)
    return f"{named}, {year}" if year else named


def _one(view: View, subject: str, year: int | None, shown: Pressed) -> None:
    tx = view.tx
    st.header(quiet(shown.name), anchor=False)
    st.html(
        f'<p style="margin:0;font-size:.9rem">{escape(_what(view, subject, year))}</p>'
        f'<p style="margin:0"><strong style="font-size:2rem">{escape(shown.value)}</strong> '
        f"{escape(shown.place)}</p>{_curve(view, subject, [shown])}"
    )
    _firms(tx, [shown])
    _read(tx, shown, "primary")


def _several(view: View, subject: str, year: int | None, shown: Sequence[Pressed]) -> None:
    tx = view.tx
    st.header(quiet(tx.listing(each.name for each in shown)), anchor=False)
    coloured = 1 < len(shown) <= _MOST_CURVES and bool(shown[0].curve)
    rows = "".join(
        f'<tr><th scope="row">{_dot(n) if coloured else ""}{escape(each.name)}</th>'
        f"<td>{escape(each.value)}</td><td>{escape(each.place)}</td></tr>"
        for n, each in enumerate(shown)
    )
    heads = "".join(
        f'<th scope="col">{escape(text)}</th>'
        for text in (tx("Municipality"), tx("Value"), tx("Place"))
    )
    st.html(
        f'<p style="margin:0;font-size:.9rem">{escape(_what(view, subject, year))}</p>'
        '<table class="vb-pressed">'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        + (_curve(view, subject, shown) if coloured else "")
    )
    _firms(tx, shown)
    with st.container(horizontal=True, gap="small"):
        for each in shown[:_MOST_WAYS]:
            _read(tx, each, "secondary")


def _dot(n: int) -> str:
    colour = CATEGORY[n % len(CATEGORY)]
    return f'<span aria-hidden="true" style="color:{colour}">● </span>'


def _curve(view: View, subject: str, shown: Sequence[Pressed]) -> str:
    """Draw the curves of what is pressed, and say in words between which years and figures."""
    drawn = [each for each in shown if each.curve]
    if not drawn or not drawn[0].years:
        return ""
    tx, first, last = view.tx, drawn[0].years[0], drawn[0].years[-1]
    known = [v for each in drawn for v in each.curve if v == v]
    low, high = made.written(view, subject, [min(known), max(known)])
    words = tx(
        "{first} to {last}: between {low} and {high}", first=first, last=last, low=low, high=high
    )
    return (
        spark([Line(each.name, each.curve) for each in drawn], words)
        + f'<p aria-hidden="true" style="margin:0;font-size:.85rem">{escape(words)}</p>'
    )


def _firms(tx: Text, shown: Sequence[Pressed]) -> None:
    """Name the leading firms of each municipality pressed."""
    lines = []
    for each in shown:
        if not each.firms:
            continue
        names = tx.listing(
            [*each.firms, tx.plural("{n} more", "{n} more", each.more)] if each.more else each.firms
        )
        head = tx("Leading firms") if len(shown) == 1 else each.name
        lines.append(f"**{quiet(head)}:** {quiet(names)}")
    if len(shown) > 1 and lines:
        lines.insert(0, tx("Leading firms"))
    if lines:
        st.markdown("  \n".join(f":small[{line}]" for line in lines))


def _read(tx: Text, shown: Pressed, kind: str) -> None:
    go_button(
        tx("Read about {name}", name=quiet(shown.name)), "municipality", (shown.code,),
        key=f"explorer_read_{shown.code}", type=kind, icon=":material/arrow_forward:",
        icon_position="right",
    )  # fmt: skip


def _compare(view: View, shown: Sequence[Pressed]) -> None:
    """Draw the way to the part of the municipality's page where measures are compared."""
    go_button(
        view.tx("Compare"), "municipality", tuple(each.code for each in shown), {"del": "jamfor"},
        key="explorer_compare", icon=":material/compare_arrows:",
    )  # fmt: skip
