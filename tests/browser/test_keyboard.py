"""With the keyboard alone: search, what is read out, language as a step in history, headings."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import at_rest, opened

pytestmark = pytest.mark.browser

#: English that Streamlit says by itself, and that no text of ours has.
ENGLISH = re.compile(
    r"\b(remove|open|help for|sidebar|app pages|page not found|select|clear|close|search|show|hide|"
    r"expand|collapse|shortcut|choose|download|upload|menu|main|skip|loading|running|fullscreen|copy|"
    r"increment|decrement|value|options)\b",
    re.IGNORECASE,
)
PAGES = ["", "industry", "companies", "interventions?del=egna", "municipality?kommun=2418&del=jamfor",
         "present", "data?del=tables"]  # fmt: skip


def test_the_first_find_opens_by_enter_without_waiting(browser_page: Page, app_url: str) -> None:
    page = browser_page
    opened(page, app_url)
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog").get_by_role("combobox")).to_be_focused()
    page.keyboard.type("malå")
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Malå")
    expect(heading).to_be_focused()


def test_arrows_choose_and_what_is_found_is_read_out(browser_page: Page, app_url: str) -> None:
    page = browser_page
    opened(page, f"{app_url}/data")
    page.keyboard.press("Control+k")
    field = page.get_by_role("dialog").get_by_role("combobox")
    expect(field).to_be_focused()
    page.keyboard.type("umeå")
    options = page.get_by_role("dialog").get_by_role("listbox").get_by_role("option")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text("träffar")
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", "vb-found-1")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Umeå")


def test_language_is_a_step_back_in_history(browser_page: Page, app_url: str) -> None:
    page = browser_page
    opened(page, f"{app_url}/industry")
    page.get_by_role("link", name="Data och metod").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Data och metod")
    at_rest(page)
    page.get_by_text("en", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Data and method")
    at_rest(page)
    assert "lang=en" in page.url
    heading = page.get_by_role("heading", level=1)
    for _ in range(2):
        page.go_back()
        expect(heading).to_have_text("Data och metod")
        at_rest(page)
        assert "lang=" not in page.url and page.evaluate("document.documentElement.lang") == "sv"
        page.go_forward()
        expect(heading).to_have_text("Data and method")
        at_rest(page)
        assert "lang=en" in page.url
    page.go_back()
    page.go_back()  # at once, before the page has followed
    expect(heading).to_have_text("Hur stor är industrin?")


@pytest.mark.parametrize("address", PAGES)
def test_streamlits_words_are_swedish_and_headings_in_order(
    browser_page: Page, app_url: str, address: str
) -> None:
    page = browser_page
    opened(page, f"{app_url}/{address}")
    heard = page.evaluate(
        """() => [...document.querySelectorAll('.stApp [aria-label], .stApp [title], .stApp [placeholder]')]
        .filter(e => !e.closest('.vb-dots, [data-own-words], [lang="en"]'))
        .flatMap(e => ['aria-label', 'title', 'placeholder'].map(n => e.getAttribute(n)))
        .filter(Boolean)"""
    )
    assert heard
    assert sorted({each for each in heard if ENGLISH.search(each)}) == []
    page.wait_for_function(  # they are put in order a moment after they are drawn
        """() => {
          const levels = [...document.querySelectorAll('.stApp :is(h1,h2,h3,h4,h5,h6)')]
            .filter(e => e.checkVisibility())
            .map(e => +(e.getAttribute('aria-level') || e.localName[1]));
          return levels[0] === 1 && levels.lastIndexOf(1) === 0
            && levels.every((each, i) => !i || each - levels[i - 1] <= 1);
        }"""
    )
