"""The background map: off where it is not allowed, off until asked for, and what it then says."""

from __future__ import annotations

import base64
import json
import logging

import pytest

import vbdash
from tests.app.conftest import Open, maps, said
from vbdash.charts.maps.background import background_deck, style_address
from vbdash.charts.maps.geometry import map_geometry
from vbdash.charts.maps.points import Status, points
from vbdash.charts.maps.view import MapView
from vbdash.text import Text
from vbdash.ui.server import headers as server
from vbdash.ui.server.tiles import CREDIT, TEMPLATE, tiles

GOOD = "https://tile.example.org/{z}/{x}/{y}.png"
TOGGLE = "_background_map"


@pytest.fixture
def allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TEMPLATE, GOOD)
    monkeypatch.setenv(CREDIT, "© Example <b>maps</b>")


@pytest.mark.parametrize(
    ("template", "origin"),
    [
        (GOOD, "https://tile.example.org"),
        ("https://tile.example.org:8443/a/{z}/{y}/{x}?key=1", "https://tile.example.org:8443"),
        ("http://127.0.0.1:8000/{z}/{x}/{y}.png", "http://127.0.0.1:8000"),
        ("http://localhost/{z}/{x}/{y}.png", "http://localhost"),
    ],
)
def test_a_good_setting(monkeypatch: pytest.MonkeyPatch, template: str, origin: str) -> None:
    monkeypatch.setenv(TEMPLATE, template)
    found = tiles()
    assert found is not None
    assert (found.template, found.origin) == (template, origin)
    assert found.host == origin.partition("//")[2]
    rules = dict(rule.split(" ", 1) for rule in server.policy().split("; "))
    assert {name for name, rule in rules.items() if origin in rule.split()} == {
        "img-src",
        "connect-src",
    }


@pytest.mark.parametrize(
    "template",
    [
        "",
        "tiles",
        "http://tile.example.org/{z}/{x}/{y}.png",
        "ftp://tile.example.org/{z}/{x}/{y}.png",
        "https://tile.example.org/{z}/{x}.png",
        "https://{z}.{x}.{y}/",
        "https://*.example.org/{z}/{x}/{y}.png",
        "https://me:secret@example.org/{z}/{x}/{y}.png",
        "https://example.org; script-src */{z}/{x}/{y}.png",
        "https://example.org:port/{z}/{x}/{y}.png",
        "https:///{z}/{x}/{y}.png",
        "http://127.0.0.1.example.org/{z}/{x}/{y}.png",
    ],
)
def test_a_bad_setting_is_as_none(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, template: str
) -> None:
    monkeypatch.delenv(TEMPLATE, raising=False)
    plain = server.policy()
    monkeypatch.setenv(TEMPLATE, template)
    with caplog.at_level(logging.WARNING, "vbdash"):
        assert tiles() is None
        assert server.policy() == plain
    assert len(caplog.records) == bool(template)
    assert "secret" not in caplog.text


def test_without_the_setting_nothing_is_offered(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(TEMPLATE, raising=False)
    app = open_page("companies")
    assert not app.toggle
    assert "bakgrundskarta" not in said(app).lower()


@pytest.mark.usefixtures("allowed")
def test_it_is_off_until_the_visitor_turns_it_on(open_page: Open) -> None:
    app = open_page("companies", styrka="any")
    assert app.toggle(key=TOGGLE).value is False
    assert "bilder från tile.example.org, en tredje part" in said(app).replace("\\", "")
    assert not app.get("deck_gl_json_chart")
    assert not maps(app)[0]["over"]

    app.toggle(key=TOGGLE).set_value(True).run()
    assert not app.exception
    (chart,) = app.get("deck_gl_json_chart")
    spec = json.loads(chart.proto.json)
    style = json.loads(base64.b64decode(spec["mapStyle"].partition(",")[2]))
    (source,) = style["sources"].values()
    assert source["tiles"] == [GOOD]
    assert "© Example \\<b\\>maps" in said(app)
    assert json.loads(chart.proto.tooltip)["text"] == "{tip}"
    assert maps(app)[0]["over"]  # and beneath it the picture, for a browser without WebGL
    assert set(app.query_params) == {"styrka"}  # a link turns it on for nobody


@pytest.mark.usefixtures("allowed")
@pytest.mark.parametrize("face", ["yta", "cirklar"])
def test_other_faces_have_none(open_page: Open, face: str) -> None:
    assert not open_page("companies", karta=face).toggle


def view() -> tuple[MapView, dict[str, tuple[float, float]]]:
    """Return the map of all firms, and where they are."""
    dataset = vbdash.load()
    table = dataset.table("companies").rename(columns={"municipality_code": "code"})
    table = table.assign(status="any")
    shown = points(
        map_geometry(dataset.municipalities, dataset.neighbours),
        table,
        {"any": Status("any", "?")},
        Text("en"),
        selected=["2480"],
    )
    placed = table.dropna(subset=["lon", "lat"])
    return shown, {
        row["id"]: (float(row["lon"]), float(row["lat"])) for row in placed.to_dict("records")
    }


def test_every_firm_is_on_the_map_where_it_is() -> None:
    shown, places = view()
    spec = json.loads(background_deck(shown, places, Text("en"), style_address(GOOD), 3).to_json())
    layers = {layer["id"]: layer["data"] for layer in spec["layers"]}
    marks = layers["circles-3"]
    single = {mark["id"]: tuple(mark["p"]) for mark in marks if mark["id"] in places}
    assert single == {
        key: (round(x, 4), round(y, 4)) for key, (x, y) in places.items() if key in single
    }
    shared = [mark for mark in marks if mark["id"] not in places]
    numbers = [int(row["t"]) for row in layers["signs"] if row["t"].isdigit()]
    assert len(single) + sum(numbers) == len(places)
    assert len(numbers) == len(shared)
    assert all(f"{n} firms" in mark["tip"] for n, mark in zip(numbers, shared, strict=True))
    assert len({tuple(mark["p"]) for mark in marks}) == len(marks)
    assert {row["k"] for row in layers["areas-3"]} == set(shown.geometry.names)
    assert {row["tip"] for row in layers["areas-3"]} == set(shown.geometry.names.values())
    assert layers["chosen"]


def test_degrees_undo_the_projection() -> None:
    shown, places = view()
    lon, lat = zip(*places.values(), strict=True)
    back = shown.geometry.degrees(shown.geometry.project(lon, lat))
    assert back[:, 0] == pytest.approx(lon, abs=1e-6)
    assert back[:, 1] == pytest.approx(lat, abs=1e-6)


def test_the_county_fits_a_phone() -> None:
    shown, places = view()
    spec = json.loads(background_deck(shown, places, Text("en"), style_address(GOOD)).to_json())
    start = spec["initialViewState"]
    west, east = (
        shown.geometry.degrees([[side * shown.geometry.width / 2, 0]])[0][0] for side in (-1, 1)
    )
    pixels = (east - west) / 360 * 512 * 2 ** start["zoom"]
    assert 320 < pixels < 345
