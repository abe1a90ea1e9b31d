"""Entries of a map's legend: a sample of the mark and what it means, as small pictures with text."""

from __future__ import annotations

from html import escape

from vbdash.charts.labels import text_size
from vbdash.charts.map_view import Key, Theme

__all__ = ["key_svg"]

_HEIGHT, _SAMPLE, _FONT = 20, 24, 13


def key_svg(key: Key, colours: Theme) -> str:
    """Draw one entry of the legend.

    Parameters
    ----------
    key
        The entry.
    colours
        Those of the page's theme.

    Returns
    -------
    str
        An SVG with real text, as wide as it needs to be.
    """
    width = _SAMPLE + 10 + text_size(key.label, _FONT)[0]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{_HEIGHT}" '
        f'font-family="Source Sans, Segoe UI, Roboto, Arial, sans-serif" font-size="{_FONT}" '
        f'fill="{colours.ink}">{_sample(key, colours)}'
        f'<text x="{_SAMPLE + 7}" y="14.5">{escape(key.label)}</text></svg>'
    )


def _sample(key: Key, colours: Theme) -> str:
    if key.kind == "circle":
        sign = (
            f'<text x="12" y="14" text-anchor="middle" font-weight="700" '
            f'font-size="11">{escape(key.glyph)}</text>'
            if key.glyph
            else ""
        )
        return (
            f'<circle cx="12" cy="10" r="7.5" fill="{key.fill or "none"}" stroke="{key.line}" '
            f'stroke-width="2"/>{sign}'
        )
    box = (
        f'<rect x="0.5" y="2.5" width="{_SAMPLE - 1}" height="15" fill="{key.fill}" '
        f'stroke="{colours.border}"/>'
    )
    if key.kind == "missing":
        lines = "M1 17l14-14M9 17l14-14"
        box += f'<path d="{lines}" stroke="{colours.hatch}" stroke-width="1.25"/>'
    return box
