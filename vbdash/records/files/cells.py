"""One cell of a person's file: which value a text means, in the kind of column it stands in."""

from __future__ import annotations

import hmac
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from vbdash.records.files.fields import Field, codes_of, label
from vbdash.records.files.orgnr import looks_like_number, parse_number
from vbdash.records.files.values import (
    Wrong,
    read_code,
    read_date,
    read_number,
    read_truth,
    read_year,
)
from vbdash.records.pseudonym import pseudonym_key
from vbdash.selection import fold
from vbdash.text import Text, msg

__all__ = ["Cells", "Places"]

VALUE_NEEDED: Final = msg("a value, not an empty cell")
PSEUDONYM: Final = msg("an id of letters A–Z, digits, dot, dash or underscore, or a number")
MUNICIPALITY: Final = msg("a municipality of the county: code or name")
ELSEWHERE: Final = msg("a municipality of the county: this is one in another county")
DIVISION: Final = msg("an SNI 2007 code that begins with a division, such as 25")
HIDDEN: Final = msg("(may be a personal identity number, not shown)")

_PSEUDONYM: Final = re.compile(r"[A-Za-z0-9_.-]{1,64}")
#: A sole trader's organisation number is a personal identity number. It is replaced by a keyed
#: hash; without the key nobody can find the number by trying all there are.
_KEY: Final = pseudonym_key()


@dataclass(frozen=True)
class Places:
    """What a municipality or an SNI division may be called here.

    Attributes
    ----------
    municipalities
        Folded code or name → code, in the county.
    elsewhere
        Folded codes and names of other counties' municipalities.
    divisions
        SNI divisions, two digits.
    """

    municipalities: Mapping[str, str]
    elsewhere: frozenset[str]
    divisions: frozenset[str]

    @classmethod
    def of(cls, dataset: Any) -> Places:
        """Collect what a data set knows."""
        regions = dataset.table("regions")
        regions = regions[regions["level"].astype("object") == "municipality"]
        own, other = {}, set()
        for code, name in zip(regions["code"], regions["name_sv"], strict=True):
            for text in (code, name, f"{code} {name}"):
                if code in dataset.municipality_codes:
                    own[fold(text)] = code
                else:
                    other.add(fold(text))
        return cls(own, frozenset(other), frozenset(dataset.table("sni_divisions")["code"]))


@dataclass(frozen=True)
class Cells:
    """Reads cells for one visitor.

    Attributes
    ----------
    places
        What municipalities and SNI divisions are called.
    tx
        The visitor's language, for the choices that messages list.
    persons
        Identity numbers of natural persons met so far. They stay in here: only their number
        leaves.
    """

    places: Places
    tx: Text
    persons: set[str] = field(default_factory=set, repr=False)

    def read(self, column: Field, text: str) -> Any:
        """Return the value of a cell, None where it is empty and may be, or what is wrong."""
        if not text:
            return Wrong(VALUE_NEEDED) if column.required else None
        if column.kind == "id":
            return self._firm(text)
        if column.kind == "code":
            return read_code(text, codes_of(column.choices), self._choices(column))
        if column.kind == "codes":
            return self._codes(column, text)
        return _READERS[column.kind](text, self.places)

    def shown(self, text: str) -> str:
        """Quote a wrong text, unless it may be somebody's personal identity number."""
        digits = "".join(c for c in text if c.isdigit())
        if looks_like_number(text) and len(digits) >= 10 and int(digits[-8:-6]) <= 12:
            return self.tx(HIDDEN)
        return text

    def _firm(self, text: str) -> str | Wrong:
        if not looks_like_number(text):
            return text if _PSEUDONYM.fullmatch(text) else Wrong(PSEUDONYM)
        number = parse_number(text)
        if isinstance(number, str):
            return Wrong(number, {"digits": str(sum(c.isdigit() for c in text))})
        if not number.person:
            return number.digits
        self.persons.add(number.digits)
        mark = hmac.new(_KEY, number.digits.encode(), "sha256").hexdigest()[:12]
        return f"enskild-{mark}"

    def _choices(self, column: Field) -> str:
        return ", ".join(label(code, self.tx) for code in column.choices)

    def _codes(self, column: Field, text: str) -> str | Wrong | None:
        codes, choices = codes_of(column.choices), self._choices(column)
        parts = [part.strip() for part in re.split(r"[;,|\n]", text) if part.strip()]
        found = [read_code(part, codes, choices) for part in parts]
        wrong = next((part for part in found if isinstance(part, Wrong)), None)
        return wrong or ";".join(dict.fromkeys(map(str, found))) or None


def _municipality(text: str, places: Places) -> str | Wrong:
    found = places.municipalities.get(fold(text))
    if found is not None:
        return found
    return Wrong(ELSEWHERE if fold(text) in places.elsewhere else MUNICIPALITY)


def _division(text: str, places: Places) -> str | Wrong:
    """Read 25, 25.6 or 25610, with or without words behind; 8 is 08, which Excel has shortened."""
    written = re.match(r"[\d.\s]*", text)
    digits = re.sub(r"[.\s]", "", written[0] if written else "")
    division = f"0{digits}" if len(digits) == 1 else digits[:2]
    return division if division in places.divisions and len(digits) <= 5 else Wrong(DIVISION)


_READERS: Final[Mapping[str, Callable[[str, Places], Any]]] = {
    "text": lambda text, _: text,
    "municipality": _municipality,
    "sni": _division,
    "date": lambda text, _: read_date(text),
    "number": lambda text, _: read_number(text),
    "whole": lambda text, _: read_number(text, whole=True),
    "year": lambda text, _: read_year(text),
    "truth": lambda text, _: read_truth(text),
}
