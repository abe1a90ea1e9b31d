"""Maps as files."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pandas as pd
import pytest

import vbdash
from vbdash.charts.maps import choropleth
from vbdash.charts.maps.geometry import map_geometry
from vbdash.charts.maps.view import MapView
from vbdash.charts.paper.maps import compose_map, map_png, map_svg
from vbdash.text import Text

TX = Text("sv")
MEASURE = {"label_sv": "Sysselsatta i <industri> & annat", "unit_short_sv": "st", "decimals": 0}
WORDS = ("Industrin väger tyngst i Skellefteå", "Antal sysselsatta", "Källa: SCB, 2022")


@pytest.fixture(params=["choropleth", "dorling"])
def view(request: pytest.FixtureRequest, dataset: vbdash.Dataset) -> MapView:
    geometry = map_geometry(dataset.municipalities, dataset.neighbours)
    values = [float("nan"), 0, *range(10, 23)]
    table = pd.DataFrame({"code": list(geometry.names), "value": values})
    face = choropleth.choropleth if request.param == "choropleth" else choropleth.dorling
    return face(geometry, table, MEASURE, TX, selected=["2480"], note="Efter arbetsställe.")


def test_svg_has_all_words_and_is_repeatable(view: MapView) -> None:
    svg = map_svg(view, *WORDS, tx=TX)
    assert svg == map_svg(view, *WORDS, tx=TX)
    words = " ".join(" ".join(ET.fromstring(svg).itertext()).split())
    for each in (*WORDS, "Umeå", "uppgift saknas (1)", "Efter arbetsställe."):
        assert each in words


def test_nothing_is_cut(view: MapView) -> None:
    for size in ((1200, 675), (1600, 900), (800, 800)):
        canvas = compose_map(view, *WORDS, size=size)
        for box in canvas.boxes:
            assert box.left >= 0
            assert box.right <= size[0]
            assert box.top >= 0
            assert box.bottom <= size[1]


def test_png(view: MapView) -> None:
    png = map_png(view, *WORDS, tx=TX, scale=1)
    assert png.startswith(b"\x89PNG")
    assert png == map_png(view, *WORDS, tx=TX, scale=1)
