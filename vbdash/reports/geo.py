"""Figures of municipalities with their shapes: GeoJSON and GeoPackage, for other maps."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from typing import Any, Final

import geopandas as gpd
import pandas as pd

from vbdash.exhibit import Column, Note
from vbdash.reports.export import safe_cell
from vbdash.text import Text

#: Decimals of a degree: about ten metres.
_DECIMALS: Final = 4
#: A GeoPackage notes when it was written; ours says this.
_MOMENT: Final = "2000-01-01T00:00:00.000Z"


def _joined(
    table: pd.DataFrame, columns: Sequence[Column], shapes: gpd.GeoDataFrame, key: str
) -> gpd.GeoDataFrame:
    """Put figures to shapes: rows whose `key` has a shape, columns by name, texts made safe."""
    names = list(dict.fromkeys([key, *(c.name for c in columns)]))
    rows = _safe(table[table[key].isin(shapes["code"])][names])
    found = shapes.set_index("code").geometry.reindex(rows[key])
    return gpd.GeoDataFrame(rows.reset_index(drop=True), geometry=found.to_numpy(), crs=shapes.crs)


def _safe(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows with texts made safe; numbers stay numbers, and what is missing is missing."""
    rows = rows.copy()
    for name in rows.columns:
        if not pd.api.types.is_numeric_dtype(rows[name]):
            rows[name] = [safe_cell(v) if isinstance(v, str) else None if v is None or v != v else str(v)
                          for v in rows[name].astype("object")]  # fmt: skip
    return rows


def geojson_bytes(
    table: pd.DataFrame,
    columns: Sequence[Column],
    shapes: gpd.GeoDataFrame,
    note: Note,
    tx: Text,
    *,
    key: str = "code",
) -> bytes:
    """Write figures with shapes as GeoJSON (RFC 7946, WGS 84).

    Parameters
    ----------
    table
        One row a municipality; `key` holds its code.
    columns
        What is written of it.
    shapes
        ``code`` and geometry in EPSG:4326.
    note
        What the file says of itself: under ``about``, with a heading for each property.
    tx
        Language of the note.
    key
        Column with the code.

    Returns
    -------
    bytes
        UTF-8; the same for the same table.
    """
    frame = _joined(table, columns, shapes, key)
    collection: dict[str, Any] = json.loads(frame.to_json(na="null", drop_id=True))
    collection.pop("crs", None)
    collection["features"] = [_rounded(each) for each in collection["features"]]
    collection["about"] = [list(pair) for pair in note.pairs(tx)]
    collection["fields"] = {c.name: c.heading for c in columns}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode()


def _rounded(feature: dict[str, Any]) -> dict[str, Any]:
    def shorter(value: Any) -> Any:
        if isinstance(value, list):
            return [shorter(each) for each in value]
        return round(value, _DECIMALS)

    shape = feature["geometry"]
    if shape is not None:
        shape["coordinates"] = shorter(shape["coordinates"])
    return feature


def geopackage_bytes(
    table: pd.DataFrame,
    columns: Sequence[Column],
    shapes: gpd.GeoDataFrame,
    note: Note,
    tx: Text,
    *,
    key: str = "code",
) -> bytes:
    """Write figures with shapes as GeoPackage, in SWEREF 99 TM; otherwise as GeoJSON.

    The note stands in the layer's description.
    """
    frame = _joined(table, columns, shapes, key).to_crs(3006)
    return _package(frame, note, tx, "MultiPolygon")


def point_geopackage_bytes(
    table: pd.DataFrame, columns: Sequence[Column], note: Note, tx: Text
) -> bytes:
    """Write rows with coordinates as a GeoPackage of points, in SWEREF 99 TM.

    Parameters
    ----------
    table
        ``lon`` and ``lat`` (degrees, WGS 84) and the columns asked for. A row without coordinates
        is kept, without a point.
    columns
        What is written of each row.
    note, tx
        What the file says of itself, in the layer's description, and in which language.

    Returns
    -------
    bytes
        The same for the same table.
    """
    rows = _safe(table[list(dict.fromkeys(c.name for c in columns))])
    lon, lat = (pd.to_numeric(table[name], errors="coerce") for name in ("lon", "lat"))
    known = (lon.notna() & lat.notna()).to_numpy()
    places = gpd.GeoSeries(gpd.points_from_xy(lon, lat), crs=4326).where(known, None)
    frame = gpd.GeoDataFrame(rows.reset_index(drop=True), geometry=places, crs=4326)
    return _package(frame.to_crs(3006), note, tx, "Point")


def _package(frame: gpd.GeoDataFrame, note: Note, tx: Text, kind: str) -> bytes:
    """Write a layer with its note; GDAL's clock says :data:`_MOMENT`."""
    import pyogrio

    about = "\n".join(f"{label}: {text}" for label, text in note.pairs(tx))
    out = io.BytesIO()
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _MOMENT})
    try:
        pyogrio.write_dataframe(
            frame,
            out,
            driver="GPKG",
            layer="table",
            layer_options={"IDENTIFIER": note.title[:200], "DESCRIPTION": about},
            geometry_type=kind,
            promote_to_multi=kind.startswith("Multi"),
        )
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
    return out.getvalue()
