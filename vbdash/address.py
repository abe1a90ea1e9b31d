"""The app's own address, as whoever runs it says: where links lead, whom the server answers, who publishes it."""

from __future__ import annotations

import logging
import os
import re
from functools import lru_cache
from typing import Final

__all__ = ["CONTACT", "PUBLISHER", "SETTING", "contact", "local_url", "public_urls", "publisher"]

#: Name of the setting.
SETTING: Final = "VBDASH_PUBLIC_URL"
#: Who is answerable for the app where it runs, and where one writes to them.
PUBLISHER, CONTACT = "VBDASH_PUBLISHER", "VBDASH_CONTACT"
#: No user name, no query: nothing that a link or a header could be broken with.
_ADDRESS: Final = re.compile(
    r"https?://(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?(?:/[\w.~/-]*)?",
    re.IGNORECASE,
)
_log = logging.getLogger("vbdash")


def public_urls() -> tuple[str, ...]:
    """Return the addresses of ``VBDASH_PUBLIC_URL``, without a slash at the end.

    Several are separated by blanks; links lead to the first. One that is no address of the web is
    left aside, and told in the log.
    """
    return _read(os.environ.get(SETTING, ""))


@lru_cache(maxsize=8)
def _read(setting: str) -> tuple[str, ...]:
    good = [each for each in setting.split() if _ADDRESS.fullmatch(each)]
    if len(good) < len(setting.split()):
        _log.warning("%s: not an address such as https://industri.example.se", SETTING)
    return tuple(each.rstrip("/") for each in good)


def local_url(port: int, path: str = "") -> str:
    """Return where links lead when no address is set: the app on this very machine."""
    path = path.strip("/")
    return f"http://localhost:{port}" + (f"/{path}" if path else "")


def publisher() -> str:
    """Return the name of the public body that publishes the app; empty where it is not set."""
    return " ".join(os.environ.get(PUBLISHER, "").split())[:200]


def contact() -> str:
    """Return the address to which errors and holes are reported; empty where it is not set."""
    return next(iter(os.environ.get(CONTACT, "").split()), "")
