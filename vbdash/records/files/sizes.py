"""Size classes from what registers have: classes of their own, ranges, numbers of employees."""

from __future__ import annotations

import re
from typing import Any, Final

from vbdash.records.codes import SIZES
from vbdash.records.files.clean import plain, text_of
from vbdash.records.files.values import Wrong
from vbdash.text import fold, msg

NO_EMPLOYEES: Final = msg("a firm with employees: one with 0 has no size class here")
SPANS: Final = msg("one of {choices}: this range lies in more than one of them")
BARE: Final = msg(
    "one of {choices}: a number alone may be a class’s code (let the heading say “Antal anställda”)"
)
ONE_OF: Final = msg("one of {choices}")

_WORDS: Final = re.compile(r" ?(?:anstallda?|anst\.?|employees?|personer|pers\.?|st\.?)$")
_RANGE: Final = re.compile(r"(\d{1,6}) ?(?:-|till|to) ?(\d{1,6})")
_FROM: Final = re.compile(
    r"(?:(?:>=|≥) ?|minst |at least )(\d{1,6})"
    r"|(\d{1,6}) ?(?:\+|-|eller (?:fler|mer)|or more|och (?:fler|mer|uppat|over))"
)
_BOUNDS: Final = {"1-9": (1, 9), "10-49": (10, 49), "50-249": (50, 249), "250+": (250, 10**7)}


def read_size(cell: Any, heading: str, choices: str) -> str | Wrong:
    """Read a size class: ours, one that lies within it (20–49), or a number of employees.

    A number alone is read only where the heading says that employees are counted.
    """
    text = re.sub(r"(?<=\d) (?=\d{3}\b)", "", fold(plain(text_of(cell))))
    text = _WORDS.sub("", _WORDS.sub("", text)).removesuffix(".0")
    if text in SIZES:
        return text
    if text in {"0", "0-0", "inga", "ingen", "saknar"}:
        return Wrong(NO_EMPLOYEES)
    if text.isdigit() and len(text) < 7:
        told = _class(int(text), int(text), choices)
        return told if _counts(heading) else Wrong(BARE, {"choices": choices})
    if match := _RANGE.fullmatch(text):
        return _class(int(match[1]), int(match[2]), choices)
    if match := _FROM.fullmatch(text):
        return _class(int(match[1] or match[2]), 10**7, choices)
    return Wrong(ONE_OF, {"choices": choices})


def _counts(heading: str) -> bool:
    text = fold(heading)
    classes = any(word in text for word in ("klass", "class", "kod", "code", "grupp"))
    counted = any(word in text for word in ("anst", "employ", "headcount", "sysselsatt"))
    return counted and not classes


def _class(least: int, most: int, choices: str) -> str | Wrong:
    for name, (first, last) in _BOUNDS.items():
        if first <= least <= most <= last:
            return name
    if least == 0 and most:
        return Wrong(NO_EMPLOYEES)
    return Wrong(SPANS if least <= most else ONE_OF, {"choices": choices})
