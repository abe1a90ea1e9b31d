"""Dates, numbers, truths and codes as people in Sweden write them.

Each reader takes a text and returns the value, or a :class:`Wrong` that says what was expected.
Nothing is guessed: what can be read in two ways is wrong, and says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final

from vbdash.selection import fold
from vbdash.text import msg

__all__ = [
    "Wrong",
    "read_code",
    "read_date",
    "read_number",
    "read_truth",
    "read_year",
    "text_of",
]

DATE: Final = msg("a date such as 2019-01-31")
DATE_TWO_WAYS: Final = msg("a date such as 2019-01-31: this can be read in two ways")
DATE_SERIAL: Final = msg(
    "a date such as 2019-01-31: this is an Excel date stored as a number (probably {date}); "
    "format the column as date"
)
YEAR: Final = msg("a year between 1990 and this year, in four digits")
DATE_OUTSIDE: Final = msg("a date between 1990 and today")
NUMBER: Final = msg("a number")
NUMBER_TWO_WAYS: Final = msg("a number such as 1234,50: this can be read in two ways")
NUMBER_SCALED: Final = msg("the amount in kronor, not in thousands or millions")
TRUTH: Final = msg("yes or no")
WHOLE: Final = msg("a whole number")
NOT_NEGATIVE: Final = msg("a number that is not below zero")
ONE_OF: Final = msg("one of {choices}")
TURNED_TO_DATE: Final = msg("one of {choices}: Excel has turned the text into a date")

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january", "feb februari february", "mar mars march", "apr april",
            "maj may", "jun juni june", "jul juli july", "aug augusti august",
            "sep sept september", "okt oct oktober october", "nov november", "dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_COMPACT: Final = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_WORDS: Final = re.compile(r"(?:den )?(\d{1,2})\.? ([a-zåäö]+)\.?,? (\d{4})")
_SWEDISH: Final = re.compile(r"(\d{1,2})/(\d{1,2})[ -](\d{4})")
_NUMERIC: Final = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_SERIAL: Final = re.compile(r"[3-5]\d{4}(?:\.0)?")
_SPACES: Final = re.compile("[\\s\u00a0\u202f\u2009']")
_FIRST: Final = date(1990, 1, 1)


@dataclass(frozen=True)
class Wrong:
    """What was expected instead: a message of the catalogue and what fills its names."""

    expected: str
    names: Mapping[str, str] = field(default_factory=dict)


def text_of(value: Any) -> str:
    """Return a cell as the text a person sees: 2482.0 is 2482, a date is written as ISO.

    Examples
    --------
    >>> text_of(2482.0), text_of(True), text_of(None)
    ('2482', 'ja', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime) and (value.hour, value.minute, value.second) == (0, 0, 0):
        return value.date().isoformat()
    return " ".join(str(value).split())


def read_date(text: str, today: date | None = None) -> date | Wrong:
    """Read a date: 2019-01-31, 20190131, 31 januari 2019, 31/1 2019, 31.1.2019.

    A date with the day first is read only where the second part cannot be a day, or the form is
    Swedish (``31/1 2019``); 03.04.2019 can be read in two ways.
    """
    plain = text.strip().casefold()
    found = _date_parts(plain)
    if isinstance(found, Wrong):
        return found
    try:
        value = date(*found)
    except ValueError:
        return Wrong(DATE)
    latest = (today or date.today()) + timedelta(days=1)
    return value if _FIRST <= value <= latest else Wrong(DATE_OUTSIDE)


def _date_parts(plain: str) -> tuple[int, int, int] | Wrong:
    """Year, month and day of any form; whether there is such a day is not asked here."""
    if match := _ISO.fullmatch(plain) or _COMPACT.fullmatch(plain):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _WORDS.fullmatch(plain) or _SWEDISH.fullmatch(plain):
        month = int(match[2]) if match[2].isdigit() else _MONTHS.get(match[2], 0)
        return int(match[3]), month, int(match[1])
    if match := _NUMERIC.fullmatch(plain):
        first, second = int(match[1]), int(match[2])
        if first <= 12 and second <= 12 and first != second:
            return Wrong(DATE_TWO_WAYS)
        return int(match[3]), min(first, second), max(first, second)
    if _SERIAL.fullmatch(plain):
        meant = date(1899, 12, 30) + timedelta(days=int(float(plain)))
        return Wrong(DATE_SERIAL, {"date": meant.isoformat()})
    return Wrong(DATE)


def read_number(text: str, *, whole: bool = False) -> float | Wrong:
    """Read a number that is not negative: 1 234,50, 1234.5, 1 234 kr.

    A single point or comma with three digits behind it may part thousands or decimals, and is wrong.
    """
    plain = text.strip().casefold().replace("\N{MINUS SIGN}", "-")
    if re.search(r"\d\s*(tkr|mkr|mdkr|msek|ksek|mnkr)\b", plain):
        return Wrong(NUMBER_SCALED)
    plain = _SPACES.sub("", plain)
    plain = re.sub(r"(kr|sek|:-|tim|h|timmar|hours)\.?$", "", plain)
    if re.fullmatch(r"-?[1-9]\d{0,2}[.,]\d{3}", plain):
        return Wrong(NUMBER_TWO_WAYS)
    if "," in plain and "." in plain:
        thousands = "," if plain.rindex(",") < plain.rindex(".") else "."
        plain = plain.replace(thousands, "")
    elif plain.count(".") > 1:
        plain = plain.replace(".", "")
    plain = plain.replace(",", ".")
    if not re.fullmatch(r"-?\d+(\.\d+)?", plain):
        return Wrong(NUMBER)
    value = float(plain)
    if value < 0:
        return Wrong(NOT_NEGATIVE)
    if whole and not value.is_integer():
        return Wrong(WHOLE)
    return value


def read_year(text: str, today: date | None = None) -> int | Wrong:
    """Read a year between 1990 and this year, in four digits."""
    plain = text.strip()
    latest = (today or date.today()).year
    if re.fullmatch(r"\d{4}", plain) and _FIRST.year <= int(plain) <= latest:
        return int(plain)
    return Wrong(YEAR)


_TRUTHS: Final = dict.fromkeys(("ja", "j", "yes", "y", "sant", "true", "1", "x"), True) | (
    dict.fromkeys(("nej", "n", "no", "falskt", "false", "0"), False)
)


def read_truth(text: str) -> bool | Wrong:
    """Read yes or no, in Swedish or English, 1 or 0, or a cross."""
    value = _TRUTHS.get(text.strip().casefold())
    return Wrong(TRUTH) if value is None else value


def read_code(text: str, codes: Mapping[str, str], choices: str) -> str | Wrong:
    """Read a code or its label in either language.

    Parameters
    ----------
    text
        What stands in the cell.
    codes
        Folded code or label → code.
    choices
        The labels, for the message.
    """
    found = codes.get(fold(text.replace("\N{EN DASH}", "-")))
    if found is not None:
        return found
    dated = any("-" in code and code[0].isdigit() for code in codes.values())
    if dated and isinstance(_date_parts(text.strip().casefold()), tuple):
        return Wrong(TURNED_TO_DATE, {"choices": choices})
    return Wrong(ONE_OF, {"choices": choices})
