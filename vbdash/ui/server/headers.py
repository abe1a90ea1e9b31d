"""The headers that tell a browser what a page may do."""

from __future__ import annotations

import os
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vbdash.ui.server.tiles import tiles

#: What may show the app in a frame where nothing is set: itself.
OWN_ONLY: Final = "'self'"


def frame_ancestors() -> str:
    """Return the sites that may show the app in a frame (``VBDASH_FRAME_ANCESTORS``)."""
    asked = os.environ.get("VBDASH_FRAME_ANCESTORS", OWN_ONLY)
    return asked.replace(";", " ").replace("\n", " ").strip() or OWN_ONLY


def policy() -> str:
    """Return the content security policy: nothing is fetched from anywhere but this server.

    ``VBDASH_FRAME_ANCESTORS`` names the sites that may show the app in a frame; ``VBDASH_TILES``
    allows a server of pictures for the background map.
    """
    allowed = tiles()
    pictures = f" {allowed.origin}" if allowed else ""
    return "; ".join(
        [
            "default-src 'self'",
            # Streamlit's page has inline styles, Vega and Plotly compile functions, deck.gl
            # decodes in workers made from blobs.
            "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
            "style-src 'self' 'unsafe-inline'",
            f"img-src 'self' data: blob:{pictures}",
            "font-src 'self' data:",
            f"connect-src 'self' data: blob:{pictures}",  # the websocket is of the server itself
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            f"frame-ancestors {frame_ancestors()}",
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
                headers["Permissions-Policy"] = "camera=(), geolocation=(self), microphone=()"
                headers["Cross-Origin-Opener-Policy"] = "same-origin"
            await send(message)

        await self.app(scope, receive, with_headers)
