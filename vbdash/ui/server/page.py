"""The page that every address begins with: its language, its title, and whether there is one."""

from __future__ import annotations

import gzip
import re
from html import escape
from typing import Final
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vbdash.parameters import PAGES, START
from vbdash.text import DEFAULT_LANGUAGE, LANGUAGES, Text
from vbdash.ui.away import head
from vbdash.ui.server import frame_files
from vbdash.ui.server.answers import Answers, base
from vbdash.ui.server.first import First

#: What the browser's tab says where nothing is known of the data.
TITLE: Final = "Industrilandskap"
#: In the first run the page learns of its sidebar late; what is there would jump aside for it.
#: Once it has content, pages without a sidebar keep their full width.
_STEADY: Final = (
    b"<style>@media (min-width: 768px) { .stApp:not(:has([data-testid='stSidebar'])):is("
    b"[data-test-script-state='initial'], :not(:has([data-testid='stElementContainer']))) "
    b"[data-testid='stAppViewContainer'] { padding-left: 300px } }"
    # Streamlit writes these in white on the theme's colour, which is pale on a dark page; this one
    # is dark enough for white letters on both (6.9:1).
    b".stApp :is([data-testid='stMultiSelectTagsContainer'] [data-tag],"
    b"[data-testid='stBaseButton-primary']) { background-color: #0b6285; border-color: #0b6285 }"
    b"</style>"
)
#: How a page is printed, and tells a page around it how tall it is.
_AWAY: Final = head()
#: Streamlit looks for its server under every part of the address first; pages are no folders.
_WHERE: Final = (
    "<head><script>window.__streamlit = {{BACKEND_BASE_URL: location.origin + "
    r"location.pathname.replace(/(?:{pages})\/?$/, '')}}</script>"
).format(pages="|".join(filter(None, PAGES)))
#: What a request says that Streamlit must not see: the page is to be sent whole and readable.
_NOT_PASSED_ON: Final = (b"accept-encoding", b"if-none-match", b"if-modified-since")
#: What Streamlit's page loads: its scripts, styles and typeface.
_PARTS: Final = re.compile(
    rb'<script type="module"[^>]*></script>|'
    rb'<link\s[^>]*\brel="(?:modulepreload|stylesheet|preload)"[^>]*>'
)
_NOSCRIPT: Final = re.compile(rb"<noscript>.*?</noscript>", re.DOTALL)
#: Begins the app when the answer is painted, and lets the answer go when the app has drawn its first
#: run and what is on the screen of it; says so where that does not happen.
_SCRIPT: Final = b"""<script>(() => {
const first = document.getElementById("first"), parts = document.getElementById("app");
let begun = false;
const begin = () => {
  if (begun) return;
  begun = true;
  document.head.append(document.importNode(parts.content, true));
};
requestAnimationFrame(() => setTimeout(begin));
setTimeout(begin, 300);
const late = setTimeout(() => { first.querySelector("[data-late]").hidden = false; }, 15000);
let since = 0, high = 0, still = 0;
const timer = setInterval(() => {
  const app = document.querySelector("#root .stApp[data-test-script-state=notRunning]");
  if (!app?.querySelector(".stMain .stElementContainer")) return;
  since ||= performance.now();
  const waiting = [...app.querySelectorAll("[data-testid=stSkeleton]")].some(each => {
    const at = each.getBoundingClientRect(), known = parseInt(each.parentElement.getAttribute("height"));
    return !known && at.bottom > 0 && at.top < innerHeight;
  });
  const now = app.querySelector(".stMainBlockContainer")?.offsetHeight;
  still = now === high ? still + 1 : 0;
  high = now;
  if ((waiting || still < 4) && performance.now() - since < 6000) return;
  clearInterval(timer);
  clearTimeout(late);
  const down = scrollY;
  first.remove();
  if (down) app.querySelector(".stMain").scrollTop = down;
}, 50);
})()</script>"""


