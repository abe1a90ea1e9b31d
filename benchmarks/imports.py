"""Four hundred imports killed half way: the old table or the new one, whole, each time.

    python -m benchmarks.imports [--kills 400]

A child replaces a table by one edition and the other, over and over; it is killed after a while
that differs from time to time, and what is there is compared with both editions.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import tempfile
import time
from collections import Counter
from pathlib import Path

from vbdash.records import store


def _work(path: Path, editions: list[bytes]) -> None:
    while True:
        for edition in editions:
            store.replace_table(path, edition, lambda: None)


def main() -> None:
    """Kill imports and count what was found."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=400)
    kills = options.parse_args().kills
    rng, found = random.Random(1), Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "interventions.csv"
        editions = [bytes([65 + i]) * 300_000 for i in range(2)]
        store.replace_table(path, editions[0], lambda: None)
        for _ in range(kills):
            child = os.fork()
            if not child:
                _work(path, editions)
            time.sleep(rng.uniform(0.001, 0.03))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            content = path.read_bytes()
            found[chr(content[0]) if content in editions else "half"] += 1
            found["left behind"] += len(list(path.parent.rglob(".*.new")))
            store.prune(path.parent, 0)
        store.replace_table(path, b"last", lambda: None)
        left = len(list(path.parent.rglob(".*.new")))
    print(f"{kills} kills: {dict(found)}; {left} temporary files after the next import")
    if found["half"] or left:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
