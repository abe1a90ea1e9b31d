"""Shapes and script of maps as files of our own server: fetched once and kept by the browser.

Streamlit sends a map whole whenever a colour changes. What never changes is most of it, so it lies
at an address that carries a digest of what is there, and may be kept for ever.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Callable
from typing import Final

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from vbdash.charts.maps.geometry import MapGeometry, geometry_of
from vbdash.data.faults import DataError

_PATH: Final = re.compile(r"/shapes/([0-9a-f]{16})\.(json|js)")
#: A year; the address changes with the content.
_FOREVER: Final = "public, max-age=31536000, immutable"
#: Files by their digest; counties are few, and files are small.
_files: Final[dict[str, bytes]] = {}
#: Data of which the files of all counties have been made.
_whole: Final[set[str]] = set()
#: Applications that serve the files now. Without one, as in a test of a page, there are none.
_serving: Final[set[int]] = set()


def address(geometry: MapGeometry) -> str | None:
    """Return where the browser finds municipalities in degrees; None where nobody serves them.

    A device that says where it is is compared with them. The address is seen from any page.
    """
    return f"shapes/{_kept(geometry, _places)}.json" if _serving else None


def _places(geometry: MapGeometry) -> str:
    rows = [{"k": code, "p": part} for code in geometry.shapes for part in geometry.outlines(code)]
    return json.dumps(rows, separators=(",", ":"))


def script(geometry: MapGeometry) -> str | None:
    """Return where the browser finds the script of maps of a county; None as for shapes."""
    return f"shapes/{_kept(geometry, _script)}.js" if _serving else None


def _script(geometry: MapGeometry) -> str:
    from vbdash.ui.map_picture import script as written

    return written(geometry)


def _kept(geometry: MapGeometry, write: Callable[[MapGeometry], str]) -> str:
    """Return the digest of a file of this land, made once and kept for whoever asks for it."""

    def keep() -> str:
        written = write(geometry).encode()
        digest = hashlib.sha256(written).hexdigest()[:16]
        _files[digest] = gzip.compress(written, mtime=0)
        return digest

    return geometry.once((write,), keep)


def _found(digest: str) -> bytes | None:
    """Return a file; one that another process of the same app has named is made first.

    Once all counties' files are here, one that is not among them is nobody's.
    """
    if digest not in _files:
        try:
            from vbdash.ui import session  # the page's modules are not needed to serve files

            data = session.everybodys()
        except DataError:
            return None  # every visitor is shown the faults
        for county in [] if data.digest in _whole else [data.county, *data.counties]:
            geometry = geometry_of(data.seen_from(county))
            for write in (_script, _places):
                _kept(geometry, write)
            if digest in _files:
                return _files[digest]
        _whole.add(data.digest)
    return _files.get(digest)


class ShapeFiles:
    """Serve the shapes of maps."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for the addresses of shapes; pass everything else on."""
        if scope["type"] == "lifespan":
            _serving.add(id(self))
            try:
                await self.app(scope, receive, send)
            finally:
                _serving.discard(id(self))
            return
        asked = _PATH.search(scope["path"]) if scope["type"] == "http" else None
        if asked is None or scope["method"] not in {"GET", "HEAD"}:
            await self.app(scope, receive, send)
            return
        file = await to_thread.run_sync(_found, asked[1])
        kind = "application/json" if asked[2] == "json" else "text/javascript"
        await _answer(file, Headers(scope=scope), kind)(scope, receive, send)


def _answer(file: bytes | None, asked: Headers, kind: str) -> Response:
    if file is None:
        return Response("no such shapes", 404, {"Cache-Control": "no-store"}, "text/plain")
    headers = {"Cache-Control": _FOREVER, "Vary": "Accept-Encoding"}
    if "gzip" in asked.get("accept-encoding", ""):
        return Response(file, 200, headers | {"Content-Encoding": "gzip"}, kind)
    return Response(gzip.decompress(file), 200, headers, kind)
