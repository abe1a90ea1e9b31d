"""Faults drawn at random, in each of the five steps, and what must hold whatever they are."""

from __future__ import annotations

import json
import random
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.refresh.agencies import Agencies
from tests.refresh.conftest import job
from vbdash.data import atomic
from vbdash.data.dataset import load
from vbdash.data.faults import DataError

NETWORK = ["down", "429", "500", "gone", "html", "short", "cut"]
STEPS = ["fetch", "freeze", "check", "compile", "publish"]


def mutated(raw: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Change an answer somewhere, in a way that no agency means."""
    raw = json.loads(json.dumps(raw))
    kind = chance.choice(["key", "type", "scale", "rename", "drop", "cells", "swap"])
    values, dims = raw.get("value"), raw["dimension"]
    name = chance.choice(list(dims))
    index = dims[name]["category"]["index"]
    code = chance.choice(list(index))
    if kind == "key":
        del raw[
            chance.choice(["id", "dimension", "value", "size"] if values else ["id", "dimension"])
        ]
    elif kind == "type":
        raw[chance.choice(["id", "dimension", "size"])] = chance.choice([None, 3, "x", [], {}])
    elif kind == "rename":
        index[code + "x"] = index.pop(code)
    elif kind == "drop":
        del index[code]
    elif kind == "swap" and values:
        values[0] = chance.choice(["many", True, [1], {"a": 1}])
    elif values:
        factor = chance.choice([1000, 0.001, -1]) if kind == "scale" else None
        for place in chance.sample(range(len(values)), max(len(values) // 2, 1)):
            values[place] = None if factor is None else values[place] * factor - 1
    else:
        dims[name + "2"] = dims.pop(name)
    return raw


def break_disk(chance: random.Random, patch: pytest.MonkeyPatch) -> None:
    left = chance.randrange(12)
    real = atomic.os.fsync

    def fsync(handle: int) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise OSError(28, "No space left on device")
        real(handle)

    patch.setattr(atomic.os, "fsync", fsync)


def spoil_file(chance: random.Random, data: Path, *, served: bool) -> None:
    """Damage something that lies on disk, but nothing that is served."""
    name = json.loads((data / "edition.json").read_bytes())["edition"]
    paths = [
        path for path in sorted((data / "frozen").rglob("*")) + sorted((data / "editions").glob("*/*"))
        if path.is_file() and (served or path.parent.name != name)
    ]  # fmt: skip
    if not paths:
        return
    path = chance.choice(paths)
    content = path.read_bytes()
    cut = chance.randrange(len(content) + 1)
    path.write_bytes(chance.choice([b"", content[:cut], content[:cut] + b"\x00!" + content[cut:]]))


def attack(seed: int, data: Path, agencies: Agencies) -> str:
    """Refresh with one fault drawn by a seed; return what became of it.

    Raises
    ------
    AssertionError
        When what is served is not, figure by figure, what was served before.
    """
    chance = random.Random(seed)  # noqa: S311
    before = load(data)
    step = chance.choice(STEPS)
    outcome = "held"
    with pytest.MonkeyPatch.context() as patch:
        fresh = job(data, what="TAB3204")
        how = chance.choice(["network", "answer", "answer", "disk", "file", "clock"])
        agencies.faults = {}
        if how == "network":
            agencies.faults = {chance.choice(["metadata", "/data", "/scb"]): chance.choice(NETWORK)}
        elif how == "answer":
            where = chance.choice(["metadata", "/data"])
            agencies.faults = {where: lambda raw: mutated(raw, chance)}
        elif how == "clock":
            moment = fresh.now() + timedelta(days=chance.choice([-4000, -30, 30, 4000]))
            fresh.now = lambda: moment
        for each in STEPS:
            if each == step:
                _at_step(how, chance, data, patch)
            try:
                getattr(fresh, each)()
            except (DataError, OSError) as stopped:
                outcome = f"{how} stopped in {each}: {type(stopped).__name__}"
                break
    agencies.faults = {}
    after = load(data)
    for name in ("observations", "measures"):
        assert after.table(name).equals(before.table(name)), f"seed {seed}: {outcome}"
    return outcome


def _at_step(how: str, chance: random.Random, data: Path, patch: pytest.MonkeyPatch) -> None:
    if how == "disk":
        break_disk(chance, patch)
    elif how == "file":
        spoil_file(chance, data, served=False)
