"""A table of the data directory replaced: all of it or nothing, and what was there is kept."""

from __future__ import annotations

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

__all__ = ["EARLIER", "replace_table"]

#: Folder of the data directory where earlier versions are kept.
EARLIER: Final = "earlier"


def replace_table(path: Path, content: bytes, check: Callable[[], None]) -> Path | None:
    """Replace a file atomically, keeping the version before.

    Parameters
    ----------
    path
        The file; its folder is the data directory.
    content
        The new bytes.
    check
        Called when the new file is in place; whatever it raises, the old file comes back.

    Returns
    -------
    Path or None
        Where the earlier version is kept; None when nothing was there or nothing changed.

    Notes
    -----
    Who reads while this runs sees the old file or the new one, never a half. A failure at any point
    (no space, no permission, a crash) leaves the old file as it was.
    """
    with _locked(path.parent):
        before = path.read_bytes() if path.exists() else None
        if before == content:
            return None
        kept = _keep(path, before) if before is not None else None
        _write(path, content)
        try:
            check()
        except BaseException:
            if before is None:
                path.unlink()
            else:
                _write(path, before)
            raise
        return kept


def _keep(path: Path, content: bytes) -> Path:
    """Put a copy aside, named by when it was replaced and by its content."""
    folder = path.parent / EARLIER
    folder.mkdir(exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    digest = hashlib.sha256(content).hexdigest()[:8]
    kept = folder / f"{path.stem}-{stamp}-{digest}{path.suffix}"
    _write(kept, content)
    return kept


def _write(path: Path, content: bytes) -> None:
    """Write beside the file, make sure it is on disk, then let it take the file's name."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".new")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        beside.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o640)
        beside.replace(path)
        _sync_folder(path.parent)
    finally:
        with suppress(FileNotFoundError):
            beside.unlink()


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Let one import at a time into a data directory."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
