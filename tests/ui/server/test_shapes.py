"""The shapes of maps as files: named by their content, small, kept; none where nobody serves."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

import vbdash
from vbdash.charts.maps.geometry import MapGeometry, map_geometry
from vbdash.ui.server import shapes
from vbdash.ui.server.shapes import ShapeFiles, address


@pytest.fixture(scope="module")
def county(dataset: vbdash.Dataset) -> MapGeometry:
    return map_geometry(dataset.municipalities, dataset.neighbours)


@pytest.fixture
def client() -> Iterator[TestClient]:
    page = Route("/{path:path}", lambda _request: PlainTextResponse("the app"))
    app = Starlette(routes=[page], middleware=[Middleware(ShapeFiles)])
    with TestClient(app) as running:
        yield running


def test_no_address_where_nobody_serves(county: MapGeometry) -> None:
    assert address(county) is None


@pytest.mark.parametrize("base", ["", "/industri"])
def test_the_address_leads_to_the_municipalities_in_degrees(
    client: TestClient, county: MapGeometry, base: str
) -> None:
    found = address(county)
    assert found is not None
    assert not found.startswith("/")  # seen from the page, so that a base path works
    answer = client.get(f"{base}/{found}")
    assert answer.headers["content-encoding"] == "gzip"
    assert "immutable" in answer.headers["cache-control"]
    rows = answer.json()
    assert {row["k"] for row in rows} == set(county.names)
    assert all(14 < x < 23 and 63 < y < 67 for row in rows for ring in row["p"] for x, y in ring)
    plain = client.get(f"{base}/{found}", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert json.loads(plain.content) == rows


def test_addresses_change_with_the_content(
    client: TestClient, dataset: vbdash.Dataset, county: MapGeometry
) -> None:
    other = map_geometry(dataset.municipalities.iloc[:3])
    assert address(county) != address(other)


def test_another_process_of_the_app_finds_what_this_one_named(
    client: TestClient, county: MapGeometry, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = address(county)
    monkeypatch.setattr(shapes, "_files", {})
    county._memory.made.clear()
    assert client.get(f"/{found}").status_code == 200


@pytest.mark.parametrize(
    "path", ["/shapes/0000000000000000.json", "/shapes/../app.json", "/shapes/", "/shapes/x.json"]
)
def test_nothing_else_is_served(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404 or answer.text == "the app"
    assert "immutable" not in answer.headers.get("cache-control", "")


def test_other_pages_pass(client: TestClient) -> None:
    assert client.get("/companies").text == "the app"
    assert client.post("/shapes/0000000000000000.json").status_code == 405
