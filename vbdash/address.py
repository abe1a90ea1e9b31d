"""The app's own address, as whoever runs it says: where links lead, and whom the server answers."""

from __future__ import annotations

import logging
import os
import re
from functools import lru_cache
from typing import Final

#: Name of the setting.
SETTING: Final = "VBDASH_PUBLIC_URL"
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
