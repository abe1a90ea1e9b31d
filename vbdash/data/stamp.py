"""Data that have passed every check before, known by their bytes and by what checked them.

Checking the shipped data takes three seconds and 40 MB of libraries, each time an app starts. A
*stamp* says that these very bytes have passed these very checks: it is a digest of both, so that
nothing about it can be edited to cover other data. Stamps lie in two places, each written only by
whoever could as well change the checks: in a folder of the user who runs the app, and, for the
data that the package ships with, in the package's own code (:mod:`vbdash.data.shipped`).

What is not believed is checked; nothing here can refuse data, or keep an app from starting.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import stat
import sys
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Final

from vbdash.data.atomic import write_whole
from vbdash.data.shipped import PASSED

_LOG: Final = logging.getLogger("vbdash")
_FILE: Final = "checked.json"
#: The modules that decide what passes, and the libraries they decide it with.
_CHECKING: Final = ("checks.py", "tables.py", "large/pieces.py")
_LIBRARIES: Final = ("pandera", "frictionless", "pandas")
#: Stamps kept, the newest last, and the largest file that can hold them.
_MOST: Final = 64
_BYTES: Final = 64 * 1024


def passed(digest: str) -> bool:
    """Say whether data of this digest have passed the checks of today.

    Parameters
    ----------
    digest
        Of the description and all tables, as :func:`vbdash.data.dataset.read_package` returns it.
    """
    stamp = mark(digest)
    return bool(stamp) and (stamp in PASSED or stamp in _read(folder()))


def remember(digest: str) -> None:
    """Keep that data of this digest have just passed, for the next start.

    Where nothing can be written, nothing is kept: the next start checks again.
    """
    directory, stamp = folder(), mark(digest)
    if directory is None or not stamp or passed(digest):
        return
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _ours(directory.stat()):
            _LOG.warning("%s is not used: others may write there, or it is not yours", directory)
            return
        kept = [each for each in _read(directory) if each != stamp]
        stamps = {"passed": [*kept, stamp][-_MOST:]}
        write_whole(directory / _FILE, json.dumps(stamps).encode(), private=True)
    except OSError as error:
        _LOG.info("that the data have passed could not be kept: %s", error)


def folder() -> Path | None:
    """Return where stamps are kept: ``VBDASH_CACHE``, else the platform's place for such files.

    Nothing where the user has no home.
    """
    named = os.environ.get("VBDASH_CACHE")
    if named:
        return Path(named)
    local = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME", "")
    if Path(local).is_absolute():
        return Path(local) / "vbdash"
    try:
        home = Path.home()
    except RuntimeError:
        return None
    beneath = {"win32": "AppData/Local", "darwin": "Library/Caches"}.get(sys.platform, ".cache")
    return home / beneath / "vbdash"


def mark(digest: str) -> str:
    """Return the stamp of data: a digest of theirs and of what checks them; nothing if unknown."""
    checker = _checker()
    if not digest or not checker:
        return ""
    return hashlib.sha256(f"{checker} {digest}".encode()).hexdigest()


@cache
def _checker() -> str:
    """Return what changes when data could be judged otherwise: code and versions of libraries."""
    found = hashlib.sha256()
    try:
        for name in _CHECKING:
            content = (Path(__file__).parent / name).read_bytes()
            found.update(f"{name} {len(content)} ".encode() + content)
        for name in _LIBRARIES:
            found.update(f"{name} {metadata.version(name)} ".encode())
    except (OSError, metadata.PackageNotFoundError):
        return ""
    return found.hexdigest()


def _read(directory: Path | None) -> list[str]:
    """Read the stamps of a folder; none where anybody else could have written them."""
    if directory is None:
        return []
    # Neither through a link nor waiting for a pipe.
    how = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        if not _ours(directory.stat()):
            return []
        with os.fdopen(os.open(directory / _FILE, how), "rb") as file:
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode) or not _ours(found):
                return []
            content = json.loads(file.read(_BYTES))
    except (OSError, ValueError, RecursionError):
        return []
    stamps = content.get("passed") if isinstance(content, dict) else None
    if not isinstance(stamps, list) or not all(isinstance(each, str) for each in stamps):
        return []
    return stamps


def _ours(found: os.stat_result) -> bool:
    """Say whether a file or folder is the user's own and nobody else may write to it."""
    if not hasattr(os, "getuid"):
        return True  # Windows: the folder lies in the user's profile, which is theirs alone
    return found.st_uid == os.getuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
