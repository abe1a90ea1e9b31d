"""The bulk files read once, in bounded memory, into an edition of the register."""

from __future__ import annotations

import csv
import json
import re
import shutil
import zipfile
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import local
from typing import Any, Final, TypeVar
from zlib import crc32

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from vbdash.data.atomic import locked
from vbdash.data.faults import FILE_THERE, DataError, fault
from vbdash.register.bolagsverket import DETAILS, Details
from vbdash.register.editions import making, publish
from vbdash.register.layouts import BOLAGSVERKET, SCB
from vbdash.register.names import Collected
from vbdash.register.numbers import Seen
from vbdash.register.parts import Parts
from vbdash.register.pieces import ZIP_WHOLE, only_member, pieces
from vbdash.register.scb import FIRMS, Sorted, Sorter
from vbdash.register.sni_key import EDITIONS, read_key
from vbdash.register.sole_traders import LEAST, heaps
from vbdash.text import msg

T = TypeVar("T")
R = TypeVar("R")
#: Told of a share done, 0 to 1, of a step.
Progress = Callable[[str, float], None]

UNREADABLE: Final = "unreadable.csv"
#: Changes when what is kept changes, so that half an import of another make is not gone on with.
_MAKE: Final = 4
_WORKERS: Final = 2
UNDER_WAY: Final = msg("no other import into the register under way")
SNI_NEEDED: Final = msg("the edition of SNI that the codes follow, to use a key: say it with --sni")
NO_FIRMS: Final = msg("at least one firm of the counties asked for")
#: Division 45 (trade in motor vehicles) is in SNI 2007 and gone in SNI 2025.
_ONLY_2007: Final = "45"
#: Among this many firms some trade in motor vehicles, if there is a code for it.
_ENOUGH: Final = 1_000


def import_register(
    scb: Path,
    folder: Path,
    *,
    bolagsverket: Path | None = None,
    counties: tuple[str, ...] = (),
    sni: str | None = None,
    key: Path | None = None,
    progress: Progress = lambda _step, _done: None,
) -> dict[str, Any]:
    """Import the national company register.

    Parameters
    ----------
    scb
        ``scb_bulkfil.zip``.
    folder
        Directory of the register.
    bolagsverket
        ``bolagsverket_bulkfil.zip``, if what it adds is wanted.
    counties
        Codes of the counties to keep; none means the whole country.
    sni
        Edition of SNI that the industries follow; by default it is told by the codes.
    key
        The agency's key between SNI 2007 and 2025: firms get the code of the other edition, too,
        where theirs corresponds to one alone.
    progress
        Called with the step and how much of it is done.

    Returns
    -------
    dict
        The description of the new edition, as ``register.json`` holds it.

    Raises
    ------
    DataError
        Where a file cannot be used. What was in force stays in force.

    Notes
    -----
    A step that was finished before an interruption is not made again. Memory does not grow with the
    files: pieces of 8 MB are read, and as many rows as are written together are held.
    """
    files = [scb, *([bolagsverket] if bolagsverket else [])]
    marks = [_mark(path) for path in files]
    found = _converted(scb, key, sni) if key else None
    parts = [f"{_MAKE}", *(m[1] for m in marks), *(counties or ["all"])]
    parts += [f"{found.mark:08x}"] if found else []
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with locked(folder, wait=False):
            made = making(folder, "-".join(parts))
            told = _step(made, "scb", lambda: _firms(scb, made, counties, progress, found))
            if bolagsverket:
                added = _step(made, "bolagsverket", lambda: _details(bolagsverket, made, progress))
                told = {**told, **added}
            told |= {"counties": list(counties), "sources": [path.name for path in files]}
            told["edition"] = _edition(marks[0][0])
            told["sni"] = sni or told["sni"] or (found.edition if found else "")
            if found and told["sni"] != found.edition:
                raise DataError([fault(scb.name, SNI_NEEDED)])
            _list(made)
            publish(made, f"{told['edition'].replace('-', '')}-{marks[0][1][:8]}", told)
            return told
    except BlockingIOError as error:
        raise DataError([fault(str(folder), UNDER_WAY)]) from error


