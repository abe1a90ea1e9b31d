"""Raw answers on disk: on their way in, and frozen.

An answer on its way in is kept at once, so that a refresh that breaks off goes on where it was.
Frozen answers never change: a folder for each state of a table, named by the day and by the digest
of everything in it, with the address, the time and the digest of each answer beside its bytes.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from vbdash.data.atomic import write_whole
from vbdash.data.faults import fault
from vbdash.refresh import problems as say
from vbdash.refresh.agencies import agency
from vbdash.refresh.cube import Cube
from vbdash.refresh.description import Description
from vbdash.refresh.files import read_file
from vbdash.refresh.http import Answer, Request
from vbdash.refresh.problems import Stopped
from vbdash.refresh.scope import Scope

#: Folder of the data directory for raw answers.
FROZEN: Final = "frozen"
_INCOMING: Final = "incoming"
_INDEX: Final = "index.json"
_LATEST: Final = "latest.json"
#: An unfinished fetch older than this begins anew: the table may have changed.
_FRESH: Final = timedelta(hours=24)


@dataclass(frozen=True)
class Frozen:
    """One frozen state of a table.

    Attributes
    ----------
    table
        Our identifier of it.
    name
        Names this state: the day and a digest.
    scope
        The regions that were asked for.
    answers
        What came, outline first.
    """

    table: str
    name: str
    scope: Scope
    answers: tuple[Answer, ...]

    @property
    def time(self) -> str:
        """When the last answer came."""
        return max(answer.time for answer in self.answers)

    @property
    def outline(self) -> tuple[Answer, ...]:
        """The answers that say which codes there are."""
        return tuple(each for each in self.answers if each.request.kind == "outline")

    @property
    def data(self) -> tuple[Answer, ...]:
        """The answers that hold figures."""
        return tuple(each for each in self.answers if each.request.kind != "outline")


@dataclass(frozen=True)
class Store:
    """The raw answers of a data directory."""

    directory: Path

    @property
    def _root(self) -> Path:
        return self.directory / FROZEN

    def _incoming(self, table: str) -> Path:
        return self._root / _INCOMING / table

    def kept(self, table: str, request: Request, now: datetime) -> Answer | None:
        """Return an answer that has come in already, if it is whole and not too old."""
        path = self._incoming(table) / request.key
        try:
            described = json.loads(path.with_suffix(".json").read_bytes())
            answer = Answer(request, path.with_suffix(".body").read_bytes(), described["time"])
            age = now - datetime.fromisoformat(answer.time)
        except (OSError, ValueError, KeyError, TypeError):
            return None
        whole = answer.digest == described.get("digest") and abs(age) < _FRESH
        return answer if whole else None

    def begin(self, table: str, outline: Answer, now: datetime) -> None:
        """Begin a fetch, or go on with one that broke off, unless the table has changed since."""
        before = self.kept(table, outline.request, now)
        if before is None or before.digest != outline.digest:
            shutil.rmtree(self._incoming(table), ignore_errors=True)
        self.keep(table, outline)

    def keep(self, table: str, answer: Answer) -> None:
        """Keep an answer on its way in."""
        folder = self._incoming(table)
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / f"{answer.request.key}.body", answer.body)
        described = {"time": answer.time, "digest": answer.digest}
        write_whole(folder / f"{answer.request.key}.json", json.dumps(described).encode())

    def plan(self, table: str, scope: Scope, requests: Sequence[Request]) -> None:
        """Say which answers make up a fetch, so that freezing knows when all are there."""
        folder = self._incoming(table)
        folder.mkdir(parents=True, exist_ok=True)
        asked = [asdict(each) for each in requests]
        write_whole(folder / _INDEX, _json({"scope": list(scope.regions), "requests": asked}))

    def freeze(self, description: Description, now: datetime) -> Frozen:
        """Seal what was fetched; the same answers as before are not kept twice.

        Raises
        ------
        Stopped
            When nothing was fetched or an answer is missing.
        """
        table, place = description.id, description.place()
        try:
            plan = json.loads((self._incoming(table) / _INDEX).read_bytes())
            requests = [Request(**each) for each in plan["requests"]]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise Stopped([fault(place, say.FETCHED)]) from error
        answers = [self.kept(table, request, now) for request in requests]
        there = tuple(answer for answer in answers if answer is not None)
        if len(there) < len(answers) or not answers:
            raise Stopped([fault(place, say.COMPLETE, found=len(there), count=len(answers))])
        frozen = self.put(table, Scope(tuple(plan["scope"])), there)
        shutil.rmtree(self._incoming(table), ignore_errors=True)
        return frozen

    def put(
        self, table: str, scope: Scope, answers: Sequence[Answer], *, latest: bool = True
    ) -> Frozen:
        """Write a frozen state, whole or not at all, and remember that it is the latest, or not."""
        index = [_described(answer, place) for place, answer in enumerate(answers)]
        seen = [(each["url"], each["body"], each["digest"]) for each in index]
        digest = hashlib.sha256(_json([list(scope.regions), seen])).hexdigest()[:12]
        folder = self._root / table
        folder.mkdir(parents=True, exist_ok=True)
        times = max(answer.time for answer in answers)
        same = self._whole(table, sorted(each.name for each in folder.glob(f"*-{digest}")))
        name = same[-1] if same else f"{times[:10].replace('-', '')}-{digest}"
        if not same:
            beside = folder / f".{name}.new"
            shutil.rmtree(beside, ignore_errors=True)
            beside.mkdir()
            try:
                for answer, each in zip(answers, index, strict=True):
                    write_whole(beside / each["file"], gzip.compress(answer.body, mtime=0))
                write_whole(
                    beside / _INDEX, _json({"scope": list(scope.regions), "answers": index})
                )
                beside.rename(folder / name)
            finally:
                shutil.rmtree(beside, ignore_errors=True)
        if latest:
            self.remember(table, name, times)
        return self.read(table, name)

    def remember(self, table: str, name: str, fetched: str) -> None:
        """Remember which state of a table is the latest, and when it came."""
        write_whole(self._root / table / _LATEST, _json({"state": name, "fetched": fetched}))

    def _whole(self, table: str, names: Sequence[str]) -> list[str]:
        """Return the states that are as they were frozen; what has been damaged is cleared away."""
        found = []
        for name in names:
            try:
                self.read(table, name)
                found.append(name)
            except Stopped:
                shutil.rmtree(self._root / table / name, ignore_errors=True)
        return found

    def latest(self, table: str) -> dict[str, str]:
        """Return the latest state of a table and when it was fetched; nothing where there is none."""
        try:
            found = json.loads((self._root / table / _LATEST).read_bytes())
            return {"state": str(found["state"]), "fetched": str(found["fetched"])}
        except (OSError, ValueError, KeyError, TypeError):
            return {}

    def read(self, table: str, name: str) -> Frozen:
        """Read a frozen state, and see that nobody has touched it.

        Raises
        ------
        Stopped
            When it is not there or not what was frozen.
        """
        folder = self._root / table / name
        try:
            raw = json.loads((folder / _INDEX).read_bytes())
            answers = []
            for each in raw["answers"]:
                request = Request(each["url"], each["body"], each["kind"])
                body = gzip.decompress((folder / each["file"]).read_bytes())
                answers.append(Answer(request, body, each["time"]))
                if answers[-1].digest != (frozen := each["digest"]):
                    wrong = fault(f"{table}/{name}", say.UNTOUCHED, digest=frozen[:12])
                    raise Stopped([wrong])
            return Frozen(table, name, Scope(tuple(raw["scope"])), tuple(answers))
        except (OSError, EOFError, ValueError, LookupError, TypeError, zlib.error) as error:
            raise Stopped([fault(f"{table}/{name}", say.FROZEN)]) from error


def _described(answer: Answer, place: int) -> dict[str, Any]:
    request = answer.request
    return {
        "file": f"{place:04d}.gz", "url": request.url, "body": request.body, "kind": request.kind,
        "time": answer.time, "digest": answer.digest,
    }  # fmt: skip


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


#: Kind of an answer that is a file.
FILE = "file"


def read_answers(description: Description, answers: Sequence[Answer]) -> list[Cube]:
    """Read answers of one kind.

    Raises
    ------
    Stopped
        When they are not what they should be.
    """
    if answers and answers[0].request.kind == FILE:
        return [read_file(description, answer.request.url, answer.body) for answer in answers]
    cubes: list[Cube] = agency(description.agency).cubes(description, answers)
    return cubes
