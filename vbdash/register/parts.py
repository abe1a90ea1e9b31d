"""Rows into Parquet, a folder a county, with as much in memory as is being written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
from pyarrow.parquet import ParquetWriter

#: Rows of a county that are written together.
GROUP: Final = 8_192
#: What Hive, Spark and DuckDB call the folder of rows without a value.
NO_COUNTY: Final = "__HIVE_DEFAULT_PARTITION__"


#: Columns that are searched: written plainly, which is read in half the time.
_PLAIN: Final = ("org_number", "name", "words")


def _written(schema: pa.Schema) -> dict[str, Any]:
    plain = [name for name in schema.names if name in _PLAIN]
    return {
        "write_statistics": ["org_number"],  # rows lie in no order that others would tell of
        "compression": {name: "none" if name in plain else "snappy" for name in schema.names},
        "use_dictionary": [name for name in schema.names if name not in plain],
        "bloom_filter_options": {"org_number": {"ndv": GROUP, "fpp": 0.01}},
        "column_encoding": dict.fromkeys(plain, "DELTA_LENGTH_BYTE_ARRAY"),
    }


def by_county(rows: pa.Table) -> Iterator[tuple[str, pa.Table]]:
    """Yield a copy of the rows of each county, in their order."""
    codes = rows["county_code"].combine_chunks().dictionary_encode()
    index = codes.indices.fill_null(-1).to_numpy()
    for number in np.unique(index):
        county = codes.dictionary[int(number)].as_py() if number >= 0 else NO_COUNTY
        yield county, rows.take(pa.array(np.flatnonzero(index == number)))


class Parts:
    """Writes the rows of a table into ``county=24/part-0.parquet`` and so on.

    Parameters
    ----------
    folder
        Where to.
    schema
        Columns; ``county_code`` is one of them.
    """

    def __init__(self, folder: Path, schema: pa.Schema) -> None:
        self._folder, self._schema = folder, schema
        self._waiting: dict[str, list[pa.Table]] = {}
        self._writers: dict[str, ParquetWriter] = {}
        folder.mkdir(parents=True)

    def add(self, rows: pa.Table) -> None:
        """Add rows."""
        for county, mine in by_county(rows.select(self._schema.names)):
            waiting = self._waiting.setdefault(county, [])
            waiting.append(mine)
            if sum(map(len, waiting)) >= GROUP:
                self._write(county)

    def _write(self, county: str) -> None:
        rows = pa.concat_tables(self._waiting.pop(county)).cast(self._schema)
        writer = self._writers.get(county)
        if writer is None:
            place, how = self._folder / f"county={county}", _written(self._schema)
            place.mkdir()
            writer = ParquetWriter(place / "part-0.parquet", self._schema, **how)
            self._writers[county] = writer
        writer.write_table(rows)

    def __enter__(self) -> Parts:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            for county in list(self._waiting) if kind is None else []:
                self._write(county)
        finally:
            for writer in self._writers.values():
                writer.close()
