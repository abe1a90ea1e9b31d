"""Hostile files at every reader: ``python -m benchmarks.hostile_files [COUNT] [SEED]``.

Mutated files (CSV in several encodings, .xlsx, .xlsb, .ods, .xls) and cells are read; counted are
inputs, tracebacks, persons' numbers that came through, readings over two seconds of processor time
and the memory of the process. Exit status 1 when anything of that is wrong.
"""

from __future__ import annotations

import io
import random
import sys
import zipfile
from collections.abc import Callable

import vbdash
from benchmarks import fuzz
from tests.records.files.bad_files import HEADER, HELP, ROW, csv, xlsx
from tests.records.files.other_books import ods, xls, xlsb
from vbdash.records.files.numbers import read_hours, read_number
from vbdash.records.files.orgnr import parse_number
from vbdash.records.files.persons import drawn, masked
from vbdash.records.files.places import Places, read_municipality
from vbdash.records.files.sizes import read_size
from vbdash.records.files.sni import read_divisions
from vbdash.records.files.values import read_date, read_truth, read_year
from vbdash.records.rules import read_eligible, read_records
from vbdash.text import Text

#: Of a hundred inputs so many are whole files; the others are cells.
FILES = 4
TX = Text("sv")
ALPHABET = "0123456789-+.,;:/'\"=#() \t\n\u00a0\u2011\u2013\u200b\ufefföåäÅABabcXxeE%€\u0661\uff11\U0001f600"
SEEDS = [
    "811218-9876", "5520010017", "2024-03-14T09:30:00+01:00", "1 234,50", "08120", "10–49", "Umeå kn",
    "2480.0", "SE811218987601", "5,52E+09", '="0114"', "14/3 2024", "12:30", "#N/A", "250+", "NULL",
]  # fmt: skip


def text(rng: random.Random) -> str:
    kept = list(rng.choice(SEEDS))
    for _ in range(rng.randrange(6)):
        place = rng.randrange(len(kept) + 1)
        kept[place : place + rng.randrange(2)] = rng.choice(ALPHABET) * rng.choice((1, 1, 1, 2, 40))
    return "".join(kept)


def flipped(content: bytes, rng: random.Random) -> bytes:
    data = bytearray(content)
    for _ in range(rng.randrange(1, 8)):
        place = rng.randrange(len(data))
        how = rng.randrange(4)
        if how == 0:
            data[place] = rng.randrange(256)
        elif how == 1:
            data[place : place + rng.randrange(1, 30)] = b""
        elif how == 2:
            data[place:place] = rng.choice(
                (b"\x00", b"\xff\xff\xff\x7f", b"<", b'"', b"\r", b";;;;")
            )
        else:
            data[place:place] = data[place : place + rng.randrange(1, 200)]
        if not data:
            data = bytearray(b";")
    return bytes(data)


def repacked(content: bytes, rng: random.Random) -> bytes:
    """Change a part of a workbook and pack it again, so that a reader gets to it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", 8) as new:
        names = old.namelist()
        chosen = rng.choice(names)
        for name in names:
            data = old.read(name)
            new.writestr(name, flipped(data, rng) if name == chosen and data else data)
    return out.getvalue()


BOOKS = [
    ("a.xlsx", xlsx([HEADER, ROW, HELP]), True), ("a.xlsb", xlsb([HEADER, ROW, HELP]), True),
    ("a.ods", ods([HEADER, ROW, HELP]), True), ("a.xls", xls([HEADER, ROW, HELP]), False),
    ("a.csv", csv([HEADER, ROW, HELP]), False), ("a.csv", csv([HEADER, ROW], ",", "cp1252"), False),
    ("a.txt", csv([HEADER, ROW], "\t", "utf-16"), False),
]  # fmt: skip


def file(rng: random.Random, places: Places) -> tuple[str, str]:
    name, content, packed = rng.choice(BOOKS)
    how = rng.randrange(3)
    if how == 0 and name.endswith(("csv", "txt")):
        cells = [[text(rng).replace(";", "") for _ in HEADER] for _ in range(3)]
        content = csv([HEADER, *cells])
    else:
        content = repacked(content, rng) if packed and how else flipped(content, rng)
    read = rng.choice((read_records, read_eligible))
    reading = read(name, content, places, TX, skip_faults=rng.random() < 0.3)
    for each in (*reading.faults, *reading.told):
        each.sentence(TX)
    said = [part for each in reading.faults for part in (each.found, each.column, each.file)]
    cells_ = [cell for _, row in reading.faulty for cell in row]
    if reading.table is not None:
        for column in ("firm_id", "firm_name", "source"):
            cells_ += [str(value) for value in reading.table[column]]
    return name, "leak" if any(drawn(each) for each in [*said, *cells_]) else ""


def readers(places: Places) -> dict[str, Callable[[str], object]]:
    return {
        "date": read_date, "number": read_number, "hours": read_hours, "year": read_year,
        "truth": read_truth, "orgnr": parse_number, "size": lambda t: read_size(t, "Anställda", ""),
        "municipality": lambda t: read_municipality(t, places),
        "sni": lambda t: read_divisions([t], places.divisions), "masked": masked,
    }  # fmt: skip


def main() -> int:
    count, rng = fuzz.arguments(__doc__)
    places = Places.of(vbdash.load())
    cells = readers(places)

    def attempt(rng: random.Random) -> tuple[str, str]:
        if rng.randrange(100) < FILES:
            name, leak = file(rng, places)
            return name, f"leak {name}" if leak else ""
        name = rng.choice(list(cells))
        answer = cells[name](text(rng))
        return name, "leak masked" if name == "masked" and drawn(str(answer)) else ""

    return fuzz.run(count, rng, attempt)


if __name__ == "__main__":
    sys.exit(main())
