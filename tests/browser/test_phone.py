"""A politician with a phone: the first screen, the own municipality, the thumb's ways, the page's top."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.steps import at_rest, opened

pytestmark = pytest.mark.browser

#: Somewhere in Malå.
_MALÅ = {"latitude": 65.18, "longitude": 18.74}


@pytest.fixture
def phone(chromium: Browser, app_url: str) -> Iterator[Page]:
    """Return a page on a phone that says where it is to whoever asks; nothing may leave the machine."""
    held = chromium.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, geolocation=_MALÅ,
        permissions=["geolocation"],
    )  # fmt: skip
    page, outside = held.new_page(), []
    inside = (app_url, app_url.replace("http", "ws"), "data:", "blob:")
    page.on("request", lambda r: outside.append(r.url) if not r.url.startswith(inside) else None)
    yield page
    held.close()
    assert not outside


def top(page: Page) -> float:
    return float(page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop"))


def heading_focused(page: Page, name: str) -> None:
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(name)
    expect(heading).to_be_focused()
    assert top(page) == 0


def test_the_first_screen_answers(phone: Page, app_url: str) -> None:
    opened(phone, app_url)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Industrilandskap Västerbotten")
    foot = phone.locator(".st-key-ways").bounding_box()
    assert foot and foot["y"] + foot["height"] <= 845
    for each in ("26,1", "8 av 15", "74"):
        box = phone.locator(".st-key-figures a:visible", has_text=each).bounding_box()
        assert box and box["y"] + box["height"] < foot["y"]
    choice = phone.get_by_role("combobox", name="Välj din kommun").bounding_box()
    assert choice and choice["y"] + choice["height"] < foot["y"]
    assert phone.locator(".st-key-_search kbd:visible").count() == 0
    ways = phone.locator(".st-key-ways").get_by_role("link")
    assert ways.count() == 7
    for n in range(7):
        box = ways.nth(n).bounding_box()
        assert box and box["width"] >= 44 and box["height"] >= 44


def test_the_own_municipality_by_choice_place_and_memory(phone: Page, app_url: str) -> None:
    opened(phone, app_url)
    phone.get_by_role("combobox", name="Välj din kommun").click()
    phone.get_by_role("option", name="Umeå").click()
    heading_focused(phone, "Umeå")
    at_rest(phone)
    assert parse_qs(urlsplit(phone.url).query)["kommun"] == ["Umeå"]
    # Nothing is kept before the visitor says so.
    assert phone.evaluate("localStorage.getItem('vbdash-kommun')") is None
    phone.locator(".st-key-ways").get_by_role("link", name="Start").click()
    heading_focused(phone, "Industrilandskap Västerbotten")
    phone.get_by_role("button", name="Var är jag?").click()
    heading_focused(phone, "Malå")
    at_rest(phone)
    phone.get_by_role("button", name="Visa vägen till Malå nästa gång").click()
    expect(phone.get_by_text("Vägen till Malå visas för dig på startsidan.")).to_be_visible()
    assert phone.evaluate("localStorage.getItem('vbdash-kommun')") == "2418"
    assert phone.context.cookies() == [] or all(
        "Mal" not in each["value"] and "2418" not in each["value"]
        for each in phone.context.cookies()
    )
    opened(phone, app_url)
    phone.get_by_role("button", name="Gå till Malå").click()
    heading_focused(phone, "Malå")
    at_rest(phone)
    phone.get_by_role("button", name="Glöm den").click()
    assert phone.evaluate("localStorage.getItem('vbdash-kommun')") is None


def test_a_link_to_a_part_opens_at_the_part(phone: Page, app_url: str) -> None:
    opened(phone, f"{app_url}/municipality?kommun=2480&del=foretag")
    phone.wait_for_function(
        "Math.abs(document.querySelector('.st-key-part_here').getBoundingClientRect().top) < 2"
    )
    expect(phone.get_by_role("heading", name="I Umeå finns")).to_be_focused()


def test_the_first_part_of_a_municipality_begins_on_the_first_screen(
    phone: Page, app_url: str
) -> None:
    opened(phone, f"{app_url}/municipality?kommun=2418")
    box = phone.locator(".st-key-part_here").bounding_box()
    assert box and box["y"] < 780
    assert phone.locator(".vb-head li").count() == 3
