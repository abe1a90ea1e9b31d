"""A large CSV file in pieces of a few megabytes: typed and checked one by one, held as codes.

A piece that stands as the description says is taken by Arrow, its texts as codes into a list of
different ones, and only these are looked at. Any other piece goes the way of a small table, which
reads what a spreadsheet has changed and tells every fault in its own words, for that piece alone.
What can only be seen in the whole, that a key or a value stands once, is checked at the end.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from vbdash.data import faults as say
from vbdash.data.faults import Fault, Found, as_list

#: A file above this is read in pieces.
LARGE: Final = 16 * 2**20
#: Bytes of a piece.
PIECE: Final = 4 * 2**20
#: Texts of which so many are different are no codes.
_MANY: Final = 0.25
_TYPES: Final = {"integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_()}
_TEXT: Final = pa.dictionary(pa.int32(), pa.string())

#: So many different texts have codes of two bytes.
_FEW: Final = 2**15

Codes = npt.NDArray[Any]
#: Types a piece and lists what is wrong with it; it begins in this row of the file.
Slowly = Callable[[bytes, int, Found], "pd.DataFrame | None"]


def plain_header(content: bytes, names: list[str]) -> bytes:
    """Return the first line where it is as the app writes it; nothing otherwise.

    What a spreadsheet saves has another one, and no more than a million rows.
    """
    head = ",".join(names).encode()
    return next((line for end in (b"\n", b"\r\n") if content.startswith(line := head + end)), b"")


def pieces(content: bytes, start: int, size: int = PIECE) -> Iterator[bytes]:
    """Cut a file at ends of lines that lie in no quoted cell, each piece about `size` bytes."""
    while start < len(content):
        end, quotes = start, 0
        while True:
            begin, end = end, content.find(b"\n", end + size) + 1
            end = end or len(content)
            quotes += content.count(b'"', begin, end)
            if quotes % 2 == 0 or end == len(content):
                break
        yield content[start:end]
        start = end


@dataclass
class _Texts:
    """The texts of a column as they come: codes into the different ones."""

    known: dict[str, int] = field(default_factory=dict)
    parts: list[Codes] = field(default_factory=list)

    def add(self, codes: npt.NDArray[Any], different: list[str]) -> None:
        """Add rows; a missing text is of code -1."""
        known = self.known
        found = [*(known.setdefault(each, len(known)) for each in different), -1]
        places = np.array(found, "int16" if len(known) < _FEW else "int32")
        self.parts.append(places[codes])

    def series(self) -> pd.Series:
        """Return the column: categories in the order of the alphabet, or texts where most differ."""
        codes = np.concatenate(self.parts) if self.parts else np.empty(0, "int32")
        self.parts.clear()
        words = np.array(list(self.known), dtype="object")
        if len(words) > _MANY * len(codes):
            texts = pa.array([*self.known, None], pa.large_string())
            return pd.Series(texts.take(pa.array(codes % (len(words) + 1))), dtype="str")
        order = np.argsort(words) if len(words) else np.empty(0, "int64")
        place = np.empty(len(words) + 1, "int32")
        place[order], place[-1] = np.arange(len(words)), -1
        kind = pd.CategoricalDtype(pd.Index(words[order], dtype="str"))
        return pd.Series(pd.Categorical.from_codes(place[codes], dtype=kind))


def read_pieces(
    resource: Mapping[str, Any], content: bytes, head: bytes, slowly: Slowly
) -> tuple[pd.DataFrame, Found]:
    """Read a table piece by piece.

    Parameters
    ----------
    resource
        Its description.
    content, head
        The bytes of the file, and its first line (:func:`plain_header`).
    slowly
        Reads a piece that is not as described.

    Returns
    -------
    table, found
        The rows, in which texts are categories, and what is wrong with them.
    """
    fields = {each["name"]: each for each in resource["schema"]["fields"]}
    keys = as_list(resource["schema"].get("primaryKey", []))
    quickly = _Quick(fields, keys, resource["schema"].get("missingValues", ()))
    texts = {name: _Texts() for name, spec in fields.items() if spec["type"] == "string"}
    others: dict[str, list[pd.Series]] = {name: [] for name in fields if name not in texts}
    found, row, numbers = Found(resource["path"]), 2, list[pd.Index]()
    for piece in pieces(content, len(head)):
        table = quickly.read(head.rstrip() + b"\n" + piece)
        if table is None:
            typed, records = slowly(head + piece, row - 2, found), _records(piece)
            if typed is not None:
                _take(typed, texts, others)
                numbers.append(typed.index)
        else:
            records = len(table)
            numbers.append(pd.RangeIndex(row, row + records))
            quickly.take(table, texts, others)
        row += records
    columns = {
        name: texts[name].series() if name in texts else _joined(others[name], spec)
        for name, spec in fields.items()
    }
    index: pd.Index = pd.RangeIndex(2, row)
    if sum(map(len, numbers)) < len(index):  # blank rows and such are counted, and no rows
        index = pd.Index(np.concatenate([each.to_numpy() for each in numbers]))
    return pd.DataFrame(columns).set_axis(index), found


def _joined(parts: list[pd.Series], spec: Mapping[str, Any]) -> pd.Series:
    if not parts:
        return pd.Series([], dtype={"date": "datetime64[ns]", "boolean": "boolean"}.get(spec["type"], "float64"))  # fmt: skip
    return pd.concat(parts, ignore_index=True)


def _records(piece: bytes) -> int:
    """Count the rows of a piece as a person does who opens the file."""
    if b'"' not in piece:
        return len(piece.splitlines())
    try:
        return sum(1 for _ in csv.reader(io.StringIO(piece.decode("utf-8", "replace"))))
    except csv.Error:
        return len(piece.splitlines())


def _take(
    typed: pd.DataFrame, texts: Mapping[str, _Texts], others: Mapping[str, list[pd.Series]]
) -> None:
    for name, column in texts.items():
        codes, different = pd.factorize(typed[name])
        column.add(codes, [str(each) for each in different])
    for name, parts in others.items():
        parts.append(typed[name])


@dataclass
class _Quick:
    """Reads pieces that are as described, and says of all others that they are not."""

    fields: Mapping[str, Mapping[str, Any]]
    keys: list[str]
    missing: Any

    def __post_init__(self) -> None:
        from vbdash.data.tables import EMPTY

        kinds = {name: _TYPES.get(spec["type"], _TEXT) for name, spec in self.fields.items()}
        self._convert = arrow_csv.ConvertOptions(
            column_types=kinds, strings_can_be_null=True, null_values=[*EMPTY, *self.missing],
            true_values=["true"], false_values=["false"],
        )  # fmt: skip
        self._fits: dict[tuple[str, str], bool] = {}

    def read(self, content: bytes) -> pa.Table | None:
        """Return a piece with its header; None where it has to be looked at more closely."""
        if any(sign in content for sign in (b'"', b"\r", b"\0")):
            return None
        try:
            table = arrow_csv.read_csv(
                pa.py_buffer(content),
                read_options=arrow_csv.ReadOptions(use_threads=False, block_size=len(content) + 1),
                parse_options=arrow_csv.ParseOptions(ignore_empty_lines=False, quote_char=False),
                convert_options=self._convert,
            ).combine_chunks()
        except pa.ArrowException:
            return None
        blank = all(table[name].null_count for name in self.fields)
        if blank or not all(self._passes(name, table[name]) for name in self.fields):
            return None
        return table

    def _passes(self, name: str, column: pa.ChunkedArray) -> bool:
        """Say whether a column of a piece is as described, whatever else there is."""
        spec = self.fields[name]
        limits = spec.get("constraints", {})
        if column.null_count and (limits.get("required") or name in self.keys):
            return False
        if not len(column):
            return True
        if spec["type"] in ("number", "integer"):
            least, most = pc.min_max(column).as_py().values()
            if least is None:
                return True
            if spec["type"] == "number" and not pc.all(pc.is_finite(column)).as_py():
                return False
            return bool(
                max(-say.LARGEST, limits.get("minimum", -say.LARGEST)) <= least
                and most <= min(say.LARGEST, limits.get("maximum", say.LARGEST))
            )
        if spec["type"] == "boolean":
            return True
        return all(self._fit(name, each) for each in column.chunk(0).dictionary.to_pylist())

    def _fit(self, name: str, text: str) -> bool:
        """Say whether a text is of the form that a column wants; each is looked at once."""
        spec = self.fields[name]
        limits = spec.get("constraints", {})
        if not (limits.get("pattern") or limits.get("enum") or spec["type"] == "date" or limits.get("minLength") or limits.get("maxLength")):  # fmt: skip
            return True
        if (name, text) not in self._fits:
            from vbdash.data.tables import days, fits

            if len(self._fits) > 100_000:  # texts that hardly come again
                self._fits.clear()
            if spec["type"] == "date":
                fit = bool(days(pd.Series([text], dtype="str")).notna().all())
            else:
                fit = limits.get("minLength", 0) <= len(text) <= limits.get("maxLength", len(text))
                fit = fit and text in limits.get("enum", (text,))
                pattern = limits.get("pattern")
                fit = fit and (not pattern or bool(fits(pattern, [text]).all()))
            self._fits[name, text] = fit
        return self._fits[name, text]

    def take(
        self, table: pa.Table, texts: Mapping[str, _Texts], others: Mapping[str, list[pd.Series]]
    ) -> None:
        """Add the rows of a piece to the columns."""
        from vbdash.data.tables import days

        for name, spec in self.fields.items():
            column = table[name].combine_chunks()
            column = column.chunk(0) if isinstance(column, pa.ChunkedArray) else column
            if spec["type"] in ("string", "date"):
                codes = pc.fill_null(column.indices, -1).to_numpy(zero_copy_only=False)
                different = column.dictionary.to_pylist()
                if name in texts:
                    texts[name].add(codes, different)
                else:
                    known = days(pd.Series([*different, None], dtype="str"))
                    others[name].append(known.take(codes).reset_index(drop=True))
            elif column.null_count and spec["type"] != "number":
                if spec["type"] == "boolean":
                    others[name].append(pd.Series(column.to_pandas(), dtype="boolean"))
                    continue
                numbers = pc.fill_null(column, 0).to_numpy()
                gone = column.is_null().to_numpy(zero_copy_only=False)
                others[name].append(pd.Series(pd.arrays.IntegerArray(numbers, gone)))
            else:
                others[name].append(pd.Series(column.to_numpy(zero_copy_only=False)))
