"""Texts from the data, safe to show where Streamlit reads Markdown."""

from __future__ import annotations

from typing import Final

from vbdash.charts.map_view import plain

__all__ = ["quiet"]

#: Signs with a meaning in Streamlit's Markdown.
_SIGNS: Final = frozenset("\\`*_{}[]()<>#+-!|~:$&")


def quiet(text: object) -> str:
    r"""Take the meaning out of signs that Streamlit's Markdown would read as markup.

    Examples
    --------
    >>> quiet("*A* <b>")
    '\\*A\\* \\<b\\>'
    """
    return "".join(f"\\{c}" if c in _SIGNS else c for c in plain(text))
