"""Another county by a press, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.steps import at_rest, opened

pytestmark = pytest.mark.browser


def test_nothing_is_asked_for_in_vain_when_a_page_is_opened_by_a_link(
    chromium: Browser, app_url: str
) -> None:
    page = chromium.new_page()
    failed: list[str] = []
    page.on("response", lambda each: failed.append(each.url) if each.status >= 400 else None)
    opened(page, f"{app_url}/industry?lan=25")
    expect(page.get_by_text("Norrbottens län").first).to_be_visible()
    expect(page).to_have_title("Hur stor är industrin? – Industrilandskap Norrbotten")
    page.close()
    assert not failed


def test_a_county_is_chosen_kept_from_page_to_page_and_gone_back_from(
    chromium: Browser, app_url: str
) -> None:
    page = chromium.new_page()
    opened(page, f"{app_url}/")
    expect(page).to_have_title("Översikt – Industrilandskap Västerbotten")
    _choose(page, "Skåne län")
    expect(page).to_have_title("Översikt – Industrilandskap Skåne")
    at_rest(page)
    assert "lan=12" in page.url
    page.get_by_role("link", name="Hur stor är industrin?").first.click()
    expect(page).to_have_title("Hur stor är industrin? – Industrilandskap Skåne")
    expect(page).to_have_url(f"{app_url}/industry?lan=12")
    at_rest(page)
    page.go_back()
    expect(page).to_have_title("Översikt – Industrilandskap Skåne")
    page.close()


def _choose(page: Page, name: str) -> None:
    page.get_by_role("combobox", name="Län i fokus").click()
    page.get_by_role("option", name=name).click()
