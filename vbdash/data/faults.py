"""What is wrong with the data, said so that a person can mend it."""

from __future__ import annotations

import traceback
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

from vbdash.text import Text, msg

if TYPE_CHECKING:  # the process that reads people's files does without pandas
    import pandas as pd

#: So many names are listed whole.
_FEW: Final = 12
DESCRIPTION: Final = "datapackage.json"
#: Tables about single firms, which nobody else is shown, whatever the description says of them.
PROTECTED: Final = frozenset({"interventions", "eligible"})

#: Found values are quoted at most this long; a fault is a line, not a page.
_LONGEST: Final = 60


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in one place.

    Parameters
    ----------
    file
        Name of the file, relative to the data directory.
    row
        Line number in the file, the header being line 1; 0 where the whole file is meant.
    column
        Name of the column; empty where a whole row or file is meant.
    found
        What stands there.
    expected
        What should stand there: an English message of the catalogue.
    values
        What fills the ``{names}`` of `expected`, as pairs.
    private
        Whether it may quote what only the operator may see. Faults are, unless somebody says that
        they are not (:func:`opened`).
    """

    file: str
    row: int = 0
    column: str = ""
    found: str = ""
    expected: str = ""
    values: tuple[tuple[str, str], ...] = ()
    private: bool = field(default=True, compare=False)

    def place(self, tx: Text) -> str:
        """Say where: file, row and column, as far as they are known."""
        parts = [self.file]
        if self.row:
            parts.append(tx("row {row}", row=self.row))
        if self.column:
            parts.append(tx("column {column}", column=self.column))
        return ", ".join(parts)

    def sentence(self, tx: Text) -> str:
        """Say the whole fault in one line: where, what was found, what was expected."""
        expected = tx(self.expected, **dict(self.values))
        if self.found:
            found = self.found if len(self.found) <= _LONGEST else self.found[:_LONGEST] + "…"
            said = {"place": self.place(tx), "found": found, "expected": expected}
            return tx("{place}: found “{found}”, expected {expected}", **said)
        return tx("{place}: {expected}", place=self.place(tx), expected=expected)


def fault(
    file: str, expected: str, *, row: int = 0, column: str = "", found: Any = "", **values: Any
) -> Fault:
    """Make a :class:`Fault`; `values` fill the names in `expected`."""
    filled = tuple(sorted((name, _plain(value, 8 * _LONGEST)) for name, value in values.items()))
    return Fault(file, row, _plain(column), _plain(found), expected, filled)


def _plain(value: Any, longest: int = 4 * _LONGEST) -> str:
    """Return the beginning of a text from outside, with no sign that cannot be shown."""
    text = str(value)[: longest + 1]
    if not text.isprintable():
        text = "".join(
            sign if sign.isprintable() else " " if sign.isspace() else "\N{REPLACEMENT CHARACTER}"
            for sign in text
        )
    return text if len(text) <= longest else f"{text[:longest]}…"


class Found:
    """Collects the faults of one file: the first ones are kept, the others counted.

    Parameters
    ----------
    file
        Name of the file.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.count = 0
        self._kept: list[Fault] = []

    def add(self, expected: str, *, row: int = 0, column: str = "", **rest: Any) -> None:
        """Add a fault; see :func:`fault`."""
        self.count += 1
        if len(self._kept) < MOST:
            self._kept.append(fault(self.file, expected, row=row, column=column, **rest))

    def cells(self, expected: str, column: str, values: pd.Series, **rest: Any) -> None:
        """Add a fault for each cell of a column; their index is the row in the file."""
        left = MOST - len(self._kept)
        listed = values.iloc[:left]
        for (row, value), empty in zip(listed.items(), listed.isna(), strict=True):
            shown = "" if empty else value
            self.add(expected, row=int(str(row)), column=column, found=shown, **rest)
        self.count += max(len(values) - left, 0)

    def take(self, faults: Iterable[Fault]) -> None:
        """Add faults that were collected elsewhere, of a piece of the file."""
        for each in faults:
            if each.expected == MORE:
                self.count += int(dict(each.values)["count"])
                continue
            self.count += 1
            if len(self._kept) < MOST:
                self._kept.append(each)

    def faults(self) -> list[Fault]:
        """Return the faults that were kept, and how many there were beside them."""
        left = self.count - len(self._kept)
        return [*self._kept, *([fault(self.file, MORE, count=left)] if left else [])]


