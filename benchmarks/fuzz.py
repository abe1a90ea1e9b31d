"""The loop of a fuzz run: many hostile inputs, and what went wrong with them."""

from __future__ import annotations

import argparse
import random
import resource
import time
import traceback
from collections import Counter
from collections.abc import Callable
from typing import Final

#: Seconds of processor time that one input may take, and megabytes that all may.
SLOW: Final = 2.0
MEMORY: Final = 500

#: Draws an input and gives it to who reads it. Returns its kind, and what is wrong, if anything.
Try = Callable[[random.Random], tuple[str, str]]


def arguments(description: str | None) -> tuple[int, random.Random]:
    """Return how many inputs are asked for, and what draws them."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("count", nargs="?", type=int, default=100_000)
    parser.add_argument("seed", nargs="?", type=int, default=1)
    asked = parser.parse_args()
    return asked.count, random.Random(asked.seed)


def run(count: int, rng: random.Random, attempt: Try) -> int:
    """Try many inputs, print what came of them, and return the command's exit code."""
    done: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    before, slowest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, 0.0
    started = time.perf_counter()
    for _ in range(count):
        begun = time.process_time()
        try:
            kind, bad = attempt(rng)
            done[kind] += 1
            wrong[bad] += bool(bad)
        except Exception:
            wrong["traceback"] += 1
            if wrong["traceback"] < 5:
                traceback.print_exc()
        took = time.process_time() - begun
        slowest = max(slowest, took)
        wrong["slow"] += took > SLOW
    peak = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    wrong["memory"] += peak > MEMORY
    print(
        f"{count} inputs in {time.perf_counter() - started:.0f} s, slowest {slowest:.2f} s "
        f"of processor time, {peak:.0f} MB more"
    )
    print(", ".join(f"{kind}: {times}" for kind, times in sorted(done.items())))
    print("wrong:", dict(+wrong) or "nothing")
    return 1 if +wrong else 0
