"""Samples for a map's legend: what the marks look like, as small pictures without text."""

from __future__ import annotations

import base64
from html import escape

from vbdash.charts.maps.view import Key, Theme

_WIDTH, _HEIGHT = 26, 18


def sample_uri(key: Key, colours: Theme) -> str:
    """Draw the sample of a legend entry.

    Parameters
    ----------
    key
        The entry; its text is left to the caller.
    colours
        Those of the page's theme.

    Returns
    -------
    str
        A ``data:`` address with an SVG in it.
    """
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}">'
        f"{_mark(key, colours)}</svg>"
    )
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


def _mark(key: Key, colours: Theme) -> str:
    if key.kind == "circle":
        sign = (
            f'<text x="13" y="13" text-anchor="middle" font-weight="700" font-size="11" '
            f'font-family="Arial, sans-serif" fill="{colours.ink}">{escape(key.glyph)}</text>'
            if key.glyph
            else ""
        )
        return (
            f'<circle cx="13" cy="9" r="7.5" fill="{key.fill or "none"}" stroke="{key.line}" '
            f'stroke-width="2"/>{sign}'
        )
    box = (
        f'<rect x="1.5" y="1.5" width="{_WIDTH - 3}" height="{_HEIGHT - 3}" fill="{key.fill}" '
        f'stroke="{colours.border}"/>'
    )
    if key.kind == "missing":
        box += f'<path d="M4 16l14-14M12 16l12-12" stroke="{colours.hatch}" stroke-width="1.25"/>'
    return box
