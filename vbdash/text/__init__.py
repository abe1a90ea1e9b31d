"""Swedish and English, numbers and dates as people write them.

English message texts stand in the code, as gettext prescribes; the Swedish ones stand in the
catalogues beside this file (``sv/*.po``, one a page or subject). Texts that belong to the data
(labels, definitions, notes) have one column a language and are read with :meth:`Text.pick`.
"""

from __future__ import annotations

import re
import unicodedata
from ast import literal_eval
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

__all__ = ["DEFAULT_LANGUAGE", "LANGUAGES", "Text", "fold", "msg"]

LANGUAGES: Final = {"sv": "Svenska", "en": "English"}
DEFAULT_LANGUAGE: Final = "sv"

#: Joins a number to its unit, so that a line never breaks between them.
NBSP: Final = "\N{NO-BREAK SPACE}"
_SWEDISH: Final = str.maketrans({",": NBSP, ".": ","})
#: Numbers from here on are written with a power of ten.
_LARGEST: Final = 1e15


def msg(message: str) -> str:
    """Mark a text for translation that is translated later, where the language is known."""
    return message


#: Words of a catalogue's line, and the part of an entry that they begin.
_PARTS: Final = re.compile(r'(msgid_plural|msgid|msgstr(?:\[[01]\])?)?\s*(".*")\s*')
#: How a day of the month and its year are written long, and the months.
_MONTHS: Final = {
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "en": "January February March April May June July August September October November December",
}
#: Municipalities that are islands: one is "på" them, not "i".
_ISLANDS: Final = re.compile(r"\b([Ii]) (?=(?:Gotland|Lidingö|Orust|Tjörn|Öckerö)\b)")
_AND: Final = {"sv": " och ", "en": " and "}

#: Of each message its translation, or the one for one and the one for more.
_Entries = dict[str, tuple[str, ...]]


def read_catalogue(text: str) -> _Entries:
    r"""Read the messages of a catalogue that have a translation.

    Parameters
    ----------
    text
        Entries of ``msgid``, ``msgid_plural`` and ``msgstr`` as GNU gettext writes them, with the
        plural of Swedish and English: one, and everything else.

    Examples
    --------
    >>> read_catalogue('msgid "A "\n"name"\nmsgstr "Ett namn"')
    {'A name': ('Ett namn',)}
    """
    found: _Entries = {}
    for block in re.split(r"^(?=msgid )", text, flags=re.MULTILINE):
        parts: dict[str, str] = {}
        part = ""
        for line in block.splitlines():
            match = _PARTS.fullmatch(line)
            if match:
                part = match[1] or part
                parts[part] = parts.get(part, "") + literal_eval(match[2])
        said = tuple(each for name, each in parts.items() if name.startswith("msgstr"))
        if parts.get("msgid") and all(said):
            found[parts["msgid"]] = said
    return found


@cache
def _translations(lang: str) -> _Entries:
    """Merge the catalogues of one language."""
    merged: _Entries = {}
    for entry in sorted(files(__package__).joinpath(lang).iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".po"):
            merged |= read_catalogue(entry.read_text(encoding="utf-8"))
    return merged


@lru_cache(maxsize=8192)
def _decimal(value: float, decimals: int, lang: str) -> str:
    """Write a number; a table of a page has hundreds, most of them the same at the next rerun."""
    if not abs(value) < _LARGEST:  # nobody's figure; it must cost nobody the page
        written = f"{value:.4g}".replace("inf", "∞").replace("+", "")
        written = written.replace(".", ",") if lang == "sv" else written
        return written.replace("-", "\N{MINUS SIGN}")
    # As it is written, not as it lies in the machine: 0.1 has no further decimals.
    written = f"{Decimal(str(value)):,.{decimals}f}".replace("-", "\N{MINUS SIGN}")
    return written.translate(_SWEDISH) if lang == "sv" else written


