"""Refreshed rows beside the shipped tables: one edition at a time, chosen by one small file.

A refresh (:mod:`vbdash.refresh`) writes an edition: a folder with tables of the rows that statistics
agencies publish. ``edition.json`` names the edition that is served. It is replaced in one step, and
an edition never changes once it is there, so that whoever reads sees the whole old one or the whole
new one. The shipped tables are never touched: a row of the edition takes the place of the shipped
row with the same key, all others stay, and rows that people add by hand keep counting.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from vbdash.data.faults import as_list

#: Folder of the data directory that holds the editions, and the file that names the served one.
EDITIONS: Final = "editions"
POINTER: Final = "edition.json"

_NAME: Final = re.compile(r"[0-9a-z][0-9a-z-]{0,80}")


def served_edition(directory: Path) -> str:
    """Return the name of the edition that is served; nothing for the shipped tables alone.

    Raises
    ------
    OSError
        When the file that names it is there but cannot be read.
    ValueError
        When it names no edition: to serve the shipped figures in its place would be a guess.
    """
    try:
        content = (directory / POINTER).read_bytes()
    except FileNotFoundError:
        return ""
    named = json.loads(content)
    name = named.get("edition", 0) if isinstance(named, dict) else 0
    if name is None or name == "":
        return ""
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise ValueError(POINTER)
    if not (directory / EDITIONS / name).is_dir():
        raise ValueError(name)
    return name


def edition_rows(directory: Path, edition: str, table: str) -> bytes | None:
    """Return the rows that an edition has for a table, as CSV; None when it has none."""
    if not edition:
        return None
    try:
        return (directory / EDITIONS / edition / f"{table}.csv").read_bytes()
    except FileNotFoundError:
        return None


def with_edition(resource: Mapping[str, Any], shipped: bytes, rows: bytes | None) -> bytes:
    """Return a table with an edition's rows in the place of the shipped ones with the same key.

    Parameters
    ----------
    resource
        Description of the table; its primary key tells rows apart.
    shipped
        The shipped table, as CSV.
    rows
        The edition's rows, as CSV with the same columns; None where it has none.

    Returns
    -------
    bytes
        CSV, sorted by key where an edition takes part. A row of the edition with nothing but its key
        takes the shipped row away. A table or an edition that is no CSV with that key is handed on
        as it is, for the reader to say what is wrong with it.
    """
    if rows is None:
        return shipped
    try:
        own, *new = list(csv.reader(io.StringIO(rows.decode("utf-8"))))
    except (ValueError, csv.Error):
        return rows
    try:
        header, *old = list(csv.reader(io.StringIO(shipped.decode("utf-8-sig"))))
        places = [header.index(name) for name in as_list(resource["schema"]["primaryKey"])]
        keyed = [(tuple(row[place] for place in places), row) for row in old]
        order = [own.index(name) if name in own else -1 for name in header]
        full = [[row[i] if i >= 0 else "" for i in order] for row in new]
    except (ValueError, LookupError, csv.Error):
        return shipped
    fresh = {tuple(row[place] for place in places): row for row in full}
    table = [pair for pair in keyed if pair[0] not in fresh]
    filled = [place for place in range(len(header)) if place not in places]
    table += [(key, row) for key, row in fresh.items() if any(row[place] for place in filled)]
    table.sort(key=lambda pair: pair[0])
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([header, *(row for _, row in table)])
    return out.getvalue().encode()
