"""What an analyst meets in a notebook: the data with its questions as methods.

Every answer is a table whose ``attrs`` say what it is, in which unit, by which definition and from
which publications. A name that does not exist raises
:class:`~vbdash.data.faults.UnknownName` with the nearest that do. The indicators behind the
answers are loaded when they are first asked for.
"""

from vbdash.library.data import Data, load

__all__ = ["Data", "load"]
