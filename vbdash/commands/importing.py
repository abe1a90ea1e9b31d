"""``python -m vbdash import interventions FILE``: the region's records into the data directory."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any, Final

import pandas as pd

from vbdash.commands.store import replace_table
from vbdash.dataset import Dataset, load
from vbdash.faults import DataError, Fault, fault
from vbdash.sources.archive import LARGEST
from vbdash.sources.cells import Places
from vbdash.sources.grid import TOO_LARGE
from vbdash.sources.reading import Reading
from vbdash.sources.records import KEY, read_records
from vbdash.tables import read_table
from vbdash.text import Text, msg

__all__ = ["import_interventions", "table_bytes"]

_TABLE: Final = "interventions"
MADE_UP: Final = msg("real rows only: made-up rows are never taken into the data")


def import_interventions(file: Path, directory: str | None, tx: Text) -> int:
    """Check a file as a whole and put it in place of the table ``interventions``.

    Parameters
    ----------
    file
        CSV or XLSX, with the columns of the template.
    directory
        The data directory; None for the one the app reads.
    tx
        Language of what is printed.

    Returns
    -------
    int
        0 when the table was replaced; 1 when anything is wrong, and then nothing has changed.
    """
    try:
        dataset = load(directory)
        reading = _read(file, dataset, tx)
        content = _checked(reading, dataset)
        path = dataset.directory / dataset.resource(_TABLE)["path"]
        kept = replace_table(path, content, lambda: _loads(dataset))
    except DataError as error:
        print(error.report(tx), file=sys.stderr)
        print(tx("Nothing has been changed."), file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{file}: {error.strerror or error}", file=sys.stderr)
        print(tx("Nothing has been changed."), file=sys.stderr)
        return 1
    _report(reading, kept, tx)
    return 0


def _read(file: Path, dataset: Dataset, tx: Text) -> Reading:
    size = file.stat().st_size
    if size > LARGEST:
        most = LARGEST // 2**20
        raise DataError([fault(file.name, TOO_LARGE, most=most, size=-(-size // 2**20))])
    return read_records(file.name, file.read_bytes(), Places.of(dataset), tx)


def _checked(reading: Reading, dataset: Dataset) -> bytes:
    """Return the table's new bytes, checked once more by the data package's own schema."""
    if reading.table is None:
        raise DataError(reading.faults)
    if reading.table["sample"].fillna(False).any():
        raise DataError([fault(reading.file, MADE_UP)])
    resource = dataset.resource(_TABLE)
    content = table_bytes(reading.table, resource)
    found: list[Fault] = read_table(resource, content)[1]
    if found:
        raise DataError(found)
    return content


def table_bytes(table: pd.DataFrame, resource: Any) -> bytes:
    """Write records as the data package keeps them: UTF-8, comma, sorted and numbered, codes."""
    names = [each["name"] for each in resource["schema"]["fields"]]
    rows = table.assign(sample=table["sample"].fillna(False)).sort_values(KEY, kind="stable")
    rows = rows.assign(record=range(1, len(rows) + 1))[names]
    for name, kind in rows.dtypes.items():
        if str(kind) == "boolean":
            rows[name] = rows[name].map({True: "true", False: "false"})
        elif str(kind).startswith("datetime"):
            rows[name] = rows[name].dt.strftime("%Y-%m-%d")
    out = io.StringIO()
    rows.to_csv(out, index=False, lineterminator="\n")
    return out.getvalue().encode()


def _loads(dataset: Dataset) -> None:
    """Raise DataError unless the directory with the new table loads as a whole."""
    load(dataset.directory, dataset.county)


def _report(reading: Reading, kept: Path | None, tx: Text) -> None:
    assert reading.table is not None  # noqa: S101
    firms = reading.table["firm_id"].nunique()
    rows = len(reading.table)
    print(tx("{rows} rows about {firms} firms are in place.",
             rows=tx.number(rows), firms=tx.number(firms)))  # fmt: skip
    for row, why in reading.left_out:
        print(tx("Left out, row {row}: {why}.", row=row, why=tx(why)))
    if reading.unused:
        print(tx("Columns that were not used: {columns}.", columns=", ".join(reading.unused)))
    if reading.other_sheets:
        print(tx("Sheets that were not read: {sheets}.", sheets=", ".join(reading.other_sheets)))
    if reading.persons:
        print(tx.plural(
            "{n} sole trader’s identity number was replaced by a pseudonym.",
            "{n} sole traders’ identity numbers were replaced by pseudonyms.", reading.persons,
        ))  # fmt: skip
    if kept:
        print(tx("The version before is kept as {file}.", file=f"{kept.parent.name}/{kept.name}"))
    print(tx("Start the app again to show it."))
