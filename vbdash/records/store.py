"""A table of the data directory replaced: all of it or nothing, and what was there is kept a while."""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from vbdash.data.atomic import locked, write_whole
from vbdash.data.faults import DataError, fault, opened
from vbdash.text import msg

#: Folder of the data directory where earlier versions are kept.
EARLIER: Final = "earlier"
#: Setting: how many days an earlier version is kept.
RETENTION: Final = "VBDASH_RETENTION"
_DAYS: Final = 730
_DAYS_EXPECTED: Final = msg("a number of days, at least 1")
_STAMP: Final = "%Y%m%dT%H%M%S%fZ"
_NAME: Final = re.compile(r"(?P<table>.+)-(?P<stamp>\d{8}T\d{6,12}Z)-[0-9a-f]{8}\.csv")
_TEMPORARY: Final = ".*.new"
_HOUR: Final = 3600


@dataclass(frozen=True)
class Version:
    """An earlier version of a table.

    Attributes
    ----------
    path
        Where it is kept.
    replaced
        When something else took its place.
    """

    path: Path
    replaced: datetime


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
    (no space, no permission, a crash) leaves the old file as it was; what a killed import left
    lying about is cleaned up by the next. The new file is for its owner alone.
    """
    with locked(path.parent):
        _sweep(path.parent, float("inf"))  # nobody else is at work
        before = path.read_bytes() if path.exists() else None
        if before == content:
            return None
        kept = _keep(path, before) if before is not None else None
        write_whole(path, content, private=True)
        try:
            check()
        except BaseException:
            if before is None:
                path.unlink()
            else:
                write_whole(path, before, private=True)
            raise
        return kept


def versions(path: Path) -> list[Version]:
    """List the earlier versions of a table, the latest first; what is in place now is none."""
    now = path.read_bytes() if path.exists() else None
    found = [
        Version(kept, _replaced(match["stamp"]))
        for kept in _kept(path.parent)
        if (match := _NAME.fullmatch(kept.name)) and match["table"] == path.stem
    ]
    found.sort(key=lambda each: (each.replaced, each.path.name), reverse=True)
    return [each for each in found if each.path.read_bytes() != now]


def retention() -> int:
    """Return how many days earlier versions are kept: ``VBDASH_RETENTION``, else two years.

    Raises
    ------
    DataError
        When the setting is not a number of days.
    """
    text = os.environ.get(RETENTION, "").strip()
    if not text:
        return _DAYS
    if not re.fullmatch(r"[1-9][0-9]{0,5}", text):
        raise DataError([opened(fault(RETENTION, _DAYS_EXPECTED, found=text))])
    return int(text)


def prune(directory: Path, days: int, now: datetime | None = None) -> int:
    """Delete the earlier versions that were replaced more than so many days ago; return how many.

    What a killed import left behind goes, too.
    """
    oldest, gone = (now or datetime.now(UTC)) - timedelta(days=days), 0
    for kept in _kept(directory):
        match = _NAME.fullmatch(kept.name)
        if match and _replaced(match["stamp"]) < oldest:
            kept.unlink(missing_ok=True)
            gone += 1
    _sweep(directory, time.time() - _HOUR)
    return gone


def _kept(directory: Path) -> list[Path]:
    """List what is kept; a folder that may not be read is no empty one."""
    folder = directory / EARLIER
    return list(folder.iterdir()) if folder.is_dir() else []


def _replaced(stamp: str) -> datetime:
    form = _STAMP if len(stamp) > 16 else "%Y%m%dT%H%M%SZ"
    return datetime.strptime(stamp, form).replace(tzinfo=UTC)


def _keep(path: Path, content: bytes) -> Path:
    """Put a copy aside, named by when it was replaced and by its content."""
    folder = path.parent / EARLIER
    folder.mkdir(mode=0o700, exist_ok=True)
    stamp = datetime.now(UTC).strftime(_STAMP)
    digest = hashlib.sha256(content).hexdigest()[:8]
    kept = folder / f"{path.stem}-{stamp}-{digest}{path.suffix}"
    write_whole(kept, content, private=True)
    return kept


def _sweep(folder: Path, before: float) -> None:
    """Delete what killed imports left behind before a time; no import takes an hour."""
    for place in (folder, folder / EARLIER):
        for left in place.glob(_TEMPORARY):
            with suppress(FileNotFoundError):
                if left.stat().st_mtime < before:
                    left.unlink()
