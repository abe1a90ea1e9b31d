"""Amounts, hours and counts as people in Sweden write them."""

from __future__ import annotations

import math
import re
from datetime import date, time, timedelta
from typing import Any, Final

from vbdash.records.files.clean import Formatted, plain, shown, text_of
from vbdash.records.files.persons import drawn
from vbdash.records.files.values import Wrong
from vbdash.text import msg

NUMBER: Final = msg("a number")
NUMBER_TWO_WAYS: Final = msg("a number such as 1234,50: this can be read in two ways")
NUMBER_SCALED: Final = msg("the amount in kronor, not in thousands or millions")
NUMBER_CURRENCY: Final = msg("the amount in kronor, not in another currency")
HOURS_MANY: Final = msg("at most {most} hours")
NUMBER_LARGE: Final = msg("a number below a thousand billions")
IN_HOURS: Final = msg("the time in hours, not in days or minutes")
WHOLE: Final = msg("a whole number")
NOT_NEGATIVE: Final = msg("a number that is not below zero")
PERSON: Final = msg("no personal identity number: there is one in the cell (not shown)")

_SCALED: Final = re.compile(
    r"(?<![a-zåäö])(?:[tkm]kr|mnkr|mdkr|[km]sek|sek[km]|tsek|tusen|tusental|miljon(?:er)?|miljard(?:er)?"
    r"|thousands?|millions?|mn|mio|milj)(?![a-zåäö])|\d\s*[tkm]$"
)
_CURRENCY: Final = re.compile(r"[€$£]|(?<![a-zåäö])(?:eur|euro|usd|gbp|nok|dkk)(?![a-zåäö])")
_NOT_HOURS: Final = re.compile(r"(?<![a-zåäö])(?:dag|dagar|days?|min|minuter|minutes)(?![a-zåäö])")
_UNIT: Final = re.compile(r"^(?:kr|sek) ?|[ ]?(?:kr|sek|kronor|:-|,-|tim|h|timmar|hours|st)\.?$")
_PLAIN: Final = re.compile(r"-?(?:0|[1-9]\d*)(?:[.,]\d+)?")
#: Groups of three, all parted by the same sign, and decimals after another.
_GROUPED: Final = re.compile(r"-?[1-9]\d{0,2}(?P<sign>[ '.,])\d{3}(?:(?P=sign)\d{3})*(?:[.,]\d+)?")
_TWO_WAYS: Final = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}")
_PERCENT: Final = re.compile(r"\s*(?:%|procent|percent)$", re.IGNORECASE)
_CLOCK: Final = re.compile(r"(\d{1,4}):([0-5]\d)(?::[0-5]\d)?")
_MOST: Final = 1e12
_MOST_HOURS: Final = 100_000


def read_number(cell: Any, *, whole: bool = False) -> float | Wrong:
    """Read a number that is not negative: 1 234,50, 1234.5, 1 234 kr.

    Blanks, points and apostrophes part groups of three or nothing: ``14 03 2024`` is no amount. A
    single point or comma with three digits behind it may part thousands or decimals, and is wrong.
    A number cell of a workbook is the number it is.
    """
    if isinstance(cell, (date, time, timedelta, bool)):
        return Wrong(NUMBER)
    text = plain(shown(cell)).casefold()
    if wrong := _wrong(text):
        return Wrong(wrong)
    if isinstance(cell, (int, float)):
        return Wrong(NUMBER) if text.endswith("%") else _bounded(float(cell), whole)
    text = _UNIT.sub("", text).strip()
    if _TWO_WAYS.fullmatch(text):
        return Wrong(NUMBER_TWO_WAYS)
    if grouped := _GROUPED.fullmatch(text):
        text = _ungrouped(text, grouped["sign"])
    if not _PLAIN.fullmatch(text):
        return Wrong(NUMBER)
    return _bounded(float(text.replace(",", ".")), whole)


def read_figure(cell: Any) -> float | Wrong:
    """Read a figure of any measure: as :func:`read_number`, below zero and with a percent sign, too.

    Examples
    --------
    >>> read_figure("−3,5 %"), read_figure("1 234")
    (-3.5, 1234.0)
    """
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        if isinstance(cell, Formatted) and cell.unit == "%":  # a person sees 41 %, not 0.41
            cell = round(float(cell) * 100, 10)
        found = read_number(abs(cell))
        return found if isinstance(found, Wrong) else math.copysign(found, cell)
    text = _PERCENT.sub("", plain(text_of(cell)).replace("\N{MINUS SIGN}", "-").strip())
    below = text.startswith("-")
    found = read_number(text.removeprefix("-").strip() if isinstance(cell, str) else cell)
    return found if isinstance(found, Wrong) or not below else -found


def _wrong(text: str) -> str:
    """Return what is wrong with a text before it is looked at as a number, or nothing."""
    # Two decimals are an amount's; no amount is kept with them, and no hours are that many.
    if drawn(re.sub(r"[.,]\d{1,2}$", "", text)):
        return PERSON
    return _unit(text)


def _unit(text: str) -> str:
    """Return what is wrong with the unit that a text states, or nothing."""
    if _SCALED.search(text):
        return NUMBER_SCALED
    return NUMBER_CURRENCY if _CURRENCY.search(text) else ""


def _ungrouped(text: str, sign: str) -> str:
    """Take the signs away that part groups of three; what is behind another sign are decimals."""
    tail = re.search(r"[.,]\d+$", text)
    if tail is None or tail[0][0] == sign:  # no decimals: the last is a group, too
        return text.replace(sign, "")
    return text[: tail.start()].replace(sign, "") + tail[0]


def _bounded(value: float, whole: bool) -> float | Wrong:
    if not math.isfinite(value):
        return Wrong(NUMBER)
    if value < 0:
        return Wrong(NOT_NEGATIVE)
    if value >= _MOST:
        return Wrong(NUMBER_LARGE)
    return Wrong(WHOLE) if whole and not value.is_integer() else value


def read_hours(cell: Any) -> float | Wrong:
    """Read hours: a number, ``7:30``, or a cell of a workbook that holds a length of time."""
    if isinstance(cell, timedelta):
        return _bounded(cell.total_seconds() / 3600, whole=False)
    if isinstance(cell, time):
        return cell.hour + cell.minute / 60 + cell.second / 3600
    text = plain(shown(cell)).casefold()
    if clock := _CLOCK.fullmatch(_UNIT.sub("", text).strip()):
        return int(clock[1]) + int(clock[2]) / 60
    if _NOT_HOURS.search(text):
        return Wrong(IN_HOURS)
    value = read_number(cell)
    if isinstance(value, float) and value > _MOST_HOURS:
        return Wrong(HOURS_MANY, {"most": "100\N{NO-BREAK SPACE}000"})
    return value


def unit_fault(heading: str, kind: str) -> str:
    """Return what is wrong with the unit that a heading states, or nothing.

    Examples
    --------
    >>> unit_fault("Beviljat (tkr)", "whole") == NUMBER_SCALED, unit_fault("Beviljat (kr)", "whole")
    (True, '')
    """
    text = plain(heading).casefold()
    if kind == "hours":
        return IN_HOURS if _NOT_HOURS.search(text) else ""
    if kind != "whole":
        return ""
    if re.search(r"\b1? ?000[- ]?tal|\b1?000 ?(?:kr|sek)", text):
        return NUMBER_SCALED
    return _unit(text)
