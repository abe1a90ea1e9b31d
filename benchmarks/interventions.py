"""What the page of interventions costs a rerun: processor time and bytes, without and with records.

    python -m benchmarks.interventions [--rows 2000] [--presses 9]

A rerun is Streamlit's own test runner doing everything but the network; each press changes a
choice, so that something is computed anew. Processor time, not time on the clock, so that a busy
machine does not count. "First" is the run in which records are read, checked and protected. "Sent"
is the size of what the page draws; an element of 10 kB or more is counted once, because Streamlit
sends it again only when it has changed.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import streamlit as st
from streamlit.testing.v1 import AppTest

from benchmarks.reading import as_csv, rows
from vbdash.__main__ import main as command

ROOT = Path(__file__).resolve().parents[1]
_LARGE = 10_000
#: What is open, and the choice that is pressed: parameter and its two values.
VIEWS: dict[str, tuple[dict[str, str], tuple[str, str, str]]] = {
    "reach": ({}, ("steg", "visited", "helped")),
    "depth and spread": ({"matt_insats": "djup"}, ("steg", "visited", "helped")),
    "needs": ({"matt_insats": "behov"}, ("behov", "kommun", "alla")),
    "white spots and plan": ({"matt_insats": "vita"}, ("steg", "visited", "helped")),
    "as the public sees it": ({"visning": "offentligt"}, ("delning", "bransch", "kommun")),
}


def opened(query: dict[str, str]) -> AppTest:
    """Open the page as a link would."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=300)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    return app.switch_page("pages/interventions.py").run()


def sent(app: AppTest, seen: set[int]) -> int:
    """Return the bytes of what is drawn, large elements only where they are new."""
    total = 0
    for block in (app.main, app.sidebar):
        for each in block:
            proto = getattr(each, "proto", None)
            if proto is None or not hasattr(proto, "SerializeToString"):
                continue
            raw = proto.SerializeToString()
            if len(raw) < _LARGE or hash(raw) not in seen:
                total += len(raw)
            seen.add(hash(raw))
    return total


def press(app: AppTest, choice: tuple[str, str, str], presses: int) -> tuple[float, float, float]:
    """Press a choice and return median and slowest milliseconds and median kilobytes."""
    name, *values = choice
    times, sizes, seen = [], [], set[int]()
    sent(app, seen)
    for i in range(presses):
        app.query_params[name] = values[i % 2]
        began = time.process_time()
        app.run()
        times.append(1000 * (time.process_time() - began))
        sizes.append(sent(app, seen) / 1000)
        if app.exception:
            raise RuntimeError(app.exception[0].value)
    return statistics.median(times), max(times), statistics.median(sizes)


def line(name: str, first: float, found: tuple[float, float, float], base: float) -> None:
    """Print one line of the table."""
    median, slowest, size = found
    print(f"{name:<44}{first:>9.0f}{median:>9.0f}{slowest:>9.0f}{size:>9.1f}{median / base:>8.1f}")


def timed(make: Callable[[], AppTest]) -> tuple[AppTest, float]:
    """Return what was made and the milliseconds of processor time that it took."""
    began = time.process_time()
    app = make()
    return app, 1000 * (time.process_time() - began)


def with_file(query: dict[str, str], content: bytes) -> AppTest:
    """Open the page and give it a file."""
    app = opened({"del": "egna", "poster": "fil"} | query)
    app.file_uploader[0].upload("insatser.csv", content)
    return app.run()


@contextlib.contextmanager
def server(content: bytes) -> Iterator[None]:
    """Import records into a data directory of its own, for what the public sees."""
    with tempfile.TemporaryDirectory() as folder:
        data = shutil.copytree(ROOT / "data", Path(folder) / "data")
        file = Path(folder) / "insatser.csv"
        file.write_bytes(content)
        with contextlib.redirect_stdout(io.StringIO()):
            if command(["import", "interventions", str(file), "--data", str(data)]):
                raise RuntimeError("the records were refused")
        os.environ["VBDASH_DATA"] = str(data)
        st.cache_resource.clear()
        try:
            yield
        finally:
            del os.environ["VBDASH_DATA"]
            st.cache_resource.clear()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=2000)
    parser.add_argument("--presses", type=int, default=9)
    options = parser.parse_args()
    content = as_csv(rows(options.rows))
    opened({})
    print(f"processor time in milliseconds; records: {options.rows} rows, {len(content)} bytes")
    print(f"{'':<44}{'first':>9}{'median':>9}{'slowest':>9}{'kB sent':>9}{'ratio':>8}")
    app, first = timed(lambda: opened({"del": "publicerat"}))
    found = press(app, ("kommun", "Malå", "Umeå"), options.presses)
    base = found[0]
    line("without records: what is published", first, found, base)
    app, first = timed(lambda: opened({"del": "stod"}))
    line("without records: on open record", first,
         press(app, ("kommun", "Malå", "Umeå"), options.presses), base)  # fmt: skip
    for name, (query, choice) in VIEWS.items():
        app, first = timed(lambda query=query: opened({"del": "egna", "poster": "exempel"} | query))
        line(f"made-up example: {name}", first, press(app, choice, options.presses), base)
    for name, (query, choice) in VIEWS.items():
        app, first = timed(lambda query=query: with_file(query, content))
        line(f"file of {options.rows} rows: {name}", first,
             press(app, choice, options.presses), base)  # fmt: skip
    with server(content):
        opened({})
        _, choice = VIEWS["as the public sees it"]
        app, first = timed(lambda: opened({"del": "egna"}))
        line("on the server: what the public sees", first,
             press(app, choice, options.presses), base)  # fmt: skip


if __name__ == "__main__":
    main()
