"""Cells cleaned once, before anything judges them: what cannot be seen is taken away.

Mail programs, web pages and exports put signs between letters that nobody sees, dress a number as
``="0114"`` and write hyphens and apostrophes in ten ways. After this, a text is what a person sees.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

#: Letters that a cell of Excel can hold; nobody's cell is longer.
LONGEST: Final = 32_767
#: Texts shorter than this stand in many cells, and are cleaned once.
_SHORT: Final = 100
#: Unseen signs that Unicode counts as letters or marks.
_UNSEEN: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_DRESSED: Final = re.compile(r'=\s*"(.*)"', re.DOTALL)
_HYPHENS: Final = re.compile("[\u2010-\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d]")
_APOSTROPHES: Final = re.compile("[\u2018\u2019\u201b\u2032\u00b4`\u02bc\uff07]")
_ERROR: Final = re.compile(r"#[A-ZÅÄÖÜÉ][A-ZÅÄÖÜÉ0-9/_]{1,20}[!?]?|Err:\d{3}|#{3,}")
_PLACEHOLDERS: Final = frozenset(
    [
        "null",
        "<null>",
        "(null)",
        "n/a",
        "n.a.",
        "na",
        "<na>",
        "nan",
        "nat",
        "none",
        "nil",
        "-",
        "--",
        "---",
        "?",
        ".",
        "..",
        "...",
        "…",
        "(tom)",
        "(tomt)",
        "(blank)",
        "(blanks)",
        "(empty)",
        "(none)",
        "saknas",
        "okänt",
    ]
) | {"uppgift saknas", "ej angivet", "ej angiven", "ej tillämpligt", "not available", "no value"}


class ErrorCell(str):
    """A cell in which a formula of a workbook has failed; as a text, what Excel shows."""

    __slots__ = ()


@lru_cache(maxsize=2**14)
def _tidied(text: str) -> str:
    return tidy(text)


def tidy(text: str) -> str:
    """Return a text without unseen signs, the dress of exports and doubled blanks.

    Examples
    --------
    >>> tidy('="0114"'), tidy("\u200bUmea\u030a\u00a0 kommun"), tidy("'0114")
    ('0114', 'Umeå kommun', '0114')
    """
    if not text.isascii():
        composed = unicodedata.normalize("NFC", text)
        text = "".join(c for c in composed if c.isspace() or not _is_unseen(c))
    elif not text.isprintable():
        text = "".join(c for c in text if c.isprintable() or c.isspace())
    text = " ".join(text.split())
    if dressed := _DRESSED.fullmatch(text):
        text = dressed[1].replace('""', '"').strip('" ')
    if len(text) > 1 and text[0] in "'\u2019":
        text = text[1:].strip()
    return text


def plain(text: str) -> str:
    """Return a tidied text with one kind of hyphen, apostrophe, digit and letter width."""
    if not text.isascii():
        text = _HYPHENS.sub("-", _APOSTROPHES.sub("'", text))
        text = unicodedata.normalize("NFKC", text)
    return text


def _is_unseen(sign: str) -> bool:
    return (
        unicodedata.category(sign) in ("Cc", "Cf", "Co", "Cs", "Cn")
        or sign in _UNSEEN
        or "\ufe00" <= sign <= "\ufe0f"
    )


def is_error(text: str) -> bool:
    """Whether a text is what a spreadsheet shows where a formula has failed: #N/A, #SAKNAS!."""
    return isinstance(text, ErrorCell) or _ERROR.fullmatch(text) is not None


def is_placeholder(text: str) -> bool:
    """Whether a text is a sign for "nothing here": NULL, n/a, a dash, (tom)."""
    return len(text) < 20 and plain(text).casefold() in _PLACEHOLDERS


def text_of(value: Any) -> str:
    """Return a cell as the text a person sees: 2482.0 is 2482, a date is written as ISO.

    Examples
    --------
    >>> text_of(2482.0), text_of(True), text_of(None)
    ('2482', 'ja', '')
    """
    if isinstance(value, str):
        return _tidied(value) if len(value) < _SHORT else tidy(value)
    if value is None or isinstance(value, bool):
        return {None: "", True: "ja", False: "nej"}[value]
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        midnight = (value.hour, value.minute, value.second) == (0, 0, 0)
        return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
    return str(value)
