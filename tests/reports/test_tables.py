"""Workbooks, GeoJSON and GeoPackage: typed, safe, complete, the same twice."""

from __future__ import annotations

import io
import json

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest

from vbdash import Dataset
from vbdash.exhibit import Column, Note
from vbdash.reports.geo import geojson_bytes, geopackage_bytes
from vbdash.reports.workbook import deck_xlsx
from vbdash.slides import Deck
from vbdash.text import Text
from vbdash.view import View

COLUMNS = [Column("code", "Kod"), Column("name", "Namn"), Column("value", "Andel", 1)]
NOTE = Note("Andel", [("Definition", "B–E")], ["SCB · CC0"], "https://exempel.se/", "2026.11")


@pytest.fixture
def table() -> pd.DataFrame:
    names = ["Umeå", "=1+1", None]
    return pd.DataFrame(
        {"code": ["2480", "2482", "2403"], "name": names, "value": [1.5, 2.25, None]}
    )


def test_a_workbook_of_a_deck(deck: Deck, view: View) -> None:
    content = deck_xlsx(deck, view)
    assert content == deck_xlsx(deck, view)
    book = openpyxl.load_workbook(io.BytesIO(content))
    with_figures = [each for each in deck.slides if not each.cover]
    assert len(book.sheetnames) == 1 + len(with_figures)
    about = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row]
    for slide, sheet in zip(with_figures, book.worksheets[1:], strict=True):
        assert slide.title in about
        assert slide.link in about
        assert sheet.freeze_panes == "A2"
        assert sheet.max_row == len(slide.table) + 1
        for i, column in enumerate(slide.for_files, start=1):
            cells = [sheet.cell(r, i) for r in range(2, sheet.max_row + 1)]
            assert not any(cell.data_type == "f" for cell in cells)
            if column.decimals is not None:
                shown = [cell.value for cell in cells if cell.value is not None]
                assert shown == pytest.approx([float(v) for v in slide.table[column.name].dropna()])


def test_geojson(table: pd.DataFrame, dataset: Dataset) -> None:
    given = (table, COLUMNS, dataset.municipalities, NOTE, Text("sv"))
    content = geojson_bytes(*given)
    assert content == geojson_bytes(*given)
    data = json.loads(content)
    assert [f["properties"]["code"] for f in data["features"]] == ["2480", "2482", "2403"]
    assert data["features"][1]["properties"]["name"] == "'=1+1"
    assert data["features"][2]["properties"] == {"code": "2403", "name": None, "value": None}
    assert ["Källa", "SCB · CC0"] in data["about"]
    frame = gpd.read_file(io.BytesIO(content))
    lon, lat = frame.geometry.iloc[0].centroid.coords[0]
    assert 19 < lon < 21
    assert 63 < lat < 65


def test_geopackage(table: pd.DataFrame, dataset: Dataset) -> None:
    given = (table, COLUMNS, dataset.municipalities, NOTE, Text("sv"))
    content = geopackage_bytes(*given)
    assert content == geopackage_bytes(*given)
    frame = gpd.read_file(io.BytesIO(content))
    assert frame.crs.to_epsg() == 3006
    assert frame["value"].iloc[1] == 2.25
    assert frame.geometry.is_valid.all()
    assert "SCB · CC0".encode() in content
