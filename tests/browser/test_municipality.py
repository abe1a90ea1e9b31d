"""The page of a municipality in a real browser: search by keyboard, facts, titles, links."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import at_rest, opened, query

pytestmark = pytest.mark.browser


def test_search_by_keyboard_goes_to_the_municipality(browser_page: Page, app_url: str) -> None:
    page = browser_page
    opened(page, app_url)
    page.keyboard.press("Control+k")
    field = page.get_by_role("dialog").get_by_role("combobox")
    expect(field).to_be_visible()
    expect(field).to_be_focused()  # by itself: whoever opens the search wants to type
    page.keyboard.type("skelleftea", delay=30)
    found = page.get_by_role("dialog").get_by_role(
        "option", name="Skellefteå (Kommun · Västerbottens län)"
    )
    expect(found).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Skellefteå", exact=True)).to_be_visible()
    at_rest(page)
    assert query(page)["kommun"] == ["Skellefteå"]
    assert page.title().startswith("Skellefteå – Kommun – ")


def test_a_fact_opens_its_proof_and_the_link_says_so(browser_page: Page, app_url: str) -> None:
    page = browser_page
    opened(page, app_url)
    page.get_by_role("button", name="Industrin i kommunerna").first.click()
    expect(page.get_by_role("heading", name="Hur stor är industrin?")).to_be_visible()
    at_rest(page)
    assert query(page)["kommun"] == ["Umeå"] and query(page)["del"] == ["kommuner"]


def test_a_ready_made_selection_and_its_name_are_in_the_link(
    browser_page: Page, app_url: str
) -> None:
    page = browser_page
    opened(page, f"{app_url}/companies")
    page.get_by_test_id("stSidebar").get_by_text("Kusten", exact=True).click()
    at_rest(page)
    assert set(query(page)["kommun"]) == {"Nordmaling", "Robertsfors", "Umeå", "Skellefteå"}
    assert page.title().startswith("Kusten – ")
    page.get_by_label("Urvalets namn").fill("Våra städer")
    page.keyboard.press("Enter")
    page.wait_for_function("document.title.startsWith('Våra städer')")
    address = page.url
    page.goto("about:blank")
    opened(page, address)
    assert page.title().startswith("Våra städer – ")
    assert query(page)["namn"] == ["Våra städer"]


def test_comparison_is_kept_in_the_link(browser_page: Page, app_url: str) -> None:
    page = browser_page
    opened(page, f"{app_url}/municipality?kommun=2418&del=jamfor&jamfor=2417")
    expect(page.get_by_role("heading", name="Malå och Norsjö bredvid")).to_be_visible()
    assert query(page)["kommun"] == ["Malå"] and query(page)["jamfor"] == ["Norsjö"]


def search(page: Page, words: str) -> None:
    page.keyboard.press("Control+k")
    field = page.get_by_role("dialog").get_by_role("combobox")
    expect(field).to_be_focused()
    page.keyboard.type(words, delay=20)


def test_a_measure_and_a_source_open_on_the_page_of_data_itself(
    browser_page: Page, app_url: str
) -> None:
    page = browser_page
    opened(page, f"{app_url}/data")
    search(page, "arbetslos")
    page.get_by_role("dialog").get_by_role("option", name="Arbetslöshet (Mått").click()
    expect(page.get_by_role("heading", name="Arbetslöshet 2024: högst")).to_be_in_viewport()
    at_rest(page)
    assert query(page)["matt"] == ["unemployment_rate"] and "Arbetslöshet" in page.title()
    search(page, "TAB6681")
    page.get_by_role("dialog").get_by_role("option", name="TAB6681").click()
    expect(page.get_by_role("heading", name="TAB6681")).to_be_in_viewport()
    at_rest(page)
    assert query(page)["kalla"] == ["scb-tab6681"] and page.title().startswith("TAB6681")
    address = page.url
    page.goto("about:blank")
    opened(page, address)
    expect(page.get_by_role("heading", name="TAB6681")).to_be_in_viewport()


def test_a_firm_that_is_found_is_shown_whatever_was_chosen(
    browser_page: Page, app_url: str
) -> None:
    page = browser_page
    opened(page, f"{app_url}/municipality?kommun=2418")
    search(page, "brokk")
    page.get_by_role("dialog").get_by_role("option", name="Brokk AB (Företag").click()
    page.wait_for_function("document.title.startsWith('Brokk AB')")
    at_rest(page)
    assert query(page)["foretag"] == ["brokk"] and "kommun" not in query(page)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_hostile_name_of_a_selection_is_only_text(
    browser_page: Page, app_url: str, lang: str
) -> None:
    page = browser_page
    opened(page, f"{app_url}/companies?lang={lang}")
    for label in {"sv": ("Inlandet", "Stödområde 1", "Stödområde 2", "Kusten"),
                  "en": ("The inland", "Support area 1", "Support area 2", "The coast")}[lang]:  # fmt: skip
        page.get_by_test_id("stSidebar").get_by_text(label, exact=True).click()
        page.wait_for_function(f"document.title.startsWith('{label}')")
    name = "<img src=x onerror=\"document.title='hit'\"> **b** :red[c] $x$"
    page.get_by_label({"sv": "Urvalets namn", "en": "Name of the selection"}[lang]).fill(name)
    page.keyboard.press("Enter")
    page.wait_for_function("document.title.startsWith('<img src=x')")
    at_rest(page)
    assert query(page)["namn"] == [name]
    assert page.locator("img[src='x']").count() == 0
    page.reload()
    at_rest(page)
    assert page.title().startswith("<img src=x") and query(page)["namn"] == [name]
