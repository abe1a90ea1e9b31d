"""What reports cost: seconds, bytes and peak memory of each kind, and all fact sheets as one figure.

Run with ``python -m benchmarks.reports``. Each kind is measured in a process of its own. Seconds are
of processor time: "first" is a new process until the first file is made, data and libraries loaded
(what the command costs for one file), "again" is one more file. For slides in the app see
``benchmarks.slides``.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable

import vbdash
from vbdash.commands.report import FORMATS
from vbdash.exhibit import Exhibit
from vbdash.reports.factsheet import factsheets_zip
from vbdash.slides import places, size
from vbdash.ui.take_along import picture_file
from vbdash.view import View

ROUNDS = 5
CODE = "2482"
#: Pictures as files, as they stand under every chart and map.
PICTURES: dict[str, Callable[[View], Exhibit | None]] = {
    "chart (png)": size.counties,
    "map (png)": places.municipalities,
}


def measured(kind: str) -> dict[str, float]:
    """Make one kind of report again and again; return what it took."""
    view = View(vbdash.load(), vbdash.Selection())
    if kind == "all":
        return _timed(lambda: factsheets_zip(view), rounds=1)
    if kind in PICTURES:
        shown = PICTURES[kind](view)
        if shown is None:
            raise SystemExit(f"nothing to draw: {kind}")
        return _timed(lambda: picture_file("png", view, shown), rounds=ROUNDS)
    return _timed(lambda: FORMATS[kind](view, CODE)[1], rounds=ROUNDS)


def _timed(make: Callable[[], bytes], rounds: int) -> dict[str, float]:
    size = len(make())
    first = time.process_time()
    cpu = []
    for _ in range(rounds):
        used = time.process_time()
        make()
        cpu.append(time.process_time() - used)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"first": first, "again": min(cpu), "kb": size / 1000, "peak": peak}


def main() -> None:
    """Print a table."""
    print(f"{'report':<24}{'first s':>9}{'again s':>9}{'kB':>8}{'peak MB':>9}")
    for kind in (*FORMATS, *PICTURES, "all"):
        command = [sys.executable, "-m", "benchmarks.reports", kind]
        answer = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
        name = "all fact sheets (zip)" if kind == "all" else kind
        figures = (answer[key] for key in ("first", "again", "kb", "peak"))
        print("{:<24}{:>9.2f}{:>9.2f}{:>8.0f}{:>9.0f}".format(name, *figures))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measured(sys.argv[1])))
    else:
        main()
