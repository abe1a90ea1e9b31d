"""The fifth step: an edition is put beside the others, and then served; and the way back."""

from __future__ import annotations

import hashlib
import json
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from vbdash.data.atomic import locked, synced, write_whole
from vbdash.data.dataset import load
from vbdash.data.faults import fault
from vbdash.data.refreshed import EDITIONS, POINTER, served_edition
from vbdash.refresh import problems as say
from vbdash.refresh.compile import MANIFEST, Compiled
from vbdash.refresh.problems import Stopped

_LOG: Final = "log.jsonl"
#: What the shipped tables alone are called where an edition is named.
SHIPPED: Final = "shipped"


@dataclass(frozen=True)
class Edition:
    """An edition that is in place.

    Attributes
    ----------
    name
        Its name; ``"shipped"`` for the shipped tables alone.
    made
        When the newest of its answers came.
    rows
        How many figures it has.
    tables
        Identifiers of the tables in it.
    served
        Whether it is what is shown.
    """

    name: str
    made: str
    rows: int
    tables: tuple[str, ...]
    served: bool


def write_edition(directory: Path, compiled: Compiled) -> bool:
    """Put an edition beside the others, whole or not at all; False when it is there already."""
    folder = directory / EDITIONS
    target = folder / compiled.name
    if target.is_dir():
        return False
    folder.mkdir(exist_ok=True)
    beside = folder / f".{compiled.name}.new"
    shutil.rmtree(beside, ignore_errors=True)
    try:
        beside.mkdir()
        for name, content in compiled.files.items():
            write_whole(beside / name, content)
        synced(beside)
        beside.rename(target)
        synced(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return True


def publish(directory: Path, name: str, now: datetime, over: str | None = None) -> bool:
    """Serve an edition: check it as a whole, then replace the one file that names it.

    Parameters
    ----------
    directory
        The data directory.
    name
        An edition in place.
    now
        The time for the log.
    over
        What must be served until now; without it anything may.

    Returns
    -------
    bool
        False when it was served already.

    Raises
    ------
    DataError
        When the tables with the edition have a fault, a file of it is not as it was compiled, or
        something else is served than was said; nothing has changed then.
    """
    return _serve(directory, name, "publish", now, over)


def restore(directory: Path, name: str, now: datetime) -> bool:
    """Serve an earlier edition, or the shipped tables alone (``"shipped"``)."""
    return _serve(directory, "" if name == SHIPPED else name, "restore", now)


def undo(directory: Path, now: datetime) -> str:
    """Go back to what was served before; return its name, ``"shipped"`` for the shipped tables.

    Raises
    ------
    Stopped
        When there is nothing before.
    """
    trail = [""]
    for event in history(directory):
        if event["what"] == "undo":
            trail.pop()
        else:
            trail.append(event["edition"])
    if len(trail) < 2:
        raise Stopped([fault(POINTER, say.NOTHING_BEFORE)])
    _serve(directory, trail[-2], "undo", now)
    return trail[-2] or SHIPPED


def editions(directory: Path) -> list[Edition]:
    """List the editions that are in place, the newest first, the shipped tables last."""
    served = served_edition(directory)
    found = []
    folder = directory / EDITIONS
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        # A folder that may not be read is no empty one: that is told.
        with suppress(FileNotFoundError, NotADirectoryError, ValueError, KeyError, TypeError):
            name = path.name
            if name.startswith("."):
                continue
            raw = json.loads((path / MANIFEST).read_bytes())
            tables = tuple(raw["states"])
            found.append(Edition(name, raw["made"], int(raw["rows"]), tables, name == served))
    found.sort(key=lambda each: (each.made, each.name), reverse=True)
    return [*found, Edition(SHIPPED, "", 0, (), served == "")]


def history(directory: Path) -> list[dict[str, str]]:
    """Return what was served when: ``time``, ``what``, ``edition``, ``before``; oldest first.

    A page that may not read it has nothing to tell; the commands and ``doctor`` say so.
    """
    try:
        lines = (directory / EDITIONS / _LOG).read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, PermissionError):
        return []
    found = []
    for line in lines:
        with suppress(ValueError):
            found.append({str(key): str(value) for key, value in json.loads(line).items()})
    return found


def manifest(directory: Path, name: str) -> dict[str, Any]:
    """Return what an edition says of itself.

    Raises
    ------
    Stopped
        When there is no such edition.
    """
    try:
        raw = json.loads((directory / EDITIONS / name / MANIFEST).read_bytes())
        return dict(raw)
    except (OSError, ValueError, TypeError) as error:
        raise Stopped([fault(name, say.KNOWN_EDITION)]) from error


def _intact(directory: Path, name: str) -> None:
    """See that the files of an edition are those that were compiled."""
    for file, digest in manifest(directory, name)["files"].items():
        try:
            content = (directory / EDITIONS / name / file).read_bytes()
        except OSError:
            content = b""
        if hashlib.sha256(content).hexdigest() != digest:
            raise Stopped([fault(f"{name}/{file}", say.UNTOUCHED, digest=digest[:12])])


def _serve(directory: Path, name: str, what: str, now: datetime, over: str | None = None) -> bool:
    if name:
        _intact(directory, name)
    load(directory, edition=name)
    folder = directory / EDITIONS
    folder.mkdir(exist_ok=True)
    with locked(directory):
        try:
            before = served_edition(directory)
        except (OSError, ValueError):  # a broken pointer is no reason not to repair it
            before = "?"
        if before == name:
            return False
        if over not in {None, before}:
            raise Stopped([fault(POINTER, say.SERVED_STILL, found=before or SHIPPED)])
        time = f"{now:%Y-%m-%dT%H:%M:%SZ}"
        event = {"time": time, "what": what, "edition": name, "before": before}
        log = folder / _LOG
        earlier = log.read_bytes() if log.exists() else b""
        # The log first: a pointer without its line in the log could not be undone.
        write_whole(log, earlier + json.dumps(event).encode() + b"\n")
        pointer = {"edition": name or None, "published": time}
        try:
            write_whole(directory / POINTER, json.dumps(pointer).encode())
        except BaseException:
            write_whole(log, earlier)
            raise
    return True
