"""The map in a real browser: pressing it is choosing; nothing is cut, fetched or executed."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect
from playwright.sync_api import Error as PlaywrightError

import vbdash
from tests.browser.conftest import ROOT, at_rest, drawn, free_port
from vbdash.charts.maps.geometry import HEIGHT, MapGeometry, map_geometry

pytestmark = pytest.mark.browser

MAP = "[data-testid=stDeckGlJsonChart]"


def served(**environment: str) -> Iterator[str]:
    port = free_port()
    script = str(ROOT / "tests/browser/map_page.py")
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    server = subprocess.Popen(
        [*command, "--server.address", "127.0.0.1"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    for _ in range(400):
        try:
            urllib.request.urlopen(f"{url}/_stcore/health", timeout=1)
            break
        except OSError:
            time.sleep(0.25)
    yield url
    server.terminate()
    server.wait(timeout=20)


@pytest.fixture(scope="module")
def map_url() -> Iterator[str]:
    """Return the page as the app serves it: shapes on file."""
    yield from served()


@pytest.fixture(scope="module")
def inline_url() -> Iterator[str]:
    """Return the page where nobody serves files: shapes are sent along."""
    yield from served(MAP_INLINE="1")


@pytest.fixture(scope="module")
def geometry() -> MapGeometry:
    dataset = vbdash.load()
    return map_geometry(dataset.municipalities, dataset.neighbours)


def open_map(
    browser: Browser, url: str, width: int = 1440, height: int = 900, script: str = ""
) -> Page:
    page = browser.new_page(viewport={"width": width, "height": height})
    page.add_init_script(script)
    page.set_default_timeout(60_000)
    outside: list[str] = []
    inside = (url.split("?")[0].rstrip("/"), "ws://127.0.0.1", "data:", "blob:")
    page.on("request", lambda r: outside.append(r.url) if not r.url.startswith(inside) else None)
    page.outside = outside  # type: ignore[attr-defined]
    page.goto(url)
    page.wait_for_selector(f"{MAP} canvas")
    drawn(page)
    return page


def spot(page: Page, geometry: MapGeometry, code: str) -> tuple[float, float]:
    """Return where on the page the middle of a municipality is."""
    box = page.locator(MAP).bounding_box()
    assert box is not None
    ((x, y),) = geometry.centres([code])
    scale = geometry.scale(box["width"])
    return box["x"] + box["width"] / 2 + x * scale, box["y"] + HEIGHT / 2 - y * scale


def chosen(page: Page) -> list[str]:
    return parse_qs(urlsplit(page.url).query).get("kommun", [])


def press(page: Page, at: tuple[float, float], expected: list[str]) -> None:
    """Press a place on the map until the address says what is expected.

    On a busy machine a press can come while the map is drawn anew; it can be made again.
    """
    page.mouse.move(*at)
    for _ in range(8):
        page.wait_for_timeout(300)
        page.mouse.click(*at)
        for _ in range(20):
            page.wait_for_timeout(150)
            if chosen(page) == expected:
                at_rest(page)
                return
    raise AssertionError(f"{chosen(page)} is chosen, not {expected}")


@pytest.mark.parametrize("width", [1440, 390])
def test_map_list_and_address_are_one(
    chromium: Browser, map_url: str, geometry: MapGeometry, width: int
) -> None:
    page = open_map(chromium, map_url, width)
    for code, expected in (
        ("2421", ["Storuman"]),
        ("2482", ["Storuman", "Skellefteå"]),
        ("2421", ["Skellefteå"]),
    ):
        press(page, spot(page, geometry, code), expected)
        for name in expected:
            expect(page.get_by_test_id("stMultiSelect").get_by_text(name)).to_be_visible()

    page.get_by_role("combobox", name="Kommuner").fill("Åse")
    page.get_by_role("option", name="Åsele").click()
    page.keyboard.press("Escape")
    expect(page.get_by_text("Åsele: ")).to_be_visible()
    assert chosen(page) == ["Skellefteå", "Åsele"]
    assert page.outside == []  # type: ignore[attr-defined]
    page.close()


def test_shapes_that_are_sent_along_can_be_pressed(
    chromium: Browser, inline_url: str, geometry: MapGeometry
) -> None:
    page = open_map(chromium, inline_url)
    press(page, spot(page, geometry, "2421"), ["Storuman"])
    page.mouse.move(*spot(page, geometry, "2482"))
    expect(tip(page)).to_contain_text("Skellefteå", use_inner_text=True)
    page.close()


def tip(page: Page) -> Locator:
    return page.locator(".deck-tooltip")


def test_other_colours_are_sent_without_the_shapes(
    chromium: Browser, map_url: str, geometry: MapGeometry
) -> None:
    page = chromium.new_page(viewport={"width": 1440, "height": 900})
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    fetched: list[str] = []
    kept: set[str] = set()
    network.on("Network.requestServedFromCache", lambda e: kept.add(e["requestId"]))
    network.on(
        "Network.responseReceived",
        lambda e: (
            fetched.append(e["response"]["url"])
            if "/shapes/" in e["response"]["url"]
            and e["requestId"] not in kept
            and not e["response"].get("fromDiskCache")
            else None
        ),
    )
    frames: list[bytes] = []
    page.on(
        "websocket",
        lambda socket: socket.on(
            "framereceived", lambda data: frames.append(data if isinstance(data, bytes) else b"")
        ),
    )
    page.goto(f"{map_url}/?kommun=Storuman")
    page.wait_for_selector(f"{MAP} canvas")
    drawn(page)
    # The other counties, the municipalities, the outline of the chosen, the lines of the missing.
    assert len(set(fetched)) == 4
    assert len(fetched) == len(set(fetched))
    early = {code: fill(page, geometry, code) for code in ("2482", "2403")}
    assert sum(early["2482"]) < sum(early["2403"])  # 18 percent is darker than 5

    frames.clear()
    page.get_by_text("Senare år").click()
    at_rest(page)
    page.wait_for_timeout(1000)
    sent = b"".join(frames)
    assert b"municipalities" in sent  # the map came anew
    assert len(sent) < 20_000
    assert b'"p":[[[' not in sent
    assert len(fetched) == 4
    assert fill(page, geometry, "2482") == early["2403"]
    assert fill(page, geometry, "2403") == early["2482"]
    page.mouse.move(*spot(page, geometry, "2421"))
    expect(tip(page)).to_contain_text("Storuman", use_inner_text=True)
    press(page, spot(page, geometry, "2482"), ["Storuman", "Skellefteå"])
    assert len(fetched) == 4
    page.close()


def picture_of(page: Page) -> np.ndarray:
    expect(page.locator(MAP)).to_have_count(1)  # while one is drawn anew there are two
    shot = page.locator(MAP).screenshot()
    return np.asarray(Image.open(io.BytesIO(shot)).convert("RGB")).astype(int)


def fill(page: Page, geometry: MapGeometry, code: str) -> tuple[int, int, int]:
    """Return the colour that is most of what is around the middle of a municipality."""
    page.mouse.move(2, 2)
    page.wait_for_timeout(300)
    pixels = picture_of(page)
    ((x, y),) = geometry.centres([code])
    scale = geometry.scale(pixels.shape[1])
    across, down = round(pixels.shape[1] / 2 + x * scale), round(HEIGHT / 2 - y * scale)
    patch = pixels[down - 12 : down + 12, across - 12 : across + 12].reshape(-1, 3)
    colours, counts = np.unique(patch, axis=0, return_counts=True)
    r, g, b = (int(channel) for channel in colours[counts.argmax()])
    return r, g, b


def test_a_long_press_is_a_press(chromium: Browser, map_url: str, geometry: MapGeometry) -> None:
    page = open_map(chromium, map_url)
    page.mouse.move(*spot(page, geometry, "2421"))
    page.wait_for_timeout(300)
    page.mouse.down()
    page.wait_for_timeout(1200)
    page.mouse.up()
    expect(page.get_by_test_id("stMultiSelect").get_by_text("Storuman")).to_be_visible()
    assert chosen(page) == ["Storuman"]
    # Dragging is none.
    x, y = spot(page, geometry, "2482")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 60, y, steps=5)
    page.wait_for_timeout(600)
    page.mouse.up()
    page.wait_for_timeout(1500)
    at_rest(page)
    assert chosen(page) == ["Storuman"]
    page.close()


def test_no_button_that_fills_the_screen_with_nothing(chromium: Browser, map_url: str) -> None:
    page = open_map(chromium, map_url)
    page.locator(MAP).hover()
    assert page.locator(f"{MAP} button:visible").count() == 0
    page.close()


def test_a_circle_can_be_pressed(chromium: Browser, map_url: str, geometry: MapGeometry) -> None:
    page = open_map(chromium, f"{map_url}/?face=circles")
    press(page, spot(page, geometry, "2421"), ["Storuman"])
    page.close()


@pytest.mark.parametrize("width", [1920, 1440, 390, 320])
def test_the_county_fills_the_frame_and_is_not_cut(
    chromium: Browser, map_url: str, geometry: MapGeometry, width: int
) -> None:
    page = open_map(chromium, map_url, width, 1000)
    becomes_whole(page, geometry)
    page.close()


#: On a busy machine deck.gl is told the size of its canvas after it has drawn. Until then it takes
#: the canvas for 300 pixels wide.
LATE = """
  Object.defineProperty(HTMLCanvasElement.prototype, 'clientWidth', { get: () => 0 });
  const Observer = window.ResizeObserver;
  window.ResizeObserver = class extends Observer {
    constructor(call) {
      const late = (entries) => entries.some((e) => e.target.localName === 'canvas');
      super((entries, o) => setTimeout(() => call(entries, o), late(entries) ? 300 : 0));
    }
  };
