"""Choices whose labels are translated, kept in the link by their code.

Streamlit's own binding writes the visible label into the address, so that a link would change
with the language. Here the link carries the code (``?matt=gva``), which is the same in both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import streamlit as st


def choice(param: str, options: Iterable[str], default: str) -> str:
    """Return what the link chooses, before the choice is drawn; always one of `options`."""
    asked = st.query_params.get(param)
    return asked if asked is not None and asked in set(options) else default


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
    key = f"_{param}"
    current = choice(param, options, default)
    if st.session_state.get(key) != current:
        st.session_state[key] = current

    def remember() -> None:
        value = st.session_state[key]
        if value is None or value == default:
            st.query_params.pop(param, None)
        else:
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
