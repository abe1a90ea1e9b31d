"""What every browser test does: open an address, press a place, read and await what the link says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, Page

#: As long as anything is waited for, in milliseconds: a page that is right but slow is right.
LONGEST: Final = 60_000
#: Told by the page itself: whether it has asked the server for something and not been answered.
_LISTEN = """(() => {
  const Plain = window.WebSocket;
  window.WebSocket = class extends Plain {
    constructor(...all) {
      super(...all);
      this.addEventListener("message", () => { window.vbUnanswered = false; });
    }
    send(said) {
      window.vbUnanswered = true;
      super.send(said);
    }
  };
})()"""
#: Resolves when the app has taken the place of the first answer, the server has answered, the script
#: has run and nothing has been written on the page for a while; gives up in the end, since what the
#: test then finds says more than a time limit.
_REST = """() => new Promise(done => {
  const app = '[data-testid=stApp]', ran = `${app}[data-test-script-state=notRunning]`;
  const began = Date.now();
  let changed = began;
  const watch = new MutationObserver(() => { changed = Date.now(); });
  watch.observe(document.body, { childList: true, characterData: true, subtree: true });
  const look = setInterval(() => {
    const now = Date.now();
    const waits = window.vbUnanswered || document.getElementById('first');
    if (waits || !document.querySelector(ran)?.innerText) changed = now;
    if (now - changed <= 500 && now - began < 30000) return;
    clearInterval(look);
    watch.disconnect();
    done();
  }, 50);
})"""
_FRAMES = """() => new Promise(done =>
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 300))))"""
_SAYS = """([name, wanted]) =>
  JSON.stringify(new URL(location).searchParams.getAll(name)) === JSON.stringify(wanted)"""


def listening(browser: Browser) -> Browser:
    """Let every page of a browser tell whether it waits for the server's answer, and be waited for."""

    def made(make: Callable[..., Any]) -> Callable[..., Any]:
        def one(**settings: Any) -> Any:
            found = make(**settings)
            found.add_init_script(_LISTEN)
            found.set_default_timeout(LONGEST)
            return found

        return one

    browser.new_context = made(browser.new_context)  # type: ignore[method-assign]
    browser.new_page = made(browser.new_page)  # type: ignore[method-assign]
    return browser


def at_rest(page: Page) -> None:
    """Wait until the app has drawn, has been answered and has stopped changing for a while."""
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    page.evaluate(_REST)


def drawn(page: Page) -> None:
    """Wait until the page rests and its map has had time to be drawn: two frames, and a little."""
    at_rest(page)
    page.evaluate(_FRAMES)


def opened(page: Page, address: str, *, seen: str = "") -> Page:
    """Open an address; return when the app stands there at rest, and in it what is to be seen."""
    page.goto(address)
    if seen:
        page.wait_for_selector(seen)
    at_rest(page)
    return page


def query(page: Page) -> dict[str, list[str]]:
    """Return what the link says."""
    return parse_qs(urlsplit(page.url).query)


def says(page: Page, **wanted: list[str]) -> None:
    """Wait until the link says this, and the page rests."""
    for name, values in wanted.items():
        page.wait_for_function(_SAYS, arg=[name, values])
    at_rest(page)
    assert {name: query(page).get(name, []) for name in wanted} == wanted


def press(page: Page, at: tuple[float, float], tries: int = 1) -> None:
    """Press a place and wait for what comes of it; again where nothing does, if told so."""
    before = page.url
    for _ in range(tries):
        page.mouse.move(*at)
        page.mouse.click(*at)
        at_rest(page)
        if page.url != before:
            return
