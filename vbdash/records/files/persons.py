"""Natural persons' numbers, found in whatever dress: they are never kept, shown or logged.

A personal identity number is a birth date of six digits, three more and a control digit; in a
co-ordination number the day is raised by 60. Twelve digits are ten with the century before them.
No list of permitted forms is kept: ten digits in a row that make such a number are one, whatever
stands before, between or after them. By chance seven of a thousand runs of ten digits are taken for
one; a text that loses digits without need costs less than one that tells who somebody is.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from typing import Final

from stdnum import luhn

MASK: Final = "•"
_DATED: Final = re.compile(
    r"(?=(\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])\d{4}))"
)
_TEN: Final = 10
#: Digits of a text that are looked at one by one.
_MANY: Final = 400
_OTHERS: Final = re.compile(r"\D+")


def is_person(digits: str) -> bool:
    """Whether ten digits are a valid personal identity or co-ordination number.

    Examples
    --------
    >>> is_person("8112189876"), is_person("5560004615"), is_person("8113189876")
    (True, False, False)
    """
    if len(digits) != _TEN or _DATED.match(digits) is None:
        return False
    year, month, day = int(digits[:2]), int(digits[2:4]), int(digits[4:6]) % 60
    # 2000 and 1900 differ in one day: 29 February 2000 is a birthday.
    days: int = monthrange(2000 + year, month)[1]
    return 1 <= day <= days and bool(luhn.is_valid(digits))


def _digits(text: str) -> str:
    """Return the digits of a text, of any script."""
    if text.isascii():
        return _OTHERS.sub("", text)
    found = (unicodedata.digit(sign, None) for sign in text)
    return "".join(str(digit) for digit in found if digit is not None)


def _places(text: str) -> list[int]:
    return [at for at, sign in enumerate(text) if unicodedata.digit(sign, None) is not None]


def drawn(text: str) -> list[str]:
    """Return the persons' numbers that can be drawn from a text, ten digits each."""
    if len(text) < _TEN:
        return []
    digits = _digits(text)[:_MANY]
    return [m[1] for m in _DATED.finditer(digits) if is_person(m[1])] if len(digits) >= _TEN else []


def masked(text: str) -> str:
    """Return a text with the digits of every person's number in it covered.

    Examples
    --------
    >>> masked("Exempel 811218-9876"), masked("556000-4615")
    ('Exempel ••••••-••••', '556000-4615')
    """
    if len(text) < _TEN:
        return text
    digits = _digits(text)
    if len(digits) < _TEN:
        return text
    if len(digits) > _MANY:  # nobody's name has that many
        return veiled(text)
    starts = [m.start() for m in _DATED.finditer(digits) if is_person(m[1])]
    if not starts:
        return text
    signs, places = list(text), _places(text)
    for start in starts:
        century = start - 2 if digits[max(start - 2, 0) : start] in ("18", "19", "20") else start
        for place in places[century : start + _TEN]:
            signs[place] = MASK
    return masked("".join(signs))  # what is left may make another number


def veiled(text: str, *, id_column: bool = False) -> str:
    """Return a text with every digit covered where it may tell of a person: also with a slip."""
    if _DATED.search(_digits(text)) is None and not (id_column and may_be_person(text)):
        return text
    signs = list(text)
    for place in _places(text):
        signs[place] = MASK
    return "".join(signs)


def may_be_person(text: str) -> bool:
    """Whether a wrong text of an id column may tell of a person: also with a slip in a digit."""
    digits = _digits(text)
    return 6 <= len(digits) < _TEN or _DATED.search(digits) is not None


def shortened(digits: str) -> bool:
    """Whether digits are a person's number that has lost the zeros before it."""
    return 4 <= len(digits) < _TEN and is_person(digits.zfill(_TEN))
