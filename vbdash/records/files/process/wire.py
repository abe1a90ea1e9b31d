"""What goes between the app and the process that reads a file: lines of JSON, nothing else.

The process has read bytes from anybody. What it answers is data: every value is checked for what
it must be before it is used, and nothing in it is ever run.
"""

from __future__ import annotations

import json
import mmap
import os
from collections.abc import Iterator
from dataclasses import asdict, fields
from pathlib import Path
from string import Formatter
from typing import IO, Any, Final

from vbdash.data.faults import Fault
from vbdash.records.files.allowed import Limits
from vbdash.records.files.books.encoding import Content
from vbdash.records.files.places import Places
from vbdash.records.files.reading import Asked, Columns, Plain

_PLAIN: Final = (str, int, float, bool, type(None))
_LONGEST: Final = 2**15
#: What a line begins with that tells how far the reading has come.
_WORKING: Final = b"working "
#: Values of a column that go in a line.
_ROWS: Final = 5_000


class BadAnswer(ValueError):
    """The process has answered something else than what was asked."""


def question(
    kind: str, file: str, content: bytes | Path, places: Places, lang: str, asked: Asked,
    limits: Limits,
) -> bytes:  # fmt: skip
    """Return the line that goes before the bytes of a file, or says where it lies."""
    path = str(content.resolve()) if isinstance(content, Path) else ""
    size = 0 if isinstance(content, Path) else len(content)
    known = {name: dict(v) if name == "names" else sorted(v) for name, v in vars(places).items()}
    head = {
        "kind": kind, "file": file, "size": size, "path": path, "lang": lang,
        "limits": asdict(limits), "places": known,
        "asked": {**asdict(asked), "by_hand": dict(asked.by_hand)},
    }  # fmt: skip
    return json.dumps(head).encode() + b"\n"


def read_question(source: IO[bytes]) -> tuple[dict[str, Any], Places, Asked, Content]:
    """Read what :func:`question` has written, and the file behind it or where it lies."""
    head = json.loads(source.readline())
    names = head["places"].pop("names")
    places = Places(names, **{name: frozenset(v) for name, v in head["places"].items()})
    head["limits"] = Limits(**head["limits"])
    return head, places, Asked(**head["asked"]), _file(head["path"], head["size"], source)


def _file(path: str, size: int, source: IO[bytes]) -> Content:
    """Return the bytes of a file; one that lies on the server is not copied."""
    if not path:
        return source.read(size)
    with Path(path).open("rb") as file:
        if not os.fstat(file.fileno()).st_size:
            return b""
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def working(done: float) -> bytes:
    """Return the line that tells how much of a file is read, 0 to 1."""
    return b"%s%d\n" % (_WORKING, 100 * done)


def share_done(line: bytes) -> float | None:
    """Return what a line of :func:`working` tells; None for any other."""
    told = line.removeprefix(_WORKING).strip() if line.startswith(_WORKING) else b""
    return min(int(told), 100) / 100 if told.isdigit() and len(told) <= 3 else None


def answer(plain: Plain, *, spend: bool = False) -> Iterator[bytes]:
    """Yield the lines that tell what came of reading, a column after the other in several lines.

    One line is read at a time: while JSON is read nobody else's page moves. With `spend`, a column
    is let go of once it is told.
    """
    about = {each.name: getattr(plain, each.name) for each in fields(plain)}
    columns = about.pop("columns")
    faulty = about.pop("faulty")
    for name in ("faults", "told"):
        about[name] = [_listed(each) for each in about[name]]
    about["columns"] = None if columns is None else list(columns)
    about["faulty"] = len(faulty)
    about["rows"] = len(next(iter(columns.values()))) if columns else 0
    yield json.dumps(about).encode() + b"\n"
    for name in list(columns or ()):
        values = columns.pop(name) if spend else columns[name]
        for first in range(0, len(values), _ROWS):
            yield json.dumps(values[first : first + _ROWS]).encode() + b"\n"
    for row in faulty:
        yield json.dumps(row).encode() + b"\n"
    yield b"end\n"


def _listed(each: Fault) -> list[Any]:
    return [each.file, each.row, each.column, each.found, each.expected, each.values]


def read_answer(lines: Iterator[bytes]) -> Plain:
    """Read what :func:`answer` has written; raise BadAnswer for anything else."""
    try:
        about = json.loads(_next(lines))
        names, faults, rows = (about.pop(each) for each in ("columns", "faulty", "rows"))
        columns = None if names is None else _columns(names, _whole(rows), lines)
        faulty = tuple(_row(json.loads(_next(lines))) for _ in range(faults))
        if _next(lines) != b"end\n":
            raise BadAnswer("no end")
        return Plain(columns=columns, faulty=faulty, **_about(about))
    except BadAnswer:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadAnswer(str(error)[:100]) from error


def _next(lines: Iterator[bytes]) -> bytes:
    line = next(lines, None)
    if line is None:  # the process has ended before it was done
        raise BadAnswer("no answer")
    return line


def _columns(names: Any, rows: int, lines: Iterator[bytes]) -> Columns:
    columns: dict[str, list[Any]] = {}
    for name in names:
        known: dict[Any, Any] = {}
        column: list[Any] = []
        columns[_text(name)] = column
        while len(column) < rows:
            part = json.loads(_next(lines))
            if not isinstance(part, list) or not part or len(column) + len(part) > rows:
                raise BadAnswer("rows")
            if not all(isinstance(value, _PLAIN) for value in part):
                raise BadAnswer("value")
            # Equal texts are kept once: a column has few that differ.
            column += [known.setdefault((type(value), value), value) for value in part]
    if "_row" not in columns:
        raise BadAnswer("columns")
    return columns


def _about(about: dict[str, Any]) -> dict[str, Any]:
    found = {
        name: tuple(map(_text, about[name]))
        for name in ("header", "headings", "unused", "other_sheets")
    }
    matched = {_text(name): _text(heading) for name, heading in about["matched"].items()}
    left_out = tuple((_whole(row), _text(why)) for row, why in about["left_out"])
    return {
        **found, "matched": matched, "left_out": left_out,
        "file": _text(about["file"]), "sheet": _text(about["sheet"]),
        "count": _whole(about["count"]), "persons": _whole(about["persons"]),
        "at_fault": _whole(about["at_fault"]),
        "skippable": about["skippable"] is True,
        "faults": tuple(map(_fault, about["faults"])), "told": tuple(map(_fault, about["told"])),
    }  # fmt: skip


def _fault(listed: Any) -> Fault:
    file, row, column, found, expected, values = listed
    pairs = tuple((_text(name), _text(value)) for name, value in values)
    names = {name for _, name, _, _ in Formatter().parse(_text(expected)) if name is not None}
    if not names <= {name for name, _ in pairs}:
        raise BadAnswer("message")
    return Fault(_text(file), _whole(row), _text(column), _text(found), expected, pairs)


def _row(listed: Any) -> tuple[int, tuple[str, ...]]:
    number, cells = listed
    return _whole(number), tuple(map(_text, cells))


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise BadAnswer("text")
    return value


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise BadAnswer("number")
    return value
