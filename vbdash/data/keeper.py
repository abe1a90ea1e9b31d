"""The data of a running app: checked at the start, read anew when its files change.

An import (``python -m vbdash import``) replaces a file while the app runs. The app notices, reads
and checks the directory beside the visitors, and only then shows it; a directory with faults
leaves what is shown as it was, and the faults in the log.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pandas as pd

from vbdash.data import stamp
from vbdash.data.dataset import Dataset, data_directory, load, read_package
from vbdash.data.faults import DataError, traced
from vbdash.text import Text

_LOG: Final = logging.getLogger("vbdash")

#: Names, sizes and times of change of the files of a directory.
_Seen = tuple[tuple[str, int, int], ...]


def load_sparingly() -> Dataset:
    """Load the data directory; check it unless these very data have passed before.

    Raises
    ------
    DataError
        With every fault.
    """
    data = load(trusted=stamp.passed)
    stamp.remember(data.digest)
    return data


def read_sparingly(directory: Path) -> dict[str, pd.DataFrame]:
    """Read the tables of another package, such as the made-up records; nothing where it has faults."""
    _, tables, digest, faults = read_package(directory, trusted=stamp.passed)
    if faults:
        return {}
    stamp.remember(digest)
    return tables


def _look_of(directory: Path) -> _Seen:
    """Return what changes when a file of the directory does."""
    with os.scandir(directory) as entries:
        ours = [e for e in entries if e.name.endswith((".csv", ".json")) and e.name[0] != "."]
        return tuple(sorted((e.name, e.stat().st_size, e.stat().st_mtime_ns) for e in ours))


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
        self._seen: _Seen = ()
        with suppress(OSError):  # what may not be looked at may not be read either: that is told
            self._seen = _look_of(self._directory)
        self._dataset = read()
        #: Since when the data are in use, and whether newer ones could not be taken.
        self.since, self.refused = datetime.now(UTC), False
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
            seen = _look_of(self._directory)
        except OSError:
            return  # what is in memory is still good
        if seen == self._seen or (self._reader and self._reader.is_alive()):
            return
        self._seen = seen
        reader = threading.Thread(target=self._replace, name="vbdash-data", daemon=True)
        reader.start()
        self._reader = reader  # only now: nobody may wait for one that has not begun

    def _replace(self) -> None:
        try:
            found = self._read()
        except DataError as error:
            self.refused = True
            _LOG.error("changed data are not used:\n%s", error.report(Text("en")))
        except Exception as error:
            self.refused = True
            _LOG.error("changed data could not be read: %s", traced(error))
        else:
            self._dataset, self.since, self.refused = found, datetime.now(UTC), False
            _LOG.warning("data version %s is in use", found.version)
