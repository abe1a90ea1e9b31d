"""Pictures for previews of links: the map with the answer as its title, drawn without a browser."""

from __future__ import annotations

import re
from functools import partial
from typing import Final

from anyio import CapacityLimiter, to_thread
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from vbdash.exhibit import source_text
from vbdash.exhibits.front import front
from vbdash.exhibits.front.start import county_map
from vbdash.parameters import PAGES
from vbdash.ui.server.answers import named, opened, tried
from vbdash.view import View

_PATH: Final = re.compile(r"/og/([a-z]+)\.png")
#: Pixels, as those who show previews ask for.
_SIZE: Final = (1200, 630)
#: A day: the figures change with the data, and nobody asks often.
_DAY: Final = "public, max-age=86400"
#: Pictures that may wait to be drawn, one after the other; each takes half a second.
_WAITING: Final = 8


class Previews:
    """Serve the pictures of previews."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._one = CapacityLimiter(1)
        self._waiting = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for the addresses of pictures; pass everything else on."""
        asked = _PATH.search(scope["path"]) if scope["type"] == "http" else None
        page = asked[1].removesuffix("start") if asked else None
        if page is None or page not in PAGES or scope["method"] not in {"GET", "HEAD"}:
            await self.app(scope, receive, send)
            return
        await (await self._answer(page, scope["query_string"]))(scope, receive, send)

    async def _answer(self, page: str, query: bytes) -> Response:
        if self._waiting >= _WAITING:
            return Response("busy", 503, {"Cache-Control": "no-store", "Retry-After": "10"})
        self._waiting += 1
        try:
            made = await to_thread.run_sync(
                partial(tried, partial(_picture, page, query)), limiter=self._one
            )
        finally:
            self._waiting -= 1
        if made is None:
            return Response("no such picture", 404, {"Cache-Control": "no-store"}, "text/plain")
        return Response(made, 200, {"Cache-Control": _DAY}, "image/png")


def _picture(page: str, query: bytes) -> bytes | None:
    from vbdash.ui.cached import written

    view, part = opened(page, query)
    return written(f"preview {named(view, part)}", partial(_made, view, part))


def _made(view: View, part: str) -> bytes | None:
    from vbdash.charts.paper.maps import map_png  # matplotlib comes with it

    begun = front(view, view.page, part)
    shown = begun.picture or county_map(view)
    if shown is None or shown.map is None:
        return None
    title = begun.sentence if begun.figures else begun.title
    foot = source_text(view, shown)
    return map_png(shown.map, title, shown.subtitle, foot, tx=view.tx, size=_SIZE, scale=1)
