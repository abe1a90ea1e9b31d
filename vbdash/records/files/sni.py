"""Codes of SNI 2007 as registers and spreadsheets write them, read as divisions (two digits).

A number cell loses the zero before its number: 08120 (sand and gravel) becomes 8120, which begins
like 81 (cleaning). Whether a zero is lost is told by the classes that there are and by the other
codes of the column; where two meanings are left, none is chosen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from vbdash.records.files.clean import plain
from vbdash.records.files.values import Wrong
from vbdash.text import msg

DIVISION: Final = msg("an SNI 2007 code that begins with a division, such as 25")
SEVERAL: Final = msg("one SNI 2007 code: there are several, or a range, in the cell")
ZERO_LOST: Final = msg(
    "an SNI 2007 code with all its digits: a zero before it may be lost, so that it can be read in "
    "two ways; format the column as text, or give the division’s two digits"
)

_CODE: Final = re.compile(
    r"(?:[Ss][Nn][Ii][ :]*(?!2007\b))?[A-Ua-u]?[ .]?(\d{1,2}[. ]\d{1,3}(?!\d)|\d{1,5}(?!\d))(.*)",
    re.DOTALL,
)
_MORE: Final = re.compile(r"\s*(?:[-;,/&+]|och|till|samt|and|to)?\s*\d")
#: With a zero before it and without; and the length of a division.
_TWO: Final = 2
_WHOLE: Final = 5
_PADDED: Final = 3
#: Classes of divisions 01–09 without their first digit (NACE Rev. 2): what a lost zero leaves.
_LEFT: Final = frozenset([
    "111", "112", "113", "114", "115", "116", "119", "121", "122", "123", "124", "125", "126",
    "127", "128", "129", "130", "141", "142", "143", "144", "145", "146", "147", "149", "150",
    "161", "162", "163", "164", "170", "210", "220", "230", "240", "311", "312", "321", "322",
    "510", "520", "610", "620", "710", "721", "729", "811", "812", "891", "892", "893", "899",
    "910", "990",
])  # fmt: skip


def read_divisions(texts: Iterable[str], divisions: frozenset[str]) -> Mapping[str, str | Wrong]:
    """Read the distinct texts of a column; each division is told by its own code and the others.

    Parameters
    ----------
    texts
        What stands in the cells: 25, 25.6, 25610, C25, with or without words behind; 8 is 08.
    divisions
        Divisions that there are.
    """
    codes = {text: _digits(text) for text in texts}
    bare = {code for code in codes.values() if isinstance(code, str) and code.isdigit()}
    lengths = {len(code) for code in bare}
    known = [
        (len(code), only[0], code) for code in bare if len(only := _meanings(code, divisions)) == 1
    ]
    whole = {length for length, division, code in known if code.startswith(division)}
    lost = {length for length, division, code in known if not code.startswith(division)}
    found: dict[str, str | Wrong] = {}
    for text, code in codes.items():
        if isinstance(code, Wrong):
            found[text] = code
            continue
        meanings, size = _meanings(code, divisions), len(code)
        if len(meanings) == _TWO:
            longer = size + 1 in lengths or size in lost
            if size == _TWO and not longer:
                meanings = meanings[:1]
            elif size != _TWO and (size in whole) != longer:
                meanings = meanings[1:] if longer else meanings[:1]
        one = len(meanings) == 1
        found[text] = meanings[0] if one else Wrong(ZERO_LOST if meanings else DIVISION)
    return found


def _digits(text: str) -> str | Wrong:
    """Return the code in a text: digits, with a point where one parts the division."""
    written = re.sub(r"(?<=\d{3})\.0$", "", plain(text).strip())
    match = _CODE.fullmatch(written)
    if match is None:
        return Wrong(DIVISION)
    code, rest = match[1].replace(" ", "."), match[2]
    if _MORE.match(rest) or (" " in match[1] and len(match[1]) <= _WHOLE):  # 25 610 is one
        return Wrong(SEVERAL)
    return Wrong(DIVISION) if rest[:1] in {"%", ":"} or rest.startswith("-") else code


def _meanings(code: str, divisions: frozenset[str]) -> list[str]:
    """Return the divisions that a code may mean: as it stands, and with a zero before it."""
    if "." in code or len(code) == 1:
        head = code.partition(".")[0].zfill(2)
        return [head] if head in divisions else []
    group = code[:3] in _LEFT or (len(code) == _TWO and any(c.startswith(code) for c in _LEFT))
    # A group's number is never 0: only a whole code may have it third, as 01.0 has not.
    stands = code[:2] in divisions and (code[2:3] != "0" or len(code) == _WHOLE)
    if len(code) == _PADDED and code[0] == "0":  # no group of forestry, but maybe 25 made long
        stands = stands and any(c.startswith(code[1:]) for c in _LEFT)
    lost = len(code) < _WHOLE and code[0] != "0" and group and f"0{code[0]}" in divisions
    return [code[:2]] * stands + [f"0{code[0]}"] * lost
