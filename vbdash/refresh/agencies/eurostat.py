"""Eurostat: the dissemination API, JSON-stat 2.0."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from vbdash.refresh import jsonstat
from vbdash.refresh.cube import Cube
from vbdash.refresh.description import Description
from vbdash.refresh.http import Request
from vbdash.refresh.selection import Selection

ADDRESS: Final = "https://ec.europa.eu/eurostat/api/dissemination/statistics/1.0/data"

#: What its answers hold: JSON-stat, all on one page.
cubes, following = jsonstat.cubes, jsonstat.following


def outline_request(description: Description, base: str) -> Request:
    """Ask which codes a table has for the whole country: there is no lighter way to learn it."""
    country = next(t for t, ours in description.region_codes.items() if ours == "00")
    asked = urlencode({"format": "JSON", "lang": "en", description.regions: country})
    return Request(f"{base}/{description.table}?{asked}", kind="outline")


def data_requests(
    description: Description, base: str, outline: Cube, selection: Selection
) -> list[Request]:
    """Ask for the chosen regions, all industries and years: less than one answer may hold."""
    del outline
    asked = [("format", "JSON"), ("lang", "en")]
    asked += [(name, code) for name, code in description.fixed.items()]
    asked += [(description.regions, code) for code in selection.codes[description.regions]]
    return [Request(f"{base}/{description.table}?{urlencode(asked)}")]
