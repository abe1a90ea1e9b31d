"""The server of pictures for the optional background map, if whoever runs the app allows one."""

from __future__ import annotations

import logging
import os
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

#: Names of the settings.
TEMPLATE, CREDIT = "VBDASH_TILES", "VBDASH_TILES_CREDIT"
#: The host is plain: nothing in it can end a directive of the content security policy.
_ADDRESS: Final = re.compile(
    r"(?P<scheme>https?)://"
    r"(?P<server>(?P<host>[a-z0-9]([a-z0-9.-]*[a-z0-9])?)(:[0-9]{1,5})?)"
    r"(?P<path>/\S+)"
)
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1"})
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Tiles:
    """Where background pictures come from.

    Attributes
    ----------
    template
        Address of a picture, with ``{z}``, ``{x}`` and ``{y}``.
    host
        The server, as the visitor is told.
    origin
        The server, as the content security policy names it.
    credit
        Whose map it is; may be empty.
    """

    template: str
    host: str
    origin: str
    credit: str = ""


def tiles() -> Tiles | None:
    """Return the server of ``VBDASH_TILES``; None where none is set or the setting is no good.

    A good one has ``https`` (``http`` on this machine only), a plain host in small letters, no
    user name, and all of ``{z}``, ``{x}`` and ``{y}`` after the host. A bad one is written to the log, once.
    """
    template = os.environ.get(TEMPLATE, "").strip()
    return _read(template, os.environ.get(CREDIT, "").strip()) if template else None


@lru_cache(maxsize=8)
def _read(template: str, credit: str) -> Tiles | None:
    found = _ADDRESS.fullmatch(template)
    safe = found and (found["scheme"] == "https" or found["host"] in _LOOPBACK)
    if not found or not safe or not all(sign in found["path"] for sign in ("{z}", "{x}", "{y}")):
        # The address itself is not written: it may hold a key.
        _log.warning("%s is left aside: not an address of map tiles", TEMPLATE)
        return None
    return Tiles(template, found["server"], f"{found['scheme']}://{found['server']}", credit)
