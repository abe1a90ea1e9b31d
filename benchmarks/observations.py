"""What two million observations cost: to check, to load, to ask; beside ``pandas.read_csv`` of the same file.

    python -m benchmarks.observations [--rows 2000000] [--folder DIR] [--times 3] [--skip-pages]

The rows beside the shipped ones are made up, of measures that are called so. Each measurement runs in
a process of its own, one after the other, so that its peak memory is its own. ``VBDASH_CACHE`` is a
folder of its own, too: nothing has been checked or kept before.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
#: Years of a made-up measure.
YEARS = range(1990, 2025)


def made_up(folder: Path, rows: int) -> Path:
    """Write a copy of the shipped data with so many observations, made up beside the shipped ones."""
    shutil.copytree(ROOT / "data", folder, ignore=shutil.ignore_patterns("samples", "earlier"))
    measures = pd.read_csv(folder / "measures.csv", dtype=str, keep_default_na=False)
    regions = pd.read_csv(folder / "regions.csv", dtype=str)["code"].to_numpy()
    sectors = pd.read_csv(folder / "sectors.csv", dtype=str)["code"].to_numpy()
    shipped = pd.read_csv(folder / "observations.csv", dtype=str, keep_default_na=False)
    parts, rng, left, count = [shipped], np.random.default_rng(7), rows - len(shipped), 0
    like = measures[measures["id"] == "gva"]
    whole = len(regions) * len(sectors) * len(YEARS)
    while left > 0:
        size, name = min(left, whole), f"made_up_{count:03}"
        place = np.arange(size)
        part = pd.DataFrame({
            "measure": name, "series": "made_up",
            "sector": sectors[place // (len(regions) * len(YEARS))],
            "region_code": regions[place // len(YEARS) % len(regions)],
            "year": np.array([str(each) for each in YEARS])[place % len(YEARS)],
            "value": rng.integers(1, 99_999, size).astype(str),
            "unit": "sek_million", "status": "final", "source_id": like["source_id"].iloc[0],
        })  # fmt: skip
        parts.append(part)
        told = {"id": name, "label_sv": f"Påhittat {count}", "label_en": f"Made up {count}"}
        measures = pd.concat([measures, like.assign(**told, sort_order=str(900 + count))])
        left, count = left - size, count + 1
    measures.to_csv(folder / "measures.csv", index=False, lineterminator="\n")
    pd.concat(parts).to_csv(folder / "observations.csv", index=False, lineterminator="\n")
    return folder


def with_pandas(folder: Path) -> int:
    """Read the file as anybody would: the middle of the road between text and types."""
    return len(pd.read_csv(folder / "observations.csv", dtype={"region_code": str}))


def checked(folder: Path) -> int:
    from vbdash.data.dataset import load

    return len(load(folder).table("observations"))


def loaded(folder: Path) -> int:
    from vbdash.data.dataset import load

    return len(load(folder, trusted=lambda digest: bool(digest)).table("observations"))


def started(folder: Path) -> int:
    """Load as a server does, and make what its start makes."""
    from vbdash.data.dataset import load
    from vbdash.exhibits.explorer import subjects
    from vbdash.indicators.facts.all import find_facts
    from vbdash.indicators.municipality.figures import municipal_figures
    from vbdash.selection import Selection
    from vbdash.text import Text
    from vbdash.view import View

    data, marks = load(folder, trusted=lambda digest: bool(digest)), [time.perf_counter()]
    steps = {
        "figures in use": lambda: len(data.observations),
        "what the map can show": lambda: len(
            subjects(View(data, Selection(), Text("sv"), "light"))
        ),
        "municipal figures": lambda: len(municipal_figures(data, "B-E")),
        "facts": lambda: len(find_facts(data)),
    }
    for name, step in steps.items():
        step()
        marks.append(time.perf_counter())
        print(f"    {name:<26}{marks[-1] - marks[-2]:>8.2f} s", file=sys.stderr)
    return len(data.table("observations"))


WORKS: dict[str, Callable[[Path], int]] = {
    "pandas.read_csv": with_pandas,
    "checked": checked,
    "loaded": loaded,
    "loaded again": loaded,
    "loaded, first page's figures": started,
}
PAGES = {
    "start": ("pages/overview.py", {}),
    "industry": ("pages/industry.py", {}),
    "municipality": ("pages/municipality.py", {"kommun": "2482"}),
    "tables": ("pages/data.py", {"del": "tables"}),
    "measures": ("pages/data.py", {"del": "measures"}),
    "all municipalities": ("pages/data.py", {"del": "municipalities"}),
}


def pages(folder: Path, times: int) -> None:
    """Run pages again and again in this process, as a visitor's reruns do."""
    os.environ["VBDASH_DATA"] = str(folder)
    from streamlit.testing.v1 import AppTest

    print(f"\n{'a rerun, processor ms':<30}{'first':>9}{'again':>9}")
    for name, (page, query) in PAGES.items():
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=300)
        for key, value in query.items():
            app.query_params[key] = value
        app.switch_page(page)
        spent = []
        for _ in range(times + 1):
            before = time.process_time()
            app.run()
            assert not app.exception, app.exception  # noqa: S101
            spent.append(1000 * (time.process_time() - before))
        print(f"{name:<30}{spent[0]:>9.0f}{statistics.median(spent[1:]):>9.0f}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'memory of the process, MB':<30}{peak:>9.0f}")


def one(name: str, folder: Path) -> None:
    """Measure in this process: seconds, processor seconds, peak megabytes, rows."""
    import vbdash.data.dataset  # noqa: F401 - what every process has imported does not count

    begun, cpu = time.perf_counter(), time.process_time()
    rows = WORKS[name](folder)
    took, cpu = time.perf_counter() - begun, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps([took, cpu, peak, rows]))


def apart(name: str, folder: Path) -> list[float]:
    command = [sys.executable, "-m", "benchmarks.observations", "--one", name, "--folder", str(folder)]  # fmt: skip
    ran = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=ROOT)
    found: list[float] = json.loads(ran.stdout.splitlines()[-1])
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=2_000_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--skip-pages", action="store_true")
    parser.add_argument("--one", choices=WORKS, help=argparse.SUPPRESS)
    parser.add_argument("--pages", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        one(chosen.one, chosen.folder)
        return
    if chosen.pages:
        pages(chosen.folder, 5)
        return
    place = chosen.folder or Path(tempfile.mkdtemp())
    folder = place / f"data-{chosen.rows}"
    if not folder.exists():
        made_up(folder, chosen.rows)
    runs: dict[str, list[list[float]]] = {name: [] for name in WORKS}
    for turn in range(chosen.times):
        os.environ["VBDASH_CACHE"] = str(place / f"cache-{turn}")
        shutil.rmtree(place / f"cache-{turn}", ignore_errors=True)
        for name, found in runs.items():
            found.append(apart(name, folder))
    least = statistics.median(each[0] for each in runs["pandas.read_csv"])
    print(f"{'':<30}{'s':>8}{'cpu s':>8}{'x pandas':>10}{'peak MB':>9}{'rows':>12}")
    for name, runs_of in runs.items():
        took, cpu, peak, rows = (statistics.median(each) for each in zip(*runs_of, strict=True))
        print(f"{name:<30}{took:>8.2f}{cpu:>8.2f}{took / least:>10.2f}{peak:>9.0f}{rows:>12.0f}")
    if not chosen.skip_pages:
        again = [sys.executable, "-m", "benchmarks.observations", "--pages", "--folder", str(folder)]  # fmt: skip
        subprocess.run(again, check=True, cwd=ROOT)


if __name__ == "__main__":
    main()
