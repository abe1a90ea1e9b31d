"""The industry of a Swedish county: data, indicators, charts and reports.

The public face of the package. ``vbdash.load()`` reads a data directory and returns
:class:`Data`: the tables (a :class:`Dataset`) and what can be asked of them. A
:class:`Selection` says what part of it somebody looks at.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vbdash.data.dataset import Dataset
    from vbdash.data.faults import DataError, Fault, UnknownName
    from vbdash.library import Data, load
    from vbdash.selection import Selection

__all__ = ["Data", "DataError", "Dataset", "Fault", "Selection", "UnknownName", "load"]
__version__ = "0.1.0"

_HOMES = {
    "Data": "vbdash.library",
    "Dataset": "vbdash.data.dataset",
    "UnknownName": "vbdash.data.faults",
    "load": "vbdash.library",
    "DataError": "vbdash.data.faults",
    "Fault": "vbdash.data.faults",
    "Selection": "vbdash.selection",
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is asked for: who needs none of them starts without pandas."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
