"""The map in a real browser: pressing it is choosing; nothing is cut, fetched or executed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

import vbdash
from tests.browser.conftest import ROOT, free_port
from tests.browser.steps import at_rest, opened, press, says
from vbdash.charts.maps.geometry import MapGeometry, map_geometry

pytestmark = pytest.mark.browser

MAP = ".st-key-map_map"
DRAWN = f"{MAP} svg.vm :not(pattern) > path[d]"


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


def open_map(browser: Browser, url: str, width: int = 1440, height: int = 900) -> Page:
    page = browser.new_page(viewport={"width": width, "height": height})
    outside: list[str] = []
    inside = (url.split("?")[0].rstrip("/"), "ws://127.0.0.1", "data:", "blob:")
    page.on("request", lambda r: outside.append(r.url) if not r.url.startswith(inside) else None)
    page.outside = outside  # type: ignore[attr-defined]
    return opened(page, url, seen=DRAWN)


def spot(page: Page, geometry: MapGeometry, code: str) -> tuple[float, float]:
    """Return where on the page the middle of a municipality is."""
    box = page.locator(f"{MAP} svg.vm").bounding_box()
    assert box is not None
    ((x, y),) = geometry.centres([code])
    scale = geometry.scale(box["width"], box["height"])
    return (
        box["x"] + box["width"] / 2 + x * scale,
        box["y"] + box["height"] / 2 - y * scale,
    )


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
        press(page, spot(page, geometry, code))
        says(page, kommun=expected)
        for name in expected:
            expect(page.get_by_test_id("stMultiSelect").get_by_text(name)).to_be_visible()
    page.locator(f"{MAP} summary").click()
    page.locator(f"{MAP} .all button", has_text="Åsele").click()
    expect(page.get_by_test_id("stMultiSelect").get_by_text("Åsele")).to_be_visible()
    says(page, kommun=["Skellefteå", "Åsele"])
    assert page.outside == []  # type: ignore[attr-defined]
    page.close()


def test_where_nobody_serves_the_script_it_is_sent_along(
    chromium: Browser, inline_url: str, geometry: MapGeometry
) -> None:
    page = open_map(chromium, inline_url)
    press(page, spot(page, geometry, "2421"))
    says(page, kommun=["Storuman"])
    page.mouse.move(*spot(page, geometry, "2482"))
    expect(page.locator(f"{MAP} .tip")).to_contain_text("Skellefteå")
    page.close()


def test_other_colours_are_sent_without_shapes_and_script(
    chromium: Browser, map_url: str, geometry: MapGeometry
) -> None:
    page = chromium.new_page(viewport={"width": 1440, "height": 900})
    fetched: list[str] = []
    page.on("response", lambda r: fetched.append(r.url) if "/shapes/" in r.url else None)
    frames: list[bytes] = []
    page.on(
        "websocket",
        lambda socket: socket.on(
            "framereceived", lambda data: frames.append(data if isinstance(data, bytes) else b"")
        ),
    )
    opened(page, f"{map_url}/?kommun=Storuman", seen=DRAWN)
    assert len(set(fetched)) == 1
    early = {code: fill(page, code) for code in ("2482", "2403")}
    assert early["2482"] != early["2403"]
    frames.clear()
    page.get_by_text("Senare år").click()
    at_rest(page)
    sent = b"".join(frames)
    assert b"vbdash_map" in sent
    assert len(sent) < 20_000
    assert len(set(fetched)) == 1
    assert {code: fill(page, code) for code in early} == {
        "2482": early["2403"], "2403": early["2482"],
    }  # fmt: skip
    page.close()


def fill(page: Page, code: str) -> str:
    return str(page.locator(f"{MAP} a[data-k='{code}'] path").get_attribute("fill"))


def test_a_long_press_is_a_press_and_dragging_is_none(
    chromium: Browser, map_url: str, geometry: MapGeometry
) -> None:
    page = open_map(chromium, map_url)
    page.mouse.move(*spot(page, geometry, "2421"))
    page.mouse.down()
    page.wait_for_timeout(1200)  # as long as the hand stays
    page.mouse.up()
    expect(page.get_by_test_id("stMultiSelect").get_by_text("Storuman")).to_be_visible()
    page.mouse.move(*spot(page, geometry, "2482"))
    page.mouse.down()
    page.mouse.move(*spot(page, geometry, "2463"), steps=5)
    page.mouse.up()
    at_rest(page)
    says(page, kommun=["Storuman"])
    page.close()


def test_a_circle_can_be_pressed(chromium: Browser, map_url: str, geometry: MapGeometry) -> None:
    page = open_map(chromium, f"{map_url}/?face=circles")
    press(page, spot(page, geometry, "2421"))
    says(page, kommun=["Storuman"])
    page.close()


@pytest.mark.parametrize("width", [1920, 1440, 390, 320])
def test_the_county_is_whole_and_its_names_apart_at_every_width(
    chromium: Browser, map_url: str, width: int
) -> None:
    page = open_map(chromium, map_url, width, 1000)
    page.set_viewport_size({"width": max(320, width - 70), "height": 1000})  # and narrower
    at_rest(page)
    inside, met = page.locator(MAP).evaluate(
        """async (host) => {
          await new Promise(done => setTimeout(done, 400));
          const find = (each) => each.querySelector("svg.vm")
            ?? [...each.querySelectorAll("*")].map((e) => e.shadowRoot && find(e.shadowRoot)).find(Boolean);
          const svg = find(host), frame = svg.getBoundingClientRect();
          const lines = [...svg.querySelectorAll("text:not(.off)")]
            .flatMap((e) => e.querySelector("tspan") ? [...e.querySelectorAll("tspan")] : [e]);
          const boxes = lines.map((e) => e.getBoundingClientRect());
          const areas = [...svg.querySelectorAll("a path")].map((e) => e.getBoundingClientRect());
          const within = (b) => b.left >= frame.left - 1 && b.right <= frame.right + 1
            && b.top >= frame.top - 1 && b.bottom <= frame.bottom + 1;
          const met = [];
          boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => {
            const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
            const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            if (across > 2 && down > 4) met.push([lines[i].textContent, across, down]);
          }));
          return [areas.every(within), met];
        }"""
    )
    assert inside
    assert met == []
    assert page.evaluate("document.documentElement.scrollWidth") <= max(320, width - 70)
    page.close()


def test_hover_says_the_value_and_a_hostile_name_stays_text(
    chromium: Browser, map_url: str, geometry: MapGeometry
) -> None:
    page = open_map(chromium, f"{map_url}/?hostile=1")
    page.mouse.move(*spot(page, geometry, "2421"))
    tip = page.locator(f"{MAP} .tip")
    name = "<img src=x onerror=document.title='hit'>Storuman"
    expect(tip).to_contain_text(name, use_inner_text=True)
    expect(tip).not_to_contain_text("Sorsele", use_inner_text=True)
    assert page.title() != "hit"
    assert page.locator(f"{MAP} img").count() == 0
    page.close()


def test_a_finger_can_scroll_past_the_map(chromium: Browser, map_url: str) -> None:
    page = open_map(chromium, map_url, 390, 844)
    found = page.locator(f"{MAP} .pic").evaluate("e => getComputedStyle(e).touchAction")
    assert found == "manipulation" or "pan-y" in found
    page.close()
