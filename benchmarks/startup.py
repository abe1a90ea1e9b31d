"""What a start costs: until the server answers, in the minute after, and in Chromium.

python -m benchmarks.startup [--times 3] [--app DIR ...] [--after 60] [--page]

Without ``--page``: seconds from ``streamlit run`` to the first answer, against those of importing
Streamlit, pandas and Plotly in the same run; child processes, and processor time until the answer
and in the minute after. ``--app`` names checkouts to compare, each with its ``app.py``. With
``--page``: seconds until the first page rests, beside an empty app.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks.serve import ROOT, empty_app, memory, served
from tests.browser.conftest import FLAGS
from tests.browser.steps import at_rest

#: Largest paint and layout shift as the browser itself reports them (Core Web Vitals).
VITALS = """() => new Promise(done => {
  let paint = 0, worst = 0, window_ = 0, began = -1e9, last = -1e9;
  const add = e => {  // shifts count in windows: at most 1 s apart, at most 5 s long
    if (e.hadRecentInput) return;
    if (e.startTime - last > 1000 || e.startTime - began > 5000) { window_ = 0; began = e.startTime; }
    last = e.startTime; window_ += e.value; worst = Math.max(worst, window_);
  };
  new PerformanceObserver(l => { for (const e of l.getEntries()) paint = e.startTime; })
    .observe({type: 'largest-contentful-paint', buffered: true});
  new PerformanceObserver(l => { l.getEntries().forEach(add); })
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done([paint / 1000, worst]), 500);
})"""


def once(browser: Browser, app: Path) -> dict[str, float]:
    """Start an app, open its first page, wait until it rests."""
    began = time.perf_counter()
    with served(app) as (url, pid, answered):
        page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        received = [0]
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on(
            "Network.loadingFinished",
            lambda e: received.__setitem__(0, received[0] + e["encodedDataLength"]),
        )
        opened = time.perf_counter()
        page.goto(url)
        at_rest(page)
        rest = time.perf_counter()
        paint, shift = page.evaluate(VITALS)
        figures = {
            "answers after, s": answered,
            "page rests after, s": rest - opened,
            "from command to rest, s": rest - began,
            "largest paint, s": paint,
            "layout shift": shift,
            "received, MB": received[0] / 1e6,
            "memory, MB": memory(pid),
        }
        page.context.close()
        return figures


FLOOR = "import streamlit, pandas, plotly"
TICKS = os.sysconf("SC_CLK_TCK")


def floor() -> float:
    """Return the seconds it takes to import what any such app imports."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", FLOOR], check=True, capture_output=True)
    return time.perf_counter() - began


def spent(pid: int) -> tuple[float, float]:
    """Return seconds of the processor: of a process, and of its children that have ended."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    own, children = (sum(map(int, fields[at : at + 2])) / TICKS for at in (11, 13))
    return own, children


class Children(threading.Thread):
    """Counts the processes that the processes of a session of ours start."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.seen: set[int] = set()
        self.done = threading.Event()

    def run(self) -> None:
        """Look at what runs, thirty times a second."""
        known = {os.getpid()}
        while not self.done.wait(0.03):
            for stat in Path("/proc").glob("[0-9]*/stat"):
                with contextlib.suppress(OSError, ValueError):
                    pid = int(stat.parent.name)
                    if int(stat.read_text().rpartition(")")[2].split()[1]) in known:
                        known.add(pid)
                        self.seen.add(pid)


def started(app: Path, after: float) -> dict[str, float]:
    """Start an app as on a machine that has never seen it, wait for it, and watch it."""
    with tempfile.TemporaryDirectory() as cache:
        os.environ["VBDASH_CACHE"] = str(Path(cache) / "new")
        imports, watch = floor(), Children()
        watch.start()
        with served(app) as (_, pid, answered):
            own, children = spent(pid)
            resident = memory(pid)
            time.sleep(after)
            own_after, children_after = spent(pid)
            figures = {
                "importing the three, s": imports,
                "answers after, s": answered,
                "... times the imports": answered / imports,
                "processor until then, s": own + children,
                "memory then, MB": resident,
                f"processor, next {after:.0f} s, s": own_after - own,
                "... of child processes, s": children_after - children,
                "memory then, MB ": memory(pid),
            }
            watch.done.set()
            watch.join()
            return {**figures, "child processes": len(watch.seen) - 1}


def watch_starts(apps: list[Path], times: int, after: float) -> None:
    """Start every app in turn and print medians."""
    runs = [[started(app / "app.py", after) for app in apps] for _ in range(times)]
    for name in runs[0][0]:
        medians = [statistics.median(run[i][name] for run in runs) for i in range(len(apps))]
        print(f"{name:<28}" + "".join(f"{each:>9.2f}" for each in medians))


def show_pages(times: int) -> None:
    """Open the app and an empty one in turn and print medians and ratios."""
    with sync_playwright() as playwright, empty_app() as empty:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        runs = [(once(browser, ROOT / "app.py"), once(browser, empty)) for _ in range(times)]
        browser.close()
    print(f"{'median of ' + str(times):<28}{'app':>9}{'empty':>9}{'ratio':>8}")
    for name in runs[0][0]:
        ours, empty_ones = (statistics.median(run[i][name] for run in runs) for i in (0, 1))
        ratio = f"{ours / empty_ones:.2f}" if empty_ones else "–"
        print(f"{name:<28}{ours:>9.2f}{empty_ones:>9.2f}{ratio:>8}")


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--app", type=Path, nargs="+", default=[ROOT])
    parser.add_argument("--after", type=float, default=60)
    parser.add_argument("--page", action="store_true")
    asked = parser.parse_args()
    if asked.page:
        show_pages(asked.times)
    else:
        watch_starts([each.resolve() for each in asked.app], asked.times, asked.after)


if __name__ == "__main__":
    main()
