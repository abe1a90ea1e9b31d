"""The page of a municipality in a real browser: search by keyboard, facts, titles, links."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import at_rest

pytestmark = pytest.mark.browser


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_search_by_keyboard_goes_to_the_municipality(browser_page: Page, app_url: str) -> None:
    page = browser_page
    page.goto(app_url)
    at_rest(page)
    page.keyboard.press("Control+k")
    field = page.get_by_role("dialog").get_by_role("searchbox")
    expect(field).to_be_visible()
    if not field.evaluate("e => e === document.activeElement"):
        for _ in range(4):
            page.keyboard.press("Tab")
            if field.evaluate("e => e === document.activeElement"):
                break
    assert field.evaluate("e => e === document.activeElement"), "the field is reached by keyboard"
    page.keyboard.type("skelleftea", delay=30)
    found = page.get_by_role("dialog").get_by_role("button", name="Skellefteå (Kommun)")
    expect(found).to_be_visible()
    for _ in range(4):
        page.keyboard.press("Tab")
        if found.evaluate("e => e === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Skellefteå", exact=True)).to_be_visible()
    at_rest(page)
    assert query(page)["kommun"] == ["Skellefteå"]
    assert page.title().startswith("Skellefteå – Kommun – ")


def test_a_fact_opens_its_proof_and_the_link_says_so(browser_page: Page, app_url: str) -> None:
    page = browser_page
    page.goto(app_url)
    at_rest(page)
    page.get_by_role("button", name="Visa mig").nth(1).click()
    expect(page.get_by_role("heading", name="Umeå", exact=True)).to_be_visible()
    at_rest(page)
    assert query(page)["kommun"] == ["Umeå"] and query(page)["del"] == ["utveckling"]


def test_a_ready_made_selection_and_its_name_are_in_the_link(
    browser_page: Page, app_url: str
) -> None:
    page = browser_page
    page.goto(f"{app_url}/industry")
    at_rest(page)
    page.get_by_test_id("stSidebar").get_by_text("Kusten", exact=True).click()
    at_rest(page)
    assert set(query(page)["kommun"]) == {"Nordmaling", "Robertsfors", "Umeå", "Skellefteå"}
    assert page.title().startswith("Kusten – ")
    page.get_by_label("Urvalets namn").fill("Våra städer")
    page.keyboard.press("Enter")
    page.wait_for_function("document.title.startsWith('Våra städer')")
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    at_rest(page)
    assert page.title().startswith("Våra städer – ")
    assert query(page)["namn"] == ["Våra städer"]


def test_comparison_is_kept_in_the_link(browser_page: Page, app_url: str) -> None:
    page = browser_page
    page.goto(f"{app_url}/municipality?kommun=2418&del=jamfor&jamfor=2417")
    at_rest(page)
    expect(page.get_by_role("heading", name="Malå och Norsjö bredvid")).to_be_visible()
    assert query(page)["kommun"] == ["Malå"] and query(page)["jamfor"] == ["Norsjö"]
