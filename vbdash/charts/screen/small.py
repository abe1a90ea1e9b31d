"""Small pictures that stand beside a figure: its curve, its rank, where a municipality lies."""

from __future__ import annotations

import base64
import math
from collections.abc import Callable, Sequence
from html import escape
from typing import NamedTuple

import shapely

from vbdash.charts.maps.geometry import MapGeometry, rings
from vbdash.charts.palette import ACCENT, BAND, CATEGORY, CONTEXT

#: The same of a curve that stands alone.
_WIDE, _TALL, _AIR = 260, 56, 6
#: Pixels.
_WIDTH, _HEIGHT, _EDGE = 112, 34, 4
#: Pixels that a small map is high, and how far its lines may lie from the true ones.
_MAP_HEIGHT, _MAP_STEP = 120, 1.2


def picture_uri(svg: str) -> str:
    """Write a picture as an address that holds it."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


def _svg(width: float, height: float, drawn: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}"'
        f' viewBox="0 0 {width:.0f} {height:.0f}">{drawn}</svg>'
    )


def curve(years: Sequence[int], values: Sequence[float]) -> str:
    """Draw values over the years as a line that ends in a dot.

    Parameters
    ----------
    years, values
        At least two, in the order of the years. The line spans its own range: it says how the
        figure has moved, not how large it is.

    Examples
    --------
    >>> "M4.0 30.0L56.0 17.0L108.0 4.0" in curve([2020, 2021, 2022], [1, 2, 3])
    True
    """
    low, high = min(values), max(values)
    across, up = max(years[-1] - years[0], 1), (high - low) or 1.0
    points = [
        (
            _EDGE + (_WIDTH - 2 * _EDGE) * (year - years[0]) / across,
            _HEIGHT - _EDGE - (_HEIGHT - 2 * _EDGE) * (value - low) / up,
        )
        for year, value in zip(years, values, strict=True)
    ]
    line = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    x, y = points[-1]
    return _svg(
        _WIDTH, _HEIGHT,
        f'<path d="M{line}" fill="none" stroke="{ACCENT}" stroke-width="2"/>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{ACCENT}"/>',
    )  # fmt: skip


def ranks(values: Sequence[float], own: float) -> str:
    """Draw a bar for each area, lowest to the left, the subject's in the accent colour.

    Parameters
    ----------
    values
        Of all areas, the subject's among them.
    own
        The subject's.

    Examples
    --------
    >>> ranks([3, 1, 2], 2).count("<rect"), ranks([3, 1, 2], 2).count("#0b78b8")
    (3, 1)
    """
    ordered = sorted(values)
    top, step = max(ordered[-1], 0) or 1.0, (_WIDTH - 2 * _EDGE) / len(ordered)
    marked = ordered.index(own)
    bars = []
    for n, value in enumerate(ordered):
        tall = max((_HEIGHT - 2 * _EDGE) * max(value, 0) / top, 1.5)
        colour = ACCENT if n == marked else CONTEXT
        bars.append(
            f'<rect x="{_EDGE + n * step:.1f}" y="{_HEIGHT - _EDGE - tall:.1f}"'
            f' width="{max(step - 1.5, 1):.1f}" height="{tall:.1f}" fill="{colour}"/>'
        )
    return _svg(_WIDTH, _HEIGHT, "".join(bars))


def lies(geometry: MapGeometry, code: str) -> str:
    """Draw a county's municipalities with one of them in the accent colour.

    Parameters
    ----------
    geometry
        The county.
    code
        The municipality.
    """
    scale = _MAP_HEIGHT / geometry.height
    width = geometry.width * scale
    drawn = []
    for each, shape in sorted(geometry.shapes.items(), key=lambda pair: pair[0] == code):
        simple = shapely.simplify(shape, _MAP_STEP / scale)
        path = "".join(
            "M" + "L".join(f"{width / 2 + x * scale:.0f} {_MAP_HEIGHT / 2 - y * scale:.0f}" for x, y in ring[:-1]) + "Z"
            for polygon in rings(simple)
            for ring in polygon
        )  # fmt: skip
        fill = ACCENT if each == code else BAND
        drawn.append(f'<path d="{path}" fill="{fill}" stroke="{CONTEXT}" stroke-width=".7"/>')
    return _svg(width, _MAP_HEIGHT, "".join(drawn))


class Line(NamedTuple):
    """One curve.

    Attributes
    ----------
    name
        Whose it is.
    values
        A figure a year, NaN where there is none: there the line is broken.
    """

    name: str
    values: Sequence[float]


def spark(lines: Sequence[Line], alt: str) -> str:
    """Draw curves over the same years in one frame, the last figure of each as a dot.

    Parameters
    ----------
    lines
        At least one, all as long.
    alt
        What the curves show; read out instead of them.

    Returns
    -------
    str
        An ``<img>`` with an SVG in it, which any page shows. The lowest figure of all lies at the bottom and the highest at the top, so that the
        height of a curve says nothing; both must be said in words. Empty without figures.
    """
    known = [v for line in lines for v in line.values if v == v]
    if not known:
        return ""
    low, high = min(known), max(known)
    many = max(len(line.values) for line in lines)

    def place(i: int, value: float) -> tuple[float, float]:
        across = _AIR + (_WIDE - 2 * _AIR) * (i / (many - 1) if many > 1 else 0.5)
        up = (value - low) / (high - low) if high > low else 0.5
        return round(across, 1), round(_TALL - _AIR - (_TALL - 2 * _AIR) * up, 1)

    drawn = "".join(
        _drawn(line, place, CATEGORY[n % len(CATEGORY)] if len(lines) > 1 else ACCENT)
        for n, line in enumerate(lines)
    )
    return (
        f'<img src="{picture_uri(_svg(_WIDE, _TALL, drawn))}" alt="{escape(alt)}" '
        f'width="{_WIDE}" height="{_TALL}" style="display:block;max-width:100%">'
    )


def _drawn(line: Line, place: Callable[[int, float], tuple[float, float]], colour: str) -> str:
    at = [None if math.isnan(value) else place(i, value) for i, value in enumerate(line.values)]
    known = [each for each in at if each is not None]
    if not known:
        return ""
    d = "".join(
        f"{'L' if i and at[i - 1] else 'M'}{each[0]} {each[1]}" for i, each in enumerate(at) if each
    )
    return (
        f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="2" stroke-linejoin="round"/>'
        f'<circle cx="{known[-1][0]}" cy="{known[-1][1]}" r="4" fill="{colour}"/>'
    )
