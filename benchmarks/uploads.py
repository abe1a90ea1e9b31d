"""What files of visitors cost the server, measured on its own process: ``python -m benchmarks.uploads``.

Twenty visitors send a file of 6.7 MB at once, and let it be read; one session sends fifteen files of
20 MB and never runs its page. Then all leave. Somebody else uses the app meanwhile. Printed are the
answers, the memory of the server process (now and at most), that of all processes that read files
together, and how long the other waited: the middle, the 95th percentile and the longest.
"""

from __future__ import annotations

import argparse
import asyncio
import http.client
import multiprocessing
import os
import random
import threading
import time
import urllib.request
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.serve import ROOT, memory, served
from benchmarks.visitors import Figures, Visitor
from tests.records.files.bad_files import HEADER, HELP, ROW, changed, csv

PAGE: Final = "del=egna&poster=fil"
#: How long a session that has left may come back, here (two minutes else), and when it is gone.
STAYS: Final = {"STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": "3"}
GONE: Final = 25


def file(megabytes: float) -> bytes:
    """Return a file of records that is right, of about so many megabytes."""
    rows = [changed("Företags-id", f"f-{i}", changed("Företagsnamn", f"Bolaget {i} AB", HELP))
            for i in range(110_000)]  # fmt: skip
    size = len(csv(rows)) / len(rows)
    return csv([HEADER, *rows[: int(megabytes * 2**20 / size)]])


class Sender:
    """One visitor of the page of records, over Streamlit's own websocket."""

    def __init__(self, url: str) -> None:
        self.url, self.session, self.page, self.uploader = url, "", "", ""
        self.socket: Any = None
        self.said: list[str] = []

    async def come(self) -> None:
        """Open the page of records."""
        address = self.url.replace("http", "ws", 1) + "/_stcore/stream"
        self.socket = await websockets.connect(address, subprotocols=["streamlit"], max_size=None)
        await self.run()
        while not self.uploader:
            await self.run()

    async def run(self, *sent: tuple[str, int, str]) -> None:
        """Run the script, with files that were sent, until it has ended."""
        self.said = []
        message = BackMsg()
        message.rerun_script.query_string = PAGE
        message.rerun_script.page_script_hash = self.page
        if sent:
            widget = message.rerun_script.widget_states.widgets.add()
            widget.id = self.uploader
            for name, size, key in sent:
                info = widget.file_uploader_state_value.uploaded_file_info.add()
                info.name, info.size, info.file_id = name, size, key
        await self.socket.send(message.SerializeToString())
        while True:
            came = ForwardMsg()
            came.ParseFromString(await asyncio.wait_for(self.socket.recv(), 300))
            kind = came.WhichOneof("type")
            if kind == "new_session":
                self.session = came.new_session.initialize.session_id
            elif kind == "navigation":
                named = {p.url_pathname: p.page_script_hash for p in came.navigation.app_pages}
                self.page = named["interventions"]
            elif kind == "delta":
                element = came.delta.new_element
                if element.WhichOneof("type") == "alert":
                    self.said.append(element.alert.body)
                if element.WhichOneof("type") == "file_uploader":
                    self.uploader = self.uploader or element.file_uploader.id
            elif (
                kind == "script_finished" and came.script_finished != came.FINISHED_EARLY_FOR_RERUN
            ):
                return

    def put(self, key: str, content: bytes) -> int:
        """Send a file as a browser does and return the status of the answer."""
        address = urlsplit(self.url).netloc
        connection = http.client.HTTPConnection(address, timeout=120)
        connection.request("GET", "/_stcore/health")
        answer = connection.getresponse()
        answer.read()
        cookie = (answer.getheader("set-cookie") or "").partition(";")[0]
        head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
        kinds = {"Content-Type": "multipart/form-data; boundary=x", "Cookie": cookie,
                 "X-Xsrftoken": cookie.partition("=")[2]}  # fmt: skip
        path = f"/_stcore/upload_file/{self.session}/{key}"
        try:
            connection.request("PUT", path, head + content + b"\r\n--x--\r\n", kinds)
            return connection.getresponse().status
        except OSError:  # refused before all of it was sent
            return 503
        finally:
            connection.close()


def _readers(pid: int) -> float:
    """Return the memory of the processes that a server has started, in MB."""
    held = 0.0
    for process in [each for each in Path("/proc").iterdir() if each.name.isdecimal()]:
        try:
            if f"PPid:\t{pid}\n" in (process / "status").read_text():
                held += memory(int(process.name))
        except (OSError, StopIteration):  # it has ended meanwhile
            continue
    return held


@contextmanager
def watched(pid: int) -> Iterator[dict[str, float]]:
    """Watch the memory of a server and of what it starts."""
    most = {"server": 0.0, "readers": 0.0}
    done = threading.Event()

    def look() -> None:
        while not done.wait(0.05):
            most["server"] = max(most["server"], memory(pid))
            most["readers"] = max(most["readers"], _readers(pid))

    beside = threading.Thread(target=look)
    beside.start()
    try:
        yield most
    finally:
        done.set()
        beside.join()


