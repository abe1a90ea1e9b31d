"""What a refresh costs and withstands, against loopback agencies with made-up figures.

``python -m benchmarks.refresh``: all tables for all 290 municipalities, at the agencies' own limits:
seconds, calls and peak memory of each step. ``--faults 1000``: so many faults drawn at random, each
of which must leave the served figures as they are.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.refresh.agencies import serving
from tests.refresh.conftest import empty_data, job, run
from tests.refresh.injected import attack
from vbdash.refresh.steps import STEPS, Job, named

_AGENCIES = ("scb", "eurostat", "kolada")


def whole(directory: Path) -> None:
    """Run one refresh of everything, a line a step; in a process of its own, without the agencies."""
    begun = time.monotonic()
    fresh = Job(directory, named("all"))
    print(f"{'step':<10} {'s':>6} {'calls':>6} {'peak MB':>8}")
    _line("begin", begun, 0)
    for step in STEPS:
        begun = time.monotonic()
        getattr(fresh, step)()
        _line(step, begun, fresh.calls if step == "fetch" else 0)


def _line(step: str, begun: float, calls: int) -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{step:<10} {time.monotonic() - begun:>6.1f} {calls:>6} {peak:>8.0f}", flush=True)


def faults(directory: Path, count: int, first: int) -> None:
    """Draw faults; each begins from the same published data."""
    outcomes: Counter[str] = Counter()
    with serving(limit=10**6) as agencies:
        _stand_in(agencies.base)
        run(job(directory))
        for seed in range(first, first + count):
            data = directory.parent / "attacked"
            shutil.rmtree(data, ignore_errors=True)
            shutil.copytree(directory, data)
            outcomes[attack(seed, data, agencies)] += 1
            if sum(outcomes.values()) % 100 == 0:
                print(f"{sum(outcomes.values())} so far", file=sys.stderr, flush=True)
    for outcome, number in sorted(outcomes.items()):
        print(f"{number:>6}  {outcome}")
    print(f"{sum(outcomes.values()):>6}  faults, the served figures the same after each")


def _stand_in(base: str) -> None:
    os.environ["NO_PROXY"] = "127.0.0.1"
    for name in _AGENCIES:
        os.environ[f"VBDASH_{name.upper()}"] = f"{base}/{name}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--faults", type=int, default=0)
    parser.add_argument("--first", type=int, default=0, help="first seed")
    parser.add_argument("--inside", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.inside:
        whole(Path(chosen.inside))
        return
    with tempfile.TemporaryDirectory() as folder:
        directory = empty_data(Path(folder) / "data")
        if chosen.faults:
            faults(directory, chosen.faults, chosen.first)
            return
        with serving() as agencies:
            _stand_in(agencies.base)
            command = [sys.executable, "-m", "benchmarks.refresh", "--inside", str(directory)]
            subprocess.run(command, check=True)
            print(
                f"refused for asking too often: {agencies.refused} of {len(agencies.calls)} calls"
            )
            size = sum(p.stat().st_size for p in (directory / "frozen").rglob("*") if p.is_file())
            print(f"frozen answers: {size / 2**20:.1f} MB")


if __name__ == "__main__":
    main()
