"""Plain files of a data directory: read whole, or refused in words."""

from __future__ import annotations

import errno
import stat
from pathlib import Path
from typing import Final

from vbdash.data import faults as say
from vbdash.data.faults import DESCRIPTION, Fault, fault

#: Bytes of a file that is still read.
_LARGEST: Final = 512 * 2**20


def plain_bytes(directory: Path, path: str) -> tuple[bytes, Fault | None]:
    """Read a plain file of the directory, whole; a pipe would be waited for without end."""
    try:
        file = (directory / path).resolve()
        if not file.is_relative_to(directory.resolve()):
            return b"", fault(DESCRIPTION, say.FILE_INSIDE, found=path)
        kind = file.stat()
        if not stat.S_ISREG(kind.st_mode):
            return b"", fault(path, say.FILE_PLAIN)
        if kind.st_size > _LARGEST:
            return b"", fault(path, say.FILE_SMALL, found=kind.st_size, most=_LARGEST)
        return file.read_bytes(), None
    except FileNotFoundError:
        return b"", fault(path, say.FILE_THERE)
    except (OSError, ValueError, RuntimeError) as error:  # not readable, no path, links in a circle
        return b"", fault(path, say.FILE_READABLE, detail=getattr(error, "strerror", "") or error)
