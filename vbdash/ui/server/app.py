"""What the server does around the pages: warm start, compression, language, headers.

Streamlit leaves three things to a proxy in front of it: compressing its own JavaScript (13 MB),
naming the language of the page (WCAG 3.1.1), and security headers. We do them here, so that the
app is right also where nothing stands in front of it.
"""

from __future__ import annotations

import asyncio
import gc
import gzip
import logging
import os
import tempfile
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs

import pandas as pd
import pyarrow
import streamlit
from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import FileResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime.pages_manager import PagesManager

from vbdash.data.faults import traced
from vbdash.text import DEFAULT_LANGUAGE, LANGUAGES
from vbdash.ui.server.shapes import ShapeFiles
from vbdash.ui.server.tiles import tiles
from vbdash.ui.server.uploads import BoundedUploads, release_now_and_then

__all__ = ["MIDDLEWARE", "lifespan", "on_script_error", "policy"]

_STATIC: Final = (Path(streamlit.__file__).parent / "static").resolve()
_COMPRESSED: Final = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
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
    b"</style></head>"
)
#: A year; Streamlit's own files carry a hash of their content in the name.
_FOREVER: Final = "public, max-age=31536000, immutable"


#: Seconds that the first visitor has the machine for themselves.
_LATER: Final = 5.0
#: Seconds between two collections of garbage.
_TIDY: Final = 5.0


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[None]:
    """Load the data and the libraries before the first visitor, and keep house beside them.

    What lives as long as the process is frozen: a collection of garbage does not walk it again.
    """
    # Streamlit takes the folder of pages for a menu of its own until the app's has been drawn once,
    # so that the first visitor who opens a link to a page would get that page without its frame.
    PagesManager.uses_pages_directory = False
    # Arrow's own allocator keeps 15 MB for itself; the few small tables here do without.
    pyarrow.set_memory_pool(pyarrow.system_memory_pool())
    # Tables of a hundred rows are taken apart and put together; texts that are Python's own make
    # that a fifth faster than Arrow's, which are for millions.
    pd.set_option("mode.string_storage", "python")
    await to_thread.run_sync(_make_ready, "warm")
    _freeze()
    closed = threading.Event()
    threading.Thread(target=_keep_house, args=(closed,), name="vbdash-house", daemon=True).start()
    leaving = asyncio.create_task(release_now_and_then())
    yield
    leaving.cancel()
    closed.set()


def _freeze() -> None:
    gc.collect()
    gc.freeze()


def _keep_house(closed: threading.Event) -> None:
    """Make ready what first presses would wait for, then collect garbage now and then.

    Streamlit would collect after every run of the script (``runner.postScriptGC``), and everybody
    waits for it: half of the processor's time with 25 visitors. Here one collection serves all the
    runs since the last.
    """
    if closed.wait(_LATER):
        return
    _make_ready("warm_choices")
    _freeze()
    while not closed.wait(_TIDY):
        gc.collect()


def _make_ready(what: str) -> None:
    """Let the frame make something ready; what goes wrong is told by the page that needs it."""
    try:
        from vbdash.ui.frame import shell

        getattr(shell, what)()
    except Exception as error:  # the server starts, and garbage is collected, whatever happens here
        logging.getLogger("vbdash").error("not made ready: %s: %s", what, traced(error))


def on_script_error(error: Exception) -> bool:
    """Answer a fault of ours with an apology instead of Streamlit's message."""
    from vbdash.ui.frame import shell

    return shell.apologise(error)


def policy() -> str:
    """Return the content security policy: nothing is fetched from anywhere but this server.

    ``VBDASH_FRAME_ANCESTORS`` names the sites that may show the app in a frame; ``VBDASH_TILES``
    allows a server of pictures for the background map.
    """
    allowed = tiles()
    pictures = f" {allowed.origin}" if allowed else ""
    ancestors = os.environ.get("VBDASH_FRAME_ANCESTORS", "'self'")
    return "; ".join(
        [
            "default-src 'self'",
            # Streamlit's page has inline styles, Vega and Plotly compile functions, deck.gl
            # decodes in workers made from blobs.
            "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
            "style-src 'self' 'unsafe-inline'",
            f"img-src 'self' data: blob:{pictures}",
            "font-src 'self' data:",
            f"connect-src 'self' ws: wss: data: blob:{pictures}",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            f"frame-ancestors {ancestors.replace(';', ' ').replace(chr(10), ' ')}",
        ]
    )


class SecurityHeaders:
    """Add the headers that tell a browser what the page may do."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add headers to the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = policy()
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
                headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
            await send(message)

        await self.app(scope, receive, with_headers)


class CompressedStatic:
    """Serve Streamlit's own scripts and styles compressed, each compressed once."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from the compressed copy where the browser takes one."""
        if scope["type"] == "http" and scope["method"] in {"GET", "HEAD"}:
            file = _static_file(scope["path"])
            if file is not None and "gzip" in Headers(scope=scope).get("accept-encoding", ""):
                copy = await to_thread.run_sync(_compressed, file)
                headers = {
                    "Content-Encoding": "gzip",
                    "Vary": "Accept-Encoding",
                    "Cache-Control": _FOREVER,
                }
                answer = FileResponse(copy, headers=headers, media_type=_COMPRESSED[file.suffix])
                await answer(scope, receive, send)
                return
        await self.app(scope, receive, send)


def _static_file(path: str) -> Path | None:
    """Return the file of Streamlit's that a path means, if it is one that compresses."""
    if not path.startswith("/static/"):
        return None
    file = (_STATIC / path.removeprefix("/")).resolve()
    inside = file.is_relative_to(_STATIC / "static")
    return file if inside and file.suffix in _COMPRESSED and file.is_file() else None


@cache
def _cellar() -> Path:
    return Path(tempfile.mkdtemp(prefix="vbdash-static-"))


@cache
def _compressed(file: Path) -> Path:
    copy = _cellar() / f"{file.name}.gz"
    copy.write_bytes(gzip.compress(file.read_bytes(), 6, mtime=0))
    return copy


class PageFrame:
    """Mend the page that every address begins with.

    Streamlit says ``lang="en"`` and "Streamlit" on all of them, and learns of its sidebar late.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Rewrite the page; everything else passes through."""
        if scope["type"] != "http" or scope["method"] != "GET":
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
                    page = _mended(bytes(body), lang)
                    MutableHeaders(scope=held[0])["Content-Length"] = str(len(page))
                    await send(held[0])
                    await send({"type": "http.response.body", "body": page})
            else:
                await send(message)

        await self.app(scope, receive, rewritten)


def _mended(page: bytes, lang: str) -> bytes:
    changes = {
        b'<html lang="en"': f'<html lang="{lang}"'.encode(),
        b"<title>Streamlit</title>": f"<title>{TITLE}</title>".encode(),
        b"</head>": _STEADY,
    }
    for found, written in changes.items():
        page = page.replace(found, written, 1)
    return page


def _is_page(message: Message) -> bool:
    headers = Headers(raw=message["headers"])
    html = headers.get("content-type", "").startswith("text/html")
    return html and "content-encoding" not in headers and message["status"] == 200


MIDDLEWARE: Final = [
    Middleware(BoundedUploads),
    Middleware(SecurityHeaders),
    Middleware(CompressedStatic),
    Middleware(ShapeFiles),
    Middleware(PageFrame),
]
