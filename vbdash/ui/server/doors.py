"""Who is answered: requests to the app's own address, from its own pages, with plain paths.

Streamlit asks a service on the internet for its own address when a foreign page opens its
websocket, and stands still meanwhile; here such a page is refused before Streamlit sees it.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config

from vbdash.address import SETTING, data_path, public_urls
from vbdash.text import LANGUAGES, Text
from vbdash.ui.server.descriptors import has_room

#: Methods that change nothing.
READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})

#: This machine, however it is called; nobody else's page can have it as its own address.
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
#: What a machine asks that knows only where the process runs, not what it is called.
_FOR_ALL: Final = ("/healthz", "/_stcore/health")
#: How much goes on, told to whoever asks: nobody's business.
_CLOSED: Final = ("/_stcore/metrics", "/_stcore/script-health-check")
#: Longest path and query that are anybody's link.
_LONGEST: Final = 16_384


def name_hosts() -> None:
    """Tell Streamlit, too, what the app is called."""
    hosts = {urlsplit(each).hostname or "" for each in public_urls()}
    config.set_option("server.allowedHosts", sorted(_LOOPBACK | hosts))


class Doors:
    """Refuse what is not for this app, in words; pass everything else on."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a refusal, or pass the request on."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        status, reason = _refusal(scope)
        if not status:
            await self.app(_as_own(scope), receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1013 if status == 503 else 1008})
        else:
            answer = PlainTextResponse(reason, status, {"Cache-Control": "no-store"})
            await answer(scope, receive, send)


def _refusal(scope: Scope) -> tuple[int, str]:
    """Return with which status a request is refused, and the reason; 0 where it is not."""
    path = scope["path"]
    if len(path) > _LONGEST or len(scope.get("query_string", b"")) > _LONGEST:
        return 414, "URI too long"
    if any(sign < " " or sign == "\x7f" for sign in path):
        return 400, "Bad request"
    if path.endswith(_CLOSED):
        return 404, "Not found"
    if scope["type"] == "websocket" and not has_room():
        return 503, "Full"
    reading = scope["type"] == "http" and scope["method"] in READING and data_path(path)
    return _foreign(path, Headers(scope=scope), anybody=bool(reading))


def _foreign(path: str, headers: Headers, *, anybody: bool) -> tuple[int, str]:
    """Return how a request to another host, or from another's page, is refused.

    What anybody may read, any page may read; but only under the app's own name.
    """
    hosts, origins = headers.getlist("host"), headers.getlist("origin")
    if not origins and path.endswith(_FOR_ALL):
        return 0, ""
    if len(hosts) != 1 or not _is_own_host(hosts[0]):
        return 421, _said()
    if origins and not anybody and not (len(origins) == 1 and _is_own_origin(origins[0], hosts[0])):
        return 403, "Forbidden"
    return 0, ""


def _said() -> str:
    """Say to whoever came, and to whoever runs the app, what is wrong with the address."""
    said = []
    for tx in map(Text, LANGUAGES):
        said.append(
            tx("This address is not the app's own. Whoever runs the app says with {setting} what it is called.", setting=SETTING)
        )  # fmt: skip
    return "\n".join(said)


def _is_own_host(host: str) -> bool:
    """Whether a request was sent to this machine, or to an address of the app's."""
    try:
        asked = urlsplit(f"//{host}")
        name, _ = asked.hostname, asked.port
    except ValueError:
        return False
    if name is None or asked.netloc != host or asked.username is not None:
        return False
    own = {urlsplit(each).hostname for each in public_urls()}
    return name.rstrip(".") in _LOOPBACK | own


def _is_own_origin(origin: str, host: str) -> bool:
    """Whether the page that asks is ours: of the host it asks, or of an address of the app's."""
    try:
        page = urlsplit(origin)
    except ValueError:
        return False
    if page.scheme not in ("http", "https") or origin != f"{page.scheme}://{page.netloc}":
        return False
    known = {f"{own.scheme}://{own.netloc}" for own in map(urlsplit, public_urls())}
    return page.netloc == host or origin.casefold() in {each.casefold() for each in known}


def _as_own(scope: Scope) -> Scope:
    """Return a websocket's request as it was before a proxy changed the host in it.

    Streamlit compares the host with the page's own address, and asks the internet where they differ.
    """
    origin = Headers(scope=scope).get("origin")
    if scope["type"] != "websocket" or not origin:
        return scope
    scope = {**scope, "headers": list(scope["headers"])}
    MutableHeaders(scope=scope)["host"] = urlsplit(origin).netloc
    return scope
