"""Hostile and large files sent to a live app, while others use it; no browser is needed."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import pytest

from benchmarks.serve import memory
from benchmarks.uploads import STAYS, at_once, file, hostile, others, presses, watched
from tests.browser.conftest import start_app
from tests.records.files.bad_files import HEADER, ROW, csv
from tests.records.files.test_other_books import FAR

pytestmark = pytest.mark.browser
T = TypeVar("T")

#: Nobody waits longer, in seconds, where the machine does nothing else.
WAIT = 1.0
#: Megabytes that may stay when visitors with large files have left: code read for them, and heaps.
LEFT = 60
FILES = (
    FAR["a newline in the tag"], FAR["binary"], FAR["the older format"],
    ("a.csv", csv([HEADER, ROW]) + b";" * (15 * 2**20)),
    ("a.csv", csv([HEADER]) + b"x;x;x;x;x;x;x;x;x;x;x;x\n" * 20_000),
)  # fmt: skip


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[str, int]]:
    """An app of its own: its address and process."""
    process, url = start_app(**STAYS)
    yield url, process.pid
    process.terminate()
    process.wait(timeout=20)


def in_a_thread(work: Callable[..., T], *args: Any) -> T:
    """Run in a thread: a browser of an earlier test leaves its loop running in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work, *args).result()


def alone(work: Coroutine[Any, Any, T]) -> T:
    """Run to its end in a loop of its own."""
    return in_a_thread(asyncio.run, work)


def busy() -> float:
    """How many times as long as alone a computation takes on this machine just now."""
    began, cpu = time.perf_counter(), time.thread_time()
    while time.thread_time() - cpu < 0.1:
        pass
    return max(1.0, (time.perf_counter() - began) / 0.1)


def test_nobody_waits_for_hostile_files_of_others(server: tuple[str, int]) -> None:
    """Nobody waits for longer than a second, counted in the time that this machine gives.

    What is bounded is what the app does. A machine that runs seven other things lets a computation
    of 0.1 s take 0.5 s, with no file at all; so the second is multiplied by that, measured before
    and after, and by nothing where the machine is free. The bare seconds are printed by
    ``python -m benchmarks.uploads``, with the load they were measured under.
    """
    url, _ = server
    in_a_thread(presses, url, defaultdict(list))  # what is computed for the first visitor
    load = [busy()]
    with others(url) as waited:
        said = alone(hostile(url, FILES))
        load.append(busy())
    assert [any("fel hittades" in each for each in page) for page in said] == [True] * len(FILES)
    assert not waited["exceptions"]
    for longest in (max(waited["answers"]), max(waited["presses"])):
        assert longest < WAIT * max(load), (load, longest)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_many_large_files_at_once_do_not_fill_the_memory(
    server: tuple[str, int],
) -> None:
    url, pid = server
    before = memory(pid)
    with watched(pid) as most:
        answers = alone(at_once(url, 6, file(6.7)))
    assert answers[204] + answers[503] == 6
    assert most["server"] - before < 400, (before, most)
    assert most["readers"] < 2 * 500, "two are read at once"
    for _ in range(60):  # the sessions may be come back to for some seconds
        if memory(pid) - before < LEFT:
            break
        time.sleep(1)
    assert memory(pid) - before < LEFT, "what visitors held goes back to the system"
