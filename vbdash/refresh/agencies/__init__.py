"""How each agency is asked, and what its answers mean; one module an agency."""

from __future__ import annotations

import os
from types import ModuleType
from typing import Final

from vbdash.refresh.agencies import eurostat, kolada, scb
from vbdash.refresh.http import Session

__all__ = ["NAMES", "agency", "base", "session"]

#: What the agencies are called.
NAMES: Final = {
    "scb": "Statistiska centralbyrån (SCB)",
    "eurostat": "Eurostat",
    "kolada": "Kolada (RKA)",
}
_MODULES: Final[dict[str, ModuleType]] = {"scb": scb, "eurostat": eurostat, "kolada": kolada}


_SETTINGS: Final = {"scb": "VBDASH_SCB", "eurostat": "VBDASH_EUROSTAT", "kolada": "VBDASH_KOLADA"}


#: Calls in so many seconds, at most: 30 in 10 are allowed, counted by clocks that are not ours.
_LIMIT: Final = (28, 10.5)


def agency(name: str) -> ModuleType:
    """Return the module that speaks with an agency.

    It has ``ADDRESS``, ``outline_request``, ``data_requests``, ``following`` and ``cubes``.
    """
    return _MODULES[name]


def base(name: str) -> str:
    """Return the address of an agency: the operator's, else its own."""
    own = os.environ.get(_SETTINGS[name]) or _MODULES[name].ADDRESS
    return str(own).rstrip("/")


def session(name: str) -> Session:
    """Return a session that keeps to the agency's limits."""
    return Session(NAMES[name], *_LIMIT)
