"""What stands beside a map: samples of its marks, a histogram of its classes, the list of its areas."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final

from vbdash.charts.maps.view import Key, MapView, Theme
from vbdash.charts.palette import text_on

_WIDTH, _HEIGHT = 26, 18
#: Height of the histogram, and most of one municipality in it, in pixels.
_HIGH, _THICK = 84, 11
#: A municipality that would be thinner than this is no layer of its own.
_THINNEST: Final = 3
#: What the legend needs to be seen.
STYLE: Final = (
    # The bars stand on one line, however many lines their labels take.
    ".vk{display:grid;grid-auto-flow:column;grid-auto-columns:minmax(0,1fr);"
    "grid-template-rows:auto auto;column-gap:2px;margin:.2rem 0;padding:0;list-style:none}"
    ".vk>li{grid-row:1/3;display:grid;grid-template-rows:subgrid;font-size:.8rem;line-height:1.25}"
    ".vk div{align-self:end}"
    ".vk span{display:block;box-sizing:border-box;margin-top:1px;overflow:hidden;"
    "background:var(--c);height:var(--h);color:var(--i);"
    "white-space:nowrap;text-overflow:ellipsis;font-size:.72rem;padding:0 .25rem}"
    ".vk .on{height:1.15rem!important;font-weight:700;outline:2px solid var(--ink);"
    "outline-offset:-1px;position:relative}"
    ".vk b{display:block;border-top:2px solid var(--ink);margin-top:2px;padding-top:2px;"
    "padding-right:.3rem;font-weight:400;overflow-wrap:anywhere}"
    ".vs{display:flex;flex-wrap:wrap;gap:.2rem 1rem;margin:.2rem 0;padding:0;list-style:none;"
    "font-size:.85rem}.vs svg{vertical-align:-4px;margin-right:.3rem}"
)


def legend(view: MapView) -> str:
    """Write the legend as HTML: a histogram of the classes, then a sample of each other mark.

    Parameters
    ----------
    view
        The map.

    Returns
    -------
    str
        Needs :data:`STYLE` and the colour ``--ink``. In the histogram each municipality is a layer
        of its class, the lowest value at the bottom, and the marked ones carry their names; where
        there are too many for that, a class is as high as their number.
    """
    classes = [key for key in view.legend if key.codes]
    several = len(classes) > 1
    samples = [key for key in view.legend if key.kind != "words" and not (several and key.codes)]
    if several:
        classes = [key for key in view.legend if key.kind in ("area", "missing")]
        samples = [key for key in samples if key not in classes]
    title = f"<strong>{escape(view.legend_title)}</strong>" if view.legend_title else ""
    most = max((len(key.codes) for key in classes), default=1)
    bars = "".join(_bar(view, key, most) for key in classes) if several else ""
    marks = "".join(_sample(key, view.colours, view.seen(key.fill or "")) for key in samples)
    return (
        (title if bars or marks else "")
        + (f'<ol class="vk">{bars}</ol>' if bars else "")
        + (f'<ul class="vs">{marks}</ul>' if marks else "")
    )


def _bar(view: MapView, key: Key, most: int) -> str:
    """Draw a class: its municipalities upon each other, and below them what it holds."""
    fill, thick = view.seen(key.fill or "#ffffff"), min(_THICK, _HIGH / most - 1)
    codes: Iterable[str] = reversed(key.codes)
    rest = ""
    if thick < _THINNEST:
        high = round(_HIGH * len(key.codes) / most)
        rest, codes, thick = f'<span style="height:{high}px"></span>', key.codes, 0
        codes = [code for code in key.codes if code in view.selected]
    layers = "".join(_layer(view, code) for code in codes) + rest
    look = f"--c:{fill};--i:{text_on(fill)};--h:{thick:.0f}px"
    return f'<li style="{look}"><div>{layers}</div><b>{escape(key.label)}</b></li>'


def _layer(view: MapView, code: str) -> str:
    if code not in view.selected:
        return "<span></span>"
    return f'<span class="on">{escape(view.geometry.names.get(code, ""))}</span>'


def _sample(key: Key, colours: Theme, fill: str) -> str:
    return f"<li>{sample(key, colours, fill)}{escape(key.label)}</li>"


def listed(view: MapView) -> Iterable[tuple[str, str, str, str]]:
    """Return what can be pressed on the map: code, key of the mark, name, and what is said of it.

    Municipalities in the order of their values, or marks in the order of the table.
    """
    if "value" in view.rows:
        for row in view.rows.to_dict("records"):
            place = "" if row["rank"] == "–" else str(row["rank"])
            yield (
                str(row["code"]),
                "",
                str(row["name"]),
                " · ".join(part for part in (str(row["value"]), place) if part),
            )
        return
    for circle in sorted(view.circles, key=lambda c: (view.geometry.names.get(c.code, ""), c.tip)):
        name, _, rest = circle.tip.partition("\n")
        where = view.geometry.names.get(circle.code, "")
        yield (
            circle.code,
            circle.key,
            name,
            " · ".join(part for part in (where, rest.partition("\n")[0]) if part),
        )


def sample(key: Key, colours: Theme, fill: str = "") -> str:
    """Draw the sample of a legend entry as an SVG; its text is left to the caller.

    Parameters
    ----------
    key
        The entry.
    colours
        Those of the page's theme.
    fill
        Colour of the filling, where it is not the entry's own.
    """
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}" '
        f'aria-hidden="true">{_mark(key, colours, fill or key.fill)}</svg>'
    )


def _mark(key: Key, colours: Theme, fill: str | None) -> str:
    if key.kind == "circle":
        sign = (
            f'<text x="13" y="13" text-anchor="middle" font-weight="700" font-size="11" '
            f'font-family="Arial, sans-serif" fill="{colours.ink}">{escape(key.glyph)}</text>'
            if key.glyph
            else ""
        )
        return (
            f'<circle cx="13" cy="9" r="7.5" fill="{fill or "none"}" stroke="{key.line}" '
            f'stroke-width="2"/>{sign}'
        )
    box = (
        f'<rect x="1.5" y="1.5" width="{_WIDTH - 3}" height="{_HEIGHT - 3}" fill="{fill}" '
        f'stroke="{colours.border}"/>'
    )
    if key.kind == "missing":
        box += f'<path d="M4 16l14-14M12 16l12-12" stroke="{colours.hatch}" stroke-width="1.25"/>'
    return box
