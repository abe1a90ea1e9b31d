"""Seconds from ``streamlit run`` to the first page at rest, beside an empty app, in Chromium.

python -m benchmarks.startup [--times 3]
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks.serve import ROOT, empty_app, memory, served
from tests.browser.conftest import FLAGS, at_rest

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


def main() -> None:
    """Measure both apps in turn and print medians and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=3)
    times = parser.parse_args().times
    with sync_playwright() as playwright, empty_app() as empty:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        runs = [(once(browser, ROOT / "app.py"), once(browser, empty)) for _ in range(times)]
        browser.close()
    print(f"{'median of ' + str(times):<28}{'app':>9}{'empty':>9}{'ratio':>8}")
    for name in runs[0][0]:
        ours, floor = (statistics.median(run[i][name] for run in runs) for i in (0, 1))
        ratio = f"{ours / floor:.2f}" if floor else "–"
        print(f"{name:<28}{ours:>9.2f}{floor:>9.2f}{ratio:>8}")


if __name__ == "__main__":
    main()
