"""What a screen reader is told of every page: its accessibility tree, as it was last read through.

After a change that is meant, `UPDATE_TREES=1 pytest tests/browser/test_tree.py` writes them anew;
what has changed is then read in the difference.
"""

from __future__ import annotations

import difflib
import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.steps import drawn, opened

pytestmark = pytest.mark.browser

TREES = Path(__file__).parent / "trees"
PAGES = {
    "start": "/",
    "industry": "/industry",
    "companies": "/companies",
    "interventions": "/interventions",
    "municipality": "/municipality?kommun=Mal%C3%A5",
    "present": "/present",
    "data": "/data",
    "accessibility": "/data?del=accessibility",
}
#: What each edition of the data changes without anything being told otherwise.
EDITION = re.compile(r"\d{4}\.\d{2} \([0-9a-f]{8}\)")
#: Charts and grids are drawn when they are reached; what they are called has tests of its own.
LATE = """() => document.querySelectorAll(
  "[data-testid=stPlotlyChart], [data-testid=stDataFrame], [data-testid=stSkeleton], body > :not(#root)"
).forEach(each => each.remove())"""


def tree(page: Page) -> str:
    """Return the accessibility tree of a page at rest."""
    page.evaluate(LATE)
    said = page.locator("body").aria_snapshot()
    return (
        re.sub(r"http://(?:127\.0\.0\.1|localhost):\d+", "", EDITION.sub("(edition)", said)) + "\n"
    )


@pytest.mark.parametrize("name", PAGES)
def test_a_screen_reader_is_told_what_was_read_through(
    name: str, chromium: Browser, app_url: str
) -> None:
    page = chromium.new_page(viewport={"width": 1440, "height": 900})
    opened(page, f"{app_url}{PAGES[name]}")
    drawn(page)
    found, file = tree(page), TREES / f"{name}.yml"
    if os.environ.get("UPDATE_TREES"):
        file.write_text(found, encoding="utf-8")
    kept = file.read_text(encoding="utf-8")
    for _ in range(30):  # what comes late on a busy machine is waited for
        if found == kept:
            break
        page.wait_for_timeout(1000)
        found = tree(page)
    page.close()
    changed = difflib.unified_diff(kept.splitlines(), found.splitlines(), lineterm="", n=1)
    assert found == kept, "\n".join([*changed][:60])
