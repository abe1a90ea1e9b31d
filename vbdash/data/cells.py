"""Cells as a spreadsheet leaves them, read where they have one meaning left.

A colleague opens a table of the data directory in Excel and saves it: truths come back in
capitals or in Swedish, numbers with a decimal comma, codes without their zeros. Each function
takes a cell that does not stand there as the description wants it, and returns what it means, or
None where it could mean several things or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from vbdash.data.faults import LARGEST

_TRUTHS: Final = {
    "true": True, "sant": True, "ja": True, "yes": True, "1": True,
    "false": False, "falskt": False, "nej": False, "no": False, "0": False,
}  # fmt: skip
#: Longest cell that can be a number, a day or a code.
_LONGEST: Final = 40
_NUMBER: Final = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?")
_GROUPED: Final = re.compile(r"[+-]?[0-9]{1,3}( [0-9]{3})+(\.[0-9]+)?")
_THREE: Final = re.compile(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}")
_FLOAT: Final = re.compile(r"([0-9]+)\.0+")
_DAY: Final = re.compile(r"([0-9]{4})[-/.]?([0-9]{2})[-/.]?([0-9]{2})([ T]00:00(:00(\.0+)?)?)?")
_TURNED: Final = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})( 00:00(:00)?)?")


def _bare(cell: str) -> str:
    """Return a cell without blanks around it, all blanks and minus signs plain."""
    return " ".join(cell.replace("\N{MINUS SIGN}", "-").split())


def truth(cell: str) -> bool | None:
    """Read a truth as Excel writes it, in English or Swedish."""
    return _TRUTHS.get(_bare(cell).casefold())


def number(cell: str, *, comma: bool) -> float | None:
    """Read a number with a decimal comma or with blanks between its thousands.

    Parameters
    ----------
    cell
        The text.
    comma
        Whether the file is of a country that writes a decimal comma. Without it, ``1,234`` could be
        either and is not read.

    Examples
    --------
    >>> number("1 234,5", comma=False)
    1234.5
    >>> number("1,234", comma=False) is None
    True
    """
    text = _bare(cell)
    if len(text) > _LONGEST or (_THREE.fullmatch(text) and not comma):
        return None
    text = text.replace(",", ".", 1) if text.count(",") == 1 and "." not in text else text
    if _GROUPED.fullmatch(text):
        text = text.replace(" ", "")
    value = float(text) if _NUMBER.fullmatch(text) else None
    return value if value is None or abs(value) <= LARGEST else None


def day(cell: str) -> str | None:
    """Read a day that a spreadsheet has written in another order, as ``2019-01-31``.

    Examples
    --------
    >>> day("31/01/2019"), day("2019-01-31 00:00:00")
    ('2019-01-31', '2019-01-31')
    >>> day("03/04/2019") is None
    True
    """
    text = _bare(cell)
    if found := _DAY.fullmatch(text):
        orders = [(found[1], found[2], found[3])]
    elif found := _TURNED.fullmatch(text):
        orders = [(found[3], found[2], found[1]), (found[3], found[1], found[2])]
    else:
        return None
    meant = {made for order in orders if (made := _date(*order))}
    return meant.pop() if len(meant) == 1 else None


def _date(year: str, month: str, of_month: str) -> str | None:
    try:
        return date(int(year), int(month), int(of_month)).isoformat()
    except ValueError:
        return None


def codes(cell: str) -> list[str]:
    """Return what a code can have been before it lost zeros or gained a decimal point.

    Examples
    --------
    >>> codes("114.0")[:2]
    ['114', '0114']
    """
    text = _bare(cell)
    if len(text) > _LONGEST:
        return []
    if found := _FLOAT.fullmatch(text):
        text = found[1]
    digits = text.isascii() and text.isdigit()
    padded = (text.zfill(length) for length in range(len(text) + 1, 11)) if digits else ()
    return [text, *padded]


def choice(cell: str, choices: Iterable[str]) -> str | None:
    """Read one of the listed values in other letters' case.

    Examples
    --------
    >>> choice("Final ", ["final", "derived"])
    'final'
    """
    wanted = _bare(cell).casefold()
    found = [each for each in choices if each.casefold() == wanted]
    return found[0] if len(found) == 1 else None
