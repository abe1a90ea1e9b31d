"""Swedish organisation numbers: written in many ways, checked by their control digit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from vbdash.text import msg

__all__ = ["Number", "looks_like_number", "parse_number"]

_SHAPE: Final = re.compile(r"\d[\d\s\u00a0\u2010-\u2015\u2212+-]*")
_SCIENTIFIC: Final = re.compile(r"\d(?:[.,]\d+)?[Ee]\+\d+")
#: Shorter runs of digits are somebody's own numbering, not organisation numbers.
_SHORTEST: Final = 9
#: A legal person's number has 20 or more in its third and fourth places; a date has at most 12.
_LEGAL: Final = 20

LENGTH: Final = msg(
    "an organisation number of ten digits (twelve with the century), this has {digits}"
)
CONTROL: Final = msg("an organisation number whose control digit is right")
CENTURY: Final = msg("an organisation number whose century is 16, 18, 19 or 20")
SHORTENED: Final = msg("the whole organisation number: Excel has shortened it, format it as text")


@dataclass(frozen=True)
class Number:
    """An organisation number.

    Attributes
    ----------
    digits
        Ten digits, no dash.
    person
        Whether it is a natural person's identity number (a sole trader): never to be shown.
    """

    digits: str
    person: bool


def looks_like_number(text: str) -> bool:
    """Whether a text is meant as an organisation number rather than a name or pseudonym."""
    if _SCIENTIFIC.fullmatch(text):
        return True
    digits = sum(c.isdigit() for c in text)
    return digits >= _SHORTEST and _SHAPE.fullmatch(text) is not None


def parse_number(text: str) -> Number | str:
    """Read an organisation number, or say what is wrong with it.

    Parameters
    ----------
    text
        With or without dash, blanks and century.

    Returns
    -------
    Number or str
        The number, or one of the messages of this module.

    Examples
    --------
    >>> parse_number("16556000-4615")
    Number(digits='5560004615', person=False)
    >>> parse_number("556000-4616") == CONTROL
    True
    """
    if _SCIENTIFIC.fullmatch(text):
        return SHORTENED
    digits = "".join(c for c in text if c.isdigit())
    if len(digits) not in (10, 12):
        return LENGTH
    if len(digits) == 12:
        if digits[:2] not in {"16", "18", "19", "20"}:
            return CENTURY
        digits = digits[2:]
    if not _luhn(digits):
        return CONTROL
    return Number(digits, int(digits[2:4]) < _LEGAL)


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(digits):
        product = int(digit) * (2 - place % 2)
        total += product - 9 if product > 9 else product
    return total % 10 == 0
