"""Points on a map as GeoJSON (RFC 7946), with what the file says of itself."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pandas as pd

from vbdash.charts.labels import clean
from vbdash.exhibit import Column, Note
from vbdash.text import Text


def geojson_bytes(table: pd.DataFrame, columns: Sequence[Column], note: Note, tx: Text) -> bytes:
    """Write rows with coordinates as a collection of points.

    Parameters
    ----------
    table
        ``lon`` and ``lat`` (degrees, WGS 84) and the columns asked for. A row without coordinates
        becomes a feature without a geometry, as the standard has it, so that none is lost.
    columns
        What each feature says, by its column names (they do not change with the language).
    note
        What the file says of itself; written as the member ``about``.
    tx
        The visitor's language.

    Returns
    -------
    bytes
        UTF-8. Signs with a meaning in HTML are written as escapes, so that the file is harmless
        inside a page; hidden signs and marks that turn the direction of writing are taken out.
    """
    features = [
        {
            "type": "Feature",
            "geometry": _point(row.get("lon"), row.get("lat")),
            "properties": {each.name: _value(row[each.name]) for each in columns},
        }
        for row in table.astype("object").to_dict("records")
    ]
    document = {
        "type": "FeatureCollection",
        "about": [{"label": label, "text": clean(text)} for label, text in note.pairs(tx)],
        "features": features,
    }
    text = json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False)
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return (text + "\n").encode()


def _point(lon: Any, lat: Any) -> dict[str, Any] | None:
    if not _there(lon) or not _there(lat):
        return None
    return {"type": "Point", "coordinates": [round(float(lon), 5), round(float(lat), 5)]}


def _value(value: Any) -> Any:
    if not _there(value):
        return None
    if isinstance(value, (bool, str)):
        return clean(value) if isinstance(value, str) else value
    number = float(value)
    return int(number) if number.is_integer() else number


def _there(value: Any) -> bool:
    return value is not None and value is not pd.NA and value == value