def opened(wrong: Fault) -> Fault:
    """Let a fault be shown to anybody: it is about what anybody may see."""
    return replace(wrong, private=False)


class DataError(Exception):
    """The data directory is unusable; carries every fault found in it.

    Its text, which ends in logs and on pages, quotes nothing private.

    Attributes
    ----------
    faults
        All faults, in the order of files and rows.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(sorted(faults))
        super().__init__(self.report(Text("en")))

    @property
    def public(self) -> tuple[Fault, ...]:
        """The faults as anybody may see them: of private ones no more than the name of the file."""
        files = dict.fromkeys(each.file for each in self.faults if each.private)
        hidden = [opened(Fault(file, expected=NOT_SHOWN)) for file in files]
        return tuple(sorted([*hidden, *(each for each in self.faults if not each.private)]))

    def report(self, tx: Text, *, whole: bool = False) -> str:
        """List the faults, one a line, under a heading that counts them.

        Parameters
        ----------
        tx
            Language.
        whole
            Whether private ones are quoted: for the operator at the terminal, nobody else.
        """
        heading = tx.plural("{n} fault in the data:", "{n} faults in the data:", len(self.faults))
        shown = self.faults if whole else self.public
        return "\n".join([heading, *(f"  {each.sentence(tx)}" for each in shown)])


#: No more faults of a file are kept than anyone reads; the rest are counted.
MOST: Final = 1_000
#: Whole numbers above this cannot be told apart as floating-point numbers.
LARGEST: Final = 2**53


def traced(error: BaseException) -> str:
    """Say where an error happened, without its words, which may quote somebody's data."""
    parts: list[str] = []
    at: BaseException | None = error
    while at is not None and len(parts) < 5:
        lines = "".join(traceback.format_tb(at.__traceback__))
        parts.append(f"{type(at).__name__}\n{lines}")
        at = at.__cause__ or at.__context__
    return "caused by ".join(parts)


def unreadable(file: str, error: Exception) -> Fault:
    """Return why a file cannot be read as a fault of it."""
    if isinstance(error, FileNotFoundError):
        return fault(file, FILE_THERE)
    if isinstance(error, PermissionError):
        return fault(file, FORBIDDEN)
    return fault(file, FILE_READABLE, detail=getattr(error, "strerror", "") or error)


def reason(error: OSError, tx: Text) -> str:
    """Say why the system refuses a file or a folder, and what to do where a right is missing."""
    if isinstance(error, PermissionError):
        return tx(FORBIDDEN)
    return error.strerror or str(error)


