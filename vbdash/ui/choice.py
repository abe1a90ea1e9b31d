"""Choices whose labels are translated, kept in the link by their code.

Streamlit's own binding writes the visible label into the address, so that a link would change
with the language. Here the link carries the code (``?matt=gva``), which is the same in both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import streamlit as st

from vbdash import parameters
from vbdash.charts.maps.scope import COUNTIES, COUNTY, SWEDEN
from vbdash.groups import ready_made
from vbdash.indicators.growth import Face
from vbdash.sentences.groups import called
from vbdash.text import Text
from vbdash.view import View


def choice(param: str, options: Iterable[str], default: str) -> str:
    """Return what the link chooses, before the choice is drawn; always one of `options`."""
    asked = st.query_params.get(param)
    return asked if asked is not None and asked in set(options) else default


def _key(param: str) -> str:
    """Return the key of the widget; KeyError for a name that is in no registry."""
    if not parameters.known(param):
        raise KeyError(param)
    return f"_{param}"


def hold(key: str, value: Any, said: Any) -> None:
    """Set a widget to a value, before it is drawn: where it is set otherwise, or is worded anew.

    A browser keeps and sends the words of what is chosen, not its code. After a change of language
    it would go on sending the old ones, which are no option any more.

    Parameters
    ----------
    key
        Key of the widget.
    value
        What it is to be set to.
    said
        How that is worded, just now.
    """
    state, kept = st.session_state, f"{key}_said"
    if state.get(key) != value or state.get(kept, said) != said:
        state[key] = value
    state[kept] = said


def choose(
    param: str,
    label: str,
    options: Mapping[str, str],
    default: str,
    *,
    widget: Callable[..., Any] = st.selectbox,
    place: Any = None,
    **settings: Any,
) -> str:
    """Draw a choice that lives in the address bar.

    Parameters
    ----------
    param
        Name in the link.
    label
        What is chosen, in the visitor's language.
    options
        Code and label of each option.
    default
        Code that is left out of the link; used where the link says nothing or something unknown.
    widget
        ``st.selectbox``, ``st.radio``, ``st.segmented_control`` or ``st.pills``.
    place
        Container to draw in, where it is not the current one.
    settings
        Further arguments of the widget.

    Returns
    -------
    str
        The chosen code, always one of `options`.
    """
    key = _key(param)
    current = choice(param, options, default)
    shown = current if current in options else None
    hold(key, shown, options.get(current))

    def remember() -> None:
        value = st.session_state[key]
        if value is None or value == default:
            st.query_params.pop(param, None)
        elif value in options:
            st.query_params[param] = value

    draw = getattr(place, widget.__name__) if place is not None else widget
    if widget in (st.segmented_control, st.pills):
        settings.setdefault("required", True)
    value = draw(
        label,
        list(options),
        format_func=lambda code: options.get(code, code),
        key=key,
        on_change=remember,
        **settings,
    )
    return value if value in options else default


def choose_many(
    param: str,
    label: str,
    options: Mapping[str, str],
    placeholder: str,
    *,
    most: int | None = None,
) -> list[str]:
    """Draw a choice of several, kept in the link by their codes, and return the chosen codes.

    Parameters
    ----------
    param
        Name in the link.
    label, placeholder
        What is chosen; what the empty box says.
    options
        Code and label of each option.
    most
        How many can be chosen.
    """
    key = _key(param)
    asked = [value for value in st.query_params.get_all(param) if value in options][:most]
    hold(key, asked, [options[value] for value in asked])

    def remember() -> None:
        if chosen := [value for value in st.session_state[key] if value in options]:
            st.query_params[param] = chosen
        else:
            st.query_params.pop(param, None)

    return st.multiselect(
        label,
        list(options),
        format_func=lambda code: options.get(code, code),
        key=key,
        on_change=remember,
        placeholder=placeholder,
        max_selections=most,
    )


def choose_number(param: str, label: str, limits: tuple[int, int], default: int, place: Any) -> int:
    """Draw a whole number that lives in the address bar, and return it.

    Parameters
    ----------
    param
        Name in the link.
    label
        What it counts.
    limits
        Smallest and largest; a number of a link outside them is moved to the nearest.
    default
        Left out of the link.
    place
        Container to draw in.
    """
    key, asked = _key(param), st.query_params.get(param, "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else default
    current = min(max(number, limits[0]), limits[1])
    if st.session_state.get(key) != current:
        st.session_state[key] = current

    def remember() -> None:
        if st.session_state[key] == default:
            st.query_params.pop(param, None)
        else:
            st.query_params[param] = str(st.session_state[key])

    return int(place.number_input(label, *limits, key=key, on_change=remember))


def switch(
    place: Any,
    param: str,
    label: str,
    options: Mapping[str, str],
    current: str,
    choose: Callable[[str], None],
) -> None:
    """Draw one switch, set to what is shown; where nothing else exists that is said, not offered."""
    if len(options) < 2:
        with place.container(key=f"vb_screen_{param}"):
            st.markdown(f":small[{label}]  \n{options.get(current, current)}")
        return
    key = f"_{param}_here"
    hold(key, current, options.get(current))

    def changed() -> None:
        if st.session_state[key] in options:
            choose(st.session_state[key])

    place.selectbox(
        label, list(options), format_func=lambda code: options.get(code, code), key=key,
        on_change=changed,
    )  # fmt: skip


def why(tx: Text, left_out: Mapping[str, Sequence[str]]) -> None:
    """Offer what cannot be chosen, a press away, with the reason.

    Parameters
    ----------
    left_out
        Each reason with all that it speaks of.
    """
    label = tx("Why are there not more choices?")
    with st.popover(label, icon=":material/help:", type="tertiary", on_change="rerun") as box:
        if not box.open:
            return
        for reason, what in left_out.items():
            st.markdown(f"- **{tx.listing(what)}**: {reason}")
        if not left_out:
            st.markdown(tx("Everything that the app holds can be chosen here."))


def choose_face(view: View, offered: Sequence[Face]) -> Face:
    """Draw how something is shown over time, where it can be shown in several ways."""
    tx = view.tx
    words: dict[Face, str] = {
        "varde": tx("The figure"), "forandring": tx("Change per year"), "index": tx("Index"),
        "person": tx("Per inhabitant"),
    }  # fmt: skip
    if len(offered) < 2:
        return "varde"
    options = {str(each): words[each] for each in offered}
    chosen = choose("tillvaxt", tx("Over time"), options, "varde", widget=st.segmented_control)
    return next(each for each in offered if each == chosen)


def choose_scope(view: View, offered: Sequence[str]) -> str:
    """Draw the choice of what of Sweden a map shows, and return it."""
    tx, data = view.tx, view.dataset
    words = {
        COUNTY: tx("Municipalities of {county}", county=view.county_name),
        SWEDEN: tx("All of Sweden’s municipalities"), COUNTIES: tx("The counties"),
    }  # fmt: skip
    options = {
        each: words.get(each) or called(tx, data, ready_made(data)[each]) for each in offered
    }
    return choose("omfang", tx("On the map"), options, offered[0])
