"""What a picture on a page can be taken along as: a map as files, any picture as a slide."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from vbdash.charts.maps.view import MapView
from vbdash.exhibit import Column, Note
from vbdash.slides.slide import Slide
from vbdash.slides.snapshot import own_key
from vbdash.text import Text
from vbdash.ui import my_slides
from vbdash.ui.downloads import Maker
from vbdash.ui.view import View

if TYPE_CHECKING:
    from vbdash.exhibit import Exhibit

__all__ = ["map_pictures", "points", "shapes", "slide_button"]


def map_pictures(view: View, exhibit: Exhibit, shown: MapView) -> dict[str, tuple[str, str, Maker]]:
    """Return a map as files: a picture in points and one in lines."""
    publishers = [str(view.dataset.row("sources", s)["publisher"]) for s in exhibit.sources]
    origin = exhibit.origin or view.tx(
        "Source: {sources}.", sources="; ".join(dict.fromkeys(publishers))
    )
    about = (
        exhibit.title,
        f"{exhibit.watermark} {exhibit.subtitle}".strip(),
        f"{origin} {view.link}",
    )
    return {
        "PNG": ("png", "image/png", partial(_drawn, "map_png", shown, *about, tx=view.tx)),
        "SVG": ("svg", "image/svg+xml", partial(_drawn, "map_svg", shown, *about, tx=view.tx)),
    }


def _drawn(kind: str, shown: MapView, *about: str, tx: Any) -> bytes:
    from vbdash.charts.paper import maps

    drawn: bytes = getattr(maps, kind)(shown, *about, tx=tx)
    return drawn


def shapes(view: View, exhibit: Exhibit, about: Note) -> dict[str, tuple[str, str, Maker]]:
    """Return the figures with their places: rows that are municipalities, or points."""
    if {"lon", "lat"} <= set(exhibit.table):
        return points(exhibit.table, exhibit.columns, about, view.tx)
    key = next((k for k in ("code", "municipality_code") if k in exhibit.table), "")
    if not key or not _one_each(exhibit.table[key], view.dataset.municipality_codes):
        return {}
    given = (exhibit.table, exhibit.columns, view.dataset.municipalities, about, view.tx)
    return {
        "GeoJSON": (
            "geojson",
            "application/geo+json",
            partial(_geo, "geojson_bytes", *given, key=key),
        ),
        "GeoPackage": (
            "gpkg",
            "application/geopackage+sqlite3",
            partial(_geo, "geopackage_bytes", *given, key=key),
        ),
    }


def points(
    table: pd.DataFrame, columns: Sequence[Column], about: Note, tx: Text
) -> dict[str, tuple[str, str, Maker]]:
    """Return rows with coordinates (``lon`` and ``lat``, degrees) as files for other maps."""
    from vbdash.reports.geojson import geojson_bytes

    return {
        "GeoJSON": (
            "geojson",
            "application/geo+json",
            partial(geojson_bytes, table, columns, about, tx),
        ),
        "GeoPackage": (
            "gpkg",
            "application/geopackage+sqlite3",
            partial(_point_package, table, columns, about, tx),
        ),
    }


def _point_package(table: pd.DataFrame, columns: Sequence[Column], about: Note, tx: Text) -> bytes:
    from vbdash.reports.geo import point_geopackage_bytes

    return point_geopackage_bytes(table, columns, about, tx)


def _one_each(codes: pd.Series, known: tuple[str, ...]) -> bool:
    """Whether rows are municipalities, each at most once."""
    there = codes.astype(str)
    return len(there) > 0 and there.is_unique and bool(there.isin(known).all())


def _geo(kind: str, *given: Any, key: str) -> bytes:
    from vbdash.reports import geo

    made: bytes = getattr(geo, kind)(*given, key=key)
    return made


def slide_button(
    view: View, exhibit: Exhibit, figure: go.Figure | None, shown: MapView | None
) -> None:
    """Draw the button that adds a picture to the visitor's slides; nobody uses it in a frame."""
    if (figure is None and shown is None) or st.context.is_embedded:
        return
    key = own_key(exhibit.title or exhibit.sentence, exhibit.subtitle, view.link)
    make = partial(_slide, view, exhibit, figure, shown, key)
    my_slides.add_button(view, exhibit.key, make, key)


def _slide(
    view: View, exhibit: Exhibit, figure: go.Figure | None, shown: MapView | None, key: str
) -> Slide:
    decimals = [c.decimals for c in exhibit.columns if c.decimals is not None]
    return Slide(
        key=key,
        title=exhibit.title or exhibit.sentence,
        subtitle=exhibit.subtitle,
        sentence=exhibit.sentence,
        table=exhibit.table[list(dict.fromkeys(c.name for c in exhibit.columns))],
        columns=tuple(exhibit.columns),
        sources=tuple(exhibit.sources),
        lines=tuple((label, text) for label, text in exhibit.lines if text),
        figure=figure,
        map=shown,
        decimals=max(decimals, default=0),
        link=view.link,
        watermark=exhibit.watermark,
        origin=exhibit.origin if not exhibit.sources else "",
    )
