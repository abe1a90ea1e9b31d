"""Texts from data in Streamlit's Markdown: shown as they are, never read as markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import quote, urlsplit

from vbdash.charts.labels import clean

#: Signs with a meaning in Streamlit's Markdown.
_SIGNS: Final = frozenset("\\`*_{}[]()<>#+|~:$&!^")
#: What makes an address a link although nothing marks it; a sign without width keeps it apart.
_ADDRESS: Final = re.compile(r"https?:(?=//)|www(?=\.)", re.IGNORECASE)
#: What begins a list.
_LIST: Final = re.compile(r"^(\s*\d*)([-.=](?=[-\s]|$))")


def quiet(text: object) -> str:
    r"""Take the meaning out of signs that Markdown would read, and hidden signs out of the text.

    Examples
    --------
    >>> quiet("<b>*Åker*</b> [x](javascript:1)")
    '\\<b\\>\\*Åker\\*\\</b\\> \\[x\\]\\(javascript\\:1\\)'
    """
    if text is None or text != text:
        return ""
    plain = _ADDRESS.sub("\\g<0>\u2060", clean(text))
    found = "".join(f"\\{c}" if c in _SIGNS else c for c in plain).replace("\\: ", ": ")
    return _LIST.sub(r"\1\\\2", found)


def bullets(lines: Iterable[str]) -> str:
    """Write lines of plain text as a Markdown list."""
    return "\n".join(f"- {quiet(each)}" for each in lines)


def link(label: str, address: object) -> str:
    """Write a Markdown link; only the label where the address is not one of the web."""
    if not isinstance(address, str) or urlsplit(address).scheme not in ("http", "https"):
        return quiet(label)
    return f"[{quiet(label)}]({quote(address, safe=':/?#@!$&*+,;=%~-._')})"
