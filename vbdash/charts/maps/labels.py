"""Names on maps: placed so that they can be read at every width of the screen.

The server does not know how wide the visitor's screen is, so one placement has to hold for all of
them. A name is tied to a place on the map and moved aside by a number of pixels; how far two names
stand apart is then a simple function of the map's scale, and the placement is checked at every
scale from a small phone to a projector. Names for which there is no room on a phone are marked as
*wide only*: the map hides them where the canvas is narrow.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray

from vbdash.charts.labels import text_size
from vbdash.charts.maps.geometry import HEIGHT, NARROWEST, WIDEST, MapGeometry

#: Size of the letters in pixels on the narrowest and on a wide canvas.
SMALLEST, LARGEST = 11.5, 14.0
#: On canvases narrower than this many pixels the wide-only names are left out.
NARROW_CANVAS: Final = 500
#: Widths at which a placement is checked; between them all distances change evenly.
WIDTHS: Final = (NARROWEST, 272, 288, 326, 358, 398, 440, 499, NARROW_CANVAS, 560, 700, WIDEST)
#: With more areas than this nobody could read the names; the tooltip and the table have them.
_MOST: Final = 60
#: Free pixels round a name.
_GAP = 1.5
#: What it costs to touch a mark of another name at all widths.
_COVERING: Final = 3.0
#: The letters of the app's font are narrower than the estimate, which is made for any font.
_FONT: Final = 0.92


@dataclass(frozen=True)
class Spot:
    """One place where a name could stand.

    Attributes
    ----------
    x, y
        On the map, in grid steps.
    dx, dy
        How far the middle of the name is moved from there, in pixels, downwards positive.
    cost
        The lower the better.
    """

    x: float
    y: float
    dx: float
    dy: float
    cost: float


@dataclass(frozen=True)
class Label:
    """A name and where it stands.

    Attributes
    ----------
    code, text
        Whose name, and the name.
    spot
        Where.
    wide_only
        Whether it is left out on canvases narrower than :data:`NARROW_CANVAS`.
    """

    code: str
    text: str
    spot: Spot
    wide_only: bool = False


def font_pixels(scale: float, full: float) -> float:
    """Return the size of the letters at a scale, `full` being the scale of a wide canvas."""
    return float(np.clip(LARGEST * scale / full, SMALLEST, LARGEST))


def area_labels(
    geometry: MapGeometry, avoid: Sequence[tuple[float, float, float]] = ()
) -> tuple[Label, ...]:
    """Place the names of all municipalities in or beside their areas; none where they are many.

    Parameters
    ----------
    avoid
        Marks that the names should not cover: x, y and radius in grid steps.
    """
    key = ("names in areas", *avoid)
    return geometry.once(key, lambda: _area_labels(geometry, avoid))


def _area_labels(
    geometry: MapGeometry, avoid: Sequence[tuple[float, float, float]]
) -> tuple[Label, ...]:
    if len(geometry.names) > _MOST:
        return ()
    size = {code: shape.area for code, shape in geometry.shapes.items()}
    order = sorted(size, key=lambda c: (-size[c], c))
    marks = {f"mark {i}": mark for i, mark in enumerate(avoid)}
    spots = geometry.once(("spots",), lambda: _spots(geometry))
    return place(geometry, geometry.names, spots, order, marks)


def _spots(geometry: MapGeometry) -> dict[str, list[Spot]]:
    full = geometry.scale(WIDEST)
    return {
        code: _area_spots(name, geometry.shapes[code], geometry.centres([code])[0], full)
        for code, name in geometry.names.items()
    }


def _area_spots(name: str, shape: Any, centre: NDArray[np.float64], full: float) -> list[Spot]:
    """List places in an area, then beside it, with what each costs at the scale of a phone."""
    width, height = (each / full for each in text_size(name, LARGEST * _FONT))
    left, low, right, high = shape.bounds
    grid = [
        (x, y) for x in np.linspace(left, right, 9)[1:-1] for y in np.linspace(low, high, 9)[1:-1]
    ]
    inner = [tuple(centre), *(p for p in grid if shape.contains(shapely.Point(p)))]
    spots: list[Spot] = []
    for x, y in inner:
        box = shapely.box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
        outside = 1 - shape.intersection(box).area / box.area
        away = np.hypot(x - centre[0], y - centre[1]) / np.sqrt(shape.area)
        spots.append(Spot(float(x), float(y), 0, 0, float(3 * outside + away)))
    x, y = (float(v) for v in centre)
    half = text_size(name, LARGEST * _FONT)[0] / 2
    for reach in (8.0, 14.0, 20.0):
        spots += [Spot(x, y, 0, s * reach, 1 + reach / 14) for s in (1, -1)]
        spots += [
            Spot(x, y, s * (half * share), t * reach / 2, 1.4 + reach / 10 + share / 2)
            for share in (0.45, 0.9)
            for s in (1, -1)
            for t in (0, 1, -1)
        ]
    return spots


def circle_labels(
    geometry: MapGeometry, circles: Mapping[str, tuple[float, float, float]]
) -> tuple[Label, ...]:
    """Place the names of circles: inside where there is room, else below, above or beside.

    Parameters
    ----------
    circles
        By code: x, y and radius in grid steps.
    """
    key = ("names of circles", *circles.items())
    return geometry.once(key, lambda: _circle_labels(geometry, circles))


def _circle_labels(
    geometry: MapGeometry, circles: Mapping[str, tuple[float, float, float]]
) -> tuple[Label, ...]:
    spots = {
        code: _circle_spots(geometry, geometry.names[code], circle)
        for code, circle in circles.items()
    }
    order = sorted(circles.items(), key=lambda item: (-item[1][2], item[0]))
    names = {code: geometry.names[code] for code in circles}
    return place(geometry, names, spots, [code for code, _ in order], circles, hiding=60)


def _circle_spots(geometry: MapGeometry, name: str, circle: Sequence[float]) -> list[Spot]:
    """List places in a circle, then round it, the nearest first."""
    x, y, radius = circle
    full = geometry.scale(WIDEST)
    width, height = text_size(name, LARGEST * _FONT)
    half, up = width / 2, 0.5 * height
    spots = [Spot(x, y, 0, 0, 0 if 2 * radius * full > 1.05 * width else 5)]
    for angle in np.arange(0, 2 * np.pi, np.pi / 12):
        across, rise = float(np.cos(angle)), float(np.sin(angle))
        # Above and below read better than beside, and beside better than aslant.
        cost = 1 + 0.4 * abs(across) + (0.8 if abs(across * rise) > 0.3 else 0)
        for away in (2.0, 7.0, 13.0, 20.0):
            place = (x + radius * across, y + radius * rise)
            moved = (across * (half + away), -rise * (up + away))
            spot = Spot(*place, *moved, cost + away / 8)
            spots += [spot, _drawn_in(geometry, spot, half)]
    return spots


def _drawn_in(geometry: MapGeometry, spot: Spot, half: float) -> Spot:
    """Return a place that is the same on a wide canvas and drawn in from the edge of a narrow."""
    narrow, full = geometry.scale(NARROWEST), geometry.scale(WIDEST)
    limit = NARROWEST / 2 - half * SMALLEST / LARGEST - 2 * _GAP
    at_narrow = float(np.clip(spot.x * narrow + spot.dx, -limit, limit))
    at_full = spot.x * full + spot.dx
    x = (at_full - at_narrow) / (full - narrow)
    return Spot(x, spot.y, at_full - x * full, spot.dy, spot.cost + 0.3)


def place(
    geometry: MapGeometry,
    texts: Mapping[str, str],
    spots: Mapping[str, Sequence[Spot]],
    order: Sequence[str],
    circles: Mapping[str, tuple[float, float, float]] | None = None,
    *,
    hiding: float = 0,
) -> tuple[Label, ...]:
    """Choose one spot for each text so that no two texts touch at any width.

    Parameters
    ----------
    texts
        By code.
    spots
        Possible places by code.
    order
        Codes, the ones that should rather keep their name first.
    circles
        Marks that a name of another mark should not cover: x, y, radius by code.
    hiding
        What it costs beside touching one of them when all of the name lies on one of them: it would be read as its
        name. A name that reaches a little way into a neighbour may still be the best.

    Returns
    -------
    tuple of Label
        In the order of `order`. Texts without room on a phone are wide only; texts without room
        anywhere are left out.

    Notes
    -----
    Least-conflict search (Minton et al. 1992) from the cheapest spots, in fixed order, so that
    the same map always gets the same names in the same places.
    """
    boxes = {c: _boxes(geometry, texts[c], spots[c]) for c in order}
    weights = (_COVERING, hiding)
    base = {c: _base_cost(geometry, c, spots[c], boxes[c], circles or {}, weights) for c in order}
    chosen = _least_conflict(order, boxes, base)
    kept, dropped = _without_conflict(order, boxes, base, chosen)
    _settle(kept, boxes, base)
    labels = [Label(c, texts[c], spots[c][kept[c]]) for c in order if c in kept]
    wide = slice(WIDTHS.index(NARROW_CANVAS), None)
    taken = [boxes[c][kept[c]][wide] for c in kept]
    for code in dropped:
        mine = boxes[code][:, wide]
        free = np.flatnonzero(_inside_frame(mine, wide) & ~_meets(mine, taken)).tolist()
        if free:
            best = min(free, key=lambda i: (base[code][i] % 1e3, i))
            taken.append(boxes[code][best][wide])
            labels.append(Label(code, texts[code], spots[code][best], wide_only=True))
    return tuple(labels)


def _boxes(geometry: MapGeometry, text: str, spots: Sequence[Spot]) -> NDArray[np.float64]:
    """Return left, top, right, bottom in pixels from the middle; shape (spots, widths, 4)."""
    scales = np.array([geometry.scale(width) for width in WIDTHS])
    fonts = np.array([font_pixels(s, geometry.scale(WIDEST)) for s in scales]) * _FONT
    half = np.array([text_size(text, font) for font in fonts]) / 2 + _GAP
    half[:, 1] *= 0.86  # the estimate has the air between two lines in it
    xy = np.array([[s.x, -s.y] for s in spots])[:, None, :] * scales[None, :, None]
    middle = xy + np.array([[s.dx, s.dy] for s in spots])[:, None, :]
    return np.concatenate([middle - half[None], middle + half[None]], axis=2)


def _inside_frame(boxes: NDArray[np.float64], at: slice) -> NDArray[np.bool_]:
    """Say for each spot whether its text is inside the canvas at all of the widths."""
    half_width = np.array(WIDTHS[at]) / 2
    inside = (
        (boxes[..., 0] >= -half_width)
        & (boxes[..., 2] <= half_width)
        & (boxes[..., 1] >= -HEIGHT / 2)
        & (boxes[..., 3] <= HEIGHT / 2)
    )
    return np.asarray(inside.all(axis=-1))


def _base_cost(
    geometry: MapGeometry,
    code: str,
    spots: Sequence[Spot],
    boxes: NDArray[np.float64],
    circles: Mapping[str, tuple[float, float, float]],
    weights: tuple[float, float],
) -> NDArray[np.float64]:
    """Return what each spot costs by itself; prohibitive outside the frame."""
    scales = np.array([geometry.scale(width) for width in WIDTHS])
    cost = np.array([s.cost for s in spots])
    cost += np.where(_inside_frame(boxes, slice(None)), 0.0, 1e3)
    others = np.array([circle for other, circle in circles.items() if other != code])
    if len(others):
        x, y, radius = (others[:, i, None, None] * scales for i in range(3))
        dx = np.maximum(np.maximum(boxes[..., 0] - x, x - boxes[..., 2]), 0)
        dy = np.maximum(np.maximum(boxes[..., 1] + y, -y - boxes[..., 3]), 0)
        met = np.hypot(dx, dy) < radius
        cost += weights[0] * met.mean(axis=2).sum(axis=0)
        if weights[1]:
            hidden = np.zeros(met.shape)
            mark, spot, width = np.nonzero(met)
            at = (each[mark, 0, width] for each in (x, -y, radius))
            hidden[mark, spot, width] = _hidden(boxes[spot, width], *at)
            cost += weights[1] * hidden.mean(axis=2).sum(axis=0)
    return cost


def _hidden(
    boxes: NDArray[np.float64],
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    radius: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Return the share of each line of text that lies on a circle; all of shape (n,), boxes (n, 4)."""
    left, top, right, bottom = boxes.T
    down = (top + bottom) / 2 - y
    across = [left + share * (right - left) - x for share in np.linspace(0.05, 0.95, 7)]
    inside = [np.hypot(each, down) < radius for each in across]
    return np.asarray(np.mean(inside, axis=0), dtype=np.float64)


