"""pandera's checks of a table, built from the Table Schema, and the words of each fault.

A module of its own, because pandera and frictionless are 40 MB that a server need not carry: data
that have passed before are not checked again (:mod:`vbdash.data.stamp`). Patterns and keys are
checked beside pandera: in a time and in words of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd
from pandera.errors import SchemaErrors
from pandera.io.pandas_io import from_frictionless_schema
from pandera.pandas import DataFrameSchema

from vbdash.data import faults as say
from vbdash.data.faults import Found, as_list
from vbdash.data.tables import fits

#: Columns need dtypes that can hold a missing value; plain ``int`` and ``bool`` cannot.
_DTYPES: Final = {
    "string": "str",
    "integer": "Int64",
    "number": "float64",
    "boolean": "boolean",
    "date": "datetime64[ns]",
}
#: What pandera checks of a Table Schema.
_BY_PANDERA: Final = ("enum", "minimum", "maximum", "minLength", "maxLength")
#: Cells that pandera is given at a time: what it finds in them is all it has to keep.
_SLICE: Final = 500_000


def check_table(
    resource: Mapping[str, Any], typed: pd.DataFrame, found: Found, *, whole: bool = True
) -> None:
    """Add everything in a table that its schema does not allow.

    Parameters
    ----------
    resource
        Description of the table, of a shape that :func:`vbdash.data.shape.description` lets pass.
    typed
        Its rows; the index is the row in the file.
    found
        Where faults go.
    whole
        Whether these are all rows: what may stand once is looked for among them.
    """
    schema = resource["schema"]
    fields = {each["name"]: each for each in schema["fields"]}
    keys = as_list(schema.get("primaryKey", []))
    for name, spec in fields.items():
        _cells(name, spec.get("constraints", {}), name in keys, typed[name], found)
    if whole:
        check_once(resource, typed, found)
    _by_pandera(fields, typed, found)


def check_once(resource: Mapping[str, Any], typed: pd.DataFrame, found: Found) -> None:
    """Add the cells and rows of a whole table that stand several times and may not."""
    schema = resource["schema"]
    for spec in schema["fields"]:
        if spec.get("constraints", {}).get("unique"):
            values = typed[spec["name"]]
            again = values.notna() & values.duplicated(keep=False)
            found.cells(say.VALUE_ONCE, spec["name"], values[again])
    if keys := as_list(schema.get("primaryKey", [])):
        _rows_once(keys, typed, found)


def _cells(
    name: str, constraints: Mapping[str, Any], key: bool, values: pd.Series, found: Found
) -> None:
    """Check what is there, and its form."""
    if constraints.get("required") or key:
        found.cells(say.VALUE_THERE, name, values[values.isna()])
    if pattern := constraints.get("pattern"):
        found.cells(form(name, pattern), name, values[~fits(pattern, values)])


def form(name: str, pattern: str) -> str:
    """Say in words what a pattern asks for."""
    return say.NEEDS if name == "needs" else say.FORMS.get(pattern, say.FORM)


def _rows_once(keys: list[str], typed: pd.DataFrame, found: Found) -> None:
    again = typed.loc[_several_times(keys, typed), keys]
    for row, values in again.head(say.MOST).iterrows():
        key = ", ".join(map(str, values))
        found.add(say.KEY_UNIQUE, row=int(str(row)), column=", ".join(keys), key=key)
    found.count += max(len(again) - say.MOST, 0)


def _several_times(keys: list[str], typed: pd.DataFrame) -> pd.Series:
    """Tell which rows have a key that another row has, too."""
    if not any(isinstance(typed[each].dtype, pd.CategoricalDtype) for each in keys):
        return typed.duplicated(keys, keep=False)
    # Of a large table: one number a row, where pandas makes a column of them for each of the key.
    places, size = np.zeros(len(typed), dtype="int64"), 1
    for each in keys:
        codes, different = pd.factorize(typed[each], use_na_sentinel=False)
        size *= len(different) + 1
        if size >= say.LARGEST:
            return typed.duplicated(keys, keep=False)
        places *= len(different) + 1
        places += codes
    return pd.Series(places, index=typed.index).duplicated(keep=False)


def _by_pandera(fields: Mapping[str, Mapping[str, Any]], typed: pd.DataFrame, found: Found) -> None:
    try:
        schema = _pandera_schema(fields)
        rows = max(_SLICE // len(fields), 1)
        for start in range(0, len(typed), rows):
            try:
                schema.validate(typed.iloc[start : start + rows], lazy=True)
            except SchemaErrors as error:
                _explained(fields, error, found)
                if found.count > say.MOST:
                    return
    except Exception as error:  # a library's surprise is a fault of the data, not the end of us
        found.add(say.PACKAGE_VALID, detail=f"{type(error).__name__}: {error}")


def _pandera_schema(fields: Mapping[str, Mapping[str, Any]]) -> DataFrameSchema:
    """Build pandera's schema of the constraints that it checks."""
    plain = []
    for name, spec in fields.items():
        limits = spec.get("constraints", {}).items()
        own = {key: value for key, value in limits if key in _BY_PANDERA}
        plain.append({"name": name, "type": spec["type"], "constraints": own})
    built: DataFrameSchema = from_frictionless_schema({"fields": plain})
    return built.update_columns({n: {"dtype": _DTYPES[s["type"]]} for n, s in fields.items()})


def _explained(fields: Mapping[str, Mapping[str, Any]], error: SchemaErrors, found: Found) -> None:
    """Turn pandera's failure cases into faults, one for each cell."""
    for case in error.failure_cases.itertuples():
        row = 0 if pd.isna(case.index) else int(case.index)
        name = str(case.column)
        spec = fields.get(name, {}).get("constraints", {})
        expected = _expectation(str(case.check), spec)
        found.add(row=row, column=name, found=case.failure_case, **expected)


def _expectation(check: str, spec: Mapping[str, Any]) -> dict[str, Any]:
    """Say what one of pandera's checks expected, from the constraints it was built from."""
    if check.startswith("isin"):
        return {"expected": say.VALUE_ONE_OF, "choices": ", ".join(map(str, spec["enum"]))}
    kinds: dict[str, tuple[str, dict[str, str]]] = {
        "in_range": (say.VALUE_BETWEEN, {"least": "minimum", "most": "maximum"}),
        "greater_than_or_equal_to": (say.VALUE_LEAST, {"limit": "minimum"}),
        "less_than_or_equal_to": (say.VALUE_MOST, {"limit": "maximum"}),
    }
    for beginning, (expected, names) in kinds.items():
        if check.startswith(beginning):
            return {"expected": expected, **{name: spec[key] for name, key in names.items()}}
    if check.startswith("str_length"):
        return {"expected": say.VALUE_LENGTH, "least": spec.get("minLength", 0), "most": spec.get("maxLength", "…")}  # fmt: skip
    return {"expected": say.PACKAGE_VALID, "detail": check}
