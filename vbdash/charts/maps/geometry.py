"""The shape of the land for maps: projected, simplified once, in small whole numbers.

Boundaries come in degrees and are turned into SWEREF 99 TM (EPSG:3006), the official projection of
Sweden, so that areas have the proportions people know from printed maps. Coordinates are counted
from the middle of the county in steps about as large as a fifth of a screen pixel: whole numbers
are what costs the browser least.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache, cached_property
from types import MappingProxyType
from typing import Any, Final, NamedTuple, TypeVar

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from vbdash.charts.labels import clean
from vbdash.charts.maps.dorling import separate
from vbdash.data.common import Memory
from vbdash.data.dataset import Dataset
from vbdash.data.kept import kept, kept_everywhere

#: How many times larger the part is shown, and how near its edge the middle of an area may lie, as
#: a share of the side.
_TIMES: Final = 2.4
_EDGE: Final = 0.08
#: Places that are tried along each side.
_TRIED: Final = 41
#: Height of a map on the screen in pixels. Fixed, so that nothing moves when the map arrives.
HEIGHT: Final = 480
#: Widths of the canvas that a map must work at: from a 320 px phone to a projector.
NARROWEST, WIDEST = 256, 1900
#: Room between the county and the edge of the picture, as a share of the county's longer side.
_MARGIN: Final = 0.025
#: Steps of the coordinate grid along one screen pixel.
_STEPS_PER_PIXEL: Final = 5

#: Pixels of a wide canvas between the lines across an area without a figure.
HATCH: Final = 8
#: Drawings that a county keeps: firms and figures stand on a map in as many ways as visitors choose.
_KEPT: Final = 256
T = TypeVar("T")
#: A closed line of ``[x, y]``.
Ring = list[list[int]]


@dataclass(frozen=True, eq=False)
class MapGeometry:
    """A county's municipalities, ready to be drawn.

    Attributes
    ----------
    names
        Name of each municipality by its code, in the order of the codes.
    shapes
        Polygon of each municipality, in grid steps from the middle of the frame, y upwards.
    surroundings
        What else of Sweden can come into view, in the same coordinates, one shape a county.
    width, height
        Of the frame, in grid steps. The frame holds the county with a small margin.
    metres
        Length of a grid step in metres.
    digest
        Tells one geometry from another.
    """

    names: Mapping[str, str]
    shapes: Mapping[str, Any]
    surroundings: tuple[Any, ...]
    width: float
    height: float
    metres: float
    digest: str
    _origin: tuple[float, float] = field(repr=False)
    _memory: Memory = field(default_factory=lambda: Memory(_KEPT), repr=False)

    def once(self, key: tuple[Hashable, ...], make: Callable[[], T]) -> T:
        """Return what is drawn on this land and nowhere else, made once; of much, the latest."""
        return self._memory.once(key, make)

    def scale(self, canvas_width: float, canvas_height: float = HEIGHT) -> float:
        """Return how many pixels a grid step has on a canvas of that size."""
        return min(canvas_width / self.width, canvas_height / self.height)

    def project(self, lon: Sequence[float], lat: Sequence[float]) -> NDArray[np.float64]:
        """Turn degrees (WGS 84) into grid steps.

        Parameters
        ----------
        lon, lat
            Shape (n,).

        Returns
        -------
        ndarray
            Shape (n, 2).
        """
        easting, northing = _transformed(np.asarray(lon), np.asarray(lat))
        xy = np.column_stack([easting, northing]) - np.asarray(self._origin)
        return np.asarray(xy / self.metres, dtype=np.float64)

    def degrees(self, xy: Any) -> NDArray[np.float64]:
        """Turn grid steps, shape (n, 2), into longitude and latitude (WGS 84), shape (n, 2)."""
        at = np.asarray(xy, dtype=np.float64) * self.metres + np.asarray(self._origin)
        return np.column_stack(_transformed(at[:, 0], at[:, 1], direction="INVERSE"))

    def outlines(self, code: str) -> list[list[list[list[float]]]]:
        """Return the polygons of a municipality in degrees, each as outer ring and holes."""
        return [
            [np.round(self.degrees(ring), 4).tolist() for ring in polygon]
            for polygon in rings(self.shapes[code])
        ]

    def centres(self, codes: Sequence[str]) -> NDArray[np.float64]:
        """Return the middle of the largest circle inside each municipality, shape (n, 2)."""
        middles = [self._middles[code] for code in codes]
        return np.array(middles, dtype=np.float64).reshape(-1, 2)

    def separate(
        self, centres: NDArray[np.float64], sizes: NDArray[np.float64], **room: Any
    ) -> NDArray[np.float64]:
        """Move circles apart (:func:`vbdash.charts.maps.dorling.separate`), the same ones once."""
        key = ("separate", centres.tobytes(), sizes.tobytes(), *sorted(room.items()))
        return self.once(key, lambda: separate(centres, sizes, **room))

    @cached_property
    def _middles(self) -> Mapping[str, tuple[float, float]]:
        return {code: _inside(shape) for code, shape in self.shapes.items()}

    @cached_property
    def paths(self) -> Mapping[str, str]:
        """Outline of each municipality as SVG draws it, y downwards; under ``""`` all else."""
        own = {code: _path(shape) for code, shape in self.shapes.items()}
        return MappingProxyType(own | {"": "".join(_path(each) for each in self.surroundings)})

    @cached_property
    def reach(self) -> Mapping[str, float]:
        """Radius of the largest circle inside each municipality: how large it is to a finger."""
        centres = self.centres(list(self.shapes))
        return MappingProxyType(
            {
                code: float(shape.boundary.distance(shapely.Point(at)))
                for (code, shape), at in zip(self.shapes.items(), centres, strict=True)
            }
        )

    @cached_property
    def crowded(self) -> Part | None:
        """The part that is shown larger on request; None where that is of no use."""
        sizes = np.array(list(self.reach.values()))
        return crowded(self.centres(list(self.shapes)), sizes, (self.width, self.height))


def map_geometry(
    municipalities: gpd.GeoDataFrame, neighbours: gpd.GeoDataFrame | None = None
) -> MapGeometry:
    """Project and simplify the municipalities of a county and what lies around it.

    Parameters
    ----------
    municipalities
        Columns ``code`` (or as index), ``name``, geometry in EPSG:4326.
    neighbours
        Other municipalities, in the same form; only what can come into view is kept.

    Returns
    -------
    MapGeometry
        Ready for every map of them.

    Raises
    ------
    ValueError
        When there is no municipality.

    Notes
    -----
    Shared borders stay shared: the simplification (Visvalingam and Whyatt 1993) works on the
    whole coverage at once, ``shapely.coverage_simplify``.
    """
    if municipalities.empty:
        raise ValueError("a map needs at least one municipality")
    codes, names, wkb = _columns(municipalities)
    around = _columns(neighbours) if neighbours is not None else ((), (), ())
    shapes = shapely.from_wkb(list(wkb) + list(around[2]))
    shapes = shapely.transform(shapes, _sweref)
    left, low, right, high = shapely.total_bounds(shapes[: len(codes)])
    margin = _MARGIN * max(right - left, high - low)
    width, height = right - left + 2 * margin, high - low + 2 * margin
    pixel = max(height / HEIGHT, width / 900)
    shapes = shapely.coverage_simplify(shapes, pixel)
    metres = pixel / _STEPS_PER_PIXEL
    origin = ((left + right) / 2, (low + high) / 2)
    shapes = shapely.transform(shapes, lambda xy: np.round((xy - origin) / metres))
    shapes = shapely.make_valid(shapes)
    islet = 4 * _STEPS_PER_PIXEL**2
    width, height = width / metres, height / metres
    order = sorted(range(len(codes)), key=lambda i: codes[i])
    return MapGeometry(
        names=MappingProxyType({codes[i]: names[i] for i in order}),
        shapes=MappingProxyType({codes[i]: _areas(shapes[i], islet) for i in order}),
        surroundings=_surroundings(around[0], shapes[len(codes) :], width, height, 15 * islet),
        width=width,
        height=height,
        metres=metres,
        digest=hashlib.sha256(b"".join((*wkb, *around[2], *map(str.encode, names)))).hexdigest()[
            :12
        ],
        _origin=origin,
    )


def _columns(frame: gpd.GeoDataFrame) -> tuple[tuple[str, ...], tuple[str, ...], tuple[bytes, ...]]:
    codes = frame.get("code", frame.index)
    return (
        tuple(map(str, codes)),
        tuple(clean(name) for name in frame["name"]),
        tuple(shapely.to_wkb(frame.geometry.to_numpy())),
    )


def _surroundings(
    codes: Sequence[str], shapes: NDArray[Any], width: float, height: float, islet: float
) -> tuple[Any, ...]:
    """Join neighbours county by county and cut away what no screen shows."""
    half_width = max(width, WIDEST * height / HEIGHT) / 2
    half_height = max(height, HEIGHT * width / NARROWEST) / 2
    view = shapely.box(-half_width, -half_height, half_width, half_height)
    counties: dict[str, list[Any]] = {}
    for code, shape in zip(codes, shapes, strict=True):
        if shape.intersects(view):
            counties.setdefault(code[:2], []).append(shape)
    joined = (shapely.union_all(counties[county]) for county in sorted(counties))
    cut = (_areas(shapely.intersection(shape, view), islet) for shape in joined)
    return tuple(shape for shape in cut if not shape.is_empty)


def _areas(shape: Any, smallest: float) -> Any:
    """Keep the largest area of a shape and those not too small to see; drop loose lines."""
    parts = [p for p in shapely.get_parts(shape) if p.geom_type in ("Polygon", "MultiPolygon")]
    polygons = [p for part in parts for p in shapely.get_parts(part)]
    largest = max((p.area for p in polygons), default=0.0)
    kept = [p for p in polygons if p.area >= min(largest, smallest)]
    return kept[0] if len(kept) == 1 else shapely.MultiPolygon(kept)


def _inside(shape: Any) -> tuple[float, float]:
    largest = max(shapely.get_parts(shape), key=lambda part: part.area)
    radius = shapely.maximum_inscribed_circle(largest, tolerance=2)
    x, y = shapely.get_coordinates(radius)[0]
    return float(x), float(y)


#: PROJ makes its transformer anew for each thread (a fiftieth of a second), and each run of a page has
#: a thread of its own: so one thread transforms for all.
_ONE: Final = ThreadPoolExecutor(1, "vbdash-projection")


def _transformed(x: Any, y: Any, **how: Any) -> Any:
    return _ONE.submit(lambda: _to_sweref().transform(x, y, **how)).result()


@cache
def _to_sweref() -> Any:
    from pyproj import Transformer

    return Transformer.from_crs(4326, 3006, always_xy=True)


def _sweref(lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.column_stack(_transformed(lonlat[:, 0], lonlat[:, 1]))


def rings(shape: Any) -> list[list[Ring]]:
    """Return the polygons of a shape, each as its outer ring followed by its holes."""
    return [
        [_ring(line) for line in (part.exterior, *part.interiors)]
        for part in shapely.get_parts(shape)
    ]


def _path(shape: Any) -> str:
    """Write the polygons of a shape as the data of an SVG path, in steps from point to point."""
    written = []
    for ring in (ring for polygon in rings(shape) for ring in polygon):
        at = np.asarray(ring[:-1]) * (1, -1)
        steps = " ".join(f"{x} {y}" for x, y in np.diff(at, axis=0))
        written.append(f"M{at[0][0]} {at[0][1]}l{steps}z".replace(" -", "-"))
    return "".join(written)


def _ring(line: Any) -> Ring:
    return [[int(x), int(y)] for x, y in np.round(shapely.get_coordinates(line))]


def hatch(shape: Any, spacing: float) -> list[Ring]:
    """Return the slanted lines, `spacing` steps apart, that fill a shape: no figure here."""
    left, low, right, high = shape.bounds
    first = np.floor((left - high) / (spacing * np.sqrt(2)))
    last = np.ceil((right - low) / (spacing * np.sqrt(2)))
    offsets = np.arange(first, last + 1) * spacing * np.sqrt(2)
    lines = shapely.linestrings([[[low + o, low], [high + o, high]] for o in offsets])
    inside = shapely.get_parts(shapely.intersection(lines, shape))
    return [_ring(line) for line in inside if line.geom_type == "LineString" and line.length > 1]


@kept_everywhere
def country_geometry(dataset: Dataset) -> MapGeometry:
    """Project and simplify the boundaries of all municipalities, for maps of the country."""
    return map_geometry(dataset.boundaries)


@kept
def geometry_of(dataset: Dataset) -> MapGeometry:
    """Project and simplify the boundaries of the county in focus, for every map of it."""
    return map_geometry(dataset.municipalities, dataset.neighbours)


class Part(NamedTuple):
    """A rectangle of a map, in grid steps from the middle, y downwards as on a screen.

    Attributes
    ----------
    left, top
        Its corner.
    width, height
        Its sides.
    """

    left: float
    top: float
    width: float
    height: float


def crowded(
    centres: NDArray[np.float64], sizes: NDArray[np.float64], frame: tuple[float, float]
) -> Part | None:
    """Find the part of the frame that gains most by being enlarged.

    Parameters
    ----------
    centres
        Middle of each area, shape (n, 2), y upwards.
    sizes
        How large each is to a finger: radius of the largest circle in it, shape (n,).
    frame
        Width and height of the whole.

    Returns
    -------
    Part or None
        Of the frame's proportions. None where a part would show nearly all areas, or few.

    Notes
    -----
    Each area counts by one over its size: many small ones are worth more than many large ones.
    """
    if len(centres) < 6:
        return None
    width, height = frame[0] / _TIMES, frame[1] / _TIMES
    x = np.linspace(-frame[0] / 2 + width / 2, frame[0] / 2 - width / 2, _TRIED)
    y = np.linspace(-frame[1] / 2 + height / 2, frame[1] / 2 - height / 2, _TRIED)
    across = np.abs(centres[:, 0] - x[:, None]) < width * (0.5 - _EDGE)
    up = np.abs(centres[:, 1] - y[:, None]) < height * (0.5 - _EDGE)
    held = (across[:, None, :] & up[None, :, :]).astype(float)
    gain = held @ (1 / np.maximum(sizes, 1.0))
    # Of places that hold the same areas the one in their middle is the best.
    best = np.argwhere(gain >= gain.max() - 1e-12)
    i, j = best[len(best) // 2]
    number = int(held[i, j].sum())
    if not 3 <= number <= 0.8 * len(centres):
        return None
    return Part(float(x[i] - width / 2), float(-y[j] - height / 2), float(width), float(height))
