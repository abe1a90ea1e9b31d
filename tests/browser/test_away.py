"""Pages away from the app: on paper, in another site's frame, on the clipboard, in a link."""

from __future__ import annotations

import http.server
import io
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.browser.conftest import start_app
from tests.browser.steps import at_rest, drawn, opened

pytestmark = pytest.mark.browser

#: Every page, and the parts whose pictures or tables are of another kind.
PAGES = [
    "", "industry", "industry?del=lan", "industry?del=steg", "industry?del=41", "companies",
    "interventions", "interventions?del=stod", "municipality", "municipality?kommun=Mal%C3%A5",
    "municipality?kommun=Mal%C3%A5&del=jamfor", "present", "data", "data?del=tables",
    "data?del=sources",
]  # fmt: skip
#: What only a screen has: the sidebar, ways to other pages, buttons.
SCREEN = ("Färdiga urval", "Mer på den här sidan", "Ladda ner", "Lägg till i mina bilder",
          "Visa som tabell", "Kopiera länk", "Skriv ut", "Tryck på en kommun")  # fmt: skip
#: Pixels between the margins of an A4.
SHEET = 703
WIDTHS = "all => all.map(e => { const b = e.getBoundingClientRect(); return [b.left, b.right]; })"


def on_paper(page: Page) -> str:
    """Print the page as the browser's menu does and return its words."""
    content = page.pdf(prefer_css_page_size=True)
    return "\n".join(each.extract_text() for each in PdfReader(io.BytesIO(content)).pages)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_on_paper(browser_page: Page, app_url: str, path: str) -> None:
    page = browser_page
    opened(page, f"{app_url}/{path}")
    drawn(page)
    title = page.locator("h1").first.inner_text()
    text = on_paper(page)
    said = " ".join(text.split())
    for word in SCREEN:
        # The page about slides tells of the button that stands on the others, and in the place of
        # a chart that was not drawn yet it says to print once more.
        told = said.replace("”Lägg till i mina bilder”", "").replace("Skriv ut en gång till", "")
        assert word not in told, word
    assert title in said
    assert "Dataversion 2026" in said
    assert app_url.removeprefix("http://") in "".join(text.split())


def test_bars_are_whole_on_paper(browser_page: Page, app_url: str) -> None:
    page = browser_page
    opened(page, f"{app_url}/industry?del=lan")
    drawn(page)
    before = page.locator(".main-svg").evaluate_all(WIDTHS)
    assert max(right for _, right in before) > SHEET  # on the screen they are wider than a sheet
    page.emulate_media(media="print")
    page.set_viewport_size({"width": SHEET, "height": 1000})
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    for left, right in page.locator(".main-svg").evaluate_all(WIDTHS):
        assert left >= -1
        assert right <= SHEET + 1
    bars = page.locator(".js-plotly-plot").last.locator(".bars path").evaluate_all(WIDTHS)
    assert len(bars) == 21
    assert len({round(right - left, 1) for left, right in bars}) > 15, "bars are cut"
    texts = page.locator(".js-plotly-plot text").evaluate_all(WIDTHS)
    assert max(right for _, right in texts) <= SHEET + 1
    # Letters of a wide screen's chart are not as small as the chart has become.
    heights = page.locator(".js-plotly-plot text").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect().height).filter(h => h > 0)"
    )
    assert min(heights) > 11
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert page.locator("[data-vb-was]").count() == 0


def test_a_map_is_whole_on_paper(browser_page: Page, app_url: str) -> None:
    page = browser_page
    opened(page, f"{app_url}/companies")
    drawn(page)
    text = on_paper(page)
    for name in ("Sorsele", "Vilhelmina", "Dorotea", "Robertsfors", "Nordmaling"):
        assert name in text, f"{name} is not on the map"  # without firms: in no other place
    page.emulate_media(media="print")
    page.set_viewport_size({"width": SHEET, "height": 1000})
    [(left, right)] = page.locator("svg.vm").evaluate_all(WIDTHS)[:1]
    assert left >= -1
    assert right <= SHEET + 1
    assert right - left > 200


def test_a_table_that_scrolls_says_where_its_rest_is(browser_page: Page, app_url: str) -> None:
    page = browser_page
    opened(page, f"{app_url}/data?del=tables")
    drawn(page)
    said = " ".join(on_paper(page).split())
    assert re.search(r"\d rader till: resten finns i filen", said)


