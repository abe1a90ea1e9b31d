"""The background map in a real browser: nothing leaves before the visitor asks for it."""

from __future__ import annotations

import re
import struct
import threading
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import start_app
from tests.browser.steps import at_rest, drawn, opened, press, says

pytestmark = pytest.mark.browser

MAP = "[data-testid=stDeckGlJsonChart]"
PLAIN = ".st-key-firms_map_map svg.vm :not(pattern) > path[d]"


def picture() -> bytes:
    """Return a green tile (PNG)."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    row = b"\x00" + bytes([90, 160, 110]) * 256
    head = struct.pack(">IIBBBBB", 256, 256, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(row * 256)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(kind, data) for kind, data in parts)


def middle(page: Page) -> tuple[float, float]:
    page.locator(MAP).scroll_into_view_if_needed()
    box = page.locator(MAP).bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.fixture(scope="module")
def tile_server() -> Iterator[tuple[str, list[str]]]:
    """Return the address of a server of tiles and the list of what it has been asked for."""
    asked: list[str] = []
    tile = picture()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "image/png")
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Content-Length", str(len(tile)))
            self.end_headers()
            self.wfile.write(tile)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", asked
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def url(tile_server: tuple[str, list[str]]) -> Iterator[str]:
    template = f"{tile_server[0]}/{{z}}/{{x}}/{{y}}.png"
    server, address = start_app(VBDASH_TILES=template, VBDASH_TILES_CREDIT="Provkartan")
    yield address
    server.terminate()
    server.wait(timeout=20)


def test_tiles_are_fetched_only_when_asked_for(
    chromium: Browser, url: str, tile_server: tuple[str, list[str]]
) -> None:
    host, asked = tile_server
    page = chromium.new_page(viewport={"width": 1440, "height": 900})
    away: list[str] = []
    inside = (url, url.replace("http", "ws"), "data:", "blob:")
    page.on("request", lambda r: away.append(r.url) if not r.url.startswith(inside) else None)

    opened(page, f"{url}/companies?styrka=any", seen=PLAIN)
    caption = page.get_by_text(f"bilder från {host.partition('//')[2]}, en tredje part")
    expect(caption).to_be_visible()
    assert asked == away == []

    with page.expect_response(lambda answer: answer.url.startswith(host)):
        page.get_by_text("Visa bakgrundskarta").click()
    page.wait_for_selector(f"{MAP} .mapboxgl-map canvas")
    drawn(page)
    assert asked
    assert all(re.fullmatch(r"/\d+/\d+/\d+\.png", path) for path in asked)
    assert {each for each in away if not each.startswith(f"{host}/")} == set()
    expect(page.get_by_text("Bakgrundskarta: Provkartan.")).to_be_visible()
    assert "bakgrund" not in page.url

    # Pressing works as on the plain map: the middle of the county lies in Lycksele.
    press(page, middle(page), tries=4)  # deck.gl takes a press for a hold on a busy machine
    says(page, kommun=["Lycksele"])

    before = len(asked)
    page.get_by_text("Visa bakgrundskarta").click()
    expect(page.locator(f"{MAP} .mapboxgl-map")).to_have_count(0)
    at_rest(page)
    page.reload()
    page.wait_for_selector(PLAIN)
    at_rest(page)
    assert len(asked) == before
    page.close()
