"""Packages broken in many ways: none may raise anything but a DataError, none may take long.

    python -m benchmarks.packages [COUNT] [--seed N] [--shipped]

Prints how many were tried, refused and read, the slowest, and by how much the process grew. The
tests try a few hundred with the same functions.
"""

from __future__ import annotations

import argparse
import copy
import json
import os
import random
import resource
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from vbdash.data.dataset import data_directory, load, read_package
from vbdash.data.faults import DESCRIPTION, DataError
from vbdash.text import Text

#: Seconds that a package may take.
MOST: Final = 2.0
#: What a value of the description is replaced by.
ODD: Final[tuple[Any, ...]] = (
    None, True, False, 0, -1, 1, 3.5, 10**30, 10**400, 1e308, float("inf"), float("nan"), "", " ",
    "\0", "a\rb", "../outside.csv", "/etc/passwd", "C:\\x.csv", "\\\\host\\x", "a" * 5_000, [], {},
    [[]], [{}], [None], {"a": 1}, "regions", "code", "(a+)+$", "(?=x)y", "(", r"((\w*)*)*x", "[",
    r"^\d{2}$", "integer", "number", "boolean", "date", "string", "any", ["code"], ["nope"], [1],
    ["code", "code"], "\ud800", "\u202e", "http://127.0.0.1/x.csv", ["a.csv", "b.csv"], "data.csv",
    {"required": "yes"}, {"minimum": "x"}, {"minimum": 5, "maximum": 1}, {"enum": [1, 2]},
    {"pattern": 3}, {"minLength": -1}, {"enum": []}, {"unique": 1}, {"pattern": "(a*)*b"},
)  # fmt: skip
#: What is put into the bytes of a file.
BYTES: Final = (
    b"\r", b"\n", b"\r\n", b'"', b'""', b",", b";", b"\t", b"\0", b"\xff", b"\xef\xbb\xbf", b"=", b"'",
    b" ", b"\xc2\xa0", b"sep=;\n", b"\n\n\n", b"," * 300, b"\n" * 300, b"a" * 200_000, b"\xf0\x9f\x8f",
)  # fmt: skip
#: What a cell is replaced by.
CELLS: Final = (
    "", " ", "nan", "inf", "-inf", "1e400", "1e308", "9" * 40, "-0", "0x10", "1_000", "3,5", "1 234,5",
    "1,234", "TRUE", "SANT", "FALSKT", "ja", "2", "1900-01-00", "0001-01-01", "9999-12-31", "31/12/2019",
    "03/04/2019", "43831", "2019-13-01", "1", "114", "2482.0", "#REF!", "=1+1", "a" * 10_000, "\u202e",
    "٣", "½", "None", "null", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "\U0001f600", "é",
)  # fmt: skip


def small(directory: Path) -> Path:
    """Write a package of three small tables with every type, constraint and key that is known."""
    directory.mkdir(parents=True, exist_ok=True)
    field = lambda name, kind="string", **rest: {"name": name, "type": kind, "constraints": rest}  # noqa: E731
    areas = {
        "fields": [
            field("code", required=True, unique=True, pattern=r"^(\d{2}|\d{4})$"),
            field("name", required=True, minLength=2, maxLength=20),
            field("parent", pattern=r"^\d{2}$"),
        ],
        "primaryKey": "code",
        "foreignKeys": [{"fields": "parent", "reference": {"resource": "", "fields": "code"}}],
    }
    values = {
        "fields": [
            field("code", required=True),
            field("year", "integer", required=True, minimum=1960, maximum=2030),
            field("value", "number", minimum=-5),
            field("kind", required=True, enum=["final", "derived"]),
            field("sure", "boolean"),
            field("day", "date"),
        ],
        "missingValues": ["", "n/a"],
        "primaryKey": ["code", "year"],
        "foreignKeys": [
            {"fields": ["code"], "reference": {"resource": "areas", "fields": ["code"]}}
        ],
    }
    package = {
        "name": "small",
        "resources": [
            {"name": "areas", "path": "areas.csv", "schema": areas},
            {"name": "values", "path": "values.csv", "schema": values},
        ],
    }
    (directory / DESCRIPTION).write_text(json.dumps(package), encoding="utf-8")
    (directory / "areas.csv").write_text(
        'code,name,parent\n01,Norr,\n0114,"Väsby, upp",01\n0115,Öster,01\n', encoding="utf-8"
    )
    (directory / "values.csv").write_text(
        "code,year,value,kind,sure,day\n"
        "01,2019,1.5,final,true,2019-01-31\n0114,2019,,derived,,\n0115,2020,-3,final,false,\n",
        encoding="utf-8",
    )
    return directory


def damage(directory: Path, rng: random.Random) -> str:
    """Break a package in one to three ways and say how."""
    done = [rng.choice((description, description, table, table, table, file)) for _ in range(rng.randint(1, 3))]  # fmt: skip
    for each in done:
        each(directory, rng)
    return ", ".join(each.__name__ for each in done)


def description(directory: Path, rng: random.Random) -> None:
    """Break the description: a value, a name, a whole branch, or its bytes."""
    path = directory / DESCRIPTION
    if not path.is_file():
        return
    raw = path.read_bytes()
    try:
        package = {} if b"[" * 50 in raw else json.loads(raw)
    except ValueError:
        package = {}
    if not package or not isinstance(package, dict | list):
        path.write_bytes(_spliced(raw, rng))
        return
    way = rng.random()
    if way < 0.1:
        path.write_bytes(_spliced(raw, rng))
        return
    if way < 0.13:
        deep = rng.choice((50, 900, 100_000))
        path.write_bytes(b'{"resources":' + b"[" * deep + b"]" * deep + b"}")
        return
    holder = rng.choice(_holders(package))
    if isinstance(holder, dict) and holder:
        _change(holder, rng.choice(sorted(holder)), rng)
    elif isinstance(holder, list) and holder:
        _change(holder, rng.randrange(len(holder)), rng)
    path.write_text(json.dumps(package), encoding="utf-8")


