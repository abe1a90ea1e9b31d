"""Files of people read in a process of their own, with limits, a few at once.

Whatever a file does to its reader, it does to a process that belongs to nobody else. Its memory,
its processor time and the clock are bounded; when it dies, that is a plain message.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

import vbdash
from vbdash.data.faults import fault
from vbdash.records.files.books.archive import LARGEST
from vbdash.records.files.grid import TOO_LARGE
from vbdash.records.files.persons import masked
from vbdash.records.files.places import Places
from vbdash.records.files.process import wire
from vbdash.records.files.reading import Asked, Plain
from vbdash.text import Text, msg

TOO_MUCH: Final = msg(
    "a file that can be read within {most} megabytes and {seconds} seconds: this one cannot; "
    "keep the sheet of records alone, with its cells and nothing else"
)
BUSY: Final = msg("a moment’s patience: other files are being read; try again in a minute")
STOPPED: Final = msg("a file that is still wanted: the reading was stopped")

#: Megabytes and seconds of processor time that reading one file may take.
MEGABYTES: Final = 500
SECONDS: Final = 20
#: Seconds by the clock, more where the machine is busy with others' pages, which go before; and how
#: long a file waits for its turn.
_CLOCK: Final = 120.0
_PATIENCE: Final = 20.0
#: Files that are read at once, of all visitors together.
AT_ONCE: Final = 2
#: Seconds that everybody else has between two lines of an answer.
_BREATH: Final = 0.002
#: Bytes of an answer that are taken.
_LONGEST: Final = 200 * 2**20

_turns = threading.BoundedSemaphore(AT_ONCE)
_HOME: Final = Path(vbdash.__file__).resolve().parents[1]


class Reader:
    """Reads files for one visitor, one at a time.

    A new file, or :meth:`stop`, ends the reading before. So does the end of the visitor's session,
    when nothing holds the reader any more.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._asked = 0

    def __del__(self) -> None:
        self.stop()

    def stop(self) -> None:
        """End the reading that goes on, if one does."""
        self._asked += 1
        process = self._process
        if process is not None and process.poll() is None:
            process.kill()

    def read(
        self, kind: str, file: str, content: bytes, places: Places, tx: Text, asked: Asked
    ) -> Plain:
        """Read a file (:func:`vbdash.records.files.reading.read_plain`) in a process of its own."""
        file = masked(file)[-200:]
        if len(content) > LARGEST:
            most, size = LARGEST // 2**20, -(-len(content) // 2**20)
            return Plain(file, faults=(fault(file, TOO_LARGE, most=most, size=size),), count=1)
        self.stop()
        mine = self._asked
        with self._lock:
            if not _turns.acquire(timeout=_PATIENCE):
                return Plain(file, faults=(fault(file, BUSY),), count=1)
            try:
                head = wire.question(kind, file, len(content), places, tx.lang, asked)
                return self._run(head, content, mine)
            except (OSError, wire.BadAnswer):
                gone = self._asked != mine
                wrong = (
                    fault(file, STOPPED)
                    if gone
                    else fault(file, TOO_MUCH, most=MEGABYTES, seconds=SECONDS)
                )
                return Plain(file, faults=(wrong,), count=1)
            finally:
                self._process = None
                _turns.release()

    def _run(self, head: bytes, content: bytes, mine: int) -> Plain:
        if self._asked != mine:
            raise wire.BadAnswer("not wanted any more")
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own module
            [sys.executable, "-P", "-m", f"{__package__}.worker", str(MEGABYTES), str(SECONDS)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
            close_fds=True,
        )
        self._process = process
        clock = threading.Timer(_CLOCK, process.kill)
        clock.start()
        try:
            assert process.stdin is not None  # noqa: S101
            assert process.stdout is not None  # noqa: S101
            threading.Thread(target=send, args=(process.stdin, head, content), daemon=True).start()
            return wire.read_answer(_lines(process.stdout))
        finally:
            clock.cancel()
            process.kill()
            process.stdout.close() if process.stdout else None
            process.wait()


def environment() -> dict[str, str]:
    """Return what the process needs to know: where the package is, and no secrets."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TZ", "LANG") if name in os.environ}
    return kept | {"PYTHONPATH": str(_HOME), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1",
                   "MALLOC_ARENA_MAX": "1"}  # fmt: skip


def send(to: IO[bytes], head: bytes, content: bytes) -> None:
    """Hand a question and a file to a process, as far as it takes them."""
    try:
        with to:
            to.write(head)
            to.write(content)
    except OSError:  # it has ended; who waits for its answer says so
        return


def _lines(source: IO[bytes]) -> Iterator[bytes]:
    """Yield the lines of an answer, up to a bound."""
    left = _LONGEST
    while line := source.readline(left):
        left -= len(line)
        yield line
        time.sleep(_BREATH)  # let the other visitors in between two lines