@pytest.mark.parametrize("way", ["button", "keys"])
def test_printing_lays_charts_out_for_the_sheet(browser_page: Page, app_url: str, way: str) -> None:
    page = browser_page
    page.add_init_script(
        "window.print = () => { window.printed = [...document.querySelectorAll('.main-svg')]"
        ".map(e => e.getBoundingClientRect().width); }"
    )
    opened(page, f"{app_url}/municipality?kommun=Mal%C3%A5&del=utveckling")
    drawn(page)
    if way == "button":
        page.get_by_role("button", name="Skriv ut").click()
    else:
        page.keyboard.press("Control+p")
    page.wait_for_function("() => window.printed")
    widths = page.evaluate("() => window.printed")
    assert widths
    assert max(widths) <= SHEET + 1
    page.wait_for_function("() => !document.documentElement.classList.contains('vb-paper')")
    expect(page.locator("[data-testid=stSidebar]")).to_be_visible()


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    yield context.new_page()
    context.close()


def test_a_phone_prints_as_a_wide_screen_does(phone: Page, app_url: str) -> None:
    """The browser's own menu: nobody pressed *Skriv ut*, and nothing can be waited for."""
    opened(phone, f"{app_url}/interventions")
    drawn(phone)
    phone.locator("h2").last.scroll_into_view_if_needed()
    at_rest(phone)
    sides = "all => all.map(e => ['width', 'height'].map(side => +e.getAttribute(side)))"
    before = phone.locator(".main-svg").evaluate_all(sides)
    assert before
    assert max(width for width, _ in before) < 390
    pages = PdfReader(io.BytesIO(phone.pdf(prefer_css_page_size=True))).pages
    assert len(pages) <= 3  # one chart a sheet were five
    assert "Förstudie" in pages[0].extract_text()  # a chart beside what stands above it
    # A browser prints in the very moment in which it says so.
    at_once = "all => { dispatchEvent(new Event('beforeprint')); return (" + sides + ")(all); }"
    assert {width for width, _ in phone.locator(".main-svg").evaluate_all(at_once)} == {SHEET}
    phone.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert phone.locator(".main-svg").evaluate_all(sides) == before


def test_there_is_nothing_below_the_last_line(browser_page: Page, app_url: str) -> None:
    """Else a last sheet is empty where what is said ends with the one before it."""
    page = browser_page
    opened(page, f"{app_url}/municipality?kommun=Mal%C3%A5")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": SHEET, "height": 1000})
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    last = page.get_by_text("visar öppna siffror").bounding_box()
    assert last is not None
    assert (
        page.evaluate("() => document.documentElement.scrollHeight")
        <= last["y"] + last["height"] + 1
    )


def test_a_heading_is_on_the_sheet_of_its_picture(browser_page: Page, app_url: str) -> None:
    """Also where controls, which paper has not, stand between the two."""
    opened(browser_page, f"{app_url}/industry?del=41")
    browser_page.wait_for_function(f"() => !({UNDRAWN})().length")
    content = browser_page.pdf(prefer_css_page_size=True)
    sheets = [each.extract_text() for each in PdfReader(io.BytesIO(content)).pages]
    [sheet] = [each for each in sheets if "Vem som sagt vad" in each]
    assert "Teknikföretagen 2019" in sheet


def test_names_and_numbers_of_a_list_are_on_paper(browser_page: Page, app_url: str) -> None:
    opened(browser_page, f"{app_url}/municipality")
    said = " ".join(on_paper(browser_page).split())
    assert re.search(r"Bjurholm \d", said), "the name is in a button"
    opened(browser_page, f"{app_url}/present")
    assert re.search(r"\b12 · ", on_paper(browser_page))


#: Every picture in whose place nothing is drawn yet: its name, the height on paper of what stands
#: there, and what is read in its stead.
UNDRAWN = """() => {
  const main = document.querySelector('[data-testid=stMain]');
  const places = [...main.querySelectorAll('[data-testid=stSkeleton], [data-testid=stPlotlyChart]')];
  return places.filter(each => !each.querySelector('.main-svg')).map(each => {
    const box = each.closest('[class*=st-key-vb_exhibit_]'), twin = box.querySelector('details');
    return [box.className, each.offsetHeight, twin.offsetHeight ? twin.innerText : ""];
  });
}"""
#: Pages whose first chart is far below a phone's screen, and their like with long and short tables.
FAR = ["", "industry", "industry?del=steg", "municipality?kommun=Mal%C3%A5&del=utveckling"]
#: The library that draws charts, once it is asked for.
LIBRARY = re.compile(r"PlotlyChart.*now")