def _touch(boxes: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Say for each row of `boxes` whether it meets `other` at any of the widths."""
    apart = (
        (boxes[..., 0] >= other[..., 2])
        | (boxes[..., 2] <= other[..., 0])
        | (boxes[..., 1] >= other[..., 3])
        | (boxes[..., 3] <= other[..., 1])
    )
    return np.asarray(~apart.all(axis=-1))


def _meets(boxes: NDArray[np.float64], others: Sequence[NDArray[np.float64]]) -> NDArray[np.bool_]:
    """Say for each of `boxes` whether it meets any of the others."""
    if not others:
        return np.zeros(len(boxes), dtype=bool)
    return np.asarray(_touch(boxes[:, None], np.array(others)[None]).any(axis=1))


def _least_conflict(
    order: Sequence[str],
    boxes: Mapping[str, NDArray[np.float64]],
    base: Mapping[str, NDArray[np.float64]],
) -> dict[str, int]:
    chosen = {code: int(np.argmin(base[code])) for code in order}
    placed = np.array([boxes[code][chosen[code]] for code in order])
    for weight in (1.0, 2.0, 4.0, 8.0, 8.0, 16.0, 16.0, 32.0):
        before = dict(chosen)
        for i, code in enumerate(order):
            others = np.delete(placed, i, axis=0)
            met = _touch(boxes[code][:, None], others[None]).sum(axis=1)
            chosen[code] = int(np.argmin(base[code] + weight * met))
            placed[i] = boxes[code][chosen[code]]
        if chosen == before and weight > 4:
            break
    return chosen


def _settle(
    kept: dict[str, int],
    boxes: Mapping[str, NDArray[np.float64]],
    base: Mapping[str, NDArray[np.float64]],
) -> None:
    """Move texts to better places that are free, until none is left."""
    for _ in range(4):
        before = dict(kept)
        for code, spot in before.items():
            free = ~_meets(boxes[code], [boxes[c][i] for c, i in kept.items() if c != code])
            free[spot] = True
            kept[code] = int(np.argmin(np.where(free, base[code], np.inf)))
        if kept == before:
            return


def _without_conflict(
    order: Sequence[str],
    boxes: Mapping[str, NDArray[np.float64]],
    base: Mapping[str, NDArray[np.float64]],
    chosen: Mapping[str, int],
) -> tuple[dict[str, int], list[str]]:
    """Keep texts in order as long as they meet none kept before; the others are dropped."""
    kept: dict[str, int] = {}
    dropped: list[str] = []
    for code in order:
        spots = np.array([chosen[code], *np.argsort(base[code], kind="stable")])
        met = _meets(boxes[code], [boxes[other][i] for other, i in kept.items()])
        free = spots[(base[code] < 1e3)[spots] & ~met[spots]]
        if len(free):
            kept[code] = int(free[0])
        else:
            dropped.append(code)
    return kept, dropped
