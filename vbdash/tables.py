"""A CSV file and its Table Schema in, a validated frame or a list of faults out.

The schema of the data package is the only description there is: pandera's checks are built from
it (:func:`pandera.io.pandas_io.from_frictionless_schema`), and so are the words of each fault.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import pandas as pd
from pandera.errors import SchemaErrors
from pandera.io.pandas_io import from_frictionless_schema
from pandera.pandas import DataFrameSchema

from vbdash import faults as say
from vbdash.faults import Fault, fault

__all__ = ["DESCRIPTION", "as_list", "read_table"]

DESCRIPTION: Final = "datapackage.json"
#: Nullable columns need dtypes that can hold a missing value; plain ``int`` and ``bool`` cannot.
_NULLABLE: Final = {"integer": "Int64", "boolean": "boolean"}
_TRUTH: Final = {"true": True, "false": False}


def read_table(
    resource: Mapping[str, Any], content: bytes
) -> tuple[pd.DataFrame | None, list[Fault]]:
    """Read one CSV file into a validated frame, or say everything that is wrong with it.

    Parameters
    ----------
    resource
        Description of the table: ``path`` and ``schema`` (Frictionless Table Schema).
    content
        The bytes of the file: UTF-8, comma, a header row. An empty cell is a missing value.

    Returns
    -------
    frame, faults
        One of the two is empty: a table is valid as a whole or not handed out.
    """
    path = resource["path"]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        byte = content[error.start : error.start + 1]
        return None, [fault(path, say.UTF8, row=row, found=f"0x{byte.hex()}")]
    rows = list(csv.reader(io.StringIO(text)))
    if not rows:
        return None, [fault(path, say.FILE_NOT_EMPTY)]
    header, names = rows[0], [each["name"] for each in resource["schema"]["fields"]]
    found = [fault(path, say.COLUMN_THERE, column=n) for n in names if n not in header]
    found += [fault(path, say.COLUMN_KNOWN, row=1, found=n) for n in header if n not in names]
    found += [
        fault(path, say.COLUMNS_COUNT, row=number, found=len(row), count=len(header))
        for number, row in enumerate(rows[1:], start=2)
        if len(row) != len(header)
    ]
    if found:
        return None, found
    frame = pd.DataFrame(rows[1:], columns=header, dtype="str")[names]
    frame = frame.mask(frame == "", None)
    return _validated(resource, frame)


def _validated(
    resource: Mapping[str, Any], frame: pd.DataFrame
) -> tuple[pd.DataFrame | None, list[Fault]]:
    path, fields = resource["path"], {f["name"]: f for f in resource["schema"]["fields"]}
    try:
        schema = _pandera_schema(resource["schema"])
    except Exception as error:  # the schema itself comes from outside and may be anything
        return None, [fault(DESCRIPTION, say.PACKAGE_VALID, column=path, detail=error)]
    typed, found = _typed(path, fields, frame)
    if found:
        return None, found
    try:
        return schema.validate(typed, lazy=True), []
    except SchemaErrors as error:
        return None, list(_explained(path, fields, frame, resource["schema"], error))


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


def _typed(
    path: str, fields: Mapping[str, Mapping[str, Any]], frame: pd.DataFrame
) -> tuple[pd.DataFrame, list[Fault]]:
    """Turn text into numbers, truths and dates; list each cell that cannot be turned."""
    found: list[Fault] = []
    columns: dict[str, pd.Series] = {}
    for name, spec in fields.items():
        column, kind = frame[name], spec["type"]
        turned = column
        if kind in {"integer", "number"}:
            turned = pd.to_numeric(column, errors="coerce")
            if kind == "integer":
                turned = turned.where(turned % 1 == 0).astype("Int64")
        elif kind == "boolean":
            turned = column.map(_TRUTH).astype("boolean")
        elif kind == "date":
            turned = pd.to_datetime(column, format="%Y-%m-%d", errors="coerce").astype(
                "datetime64[ns]"
            )
        for position in frame.index[turned.isna() & column.notna()]:
            found.append(
                fault(
                    path,
                    say.TYPES[kind],
                    row=int(position) + 2,
                    column=name,
                    found=column[position],
                )
            )
        columns[name] = turned
    return pd.DataFrame(columns, index=frame.index), found


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


def as_list(value: str | Iterable[str]) -> list[str]:
    """Read a key that the Table Schema allows to be one name or several."""
    return [value] if isinstance(value, str) else list(value)
