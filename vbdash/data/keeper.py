"""The data of a running app: checked in a child process, read anew when its files change.

An import (``python -m vbdash import``) replaces a file while the app runs. The app notices, reads
and checks the directory beside the visitors, and only then shows it; a directory with faults
leaves what is shown as it was, and the faults in the log.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pandas as pd

from vbdash.data.dataset import Dataset, data_directory, load, read_package
from vbdash.data.faults import DataError
from vbdash.text import Text

__all__ = ["Keeper", "digest_by_child", "load_sparingly", "read_sparingly"]

_SECONDS: Final = 120
_ROOT: Final = Path(__file__).resolve().parents[2]
_CHECK: Final = (sys.executable, "-m", "vbdash", "check", "--digest")
_LOG: Final = logging.getLogger("vbdash")

#: Names, sizes and times of change of the files of a directory.
Stamp = tuple[tuple[str, int, int], ...]


def load_sparingly() -> Dataset:
    """Load the data directory; let a child process check it, so that its libraries go with it.

    Raises
    ------
    DataError
        With every fault: what the child refuses is checked here once more, to say why.
    """
    return load(checked=digest_by_child(data_directory()))


def read_sparingly(directory: Path) -> dict[str, pd.DataFrame]:
    """Read the tables of another package, such as the made-up records; nothing where it has faults.

    A child process checks it, too.
    """
    digest = digest_by_child(directory, "--tables")
    _, tables, found, faults = read_package(directory, checked=bool(digest))
    if digest and digest != found:  # changed between the check and the reading
        _, tables, _, faults = read_package(directory)
    return {} if faults else tables


def digest_by_child(directory: Path, *options: str) -> str:
    """Check a data directory in a process of its own; return its digest, or nothing.

    Parameters
    ----------
    directory
        Holds ``datapackage.json`` and the files it names.
    options
        Of ``python -m vbdash check``, beside the digest.

    Notes
    -----
    Where the libraries that check are loaded already (in tests), a child would save nothing, and
    nothing is returned, too.
    """
    if "vbdash.data.checks" in sys.modules:
        return ""
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and our own command
            [*_CHECK, *options, str(directory.resolve())],
            cwd=_ROOT,
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _stamp(directory: Path) -> Stamp:
    """Return what changes when a file of the directory does."""
    with os.scandir(directory) as entries:
        return tuple(
            sorted(
                (entry.name, entry.stat().st_size, entry.stat().st_mtime_ns)
                for entry in entries
                if entry.name.endswith((".csv", ".json")) and not entry.name.startswith(".")
            )
        )


class Keeper:
    """Keeps one dataset for all visitors and replaces it when its files have changed.

    Parameters
    ----------
    read
        Loads the data.
    directory
        Whose files are looked at.
    interval
        Seconds between two looks.

    Raises
    ------
    DataError
        When the data cannot be used at the start: there is nothing older to show.
    """

    def __init__(
        self,
        read: Callable[[], Dataset] = load_sparingly,
        directory: Path | None = None,
        interval: float = 2,
    ) -> None:
        self._read, self._interval = read, interval
        self._directory = directory or data_directory()
        self._seen = _stamp(self._directory) if self._directory.is_dir() else ()
        self._dataset = read()
        self._looked = time.monotonic()
        self._lock = threading.Lock()
        self._reader: threading.Thread | None = None

    def dataset(self) -> Dataset:
        """Return the data in use; at most every few seconds, look whether they have changed."""
        if time.monotonic() - self._looked >= self._interval and self._lock.acquire(blocking=False):
            try:
                self._look()
            finally:
                self._lock.release()
        return self._dataset

    def wait(self) -> None:
        """Wait for data that are being read."""
        if self._reader:
            self._reader.join()

    def _look(self) -> None:
        self._looked = time.monotonic()
        try:
            stamp = _stamp(self._directory)
        except OSError:
            return  # what is in memory is still good
        if stamp == self._seen or (self._reader and self._reader.is_alive()):
            return
        self._seen = stamp
        reader = threading.Thread(target=self._replace, name="vbdash-data", daemon=True)
        reader.start()
        self._reader = reader  # only now: nobody may wait for one that has not begun

    def _replace(self) -> None:
        try:
            found = self._read()
        except DataError as error:
            _LOG.error("changed data are not used:\n%s", error.report(Text("en")))
        except Exception:
            _LOG.exception("changed data could not be read")
        else:
            self._dataset = found
            _LOG.warning("data version %s is in use", found.version)
