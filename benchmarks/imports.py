"""Imports that end half way: the old table or the new one, whole, each time.

    python -m benchmarks.imports [--kills 400] [--faults 1000]

A child replaces a table by one edition and the other, over and over. It is killed after a while that
differs from time to time; or a call of the system that it makes ends as on a full disk, a disk that may
not be written, a broken device or with too many open files; or two of them work at once. What is there
is compared with both editions each time.
"""

from __future__ import annotations

import argparse
import errno
import os
import random
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from vbdash.records import store

EDITIONS: Final = [bytes([65 + i]) * 300_000 for i in range(2)]
#: What a call of the system says, by what has happened.
_ENDS: Final = {
    "disk full": errno.ENOSPC,
    "read-only": errno.EROFS,
    "broken device": errno.EIO,
    "too many files": errno.EMFILE,
}
_CALLS: Final = ("open", "write", "fsync", "replace", "chmod")


def _work(path: Path) -> None:
    while True:
        for edition in EDITIONS:
            store.replace_table(path, edition, lambda: None)


def _failing(path: Path, error: int, seed: int) -> None:
    """Replace the table, with one call of the system that fails, whichever it is."""
    rng = random.Random(seed)
    left = rng.randrange(12)

    def broken(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            nonlocal left
            left -= 1
            if left < 0:
                raise OSError(error, os.strerror(error))
            return real(*arguments, **named)

        return call

    for name in _CALLS:
        setattr(os, name, broken(getattr(os, name)))
    try:
        store.replace_table(path, rng.choice(EDITIONS), lambda: None)
    except OSError:
        os._exit(1)
    os._exit(0)


def _child(work: Callable[..., None], *arguments: Any) -> int:
    child = os.fork()
    if not child:
        try:
            work(*arguments)
        finally:
            os._exit(2)
    return child


def _seen(path: Path, what: str, found: Counter[str]) -> None:
    content = path.read_bytes()
    found[what if content in EDITIONS else f"{what}: HALF"] += 1
    store.prune(path.parent, 0)


def main() -> None:
    """Kill and break imports, and count what was found."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=400)
    options.add_argument("--faults", type=int, default=1000)
    chosen = options.parse_args()
    rng, found = random.Random(1), Counter[str]()
    ended: Counter[int] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "interventions.csv"
        store.replace_table(path, EDITIONS[0], lambda: None)
        for _ in range(chosen.kills):
            child = _child(_work, path)
            time.sleep(rng.uniform(0.001, 0.03))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            _seen(path, "killed", found)
        for seed in range(chosen.faults):
            name = rng.choice([*_ENDS, "two at once"])
            if name == "two at once":
                pair = [_child(_work, path) for _ in range(2)]
                time.sleep(rng.uniform(0.001, 0.03))
                for each in pair:
                    os.kill(each, signal.SIGKILL)
                    os.waitpid(each, 0)
            else:
                _, status = os.waitpid(_child(_failing, path, _ENDS[name], seed), 0)
                ended[os.waitstatus_to_exitcode(status)] += 1
            _seen(path, name, found)
        store.replace_table(path, b"last", lambda: None)
        left = len(list(path.parent.rglob(".*.new")))
    for name, count in sorted(found.items()):
        print(f"{count:>6}  {name}")
    print(
        f"{left} temporary files after the next import; of the broken ones {ended[1]} told, {ended[0]} went on"
    )
    if any("HALF" in name for name in found) or left or ended[2]:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
