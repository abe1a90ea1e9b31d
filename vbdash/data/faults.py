"""What is wrong with the data, said so that a person can mend it."""

from __future__ import annotations

import traceback
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Final

from vbdash.text import Text, msg

__all__ = [
    "DESCRIPTION",
    "PROTECTED",
    "DataError",
    "Fault",
    "as_list",
    "fault",
    "opened",
    "traced",
]

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
            return tx(
                "{place}: found “{found}”, expected {expected}",
                place=self.place(tx),
                found=found,
                expected=expected,
            )
        return tx("{place}: {expected}", place=self.place(tx), expected=expected)


def fault(
    file: str, expected: str, *, row: int = 0, column: str = "", found: Any = "", **values: Any
) -> Fault:
    """Make a :class:`Fault`; `values` fill the names in `expected`."""
    filled = tuple(sorted((name, str(value)) for name, value in values.items()))
    return Fault(file, row, column, str(found), expected, filled)


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


def traced(error: BaseException) -> str:
    """Say where an error happened, without its words, which may quote somebody's data."""
    parts: list[str] = []
    at: BaseException | None = error
    while at is not None and len(parts) < 5:
        lines = "".join(traceback.format_tb(at.__traceback__))
        parts.append(f"{type(at).__name__}\n{lines}")
        at = at.__cause__ or at.__context__
    return "caused by ".join(parts)


NOT_SHOWN: Final = msg(
    "as its description says; what is wrong is not shown here, “python -m vbdash check” lists it"
)
#: Expected things, kept together so that the catalogue and the tests can name them.
FILE_THERE: Final = msg("the file is missing")
FILE_INSIDE: Final = msg("a file inside the data directory")
FILE_NOT_EMPTY: Final = msg("the file is empty")
JSON_WELL_FORMED: Final = msg("well-formed JSON ({detail})")
PACKAGE_SHAPE: Final = msg("a data package with “resources”, each with “name”, “path”, “schema”")
TABLE_DESCRIBED: Final = msg("the table “{table}” is not described in datapackage.json")
UTF8: Final = msg("text in UTF-8")
COLUMN_THERE: Final = msg("the column is missing")
COLUMN_KNOWN: Final = msg("a column described in datapackage.json")
COLUMNS_COUNT: Final = msg("{count} fields in the row")
KEY_UNIQUE: Final = msg("a key that stands once in the file: {key}")
KEY_KNOWN: Final = msg("a value that stands in {table}.{field}")
VALUE_THERE: Final = msg("a value, not an empty cell")
VALUE_TYPE: Final = msg("{type}")
VALUE_LEAST: Final = msg("at least {limit}")
VALUE_MOST: Final = msg("at most {limit}")
VALUE_BETWEEN: Final = msg("between {least} and {most}")
VALUE_ONE_OF: Final = msg("one of {choices}")
VALUE_PATTERN: Final = msg("text of the form {pattern}")
VALUE_LENGTH: Final = msg("a text of another length ({check})")
UNIT_OF_MEASURE: Final = msg("the unit of the measure, {unit}")
COUNTY_KNOWN: Final = msg("the code of a Swedish county, for instance 24")
PACKAGE_VALID: Final = msg("a schema that can be read ({detail})")
TYPES: Final = {
    "integer": msg("a whole number"),
    "number": msg("a number"),
    "boolean": msg("true or false"),
    "date": msg("a date such as 2019-01-31"),
    "string": msg("a text"),
}


def as_list(value: str | Iterable[str]) -> list[str]:
    """Read a key that the Table Schema allows to be one name or several."""
    return [value] if isinstance(value, str) else list(value)
