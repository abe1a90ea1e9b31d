"""Units that a number cell shows by its format alone: 0.41 shown as 41 %, 15 shown as 15 tkr."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from vbdash.records.files.numbers import IN_HOURS, unit_fault

#: Formats for percent that every workbook has without saying so.
BUILT_IN: Final[Mapping[int, str]] = {9: "%", 10: "%"}

#: Formats for days and times that every workbook has without saying so.
_DAYS: Final = frozenset({*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)})
_HOURS: Final = 46

_TEXTS: Final = re.compile(r'"([^"]*)"|\[\$([^\]-]*)[^\]]*\]|[\\_*](.)|\[[^\]]*\]')
#: Commas behind the last digit: what is shown is a thousandth of the number.
_SHORTENED: Final = re.compile(r"[0#?],+(?![0#?,])")
_LONGEST: Final = 200


def time_of(number: int, code: str) -> str:
    """Return ``"day"`` or ``"hours"`` where a number format shows them, by its number or its code.

    Examples
    --------
    >>> time_of(14, ""), time_of(164, "yyyy-mm-dd"), time_of(165, "[h]:mm"), time_of(166, '0" dagar"')
    ('day', 'day', 'hours', '')
    """
    first = code[:_LONGEST].partition(";")[0].casefold()
    if number == _HOURS or first.startswith(("[h", "[m", "[s")):
        return "hours"
    bare = _TEXTS.sub("", first)
    return "day" if number in _DAYS or ({"d", "y", "h"} & set(bare) and bare != "standard") else ""


def unit_of(code: str) -> str:
    """Return the unit that a number format shows and the number does not hold, or nothing.

    Examples
    --------
    >>> unit_of("0.0%"), unit_of('#,##0 [$€-41D]'), unit_of('0" tkr"'), unit_of('#,##0" kr"')
    ('%', '€', 'tkr', '')
    >>> unit_of('#,##0,"tkr"')  # shown in thousands, kept in kronor
    ''
    """
    first = code[:_LONGEST].partition(";")[0]
    bare = _TEXTS.sub("", first)
    if "%" in bare:
        return "%"
    texts = ("".join(filter(None, match.groups())) for match in _TEXTS.finditer(first))
    unit = " ".join(("".join(texts) + "".join(c for c in bare if c in "€$£")).split())
    telling = unit_fault(unit, "whole") or unit_fault(unit, "hours") == IN_HOURS
    return unit if telling and not _SHORTENED.search(bare) else ""
