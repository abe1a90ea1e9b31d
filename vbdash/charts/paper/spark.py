"""A small curve beside a figure, as a picture: how it came about, without axes."""

from __future__ import annotations

import math
from base64 import b64encode
from collections.abc import Callable, Sequence
from html import escape
from typing import NamedTuple

from vbdash.charts.palette import ACCENT, CATEGORY

_WIDTH, _HEIGHT, _EDGE = 260, 56, 6


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
        across = _EDGE + (_WIDTH - 2 * _EDGE) * (i / (many - 1) if many > 1 else 0.5)
        up = (value - low) / (high - low) if high > low else 0.5
        return round(across, 1), round(_HEIGHT - _EDGE - (_HEIGHT - 2 * _EDGE) * up, 1)

    drawn = "".join(
        _drawn(line, place, CATEGORY[n % len(CATEGORY)] if len(lines) > 1 else ACCENT)
        for n, line in enumerate(lines)
    )
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}">{drawn}</svg>'
    written = b64encode(svg.encode()).decode()
    return (
        f'<img src="data:image/svg+xml;base64,{written}" alt="{escape(alt)}" '
        f'width="{_WIDTH}" height="{_HEIGHT}" style="display:block;max-width:100%">'
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