class PageFrame:
    """Mend the page that every address begins with, and say of an address that it is none.

    Streamlit says ``lang="en"`` and "Streamlit" on all of them, learns of its sidebar late, and
    answers with the app whatever it is asked for: an empty page until its scripts have come. Here
    the page's answer stands in it from the first moment (:mod:`vbdash.ui.server.first`).
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._answers = Answers()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Rewrite the page; everything else passes through."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        asked, page = Headers(scope=scope), _page(scope["path"])
        if page is not None or "text/html" in asked.get("accept", ""):
            # The page must reach us readable, and whole: it changes with the data.
            kept = [pair for pair in scope["headers"] if pair[0] not in _NOT_PASSED_ON]
            scope = {**scope, "headers": kept}
        held: list[Message] = []
        body = bytearray()

        async def rewritten(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_page(message):
                held.append(message)
            elif held and message["type"] == "http.response.body":
                body.extend(message.get("body", b""))
                if not message.get("more_body"):
                    written = await self._written(bytes(body), page, scope["query_string"])
                    await _send(send, held[0], written, asked, page is not None, scope["method"])
            else:
                await send(message)

        await self.app(scope, receive, rewritten)

    async def _written(self, frame: bytes, page: str | None, query: bytes) -> bytes:
        said = parse_qs(query.decode("latin-1")).get("lang", [""])[-1]
        lang = said if said in LANGUAGES else DEFAULT_LANGUAGE
        if page is None:
            return _nowhere(lang)
        return mended(frame, lang, await self._answers.of(page, query))


async def _send(
    send: Send, start: Message, written: bytes, asked: Headers, known: bool, method: str
) -> None:
    """Send a page, compressed for who takes it so."""
    headers = MutableHeaders(scope=start)
    for name in ("etag", "last-modified"):  # of Streamlit's file, which is not what is sent
        del headers[name]
    if "gzip" in asked.get("accept-encoding", ""):
        written = gzip.compress(written, 6, mtime=0)
        headers["Content-Encoding"] = "gzip"
    headers.add_vary_header("Accept-Encoding")
    headers["Content-Length"] = str(len(written))
    start["status"] = 200 if known else 404
    await send(start)
    await send({"type": "http.response.body", "body": written if method == "GET" else b""})


def mended(frame: bytes, lang: str, found: First | None) -> bytes:
    """Return Streamlit's page in a language, with the first answer in it where there is one."""
    head = found.head if found else f"<title>{TITLE}</title>".encode()
    for before, after in (
        (b'<html lang="en"', f'<html lang="{lang}"'.encode()),
        (b"<title>Streamlit</title>", head),
        (b"<head>", _WHERE.encode()),
        (b"</head>", frame_files.head(base()) + _STEADY + _AWAY + b"</head>"),
    ):
        frame = frame.replace(before, after, 1)
    if found is None or not found.body:
        return frame
    frame, parts = _set_aside(frame)
    frame = _NOSCRIPT.sub(b"", frame, count=1)
    waiting = b'<template id="app">' + parts + b"</template>" + _SCRIPT
    return frame.replace(b'<div id="root">', found.body + waiting + b'<div id="root">', 1)


def _set_aside(frame: bytes) -> tuple[bytes, bytes]:
    """Take the app's own scripts and styles out of a page: they come when the answer is painted."""
    parts = b"".join(_PARTS.findall(frame))
    return _PARTS.sub(b"", frame), parts


def _is_page(message: Message) -> bool:
    headers = Headers(raw=message["headers"])
    html = headers.get("content-type", "").startswith("text/html")
    return html and "content-encoding" not in headers and message["status"] == 200


def _page(path: str) -> str | None:
    """Return which page is at a path; the start has several names. None where there is none."""
    name = path.removeprefix(base()).strip("/")
    name = START if name in ("overview", "index.html") else name
    return name if name in PAGES else None


def _nowhere(lang: str) -> bytes:
    """Say that there is no page here, and where the first one is."""
    tx = Text(lang)
    said, way = escape(tx("There is no page at this address.")), escape(tx("Overview"))
    return (
        f'<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>{TITLE}</title>'
        f'<body><h1>{said}</h1><p><a href="{escape(base())}/">{way}</a></p></body></html>'
    ).encode()
