"""A CSV file and its Table Schema in, a validated frame or a list of faults out.

The schema of the data package is the only description there is: types follow from it, and so do
pandera's checks and the words of each fault (:mod:`vbdash.data.checks`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from vbdash.data import cells, faults as say
from vbdash.data.faults import Fault, Found
from vbdash.data.large.pieces import LARGE, plain_header, read_pieces
from vbdash.data.lines import Lines, read_lines

#: Types of columns without missing values.
_PLAIN: Final = {"integer": "int64", "boolean": "bool"}
_TRUTH: Final = {"true": True, "false": False}
#: What has to be read sign by sign: quotation marks, other ends of lines, NUL.
_SLOW: Final = (b'"', b"\r", b"\0")
#: A row of nothing: the slow way passes over it and still counts it.
_BLANK_ROW: Final = r"\n[,\s\x{a0}]*\n|\n[,\s\x{a0}]+$"
#: Beside what the description names, a cell of nothing but a blank holds nothing.
EMPTY: Final = ("", " ", "\N{NO-BREAK SPACE}")
#: No more different cells of a column that are not as described are looked at twice.
_MOST_ODD: Final = 10_000
#: Bytes that are read at a time; a row that is longer is read the slow way.
_PIECE: Final = 2**18
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
        Description of the table, of a shape that :func:`vbdash.data.shape.description` lets pass.
    content
        The bytes of the file. An empty cell is a missing value.
    checked
        These very bytes have been checked before, so that reading and typing them is enough.

    Returns
    -------
    frame, faults
        One of the two is empty: a table is valid as a whole or not handed out. The index of
        `frame` is the row in the file, the header being row 1.

    Notes
    -----
    A table that was found valid is remembered: an import reads the whole package before and after,
    and only one table of it has changed.
    """
    if checked:
        return _read(resource, content, checked=True)
    described = json.dumps(resource["schema"], sort_keys=True, default=str).encode()
    digest = hashlib.sha256(described + b"\0")
    digest.update(content)
    key = digest.digest()
    frame, found = _VALID.get(key), list[Fault]()
    if frame is None:
        frame, found = _read(resource, content, checked=False)
        if frame is None:
            return None, found
        while len(_VALID) >= _MOST_VALID:
            del _VALID[next(iter(_VALID))]
        _VALID[key] = frame
    return frame.copy(deep=False), []


