"""Swedish organisation numbers: written in many ways, checked by their control digit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from stdnum.se import orgnr

from vbdash.records.files.persons import is_person
from vbdash.text import msg

#: What people write before the number, as a label.
_LABEL: Final = re.compile(
    r"(?:org(?:anisations?)?[ .-]*(?:nr|nummer|number|no)|person[ -]*(?:nr|nummer)|pnr"
    r"|(?:vat|moms)[ .-]*(?:reg)?[ .-]*(?:nr|nummer|number|no)?)[ .]*[:#]?\s*(?=\d|se)",
    re.IGNORECASE,
)
_SHAPE: Final = re.compile(r"(?:SE ?)?\d[\d\s.,'/+-]*", re.IGNORECASE)
_FLOAT: Final = re.compile(r"(\d{10}|\d{12})[.,]0+")
_SCIENTIFIC: Final = re.compile(r"\d(?:[.,]\d+)?[Ee]\+?\d+")
#: Shorter runs of digits are somebody's own numbering, not organisation numbers.
_SHORTEST: Final = 9
#: A legal person's number has 20 or more in its third and fourth places; a date has at most 12.
_LEGAL: Final = 20
_CENTURIES: Final = frozenset({"16", "18", "19", "20"})

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
    text = _LABEL.sub("", text, count=1)
    if _SCIENTIFIC.fullmatch(text):
        return True
    return sum(map(str.isdigit, text)) >= _SHORTEST and _SHAPE.fullmatch(text) is not None


def parse_number(text: str) -> Number | str:
    """Read an organisation number, or say what is wrong with it.

    Parameters
    ----------
    text
        With or without dash, blanks, century, a label before it, in the form of a VAT number
        (``SE`` and ``01`` around it) or with the decimals of a number cell.

    Returns
    -------
    Number or str
        The number, or one of the messages of this module.

    Examples
    --------
    >>> parse_number("16556000-4615"), parse_number("SE556000461501").digits
    (Number(digits='5560004615', person=False), '5560004615')
    >>> parse_number("556000-4616") == CONTROL
    True
    """
    text = _LABEL.sub("", text, count=1)
    if _SCIENTIFIC.fullmatch(text):
        return SHORTENED
    if written := _FLOAT.fullmatch(text):
        text = written[1]
    digits = "".join(c for c in text if c.isdigit())
    if len(digits) not in (10, 12):
        return LENGTH
    if len(digits) == 12:
        vat = digits.endswith("01") and _checked(digits[:10])
        if text[:2].upper() == "SE" or (digits[:2] not in _CENTURIES and vat):
            digits = digits[:10]
        elif digits[:2] not in _CENTURIES:
            return CENTURY
        else:
            digits = digits[2:]
    return Number(digits, is_person(digits)) if _checked(digits) else CONTROL


def _checked(digits: str) -> bool:
    """Whether ten digits are somebody's: the control digit fits, and a person has a birthday."""
    return bool(orgnr.is_valid(digits)) and (int(digits[2:4]) >= _LEGAL or is_person(digits))
