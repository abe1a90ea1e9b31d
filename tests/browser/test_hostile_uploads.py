"""Hostile and large files sent to a live app, while others use it; no browser is needed."""

from __future__ import annotations

import asyncio
import random
import threading
import time
import urllib.request
from collections import defaultdict
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import pytest

from benchmarks.serve import memory
from benchmarks.uploads import STAYS, Sender, at_once, file, watched
from benchmarks.visitors import Figures, Visitor
from tests.browser.conftest import start_app
from tests.records.files.bad_files import HEADER, ROW, csv
from tests.records.files.test_other_books import FAR

pytestmark = pytest.mark.browser
T = TypeVar("T")

#: Nobody waits longer, in seconds, where the machine does nothing else.
WAIT = 1.0
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


def alone(work: Coroutine[Any, Any, T]) -> T:
    """Run in a thread: a browser of an earlier test leaves its loop running in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


def busy() -> float:
    """How many times as long as alone a computation takes on this machine just now."""
    began, cpu = time.perf_counter(), time.thread_time()
    while time.thread_time() - cpu < 0.1:
        pass
    return max(1.0, (time.perf_counter() - began) / 0.1)


def presses(url: str, figures: Figures) -> None:
    """Use the app as somebody else, in the same way each time."""
    random.seed(13)
    alone(Visitor(url, "", figures).stay(8, 0.1))


def asked(url: str, done: threading.Event, waited: list[float]) -> None:
    """Ask the server whether it is there, all the time."""
    while not done.wait(0.05):
        began = time.perf_counter()
        urllib.request.urlopen(f"{url}/_stcore/health", timeout=60).read()
        waited.append(time.perf_counter() - began)


async def hostile(url: str) -> list[list[str]]:
    """Send each hostile file, let it be read, and return what the page said."""
    one, said = Sender(url), []
    await one.come()
    for place, (name, content) in enumerate(FILES):
        assert await asyncio.to_thread(one.put, str(place), content) == 204
        await one.run((name, len(content), str(place)))
        said.append(one.said)
    await one.socket.close()
    return said


def test_nobody_waits_for_hostile_files_of_others(server: tuple[str, int]) -> None:
    url, _ = server
    presses(url, defaultdict(list))  # what is computed for the first visitor
    figures: Figures = defaultdict(list)
    done, waited = threading.Event(), list[float]()
    load = [busy()]

    def others() -> None:
        while not done.is_set():
            presses(url, figures)

    beside = [threading.Thread(target=others),
              threading.Thread(target=asked, args=(url, done, waited))]  # fmt: skip
    for each in beside:
        each.start()
    try:
        said = alone(hostile(url))
        load.append(busy())
    finally:
        done.set()
        for each in beside:
            each.join()
    assert [any("fel hittades" in each for each in page) for page in said] == [True] * len(FILES)
    assert not figures["exceptions"]
    assert max(waited) < WAIT * max(load), (load, max(waited))
    assert max(figures["rerun"]) / 1000 < WAIT * max(load), (load, max(figures["rerun"]))


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_many_large_files_at_once_do_not_fill_the_memory(
    server: tuple[str, int],
) -> None:
    url, pid = server
    before = memory(pid)
    with watched(pid) as most:
        answers = alone(at_once(url, 6, file(6.7)))
    assert answers[204] + answers[503] == 6
    assert most["server"] - before < 500, (before, most)
    assert most["readers"] < 2 * 500, "two are read at once"
