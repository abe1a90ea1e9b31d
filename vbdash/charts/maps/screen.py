"""A map as SVG for the screen: drawn by the server, so that it is there whatever a browser lacks.

Areas and marks are links. Lines and letters keep their size in pixels at every width: they are
written in steps of the map times ``--u``, the steps to a pixel, which whoever knows the width sets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from html import escape
from itertools import chain
from typing import Any, Final

import shapely

from vbdash.charts.labels import text_size
from vbdash.charts.maps.geometry import HATCH, WIDEST, MapGeometry
from vbdash.charts.maps.labels import LARGEST, Label
from vbdash.charts.maps.view import Circle, MapView
from vbdash.charts.palette import FLOW, MISSING, luminance, text_on

#: Address that a press leads to, by the code of a municipality.
Address = Callable[[str], str]
#: Pixels to a step at which it is tried whether a value fits into its area.
_SCALES: Final = (0.1, 0.13, 0.16, 0.2, 0.25, 0.3, 0.36, 0.44, 0.54, 0.7)
#: How much of name and value must lie within: a corner may reach over a border.
_INSIDE: Final = 0.9
#: Letters are narrower than the estimate, which is made for any font; a line is this high.
_FONT, _LINE = 0.92, 1.15
#: What the picture needs to be seen; it says what it draws by itself, whatever page it stands on.
STYLE: Final = (
    ".vm{display:block;width:100%;height:100%;overflow:hidden;--u:5;--f:14}"
    ".vm path,.vm circle{vector-effect:non-scaling-stroke;stroke-linejoin:round}"
    ".vm a{cursor:pointer;outline:none;-webkit-tap-highlight-color:transparent}"
    ".vm a:hover path,.vm a:hover circle,.vm .now path{filter:brightness(.88)}"
    ".vm text{font-weight:600;font-size:calc(var(--f)*var(--u)*1px);text-anchor:middle;"
    "dominant-baseline:central;paint-order:stroke;stroke-linejoin:round;pointer-events:none;"
    "stroke-width:calc(3px*var(--u));"
    "transform:translate(calc(var(--x,0)*var(--u)*1px),calc(var(--y,0)*var(--u)*1px))}"
    ".vm text{fill:#10181f;stroke:#fff}.vm text.p{fill:#fff;stroke:#0b1a26}"
    # As large as its mark, but never too small to read: on a narrow screen marks are small.
    ".vm .g{fill:var(--i);font-weight:700;stroke:none;transform:none;font-size:max(var(--s)*1px,var(--u)*9px)}"
    ".vm .off{display:none}.vm .mid{--x:0!important;--y:0!important}"
)


def drawing(view: MapView, to: Address | None, *, close: bool = False) -> str:
    """Draw a map as an SVG that fills what it stands in.

    Parameters
    ----------
    view
        The map.
    to
        Where pressing a municipality leads. None for a picture that a script completes, and that
        is sent often: an area's path takes the outline of its link's ``data-k``, another path
        those that ``data-d`` names, one after the other, all of them of the geometry
        (:attr:`vbdash.charts.maps.geometry.MapGeometry.paths`), and links lead nowhere yet.
    close
        Whether to show the crowded part alone, enlarged.
    name
        Tells this picture from others in the same document, where there are any.

    Returns
    -------
    str
        ``<svg class="vm">``; it needs :data:`STYLE`. Every text is escaped. For a reader it is no
        more than a picture: what it shows must be said and listed beside it.
    """
    part = view.geometry.crowded if close else None
    frame = " ".join(str(round(each)) for each in part or _whole(view.geometry))
    colours = view.colours
    land = f'<path {_outline(view, [""], to)} fill="{colours.land}" stroke="{colours.line}"/>'
    over = [list(_circles(view, to)), list(_names(view))]
    inside = [
        _hatching(view), land, *_areas(view, to), *_marked(view, to), *_links(view),
        *chain.from_iterable(reversed(over) if view.numbered else over),
    ]  # fmt: skip
    look = " dark" if view.theme == "dark" else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="vm{look}" viewBox="{frame}" '
        f'aria-hidden="true" focusable="false">{"".join(inside)}</svg>'
    )


def _outline(view: MapView, codes: Iterable[str], to: Address | None) -> str:
    if to is None:
        return f'data-d="{escape(" ".join(codes))}"'
    return f'd="{"".join(view.geometry.paths[code] for code in codes)}"'


def _whole(geometry: MapGeometry) -> tuple[float, float, float, float]:
    return -geometry.width / 2, -geometry.height / 2, geometry.width, geometry.height


def _hatching(view: MapView) -> str:
    """Return the pattern of areas without a figure."""
    step = round(HATCH / view.geometry.scale(WIDEST))
    return (
        f'<defs><pattern id="gap" width="{step}" height="{step}" patternUnits='
        '"userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="{step}" height="{step}" fill="{view.seen(MISSING)}"/>'
        f'<path d="M0 0V{step}" stroke="{_line(view)}" stroke-width="1.25"/></pattern></defs>'
    )


def _line(view: MapView) -> str:
    return "#8b96a0" if view.theme == "dark" else view.colours.hatch


def _way(to: Address | None, code: str, tip: str, mark: str = "") -> str:
    """Begin the link of a municipality or a mark in it."""
    other = f' data-m="{escape(mark)}"' if mark and mark != code else ""
    link = f' href="{escape(to(code))}"' if code and to else ""
    said = f' data-t="{escape(tip)}"' if tip else ""
    tab = ' tabindex="-1"' if to else ""  # else the script says so
    return f'<a{tab}{link} data-k="{escape(code)}"{other}{said}>'


def _areas(view: MapView, to: Address | None) -> Iterable[str]:
    colours = view.colours
    background = all(area.fill == "" for area in view.areas)
    edge = colours.line if background else colours.border
    yield f'<g stroke="{edge}">'
    for area in sorted(view.areas, key=lambda each: -view.geometry.reach[each.code]):
        fill = "url(#gap)" if area.fill is None else view.seen(view.ground(area))
        d = f"{_outline(view, [area.code], to)} " if to else ""
        yield f'{_way(to, area.code, "")}<path {d}fill="{fill}"/></a>'
    yield "</g>"


def _marked(view: MapView, to: Address | None) -> Iterable[str]:
    """Draw a line round each chosen municipality, with a rim that shows on every colour."""
    chosen = view.outlined
    for colour, width in ((view.colours.halo, 5.5), (view.colours.ink, 3)) if chosen else ():
        yield (
            f'<g fill="none" stroke="{colour}" stroke-width="{width}" pointer-events="none">'
            f"<path {_outline(view, chosen, to)}/></g>"
        )


def _links(view: MapView) -> Iterable[str]:
    thin = [each for each in view.links if len(each) == 4]
    d = "".join(f"M{a:.0f} {-b:.0f}L{c:.0f} {-e:.0f}" for a, b, c, e in thin)
    if d:
        yield f'<path d="{d}" fill="none" stroke="{_line(view)}" pointer-events="none"/>'
    for a, b, c, e, width in (each for each in view.links if len(each) == 5):
        line = f'd="M{a:.0f} {-b:.0f}L{c:.0f} {-e:.0f}" fill="none" pointer-events="none"'
        yield f'<path {line} stroke="{view.colours.halo}" stroke-width="{width + 2}"/>'
        yield f'<path {line} stroke="{FLOW}" stroke-width="{width}"/>'


def _circles(view: MapView, to: Address | None) -> Iterable[str]:
    colours, scale = view.colours, view.geometry.scale(WIDEST)
    usual = Counter((each.line, 1 if each.fill else 2) for each in view.circles).most_common(1)
    line, thick = usual[0][0] if usual else ("", 1)
    fills = Counter(view.seen(each.fill or colours.halo) for each in view.circles)
    plain = fills.most_common(1)[0][0] if fills else "none"
    signs = Counter(sign for each in view.circles if (sign := _sign(view, each, scale)))
    ink, size = signs.most_common(1)[0][0] if signs else ("", 0)
    written = f' style="--i:{ink};--s:{size}"' if signs else ""
    # Once: a map may have hundreds.
    yield f'<g fill="{plain}" stroke="{line}" stroke-width="{thick}"{written}>'
    for each in view.circles:
        chosen = each.key == each.code and each.code in view.selected
        gap = each.fill == MISSING
        fill = "url(#gap)" if gap else view.seen(each.fill or colours.halo)
        rim = colours.ink if chosen else each.line
        width = 3.5 if chosen else 1 if each.fill else 2
        yield (
            f"{_way(to, each.code, each.tip * (each.key != each.code), each.key)}"
            f'<circle cx="{each.x:.0f}" cy="{-each.y:.0f}" r="{each.radius:.0f}"'
            + (f' fill="{fill}"' if fill != plain else "")
            + (f' stroke="{rim}"' if rim != line else "")
            + (f' stroke-width="{width}"' if width != thick else "")
            + f"/>{_glyph(each, _sign(view, each, scale), (ink, size))}</a>"
        )
    yield "</g>"


def _sign(view: MapView, circle: Circle, scale: float) -> tuple[str, int] | None:
    """Return colour and size of the sign of a mark, as large as the mark; None where it has none."""
    size = circle.radius * (1.5 if len(circle.glyph) < 2 else min(1.25, 3.2 / len(circle.glyph)))
    if not circle.glyph or size * scale < 9:
        return None
    ink = text_on(view.seen(circle.fill)) if circle.fill else view.colours.ink
    return ink, round(size)


def _glyph(circle: Circle, sign: tuple[str, int] | None, usual: tuple[str, int]) -> str:
    """Write the sign of a mark in it; how it looks is said where it is not as usual."""
    if sign is None:
        return ""
    names = zip(("--i:", "--s:"), sign, usual, strict=True)
    own = ";".join(f"{name}{each}" for name, each, other in names if each != other)
    return (
        f'<text class="g" x="{circle.x:.0f}" y="{-circle.y:.0f}"'
        + (f' style="{own}"' if own else "")
        + f">{escape(circle.glyph)}</text>"
    )


def _names(view: MapView) -> Iterable[str]:
    """Write the names, and under each its value, shown from the scale at which both fit."""
    behind = _behind(view)
    areas = not any(circle.key == circle.code for circle in view.circles)
    rooms = _rooms(view)
    for label in view.labels:
        spot = label.spot
        ink = "" if luminance(behind[label.code]) > 0.18 else ' class="p"'
        moved = f' style="--x:{spot.dx:.0f};--y:{spot.dy:.0f}"' if spot.dx or spot.dy else ""
        text, room = escape(label.text), rooms.get(label.code)
        value = view.figures.get(label.code, "")
        lines, x = text, f'x="{spot.x:.0f}"'
        if value and room is not None:
            lines = (
                f'<tspan class="n">{text}</tspan>'
                f'<tspan class="v off" {x} data-s="{room}">{escape(value)}</tspan>'
            )
        wide = ' data-w="1"' if label.wide_only else ""
        middle = ' data-c="1"' if areas and moved else ""
        yield f'<text {x} y="{-spot.y:.0f}"{ink}{moved}{wide}{middle}>{lines}</text>'


def _behind(view: MapView) -> dict[str, str]:
    """Return the colour behind each name."""
    own = view.colours.own
    found = {area.code: view.seen(view.ground(area)) for area in view.areas}
    circles = {c.code: c for c in view.circles if c.key == c.code}
    full = view.geometry.scale(WIDEST)
    for label in view.labels:
        circle, moved = circles.get(label.code), label.spot.dx or label.spot.dy
        if circles:
            wide = circle and circle.fill and 2 * circle.radius * full > 40 and not moved
            found[label.code] = view.seen(circle.fill or own) if circle and wide else own
    return found


def _rooms(view: MapView) -> dict[str, float]:
    """Return, for each name, the scale from which its value fits with it into area or circle."""
    circles = {c.code: c for c in view.circles if c.key == c.code and c.fill}
    rooms: dict[str, float] = {}
    for label in view.labels:
        value = view.figures.get(label.code)
        if not value:
            continue
        if circles:
            circle = circles.get(label.code)
            shape: Any = circle and shapely.Point(circle.x, circle.y).buffer(circle.radius, 8)
        else:
            shape = view.geometry.shapes[label.code]
        if shape is not None:
            shapely.prepare(shape)
            found = next((s for s in _SCALES if _fits(label, value, shape, s)), None)
            rooms |= {label.code: found} if found else {}
    return rooms


def _fits(label: Label, value: str, shape: Any, scale: float) -> bool:
    """Whether name and value, a line each, lie nearly whole within a shape at a scale."""
    width = max(text_size(text, LARGEST * _FONT)[0] for text in (label.text, value)) / scale
    height = 2 * _LINE * LARGEST / scale
    x, y = label.spot.x, label.spot.y
    box = shapely.box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
    return bool(shapely.intersection(shape, box).area >= _INSIDE * box.area)
