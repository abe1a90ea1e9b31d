"""Dates, truths and codes as people in Sweden write them.

Each reader takes a cell and returns the value, or a :class:`Wrong` that says what was expected.
Nothing is guessed: what can be read in two ways is wrong, and says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from vbdash.records.files.books.noted import FROM_1900
from vbdash.records.files.clean import plain, text_of
from vbdash.text import fold, msg

DATE: Final = msg("a date such as 2019-01-31")
DATE_TWO_WAYS: Final = msg("a date such as 2019-01-31: this can be read in two ways")
DATE_SERIAL: Final = msg(
    "a date such as 2019-01-31: this is an Excel date stored as a number (probably {date}); "
    "format the column as date"
)
YEAR: Final = msg("a year between 1990 and this year, in four digits")
DATE_OUTSIDE: Final = msg("a date between 1990 and today")
TRUTH: Final = msg("yes or no")
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
_TIME: Final = re.compile(
    r"(?:t|,? (?:kl\.? ?)?)(\d{1,2})[:.](\d\d)(?:[:.](\d\d)(?:[.,]\d+)?)? ?([ap]\.?m\.?)?"
    r" ?(z|utc|gmt|[+-]\d\d:?(?:\d\d)?)?"
)
#: What a spreadsheet makes of 1-9: 9-jan, jan-09.
_DAY_OF_MONTH: Final = re.compile(r"\d{1,2}[-. ]([a-zåäö]+)\.?|([a-zåäö]+)[-. ]+\d{1,2}")
_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_COMPACT: Final = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})(?:\.0)?")
_WORDS: Final = re.compile(r"(?:den )?(\d{1,2})\.?[ -]?([a-zåäö]+)\.?,?[ -]?(\d{4})")
_SWEDISH: Final = re.compile(r"(\d{1,2})/(\d{1,2})[ -](\d{4})")
_NUMERIC: Final = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_SERIAL: Final = re.compile(r"[3-5]\d{4}(?:\.\d+)?")
_FIRST: Final = date(1990, 1, 1)
_HERE: Final = "Europe/Stockholm"


def is_day_of_month(text: str) -> bool:
    """Whether a text is a day and a month without a year.

    Examples
    --------
    >>> is_day_of_month("9-jan"), is_day_of_month("Jan-09"), is_day_of_month("10-49")
    (True, True, False)
    """
    match = _DAY_OF_MONTH.fullmatch(text.casefold())
    return match is not None and (match[1] or match[2]) in _MONTHS


@dataclass(frozen=True)
class Wrong:
    """What was expected instead: a message of the catalogue and what fills its names."""

    expected: str
    names: Mapping[str, str] = field(default_factory=dict)


def read_date(cell: Any, *, epoch: date = FROM_1900) -> date | Wrong:
    """Read a date: 2019-01-31, 20190131, 31 januari 2019, 31/1 2019, 31.1.2019, with or without time.

    A date with the day first is read only where the second part cannot be a day, or the form is
    Swedish (``31/1 2019``); 03.04.2019 can be read in two ways. A time with a zone is the day it
    was in Sweden. `epoch` is the day that a workbook counts its days from.
    """
    if isinstance(cell, date):
        return _within(cell.date() if isinstance(cell, datetime) else cell)
    text = plain(text_of(cell)).casefold()
    if _SERIAL.fullmatch(text):
        meant = epoch + timedelta(days=int(float(text)))
        return Wrong(DATE_SERIAL, {"date": meant.isoformat()})
    day, time = _without_time(text)
    found = _date_parts(day)
    if isinstance(found, Wrong):
        return found
    try:
        value = date(*found)
        return _within(_in_sweden(value, time) if time else value)
    except (ValueError, OverflowError):
        return Wrong(DATE)


def _within(value: date) -> date | Wrong:
    latest = date.today() + timedelta(days=1)
    return value if _FIRST <= value <= latest else Wrong(DATE_OUTSIDE)


def _without_time(text: str) -> tuple[str, re.Match[str] | None]:
    """Part a time of day from the date before it."""
    for match in re.finditer(r"(?<=\d)(?=t|,? )", text):
        if time := _TIME.fullmatch(text, match.start()):
            return text[: match.start()], time
    return text, None


def _in_sweden(day: date, time: re.Match[str]) -> date:
    """Return the day that it was in Sweden; raise ValueError where there is no such time."""
    hour, zone = int(time[1]), time[5]
    if time[4]:
        hour = hour % 12 + 12 * time[4].startswith("p")
    there = datetime(day.year, day.month, day.day, hour, int(time[2]), int(time[3] or 0))
    if not zone:
        return there.date()
    digits = re.sub(r"\D", "", zone).ljust(4, "0")
    ahead = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    moment = (there - (-ahead if zone[0] == "-" else ahead)).replace(tzinfo=UTC)
    return moment.astimezone(ZoneInfo(_HERE)).date()


def _date_parts(text: str) -> tuple[int, int, int] | Wrong:
    """Year, month and day of any form; whether there is such a day is not asked here."""
    if match := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _WORDS.fullmatch(text) or _SWEDISH.fullmatch(text):
        month = int(match[2]) if match[2].isdigit() else _MONTHS.get(match[2], 0)
        return int(match[3]), month, int(match[1])
    if match := _NUMERIC.fullmatch(text):
        first, second = int(match[1]), int(match[2])
        if first <= 12 and second <= 12 and first != second:
            return Wrong(DATE_TWO_WAYS)
        return int(match[3]), min(first, second), max(first, second)
    return Wrong(DATE)


def read_year(cell: Any) -> int | Wrong:
    """Read a year between 1990 and this year, in four digits."""
    text = plain(text_of(cell)).removesuffix(".0")
    if re.fullmatch(r"\d{4}", text) and _FIRST.year <= int(text) <= date.today().year:
        return int(text)
    return Wrong(YEAR)


_TRUTHS: Final = dict.fromkeys(("ja", "j", "yes", "y", "sant", "true", "1", "x"), True) | (
    dict.fromkeys(("nej", "n", "no", "falskt", "false", "0"), False)
)


def read_truth(cell: Any) -> bool | Wrong:
    """Read yes or no, in Swedish or English, 1 or 0, or a cross."""
    value = _TRUTHS.get(plain(text_of(cell)).casefold().removesuffix(".0"))
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
    found = codes.get(fold(plain(text)))
    return Wrong(ONE_OF, {"choices": choices}) if found is None else found
