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
from dataclasses import replace

import vbdash
from vbdash.commands.report import FORMATS
from vbdash.exhibit import Exhibit
from vbdash.exhibits import own
from vbdash.exhibits.matrix import with_figures
from vbdash.records.files.places import Places
from vbdash.records.pasted import as_file
from vbdash.records.rules import read_figures
from vbdash.reports.datafile import as_csv, as_json, measure_file, table_file
from vbdash.reports.export import xlsx_bytes
from vbdash.reports.factsheet import factsheets_zip
from vbdash.reports.workbook import matrix_xlsx
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


def _own(view: View) -> Exhibit:
    """Return a made-up figure for every municipality, on the map of Sweden."""
    codes = view.dataset.every_municipality
    figures = {code: float(n) for n, code in enumerate(codes)}
    return own.on_map(view, own.OwnFigures("made up", "st", figures))


def _own_read(view: View) -> bytes:
    """Read what somebody pastes: a made-up figure for every municipality."""
    lines = [f"{name}\t{n}" for n, name in enumerate(view.dataset.every_municipality.values())]
    places = Places.of(view.dataset)
    every = replace(places, own=frozenset(view.dataset.every_municipality))
    found = read_figures("pasted.csv", as_file("\n".join(lines), view.tx), every, view.tx)
    if found.table is None or len(found.table) != len(lines):
        raise RuntimeError("not all lines were read")
    return found.table.to_csv().encode()


def _every(view: View) -> tuple[str, ...]:
    return with_figures(view.dataset, view.selection.definition)


def _own_file(view: View) -> bytes:
    made = _own(view)
    return xlsx_bytes(made.table, made.columns, made.note(view), view.tx)


#: What an analyst takes out: all municipalities by all measures, data at addresses, own figures.
ANALYST: dict[str, Callable[[View], bytes]] = {
    "municipalities (xlsx)": lambda view: matrix_xlsx(view, _every(view)),
    "table at address (csv)": lambda view: as_csv(table_file(view, "observations"), view.tx),
    "table at address (json)": lambda view: as_json(table_file(view, "observations"), view, ""),
    "measure at address (csv)": lambda view: as_csv(measure_file(view, "population"), view.tx),
    "own figures, 290 read": _own_read,
    "own figures (xlsx)": _own_file,
    "own figures' map (png)": lambda view: picture_file("png", view, _own(view)),
}


def measured(kind: str) -> dict[str, float]:
    """Make one kind of report again and again; return what it took."""
    view = View(vbdash.load(), vbdash.Selection())
    if kind == "all":
        return _timed(lambda: factsheets_zip(view), rounds=1)
    if kind in ANALYST:
        return _timed(lambda: ANALYST[kind](view), rounds=ROUNDS)
    if kind in PICTURES:
        shown = PICTURES[kind](view)
        if shown is None:
            raise RuntimeError(f"no picture: {kind}")
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
    for kind in (*FORMATS, *PICTURES, *ANALYST, "all"):
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
