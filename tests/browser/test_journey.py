"""A visitor opens the app, chooses a municipality, changes page and language; the choice stays."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import at_rest, opened, query

pytestmark = pytest.mark.browser


def test_choice_and_address_persist(browser_page: Page, app_url: str) -> None:
    page = browser_page
    answer = page.goto(f"{app_url}/companies")
    assert answer is not None
    at_rest(page)
    assert page.evaluate("document.documentElement.lang") == "sv"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors" in answer.headers["content-security-policy"]

    page.get_by_role("combobox", name="Kommuner").fill("Skell")
    page.get_by_role("option", name="Skellefteå").click()
    page.keyboard.press("Escape")
    at_rest(page)
    assert query(page) == {"kommun": ["Skellefteå"]}

    page.get_by_role("link", name="Data och metod").click()
    at_rest(page)
    assert urlsplit(page.url).path == "/data"
    assert query(page) == {"kommun": ["Skellefteå"]}

    page.get_by_text("en", exact=True).first.click()
    at_rest(page)
    assert query(page) == {"kommun": ["Skellefteå"], "lang": ["en"]}
    expect(page.get_by_role("heading", name="Data and method")).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "en"

    page.reload()
    at_rest(page)
    assert page.evaluate("document.documentElement.lang") == "en"
    assert query(page)["kommun"] == ["Skellefteå"]


def test_an_old_and_partly_wrong_link(browser_page: Page, app_url: str) -> None:
    page = browser_page
    page.goto(f"{app_url}/?municipality=2480&kommun=Bogus&year=2017")
    at_rest(page)
    expect(page.get_by_text("Bogus")).to_be_visible()
    assert query(page) == {"kommun": ["Umeå"], "ar": ["2017"]}


def test_static_files_are_compressed_once_and_kept(browser_page: Page, app_url: str) -> None:
    scripts = []
    browser_page.on("response", lambda r: scripts.append(r) if "/static/js/" in r.url else None)
    opened(browser_page, app_url)
    headers = [each.all_headers() for each in scripts]
    assert headers
    # What waits until a chart is near is a small file of ours under Streamlit's name, asked for anew.
    headers = [each for each in headers if each["cache-control"] != "no-cache"]
    assert len(headers) > 3
    assert all(each.get("content-encoding") == "gzip" for each in headers)
    assert all("immutable" in each["cache-control"] for each in headers)


def test_links_of_yesterday_open_what_they_opened(browser_page: Page, app_url: str) -> None:
    page = browser_page
    opened(page, f"{app_url}/data?visa=unemployment_rate")
    assert query(page) == {"matt": ["unemployment_rate"]}
    expect(page.get_by_text("Arbetslöshet").first).to_be_visible()
    page.goto(f"{app_url}/interventions?del=egna&poster=exempel&matt_insats=vita&okant=1")
    at_rest(page)
    expect(page.get_by_text("okant")).to_be_visible()
    assert query(page) == {"del": ["egna"], "poster": ["exempel"], "avsnitt": ["vita"]}
