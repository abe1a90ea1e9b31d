"""Swedish and English, numbers and dates as people write them.

English message texts stand in the code, as gettext prescribes; the Swedish ones stand in the
catalogues beside this file (``sv/*.po``, one a page or subject). Texts that belong to the data
(labels, definitions, notes) have one column a language and are read with :meth:`Text.pick`.
"""

from __future__ import annotations

import gettext
import io
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

from babel.dates import format_date
from babel.lists import format_list
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

__all__ = ["DEFAULT_LANGUAGE", "LANGUAGES", "Text", "msg"]

LANGUAGES: Final = {"sv": "Svenska", "en": "English"}
DEFAULT_LANGUAGE: Final = "sv"

_LOCALES: Final = {"sv": "sv_SE", "en": "en_GB"}
#: Joins a number to its unit, so that a line never breaks between them.
NBSP: Final = "\N{NO-BREAK SPACE}"
#: Numbers from here on are written with a power of ten.
_LARGEST: Final = 1e15


def msg(message: str) -> str:
    """Mark a text for translation that is translated later, where the language is known."""
    return message


@cache
def _translations(lang: str) -> gettext.NullTranslations:
    """Merge the catalogues of one language, compiled in memory."""
    merged = Catalog(locale=_LOCALES[lang])
    for entry in sorted(files(__package__).joinpath(lang).iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".po"):
            with io.BytesIO(entry.read_bytes()) as handle:
                for message in read_po(handle, locale=_LOCALES[lang]):
                    if message.id and message.string:
                        merged[message.id] = message
    compiled = io.BytesIO()
    write_mo(compiled, merged)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _catalogue(lang: str) -> gettext.NullTranslations:
    return gettext.NullTranslations() if lang == "en" else _translations(lang)


@lru_cache(maxsize=8192)
def _decimal(value: float, decimals: int, lang: str) -> str:
    """Write a number; a table of a page has hundreds, most of them the same at the next rerun."""
    if not abs(value) < _LARGEST:  # nobody's figure; it must cost nobody the page
        written = f"{value:.4g}".replace("inf", "∞").replace("+", "")
        written = written.replace(".", ",") if lang == "sv" else written
        return written.replace("-", "\N{MINUS SIGN}")
    fraction = f".{'0' * decimals}" if decimals else ""
    written = format_decimal(value, format=f"#,##0{fraction}", locale=_LOCALES[lang])
    return written.replace("-", "\N{MINUS SIGN}")


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
        text = _catalogue(self.lang).gettext(message)
        return text.format(**values) if values else text

    def plural(self, singular: str, plural: str, count: int, **values: Any) -> str:
        """Translate by number; ``{n}`` is the number as people write it."""
        text = _catalogue(self.lang).ngettext(singular, plural, count)
        return text.format(n=self.number(count), **values)

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
        return format_date(value, format="long", locale=_LOCALES[self.lang])

    def listing(self, items: Iterable[str]) -> str:
        """Join items as a sentence does: ``Malå, Norsjö och Umeå``."""
        return format_list(list(items), locale=_LOCALES[self.lang])

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
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c)).strip()
    return letters.removesuffix(" kommun").strip()
