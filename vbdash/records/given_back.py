"""Rows at fault, given back as a file: to be mended, and brought again."""

from __future__ import annotations

import csv
import io
from typing import Final

from vbdash.records.files.result import Reading
from vbdash.text import Text

__all__ = ["given_back"]

#: What makes a spreadsheet take a text for a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def given_back(reading: Reading, tx: Text) -> bytes:
    """Write the rows at fault as CSV: the file's own columns, and before them what is wrong.

    Nobody's personal identity number is in it, and no text that a spreadsheet would run. The two
    columns that were added are passed over when the file is read again.
    """
    why: dict[int, list[str]] = {}
    for each in reading.faults:
        said = tx(each.expected, **dict(each.values))
        why.setdefault(each.row, []).append(f"{each.column}: {said}" if each.column else said)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if tx.lang == "sv" else ",", lineterminator="\r\n")
    width = max((len(cells) for _, cells in reading.faulty), default=0)
    headings = [*reading.header, *[""] * (width - len(reading.header))]
    writer.writerow(map(_safe, [tx("Row in the file"), tx("Wrong in the row"), *headings]))
    for number, cells in reading.faulty:
        writer.writerow([number, _safe("; ".join(why.get(number, []))), *map(_safe, cells)])
    return out.getvalue().encode("utf-8-sig")


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
