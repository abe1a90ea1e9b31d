"""The page about industry in a real browser: dots, list and address are one; tables on a phone."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import at_rest

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


def dot(page: Page, code: str) -> dict[str, object]:
    chart = page.locator(CHART).first
    chart.scroll_into_view_if_needed()
    found: dict[str, object] = chart.evaluate(WHERE, code)
    return found


def press(page: Page, code: str) -> None:
    at = dot(page, code)
    page.mouse.click(at["x"], at["y"])


def chosen(page: Page, expected: list[str]) -> list[str]:
    """Return the municipalities of the address, once they are as expected or time is up."""
    found: list[str] = []
    for _ in range(40):
        at_rest(page)
        found = parse_qs(urlsplit(page.url).query).get("kommun", [])
        if found == expected:
            break
        page.wait_for_timeout(100)
    return found


def test_a_press_on_a_dot_chooses_in_address_list_and_chart(
    browser_page: Page, app_url: str
) -> None:
    page = browser_page
    page.goto(f"{app_url}/{SWARM}")
    at_rest(page)
    plain = dot(page, "2421")
    press(page, "2421")
    assert chosen(page, ["Storuman"]) == ["Storuman"]
    expect(page.get_by_role("heading", name="Storuman: ")).to_be_visible()
    expect(page.get_by_test_id("stMultiSelect").first.get_by_text("Storuman")).to_be_visible()
    marked = dot(page, "2421")
    assert marked["colour"] != plain["colour"]

    press(page, "2480")  # another one is added, with a shape of its own
    assert chosen(page, ["Storuman", "Umeå"]) == ["Storuman", "Umeå"]
    assert len({dot(page, code)["symbol"] for code in ("2421", "2480")}) == 2

    press(page, "2421")  # once more lets it go
    assert chosen(page, ["Umeå"]) == ["Umeå"]
    assert dot(page, "2421")["colour"] == plain["colour"]


def test_the_list_does_the_same_by_keyboard(browser_page: Page, app_url: str) -> None:
    page = browser_page
    page.goto(f"{app_url}/{SWARM}")
    at_rest(page)
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
    assert chosen(page, ["Storuman"]) == ["Storuman"]
    assert dot(page, "2421")["colour"] != plain["colour"]
    expect(page.get_by_role("heading", name="Storuman: ")).to_be_visible()


@pytest.mark.parametrize("part", ["lan", "kommuner&matt=employed_residence", "forandring", "41"])
def test_an_opened_table_can_be_scrolled_by_keyboard_on_a_phone(
    chromium: Browser, app_url: str, part: str
) -> None:
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    page.set_default_timeout(30_000)
    page.goto(f"{app_url}/industry?del={part}")
    at_rest(page)
    opened = page.get_by_text("Visa som tabell")
    for i in range(opened.count()):
        opened.nth(i).click()
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
    page.wait_for_timeout(500)
    assert wide[0].evaluate("e => e.scrollLeft") > 0
    assert page.eval_on_selector("[data-testid=stMain]", "e => e.scrollWidth - e.clientWidth") <= 1
    page.close()


def test_what_is_chosen_can_be_read_in_the_dark_theme(chromium: Browser, app_url: str) -> None:
    page = chromium.new_page(viewport={"width": 1440, "height": 900}, color_scheme="dark")
    page.set_default_timeout(30_000)
    page.goto(f"{app_url}/{SWARM}&kommun=Mal%C3%A5")
    at_rest(page)
    found = Axe().run(page, options=AXE).response["violations"]
    assert [(each["id"], each["nodes"][0]["target"]) for each in found] == []
    page.close()
