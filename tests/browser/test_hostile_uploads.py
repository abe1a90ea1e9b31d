"""Hostile files sent to a live app, while others use it."""

from __future__ import annotations

import asyncio
import re
import threading
from collections import defaultdict
from statistics import median

import pytest
from playwright.sync_api import Page, expect

from benchmarks.visitors import Figures, Visitor
from tests.browser.conftest import at_rest
from tests.browser.test_upload import give
from tests.records.files.bad_files import HEADER, ROW, csv
from tests.records.files.test_other_books import FAR

pytestmark = pytest.mark.browser

#: Nobody waits longer for a rerun, in milliseconds; on a machine that is busy with other things,
#: not longer than three times what it took there before.
WAIT = 1000.0


def presses(url: str, count: int) -> Figures:
    """Use the app as somebody else; in a thread of its own, for the browser has this one's loop."""
    figures: Figures = defaultdict(list)
    beside = threading.Thread(
        target=lambda: asyncio.run(Visitor(url, "", figures).stay(count, 0.2))
    )
    beside.start()
    beside.join()
    return figures


def test_nobody_waits_for_hostile_files_of_others(browser_page: Page, app_url: str) -> None:
    page = browser_page
    page.goto(f"{app_url}/interventions?del=egna&poster=fil")
    at_rest(page)
    quiet = presses(app_url, 12)
    meanwhile: list[Figures] = []
    other = threading.Thread(target=lambda: meanwhile.append(presses(app_url, 30)))
    other.start()
    for file, content in (FAR["a newline in the tag"], FAR["binary"], FAR["the older format"]):
        give(page, file, content)
        expect(page.get_by_text("celler bara i de första").first).to_be_visible()
    give(page, "a.csv", csv([HEADER, ROW]) + b";" * (15 * 2**20))
    expect(page.get_by_text("kolumner").first).to_be_visible()
    give(page, "a.csv", csv([HEADER]) + b"x;x;x;x;x;x;x;x;x;x;x;x\n" * 20_000)
    expect(page.get_by_text(re.compile(r"200\s000 fel hittades"))).to_be_visible()
    other.join()
    waited = sorted(meanwhile[0]["rerun"])
    assert not meanwhile[0]["exceptions"]
    assert waited[int(len(waited) * 0.95)] < max(WAIT, 3 * max(quiet["rerun"])), (
        median(quiet["rerun"]), waited)  # fmt: skip
    give(page, "a.csv", csv([HEADER, ROW]))
    expect(page.get_by_text("1 rad är läst")).to_be_visible()