"""


def test_a_narrow_canvas_that_is_measured_late_does_not_cut_the_county(
    chromium: Browser, map_url: str, geometry: MapGeometry
) -> None:
    page = open_map(chromium, map_url, 320, 1000, script=LATE)
    becomes_whole(page, geometry)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.close()


def becomes_whole(page: Page, geometry: MapGeometry) -> None:
    """Wait until the county is whole; say what is cut when it stays so."""
    for _ in range(20):
        try:
            return whole_and_centred(picture_of(page), geometry)
        except (AssertionError, IndexError, PlaywrightError):  # drawn anew, or not yet
            page.wait_for_timeout(500)
    return whole_and_centred(picture_of(page), geometry)


@pytest.mark.parametrize(("first", "then"), [(1440, 390), (390, 320)])
def test_a_screen_that_becomes_narrower_does_not_cut_the_county(
    chromium: Browser, map_url: str, geometry: MapGeometry, first: int, then: int
) -> None:
    page = open_map(chromium, map_url, first, 1000)
    page.set_viewport_size({"width": then, "height": 1000})
    becomes_whole(page, geometry)
    press(page, spot(page, geometry, "2421"), ["Storuman"])
    page.set_viewport_size({"width": 1440, "height": 1000})  # and wider again
    becomes_whole(page, geometry)
    page.close()


def whole_and_centred(pixels: np.ndarray, geometry: MapGeometry) -> None:
    blue = (pixels[..., 2] - pixels[..., 0]) > 20  # the classes are blue, all else is grey
    columns, rows = np.flatnonzero(blue.any(axis=0)), np.flatnonzero(blue.any(axis=1))
    canvas = pixels.shape[1]
    scale = geometry.scale(canvas)
    assert np.ptp(columns) == pytest.approx(geometry.width * scale * 0.95, abs=8)
    assert columns[0] > 2
    assert columns[-1] < canvas - 3
    assert rows[0] > 2
    assert rows[-1] < pixels.shape[0] - 3
    middle = (columns[0] + columns[-1]) / 2
    assert middle == pytest.approx(canvas / 2, abs=4)


def test_hover_says_the_value_and_a_hostile_name_stays_text(
    chromium: Browser, map_url: str, geometry: MapGeometry
) -> None:
    page = open_map(chromium, f"{map_url}/?hostile=1")
    page.mouse.move(*spot(page, geometry, "2421"))
    page.wait_for_timeout(500)
    name = "<img src=x onerror=document.title='hit'>Storuman"
    expect(tip(page)).to_contain_text(name, use_inner_text=True)
    expect(tip(page)).to_contain_text("SCB, 2022", use_inner_text=True)
    expect(tip(page)).not_to_contain_text("Sorsele", use_inner_text=True)
    assert page.title() != "hit"
    assert page.locator(f"{MAP} img").count() == 0
    page.close()


def test_a_screen_reader_hears_the_map_and_reaches_the_table(
    chromium: Browser, map_url: str
) -> None:
    page = open_map(chromium, map_url)
    figure = page.get_by_role("figure", name="Karta: Industrins andel, SCB, 2022.")
    expect(figure).to_be_visible()
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    at_rest(page)
    expect(page.get_by_role("rowheader", name="Robertsfors")).to_be_visible()
    page.close()


def test_a_finger_can_scroll_past_the_map(chromium: Browser, map_url: str) -> None:
    page = open_map(chromium, map_url, 390, 844)
    found = page.evaluate(
        f"[...document.querySelectorAll('{MAP} div, {MAP} canvas')]"
        ".map(e => getComputedStyle(e).touchAction)"
    )
    assert set(found) == {"pan-y"}
    page.close()
