"""The shapes of a county as rows for deck.gl: what does not change when the colours do.

Colours and texts come beside them, by the number of the municipality, so that the shapes can be
fetched once and kept by the browser while everything else is sent anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

import numpy as np

from vbdash.charts.maps.geometry import WIDEST, MapGeometry, hatch, rings

#: Other counties; the municipalities; their outlines; the lines across one without a figure; the
#: municipalities again in degrees, for finding where a device is.
KINDS: Final = ("land", "areas", "outlines", "gaps", "places")
#: Pixels of a wide canvas between the lines across an area without a figure.
HATCH: Final = 8

#: Where the browser finds the shapes of a geometry, by kind; None where they must be sent along.
Address = Callable[[MapGeometry, str], str | None]


@lru_cache(maxsize=128)
def shape_rows(geometry: MapGeometry, kind: str) -> tuple[dict[str, Any], ...]:
    """Return the shapes of one kind; do not change what is returned.

    Parameters
    ----------
    geometry
        The county.
    kind
        One of :data:`KINDS`.

    Returns
    -------
    tuple of dict
        ``p``: a polygon or a line, in grid steps; ``i``: the number of the municipality, in the
        order of the codes; for areas also ``k``, the code, and an empty ``tip``. Places are in
        degrees (WGS 84), a polygon as its outer ring and its holes.

    Raises
    ------
    KeyError
        When there is no such kind.
    """
    if kind == "land":
        return tuple({"p": polygon} for shape in geometry.surroundings for polygon in rings(shape))
    make = {"areas": _areas, "outlines": _outlines, "gaps": _gaps, "places": _places}[kind]
    return tuple(
        {"i": i} | row for i, code in enumerate(geometry.shapes) for row in make(geometry, code)
    )


def _areas(geometry: MapGeometry, code: str) -> list[dict[str, Any]]:
    return [{"k": code, "tip": "", "p": polygon} for polygon in rings(geometry.shapes[code])]


def _outlines(geometry: MapGeometry, code: str) -> list[dict[str, Any]]:
    return [{"p": ring} for polygon in rings(geometry.shapes[code]) for ring in polygon]


def _places(geometry: MapGeometry, code: str) -> list[dict[str, Any]]:
    return [
        {"k": code, "p": [np.round(geometry.degrees(ring), 4).tolist() for ring in polygon]}
        for polygon in rings(geometry.shapes[code])
    ]


def _gaps(geometry: MapGeometry, code: str) -> list[dict[str, Any]]:
    spacing = HATCH / geometry.scale(WIDEST)
    return [{"p": line} for line in hatch(geometry.shapes[code], spacing)]


@lru_cache(maxsize=128)
def shape_file(geometry: MapGeometry, kind: str) -> bytes:
    """Write the shapes of one kind as JSON without spaces."""
    return json.dumps(shape_rows(geometry, kind), separators=(",", ":")).encode()


def by_number(values: list[list[int]]) -> str:
    """Write a deck.gl expression that gives each row the value of its municipality.

    Parameters
    ----------
    values
        One colour for each municipality, in the order of the codes.

    Examples
    --------
    >>> by_number([[1, 2, 3], [4, 5, 6], [1, 2, 3]])
    '([[1,2,3],[4,5,6]])[([0,1,0])[i]]'
    """
    distinct = list(dict.fromkeys(map(tuple, values)))
    where = {value: n for n, value in enumerate(distinct)}
    colours, numbers = (
        json.dumps(each, separators=(",", ":"))
        for each in (distinct, [where[tuple(value)] for value in values])
    )
    return f"({colours})[({numbers})[i]]"
