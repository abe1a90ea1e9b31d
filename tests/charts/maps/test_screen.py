"""The map as SVG: complete by itself, links and marks, values where there is room, nothing hostile."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
import shapely

import vbdash
from vbdash.charts.maps.choropleth import choropleth, dorling
from vbdash.charts.maps.classes import classes_for
from vbdash.charts.maps.geometry import MapGeometry, crowded, geometry_of, rings
from vbdash.charts.maps.legend import legend
from vbdash.charts.maps.screen import drawing
from vbdash.charts.maps.view import MapView
from vbdash.charts.palette import ON_DARK, SEQUENTIAL, lightness
from vbdash.text import Text

TX = Text("sv")
SHARE = {"label_sv": "Andel", "unit_short_sv": "%", "decimals": 1}
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "<img src=x onerror=alert(1)>'\"&\u202e"


@pytest.fixture(scope="module")
def geometry(dataset: vbdash.Dataset) -> MapGeometry:
    return geometry_of(dataset)


def view(geometry: MapGeometry, **settings: object) -> MapView:
    codes = list(geometry.names)
    values = np.linspace(4.2, 33.3, len(codes))
    values[3] = np.nan
    table = pd.DataFrame({"code": codes, "value": values})
    return choropleth(geometry, table, SHARE, TX, **settings)  # type: ignore[arg-type]


def to(code: str) -> str:
    return f"?kommun={code}&x=1"


def test_every_municipality_is_a_link_and_the_chosen_are_marked(geometry: MapGeometry) -> None:
    root = ET.fromstring(drawing(view(geometry, selected=["2418"]), to))
    ways = root.findall(f".//{SVG}a")
    assert {each.get("data-k"): each.get("href") for each in ways} == {
        code: to(code) for code in geometry.names
    }
    assert all(each.get("tabindex") == "-1" for each in ways)  # their list is reached instead
    marked = [e for e in root.findall(f"{SVG}g") if e.get("pointer-events") == "none"]
    assert [each.find(f"{SVG}path").get("d") for each in marked] == [geometry.paths["2418"]] * 2  # type: ignore[union-attr]
    missing = list(geometry.names)[3]
    gap = root.find(f".//{SVG}a[@data-k='{missing}']/{SVG}path")
    assert gap is not None
    assert str(gap.get("fill")).startswith("url(#gap")


def test_what_a_script_completes_holds_no_outlines(geometry: MapGeometry) -> None:
    root = ET.fromstring(drawing(view(geometry, selected=["2418", "2482"]), None))
    marked = [each.get("data-d") for each in root.findall(f"{SVG}g/{SVG}path")]
    assert marked == ["2418 2482"] * 2
    ways = root.findall(f".//{SVG}a")
    assert {each.get("data-k") for each in ways} == set(geometry.names)
    assert not any(each.get("d") for each in root.findall(f".//{SVG}a/{SVG}path"))


def test_outlines_are_the_shapes(geometry: MapGeometry) -> None:
    for code, shape in geometry.shapes.items():
        numbers = [
            [int(n) for n in re.findall(r"-?\d+", ring)]
            for ring in geometry.paths[code].split("z")
            if ring
        ]
        drawn = [np.cumsum(np.array(flat).reshape(-1, 2), axis=0) * (1, -1) for flat in numbers]
        expected = [ring for polygon in rings(shape) for ring in polygon]
        assert [ring[:-1] for ring in expected] == [each.tolist() for each in drawn]


def test_values_stand_where_name_and_value_have_room(geometry: MapGeometry) -> None:
    root = ET.fromstring(drawing(view(geometry), to))
    rooms = {}
    for text in root.findall(f".//{SVG}text"):
        value = text.find(f"{SVG}tspan[@class='v off']")
        if value is not None:
            name = text.find(f"{SVG}tspan[@class='n']")
            assert name is not None
            rooms[name.text] = float(str(value.get("data-s")))
    assert rooms["Lycksele"] < rooms["Bjurholm"]
    assert len(rooms) >= 10
    assert "Malå" in rooms


def test_a_circle_carries_the_value_that_its_colour_shows(geometry: MapGeometry) -> None:
    codes = list(geometry.names)
    counts = pd.DataFrame({"code": codes, "value": np.linspace(100, 9000, len(codes))})
    shares = pd.DataFrame({"code": codes, "value": np.linspace(4.2, 33.3, len(codes))})
    count = {"label_sv": "Antal", "unit_short_sv": "personer", "decimals": 0}
    classes = classes_for(shares["value"], decimals=1)
    made = dorling(geometry, counts, count, TX, shade=(shares, SHARE, classes))
    assert made.figures[codes[-1]] == TX.percent(33.3)


def test_the_legend_is_a_histogram_that_names_the_marked(geometry: MapGeometry) -> None:
    made = view(geometry, selected=["2418"])
    written = legend(made)
    layers = re.findall(r"<li[^>]*>(.*?)<b>", written)
    assert [each.count("<span") for each in layers] == [len(key.codes) for key in made.legend]
    assert sum(each.count("<span") for each in layers) == 15
    assert re.findall(r'<span class="on">([^<]+)</span>', written) == ["Malå"]


def test_of_many_a_class_is_as_high_as_their_number(geometry: MapGeometry) -> None:
    made = view(geometry)
    many = tuple(
        replace(key, codes=tuple(f"{i}{n:04}" for n in range(60 * (i + 1))))
        for i, key in enumerate(made.legend)
    )
    written = legend(replace(made, legend=many))
    assert [int(each) for each in re.findall(r"<span style=\"height:(\d+)px", written)] == [
        round(84 * (i + 1) / len(many)) for i in range(len(many))
    ]


def test_no_name_becomes_markup(dataset: vbdash.Dataset) -> None:
    made = view(geometry_of(dataset))
    named = replace(
        made,
        labels=tuple(replace(each, text=HOSTILE) for each in made.labels),
        figures=dict.fromkeys(made.figures, HOSTILE),
        legend=tuple(replace(key, label=HOSTILE) for key in made.legend),
        legend_title=HOSTILE,
    )
    root = ET.fromstring(drawing(named, lambda _: HOSTILE))
    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= {
        "svg", "defs", "pattern", "rect", "path", "g", "a", "text", "tspan",
    }  # fmt: skip
    assert "<img" not in legend(named)


def test_in_the_dark_little_is_dark() -> None:
    steps = [lightness(ON_DARK[each]) for each in SEQUENTIAL]
    assert steps == sorted(steps)
    assert min(np.diff(steps)) > 8


def test_the_crowded_part_holds_the_small_ones(geometry: MapGeometry) -> None:
    part = geometry.crowded
    assert part is not None
    frame = shapely.box(part.left, part.top, part.left + part.width, part.top + part.height)
    held = {
        geometry.names[code]
        for code, (x, y) in zip(geometry.names, geometry.centres(list(geometry.names)), strict=True)
        if frame.contains(shapely.Point(x, -y))
    }
    assert {"Umeå", "Vännäs", "Bjurholm", "Nordmaling", "Robertsfors"} <= held
    assert "Storuman" not in held
    assert part.width / part.height == pytest.approx(geometry.width / geometry.height)


def test_few_or_even_areas_have_no_crowded_part() -> None:
    assert crowded(np.zeros((3, 2)), np.ones(3), (10, 10)) is None
    assert crowded(np.zeros((9, 2)), np.ones(9), (10, 10)) is None  # all in one part


class TestClasses:
    def test_none_is_narrow_for_one_municipality(self) -> None:
        values = [
            8.1,
            9.8,
            10.9,
            11.2,
            11.4,
            12.1,
            14.1,
            17.9,
            18.0,
            18.2,
            19.5,
            20.4,
            23.4,
            24.2,
            25.2,
        ]
        assert classes_for(values, decimals=1).breaks == (10.0, 15.0, 20.0)

    def test_a_narrow_one_that_holds_many_stays(self) -> None:
        values = [1, 2, 30, 30.2, 30.4, 30.6, 30.8, 31, 60, 61, 90, 91]
        found = classes_for(values, decimals=1)
        held = [found.of(v) for v in values]
        assert len(set(held)) == len(found.colours) >= 4
