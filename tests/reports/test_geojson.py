"""GeoJSON that any reader takes, and that is harmless whatever the names are."""

from __future__ import annotations

import io
import json

import geopandas as gpd
import pandas as pd
import pytest

from vbdash.exhibit import Column, Note
from vbdash.reports.geojson import geojson_bytes
from vbdash.text import Text

HOSTILE = ["<script>alert(1)</script>", '"quoted" \\ back', "a\u202eb\x00c", "x" * 300, "&amp;"]


def written(names: list[str]) -> bytes:
    table = pd.DataFrame(
        {
            "name": names,
            "lon": [20.3, None, *[18.0] * (len(names) - 2)][: len(names)],
            "lat": [63.8, None, *[64.0] * (len(names) - 2)][: len(names)],
            "staff": pd.array([700, pd.NA, *[1] * (len(names) - 2)][: len(names)], dtype="Int64"),
        }
    )
    note = Note("Titel", [("Urval", names[0])], ["Källa · https://example.org"], "", "1")
    return geojson_bytes(table, [Column("name", "Namn"), Column("staff", "Antal", 0)], note, Text())


def test_any_reader_takes_it() -> None:
    frame = gpd.read_file(io.BytesIO(written(["Brokk", "Okänd ort", "Alimak"])))
    assert list(frame["name"]) == ["Brokk", "Okänd ort", "Alimak"]
    assert (frame.geometry.iloc[0].x, frame.geometry.iloc[0].y) == (20.3, 63.8)
    assert frame.geometry.iloc[1] is None
    assert frame["staff"].iloc[0] == 700


def test_it_says_what_it_is() -> None:
    document = json.loads(written(["Brokk", "Alimak"]))
    about = {each["label"]: each["text"] for each in document["about"]}
    assert about["Titel"] == "Titel"
    assert "https://example.org" in about["Källa"]
    assert document["features"][1]["properties"]["staff"] is None


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names(name: str) -> None:
    data = written([name, "b"])
    assert b"<" not in data
    assert b"\x00" not in data
    assert "\u202e".encode() not in data
    kept = json.loads(data)["features"][0]["properties"]["name"]
    assert kept == name.replace("\u202e", "").replace("\x00", "")