def _change(holder: Any, key: Any, rng: random.Random) -> None:
    way = rng.randrange(6)
    if way < 3:
        holder[key] = copy.deepcopy(rng.choice(ODD))
    elif way == 3:
        del holder[key]
    elif way == 4 and isinstance(holder, list):
        holder.append(copy.deepcopy(holder[key]))
    elif isinstance(holder, dict):
        holder[rng.choice(("type", "name", "path", "constraints", "pattern", "fields", "x"))] = (
            copy.deepcopy(rng.choice((holder.pop(key), *ODD)))
        )


def _holders(value: Any) -> list[Any]:
    found, waiting = [], [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict | list):
            found.append(each)
            waiting += each.values() if isinstance(each, dict) else each
    return found


def table(directory: Path, rng: random.Random) -> None:
    """Break a table: its bytes, its cells, or the way it is saved."""
    paths = sorted(each for each in directory.glob("*.csv") if each.is_file())
    if not paths:
        return
    path = rng.choice(paths)
    raw = path.read_bytes()
    way = rng.random()
    if way < 0.35:
        raw = _spliced(raw, rng)
    elif way < 0.8:
        lines = raw.decode("utf-8", "replace").split("\n")
        row = rng.randrange(len(lines))
        parts = lines[row].split(",")
        parts[rng.randrange(len(parts))] = rng.choice(CELLS)
        lines[row] = ",".join(parts)
        raw = "\n".join(lines).encode("utf-8", "replace")
    else:
        raw = rng.choice(SAVED)(raw)
    path.write_bytes(raw)


def _spliced(raw: bytes, rng: random.Random) -> bytes:
    first, last = sorted((rng.randint(0, len(raw)), rng.randint(0, len(raw))))
    way = rng.randrange(4)
    if way == 0:
        return raw[:first] + raw[last:]
    if way == 1:
        return raw[:last] + raw[first:]
    return raw[:first] + rng.choice(BYTES) + raw[first:]


#: The ways in which editors save a table.
SAVED: Final[tuple[Callable[[bytes], bytes], ...]] = (
    lambda raw: raw.replace(b"\n", b"\r"),
    lambda raw: raw.replace(b"\n", b"\r\n"),
    lambda raw: raw.replace(b",", b";"),
    lambda raw: raw.replace(b",", b"\t"),
    lambda raw: raw.decode("utf-8", "replace").encode("utf-16"),
    lambda raw: raw.decode("utf-8", "replace").encode("cp1252", "replace"),
    lambda raw: b"\xef\xbb\xbf" + raw,
    lambda raw: b"sep=,\r\n" + raw,
    lambda raw: raw + b",,,\n,,\n\n",
    lambda raw: b"\n".join(b'"' + line.replace(b'"', b'""') + b'"' for line in raw.split(b"\n")),
    lambda raw: raw * 30,
    lambda raw: raw.split(b"\n", 1)[0],
    lambda raw: raw[:0],
)


def file(directory: Path, rng: random.Random) -> None:
    """Put something else in the place of a file."""
    path = rng.choice(sorted(directory.iterdir()))
    if path.is_dir() and not path.is_symlink():
        return
    path.unlink()
    way = rng.randrange(5)
    if way == 0:
        path.mkdir()
    elif way == 1:
        os.mkfifo(path)
    elif way == 2:
        path.symlink_to(path)
    elif way == 3:
        path.symlink_to("/dev/zero")


def outcome(directory: Path, *, whole: bool) -> str:
    """Read a package; anything but tables or faults is raised."""
    began = time.process_time()
    try:
        if whole:
            load(directory)
            faults = []
        else:
            *_, faults = read_package(directory)
        for each in faults:
            each.sentence(Text("sv")).encode()
    except DataError as error:
        faults = error.faults
        error.report(Text("sv")).encode()
    took = time.process_time() - began
    if took > MOST * (
        4 if whole else 1
    ):  # the whole package takes a second to read when it is right
        raise TimeoutError(f"{took:.1f} s")
    return "refused" if faults else "read"


def _tried(good: Path, seed: int, *, whole: bool) -> tuple[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        copied = Path(shutil.copytree(good, Path(folder) / "data"))
        how = damage(copied, random.Random(seed))
        began = time.process_time()
        try:
            told = outcome(copied, whole=whole)
        except Exception as error:
            kept = Path(tempfile.gettempdir()) / f"package-{seed}"
            shutil.copytree(copied, kept, symlinks=True, dirs_exist_ok=True)
            raise RuntimeError(f"seed {seed} ({how}), kept in {kept}") from error
        return told, time.process_time() - began


def main() -> None:
    reads = argparse.ArgumentParser(description=__doc__)
    reads.add_argument("count", nargs="?", type=int, default=2_000)
    reads.add_argument("--seed", type=int, default=0)
    reads.add_argument("--shipped", action="store_true", help="break the shipped data, not a small package")  # fmt: skip
    chosen = reads.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        good = data_directory() if chosen.shipped else small(Path(folder) / "good")
        read_package(good)  # libraries are loaded before anything is measured
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        told, slowest = Counter[str](), 0.0
        for seed in range(chosen.seed, chosen.seed + chosen.count):
            said, took = _tried(good, seed, whole=chosen.shipped)
            told[said] += 1
            slowest = max(slowest, took)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(
        f"{chosen.count} packages: {dict(told)}, slowest {slowest:.2f} s of processor time, grown by {grown:.0f} MB"
    )


if __name__ == "__main__":
    main()
