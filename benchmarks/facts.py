"""What the pages of municipalities, the start page and the data page cost, and finding the facts.

    python -m benchmarks.facts

A rerun is run with Streamlit's own test runner, which does everything but the network, and costed
in processor time, beside a page with one word on it. "Sent" is the size of all elements of the
page; Streamlit sends those of 10 kB or more only when they have changed. Then, what is computed
once for all visitors, and a search. Streamlit runs a page other than the first by itself here: the
frame around it (filters, search, language; about 6 ms) is in the start page alone.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

import vbdash
from vbdash.indicators.facts.all import find_facts
from vbdash.indicators.facts.fact import choose
from vbdash.indicators.municipality.alike import latest_table, most_alike
from vbdash.indicators.municipality.figures import municipal_figures, standings
from vbdash.indicators.search import entries, find

ROOT = Path(__file__).resolve().parents[1]
RUNS = 15
PARTS = ("laget", "utveckling", "naringsliv", "foretag", "stod", "jamfor", "lika", "saknas")
PAGES = (
    ("overview", ""),
    *(("municipality", part) for part in PARTS),
    ("data", ""),
    ("data", "sources"),
)


def opened(page: str, part: str) -> AppTest:
    """Open a page as a visitor does, by a button of the start page."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    if page == "municipality":
        app.query_params["kommun"] = "Skellefteå"
    app.run()
    if page != "overview":
        app.session_state["_go"] = (page, {"del": part} if part else {})
        app.run()
    return app


def rerun(app: AppTest) -> tuple[float, float]:
    """Return median and largest processor time of a rerun, in milliseconds."""
    app.run()
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        app.run()
        times.append(1000 * (time.process_time() - start))
    if app.exception:
        raise SystemExit(f"the page failed: {app.exception[0].value}")
    return statistics.median(times), max(times)


def sent(app: AppTest) -> int:
    """Return the bytes of all elements of a page."""

    def size(block: Any) -> int:
        if hasattr(block, "children"):
            return sum(size(each) for each in block.children.values())
        proto = getattr(block, "proto", None)
        return proto.ByteSize() if proto is not None else 0

    return size(app._tree)


def timed(what: str, work: Callable[[], object], runs: int = RUNS) -> None:
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(1000 * (time.process_time() - start))
    print(f"{what:34} {statistics.median(times):8.1f} ms")


def main() -> None:
    empty = AppTest.from_string("import streamlit as st; st.write('x')")
    print(f"{'page':24} {'median ms':>10} {'largest':>8} {'sent kB':>8}")
    print(f"{'one word':24} {rerun(empty)[0]:10.1f}")
    for page, part in PAGES:
        app = opened(page, part)
        bytes_sent = sent(app)
        median, largest = rerun(app)
        name = f"{page} {part}".strip()
        print(f"{name:24} {median:10.1f} {largest:8.1f} {bytes_sent / 1000:8.1f}")
    data = vbdash.load()
    figures = municipal_figures(data, "B-E")
    table, facts, listed = latest_table(figures), find_facts(data), entries(data, "sv")
    codes = data.municipality_codes
    timed("all figures of municipalities", lambda: municipal_figures(data, "B-E"))
    timed("where one municipality stands", lambda: standings(figures, codes, "2482"))
    timed("five most alike", lambda: most_alike(table, "2482"))
    timed(f"find {len(facts)} facts", lambda: find_facts(data), 5)
    timed("choose six of them", lambda: choose(facts, 6))
    timed(f"search {len(listed)} names", lambda: find(listed, "skelleftea"))


if __name__ == "__main__":
    main()