async def at_once(url: str, visitors: int, content: bytes) -> Counter[int | str]:
    """Let visitors come, send a file each at the same time, have it read, and leave."""
    here = [Sender(url) for _ in range(visitors)]
    for each in here:
        await each.come()
    answers = await asyncio.gather(*(asyncio.to_thread(each.put, "1", content) for each in here))
    came = [each for each, answer in zip(here, answers, strict=True) if answer == 204]
    await asyncio.gather(*(each.run(("a.csv", len(content), "1")) for each in came))
    for each in here:
        await each.socket.close()
    told = Counter(answers)
    told["read"] = sum("är lästa" in said for each in came for said in each.said)
    return told


async def hostile(url: str, files: Sequence[tuple[str, bytes]]) -> list[list[str]]:
    """Send each hostile file, let it be read, and return what the page said of each."""
    one, said = Sender(url), []
    await one.come()
    for place, (name, content) in enumerate(files):
        status = await asyncio.to_thread(one.put, str(place), content)
        if status != 204:
            raise RuntimeError(f"{name} was not taken: {status}")
        await one.run((name, len(content), str(place)))
        said.append(one.said)
    await one.socket.close()
    return said


def presses(url: str, figures: Figures) -> None:
    """Use the app as somebody else, in the same way each time."""
    random.seed(13)
    asyncio.run(Visitor(url, "", figures).stay(8, 0.1))


def _press(url: str, done: Any, found: Any) -> None:
    figures: Figures = defaultdict(list)
    while not done.is_set():
        presses(url, figures)
    took = [each / 1000 for each in figures["rerun"]]
    found.put({"presses": took, "exceptions": figures["exceptions"]})


def _ask(url: str, done: Any, found: Any) -> None:
    took: list[float] = []
    while not done.wait(0.05):
        began = time.perf_counter()
        urllib.request.urlopen(f"{url}/_stcore/health", timeout=60).read()
        took.append(time.perf_counter() - began)
    found.put({"answers": took})


@contextmanager
def others(url: str) -> Iterator[dict[str, list[float]]]:
    """Let somebody else press and ask all the time, in processes of their own: seconds it took."""
    apart = multiprocessing.get_context("spawn")
    done, found, waited = apart.Event(), apart.Queue(), dict[str, list[float]]()
    beside = [apart.Process(target=work, args=(url, done, found)) for work in (_press, _ask)]
    for each in beside:
        each.start()
    try:
        yield waited
    finally:
        done.set()
        for _ in beside:
            waited.update(found.get())
        for each in beside:
            each.join()


def _waits(waited: dict[str, list[float]]) -> str:
    """Say what somebody else waited for: the middle, the 95th percentile, the longest."""
    said = []
    for what in ("answers", "presses"):
        if found := sorted(waited[what]):
            high = found[int(0.95 * (len(found) - 1))]
            said.append(
                f"{what} {found[len(found) // 2]:.2f}, {high:.2f}, {found[-1]:.2f} s (n {len(found)})"
            )
    return "; ".join(said)


async def many(url: str, files: int, content: bytes) -> Counter[int | str]:
    """Let one visitor send many files and never run the page."""
    one = Sender(url)
    await one.come()
    answers = [await asyncio.to_thread(one.put, str(i), content) for i in range(files)]
    await one.socket.close()
    return Counter(answers)


def main() -> None:
    """Measure both, and what is left when all have gone."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--visitors", type=int, default=20)
    options.add_argument("--files", type=int, default=15)
    chosen = options.parse_args()
    os.environ.update(STAYS)
    small, large = file(6.7), b"x;y\n" * (5 * 2**20 - 100)
    with served(ROOT / "app.py") as (url, pid, _):
        asyncio.run(at_once(url, 1, csv([HEADER, ROW])))
        presses(url, defaultdict(list))
        time.sleep(8)
        print(f"before: {memory(pid):.0f} MB")
        for what, work in (
            (f"{chosen.visitors} visitors, {len(small) / 2**20:.1f} MB each",
             lambda: at_once(url, chosen.visitors, small)),
            (f"{chosen.files} files of {len(large) / 2**20:.1f} MB in one session",
             lambda: many(url, chosen.files, large)),
        ):  # fmt: skip
            began = time.perf_counter()
            with watched(pid) as most, others(url) as beside:
                answers = asyncio.run(work())
            took = time.perf_counter() - began
            time.sleep(GONE)
            print(
                f"{what}: {took:.0f} s, answers {dict(answers)}; at most {most['server']:.0f} MB "
                f"(readers {most['readers']:.0f}); {GONE} s after they left {memory(pid):.0f} MB; "
                f"others waited {_waits(beside)}; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
            )


if __name__ == "__main__":
    main()
