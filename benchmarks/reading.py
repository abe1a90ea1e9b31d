"""What it costs to read and check 100 000 rows of records from somebody's file.

    python -m benchmarks.reading [ROWS]

Each measurement runs in a process of its own, so that its peak memory is its own: the growth of
the process over what it weighed with everything imported and the file in memory.
"""

from __future__ import annotations

import argparse
import io
import multiprocessing
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

import vbdash
from vbdash.records.codes import AREAS, FORMS, SIZES, STEPS
from vbdash.records.files.fields import RECORDS, label
from vbdash.records.files.places import Places
from vbdash.records.rules import read_records
from vbdash.text import Text

TX = Text("sv")
DIVISIONS = ["07", "08", "10", "16", "20", "22", "24", "25", "28", "29", "31", "33"]


def rows(count: int, wrong: bool = False) -> list[list[str]]:
    """Make up a header and `count` rows, two rows a firm and step; every tenth wrong if asked."""
    return list(each_row(count, wrong))


def each_row(count: int, wrong: bool = False) -> Iterator[list[str]]:
    """Yield what :func:`rows` returns, one row after the other."""
    rng = np.random.default_rng(5)
    data = vbdash.load()
    names = [data.name(code) for code in data.municipality_codes]
    yield [TX(each.heading) for each in RECORDS]
    for i in range(count):
        firm = i // 8
        step = STEPS[i % 6]
        day = f"{2016 + i % 8 // 2}-{1 + int(rng.integers(12)):02}-{1 + int(rng.integers(28)):02}"
        row = {
            "firm_id": f"f-{firm:06}",
            "firm_name": f"Företag {firm:06} AB",
            "municipality_code": names[firm % 15] if not (wrong and i % 10 == 0) else "Ingenstans",
            "sni2": DIVISIONS[firm % len(DIVISIONS)],
            "size_class": label(SIZES[firm % 4], TX),
            "step": label(step, TX),
            "date": day,
            "area": label(AREAS[i % 8], TX),
            "form": label(FORMS[i % 7], TX),
            "actor": "Region Västerbotten",
            "hours": f"{int(rng.integers(40))},5",
            "amount_granted": f"{int(rng.integers(1, 300)):,} 000".replace(",", " "),
            "needs": "Automation; Finansiering",
            "result": "Plan gjord",
            "verified": "ja",
        }
        yield [row.get(each.name, "") for each in RECORDS]


def as_line(row: list[str]) -> str:
    return ";".join(f'"{c}"' if ";" in c else c for c in row)


def as_csv(made: list[list[str]]) -> bytes:
    return "\n".join(map(as_line, made)).encode()


def as_xlsx(made: list[list[str]]) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "constant_memory": False}) as book:
        sheet = book.add_worksheet()
        for i, row in enumerate(made):
            sheet.write_row(i, 0, row)
    return out.getvalue()


def highest() -> float:
    """Return the most that this process has weighed, in kilobytes."""
    status = Path("/proc/self/status").read_text()
    return float(status.split("VmHWM:")[1].split()[0])


def measure(name: str, content: bytes, answers: multiprocessing.Queue) -> None:
    """Read once and report seconds, megabytes of growth, rows and faults."""
    places = Places.of(vbdash.load())
    read_records("warm.csv", as_csv(rows(2)), places, TX)
    Path("/proc/self/clear_refs").write_text("5")  # forget the highest weight so far (Linux)
    before = highest()
    started = time.perf_counter()
    reading = read_records(name, content, places, TX)
    seconds = time.perf_counter() - started
    peak = highest()
    size = 0 if reading.table is None else len(reading.table)
    answers.put((seconds, (peak - before) / 1024, size, len(reading.faults)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="?", type=int, default=100_000)
    count = parser.parse_args().rows
    right, wrong = rows(count), rows(count, wrong=True)
    files = {
        "CSV": ("a.csv", as_csv(right)),
        "CSV, every tenth row wrong": ("a.csv", as_csv(wrong)),
        "XLSX": ("a.xlsx", as_xlsx(right)),
    }
    context = multiprocessing.get_context("spawn")
    print(f"{count} rows x {len(RECORDS)} columns, from {Path(__file__).name}")
    print(f"{'file':<28}{'MB':>7}{'seconds':>9}{'peak MB':>9}{'rows':>9}{'faults':>8}")
    for kind, (name, content) in files.items():
        answers = context.Queue()
        process = context.Process(target=measure, args=(name, content, answers))
        process.start()
        seconds, peak, size, faults = answers.get()
        process.join()
        mega = len(content) / 2**20
        print(f"{kind:<28}{mega:>7.1f}{seconds:>9.2f}{peak:>9.0f}{size:>9}{faults:>8}")


if __name__ == "__main__":
    main()
