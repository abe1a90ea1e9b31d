"""A CSV file and its Table Schema in, a validated frame or a list of faults out.

The schema of the data package is the only description there is: types follow from it, and so do
pandera's checks and the words of each fault (:mod:`vbdash.data.checks`).
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

import pandas as pd

from vbdash.data import faults as say
from vbdash.data.faults import DataError, Fault, fault

__all__ = ["read_table"]

#: Types of columns without missing values.
_PLAIN: Final = {"integer": "int64", "boolean": "bool"}
_TRUTH: Final = {"true": True, "false": False}
#: Tables found valid, by their description and bytes; the oldest go first.
_VALID: Final[dict[bytes, pd.DataFrame]] = {}
_MOST_VALID: Final = 60


def read_table(
    resource: Mapping[str, Any], content: bytes, *, checked: bool = False
) -> tuple[pd.DataFrame | None, list[Fault]]:
    """Read one CSV file into a validated frame, or say everything that is wrong with it.

    Parameters
    ----------
    resource
        Description of the table: ``path`` and ``schema`` (Frictionless Table Schema).
    content
        The bytes of the file: UTF-8, comma, a header row. An empty cell is a missing value.
    checked
        These very bytes have been checked before, so that reading and typing them is enough.

    Returns
    -------
    frame, faults
        One of the two is empty: a table is valid as a whole or not handed out.

    Notes
    -----
    A table that was found valid is remembered: an import reads the whole package before and after,
    and only one table of it has changed.
    """
    if checked:
        return _read(resource, content, checked=True)
    described = json.dumps(resource["schema"], sort_keys=True, default=str).encode()
    key = hashlib.sha256(described + b"\0" + content).digest()
    frame, found = _VALID.get(key), list[Fault]()
    if frame is None:
        frame, found = _read(resource, content, checked=False)
        if frame is None:
            return None, found
        while len(_VALID) >= _MOST_VALID:
            del _VALID[next(iter(_VALID))]
        _VALID[key] = frame
    return frame.copy(deep=False), []


def _read(
    resource: Mapping[str, Any], content: bytes, *, checked: bool
) -> tuple[pd.DataFrame | None, list[Fault]]:
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
    fields = {each["name"]: each for each in resource["schema"]["fields"]}
    if checked:
        typed, found = _typed(path, fields, frame)
    else:
        from vbdash.data import checks  # 40 MB, for those who check

        try:
            schema = checks.table_schema(resource)
        except DataError as error:
            return None, list(error.faults)
        typed, found = _typed(path, fields, frame)
        found = found or checks.check_table(resource, schema, frame, typed)
    return (None, found) if found else (_settled(fields, typed), [])


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


def _settled(fields: Mapping[str, Mapping[str, Any]], typed: pd.DataFrame) -> pd.DataFrame:
    """Give columns that passed every check their smallest type: no room for what cannot occur."""
    kinds: dict[str, str] = {}
    for name, spec in fields.items():
        constraints = spec.get("constraints", {})
        if constraints.get("enum"):
            kinds[name] = "category"
        elif spec["type"] == "number":
            kinds[name] = "float64"
        elif constraints.get("required") and spec["type"] in _PLAIN:
            kinds[name] = _PLAIN[spec["type"]]
    return typed.astype(kinds)
