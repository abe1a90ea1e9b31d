"""What the page of a municipality costs, and finding the facts.

    python benchmarks/facts.py

A rerun is timed with Streamlit's own test runner, which does everything but the network. "Sent" is
the size of all elements of the page; Streamlit sends those of 10 kB or more only when they have
changed. Then, what is computed once for all visitors, and a search.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path

from streamlit.testing.v1 import AppTest

import vbdash
from vbdash.indicators.alike import latest_table, most_alike
from vbdash.indicators.facts import choose
from vbdash.indicators.facts_found import find_facts
from vbdash.indicators.finding import entries, find
from vbdash.indicators.profile import municipal_figures, standings

ROOT = Path(__file__).resolve().parents[1]
RUNS = 15
PARTS = ("laget", "utveckling", "naringsliv", "foretag", "stod", "jamfor", "lika", "saknas")


def rerun(part: str) -> tuple[float, float, int]:
    """Return median and slowest milliseconds of a rerun, and the bytes of the page."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.query_params["kommun"] = "Skellefteå"
    app.query_params["del"] = part
    app.run()
    app.switch_page("pages/municipality.py").run()
    app.segmented_control(key="_del").set_value(part).run()
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        app.run()
        times.append(1000 * (time.perf_counter() - start))
    sizes = [each.proto.ByteSize() for each in app.main if hasattr(each, "proto") and each.proto]
    return statistics.median(times), max(times), sum(sizes)


def timed(what: str, work: Callable[[], object], runs: int = RUNS) -> None:
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - start))
    print(f"{what:34} {statistics.median(times):8.1f} ms")


def main() -> None:
    print(f"{'part':12} {'median ms':>10} {'slowest':>8} {'sent kB':>8}")
    for part in PARTS:
        median, slowest, size = rerun(part)
        print(f"{part:12} {median:10.0f} {slowest:8.0f} {size / 1000:8.1f}")
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
