"""Cells cleaned once, before anything judges them: what cannot be seen is taken away.

Mail programs, web pages and exports put signs between letters that nobody sees, dress a number as
``="0114"`` and write hyphens and apostrophes in ten ways. After this, a text is what a person sees.
"""

from __future__ import annotations

import html
import re
import unicodedata
from datetime import datetime
from functools import lru_cache
from typing import Any, Final, Self

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
_ENTITY: Final = re.compile(r"&(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,5}|[A-Za-z]{2,8}\d?);")
#: Signs that say nothing, alone or together; a star or a plus may say yes.
_NOTHING: Final = re.compile(r"[-_.…/\\?~#=:;,'\"<>()\[\]{} ]+")
_PLACEHOLDERS: Final = frozenset(
    """null|n/a|n.a|na|nan|nat|none|nil|\\n|n/d|n.d|tbd|tba|unknown|undefined|missing|not available|
not set|not specified|no value|no data|saknas|okänd|okänt|okända|ej känd|ej känt|ingen uppgift|
uppgift saknas|uppgift okänd|ej angivet|ej angiven|ej tillämpligt|ej tillämplig|ej aktuellt|
ej aktuell|ej relevant|ej ifyllt|ej ifylld|ej specificerat|ej specificerad|ospecificerat|
ospecificerad|vet ej|vet inte|välj|select""".replace("\n", "").split("|")
)
#: Those that are words or names where no brackets stand around them.
_IN_BRACKETS: Final = _PLACEHOLDERS | {"tom", "tomt", "tomma", "blank", "blanks", "empty", "ingen"}
_LONGEST_PLACEHOLDER: Final = 25


class ErrorCell(str):
    """A cell in which a formula of a workbook has failed; as a text, what Excel shows."""

    __slots__ = ()


class Formatted(float):
    """A number cell of a workbook that shows a unit which its number does not hold.

    Attributes
    ----------
    unit
        What stands beside the number: "%", "€", "tkr".
    """

    __slots__ = ("unit",)

    def __new__(cls, value: float, unit: str) -> Self:
        """Make one of a number and its unit."""
        made = super().__new__(cls, value)
        made.unit = unit
        return made

    unit: str


def tidy(text: str) -> str:
    """Return a text without unseen signs, the dress of exports and doubled blanks.

    Examples
    --------
    >>> tidy('="0114"'), tidy("\u200bUmea\u030a\u00a0 kommun"), tidy("'0114")
    ('0114', 'Umeå kommun', '0114')
    """
    text = _seen(text)
    if "&" in text and ";" in text:
        text = _seen(_ENTITY.sub(lambda found: html.unescape(found[0]), text))
    if dressed := _DRESSED.fullmatch(text):
        text = dressed[1].replace('""', '"').strip('" ')
    if len(text) > 1 and text[0] in "'\u2019":
        text = text[1:].removesuffix(text[0]).strip()
    return text


_tidied: Final = lru_cache(maxsize=2**14)(tidy)


def _seen(text: str) -> str:
    """Return a text without what nobody sees, its blanks single."""
    if not text.isascii():
        composed = unicodedata.normalize("NFC", text)
        text = "".join(c for c in composed if c.isspace() or not _is_unseen(c))
    elif not text.isprintable():
        text = "".join(c for c in text if c.isprintable() or c.isspace())
    return " ".join(text.split())


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
    if not text or len(text) > _LONGEST_PLACEHOLDER:
        return False
    bare = plain(text).casefold()
    if _NOTHING.fullmatch(bare):
        return True
    bare = bare.strip(" .-:")
    inside = bare.strip("()[]<>{} ")
    return bare in _PLACEHOLDERS or (inside != bare and inside in _IN_BRACKETS)


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


def shown(value: Any) -> str:
    """Return a cell as a person sees it, with the unit that its format shows."""
    if not isinstance(value, Formatted):
        return text_of(value)
    number = round(float(value) * 100, 10) if value.unit == "%" else float(value)
    return f"{text_of(number)} {value.unit}"