@pytest.mark.parametrize("path", FAR)
def test_a_chart_that_is_not_drawn_is_read_as_its_table(
    phone: Page, app_url: str, path: str
) -> None:
    """Printed from the browser's menu before a hand has touched the page: nothing can be waited for."""
    phone.route(LIBRARY, lambda _: None)  # never answered
    opened(phone, f"{app_url}/{path}")
    drawn(phone)
    said = " ".join(on_paper(phone).split())
    assert "Diagrammet var inte ritat än" in said
    assert "Visa som tabell" not in said
    phone.emulate_media(media="print")
    phone.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    waiting = phone.evaluate(UNDRAWN)
    assert waiting
    for name, height, twin in waiting:
        assert not height, f"a grey box is printed in the place of {name}"
        assert len(re.findall(r"\d", twin)) > 3, f"nothing stands for {name}"
    phone.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert phone.locator("details[open]:has(.vb-table)").count() == 0


def test_a_chart_that_was_drawn_this_moment_is_seen(browser_page: Page, app_url: str) -> None:
    """Streamlit draws a chart out of sight and shows it a moment later, on a slow computer a second."""
    opened(browser_page, f"{app_url}/industry?del=lan")
    browser_page.wait_for_function(f"() => !({UNDRAWN})().length")
    out_of_sight = "all => all.forEach(each => { each.style.visibility = 'hidden'; })"
    browser_page.locator(".js-plotly-plot").evaluate_all(out_of_sight)
    assert "Blekinge" in on_paper(browser_page)


def test_charts_are_drawn_when_the_browser_is_turned_to(phone: Page, app_url: str) -> None:
    """Who opens the browser's menu leaves the page; until printing is found in it, there is time."""
    asked: list[str] = []
    phone.on("request", lambda r: asked.append(r.url) if LIBRARY.search(r.url) else None)
    opened(phone, app_url)
    drawn(phone)
    assert not asked
    phone.evaluate("() => dispatchEvent(new Event('blur'))")
    phone.wait_for_function(f"() => !({UNDRAWN})().length")


def test_printing_waits_for_charts_that_were_not_reached(phone: Page, app_url: str) -> None:
    phone.add_init_script(
        "window.print = () => { window.printed = [document.querySelectorAll("
        "'[data-testid=stMain] [data-testid=stSkeleton]').length,"
        " document.querySelectorAll('.main-svg').length]; }"
    )
    opened(phone, f"{app_url}/municipality?kommun=Mal%C3%A5&del=utveckling")
    phone.evaluate("() => window.vbdashPrint()")
    phone.wait_for_function("() => window.printed")
    waiting, parts = phone.evaluate("() => window.printed")
    assert waiting == 0
    assert parts > 5


def test_the_figures_of_the_start_are_on_paper(browser_page: Page, app_url: str) -> None:
    opened(browser_page, app_url)
    said = " ".join(on_paper(browser_page).split())
    assert "26,1 %" in said
    assert "8 av 15" in said


def test_the_fact_sheet_of_a_municipality(browser_page: Page, app_url: str, tmp_path: Path) -> None:
    page = browser_page
    opened(page, f"{app_url}/municipality?kommun=Mal%C3%A5")
    with page.expect_download() as waited:
        page.get_by_role("button", name="Faktablad (PDF)").click()
    assert waited.value.suggested_filename == "industrin-i-mala-faktablad.pdf"
    waited.value.save_as(tmp_path / "sheet.pdf")
    sheet = PdfReader(tmp_path / "sheet.pdf")
    assert len(sheet.pages) == 2
    assert "Industrin i Malå" in sheet.pages[0].extract_text()


@pytest.fixture
def with_clipboard(chromium: Browser, app_url: str) -> Iterator[Page]:
    context = chromium.new_context(
        viewport={"width": 1280, "height": 900}, permissions=["clipboard-read", "clipboard-write"]
    )
    yield context.new_page()
    context.close()


def test_the_link_is_copied(with_clipboard: Page, app_url: str) -> None:
    page = with_clipboard
    opened(page, f"{app_url}/municipality?kommun=Mal%C3%A5&del=jamfor")
    page.get_by_role("button", name="Kopiera länk").click()
    expect(page.get_by_text("Länken är kopierad.")).to_be_visible()
    copied = page.evaluate("() => navigator.clipboard.readText()")
    query = parse_qs(urlsplit(copied).query)
    assert query == {"kommun": ["Malå"], "del": ["jamfor"]}


