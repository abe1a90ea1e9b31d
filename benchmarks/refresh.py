"""What a refresh costs and withstands, against loopback agencies with made-up figures.

``python -m benchmarks.refresh``: all tables for all 290 municipalities, at the agencies' own limits:
seconds, calls and peak memory of each step. ``--faults 1000``: so many faults drawn at random, each
of which must leave the served figures as they are. ``--visitors 25``: so many press about on the page
of the data while editions are published under them; a run that says two versions is a mixture.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.serve import ROOT, quantile, served
from benchmarks.visitors import Figures, Visitor
from tests.refresh.agencies import changed, serving
from tests.refresh.conftest import NOW, empty_data, job, run
from tests.refresh.injected import attack
from tests.refresh.test_stops import set_cells
from vbdash.refresh.publish import restore
from vbdash.refresh.steps import STEPS, Job, named

_AGENCIES = ("scb", "eurostat", "kolada")
#: How the app writes a version of the data, and seconds between two editions.
_VERSION = re.compile(rb"\(([0-9a-f]{8})\)")
_EVERY = 8.0


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
    with serving(limit=10**6, now=lambda: NOW) as agencies:
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


class Reader(Visitor):
    """A visitor who looks which versions of the data a run speaks of."""

    versions: set[bytes] = frozenset()  # type: ignore[assignment]

    async def _run(self, socket: Any, what: str) -> None:
        self.versions = set()
        await super()._run(socket, what)
        if len(self.versions) != 1:
            self.figures["mixed" if self.versions else "silent"].append(1)
        self.figures["seen"] += [hash(each) for each in self.versions]

    def _remember(self, message: Any) -> None:
        super()._remember(message)
        if message.WhichOneof("type") == "delta":
            self.versions |= set(_VERSION.findall(message.SerializeToString()))


def visitors(directory: Path, count: int, presses: int) -> None:
    """Let visitors press about while two editions are served in turn."""
    with serving(limit=10**6, now=lambda: NOW) as agencies:
        _stand_in(agencies.base)
        first = str(run(job(directory)))
        shifted = changed(set_cells(lambda value: value + 1, Region="2482", SNI2007="K"))
        agencies.faults = {"/tables/TAB3204/data": shifted}
        second = str(run(job(directory)))
    figures: Figures = defaultdict(list)
    os.environ["VBDASH_DATA"] = str(directory)

    async def crowd(url: str) -> None:
        # Who presses stays on the page of the data: its first line and its last say the version.
        stays = [Reader(url, "data", figures).stay(presses, 2) for _ in range(count)]
        for outcome in await asyncio.gather(*stays, return_exceptions=True):
            if isinstance(outcome, BaseException):
                figures["failed"].append(1)

    async def together(url: str) -> None:
        visiting = asyncio.create_task(crowd(url))
        while not visiting.done():
            await asyncio.wait({visiting}, timeout=_EVERY)
            turn = (first, second)[len(figures["published"]) % 2]
            await asyncio.to_thread(restore, directory, turn, datetime.now(UTC))
            figures["published"].append(1)

    random.seed(1)
    with served(ROOT / "app.py") as (url, _, _):
        asyncio.run(together(url))
    runs = len(figures["load"]) + len(figures["page"]) + len(figures["rerun"])
    print(f"{count} visitors, {runs} runs, {len(figures['published'])} editions published")
    print(
        f"versions seen: {len(set(figures['seen']))}; p95 of a rerun {quantile(figures['rerun'], 0.95):.0f} ms"
    )
    for what in ("mixed", "silent", "failed", "exceptions"):
        print(f"{what}: {len(figures[what])}")


def _stand_in(base: str) -> None:
    os.environ["NO_PROXY"] = "127.0.0.1"
    for name in _AGENCIES:
        os.environ[f"VBDASH_{name.upper()}"] = f"{base}/{name}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--faults", type=int, default=0)
    parser.add_argument("--first", type=int, default=0, help="first seed")
    parser.add_argument("--visitors", type=int, default=0)
    parser.add_argument("--presses", type=int, default=8)
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
        if chosen.visitors:
            visitors(directory, chosen.visitors, chosen.presses)
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