@dataclass(frozen=True)
class Text:
    r"""Everything that depends on the visitor's language.

    Parameters
    ----------
    lang
        ``"sv"`` or ``"en"``; anything else is Swedish, the first language of the screen.

    Examples
    --------
    >>> Text("sv").number(5460)
    '5\xa0460'
    >>> Text("sv").percent(41.26)
    '41,3\xa0%'
    >>> Text("en").percent(41.26)
    '41.3%'
    """

    lang: str = DEFAULT_LANGUAGE

    def __post_init__(self) -> None:
        if self.lang not in LANGUAGES:
            object.__setattr__(self, "lang", DEFAULT_LANGUAGE)

    def __call__(self, message: str, **values: Any) -> str:
        """Translate `message` and fill its ``{names}`` with `values`."""
        text = self._said(message, message)[0]
        return self._placed(text.format(**values)) if values else text

    def _said(self, message: str, *itself: str) -> tuple[str, ...]:
        """Return what is said for a message: its translation, else the message."""
        return itself if self.lang == "en" else _translations(self.lang).get(message, itself)

    def plural(self, singular: str, plural: str, count: int, **values: Any) -> str:
        """Translate by number; ``{n}`` is the number as people write it."""
        said = self._said(singular, singular, plural)
        text = said[0] if count == 1 else said[-1]
        return self._placed(text.format(n=self.number(count), **values))

    def _placed(self, text: str) -> str:
        """Return a text with the preposition that an island takes in Swedish."""
        if self.lang != "sv":
            return text
        return _ISLANDS.sub(lambda found: "På " if found[1] == "I" else "på ", text)

    def pick(self, row: Mapping[str, Any] | Any, field: str) -> str:
        """Return the text of `field` in this language from a row with one column a language.

        A missing text is an empty string.
        """
        name = f"{field}_{self.lang}"
        value = row[name] if hasattr(row, "__getitem__") else getattr(row, name)
        return value if isinstance(value, str) else ""

    def named(self, row: Mapping[str, Any] | Any, field: str) -> str:
        """Return a name as it is shown: another in this language, if the row has one, or itself.

        Examples
        --------
        >>> Text("sv").named({"title": "[Brokk AB]", "title_sv": "Webbsida om Brokk AB"}, "title")
        'Webbsida om Brokk AB'
        """
        shown = row.get(f"{field}_{self.lang}")
        return shown if isinstance(shown, str) and shown else str(row[field])

    def number(self, value: float, decimals: int = 0, *, signed: bool = False) -> str:
        """Write a number: ``5 460`` and ``−0,5`` in Swedish. A missing value is an en dash."""
        if value is None or value != value:
            return "–"
        value = round(float(value), decimals) + 0.0  # no "−0"
        written = _decimal(value, decimals, self.lang)
        return f"+{written}" if signed and value > 0 else written

    def percent(self, value: float, decimals: int = 1) -> str:
        """Write a share given in percent: ``41,3 %`` in Swedish, ``41.3%`` in English."""
        if value is None or value != value:
            return "–"
        space = NBSP if self.lang == "sv" else ""
        return f"{self.number(value, decimals)}{space}%"

    def quantity(self, value: float, unit_short: str, decimals: int = 0) -> str:
        """Write a number with its unit; percent gets the spacing of the language."""
        if unit_short == "%":
            return self.percent(value, decimals)
        if value is None or value != value:
            return "–"
        return f"{self.number(value, decimals)}{NBSP}{unit_short}".strip()

    def date(self, value: date, style: str = "long") -> str:
        """Write a date: ``31 januari 2019``; with style ``"iso"``, ``2019-01-31``."""
        if style == "iso":
            return value.isoformat()
        return f"{value.day} {_MONTHS[self.lang].split()[value.month - 1]} {value.year}"

    def listing(self, items: Iterable[str]) -> str:
        """Join items as a sentence does: ``Malå, Norsjö och Umeå``."""
        *before, last = [*items] or [""]
        return f"{', '.join(before)}{_AND[self.lang]}{last}" if before else last

    @property
    def separators(self) -> str:
        """Decimal and thousands signs as Plotly's ``layout.separators`` wants them."""
        return f",{NBSP}" if self.lang == "sv" else ".,"


def fold(text: str) -> str:
    """Fold case and accents and drop the word "kommun".

    Examples
    --------
    >>> fold("Skellefteå kommun")
    'skelleftea'
    """
    letters = text.casefold()
    if not letters.isascii():
        plain = unicodedata.normalize("NFKD", letters)
        accents = {ord(c): None for c in set(plain) if unicodedata.combining(c)}
        letters = plain.translate(accents)
    letters = letters.strip()
    return letters.removesuffix(" kommun").strip()
