"""What the figures of all of Sweden cost, beside those of one county alone.

``python -m benchmarks.sweden``: check, load, figures, facts and memory of the shipped data, and of a
copy that holds only the municipalities of the county in focus; processor time, each in a process of
its own. ``--page``: a rerun of the table of all municipalities, and what it sends.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).resolve().parents[1]


def cost(directory: Path) -> dict[str, float]:
    """Load a data directory and work out what every page needs; seconds of processor time, MB."""
    from vbdash.data.dataset import load
    from vbdash.indicators.facts.all import find_facts
    from vbdash.indicators.municipality.figures import municipal_figures

    marks = [time.process_time()]
    data = load(directory, trusted=lambda digest: bool(digest))
    marks.append(time.process_time())
    rows = len(data.observations)
    marks.append(time.process_time())
    municipal_figures(data, "B-E")
    marks.append(time.process_time())
    find_facts(data)
    marks.append(time.process_time())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    load(directory)
    marks.append(time.process_time())
    names = ("read, s", "figures in use, s", "municipal figures, s", "facts, s", "check, s")
    spent = {name: b - a for name, a, b in zip(names, marks[:-1], marks[1:], strict=True)}
    return {"figures": rows, **spent, "memory before the check, MB": memory}


def county_alone(place: Path) -> Path:
    """Return a copy of the shipped data without the municipalities outside Västerbotten."""
    copy = place / "data"
    shutil.copytree(ROOT / "data", copy)
    path = copy / "observations.csv"
    rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    other = rows["region_code"].str.fullmatch(r"\d{4}") & ~rows["region_code"].str.startswith("24")
    rows[~other].to_csv(path, index=False, lineterminator="\n")
    return copy


def page(times: int) -> dict[str, float]:
    """Rerun the table of all municipalities with two conditions; milliseconds of processor time, kB."""
    from streamlit.testing.v1 import AppTest

    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.query_params["del"] = "municipalities"
    app.query_params["villkor"] = ["unemployment_rate:under:6", "jobs_per_resident:over:1"]
    app.switch_page("pages/data.py")
    app.run()
    spent = []
    for turn in range(times):
        start = time.process_time()
        app.number_input(key="condition_0_limit").set_value(4 + turn % 5).run()
        spent.append(1000 * (time.process_time() - start))
    grid = next(each for each in app.dataframe if len(each.value.columns) > 10)
    return {
        "rerun, ms, median": statistics.median(spent),
        "table, kB": len(grid.proto.arrow_data.data or grid.proto.data) / 1024,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--page", action="store_true")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        print(json.dumps(cost(chosen.one)))
        return
    if chosen.page:
        for name, value in page(chosen.times).items():
            print(f"{name:32s}{value:10.1f}")
        return
    with tempfile.TemporaryDirectory() as place:
        directories = {"one county": county_alone(Path(place)), "Sweden": ROOT / "data"}
        found = {name: _measured(where, chosen.times) for name, where in directories.items()}
    print(" " * 32 + "".join(f"{name:>14s}" for name in found))
    for name in next(iter(found.values())):
        values = [each[name] for each in found.values()]
        print(f"{name:32s}" + "".join(f"{value:14,.2f}" for value in values))


def _measured(directory: Path, times: int) -> dict[str, float]:
    """Return the medians of several runs."""
    command = [sys.executable, "-m", "benchmarks.sweden", "--one", str(directory)]
    runs = [
        json.loads(subprocess.run(command, check=True, capture_output=True, cwd=ROOT).stdout)
        for _ in range(times)
    ]
    return {name: statistics.median(run[name] for run in runs) for name in runs[0]}


if __name__ == "__main__":
    main()
