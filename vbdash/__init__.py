"""The industry of a Swedish county: data, indicators, charts and reports.

The public face of the package. ``vbdash.load()`` reads a data directory and returns
:class:`Data`: the tables (a :class:`Dataset`) and what can be asked of them. A
:class:`Selection` says what part of it somebody looks at.
"""

from vbdash.data.dataset import Dataset
from vbdash.data.faults import DataError, Fault
from vbdash.data.unknown import UnknownName
from vbdash.library import Data, load
from vbdash.selection import Selection

__all__ = ["Data", "DataError", "Dataset", "Fault", "Selection", "UnknownName", "load"]
__version__ = "0.1.0"
