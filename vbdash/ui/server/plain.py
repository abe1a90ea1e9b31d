"""Small answers for machines: whether the app can be used, who may look, whom to tell."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from urllib.parse import parse_qs

from anyio import to_thread
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from vbdash import __version__
from vbdash.address import contact, public_urls
from vbdash.data.faults import DataError
from vbdash.refresh.feed import as_json, atom
from vbdash.text import DEFAULT_LANGUAGE, LANGUAGES, Text
from vbdash.ui.server.descriptors import has_room

_ROBOTS: Final = "User-agent: *\nDisallow: /_stcore/\nDisallow: /media/\n"
#: Days that what security.txt says may be relied on.
_GOOD: Final = 180
#: Seconds that an answer about faulty data stands: reading them again costs.
_AGAIN: Final = 5.0
_NO_STORE: Final = {"Cache-Control": "no-store"}


class PlainAnswers:
    """Answer for ``/healthz``, ``/robots.txt``, ``/news.atom``, ``/news.json`` and ``security.txt``."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._faulty = (-_AGAIN, "")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass the request on."""
        answer = None
        if scope["type"] == "http" and scope["method"] in {"GET", "HEAD"}:
            answer = await self._answer(scope["path"], scope["query_string"])
        await (answer or self.app)(scope, receive, send)

    async def _answer(self, path: str, query: bytes) -> Response | None:
        if path.endswith("/healthz"):
            return await self._health()
        if path.endswith("/robots.txt"):
            return PlainTextResponse(_ROBOTS)
        if path.endswith(("/news.atom", "/news.json")):
            lang = parse_qs(query.decode("latin-1")).get("lang", [""])[-1]
            return await to_thread.run_sync(_news, path.rpartition(".")[2], lang)
        if path.endswith("/.well-known/security.txt"):
            told = security_text(datetime.now(UTC))
            return PlainTextResponse(told or "Not found", 200 if told else 404)
        return None

    async def _health(self) -> Response:
        when, reason = self._faulty
        if time.monotonic() - when < _AGAIN:
            return JSONResponse({"status": "error", "reason": reason}, 503, _NO_STORE)
        told = await to_thread.run_sync(health)
        if told["status"] == "error":
            self._faulty = (time.monotonic(), str(told["reason"]))
        return JSONResponse(told, 503 if told["status"] == "error" else 200, _NO_STORE)


def health() -> dict[str, Any]:
    """Say whether the app can be used, and what it serves since when; else why not, in a word."""
    from vbdash.ui import session  # the page's modules come with the warm start

    try:
        keeper = session.keeper()
    except DataError:
        return {"status": "error", "reason": "data"}
    except Exception:  # whatever it is, nobody is served
        return {"status": "error", "reason": "start"}
    if not has_room():
        return {"status": "error", "reason": "full"}
    told: dict[str, Any] = {
        "status": "ok",
        "version": __version__,
        "data": keeper.dataset().version,
        "since": keeper.since.isoformat(timespec="seconds"),
    }
    if keeper.refused:
        told["reason"] = "changed data are not used"
    return told


def _news(kind: str, lang: str) -> Response:
    """Tell machines what has changed in the figures, as Atom or JSON."""
    from vbdash.exhibits.news import entries
    from vbdash.ui import session

    try:
        data = session.keeper().dataset()
    except Exception:  # /healthz says why
        return PlainTextResponse("Not available", 503, _NO_STORE)
    tx = Text(lang if lang in LANGUAGES else DEFAULT_LANGUAGE)
    found = entries(data, tx)
    headers = {"Cache-Control": "max-age=300", "Access-Control-Allow-Origin": "*"}
    if kind == "json":
        return Response(as_json(found), 200, headers, "application/json")
    address = next(iter(public_urls()), "http://localhost")
    body = atom(found, tx("What has changed in the figures"), address, tx.lang)
    return Response(body, 200, headers, "application/atom+xml")


def security_text(now: datetime) -> str:
    """Return whom to tell of a hole (RFC 9116); empty where no address is set.

    Parameters
    ----------
    now
        The moment it is asked for; what it says holds from that day.
    """
    address = contact()
    if not address:
        return ""
    until = (now + timedelta(days=_GOOD)).strftime("%Y-%m-%dT00:00:00Z")
    lines = [
        f"Contact: {address if ':' in address else f'mailto:{address}'}",
        f"Expires: {until}",
        "Preferred-Languages: sv, en",
        *(f"Canonical: {each}/.well-known/security.txt" for each in public_urls()),
    ]
    return "\n".join(lines) + "\n"
