"""``python -m vbdash refresh``: fresh figures from the statistics agencies, or nothing changed."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from vbdash.commands.brought import first
from vbdash.data.dataset import data_directory, load
from vbdash.data.faults import DataError, unreadable
from vbdash.refresh import problems as say
from vbdash.refresh.changes import compare
from vbdash.refresh.problems import MACHINE, SUSPICIOUS, Stopped
from vbdash.refresh.publish import undo
from vbdash.refresh.steps import STEPS, Job, named
from vbdash.sentences.changes import change_sentences, fact_changes, place_sentences, report
from vbdash.text import Text, msg

#: Signs of the bar that shows how far a fetch has come.
_BAR: Final = 20


def refresh(chosen: Namespace, tx: Text) -> int:
    """Refresh figures, and end with one line for a monitor.

    Parameters
    ----------
    chosen
        What was asked for.
    tx
        Language of what is printed.

    Returns
    -------
    int
        0 published, or nothing new; 1 something looks wrong; 3 an agency does not answer as it
        should; 4 this machine is at fault. Whatever is not 0 has changed nothing that is served.
    """
    begun = time.monotonic()
    directory = data_directory(chosen.data)
    try:
        if chosen.undo:
            name = undo(directory, datetime.now(UTC))
            print(tx("OK refresh: back to edition {edition}.", edition=name))
            return 0
        return _run(chosen, directory, tx, begun)
    except Stopped as stopped:
        return _stopped(stopped, stopped.code, tx)
    except DataError as error:
        return _stopped(error, SUSPICIOUS, tx)
    except OSError as error:
        place = Path(error.filename).name if error.filename else directory.name
        return _stopped(DataError([say.machine(place, error)]), MACHINE, tx)


def _run(chosen: Namespace, directory: Path, tx: Text, begun: float) -> int:
    job = Job(directory, named(chosen.what), tuple(chosen.county), told=_told(tx))
    if chosen.file:
        file = Path(chosen.file)
        job.take(file.name, _content(file))
        table = job.described[0].table
        print(tx("{file} is {table}.", file=file.name, table=table), file=sys.stderr)
    steps = [chosen.step] if chosen.step else list(STEPS)
    if chosen.file:
        steps = [step for step in steps if step not in {"fetch", "freeze"}]
    if chosen.dry_run:
        steps = [step for step in steps if step != "publish"]
    edition, result = "", None
    for step in steps:
        result = getattr(job, step)()
        edition = result.name if step == "compile" else edition
        if sys.stderr.isatty():
            print(file=sys.stderr)
        print(tx("{step}: done", step=step), file=sys.stderr)
    if edition:
        _say_what_changed(job, edition, tx)
    if "publish" not in steps:
        said = msg("OK refresh: nothing published ({calls} calls, {seconds} s).")
    elif result:
        said = msg("OK refresh: edition {edition} is served ({calls} calls, {seconds} s).")
    else:
        said = msg("OK refresh: nothing new ({calls} calls, {seconds} s).")
    print(tx(said, edition=result, calls=job.calls, seconds=round(time.monotonic() - begun)))
    return 0


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise DataError([unreadable(file.name or str(file), error)]) from error


def _say_what_changed(job: Job, edition: str, tx: Text) -> None:
    after = load(job.directory, edition=edition)
    facts = [new or old for old, new in fact_changes(tx, job.served, after)]
    parts = {
        tx("Figures"): change_sentences(tx, compare(job.served, after), after),
        tx("Places"): place_sentences(tx, job.served, after),
        tx("Facts that read differently"): facts,
    }
    for title, lines in parts.items():
        if lines:
            print(report(title, first(tx, lines)))


def _told(tx: Text) -> Callable[[str, int, int], None]:
    """Show how far a fetch has come: a bar that is written over, or a line a table in a log."""

    def told(table: str, done: int, count: int) -> None:
        so_far = {"table": table, "done": done, "count": count, "left": count - done}
        line = tx("{table}: {done} of {count} answers, {left} left", **so_far)
        if sys.stderr.isatty():
            filled = _BAR * done // max(count, 1)
            bar = "█" * filled + "░" * (_BAR - filled)
            print(f"\r{bar} {line:<58}", end="", file=sys.stderr, flush=True)
        elif done == count:
            print(line, file=sys.stderr)

    return told


def _stopped(error: DataError, code: int, tx: Text) -> int:
    print(error.report(tx, whole=True), file=sys.stderr)
    print(tx("Nothing that is served has been changed."), file=sys.stderr)
    first = error.faults[0].sentence(tx) if error.faults else ""
    print(tx("STOPPED refresh ({code}): {why}", code=code, why=first))
    return code
