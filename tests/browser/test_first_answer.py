"""The answer before the app: there without a script, gone without a jump, and said where no more comes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from benchmarks.startup import VITALS
from tests.browser.steps import opened

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
PAGES = ("", "municipality?kommun=Malå")


@pytest.fixture(params=[PHONE, {"width": 1440, "height": 900}], ids=["phone", "desk"])
def screen(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page(viewport=request.param)
    yield page
    page.close()


def test_it_is_read_and_leads_on_without_javascript(chromium: Browser, app_url: str) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(app_url)
    expect(page.get_by_role("heading", level=1)).to_have_text("Industrilandskap Västerbotten")
    expect(page.get_by_text("8 av 15").first).to_be_visible()
    expect(page.locator("noscript p")).to_contain_text("avstängt i den här webbläsaren")
    page.get_by_role("link", name="Malå", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Malå")
    expect(page.get_by_text("Näst högst av 15", exact=True)).to_be_visible()
    page.get_by_role("link", name="English").click()
    expect(page.get_by_text("Second highest of 15", exact=True)).to_be_visible()
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_it_gives_way_without_a_jump(screen: Page, app_url: str, path: str) -> None:
    screen.add_init_script(
        "new MutationObserver(() => {const h = document.querySelector('#first h1');"
        "if (h && !window.was) window.was = h.getBoundingClientRect().top})"
        ".observe(document, {childList: true, subtree: true})"
    )
    opened(screen, f"{app_url}/{path}")
    paint, shift = screen.evaluate(VITALS)
    assert paint > 0
    assert shift <= 0.05
    heading = screen.get_by_role("heading", level=1).bounding_box()
    assert heading is not None
    assert abs(heading["y"] - screen.evaluate("window.was")) <= 4


def test_where_the_app_has_been_scrolled_to_it_goes_on(chromium: Browser, app_url: str) -> None:
    page = chromium.new_page(viewport=PHONE)
    page.goto(app_url, wait_until="commit")
    page.wait_for_selector("#first .places")
    page.evaluate("scrollTo(0, 400)")
    page.wait_for_selector("#first", state="detached", timeout=60_000)
    assert page.evaluate("document.querySelector('.stMain').scrollTop") == 400
    page.close()


def test_a_network_without_websockets_keeps_the_answer_and_says_why(
    chromium: Browser, app_url: str
) -> None:
    page = chromium.new_page(viewport=PHONE)
    page.clock.install()
    page.route_web_socket("**/*", lambda socket: socket.close())
    page.goto(app_url)
    late = page.get_by_text("som nätet inte släpper igenom")
    expect(late).to_be_hidden()
    page.clock.fast_forward(16_000)
    expect(late).to_be_visible()
    expect(page.get_by_text("8 av 15").first).to_be_visible()
    page.close()


def test_what_is_printed_before_the_app_has_come_is_the_answer(
    chromium: Browser, app_url: str
) -> None:
    def never(route: Route) -> None:
        route.abort()

    page = chromium.new_page()
    page.route("**/static/js/**", never)
    page.goto(app_url)
    page.emulate_media(media="print")
    expect(page.locator("#first h1")).to_be_visible()
    expect(page.locator("#first nav")).to_be_hidden()
    expect(page.locator("#first svg").first).to_be_visible()
    page.close()


def test_a_chart_far_below_is_drawn_when_it_is_reached(chromium: Browser, app_url: str) -> None:
    context = chromium.new_context(viewport=PHONE, is_mobile=True, has_touch=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url) if r.url.endswith("?now") else None)
    opened(page, app_url)
    waiting = page.locator('[class*="_chart"] > [data-testid="stSkeleton"]').first
    box = waiting.bounding_box()
    assert box is not None
    assert box["y"] > 2 * PHONE["height"]
    assert asked == []
    waiting.evaluate("each => each.scrollIntoView()")
    page.wait_for_selector(".js-plotly-plot")
    drawn = page.locator(".js-plotly-plot").first.bounding_box()
    assert drawn is not None
    assert abs(drawn["height"] - box["height"]) < 40
    assert len(asked) == 1
    context.close()
