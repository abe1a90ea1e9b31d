"""Kolada (RKA): API v3, key figures by municipality and year, in pages."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

import numpy as np

from vbdash.data.faults import fault
from vbdash.refresh import problems as say
from vbdash.refresh.cube import Cube
from vbdash.refresh.description import Description
from vbdash.refresh.http import Answer, Request
from vbdash.refresh.problems import Stopped
from vbdash.refresh.selection import Selection

ADDRESS: Final = "https://api.kolada.se/v3"
_PAGE: Final = 5000
#: Years of a question: all municipalities in ten years are fewer rows than a page.
_YEARS: Final = 10
_VARIABLES: Final = ("kpi", "municipality", "gender", "period")


def outline_request(description: Description, base: str) -> Request:
    """Ask for the names of the key figures."""
    return Request(f"{base}/kpi/{','.join(description.measures.codes)}", kind="outline")


def data_requests(
    description: Description, base: str, outline: Cube, selection: Selection
) -> list[Request]:
    """Ask for every key figure, some years at a time, all regions."""
    del outline, selection
    years = [str(year) for year in range(description.first, datetime.now(UTC).year + 1)]
    return [
        Request(f"{base}/data/kpi/{kpi}/year/{','.join(years[at : at + _YEARS])}?per_page={_PAGE}")
        for kpi in description.measures.codes
        for at in range(0, len(years), _YEARS)
    ]


def following(answer: Answer) -> Request | None:
    """Return the next page of an answer, if it has one."""
    raw = json.loads(answer.body)
    url = raw.get("next_url") or raw.get("next_page") if isinstance(raw, dict) else None
    return Request(str(url)) if url else None


def cubes(description: Description, answers: Sequence[Answer]) -> list[Cube]:
    """Read answers: an outline, or all pages of figures as one cube."""
    try:
        raw = [row for answer in answers for row in _rows(answer)]
        if answers and answers[0].request.kind == "outline":
            names = {str(row["id"]): str(row.get("title", "")) for row in raw}
            return [Cube({"kpi": tuple(names)}, {"kpi": names}, np.empty(0))]
        return [_cube(raw)]
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        wrong = fault(description.place(), say.SHAPE, detail=repr(error)[:120])
        raise Stopped([wrong]) from error


def _rows(answer: Answer) -> list[Mapping[str, Any]]:
    raw = json.loads(answer.body)
    rows = raw.get("values", [raw])
    return list(rows)


def _cube(rows: Sequence[Mapping[str, Any]]) -> Cube:
    cells: dict[tuple[str, ...], tuple[float, str]] = {}
    for row in rows:
        for each in row["values"]:
            if each.get("isdeleted"):
                continue
            key = (row["kpi"], row["municipality"], each["gender"], str(row["period"]))
            value = each.get("value")
            cells[key] = (np.nan if value is None else float(value), str(each.get("status") or ""))
    return Cube.of_cells(_VARIABLES, cells)
