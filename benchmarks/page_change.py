"""How long a change of page takes, from the press until the new page rests, in Chromium.

    python -m benchmarks.page_change [--times 3] [--phone]

Every page is come to from the start and from the page before it, by the navigation. The first round
opens each page for the first time in the process; the others are printed as the middle and the most.
"""

from __future__ import annotations

import argparse
import statistics

from playwright.sync_api import Page, sync_playwright

from benchmarks.serve import ROOT, served
from vbdash.parameters import PAGES, START

#: From the press until the address, the title and the run of the script are the new page's.
_CHANGE = """async (name) => {
  const app = () => document.querySelector('[data-testid=stApp]');
  const links = [...document.querySelectorAll('[data-testid=stTopNavLink], [data-testid=stSidebarNavLink]')];
  const link = links.find((a) => new URL(a.href).pathname.replaceAll('/', '') === name);
  if (!link) throw new Error(`no way to ${name}: ${links.map((a) => a.href)}`);
  const began = performance.now();
  link.click();
  while (performance.now() - began < 30000) {
    await new Promise(requestAnimationFrame);
    const there = location.pathname.replaceAll('/', '') === name;
    const state = app().dataset.testScriptState;
    const stale = document.querySelector('[data-stale=true]');
    if (there && state === 'notRunning' && !stale) return performance.now() - began;
  }
  throw new Error(`${name} never rested`);
}"""


def changes(page: Page) -> dict[str, float]:
    """Go through all pages; return the milliseconds of each change."""
    return {name: float(page.evaluate(_CHANGE, name)) for name in [*list(PAGES)[1:], START]}


def main() -> None:
    """Print what is asked for."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--times", type=int, default=3)
    arguments.add_argument("--phone", action="store_true")
    asked = arguments.parse_args()
    size = {"width": 390, "height": 844} if asked.phone else {"width": 1440, "height": 900}
    with served(ROOT / "app.py") as (url, _, _), sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport=size)  # type: ignore[arg-type]
        page.goto(url)
        page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
        page.wait_for_timeout(12_000)  # what is made ready beside the first visitor
        runs = [changes(page) for _ in range(asked.times + 1)]
        browser.close()
    print(f"{'ms':<16}{'first':>8}{'middle':>8}{'most':>8}")
    for name in runs[0]:
        again = [each[name] for each in runs[1:]]
        row = (runs[0][name], statistics.median(again), max(again))
        print(f"{name or 'start':<16}" + "".join(f"{each:>8.0f}" for each in row))


if __name__ == "__main__":
    main()
