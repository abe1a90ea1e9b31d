"""The way to the parts of a page, of which one is drawn at a time."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from vbdash.text import Text
from vbdash.ui.choice import choose

__all__ = ["choose_part"]


def choose_part(tx: Text, label: str, parts: Mapping[str, str]) -> str:
    """Draw the way to the parts and return the chosen one; the link says ``del``.

    Parameters
    ----------
    label
        What is chosen, for a screen reader.
    parts
        Code and name of each part, to be translated; the first is shown where none is asked for.
    """
    return choose(
        "del",
        label,
        {code: tx(name) for code, name in parts.items()},
        next(iter(parts)),
        widget=st.segmented_control,
        label_visibility="collapsed",
    )
