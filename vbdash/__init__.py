"""The industry of a Swedish county: data, indicators, charts and reports.

The public face of the package. ``vbdash.load()`` reads a data directory and returns a
:class:`Dataset`; a :class:`Selection` says what part of it somebody looks at.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vbdash.data.dataset import Dataset, load
    from vbdash.data.faults import DataError, Fault
    from vbdash.selection import Selection

__all__ = ["DataError", "Dataset", "Fault", "Selection", "load"]
__version__ = "0.1.0"

_HOMES = {
    "Dataset": "vbdash.data.dataset",
    "load": "vbdash.data.dataset",
    "DataError": "vbdash.data.faults",
    "Fault": "vbdash.data.faults",
    "Selection": "vbdash.selection",
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is asked for: who needs none of them starts without pandas."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
