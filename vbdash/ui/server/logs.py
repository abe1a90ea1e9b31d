"""The log as JSON lines, for machines that gather logs; nobody's address, name or link is in it."""

from __future__ import annotations

import json
import logging
import os
import sys
import time
from datetime import UTC, datetime
from typing import Any, Final

import streamlit.logger
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vbdash.data.faults import traced
from vbdash.parameters import PAGES

#: Name of the setting, and its one value.
SETTING, JSON = "VBDASH_LOG", "json"
#: What is named as it was asked for; of anything else only that it was asked for.
_KNOWN: Final = {f"/{page}" for page in PAGES} | {"/healthz", "/robots.txt", "/_stcore/health"}
_log = logging.getLogger("vbdash.request")


class JsonLines(logging.Formatter):
    """Writes a line a record: when, how grave, from where, what."""

    def format(self, record: logging.LogRecord) -> str:
        """Write a record; one that is an object in JSON keeps its fields."""
        told: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
        }
        message = record.getMessage()
        try:
            fields = json.loads(message)
        except ValueError:
            fields = None
        told |= fields if isinstance(fields, dict) else {"message": message}
        if record.exc_info and isinstance(record.exc_info[1], Exception):
            told["error"] = traced(record.exc_info[1])
        return json.dumps(told, ensure_ascii=True)


def set_up() -> None:
    """Write JSON lines where ``VBDASH_LOG`` asks for them; else the log stays as Streamlit has it."""
    if os.environ.get(SETTING) != JSON:
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.root.handlers = [handler]
    logging.captureWarnings(True)
    # Streamlit gives each of its loggers a handler of its own, when its module is first used.
    streamlit.logger.setup_formatter = _through_root
    for name in list(logging.root.manager.loggerDict):
        _through_root(logging.getLogger(name))
    # Whoever asked stands in these lines; ours below say what was asked.
    logging.getLogger("uvicorn.access").disabled = True
    logging.getLogger("vbdash").setLevel(logging.INFO)


def _through_root(logger: logging.Logger) -> None:
    logger.handlers, logger.propagate = [], True


class RequestLog:
    """Writes a line a request: which page or kind of file, how it ended, how long it took."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and note how it ended."""
        if scope["type"] != "http" or os.environ.get(SETTING) != JSON:
            await self.app(scope, receive, send)
            return
        begun, status = time.monotonic(), 500

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, noted)
        finally:
            path = scope["path"] if scope["path"] in _KNOWN else "other"
            took = round((time.monotonic() - begun) * 1000)
            told = {"event": "request", "method": scope["method"], "path": path}
            _log.info(json.dumps(told | {"status": status, "ms": took}))
