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
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, Final

import vbdash
from vbdash.data.faults import fault
from vbdash.records.files.allowed import VISITOR, Limits
from vbdash.records.files.books.encoding import Progress, silent
from vbdash.records.files.grid import TOO_LARGE, too_large
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

#: Seconds that a file waits for its turn.
_PATIENCE: Final = 20.0
#: Files that are read at once, of all visitors together.
AT_ONCE: Final = 2

_turns = threading.BoundedSemaphore(AT_ONCE)
_HOME: Final = Path(vbdash.__file__).resolve().parents[1]


class Reader:
    """Reads files for one visitor, one at a time.

    A new file, or :meth:`stop`, ends the reading before. So does the end of the visitor's session,
    when nothing holds the reader any more.

    Parameters
    ----------
    limits
        What a file may be and cost; without it, a visitor's.
    progress
        Told of the share of a file that is read, 0 to 1.
    """

    def __init__(self, limits: Limits | None = None, progress: Progress = silent) -> None:
        self._limits = limits or VISITOR
        self._progress = progress
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
        self, kind: str, file: str, content: bytes | Path, places: Places, tx: Text, asked: Asked
    ) -> Plain:
        """Read a file (:func:`vbdash.records.files.reading.read_plain`) in a process of its own."""
        file, limits = masked(file)[-200:], self._limits
        size = content.stat().st_size if isinstance(content, Path) else len(content)

        def refused(expected: str, **values: Any) -> Plain:
            return Plain(file, faults=(fault(file, expected, **values),), count=1)

        if size > limits.size:
            return refused(TOO_LARGE, **too_large(size, limits.size))
        self.stop()
        mine = self._asked
        with self._lock:
            if not _turns.acquire(timeout=_PATIENCE):
                return refused(BUSY)
            try:
                head = wire.question(kind, file, content, places, tx.lang, asked, limits)
                return self._run(head, b"" if isinstance(content, Path) else content, mine)
            except (OSError, wire.BadAnswer):
                if self._asked != mine:
                    return refused(STOPPED)
                return refused(TOO_MUCH, most=limits.megabytes, seconds=limits.seconds)
            finally:
                self._process = None
                _turns.release()

    def _run(self, head: bytes, content: bytes, mine: int) -> Plain:
        most = self._limits
        worker = (f"{__package__}.worker", most.megabytes, most.seconds)
        with apart(*worker, clock=most.clock, head=head, content=content) as (process, answer):
            self._process = process
            if self._asked != mine:  # not wanted any more
                raise wire.BadAnswer("stopped")
            return wire.read_answer(self._lines(answer))

    def _lines(self, source: IO[bytes]) -> Iterator[bytes]:
        """Yield the lines of an answer, up to a bound; those before it tell how far it has come."""
        left, begun = self._limits.answer, False
        while line := source.readline(left):
            left -= len(line)
            done = None if begun else wire.share_done(line)
            if done is not None:
                self._progress(done)
                continue
            begun = True
            yield line
            time.sleep(self._limits.breath)  # let the other visitors in between two lines


@contextmanager
def apart(
    module: str, megabytes: int, seconds: int, *, clock: float, head: bytes, content: bytes
) -> Iterator[tuple[subprocess.Popen[bytes], IO[bytes]]]:
    """Run a module of ours in a process that is sent a question, and ended whatever comes of it.

    Parameters
    ----------
    module, megabytes, seconds
        What is run, and what it is told of its limits.
    clock
        Seconds after which it is ended.
    head, content
        The question, and the file behind it.

    Yields
    ------
    process, answer
        The process, and what it writes.
    """
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own module
        [sys.executable, "-P", "-m", module, str(megabytes), str(seconds)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env=environment(), close_fds=True,
    )  # fmt: skip
    timer = threading.Timer(clock, process.kill)
    timer.start()
    try:
        assert process.stdin is not None  # noqa: S101
        assert process.stdout is not None  # noqa: S101
        threading.Thread(target=_send, args=(process.stdin, head, content), daemon=True).start()
        yield process, process.stdout
    finally:
        timer.cancel()
        process.kill()
        process.stdout.close() if process.stdout else None
        process.wait()


def environment() -> dict[str, str]:
    """Return what the process needs to know: where the package is, and no secrets."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TZ", "LANG") if name in os.environ}
    return kept | {"PYTHONPATH": str(_HOME), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1",
                   "MALLOC_ARENA_MAX": "1", "OPENBLAS_NUM_THREADS": "1"}  # fmt: skip


def _send(to: IO[bytes], head: bytes, content: bytes) -> None:
    """Hand a question and a file to a process, as far as it takes them."""
    with suppress(OSError), to:  # where it has ended, who waits for its answer says so
        to.write(head)
        to.write(content)
