"""What it costs to take a million records from a file on the server into the data directory.

    python -m benchmarks.importing [ROWS] [--keep FOLDER]

The command as an operator runs it, in a process of its own, which reads the file in another one.
Weighed is what both hold together, a shared page counted once (Linux), twice a second. The
records are made up, and the data directory is a copy that is thrown away.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.reading import as_line, each_row

ROOT = Path(__file__).resolve().parents[1]


def weight(process: int) -> int:
    """Return the megabytes that a process and its children hold."""
    children = Path(f"/proc/{process}/task/{process}/children")
    try:
        own = Path(f"/proc/{process}/smaps_rollup").read_text().split("Pss:")[1].split()[0]
        return int(own) // 1024 + sum(weight(int(each)) for each in children.read_text().split())
    except (OSError, IndexError):
        return 0


def write(file: Path, count: int) -> None:
    """Write a file of made-up records."""
    with file.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(as_line(row) + "\n" for row in each_row(count))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="?", type=int, default=1_000_000)
    parser.add_argument("--keep", type=Path, help="where the data directory is left, for a look")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file, data = Path(folder) / "records.csv", chosen.keep or Path(folder) / "data"
        write(file, chosen.rows)
        shutil.copytree(ROOT / "data", data)
        began, most = time.monotonic(), 0
        command = ["-m", "vbdash", "import", "interventions", str(file), "--data", str(data)]
        process = subprocess.Popen([sys.executable, *command], cwd=ROOT)
        while process.poll() is None:
            most = max(most, weight(process.pid))
            time.sleep(0.5)
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        size = file.stat().st_size / 2**20
        print(f"{chosen.rows} rows, {size:.0f} MB: status {process.returncode}, "
              f"{time.monotonic() - began:.0f} s, {used.ru_utime + used.ru_stime:.0f} s of "
              f"processor time, {most} MB at the peak")  # fmt: skip


if __name__ == "__main__":
    main()
