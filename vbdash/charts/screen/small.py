"""Small pictures that stand beside a figure: its curve, its rank, where a municipality lies."""

from __future__ import annotations

import base64
from collections.abc import Sequence

import shapely

from vbdash.charts.maps.geometry import MapGeometry, rings
from vbdash.charts.palette import ACCENT, BAND, CONTEXT

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