NOT_SHOWN: Final = msg(
    "as its description says; what is wrong is not shown here, “python -m vbdash check” lists it"
)
#: Expected things, kept together so that the catalogue and the tests can name them.
FILE_THERE: Final = msg("the file is missing")
FILE_READABLE: Final = msg("the file cannot be read ({detail})")
FORBIDDEN: Final = msg(
    "the user who runs this has no right to it: give that user the right to the file and its folder "
    "(chown, chmod)"
)
FILE_PLAIN: Final = msg("a plain file is wanted, not a folder, a pipe or a device")
FILE_INSIDE: Final = msg("a file inside the data directory")
FILE_SMALL: Final = msg("a file of at most {most} bytes")
FILE_NOT_EMPTY: Final = msg("the file is empty")
JSON_WELL_FORMED: Final = msg("well-formed JSON ({detail})")
PACKAGE_SHAPE: Final = msg("a data package with “resources”, each with “name”, “path”, “schema”")
NOT_DEEPER: Final = msg("lists and objects nested at most {most} deep")
WRITABLE: Final = msg("texts of whole signs, without half of a pair")
NAME_ONCE: Final = msg("a name that stands once, at {where}")
NOT_MORE: Final = msg("at most {most} at {where}")
TEXT_AT: Final = msg("a text at {where}")
TEXTS_AT: Final = msg("a list of texts at {where}")
LIST_AT: Final = msg("a list without repetitions at {where}")
OBJECT_AT: Final = msg("an object with names and values at {where}")
LABELS_AT: Final = msg("an object with a text for each value at {where}")
TRUTH_AT: Final = msg("true or false at {where}")
NUMBER_AT: Final = msg("a number within reason at {where}")
ORDER_AT: Final = msg("at least {least} at {where}")
ONE_OF_AT: Final = msg("one of {choices} at {where}")
CONSTRAINT_AT: Final = msg("one of the constraints {choices} at {where}")
PATTERN_AT: Final = msg("a regular expression without look-around and back references at {where}")
PATH_AT: Final = msg("the path of a file inside the data directory at {where}")
ENCODING_AT: Final = msg("“utf-8” at {where}")
FIELDS_AT: Final = msg("a list of fields at {where}")
TABLE_AT: Final = msg("a table that is described, at {where}")
KEY_AT: Final = msg("one or several fields of {table}, at {where}")
PAIRS_AT: Final = msg("as many fields on both sides, {count}, at {where}")
TABLE_DESCRIBED: Final = msg("the table “{table}” is not described in datapackage.json")
EDITION_THERE: Final = msg("the name of an edition that is in place")
FIELD_DESCRIBED: Final = msg(
    "the column “{field}” of the table “{table}” with the type “{type}”, which the app reads"
)
KEY_DESCRIBED: Final = msg("the primary key {fields} of the table “{table}”, which the app reads")
ROW_THERE: Final = msg("a row for {id}, which the pages begin with")
UTF8: Final = msg("text in UTF-8 (in Excel: Save as, “CSV UTF-8”)")
NO_NULL: Final = msg("text without the sign NUL")
QUOTES_CLOSED: Final = msg(
    "quotation marks in pairs: one that is opened in this row is not closed at the end of its cell"
)
CELL_SHORT: Final = msg("a cell of at most {most} signs (is a quotation mark left open?)")
COLUMN_THERE: Final = msg("the column is missing")
COLUMN_KNOWN: Final = msg("a column described in datapackage.json")
COLUMN_ONCE: Final = msg("each column once")
COLUMNS_COUNT: Final = msg("{count} fields in the row")
KEY_UNIQUE: Final = msg("a key that stands once in the file: {key}")
KEY_KNOWN: Final = msg("a value that stands in {table}.{field}")
VALUE_THERE: Final = msg("a value, not an empty cell")
VALUE_ONCE: Final = msg("a value that stands once in the column")
VALUE_LEAST: Final = msg("at least {limit}")
VALUE_MOST: Final = msg("at most {limit}")
VALUE_BETWEEN: Final = msg("between {least} and {most}")
VALUE_ONE_OF: Final = msg("one of {choices}")
VALUE_LENGTH: Final = msg("a text of {least} to {most} signs")
MORE: Final = msg("{count} further faults in the file")
SERIES_KNOWN: Final = msg("an edition of the measure that stands in the table of observations")
RANK_ONCE: Final = msg("a rank that no other edition of the measure has")
UNIT_OF_MEASURE: Final = msg("the unit of the measure, {unit}")
NOT_OF_ITSELF: Final = msg("measures that are not worked out of this one")
COUNTY_KNOWN: Final = msg("the code or the name of a Swedish county: {known}")
PACKAGE_VALID: Final = msg("a table that can be checked ({detail})")
TYPES: Final = {
    "integer": msg("a whole number"),
    "number": msg("a number"),
    "boolean": msg("true or false"),
    "date": msg("a date such as 2019-01-31"),
    "string": msg("a text"),
}
#: What the patterns of the shipped description ask for, in words; a pattern is no answer.
FORMS: Final = {
    r"^\d{2}$": msg("two digits, such as 07 (a column formatted as text in Excel keeps the zero)"),
    r"^\d{4}$": msg(
        "four digits, such as 0114 (a column formatted as text in Excel keeps the zero)"
    ),
    r"^(\d{2}|\d{4}|SE\d{2})$": msg(
        "two digits for a county, four for a municipality, SE and two for a NUTS 2 area, "
        "such as 01, 0114 and SE33 (a column formatted as text in Excel keeps the zero)"
    ),
    r"^SE\d{2}$": msg("the code of a NUTS 2 area, such as SE33"),
    "^[a-z][a-z0-9_]*( [a-z][a-z0-9_]*)*$": msg(
        "names of measures with a blank between them, such as commuters_in live_and_work"
    ),
    r"^24\d{2}$": msg("the code of a municipality in Västerbotten, such as 2482"),
    r"^\d{6}-\d{4}$": msg("an organisation number: six digits, a hyphen and four digits"),
    r"^\d{4}-\d{2}(-\d{2})?$": msg("a month or a day such as 2019-01 or 2019-01-31"),
    r"^[A-U]$": msg("a capital letter from A to U"),
    r"^([A-U]( [A-U])*)?$": msg("capital letters from A to U with a blank between them"),
    r"^[A-Z][A-Z_+-]*$": msg("a code in capital letters, such as B-E or TOTAL"),
    r"^[a-z][a-z0-9_]*$": msg("a name in small letters, digits and underscores, such as gva_share"),
    r"^[a-z0-9_]+$": msg("a name in small letters, digits and underscores, such as scb_2024"),
    r"^[a-z0-9-]+$": msg("a name in small letters, digits and hyphens, such as scb-tab638"),
    r"^[a-z0-9_-]+$": msg("a name in small letters, digits, hyphens and underscores"),
    r"^[A-Za-z0-9_.-]+$": msg("a number or name without blanks, such as f-0017"),
}
NEEDS: Final = msg("kinds of help with semicolons between them, such as automation;finance")
FORM: Final = msg("a text of the form that datapackage.json describes for the column")


