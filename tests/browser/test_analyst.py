"""What an analyst does, in a real browser: own figures to a slide, a grey line, years that play, addresses."""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pandas as pd
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.steps import at_rest, opened

pytestmark = pytest.mark.browser

#: Where a point of a grey line stands on the screen: of the last years of a county's curve.
_POINT = """(code) => {
  const graph = document.querySelector('.js-plotly-plot'), layout = graph._fullLayout;
  const trace = graph._fullData.find(t => t.meta === code), i = trace.y.length - 5;
  const box = graph.getBoundingClientRect();
  return [box.x + layout._size.l + layout.xaxis.d2p(trace.x0 + i),
          box.y + layout._size.t + layout.yaxis.d2p(trace.y[i])];
}"""
#: Remembers what is written on canvases, as grids are.
_DRAWN = """(() => {
  window.vbDrawn = new Set();
  const fill = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, ...where) {
    window.vbDrawn.add(String(text));
    return fill.call(this, text, ...where);
  };
})()"""


def test_own_figures_become_a_slide_and_stand_in_no_link(browser_page: Page, app_url: str) -> None:
    page = browser_page
    opened(page, f"{app_url}/data?del=own")
    page.get_by_role("textbox", name="Klistra in kommun och värde").fill(
        "Kommun\tFeriejobb\nUmeå\t12345\nMalå\t3"
    )
    page.get_by_role("button", name="Visa uppgifterna").click()
    at_rest(page)
    expect(
        page.get_by_role("heading", name=re.compile("Feriejobb: högst i Umeå")).first
    ).to_be_visible()
    expect(page.get_by_text("Egen uppgift: inlagd").first).to_be_visible()
    page.get_by_role("button", name="Lägg till i mina bilder").first.click()
    at_rest(page)
    assert "12345" not in page.url and "Feriejobb" not in page.url
    page.get_by_role("link", name="Presentera").first.click()
    at_rest(page)
    expect(page.get_by_text("Feriejobb: högst i Umeå").first).to_be_visible()
    assert "12345" not in page.url and "Feriejobb" not in page.url


def test_a_grey_line_is_pressed_and_named(browser_page: Page, app_url: str) -> None:
    page = browser_page
    opened(page, f"{app_url}/industry?del=tid")
    page.locator(".js-plotly-plot .scatterlayer").first.scroll_into_view_if_needed()
    x, y = page.evaluate(_POINT, "25")
    page.mouse.move(x, y)
    page.mouse.click(x, y)
    expect(page).to_have_url(re.compile("linje=25"))
    at_rest(page)
    expect(
        page.locator(".js-plotly-plot .annotation-text", has_text="Norrbottens").first
    ).to_be_visible()
    page.go_back()
    at_rest(page)
    assert "linje" not in page.url


def test_the_years_of_a_map_play_to_their_end(browser_page: Page, app_url: str) -> None:
    page = browser_page
    opened(page, f"{app_url}/data?del=measures&matt=population&ar=2022")
    page.get_by_role("button", name="Spela upp åren").click()
    expect(page.get_by_role("button", name="Stopp")).to_be_visible()
    expect(page.get_by_role("heading", name=re.compile("2023")).first).to_be_visible()
    expect(page.get_by_role("button", name="Spela upp åren")).to_be_visible(timeout=20_000)
    expect(page.get_by_role("heading", name=re.compile("2024")).first).to_be_visible()


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """Serve an empty page under another origin."""

    class Empty(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>another</title>")

        def log_message(self, *_: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Empty)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def test_a_page_of_another_origin_reads_an_address(
    chromium: Browser, app_url: str, elsewhere: str
) -> None:
    page = chromium.new_page()
    page.goto(elsewhere)
    url = f"{app_url}/data/measures/unemployment_rate.csv?lang=en"
    text = page.evaluate("url => fetch(url).then(answer => answer.text())", url)
    table = pd.read_csv(io.StringIO(text.removeprefix("\ufeff")))
    assert {"code", "region", "year", "value", "unit", "source"} <= set(table.columns)
    assert len(pd.read_csv(url)) == len(table) > 100
    page.close()


@pytest.mark.parametrize(("lang", "locale"), [("sv", "en-US"), ("en", "sv-SE")])
def test_numbers_in_grids_are_written_as_the_page_is_not_as_the_browser(
    chromium: Browser, app_url: str, lang: str, locale: str
) -> None:
    page = chromium.new_page(viewport={"width": 1440, "height": 900}, locale=locale)
    page.add_init_script(_DRAWN)
    opened(page, f"{app_url}/data?del=municipalities&lang={lang}")
    grid = page.get_by_test_id("stDataFrame").first
    grid.scroll_into_view_if_needed()
    written = "89,6" if lang == "sv" else "89.6"  # Habo, the highest of all
    page.wait_for_function("written => window.vbDrawn.has(written)", arg=written)
    assert not page.evaluate("window.vbDrawn.has('89.6') && window.vbDrawn.has('89,6')")
    # What a screen reader is told, and what is copied, is no longer number than is shown.
    expect(grid.locator("[role=gridcell]", has_text="89.").first).to_have_text("89.6")
    page.close()
