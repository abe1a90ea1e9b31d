"""The map to explore by mouse, finger and keyboard; without WebGL; in Firefox."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.browser.conftest import chromium_here
from tests.browser.firefox import Firefox
from tests.browser.steps import at_rest, listening, opened, says

pytestmark = pytest.mark.browser

MAP, CARD = ".st-key-explorer_map", ".st-key-explorer_card"
#: Where a municipality's middle is in the window, once its picture has been brought there.
SPOT = """(async code => {
  const find = (within, q) => {
    for (const each of within.querySelectorAll("*")) {
      if (each.matches(q)) return each;
      const inner = each.shadowRoot && find(each.shadowRoot, q);
      if (inner) return inner;
    }
    return null;
  };
  for (let i = 0; i < 300; i++) {
    const path = find(document, `svg.vm a[data-k="${code}"] path`);
    const rests = document.querySelector("[data-testid=stApp][data-test-script-state=notRunning]");
    if (path?.getAttribute("d") && rests && !document.getElementById("first")) {
      path.scrollIntoView({ block: "center" });
      await new Promise(done => setTimeout(done, 500));
      const r = path.getBoundingClientRect();
      return [r.left + r.width / 2, r.top + r.height / 2];
    }
    await new Promise(done => setTimeout(done, 200));
  }
  return null;
})"""
LYCKSELE = "2481"


def explorer(browser: Browser, url: str, width: int = 1440, **settings: Any) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 900}, **settings)
    return opened(page, url, seen=f"{MAP} svg.vm")


def test_by_mouse_two_are_compared_and_read_about(chromium: Browser, app_url: str) -> None:
    page = explorer(chromium, f"{app_url}/?visar=unemployment_rate")
    for code, names in ((LYCKSELE, ["Lycksele"]), ("2421", ["Lycksele", "Storuman"])):
        page.mouse.click(*page.evaluate(f"{SPOT}('{code}')"))
        expect(page.locator(CARD)).to_contain_text(names[-1])
        at_rest(page)
        says(page, kommun=names)
    expect(page.locator(f"{CARD} table")).to_contain_text("Lycksele")
    page.get_by_role("button", name="Läs om Storuman").click()
    expect(page.get_by_role("heading", name="Storuman", exact=True).first).to_be_visible()
    assert "/municipality" in page.url
    page.close()


def test_by_finger_a_small_municipality_is_hit_near_its_middle(
    chromium: Browser, app_url: str
) -> None:
    page = explorer(chromium, app_url, 390, has_touch=True)
    x, y = page.evaluate(f"{SPOT}('2460')")  # Vännäs is 18 pixels wide here
    page.touchscreen.tap(x, y + 4)
    expect(page.locator(CARD)).to_contain_text("Vännäs")
    expect(page.get_by_role("button", name="Läs om Vännäs")).to_be_in_viewport()
    page.close()


def test_by_keyboard_the_map_has_a_name_and_leads_to_its_list(
    chromium: Browser, app_url: str
) -> None:
    page = explorer(chromium, app_url)
    way = page.locator(f"{MAP} .skip")
    way.focus()
    expect(way).to_contain_text("Gå till kartans lista")
    page.keyboard.press("Enter")
    first = page.locator(f"{MAP} .all button").first
    expect(first).to_be_focused()
    name = first.locator("span").inner_text()
    page.keyboard.press("Enter")
    expect(page.locator(CARD)).to_contain_text(name)
    pressed = page.locator(f"{MAP} .all button[aria-pressed=true]")
    expect(pressed).to_be_focused()  # what was pressed keeps the focus when the map is drawn anew
    says(page, kommun=[name])
    page.close()


def test_the_small_municipalities_are_enlarged_at_once(chromium: Browser, app_url: str) -> None:
    page = explorer(chromium, app_url, 390)
    box = page.locator(f"{MAP} a[data-k='2460'] path")
    before = box.bounding_box()
    page.locator(f"{MAP} .near").click()
    at_rest(page)
    after = box.bounding_box()
    assert before is not None
    assert after is not None
    assert after["width"] > 2 * before["width"]
    says(page, utsnitt=["tatt"])
    page.close()


@pytest.fixture(scope="module")
def plain(playwright: Playwright) -> Iterator[Browser]:
    """Return a Chromium as on a virtual desktop: without WebGL."""
    flags = ["--no-sandbox", "--disable-3d-apis", "--disable-gpu"]
    browser = playwright.chromium.launch(executable_path=chromium_here(), args=flags)
    yield listening(browser)
    browser.close()


@pytest.mark.parametrize("address", ["/", "/companies", "/municipality", "/industry?del=kommuner"])
def test_without_webgl_maps_are_there_and_can_be_pressed(
    plain: Browser, app_url: str, address: str
) -> None:
    page = plain.new_page(viewport={"width": 1440, "height": 900})
    opened(page, f"{app_url}{address}")
    assert page.evaluate("document.createElement('canvas').getContext('webgl2')") is None
    at = page.evaluate(f"{SPOT}('2463')")
    assert at is not None
    area = page.locator("svg.vm a[data-k='2463']").first
    assert "kommun=" in str(area.get_attribute("href"))
    page.mouse.click(*at)
    page.wait_for_url("**kommun=*sele*")
    page.close()


def test_firefox_without_a_graphics_card(app_url: str) -> None:
    path = shutil.which("firefox-esr") or shutil.which("firefox")
    if path is None:
        reason = "no Firefox on this machine (Debian: apt-get install firefox-esr)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with Firefox(path) as window:
        window.open(app_url)
        assert window.evaluate("document.createElement('canvas').getContext('webgl')") is None
        at = window.evaluate(f"{SPOT}('{LYCKSELE}')")
        assert at is not None
        window.press(*at)
        said = window.evaluate(
            """(async () => {
              const card = () => document.querySelector(".st-key-explorer_card")?.innerText ?? "";
              for (let i = 0; i < 240 && !card().includes("Lycksele"); i++) {
                await new Promise(done => setTimeout(done, 200));
              }
              return [card(), location.search, document.body.innerText.slice(0, 2000)];
            })()"""
        )
    assert "Läs om Lycksele" in said[0], said
    assert "kommun=Lycksele" in said[1]


def test_a_pressed_class_of_the_legend_names_and_leaves_lit_what_it_holds(
    chromium: Browser, app_url: str
) -> None:
    page = explorer(chromium, app_url)
    classes, held = page.locator(f"{MAP} .vk b"), page.locator(f"{MAP} p.said[aria-live]")
    seen: list[str] = []
    for at in range(classes.count()):
        if at % 2:
            classes.nth(at).press("Enter")
        else:
            classes.nth(at).click()
        expect(classes.nth(at)).to_have_attribute("aria-pressed", "true")
        names = held.inner_text().split(", ")
        expect(page.locator(f"{MAP} a.dim")).to_have_count(15 - len(names))
        seen += names
    assert len(seen) == len(set(seen)) == 15, "each municipality is in one class"
    classes.last.click()  # once more: all are lit again
    expect(page.locator(f"{MAP} a.dim")).to_have_count(0)
    page.close()
