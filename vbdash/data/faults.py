"""What is wrong with the data, said so that a person can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from vbdash.text import Text, msg

__all__ = ["DESCRIPTION", "DataError", "Fault", "as_list"]

DESCRIPTION: Final = "datapackage.json"

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
    """

    file: str
    row: int = 0
    column: str = ""
    found: str = ""
    expected: str = ""
    values: tuple[tuple[str, str], ...] = ()

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


class DataError(Exception):
    """The data directory is unusable; carries every fault found in it.

    Attributes
    ----------
    faults
        All faults, in the order of files and rows.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(sorted(faults))
        super().__init__(self.report(Text("en")))

    def report(self, tx: Text) -> str:
        """List every fault, one a line, under a heading that counts them."""
        heading = tx.plural("{n} fault in the data:", "{n} faults in the data:", len(self.faults))
        return "\n".join([heading, *(f"  {each.sentence(tx)}" for each in self.faults)])


#: Expected things, kept together so that the catalogue and the tests can name them.
FILE_THERE: Final = msg("the file is missing")
FILE_INSIDE: Final = msg("a file inside the data directory")
FILE_NOT_EMPTY: Final = msg("the file is empty")
JSON_WELL_FORMED: Final = msg("well-formed JSON ({detail})")
PACKAGE_SHAPE: Final = msg("a data package with “resources”, each with “name”, “path”, “schema”")
TABLE_DESCRIBED: Final = msg("the table “{table}” is not described in datapackage.json")
EDITION_THERE: Final = msg("the name of an edition that is in place")
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
