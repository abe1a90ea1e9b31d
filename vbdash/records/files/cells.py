"""The cells of one column of a person's file: which value each means, in that kind of column."""

from __future__ import annotations

import hmac
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import partial
from typing import Any, Final

from vbdash.records.files.books.noted import FROM_1900
from vbdash.records.files.clean import LONGEST, is_error, is_placeholder, plain, text_of
from vbdash.records.files.fields import Field, codes_of, label
from vbdash.records.files.numbers import read_figure, read_hours, read_number
from vbdash.records.files.orgnr import Number, looks_like_number, parse_number
from vbdash.records.files.persons import drawn, masked, may_be_person, shortened
from vbdash.records.files.places import Places, read_municipality
from vbdash.records.files.sizes import read_size
from vbdash.records.files.sni import read_divisions
from vbdash.records.files.values import (
    TURNED_TO_DATE,
    Wrong,
    is_day_of_month,
    read_code,
    read_date,
    read_truth,
    read_year,
)
from vbdash.records.pseudonym import pseudonym_key
from vbdash.text import Text, msg

VALUE_NEEDED: Final = msg("a value, not an empty cell")
ERROR: Final = msg("a value: a formula has failed in this cell")
TOO_LONG: Final = msg("a text of at most {most} letters")
PSEUDONYM: Final = msg("an id of letters A–Z, digits, dot, dash or underscore, or a number")
DIGITS_LOST: Final = msg(
    "an id with all its digits: zeros before it are lost; format the column as text (the number is "
    "not shown)"
)
TURNED: Final = msg(
    "an id: this is a date, a time or yes or no, which Excel may have made of it; format the column "
    "as text"
)
SAYS_NOTHING: Final = msg("an id that tells firms apart: this one says nothing")
HIDDEN: Final = msg("(may be a personal identity number, not shown)")

#: Words and signs for a number that nobody has found, which would make one firm of many.
_NO_IDS: Final = frozenset(
    ["tom", "tomt", "blank", "ingen", "inget", "inga", "ja", "nej", "xx", "xxx", "xxxx"]
)
_DATED: Final = re.compile(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d.*)?")
_PSEUDONYM: Final = re.compile(r"[A-Za-z0-9_.-]{1,64}")
#: Digits of a number cell that may be an organisation number without its zeros.
_SHORT: Final = (8, 9)


