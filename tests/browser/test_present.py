"""A presenter walks through the slides with keys, a remote and a finger; the address follows."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.steps import at_rest, opened, query, says

pytestmark = pytest.mark.browser


FITS = "e => e.scrollHeight <= e.clientHeight + 1 && e.scrollWidth <= e.clientWidth"


def slide(page: Page) -> str:
    return query(page).get("bild", [""])[0]


def turn(page: Page, key: str, wanted: str) -> None:
    """Press a key and wait for the slide that it leads to; "" leaves the show."""
    page.keyboard.press(key)
    says(page, bild=[wanted] if wanted else [])


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720)])
def test_the_keys_of_a_presenter(browser_page: Page, app_url: str, size: tuple[int, int]) -> None:
    page = browser_page
    page.set_viewport_size({"width": size[0], "height": size[1]})
    opened(page, f"{app_url}/present?kommun=Skellefte%C3%A5")
    page.get_by_role("button", name="Visa bildspelet").click()
    page.wait_for_url("**bild=1*")
    at_rest(page)
    titles = [page.locator("h1").inner_text()]
    for number in range(2, 14):
        turn(page, "ArrowRight", str(number))
        titles.append(page.locator("h1").inner_text())
        assert page.locator(".st-key-slide").evaluate(FITS), f"slide {number} is cut"
    assert len(set(titles)) == 13
    turn(page, "Home", "1")
    turn(page, "End", "13")
    turn(page, "ArrowLeft", "12")
    turn(page, "PageUp", "11")
    turn(page, "PageDown", "12")
    assert not page.locator("[data-testid=stSidebar]").is_visible()
    assert not page.locator("[data-testid=stHeader]").is_visible()
    assert query(page)["kommun"] == ["Skellefteå"]
    page.reload()
    at_rest(page)
    assert page.locator("h1").inner_text() == titles[11]
    turn(page, "Escape", "")
    assert page.locator("[data-testid=stSidebar]").is_visible()
    assert query(page)["kommun"] == ["Skellefteå"]


def test_no_slide_in_english_is_cut(browser_page: Page, app_url: str) -> None:
    page = browser_page
    page.set_viewport_size({"width": 1280, "height": 720})
    opened(page, f"{app_url}/present?lang=en&bild=1")
    for number in range(2, 13):
        turn(page, "ArrowRight", str(number))
        assert page.locator(".st-key-slide").evaluate(FITS), f"slide {number} is cut"


def test_type_is_read_from_the_back_row(browser_page: Page, app_url: str) -> None:
    page = browser_page
    page.set_viewport_size({"width": 1920, "height": 1080})
    opened(page, f"{app_url}/present?bild=3")
    size = "e => parseFloat(getComputedStyle(e).fontSize)"
    assert page.locator(".slide h1").evaluate(size) >= 54
    assert page.locator(".slide .about").evaluate(size) >= 27
    heights = page.locator(".picture text").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect().height)"
    )
    assert min(heights) >= 24
    assert "Source Sans" in page.locator(".picture text").first.evaluate(
        "e => getComputedStyle(e).fontFamily"
    )


def test_a_finger(chromium, app_url: str) -> None:
    context = chromium.new_context(has_touch=True, viewport={"width": 1024, "height": 768})
    page = context.new_page()
    opened(page, f"{app_url}/present?bild=2")
    swipe = """([from, to]) => {
      const at = (x) => new Touch({ identifier: 1, target: document.body, clientX: x, clientY: 300 });
      const send = (type, x) => document.dispatchEvent(new TouchEvent(type, {
        bubbles: true, touches: type === "touchend" ? [] : [at(x)], changedTouches: [at(x)] }));
      send("touchstart", from); send("touchend", to);
    }"""
    page.evaluate(swipe, [700, 300])
    page.wait_for_url("**bild=3*")
    at_rest(page)
    page.evaluate(swipe, [300, 700])
    page.wait_for_url("**bild=2*")
    context.close()


def test_a_view_in_a_frame(browser_page: Page, app_url: str) -> None:
    page = browser_page
    opened(page, f"{app_url}/industry?embed=true&kommun=Ume%C3%A5")
    expect(page.locator("[data-testid=stSidebar]")).to_be_hidden()
    expect(page.get_by_role("link", name="Översikt")).to_be_hidden()
    expect(page.get_by_text("Källa:").first).to_be_visible()
    expect(page.locator("h1")).to_have_count(1)
    # The way to the whole view is as dark as links are; in a caption it would be too pale.
    whole = page.get_by_role("link", name="/industry").last
    expect(whole).to_be_visible()
    assert (
        whole.evaluate(
            "e => { let a = 1; for (; e; e = e.parentElement) a *= getComputedStyle(e).opacity; return a; }"
        )
        > 0.99
    )


def test_a_phone_shows_the_whole_picture(chromium: Browser, app_url: str) -> None:
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    opened(page, f"{app_url}/present?bild=3")
    picture = page.locator(".picture svg")
    expect(picture).to_be_visible()
    box = picture.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert box["height"] > box["width"]  # upright
    inside = "(e) => { const b = e.getBoundingClientRect(); return b.left >= 0 && b.right <= 390; }"
    assert all(text.evaluate(inside) for text in picture.locator("text").all())
    page.set_viewport_size({"width": 1280, "height": 720})
    expect(page.locator(".picture text").first).to_be_visible()
    box = picture.bounding_box()
    assert box is not None
    assert box["width"] > 2 * box["height"]
    page.close()
