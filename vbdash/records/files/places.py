"""Municipalities as people write them: code or name, with what registers put around it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from vbdash.records.files.clean import plain
from vbdash.records.files.fields import folded
from vbdash.records.files.values import Wrong
from vbdash.text import msg

MUNICIPALITY: Final = msg("a municipality of the county: code or name")
ELSEWHERE: Final = msg("a municipality of the county: this is one in another county")
DISAGREE: Final = msg("one municipality: the code and the name are of two")
TWO: Final = msg("one municipality: there are several in the cell")
OLD_CODE: Final = msg("the municipality’s code of today: this is an old one, now {code}")
OLD_COUNTY: Final = msg(
    "the municipality’s code of today: this is an old one, of a county that no longer exists"
)

#: Municipalities that have moved to another county, and got another code (Heby, 2007).
_MOVED: Final = {"1917": "0331"}
#: First digits of counties that became parts of others in 1997 and 1998.
_OLD_COUNTIES: Final = ("11", "15", "16")
_AROUND: Final = re.compile(r"\b(?:kommun|kn|k:n|stad|municipality|city of|sverige|sweden)(?!\w)")


@dataclass(frozen=True)
class Places:
    """What a municipality or an SNI division may be called here.

    Attributes
    ----------
    names
        Letters of a municipality's name → its code, for all of Sweden.
    own
        Codes of the county's municipalities.
    counties
        Letters of the counties' names.
    divisions
        SNI divisions, two digits.
    """

    names: Mapping[str, str]
    own: frozenset[str]
    counties: frozenset[str]
    divisions: frozenset[str]

    @classmethod
    def of(cls, dataset: Any) -> Places:
        """Collect what a data set knows."""
        regions = dataset.table("regions")
        level = regions["level"].astype("object")
        places, counties = regions[level == "municipality"], regions[level == "county"]
        called = list(zip(places["name_sv"], places["code"], strict=True))
        # Håbo and Habo are two: as they are written comes before letters without their rings.
        names = {folded(n): c for n, c in called} | {_exact(n): c for n, c in called}
        lands = {folded(name) for name in counties["name_sv"]}
        lands |= {name.removesuffix("lan") for name in lands}
        lands |= {name.removesuffix("s") for name in lands} | {f"{name}lan" for name in lands}
        return cls(
            names,
            frozenset(dataset.municipality_codes),
            frozenset(lands),
            frozenset(dataset.table("sni_divisions")["code"]),
        )


def _exact(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFC", text).casefold() if c.isalnum())


def read_municipality(text: str, places: Places) -> str | Wrong:
    """Read a municipality: ``Umeå``, ``Umeå kn``, ``2480 Umeå``, ``Umeå, Västerbottens län``.

    A code of three digits has lost the zero before it. Code and name must agree.
    """
    written = re.sub(r"(?<=\d)\.0\b", "", plain(text).casefold())
    digits = re.findall(r"\d+", written)
    parts = [part.strip(" .-") for part in re.split(r"[,;/()\d]+", written)]
    known: set[str | None] = set()
    wrong = len(digits) > 1
    for part in parts:
        if not part or (folded(part) in places.counties and (known or digits)):
            continue
        code = _named(part, places)
        wrong |= code is None
        known.add(code)
    code = digits[0].zfill(4) if digits else None
    if code and not known and not wrong and len(digits[0]) in (3, 4):
        if code in _MOVED:
            return Wrong(OLD_CODE, {"code": _MOVED[code]})
        if code not in places.names.values() and code.startswith(_OLD_COUNTIES):
            return Wrong(OLD_COUNTY)
    found = known | ({code} if code else set())
    if wrong or not found or not found <= set(places.names.values()):
        return Wrong(MUNICIPALITY)
    if len(found) > 1:
        return Wrong(DISAGREE if code and len(known) == 1 else TWO)
    only = str(next(iter(found)))
    return only if only in places.own else Wrong(ELSEWHERE)


def _named(text: str, places: Places) -> str | None:
    """Return the code of a name, with or without the words around it."""
    bare = _AROUND.sub(" ", text)
    genitive = bare != text
    for letters in (_exact(bare), folded(bare)):
        if letters in places.names:
            return places.names[letters]
        if genitive and letters.endswith("s") and letters[:-1] in places.names:
            return places.names[letters[:-1]]
    return None
