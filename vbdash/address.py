"""The app's own address, as whoever runs it says: where links lead, whom the server answers, who publishes it."""

from __future__ import annotations

import logging
import os
import re
from functools import lru_cache
from typing import Final, NamedTuple

#: Name of the setting.
SETTING: Final = "VBDASH_PUBLIC_URL"
#: Who is answerable for the app where it runs, and where one writes to them.
PUBLISHER, CONTACT = "VBDASH_PUBLISHER", "VBDASH_CONTACT"
#: No user name, no query: nothing that a link or a header could be broken with.
_ADDRESS: Final = re.compile(
    r"https?://(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?(?:/[\w.~/-]*)?",
    re.IGNORECASE,
)
#: Where data lie for programs: ``/data/tables/sources.csv``, under whatever the app is called.
_DATA: Final = re.compile(r"/data/(?:(tables|measures)/)?([^/]{1,100})\.(csv|json|xlsx)")
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


class DataPath(NamedTuple):
    """What an address of data asks for: a kind (``tables``, ``measures`` or none), a name, a form."""

    kind: str
    name: str
    form: str

    def __str__(self) -> str:
        """Return the path, without the slash before it."""
        return "/".join(filter(None, ("data", self.kind, f"{self.name}.{self.form}")))


def data_path(path: str) -> DataPath | None:
    """Return what a path asks for, where it is one of data.

    Examples
    --------
    >>> data_path("/industri/data/measures/gva.json")
    DataPath(kind='measures', name='gva', form='json')
    >>> data_path("/data") is None
    True
    """
    start = path.rfind("/data/")
    found = _DATA.fullmatch(path, start) if start >= 0 else None
    return DataPath(found[1] or "", found[2], found[3]) if found else None
