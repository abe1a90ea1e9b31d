"""What the page of firms costs: milliseconds and bytes a rerun, for each face and part.

    python benchmarks/companies.py

A rerun is run with Streamlit's own test runner, which does everything but the network; milliseconds
are of the processor. "Page" is the size of all elements, with the shapes of the map sent along,
since nobody serves them here (``benchmarks/maps.py`` says what is left of a map where somebody
does). Streamlit sends elements of 10 kB or more only when they have changed. Last, what the
statistics of the part on spread cost the first time and in memory.
"""

from __future__ import annotations

import statistics
import time
from pathlib import Path

from streamlit.testing.v1 import AppTest

import vbdash
from vbdash.indicators.firms import concentration, spatial
from vbdash.indicators.firms.leading import strength_table

ROOT = Path(__file__).resolve().parents[1]
RUNS = 15
VIEWS: dict[str, dict[str, str]] = {
    "firms, 17 of 75": {},
    "firms, all 75": {"styrka": "any"},
    "areas": {"karta": "yta"},
    "circles": {"karta": "cirklar"},
    "spread": {"del": "spridning"},
    "compare": {"del": "jamfor"},
    "a firm opened": {"foretag": "brokk"},
}


def rerun(query: dict[str, str]) -> tuple[float, float, int, int]:
    """Return median and slowest milliseconds, bytes of the page and of its map."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    app.switch_page("pages/companies.py").run()
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        app.run()
        times.append(1000 * (time.process_time() - start))
    decks = app.get("deck_gl_json_chart")
    sizes = [each.proto.ByteSize() for each in app.main if hasattr(each, "proto") and each.proto]
    return (
        statistics.median(times),
        max(times),
        sum(sizes),
        sum(len(each.proto.json) for each in decks),
    )


def resident() -> float:
    """Return the memory of this process in MB (Linux)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


def main() -> None:
    print(f"{'view':18} {'median':>8} {'slowest':>8} {'page kB':>8} {'map kB':>8}")
    for name, query in VIEWS.items():
        median, slowest, page, deck = rerun(query)
        print(f"{name:18} {median:8.0f} {slowest:8.0f} {page / 1000:8.1f} {deck / 1000:8.1f}")
    data = vbdash.load()
    firms = strength_table(
        data.table("companies"), data.table("leadership_claims"), data.municipality_codes
    )["world"]
    people = concentration.population(data)[1]
    for name, make in (
        ("Gini and Theil", lambda: concentration.concentration(firms, people)),
        ("Moran's I", lambda: spatial.moran(firms / people, data.municipalities)),
        ("power of the test", lambda: spatial.power(data.municipalities)),
    ):
        start = time.process_time()
        make()
        print(f"{name:18} {1000 * (time.process_time() - start):8.0f} ms, {resident():.0f} MB")


if __name__ == "__main__":
    main()
