"""The pages' own script, fetched once and kept by the browser, and their own styles.

The script lies at an address that carries a digest of what is there; the styles, which must be
there before anything is drawn, stand in the page itself.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from functools import cache
from importlib.resources import files
from typing import Final

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from vbdash.ui.frame.words import spoken

_PATH: Final = re.compile(r"/frame/([0-9a-f]{16})\.js$")
#: A year; the address changes with the content.
_FOREVER: Final = "public, max-age=31536000, immutable"
_ROOM: Final = "vbdash.ui.frame"


@cache
def _script() -> tuple[str, bytes]:
    """Return the digest of the script and the script, with Streamlit's words before it."""
    words = json.dumps(spoken(), ensure_ascii=False, separators=(",", ":"))
    code = files(_ROOM).joinpath("frame.js").read_text(encoding="utf-8")
    written = f"window.vbdash = {{ words: {words} }};\n{code}".encode()
    return hashlib.sha256(written).hexdigest()[:16], written


@cache
def _styles() -> str:
    written = files(_ROOM).joinpath("frame.css").read_text(encoding="utf-8")
    return re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", written, flags=re.DOTALL)).strip()


def head(base: str) -> bytes:
    """Return what the head of every page names: the styles, and where the script is.

    Parameters
    ----------
    base
        Path that the app lies under; empty for the root.
    """
    digest, _ = _script()
    return (
        f'<style>{_styles()}</style><script defer src="{base}/frame/{digest}.js"></script>'
    ).encode()


class FrameFiles:
    """Serve the pages' script."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for the script; pass everything else on."""
        asked = _PATH.search(scope["path"]) if scope["type"] == "http" else None
        if asked is None or scope["method"] not in {"GET", "HEAD"}:
            await self.app(scope, receive, send)
            return
        await _answer(asked[1], Headers(scope=scope))(scope, receive, send)


def _answer(asked: str, headers: Headers) -> Response:
    digest, written = _script()
    if asked != digest:  # of another version; the page that names it is old
        return Response("no such script", 404, {"Cache-Control": "no-store"}, "text/plain")
    kept = {"Cache-Control": _FOREVER, "Vary": "Accept-Encoding"}
    if "gzip" in headers.get("accept-encoding", ""):
        packed = gzip.compress(written, mtime=0)
        return Response(packed, 200, kept | {"Content-Encoding": "gzip"}, "text/javascript")
    return Response(written, 200, kept, "text/javascript")
