"""pandera's checks of a table, built from the Table Schema, and the words of each fault.

A module of its own, because pandera and frictionless are 40 MB that a server need not carry: data
that have passed before are not checked again (:mod:`vbdash.data.stamp`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import pandas as pd
from pandera.errors import SchemaErrors
from pandera.io.pandas_io import from_frictionless_schema
from pandera.pandas import DataFrameSchema

from vbdash.data import faults as say
from vbdash.data.faults import DataError, Fault, fault
from vbdash.data.faults import DESCRIPTION, as_list

__all__ = ["check_table", "table_schema"]

#: Nullable columns need dtypes that can hold a missing value; plain ``int`` and ``bool`` cannot.
_NULLABLE: Final = {"integer": "Int64", "boolean": "boolean"}


def table_schema(resource: Mapping[str, Any]) -> DataFrameSchema:
    """Build pandera's schema of a table from its Table Schema.

    Raises
    ------
    DataError
        When the Table Schema is not one: it comes from outside and may be anything.
    """
    try:
        return _pandera_schema(resource["schema"])
    except Exception as error:
        wrong = fault(DESCRIPTION, say.PACKAGE_VALID, column=resource["path"], detail=error)
        raise DataError([wrong]) from error


def check_table(
    resource: Mapping[str, Any], schema: DataFrameSchema, text: pd.DataFrame, typed: pd.DataFrame
) -> list[Fault]:
    """List everything in a table that its schema does not allow.

    Parameters
    ----------
    resource
        Description of the table: ``path`` and ``schema`` (Frictionless Table Schema).
    schema
        pandera's form of it.
    text
        The cells as they stand in the file.
    typed
        The same cells as numbers, truths and dates.
    """
    fields = {each["name"]: each for each in resource["schema"]["fields"]}
    try:
        schema.validate(typed, lazy=True)
    except SchemaErrors as error:
        return list(_explained(resource["path"], fields, text, resource["schema"], error))
    return []


def _pandera_schema(schema: Mapping[str, Any]) -> DataFrameSchema:
    """Build pandera's schema from the Table Schema, with dtypes that can hold missing values."""
    built: DataFrameSchema = from_frictionless_schema(dict(schema))
    changes: dict[str, dict[str, Any]] = {}
    for each in schema["fields"]:
        if each.get("constraints", {}).get("enum"):
            continue
        if each["type"] in _NULLABLE and built.columns[each["name"]].nullable:
            changes[each["name"]] = {"dtype": _NULLABLE[each["type"]]}
        elif each["type"] == "date":
            changes[each["name"]] = {"dtype": "datetime64[ns]"}
        elif each["type"] == "string":
            changes[each["name"]] = {"dtype": "str"}
    return built.update_columns(changes) if changes else built


def _explained(
    path: str,
    fields: Mapping[str, Mapping[str, Any]],
    frame: pd.DataFrame,
    schema: Mapping[str, Any],
    error: SchemaErrors,
) -> Iterator[Fault]:
    """Turn pandera's failure cases into faults, one for each cell or key."""
    keys = as_list(schema.get("primaryKey", []))
    seen: set[tuple[int, str, str]] = set()
    for case in error.failure_cases.itertuples():
        row = -1 if pd.isna(case.index) else int(case.index)
        check = str(case.check)
        name = str(case.column)
        duplicate = check.startswith(("multiple_fields_uniqueness", "field_uniqueness"))
        place = (row, "" if duplicate else name, check)
        if place in seen:
            continue
        seen.add(place)
        if duplicate:
            key = ", ".join(str(frame[k].iat[row]) for k in keys)
            yield fault(path, say.KEY_UNIQUE, row=row + 2, column=", ".join(keys), key=key)
            continue
        spec = fields.get(name, {}).get("constraints", {})
        yield fault(
            path,
            *(),
            **_expectation(check, spec),
            row=row + 2,
            column=name,
            found="" if check.startswith("not_nullable") else case.failure_case,
        )


def _expectation(check: str, spec: Mapping[str, Any]) -> dict[str, Any]:
    """Say what one of pandera's checks expected, from the constraints it was built from."""
    if check.startswith("isin"):
        return {"expected": say.VALUE_ONE_OF, "choices": ", ".join(map(str, spec["enum"]))}
    kinds: dict[str, tuple[str, dict[str, str]]] = {
        "not_nullable": (say.VALUE_THERE, {}),
        "str_matches": (say.VALUE_PATTERN, {"pattern": "pattern"}),
        "in_range": (say.VALUE_BETWEEN, {"least": "minimum", "most": "maximum"}),
        "greater_than_or_equal_to": (say.VALUE_LEAST, {"limit": "minimum"}),
        "less_than_or_equal_to": (say.VALUE_MOST, {"limit": "maximum"}),
    }
    for beginning, (expected, names) in kinds.items():
        if check.startswith(beginning):
            return {"expected": expected, **{name: spec[key] for name, key in names.items()}}
    return {"expected": say.VALUE_LENGTH, "check": check}
