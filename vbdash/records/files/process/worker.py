"""The process that reads one file of somebody's, under limits, and ends.

Run as ``python -m vbdash.records.files.process.worker MEGABYTES SECONDS``: a line that says what is asked
and the bytes of the file come in, lines of JSON go out (:mod:`.wire`). It loads little, so that it
starts in a moment, and knows nothing of the app that has started it.
"""

from __future__ import annotations

import contextlib
import os
import sys
from typing import Final

#: How far this process stands back for the app, which others are looking at.
NICE: Final = 5


def limit(megabytes: int, seconds: int, written: int = 0) -> None:
    """Bound memory, processor time and what is written to a file, where the system can."""
    try:
        import resource
    except ImportError:  # Windows has no such limits: there the clock alone ends it
        return
    for what, most in ((resource.RLIMIT_AS, megabytes * 2**20), (resource.RLIMIT_CPU, seconds),
                       (resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, written * 2**20)):  # fmt: skip
        with contextlib.suppress(ValueError, OSError):  # macOS does not know the first
            resource.setrlimit(what, (most, most))


def main() -> int:
    """Read one question from the standard input and answer it."""
    limit(int(sys.argv[1]), int(sys.argv[2]))
    with contextlib.suppress(AttributeError, OSError):  # Windows has no such thing
        os.nice(NICE)
    from vbdash.records.between import KINDS
    from vbdash.records.files.process import wire
    from vbdash.records.files.reading import read_plain
    from vbdash.text import Text

    # What the libraries print is not part of the answer.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    head, places, asked, content = wire.read_question(sys.stdin.buffer)
    fields, check = KINDS[head["kind"]]
    limits = head["limits"]

    def tell(done: float) -> None:
        out.write(wire.working(done))
        out.flush()

    plain = read_plain(
        head["file"], content, fields, places, Text(head["lang"]), asked, check,
        limits=limits, progress=tell,
    )  # fmt: skip
    for line in wire.answer(plain, spend=True):
        out.write(line)
    out.close()
    return 0


if __name__ == "__main__":
    # No clearing up: what was read is large, and the process ends anyway.
    os._exit(main())