def as_list(value: str | Iterable[str]) -> list[str]:
    """Read a key that the Table Schema allows to be one name or several."""
    return [value] if isinstance(value, str) else list(value)


class UnknownName(KeyError, ValueError):
    """A table, key, measure, definition, region, year or column that does not exist.

    Parameters
    ----------
    kind
        What was asked for, in English, for instance ``"measure"``.
    asked
        The name as it was given.
    known
        The names that exist, best in their own order.

    Examples
    --------
    >>> print(UnknownName("measure", "gvaa", ["employment", "gva", "population"]))
    unknown measure 'gvaa'; did you mean 'gva'? (known: 'employment', 'gva', 'population')
    """

    def __init__(self, kind: str, asked: Any, known: Iterable[Any]) -> None:
        names = list(dict.fromkeys(known))
        self.near = _near(asked, names)
        self.text = f"unknown {kind} {asked!r}"
        if self.near:
            self.text += f"; did you mean {' or '.join(map(repr, self.near))}?"
        if len(names) <= _FEW:
            self.text += f" (known: {', '.join(map(repr, names)) or 'none'})"
        super().__init__(self.text)

    def __str__(self) -> str:
        return self.text  # a KeyError would show the text in quotation marks


def _near(asked: Any, names: list[Any]) -> tuple[Any, ...]:
    """Return the nearest names: of numbers the nearest one, of texts up to three."""
    if isinstance(asked, int):
        return tuple(sorted(names, key=lambda each: abs(each - asked))[:1])
    folded = {str(name).casefold(): name for name in names}
    close = get_close_matches(str(asked).casefold(), folded, n=3, cutoff=0.5)
    return tuple(folded[each] for each in close)
