"""JSON-stat 2.0, as Statistics Sweden and Eurostat answer."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from vbdash.data.faults import fault
from vbdash.refresh import problems as say
from vbdash.refresh.cube import Cube
from vbdash.refresh.description import Description
from vbdash.refresh.http import Answer
from vbdash.refresh.problems import Stopped


def following(_: Answer) -> None:
    """Return the next page of an answer: who answers in JSON-stat says all in one."""


def cubes(description: Description, answers: Sequence[Answer]) -> list[Cube]:
    """Read an agency's answers."""
    return [read_jsonstat(description.place(), answer.body) for answer in answers]


def read_jsonstat(name: str, content: bytes) -> Cube:
    """Read a data set, or the outline of one (metadata without figures).

    Raises
    ------
    Stopped
        When it is not JSON-stat 2.0 or its parts do not fit together.
    """
    try:
        return _cube(json.loads(content))
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise Stopped([fault(name, say.SHAPE, detail=repr(error)[:120])]) from error


def _cube(raw: Any) -> Cube:
    names = [str(name) for name in raw["id"]]
    codes: dict[str, tuple[str, ...]] = {}
    labels: dict[str, Mapping[str, str]] = {}
    for name in names:
        category = raw["dimension"][name]["category"]
        codes[name] = _ordered(category)
        labels[name] = {str(k): str(v) for k, v in category.get("label", {}).items()}
    shape = tuple(len(each) for each in codes.values())
    if "size" in raw and tuple(raw["size"]) != shape:
        raise ValueError(f"size {raw['size']} for {shape}")
    count = int(np.prod(shape))
    values = _values(raw["value"], count) if raw.get("value") is not None else np.empty(0)
    described = raw.get("extension", {}).get("px", {})
    return Cube(
        codes, labels, values, _signs(raw.get("status"), count), str(raw.get("label", "")),
        str(raw.get("updated", "")), str(described.get("nextUpdate") or ""),
    )  # fmt: skip


def _ordered(category: Mapping[str, Any]) -> tuple[str, ...]:
    index = category.get("index", list(category.get("label", {})))
    if isinstance(index, dict):
        if sorted(index.values()) != list(range(len(index))):
            raise ValueError("index")
        return tuple(sorted(index, key=lambda code: int(index[code])))
    found = tuple(str(code) for code in index)
    if len(set(found)) != len(found):
        raise ValueError("index")
    return found


def _values(raw: Any, count: int) -> npt.NDArray[np.float64]:
    if isinstance(raw, dict):
        values = np.full(count, np.nan)
        for place, value in raw.items():
            values[_place(place, count)] = np.nan if value is None else value
        return values
    if len(raw) != count:
        raise ValueError(f"{len(raw)} figures for {count} cells")
    if any(isinstance(value, (str, bool)) for value in raw):
        raise TypeError("a figure that is text")
    return np.array([np.nan if value is None else value for value in raw], dtype=np.float64)


def _signs(raw: Any, count: int) -> dict[int, str]:
    if raw is None:
        return {}
    if isinstance(raw, str):
        return dict.fromkeys(range(count), raw)
    pairs = raw.items() if isinstance(raw, dict) else enumerate(raw)
    return {_place(place, count): str(sign) for place, sign in pairs if sign}


def _place(raw: Any, count: int) -> int:
    place = int(raw)
    if not 0 <= place < count:
        raise ValueError(f"cell {place} of {count}")
    return place
