"""What it costs to import the national company register, and to ask it.

    python -m benchmarks.register [--rows 1800000] [--folder DIR] [--times 3] [--skip-sqlite]

On made-up files (:mod:`benchmarks.register_files`). Everything that reads the zip runs in a process
of its own, one after the other, the floor between the others. The floor unzips and reads the file,
line by line, and does nothing with it.
"""

from __future__ import annotations

import argparse
import io
import multiprocessing
import resource
import shutil
import sqlite3
import statistics
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from benchmarks.register_files import HEADER, SOLE, write_scb
from vbdash.register.editions import current
from vbdash.register.importing import import_register
from vbdash.register.register import Register, open_register


def floor(path: Path, _: Path) -> int:
    with zipfile.ZipFile(path) as archive, archive.open(archive.namelist()[0]) as handle:
        return sum(1 for _ in io.TextIOWrapper(handle, "latin-1"))


def ours(path: Path, folder: Path) -> int:
    return int(import_register(path, folder)["rows"]["rows"])


def with_pandas(path: Path, _: Path) -> int:
    frame = pd.read_csv(
        path, sep="\t", encoding="latin-1", quoting=3, dtype=str, index_col=False, engine="c"
    )
    return len(frame)


def with_sqlite(path: Path, folder: Path) -> int:
    folder.mkdir(exist_ok=True)
    with (
        sqlite3.connect(folder / "rows.sqlite") as store,
        zipfile.ZipFile(path) as archive,
        archive.open(archive.namelist()[0]) as handle,
    ):
        names = [*HEADER, "_"]
        store.execute(f"CREATE TABLE firms ({', '.join(names)})")
        insert = f"INSERT INTO firms VALUES ({', '.join('?' * len(names))})"  # noqa: S608
        rows = io.TextIOWrapper(handle, "latin-1")
        next(rows)
        for line in rows:
            store.execute(insert, line.rstrip("\r\n").split("\t"))
        return int(store.execute("SELECT count(*) FROM firms").fetchone()[0])


def _measured(
    work: Callable[[Path, Path], int], path: Path, folder: Path, answer: multiprocessing.Queue
) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    before, cpu = time.perf_counter(), time.process_time()
    rows = work(path, folder)
    took, cpu = time.perf_counter() - before, time.process_time() - cpu
    answer.put((took, cpu, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, rows))


def apart(work: Callable[[Path, Path], int], path: Path, folder: Path) -> tuple[float, ...]:
    """Run in a new process; return seconds, processor seconds, peak megabytes and rows."""
    context = multiprocessing.get_context("spawn")
    answer = context.Queue()
    process = context.Process(target=_measured, args=(work, path, folder, answer))
    process.start()
    found: tuple[float, ...] = answer.get()
    process.join()
    return found


def imports(path: Path, folder: Path, times: int, sqlite: bool) -> None:
    print(f"{'':<26}{'s':>8}{'cpu s':>8}{'x floor':>9}{'peak MB':>9}{'rows':>12}")
    works = {
        "unzip and read (floor)": floor,
        "register (this)": ours,
        "pandas.read_csv": with_pandas,
    }
    runs: dict[str, list[tuple[float, ...]]] = {name: [] for name in works}
    for _ in range(times):
        for name, work in works.items():
            runs[name].append(apart(work, path, folder / "out"))
    if sqlite:
        runs["SQLite row by row"] = [apart(with_sqlite, path, folder / "sqlite")]
    least = statistics.median(each[0] for each in runs["unzip and read (floor)"])
    for name, found in runs.items():
        took, cpu, peak, rows = (statistics.median(column) for column in zip(*found, strict=True))
        print(f"{name:<26}{took:>8.2f}{cpu:>8.2f}{took / least:>9.2f}{peak:>9.0f}{rows:>12.0f}")


#: A question a turn, none of them asked before.
ASKED: dict[str, Callable[[Register, int], pd.DataFrame]] = {
    "eligible, one county": lambda r, n: r.eligible(
        [f"{d:02}" for d in range(5, 40)], [f"24{m:02}" for m in range(n + 1, 201)]
    ),
    "firms by municipality": lambda r, n: r.count("municipality_code", divisions=_two(n)),
    "registrations": lambda r, n: r.registrations(2010 + n % 9, _two(n)),
    "sole traders": lambda r, n: r.sole_traders(_two(n)),
}


def _two(turn: int) -> list[str]:
    return [f"{turn % 90 + 1:02}", f"{turn // 90:02}"]


TYPED = [
    "svets", "kraft", "pahittad", "ström", "gruv", "tr", "a", "verkstad ab", "påhittad s", "b",
    "finns inte", "skog", "lindström", "konsult", "data", "mek", "form hb", "livs", "fastighet", "e",
]  # fmt: skip


def _typed(register: Register, turn: int) -> pd.DataFrame:
    register.forget()
    return register.named(TYPED[turn % len(TYPED)])


def questions(
    folder: Path, asked: dict[str, Callable[[Register, int], object]], times: int
) -> None:
    register = open_register(folder)
    assert register  # noqa: S101 - it was just imported
    told = register.told["rows"]["firms"]
    print(f"\n{'':<26}{'first ms':>9}{'p50 ms':>8}{'p95 ms':>8}   {told} firms")
    for name, ask in asked.items():
        register.forget()
        first, *took = (_milliseconds(ask, register, turn) for turn in range(times + 1))
        p95 = statistics.quantiles(took, n=20)[-1]
        print(f"{name:<26}{first:>9.1f}{statistics.median(took):>8.1f}{p95:>8.1f}")


def _milliseconds(ask: Callable[[Register, int], object], register: Register, turn: int) -> float:
    before = time.perf_counter()
    ask(register, turn)
    return 1000 * (time.perf_counter() - before)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_800_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--skip-sqlite", action="store_true")
    chosen = parser.parse_args()
    folder = chosen.folder or Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    usual, all_firms = folder / f"usual-{chosen.rows}.zip", folder / f"firms-{chosen.rows}.zip"
    for path, sole in ((usual, SOLE), (all_firms, 0.0)):
        if not path.exists():
            write_scb(path, chosen.rows, sole)
    imports(usual, folder, chosen.times, not chosen.skip_sqlite)
    ours(usual, folder / "usual")
    questions(folder / "usual", ASKED, 60)
    if not (found := current(folder / "firms")) or found[1]["rows"]["firms"] != chosen.rows:
        ours(all_firms, folder / "firms")
    questions(folder / "firms", {"by name": _typed}, 60)


if __name__ == "__main__":
    main()
