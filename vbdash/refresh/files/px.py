"""PX files (PC-Axis), as the statistics database saves them."""

from __future__ import annotations

import re
from typing import Final

import numpy as np

from vbdash.data.faults import fault
from vbdash.refresh import problems as say
from vbdash.refresh.cube import Cube
from vbdash.refresh.problems import Stopped

_HEAD: Final = re.compile(r'\s*([A-Z][A-Z0-9-]*)(?:\[(\w+)\])?(?:\("([^"]*)"(?:,"[^"]*")*\))?\s*=')
_TEXT: Final = re.compile(r'"([^"]*)"')
_VALUE: Final = re.compile(r'"[^"]*"|[^\s;"]+')


def read_px(name: str, text: str) -> Cube:
    """Read a PX file.

    Raises
    ------
    Stopped
        When it is cut off or its parts do not fit together.
    """
    try:
        return _cube(_statements(text))
    except (ValueError, LookupError) as error:
        raise Stopped([fault(name, say.FILE_KNOWN, detail=f"PX: {error}"[:120])]) from error


def _statements(text: str) -> dict[tuple[str, str], str]:
    """Split a file into its statements: keyword and variable, and what is said."""
    found: dict[tuple[str, str], str] = {}
    at = 0
    while head := _HEAD.match(text, at):
        end, quoted = head.end(), False
        while end < len(text) and (quoted or text[end] != ";"):
            quoted ^= text[end] == '"'
            end += 1
        if end == len(text):
            raise ValueError("no end")
        keyword, language, variable = head.groups()
        if not language:  # a file in two languages says everything twice; the first one counts
            found[keyword, variable or ""] = text[head.end() : end]
        at = end + 1
    return found


def _cube(said: dict[tuple[str, str], str]) -> Cube:
    names = [n for key in ("STUB", "HEADING") for n in _TEXT.findall(said.get((key, ""), ""))]
    codes: dict[str, tuple[str, ...]] = {}
    labels: dict[str, dict[str, str]] = {}
    for variable in names:
        words = _TEXT.findall(said["VALUES", variable])
        codes[variable] = tuple(_TEXT.findall(said.get(("CODES", variable), "")) or words)
        labels[variable] = dict(zip(codes[variable], words, strict=True))
    cells = _VALUE.findall(said["DATA", ""])
    count = int(np.prod([len(each) for each in codes.values()]))
    if not names or len(cells) != count:
        raise ValueError(f"{len(cells)} figures for {count} cells")
    values, signs = np.full(count, np.nan), {}
    for place, cell in enumerate(cells):
        if cell.startswith('"') or cell == "-":
            signs[place] = cell.strip('"')
        else:
            values[place] = float(cell)
    contents = " ".join(_TEXT.findall(said.get(("CONTENTS", ""), "")))
    if "tabellinnehåll" not in codes and "ContentsCode" not in codes:
        codes["ContentsCode"], labels["ContentsCode"] = (contents,), {contents: contents}
    updated = " ".join(_TEXT.findall(said.get(("LAST-UPDATED", ""), "")))
    return Cube(codes, labels, values, signs, contents, _iso(updated))


def _iso(stamp: str) -> str:
    """Turn ``20251128 08:00`` into ``2025-11-28``."""
    return f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}" if stamp[:8].isdigit() else ""
