"""The show in a room and in a foyer: the list of slides, the whole screen, fingers, the clock."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from tests.browser import steps
from tests.browser.steps import at_rest
from tests.browser.test_present import slide

pytestmark = pytest.mark.browser


def opened(page: Page, app_url: str, query: str) -> Page:
    return steps.opened(page, f"{app_url}/present?{query}", seen=".slide h1")


def with_a_clock(page: Page, app_url: str, query: str) -> Page:
    """Open the page with a clock that can be put forward."""
    page.clock.install()
    return opened(page, app_url, query)


def passes(page: Page, seconds: float) -> None:
    """Let time pass on the page, and give the server time to answer what that set off."""
    page.clock.run_for(int(seconds * 1000))
    at_rest(page)


def waits_for(page: Page, wanted: str, timeout: int = 30_000) -> None:
    page.wait_for_function(
        "wanted => (new URL(location).searchParams.get('bild') ?? '') === wanted",
        arg=wanted, timeout=timeout,
    )  # fmt: skip


def test_the_list_of_slides(browser_page: Page, app_url: str) -> None:
    page = opened(browser_page, app_url, "bild=2")
    page.get_by_role("button", name="2 av 12").click()
    entries = page.locator("[class*=st-key-slide_index_] button")
    expect(entries).to_have_count(12)
    expect(entries.nth(1)).to_be_disabled()
    title = entries.nth(4).inner_text()
    entries.nth(4).click()
    waits_for(page, "5")
    expect(page.locator(".slide h1")).to_have_text(title.partition(". ")[2])
    expect(entries).to_have_count(0)  # the list is out of the way again
    page.get_by_role("button", name="5 av 12").focus()
    page.keyboard.press("Enter")
    expect(entries).to_have_count(12)


def test_f_fills_the_screen(browser_page: Page, app_url: str) -> None:
    page = opened(browser_page, app_url, "bild=2")
    full = "() => document.fullscreenElement !== null"
    page.keyboard.press("f")
    page.wait_for_function(full)
    page.keyboard.press("ArrowRight")
    waits_for(page, "3")
    assert page.evaluate(full), "the next slide leaves the full screen"
    page.keyboard.press("F")
    page.wait_for_function("() => document.fullscreenElement === null")
    page.get_by_role("button", name="Helskärm (F)").click()
    page.wait_for_function(full)


@pytest.fixture
def touch(chromium: Browser, app_url: str) -> Iterator[tuple[Page, CDPSession]]:
    context = chromium.new_context(has_touch=True, viewport={"width": 1024, "height": 768})
    page = opened(context.new_page(), app_url, "bild=2")
    yield page, context.new_cdp_session(page)
    context.close()


def swipe(hand: CDPSession, start: tuple[int, int], end: tuple[int, int], fingers: int = 1) -> None:
    """Draw fingers over the screen, as the browser itself gets it from the hardware."""

    def at(x: float, y: float) -> list[dict[str, float]]:
        return [{"x": x + 60 * i, "y": y, "id": i} for i in range(fingers)]

    hand.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": at(*start)})
    for step in range(1, 6):
        x, y = (a + (b - a) * step / 5 for a, b in zip(start, end, strict=True))
        hand.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": at(x, y)})
    hand.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_a_finger_turns_the_page(touch: tuple[Page, CDPSession]) -> None:
    page, hand = touch
    swipe(hand, (700, 300), (300, 310))
    waits_for(page, "3")
    at_rest(page)
    swipe(hand, (300, 300), (700, 310))
    waits_for(page, "2")
    at_rest(page)
    for start, end, fingers in (((500, 500), (480, 150), 1), ((500, 300), (470, 300), 1),
                                ((600, 300), (300, 300), 2)):  # fmt: skip
        swipe(hand, start, end, fingers)
        at_rest(page)
        assert slide(page) == "2", "scrolling, a tap or two fingers turn no page"


def test_a_screen_in_a_foyer_goes_on_by_itself(browser_page: Page, app_url: str) -> None:
    page = with_a_clock(browser_page, app_url, "embed=true&bild=11&sekunder=5")
    expect(page.locator(".slide[aria-live]")).to_have_attribute("aria-live", "off")
    expect(page.get_by_role("button", name="Lämna bildspelet")).to_have_count(0)
    for number in ("12", "1"):  # and from the last to the first
        passes(page, 5)
        waits_for(page, number)


@pytest.mark.parametrize("way", ["key", "button"])
def test_what_goes_on_by_itself_can_be_held(browser_page: Page, app_url: str, way: str) -> None:
    page = with_a_clock(browser_page, app_url, "bild=3&sekunder=5")
    if way == "key":
        page.keyboard.press("p")
    else:
        page.get_by_role("button", name="Pausa (P)").click()
        page.mouse.move(400, 200)
    at = slide(page)
    expect(page.get_by_role("button", name="Fortsätt (P)")).to_be_visible()
    expect(page.locator(".slide[aria-live]")).to_have_attribute("aria-live", "polite")
    passes(page, 7.5)
    assert slide(page) == at
    page.keyboard.press("ArrowRight")  # a hand may still turn the page, and it stays held
    waits_for(page, str(int(at) + 1))
    passes(page, 7.5)
    assert slide(page) == str(int(at) + 1)
    page.keyboard.press("P")
    expect(page.get_by_role("button", name="Pausa (P)")).to_be_visible()
    waits_for(page, str(int(at) + 2))


def test_it_stands_still_under_the_focus_and_the_mouse(browser_page: Page, app_url: str) -> None:
    page = with_a_clock(browser_page, app_url, "bild=3&sekunder=5")
    focus = "() => !!document.activeElement.closest('.st-key-slide_bar')"
    while not page.evaluate(focus):
        page.keyboard.press("Tab")
    at = slide(page)
    passes(page, 7.5)
    assert slide(page) == at
    page.get_by_role("button", name="Helskärm (F)").focus()  # in a shadow tree of its own
    passes(page, 7.5)
    assert slide(page) == at
    page.evaluate("() => document.activeElement.blur()")
    page.get_by_role("button", name=f"{at} av 12").hover()
    passes(page, 7.5)
    assert slide(page) == at
    page.mouse.move(400, 200)
    waits_for(page, str(int(at) + 1))


def test_without_a_clock_there_is_nothing_to_hold(browser_page: Page, app_url: str) -> None:
    page = opened(browser_page, app_url, "bild=3")
    expect(page.get_by_role("button", name="Pausa (P)")).to_have_count(0)
    page.keyboard.press("p")
    expect(page.get_by_role("button", name="Fortsätt (P)")).to_have_count(0)


def test_a_space_goes_on(browser_page: Page, app_url: str) -> None:
    page = opened(browser_page, app_url, "bild=2")
    page.keyboard.press(" ")
    waits_for(page, "3")
    at_rest(page)
    page.mouse.move(600, 300)
    page.get_by_role("button", name="Tillbaka").click()  # the mouse leaves its focus there
    waits_for(page, "2")
    at_rest(page)
    page.keyboard.press(" ")
    waits_for(page, "3")


def test_buttons_come_with_the_hand(browser_page: Page, app_url: str) -> None:
    page = opened(browser_page, app_url, "bild=3")
    bar = page.locator(".st-key-slide_bar")
    page.wait_for_function("() => !document.documentElement.classList.contains('vb-moved')")
    expect(bar).to_have_css("opacity", "0")
    page.mouse.move(300, 300)
    page.mouse.move(320, 320)
    expect(bar).to_have_css("opacity", "1")
    expect(bar).to_have_css("opacity", "0")  # by itself, when the hand has been still for a while
    page.keyboard.press("Tab")
    while not page.evaluate("() => !!document.activeElement.closest('.st-key-slide_bar')"):
        page.keyboard.press("Tab")
    expect(bar).to_have_css("opacity", "1")  # whoever has the keyboard sees what it has


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_the_picture_takes_three_fifths(
    browser_page: Page, app_url: str, size: tuple[int, int]
) -> None:
    page = browser_page
    page.set_viewport_size({"width": size[0], "height": size[1]})
    for number in (3, 4, 5, 6, 7, 9, 11):
        opened(page, app_url, f"bild={number}")
        box = page.locator("[class*=st-key-picture_]")
        if not box.count():
            continue
        room = box.bounding_box()
        assert room is not None
        assert room["width"] * room["height"] / (size[0] * size[1]) >= 0.6
        picture = page.locator(".picture svg").bounding_box()
        assert picture is not None
        assert picture["width"] >= 0.9 * room["width"]