def test_a_picture_is_copied(with_clipboard: Page, app_url: str) -> None:
    page = with_clipboard
    opened(page, f"{app_url}/industry?del=lan")
    drawn(page)
    page.get_by_role("button", name="Ladda ner och dela").first.click()
    page.get_by_role("button", name="Kopiera bilden").click()
    expect(page.get_by_text("Bilden är kopierad.")).to_be_visible()
    size = page.evaluate(
        "async () => { const [item] = await navigator.clipboard.read();"
        "const picture = await createImageBitmap(await item.getType('image/png'));"
        "return [picture.width, picture.height]; }"
    )
    assert size == [2400, 1350]


def test_a_link_with_own_slides_opens_the_same_deck_elsewhere(
    chromium: Browser, with_clipboard: Page, app_url: str
) -> None:
    page = with_clipboard
    opened(page, f"{app_url}/industry?del=lan")
    drawn(page)
    title = page.locator("[class*=st-key-vb_exhibit_] h2").first.inner_text()
    page.get_by_role("button", name="Lägg till i mina bilder").first.click()
    at_rest(page)
    page.get_by_role("link", name="Presentera").click()
    at_rest(page)
    expect(page.get_by_text("Bildspelet har 13 bilder.")).to_be_visible()
    link = page.url
    other = chromium.new_context().new_page()
    opened(other, link)
    expect(other.get_by_text("Bildspelet har 13 bilder.")).to_be_visible()
    expect(other.get_by_text(title, exact=False).first).to_be_visible()
    opened(other, f"{link}&bild=12")
    expect(other.locator(".slide h1")).to_have_text(title)
    expect(other.locator(".picture svg")).to_be_visible()
    other.context.close()


@contextmanager
def another_site(body: str) -> Iterator[str]:
    """Serve a page on an address of its own."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = f"<!doctype html><meta charset=utf-8><h1>Ett annat</h1>{body}".encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *args: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def frame_code(page: Page, app_url: str) -> str:
    """Take the code from under a picture, as somebody does who wants to show it elsewhere."""
    opened(page, f"{app_url}/industry?del=lan")
    drawn(page)
    page.get_by_role("button", name="Ladda ner och dela").first.click()
    code = page.locator("[data-testid=stCode] code")
    expect(code).to_be_visible()
    return code.inner_text()


def test_one_picture_in_a_page_of_another_site(chromium: Browser) -> None:
    server, url = start_app(VBDASH_FRAME_ANCESTORS="http://127.0.0.1:*")
    try:
        page = chromium.new_page(viewport={"width": 900, "height": 1200})
        code = frame_code(page, url)
        assert "embed=true" in code
        with another_site(code) as there:
            page.goto(there)
            frame = page.frame_locator("iframe")
            expect(frame.locator(".js-plotly-plot")).to_have_count(1)
            expect(frame.locator("h2:visible")).to_have_count(1)
            expect(frame.locator("h1")).to_be_hidden()
            expect(frame.locator("[data-testid=stSidebar]")).to_be_hidden()
            expect(frame.get_by_text("Källa:").filter(visible=True)).to_have_count(1)
            # The frame is as tall as what is in it: nothing is cut, nothing scrolls twice.
            page.wait_for_function(
                "() => Math.abs(document.querySelector('iframe').clientHeight - 560) > 20"
            )
            inside = page.frames[1].evaluate(
                "() => { const m = document.querySelector('[data-testid=stMain]');"
                "return m.scrollHeight - m.clientHeight; }"
            )
            assert inside <= 2
        page.close()
    finally:
        server.terminate()
        server.wait(timeout=20)


def test_other_sites_are_kept_out_unless_they_are_named(chromium: Browser, app_url: str) -> None:
    page = chromium.new_page()
    code = frame_code(page, app_url)
    expect(page.get_by_text("får bara bäddas in på sin egen adress")).to_be_visible()
    with another_site(code) as there:
        with page.expect_console_message(lambda said: "frame-ancestors" in said.text):
            page.goto(there)
        assert page.frame_locator("iframe").locator(".stApp").count() == 0
    page.close()


def test_a_picture_that_is_not_there_is_said(browser_page: Page, app_url: str) -> None:
    page = browser_page
    opened(page, f"{app_url}/industry?embed=true&figur=finns_inte")
    expect(page.get_by_text("Bilden finns inte på sidan")).to_be_visible()
    expect(page.locator(".js-plotly-plot")).to_have_count(0)
