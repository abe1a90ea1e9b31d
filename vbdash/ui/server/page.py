"""The page that every address begins with: its language, its title, and whether there is one."""

from __future__ import annotations

from html import escape
from typing import Final
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

from vbdash.parameters import PAGES
from vbdash.text import DEFAULT_LANGUAGE, LANGUAGES, Text
from vbdash.ui.away import head

__all__ = ["TITLE", "PageFrame"]

#: What the browser's tab says until the first page has run.
TITLE: Final = "Industrilandskap Västerbotten"
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
#: The end of the head: how a page stands still, and how it is printed.
_HEAD: Final = _STEADY + head() + b"</head>"


class PageFrame:
    """Mend the page that every address begins with, and say of an address that it is none.

    Streamlit says ``lang="en"`` and "Streamlit" on all of them, learns of its sidebar late, and
    answers with the app whatever it is asked for.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Rewrite the page; everything else passes through."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        if "text/html" in Headers(scope=scope).get("accept", ""):
            # The page is 8 kB; it must reach us readable.
            plain = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
            scope = {**scope, "headers": plain}
        asked = parse_qs(scope["query_string"].decode("latin-1")).get("lang", [""])[-1]
        lang = asked if asked in LANGUAGES else DEFAULT_LANGUAGE
        held: list[Message] = []
        body = bytearray()

        async def rewritten(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_page(message):
                held.append(message)
            elif held and message["type"] == "http.response.body":
                body.extend(message.get("body", b""))
                if not message.get("more_body"):
                    known = _is_known(scope["path"])
                    page = _mended(bytes(body), lang) if known else _nowhere(lang)
                    held[0]["status"] = 200 if known else 404
                    MutableHeaders(scope=held[0])["Content-Length"] = str(len(page))
                    await send(held[0])
                    shown = page if scope["method"] == "GET" else b""
                    await send({"type": "http.response.body", "body": shown})
            else:
                await send(message)

        await self.app(scope, receive, rewritten)


def _mended(page: bytes, lang: str) -> bytes:
    changes = {
        b'<html lang="en"': f'<html lang="{lang}"'.encode(),
        b"<title>Streamlit</title>": f"<title>{TITLE}</title>".encode(),
        b"</head>": _HEAD,
    }
    for found, written in changes.items():
        page = page.replace(found, written, 1)
    return page


def _is_page(message: Message) -> bool:
    headers = Headers(raw=message["headers"])
    html = headers.get("content-type", "").startswith("text/html")
    return html and "content-encoding" not in headers and message["status"] == 200


def _base() -> str:
    path = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


def _is_known(path: str) -> bool:
    """Whether there is a page at a path; the start has several names."""
    name = path.removeprefix(_base()).strip("/")
    return name in PAGES or name in ("overview", "index.html")


def _nowhere(lang: str) -> bytes:
    """Say that there is no page here, and where the first one is."""
    tx = Text(lang)
    said, way = escape(tx("There is no page at this address.")), escape(tx("Overview"))
    return (
        f'<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>{TITLE}</title>'
        f'<body><h1>{said}</h1><p><a href="{escape(_base())}/">{way}</a></p></body></html>'
    ).encode()
