"""Names on maps: none under another, none cut, at every width."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest

import vbdash
from vbdash.charts.labels import text_size
from vbdash.charts.maps import choropleth
from vbdash.charts.maps.geometry import HEIGHT, WIDEST, MapGeometry, map_geometry
from vbdash.charts.maps.labels import NARROW_CANVAS, Label, area_labels, font_pixels
from vbdash.indicators.firms.leading import strength_table
from vbdash.text import Text

#: Widths of the canvas on a 320 px and a 390 px phone, in a column, on a desk and a projector.
CANVASES = (288, 358, 620, 1280, 1760)


def boxes(
    geometry: MapGeometry, labels: tuple[Label, ...], canvas: int
) -> list[tuple[float, float, float, float]]:
    scale = geometry.scale(canvas)
    size = font_pixels(scale, geometry.scale(WIDEST)) * 0.9
    found = []
    for label in labels:
        if label.wide_only and canvas < NARROW_CANVAS:
            continue
        width, height = text_size(label.text, size)
        x, y = label.spot.x * scale + label.spot.dx, -label.spot.y * scale + label.spot.dy
        found.append((x - width / 2, y - 0.4 * height, x + width / 2, y + 0.4 * height))
    return found


def check(geometry: MapGeometry, labels: tuple[Label, ...]) -> None:
    for canvas in CANVASES:
        placed = sorted(boxes(geometry, labels, canvas))
        for left, top, right, bottom in placed:
            assert -canvas / 2 <= left
            assert right <= canvas / 2
            assert max(abs(top), abs(bottom)) <= HEIGHT / 2
        for i, a in enumerate(placed):
            for b in placed[i + 1 :]:
                apart = b[0] >= a[2] or b[2] <= a[0] or b[1] >= a[3] or b[3] <= a[1]
                assert apart, (canvas, a, b)


@pytest.mark.parametrize("county", ["24", "25", "13", "12", "14"])
def test_areas(dataset: vbdash.Dataset, county: str) -> None:
    land = dataset.boundaries
    geometry = map_geometry(land[land["county"] == county], land[land["county"] != county])
    check(geometry, area_labels(geometry))


def test_all_fifteen_names_even_on_the_smallest_phone(dataset: vbdash.Dataset) -> None:
    geometry = map_geometry(dataset.municipalities, dataset.neighbours)
    labels = area_labels(geometry)
    assert {label.code for label in labels} == set(geometry.names)
    assert not any(label.wide_only for label in labels)


def test_the_larger_font_never_shrinks_with_the_canvas() -> None:
    sizes = [font_pixels(scale, 0.2) for scale in (0.05, 0.1, 0.15, 0.2)]
    assert all(a <= b for a, b in pairwise(sizes))


@pytest.mark.parametrize("seed", range(4))
def test_circles(dataset: vbdash.Dataset, seed: int) -> None:
    geometry = map_geometry(dataset.municipalities, dataset.neighbours)
    values = [((i * 37 + seed * 11) % 15) ** 3 for i in range(15)]
    table = pd.DataFrame({"code": list(geometry.names), "value": values})
    measure = {"label_sv": "Antal", "unit_short_sv": "st", "decimals": 0}
    view = choropleth.dorling(geometry, table, measure, Text("sv"))
    check(geometry, view.labels)
    assert len(view.labels) >= 14


def test_a_name_does_not_cover_another_circle(dataset: vbdash.Dataset) -> None:
    """Robertsfors is small and stands between the two largest, at the edge of the map."""
    geometry = map_geometry(dataset.municipalities, dataset.neighbours)
    measure = {"label_sv": "Antal", "unit_short_sv": "st", "decimals": 0}
    figures = dataset.table("observations")
    figures = figures[figures["region_code"].isin(list(geometry.names))]
    for name in ("population", "employed_residence", "commuters_in"):
        rows = figures[figures["measure"] == name]
        rows = rows[rows["year"] == rows["year"].max()]
        table = rows.groupby("region_code")["value"].sum().rename_axis("code").reset_index()
        assert len(table) == 15
        view = choropleth.dorling(geometry, table, measure, Text("sv"))
        check(geometry, view.labels)
        assert {label.code for label in view.labels} == set(geometry.names)
        for canvas in CANVASES:
            scale = geometry.scale(canvas)
            for label, box in zip(view.labels, boxes(geometry, view.labels, canvas), strict=True):
                for circle in view.circles:
                    x, y, radius = circle.x * scale, -circle.y * scale, circle.radius * scale
                    dx = max(box[0] - x, x - box[2], 0)
                    dy = max(box[1] - y, y - box[3], 0)
                    into = radius - (dx * dx + dy * dy) ** 0.5
                    own = circle.code == label.code
                    assert own or into < 2, (name, canvas, label.text, circle.code)


def test_a_name_does_not_lie_on_a_neighbour_where_circles_are_crowded(
    dataset: vbdash.Dataset,
) -> None:
    """Vännäs stands between four others when every firm on file is counted."""
    geometry = map_geometry(dataset.municipalities, dataset.neighbours)
    measure = {"label_sv": "Antal", "unit_short_sv": "st", "decimals": 0}
    counts = strength_table(
        dataset.table("companies"), dataset.table("leadership_claims"), dataset.municipality_codes
    )["any"]
    table = pd.DataFrame({"code": counts.index, "value": counts.to_numpy()})
    view = choropleth.dorling(geometry, table, measure, Text("sv"))
    check(geometry, view.labels)
    assert {label.code for label in view.labels} == set(geometry.names)
    for canvas in CANVASES:
        scale = geometry.scale(canvas)
        for label, box in zip(view.labels, boxes(geometry, view.labels, canvas), strict=True):
            middle = (box[1] + box[3]) / 2
            points = [box[0] + i / 20 * (box[2] - box[0]) for i in range(21)]
            for circle in view.circles:
                x, y, radius = circle.x * scale, -circle.y * scale, circle.radius * scale
                on = sum((p - x) ** 2 + (middle - y) ** 2 < radius**2 for p in points) / 21
                assert circle.code == label.code or on < 0.25, (canvas, label.text, circle.code)