def _mark(path: Path) -> tuple[str, str]:
    """Return the name of the file in a zip, and a mark of its content."""
    try:
        with zipfile.ZipFile(path) as archive:
            member = only_member(path, archive)
            return member.filename, f"{member.CRC:08x}{member.file_size:x}"
    except FileNotFoundError as error:
        raise DataError([fault(str(path), FILE_THERE)]) from error
    except (OSError, zipfile.BadZipFile) as error:
        raise DataError([fault(path.name, ZIP_WHOLE, detail=error)]) from error


def _edition(name: str) -> str:
    """Return the day that stands in the name of the text file, or nothing."""
    day = re.search(r"(?:^|_)(20\d\d)(\d\d)(\d\d)", Path(name).stem, re.ASCII)
    return "-".join(day.groups()) if day else ""


def _step(made: Path, name: str, make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Make a step of the import, or take what was made before an interruption."""
    note = made / f".{name}.json"
    if not note.exists():
        beside = note.with_suffix(".new")
        beside.write_text(json.dumps(make()), "utf-8")
        beside.replace(note)
    told: dict[str, Any] = json.loads(note.read_text("utf-8"))
    return told


@dataclass(frozen=True)
class _Others:
    """What the codes of one edition of SNI are in the other, by a key."""

    file: str
    edition: str
    one: Mapping[str, str]
    several: Collection[str]

    @property
    def mark(self) -> int:
        return crc32(json.dumps([self.edition, *self.one.items(), *sorted(self.several)]).encode())

    def told(self, codes: Mapping[str, int]) -> dict[str, Any]:
        """Return how many firms have got a code, have one that is several, or one not in the key."""
        converted = sum(n for code, n in codes.items() if code in self.one)
        several = sum(n for code, n in codes.items() if code in self.several)
        return {
            "file": self.file,
            "to": next(each for each in EDITIONS if each != self.edition),
            "converted": converted,
            "several": several,
            "unknown": sum(codes.values()) - converted - several,
        }


def _converted(scb: Path, path: Path, sni: str | None) -> _Others:
    """Read the key, and tell by the first piece of the register which way it is to be used."""
    key, edition = read_key(path), sni or _first_edition(scb)
    if not edition:
        raise DataError([fault(scb.name, SNI_NEEDED)])
    return _Others(key.file, edition, *key.to_other(edition))


def _first_edition(scb: Path) -> str:
    """Tell the edition of SNI by the first piece of the register alone."""
    first = next(iter(pieces(scb, SCB)), None)
    return _sni(Counter(_tally(Sorter().sort(first).firms["division"]))) if first else ""


def _firms(
    path: Path, made: Path, counties: tuple[str, ...], progress: Progress, others: _Others | None
) -> dict[str, Any]:
    shutil.rmtree(made / "firms", ignore_errors=True)  # what an interruption has left
    counts: Counter[str] = Counter()
    persons: list[pa.Table] = []
    placed: Counter[str] = Counter()
    divisions: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    one = others.one if others else {}
    seen, names = Seen(), Collected(made)
    wrong = made / ".unreadable-scb"
    with wrong.open("w", encoding="utf-8") as out, Parts(made / "firms", FIRMS) as parts:
        for sorted_ in _in_order(lambda: Sorter(counties, one).sort, pieces(path, SCB)):
            firms, twice = _once(sorted_, seen)
            placed.update(_tally(firms["placed"]))
            if counties:
                firms = firms.filter(pc.is_valid(firms["county_code"]))
            parts.add(firms)
            names.add(firms)
            for line, reason in sorted([*sorted_.unreadable, *((line, "twice") for line in twice)]):
                out.write(f"{line},{reason}\n")
            persons.append(sorted_.persons)
            counts.update(
                rows=sorted_.rows, firms=len(firms), natural_persons=sorted_.natural,
                unreadable=len(sorted_.unreadable), twice=len(twice), elsewhere=sorted_.elsewhere,
            )  # fmt: skip
            divisions.update(_tally(firms["division"]))
            if others:
                codes.update({code: n for code, n in _tally(firms["sni"]).items() if code})
            progress("scb", sorted_.done)
    if not counts["firms"]:
        raise DataError([fault(path.name, NO_FIRMS)])
    names.write()
    parquet.write_table(heaps(_summed(persons, counties)), made / "sole_traders.parquet")
    if counts["natural_persons"] < LEAST:
        # With so few, neither their number nor what it follows from is told.
        counts["natural_persons"] = counts["rows"] = 0
    return {
        "rows": {name: counts[name] for name in _COUNTED},
        "placed": {how: placed[how] for how in ("code", "prefix", "none")},
        "sni": _sni(divisions),
        **({"sni_key": others.told(codes)} if others else {}),
    }


def _summed(
    persons: list[pa.Table], counties: Collection[str]
) -> dict[tuple[str | None, str | None], int]:
    """Add up natural persons by municipality and division, those of the counties asked for."""
    by = ["municipality_code", "division"]
    found = pa.concat_tables(persons).group_by(by).aggregate([("persons", "sum")])
    return {
        (row[by[0]], row[by[1]]): row["persons_sum"]
        for row in found.to_pylist()
        if not counties or (row[by[0]] or "")[:2] in counties
    }


def _tally(column: pa.ChunkedArray) -> dict[str, int]:
    """Return how often each value stands in a column."""
    return {each["values"]: each["counts"] for each in column.value_counts().to_pylist()}


def _sni(divisions: Counter[str]) -> str:
    """Tell the edition of SNI by a division that only one of them has; empty where it cannot be."""
    if divisions[_ONLY_2007]:
        return "2007"
    return "2025" if divisions.total() >= _ENOUGH else ""


_COUNTED: Final = ("rows", "firms", "natural_persons", "elsewhere", "unreadable", "twice")


def _once(sorted_: Sorted, seen: Seen) -> tuple[pa.Table, list[int]]:
    """Leave out firms that were met before; return the numbers of their rows."""
    by_line = np.argsort(sorted_.firms["line"].to_numpy())  # the first in the file is kept
    new = np.empty(len(by_line), dtype=bool)
    new[by_line] = seen.first(sorted_.firms["serial"].to_numpy()[by_line])
    if new.all():
        return sorted_.firms, []
    twice = sorted_.firms["line"].to_numpy()[~new]
    return sorted_.firms.filter(pa.array(new)), sorted(twice.tolist())


def _details(path: Path, made: Path, progress: Progress) -> dict[str, Any]:
    shutil.rmtree(made / "details", ignore_errors=True)  # what an interruption has left
    columns = ["org_number", "county_code"]
    known = parquet.read_table(made / "firms", columns=columns, partitioning=None)
    counts: Counter[str] = Counter()
    seen = Seen()
    wrong = made / ".unreadable-bolagsverket"
    with wrong.open("w", encoding="utf-8") as out, Parts(made / "details", DETAILS) as parts:
        found = _in_order(lambda: Details(known).sort, pieces(path, BOLAGSVERKET))
        for done, rows, details, unreadable in found:
            new = seen.first(details["serial"].to_numpy())
            parts.add(details.filter(pa.array(new)))
            for line, reason in unreadable:
                out.write(f"{line},{reason}\n")
            counts.update(rows=rows, firms=int(new.sum()), unreadable=len(unreadable))
            progress("bolagsverket", done)
    return {"bolagsverket": dict(counts)}


def _in_order(make: Callable[[], Callable[[T], R]], given: Iterable[T]) -> Iterator[R]:
    """Work on a few pieces at a time, in threads, and yield what comes of them in their order.

    Each thread makes its own worker.
    """
    mine = local()

    def work(piece: T) -> R:
        if not hasattr(mine, "work"):
            mine.work = make()
        result: R = mine.work(piece)
        return result

    waiting: deque[Future[R]] = deque()
    with ThreadPoolExecutor(_WORKERS) as pool:
        try:
            for piece in given:
                waiting.append(pool.submit(work, piece))
                if len(waiting) > _WORKERS:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for each in waiting:
                each.cancel()


def _list(made: Path) -> None:
    """List every row that was not used: file, row and reason, nothing of its content."""
    with (made / UNREADABLE).open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["file", "row", "reason"])
        for name in ("scb", "bolagsverket"):
            part = made / f".unreadable-{name}"
            if part.exists():
                with part.open(encoding="utf-8") as lines:
                    writer.writerows([name, *line.rstrip("\n").split(",")] for line in lines)
                part.unlink()
    for note in made.glob(".*.json"):
        note.unlink()
