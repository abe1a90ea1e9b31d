"""Files that are there whole or not at all, whatever happens while they are written; and read whole."""

from __future__ import annotations

import fcntl
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from vbdash.data import faults as say
from vbdash.data.faults import DESCRIPTION, Fault, fault

#: Bytes of a file that is still read.
_LARGEST: Final = 512 * 2**20


def write_whole(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write beside the file, make sure it is on disk, then let it take the file's name.

    Parameters
    ----------
    path, content
        The file and its new bytes.
    private
        Whether nobody but the owner may read it.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".new")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        usual = path.stat().st_mode & 0o777 if path.exists() else 0o640
        beside.chmod(0o600 if private else usual)
        beside.replace(path)
        synced(path.parent)
    finally:
        with suppress(FileNotFoundError):
            beside.unlink()


def synced(path: Path) -> None:
    """Make sure that a file, or the names in a folder, are on disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def locked(folder: Path, *, wait: bool = True) -> Iterator[None]:
    """Let one writer at a time into a folder; BlockingIOError where nobody shall wait for another."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(handle)


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
    except (OSError, ValueError, RuntimeError) as error:  # not readable, no path, links in a circle
        return b"", say.unreadable(path, error)
