"""Statistics Sweden: PxWebApi 2.0, JSON-stat 2.0."""

from __future__ import annotations

import json
from collections.abc import Iterator
from math import prod
from typing import Final

from vbdash.refresh import jsonstat
from vbdash.refresh.cube import Cube
from vbdash.refresh.description import Description
from vbdash.refresh.http import Request
from vbdash.refresh.selection import Selection

ADDRESS: Final = "https://statistikdatabasen.scb.se/api/v2"
#: Cells in an answer, at most.
CELLS: Final = 150_000

#: What its answers hold: JSON-stat, all on one page.
cubes, following = jsonstat.cubes, jsonstat.following


def outline_request(description: Description, base: str) -> Request:
    """Ask which variables and codes a table has."""
    return Request(f"{base}/tables/{description.table}/metadata?lang=sv", kind="outline")


def data_requests(
    description: Description, base: str, outline: Cube, selection: Selection
) -> list[Request]:
    """Ask for the chosen cells, in as few parts as the limit of cells allows."""
    url = f"{base}/tables/{description.table}/data?lang=sv&outputFormat=json-stat2"
    wanted = {
        name: list(selection.codes[name]) for name in outline.codes if name in selection.codes
    }
    requests = []
    for part in _parts(wanted, CELLS, set(description.add)):
        asked = [{"variableCode": name, "valueCodes": codes} for name, codes in part.items()]
        body = json.dumps({"selection": asked}, ensure_ascii=False, separators=(",", ":"))
        requests.append(Request(url, body))
    return requests


def _parts(
    wanted: dict[str, list[str]], most: int, whole: set[str]
) -> Iterator[dict[str, list[str]]]:
    """Split a question along its longest variable until every part is small enough.

    Variables whose codes are added up stay `whole`.
    """
    cells = prod(len(codes) for codes in wanted.values())
    longest = max(
        (name for name in wanted if name not in whole), key=lambda name: len(wanted[name])
    )
    codes = wanted[longest]
    if cells <= most or len(codes) == 1:
        yield wanted
        return
    step = max(most * len(codes) // cells, 1)
    for begin in range(0, len(codes), step):
        yield from _parts({**wanted, longest: codes[begin : begin + step]}, most, whole)
