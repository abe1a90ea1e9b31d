"""A file that a colleague brings to the page, taken through the steps of a refresh in a process.

``python -m vbdash.commands.brought MEGABYTES SECONDS`` reads a line that says what is asked and the
bytes of the file, and answers with a line of JSON. Nothing is published until that is asked by name.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, Final

from vbdash.data.dataset import load
from vbdash.data.faults import DataError, fault
from vbdash.data.refreshed import served_edition
from vbdash.records.files.process.reader import apart
from vbdash.records.files.process.worker import limit
from vbdash.refresh import problems as say
from vbdash.refresh.answers import Store
from vbdash.refresh.changes import compare
from vbdash.refresh.problems import Stopped
from vbdash.refresh.publish import publish
from vbdash.refresh.steps import Job, named
from vbdash.sentences.changes import change_sentences, fact_changes, place_sentences
from vbdash.text import Text

#: Megabytes, seconds of processor time and seconds by the clock that a file may take: a table is
#: checked against all that is served.
MEGABYTES: Final = 2000
SECONDS: Final = 180
_CLOCK: Final = 300.0
#: Megabytes of a file that is written.
_WRITTEN: Final = 512
#: Bytes of an answer, and lines of a part of it.
_LONGEST: Final = 2**20
_LINES: Final = 12

_turn = threading.Lock()


@dataclass(frozen=True)
class Brought:
    """What a file holds and what it would change, or why it is refused.

    Attributes
    ----------
    faults
        Why it is refused, a sentence each; nothing else is said then.
    table, title
        Which table it is.
    figures, regions, years
        How many figures and regions, and of which years.
    edition, state, fetched, before
        What would be served, from which frozen state, and what is served now.
    changed, moved, read
        What would change: figures, places in rankings, facts; the first lines of each.
    """

    faults: tuple[str, ...] = ()
    table: str = ""
    title: str = ""
    figures: int = 0
    regions: int = 0
    years: str = ""
    edition: str = ""
    state: str = ""
    fetched: str = ""
    before: str = ""
    changed: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    read: tuple[str, ...] = ()

    @property
    def news(self) -> bool:
        """Whether there is anything to publish."""
        return not self.faults and self.edition != self.before


def look(directory: Path, name: str, content: bytes, table: str, tx: Text) -> Brought:
    """Read a file and say what it is and would change; nothing that is served changes.

    Parameters
    ----------
    directory
        The data directory.
    name, content
        Of the file.
    table
        Which table it is, where several look alike; ``"scb"`` to find out.
    tx
        Language of the answer.
    """
    asked = {"what": "look", "name": name, "size": len(content), "table": table}
    return _apart(directory, asked, content, tx)


def serve(directory: Path, looked: Brought, tx: Text) -> Brought:
    """Publish what was looked at; only over what was served then."""
    asked = {"what": "serve", "table": looked.table, "edition": looked.edition, "size": 0,
             "state": looked.state, "fetched": looked.fetched, "before": looked.before}  # fmt: skip
    return _apart(directory, asked, b"", tx)


def _apart(directory: Path, asked: Mapping[str, Any], content: bytes, tx: Text) -> Brought:
    """Ask a process of its own, one at a time."""
    if not _turn.acquire(blocking=False):
        return Brought(faults=(tx("Another file is being read. Try again in a minute."),))
    try:
        head = json.dumps({**asked, "directory": str(directory.resolve()), "lang": tx.lang})
        worker = (__name__, MEGABYTES, SECONDS)
        line = head.encode() + b"\n"
        with apart(*worker, clock=_CLOCK, head=line, content=content) as (_, answer):
            return _answer(answer.read(_LONGEST))
    except (ValueError, TypeError):
        said = tx(
            "The file could not be read within {most} megabytes and {seconds} seconds of work.",
            most=MEGABYTES, seconds=SECONDS,
        )  # fmt: skip
        return Brought(faults=(said,))
    finally:
        _turn.release()


def _answer(line: bytes) -> Brought:
    """Take an answer for what it must be: the process has read bytes from outside."""
    raw = json.loads(line)
    if not isinstance(raw, dict) or raw.keys() != Brought.__dataclass_fields__.keys():
        raise ValueError("answer")
    for name, value in raw.items():
        wanted = type(getattr(Brought(), name))
        if wanted is tuple:
            raw[name] = tuple(str(each)[:1000] for each in value)
        elif type(value) is not wanted:
            raise ValueError(name)
    return Brought(**raw)


def main(source: IO[bytes], out: Callable[[bytes], object]) -> None:
    """Answer one question: the process's own side."""
    asked = json.loads(source.readline())
    tx, directory = Text(asked["lang"]), Path(asked["directory"])
    try:
        if asked["what"] == "serve":
            found = _served(directory, asked, datetime.now(UTC))
        else:
            content = source.read(asked["size"])
            found = _looked(directory, asked["name"], content, asked["table"], tx)
    except DataError as error:
        found = Brought(faults=tuple(each.sentence(tx) for each in error.faults[:_LINES]))
    except OSError as error:
        found = Brought(faults=(say.machine(directory.name, error).sentence(tx),))
    out(json.dumps(vars(found)).encode() + b"\n")


def _looked(directory: Path, name: str, content: bytes, table: str, tx: Text) -> Brought:
    job = Job(directory, named(table))
    before = served_edition(directory)
    state = job.take(name, content, latest=False)
    compiled = job.beside()
    described = job.described[0]
    figures = job.figures(described, state)
    after = load(directory, edition=compiled.name)
    facts = [new or old for old, new in fact_changes(tx, job.served, after)]
    years = sorted(set(figures["year"]))
    return Brought(
        table=described.table, title=described.title, figures=len(figures),
        regions=figures["region_code"].nunique(), years="–".join(map(str, dict.fromkeys(years[:1] + years[-1:]))),
        edition=compiled.name, state=state.name, fetched=state.time, before=before,
        changed=first(tx, change_sentences(tx, compare(job.served, after), after)),
        moved=first(tx, place_sentences(tx, job.served, after)), read=first(tx, facts),
    )  # fmt: skip


def first(tx: Text, lines: list[str]) -> tuple[str, ...]:
    """Return the first lines of a part of a report, and how many there are beside them."""
    more = [tx("… and {n} more", n=len(lines) - _LINES)] if len(lines) > _LINES else []
    return (*lines[:_LINES], *more)


def _served(directory: Path, asked: Mapping[str, str], now: datetime) -> Brought:
    described = named(asked["table"])
    if len(described) != 1:
        raise Stopped([fault("refresh", say.KNOWN_EDITION)])
    publish(directory, asked["edition"], now, asked["before"])
    Store(directory).remember(described[0].id, asked["state"], asked["fetched"])
    return Brought(edition=asked["edition"], before=asked["before"])


if __name__ == "__main__":
    limit(int(sys.argv[1]), int(sys.argv[2]), _WRITTEN)
    main(sys.stdin.buffer, sys.stdout.buffer.write)
    sys.stdout.flush()
