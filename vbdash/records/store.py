"""A table of the data directory replaced: all of it or nothing, and what was there is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from vbdash.data.atomic import locked, write_whole

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
    with locked(path.parent):
        before = path.read_bytes() if path.exists() else None
        if before == content:
            return None
        kept = _keep(path, before) if before is not None else None
        write_whole(path, content)
        try:
            check()
        except BaseException:
            if before is None:
                path.unlink()
            else:
                write_whole(path, before)
            raise
        return kept


def _keep(path: Path, content: bytes) -> Path:
    """Put a copy aside, named by when it was replaced and by its content."""
    folder = path.parent / EARLIER
    folder.mkdir(exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    digest = hashlib.sha256(content).hexdigest()[:8]
    kept = folder / f"{path.stem}-{stamp}-{digest}{path.suffix}"
    write_whole(kept, content)
    return kept
