"""The industry of a Swedish county: data, indicators, charts and reports.

The public face of the package. ``vbdash.load()`` reads a data directory and returns a
:class:`Dataset`; a :class:`Selection` says what part of it somebody looks at.
"""

from vbdash.data.dataset import Dataset, load
from vbdash.data.faults import DataError, Fault
from vbdash.selection import Selection

__all__ = ["DataError", "Dataset", "Fault", "Selection", "load"]
__version__ = "0.1.0"