def fits(pattern: str, values: pd.Series | list[str]) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Tell which texts are of the form of a pattern; a missing one is.

    RE2 takes a time that grows with the text alone, whatever the pattern.
    """
    texts = pa.array(values, type=pa.large_string(), from_pandas=True)
    found = pc.match_substring_regex(texts, f"^(?:{pattern})$")
    return np.asarray(pc.fill_null(found, fill_value=True).to_numpy(zero_copy_only=False))


def _read(
    resource: Mapping[str, Any], content: bytes, *, checked: bool
) -> tuple[pd.DataFrame | None, list[Fault]]:
    fields = {each["name"]: each for each in resource["schema"]["fields"]}
    head = plain_header(content, list(fields)) if len(content) > LARGE else b""
    if head:
        return _read_large(resource, content, head, checked=checked)
    found = Found(resource["path"])
    typed, wrong = _typed(resource, content, found)
    if typed is None:
        return None, wrong
    if not checked and not found.count:
        from vbdash.data.checks import check_table  # 40 MB, for those who check

        check_table(resource, typed, found)
    return (None, found.faults()) if found.count else (_settled(fields, typed), [])


def _read_large(
    resource: Mapping[str, Any], content: bytes, head: bytes, *, checked: bool
) -> tuple[pd.DataFrame | None, list[Fault]]:
    """Read a file piece by piece, its texts as categories."""
    fields = {each["name"]: each for each in resource["schema"]["fields"]}

    def slowly(piece: bytes, before: int, found: Found) -> pd.DataFrame | None:
        already = found.count
        typed, wrong = _typed(resource, piece, found, before)
        found.take(wrong)
        if typed is None:
            return None
        if not checked and found.count == already:
            from vbdash.data.checks import check_table

            check_table(resource, typed, found, whole=False)
        return typed

    typed, found = read_pieces(resource, content, head, slowly)
    if not checked and not found.count:
        from vbdash.data.checks import check_once

        check_once(resource, typed, found)
    return (None, found.faults()) if found.count else (_settled(fields, typed), [])


def _typed(
    resource: Mapping[str, Any], content: bytes, found: Found, before: int = 0
) -> tuple[pd.DataFrame | None, list[Fault]]:
    """Return the rows of a file with the types that its schema wants; cells that cannot be, missing.

    Where it is a piece of a file, `before` rows stand before it.
    """
    schema = resource["schema"]
    fields = {each["name"]: each for each in schema["fields"]}
    text, comma = _as_written(content, list(fields)), False
    if text is None:
        lines, wrong = read_lines(resource["path"], content, list(fields))
        if lines is None:
            return None, [replace(each, row=each.row + before * bool(each.row)) for each in wrong]
        text, comma = _frame(lines)[list(fields)], lines.comma
    text.index = text.index + before
    empty = [*EMPTY, *schema.get("missingValues", ())]
    columns = {
        name: _column(spec, text[name].mask(text[name].isin(empty)), comma, found)
        for name, spec in fields.items()
    }
    return pd.DataFrame(columns, index=text.index), []


def _as_written(content: bytes, names: list[str]) -> pd.DataFrame | None:
    """Read a file that stands as the app itself would write it, in a twentieth of the time.

    None for anything else: another header, ends of lines or delimiter, a row of another length, a
    blank one, a quotation mark.
    """
    head = ",".join(names).encode() + b"\n"
    if not content.startswith(head) or any(sign in content for sign in _SLOW):
        return None
    try:
        whole = pa.array([content.decode("utf-8")], pa.large_string())
        if pc.match_substring_regex(whole, _BLANK_ROW)[0].as_py():
            return None
        table = arrow_csv.read_csv(
            pa.py_buffer(content),
            # One thread, small pieces: as fast, and without a buffer for each thread.
            read_options=arrow_csv.ReadOptions(use_threads=False, block_size=_PIECE),
            parse_options=arrow_csv.ParseOptions(ignore_empty_lines=False),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string())
            ),
        )
    except (pa.ArrowException, UnicodeDecodeError):
        return None
    # One object for equal texts: a table has few codes in many rows.
    shared = pa.table([each.combine_chunks().dictionary_encode() for each in table.columns], names)
    text: pd.DataFrame = shared.to_pandas().astype(pd.StringDtype(na_value=np.nan))
    return text.set_axis(pd.RangeIndex(2, len(text) + 2))


def _frame(lines: Lines) -> pd.DataFrame:
    count = len(lines.rows)
    whole = not count or lines.numbers[-1] - lines.numbers[0] == count - 1
    start = lines.numbers[0] if count else 2
    index = pd.RangeIndex(start, start + count) if whole else pd.Index(lines.numbers)
    return pd.DataFrame(lines.rows, columns=list(lines.header), index=index, dtype="str")


def _column(spec: Mapping[str, Any], text: pd.Series, comma: bool, found: Found) -> pd.Series:
    """Turn a column's text into numbers, truths, days or codes; tell each cell that cannot be."""
    kind, constraints = spec["type"], spec.get("constraints", {})
    if kind == "string":
        return _texts(text, constraints)
    if kind == "boolean":
        truths = text.map(_TRUTH).astype("boolean")
        typed = _again(text, truths, truths.isna(), cells.truth)
    elif kind == "date":
        typed = days(text)
        typed = days(_again(text, text.where(typed.notna()), typed.isna(), cells.day))
    else:
        numbers = pd.to_numeric(text, errors="coerce").astype("float64")
        beyond = ~(numbers.abs() <= say.LARGEST)
        read = partial(cells.number, comma=comma)
        typed = _again(text, numbers.mask(beyond), beyond, read)
        if kind == "integer":
            typed = typed.where(typed % 1 == 0).astype("Int64")
    found.cells(say.TYPES[kind], spec["name"], text[typed.isna() & text.notna()])
    return typed


def days(text: pd.Series) -> pd.Series:
    """Read days as the description writes them; what is none is missing."""
    days = pd.to_datetime(text, format="%Y-%m-%d", errors="coerce")
    return days.where(days.dt.year.between(1700, 2200)).astype("datetime64[ns]")


def _texts(text: pd.Series, constraints: Mapping[str, Any]) -> pd.Series:
    """Read listed values and codes that a spreadsheet has changed; the rest stays for the checks."""
    if enum := constraints.get("enum"):
        return _again(text, text, ~text.isin(enum), partial(cells.choice, choices=enum))
    if pattern := constraints.get("pattern"):
        return _again(text, text, ~fits(pattern, text), _codes(pattern, text))
    return text


def _codes(pattern: str, text: pd.Series) -> Callable[[str], str | None]:
    """Return what reads a code of a pattern; all that it may be asked is tried at once."""
    odd = text[~fits(pattern, text)].unique()[:_MOST_ODD]
    tried = sorted({each for cell in odd for each in cells.codes(cell)})
    known = {each for each, fit in zip(tried, fits(pattern, tried), strict=True) if fit}
    return lambda cell: next((each for each in cells.codes(cell) if each in known), None)


def _again(text: pd.Series, typed: pd.Series, odd: Any, read: Callable[[str], object]) -> pd.Series:
    """Look once more at cells that are not as described, each different one once."""
    odd = odd & text.notna()
    if not odd.any():
        return typed
    meant = {cell: read(cell) for cell in text[odd].unique()[:_MOST_ODD]}
    meant = {cell: value for cell, value in meant.items() if value is not None}
    fixed = text[odd].astype("object").map(meant)
    fixed = fixed[fixed.notna()]
    if fixed.empty:
        return typed
    mended = typed.astype("object")
    mended.loc[fixed.index] = fixed
    return mended.astype(typed.dtype)


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