@dataclass
class Cells:
    """Reads columns for one visitor.

    Attributes
    ----------
    places
        What municipalities and SNI divisions are called.
    tx
        The visitor's language, for the choices that messages list.
    key
        What pseudonyms are made with.
    epoch
        The day that the workbook counts its days from.
    persons
        Identity numbers of natural persons met in ids. They stay in here: only their number leaves.
    covered, emptied
        Cells whose texts lost a person's number; cells with a sign for "no value".
    """

    places: Places
    tx: Text
    key: str = field(default_factory=pseudonym_key, repr=False)
    epoch: date = FROM_1900
    persons: set[str] = field(default_factory=set, repr=False)
    covered: int = 0
    emptied: int = 0

    def column(self, kind: Field, heading: str, cells: Sequence[Any]) -> list[Any]:
        """Return the values of a column: what each cell means, None, or what is wrong with it."""
        known: dict[Any, Any] = {}
        texts = [text_of(cell) for cell in cells]
        told: Mapping[str, Any] = {}
        if kind.kind == "sni":
            told = read_divisions(
                dict.fromkeys(t for t in texts if t and len(t) < LONGEST), self.places.divisions
            )
        values = []
        for cell, text in zip(cells, texts, strict=True):
            typed = cell if isinstance(cell, (date, float, int)) else None
            key = (text, type(cell), typed, getattr(cell, "unit", ""))
            if key not in known:
                known[key] = self._general(kind, cell, text)
                if known[key] is _TO_READ:
                    known[key] = told.get(text) or self._special(kind, heading, cell, text)
            value = known[key]
            self.emptied += value is None and text != ""
            self.covered += kind.kind == "text" and isinstance(value, str) and value != text
            values.append(value)
        return values

    def shown(self, kind: Field | None, text: str) -> str:
        """Quote a wrong text, without anything that may be somebody's personal identity number."""
        text = text[:LONGEST]
        if kind is not None and kind.kind == "id" and (drawn(text) or may_be_person(text)):
            return self.tx(HIDDEN)
        return masked(text)

    def _general(self, kind: Field, cell: Any, text: str) -> Any:
        """Judge what is the same in every kind of column."""
        nothing = Wrong(VALUE_NEEDED) if kind.required else None
        if not text:
            return nothing
        if len(text) > LONGEST:
            return Wrong(TOO_LONG, {"most": self.tx.number(LONGEST)})
        if isinstance(cell, str) and (is_error(cell) or is_error(text)):
            return Wrong(ERROR)
        return nothing if isinstance(cell, str) and is_placeholder(text) else _TO_READ

    def _special(self, kind: Field, heading: str, cell: Any, text: str) -> Any:
        if kind.kind in _READERS:
            return _READERS[kind.kind](cell)
        if kind.kind == "text":
            return masked(text)
        if kind.kind == "id":
            return self._firm(cell, plain(text))
        if kind.kind == "date":
            return read_date(cell, epoch=self.epoch)
        if kind.kind == "municipality":
            return read_municipality(text, self.places)
        return self._chosen(kind, heading, cell, text)

    def _chosen(self, kind: Field, heading: str, cell: Any, text: str) -> Any:
        if kind.kind == "codes":
            return self._codes(kind, text)
        if kind.kind == "code":
            return read_code(text, codes_of(kind.choices), self._choices(kind))
        dated = isinstance(cell, date) or not isinstance(read_date(text), Wrong)
        if dated or is_day_of_month(text):
            return Wrong(TURNED_TO_DATE, {"choices": self._choices(kind)})
        return read_size(cell, heading, self._choices(kind))

    def _firm(self, cell: Any, text: str) -> str | Wrong:
        if says_nothing := _no_id(cell, text):
            return Wrong(says_nothing)
        number = parse_number(text) if looks_like_number(text) else ""
        if isinstance(number, Number):
            return self._pseudonym(number.digits) if number.person else number.digits
        if found := set(drawn(text)):
            return self._pseudonym(found.pop() if len(found) == 1 else text)
        typed = isinstance(cell, (int, float))
        digits = text.removesuffix(".0")
        if digits.isdigit() and ((typed and len(digits) in _SHORT) or shortened(digits)):
            return Wrong(DIGITS_LOST)
        if number:
            return Wrong(number, {"digits": str(sum(c.isdigit() for c in text))})
        return text if _PSEUDONYM.fullmatch(text) else Wrong(PSEUDONYM)

    def _pseudonym(self, number: str) -> str:
        self.persons.add(number)
        mark = hmac.new(self.key.encode(), number.encode(), "sha256").hexdigest()[:12]
        # Twelve signs may happen to be digits that look like a number themselves.
        return f"enskild-{mark}" if not drawn(mark) else f"enskild-x{mark[:9]}"

    def _choices(self, kind: Field) -> str:
        return ", ".join(label(code, self.tx) for code in kind.choices)

    def _codes(self, kind: Field, text: str) -> str | Wrong | None:
        codes, choices = codes_of(kind.choices), self._choices(kind)
        parts = [part.strip() for part in re.split(r"[;,|\n]", text) if part.strip()]
        found = [read_code(part, codes, choices) for part in parts]
        wrong = next((part for part in found if isinstance(part, Wrong)), None)
        return wrong or ";".join(dict.fromkeys(map(str, found))) or None


def _no_id(cell: Any, text: str) -> str:
    """Return why a cell tells no firm from another, or nothing."""
    dated = _DATED.fullmatch(text) or is_day_of_month(text)
    if dated or isinstance(cell, (bool, date, time, timedelta)):
        return TURNED
    return SAYS_NOTHING if not text.strip("0.-") or text.casefold() in _NO_IDS else ""


_TO_READ: Final = object()


_READERS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "hours": read_hours,
    "whole": partial(read_number, whole=True),
    "figure": read_figure,
    "year": read_year,
    "truth": read_truth,
}
