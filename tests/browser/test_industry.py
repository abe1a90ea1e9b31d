"""The page about industry in a real browser: dots, list and address are one; tables on a phone."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.steps import at_rest, opened, press, says

pytestmark = pytest.mark.browser

SWARM = "industry?matt=employed_residence&del=kommuner"
CHART = "[data-testid=stPlotlyChart] .js-plotly-plot"
#: Where a dot is on the page, by the code that a press on it gives back.
WHERE = """(chart, code) => {
    const box = chart.getBoundingClientRect(), {xaxis, yaxis} = chart._fullLayout;
    for (const trace of chart._fullData) {
        const i = (trace.customdata || []).indexOf(code);
        if (i >= 0) return {
            x: box.x + xaxis._offset + xaxis.c2p(trace.x[i]),
            y: box.y + yaxis._offset + yaxis.c2p(trace.y[i]),
            symbol: trace.marker.symbol, colour: trace.marker.color,
        };
    }
}"""
AXE = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}


def dot(page: Page, code: str) -> dict[str, Any]:
    chart = page.locator(CHART).first
    chart.scroll_into_view_if_needed()
    found: dict[str, Any] = chart.evaluate(WHERE, code)
    return found


def press_dot(page: Page, code: str) -> None:
    at = dot(page, code)
    press(page, (at["x"], at["y"]))


def test_a_press_on_a_dot_chooses_in_address_list_and_chart(
    browser_page: Page, app_url: str
) -> None:
    page = browser_page
    opened(page, f"{app_url}/{SWARM}")
    plain = dot(page, "2421")
    press_dot(page, "2421")
    says(page, kommun=["Storuman"])
    expect(page.get_by_role("heading", name="Storuman: ")).to_be_visible()
    expect(page.get_by_test_id("stMultiSelect").first.get_by_text("Storuman")).to_be_visible()
    marked = dot(page, "2421")
    assert marked["colour"] != plain["colour"]

    press_dot(page, "2480")  # another one is added, with a shape of its own
    says(page, kommun=["Storuman", "Umeå"])
    assert len({dot(page, code)["symbol"] for code in ("2421", "2480")}) == 2

    press_dot(page, "2421")  # once more lets it go
    says(page, kommun=["Umeå"])
    assert dot(page, "2421")["colour"] == plain["colour"]


def test_the_list_does_the_same_by_keyboard(browser_page: Page, app_url: str) -> None:
    page = browser_page
    opened(page, f"{app_url}/{SWARM}")
    plain = dot(page, "2421")
    field = page.get_by_role("combobox", name="Kommuner")
    for _ in range(40):
        page.keyboard.press("Tab")
        if field.evaluate("e => e === document.activeElement"):
            break
    assert field.evaluate("e => e === document.activeElement"), "the list is reached by keyboard"
    page.keyboard.type("Storu", delay=30)
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    says(page, kommun=["Storuman"])
    assert dot(page, "2421")["colour"] != plain["colour"]
    expect(page.get_by_role("heading", name="Storuman: ")).to_be_visible()


@pytest.mark.parametrize("part", ["lan", "kommuner&matt=employed_residence", "forandring", "41"])
def test_an_opened_table_can_be_scrolled_by_keyboard_on_a_phone(
    chromium: Browser, app_url: str, part: str
) -> None:
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    opened(page, f"{app_url}/industry?del={part}")
    folded = page.get_by_text("Visa som tabell")
    for i in range(folded.count()):
        folded.nth(i).click()
    at_rest(page)
    found = Axe().run(page, options=AXE).response["violations"]
    assert [(each["id"], each["nodes"][0]["target"]) for each in found] == []
    tables = page.get_by_role("region").filter(has=page.locator("table"))
    wide = [
        table
        for table in tables.all()
        if table.is_visible() and table.evaluate("e => e.scrollWidth > e.clientWidth")
    ]
    assert wide, "there is a table too wide for a phone"
    wide[0].focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("e => e.scrollLeft > 0", arg=wide[0].element_handle())
    assert page.eval_on_selector("[data-testid=stMain]", "e => e.scrollWidth - e.clientWidth") <= 1
    page.close()


def test_what_is_chosen_can_be_read_in_the_dark_theme(chromium: Browser, app_url: str) -> None:
    page = chromium.new_page(viewport={"width": 1440, "height": 900}, color_scheme="dark")
    opened(page, f"{app_url}/{SWARM}&kommun=Mal%C3%A5")
    found = Axe().run(page, options=AXE).response["violations"]
    assert [(each["id"], each["nodes"][0]["target"]) for each in found] == []
    page.close()
