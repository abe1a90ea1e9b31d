"""What a picture on a page can be taken along as: a map as files, any picture as a slide."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from vbdash.exhibit import Column, Exhibit, Note, publishers
from vbdash.slides.snapshot import own_key
from vbdash.text import Text
from vbdash.ui import my_slides
from vbdash.ui.downloads import Maker
from vbdash.view import View


def pictures(view: View, exhibit: Exhibit) -> dict[str, tuple[str, str, Maker]]:
    """Return the picture of an exhibit as files: one in points and one in lines."""
    if exhibit.figure is None and exhibit.map is None:
        return {}
    return {
        "PNG": ("png", "image/png", partial(_picture, "png", view, exhibit)),
        "SVG": ("svg", "image/svg+xml", partial(_picture, "svg", view, exhibit)),
    }


def _picture(kind: str, view: View, exhibit: Exhibit) -> bytes:
    """Draw the picture again as a file; what draws it is only loaded when somebody asks for one."""
    from vbdash.charts.paper import maps, static

    named = publishers(view, exhibit.named)
    source = view.tx("Source: {sources}.", sources=named) if named else ""
    footer = " ".join(part for part in (exhibit.origin, source, view.link) if part)
    made: bytes
    if exhibit.map is not None:
        about = f"{exhibit.watermark} {exhibit.subtitle}".strip()
        draw = maps.map_png if kind == "png" else maps.map_svg
        made = draw(exhibit.map, exhibit.title or exhibit.sentence, about, footer, tx=view.tx)
        return made
    drawn = static.to_png if kind == "png" else static.to_svg
    made = drawn(
        exhibit.figure,
        title=exhibit.title,
        subtitle=exhibit.subtitle,
        footer=footer,
        tx=view.tx,
        watermark=exhibit.watermark,
    )
    return made


def shapes(view: View, exhibit: Exhibit) -> dict[str, tuple[str, str, Maker]]:
    """Return the figures with their places: rows that are municipalities, or points."""
    about = exhibit.note(view)
    if {"lon", "lat"} <= set(exhibit.table):
        return points(exhibit.table, exhibit.for_files, about, view.tx)
    key = next((k for k in ("code", "municipality_code") if k in exhibit.table), "")
    if not key or not _one_each(exhibit.table[key], view.dataset.municipality_codes):
        return {}
    given = (exhibit.table, exhibit.for_files, view.dataset.municipalities, about, view.tx)
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


def slide_button(view: View, exhibit: Exhibit) -> None:
    """Draw the button that adds a picture to the visitor's slides; nobody uses it in a frame."""
    if (exhibit.figure is None and exhibit.map is None) or st.context.is_embedded:
        return
    key = own_key(exhibit.title or exhibit.sentence, exhibit.subtitle, view.link)
    my_slides.add_button(view, exhibit.key, partial(_slide, view, exhibit, key), key)


def _slide(view: View, exhibit: Exhibit, key: str) -> Exhibit:
    """Return the exhibit as it is kept in a deck: only what a slide and its file need."""
    decimals = [c.decimals for c in exhibit.columns if c.decimals is not None]
    return exhibit.replace(
        key=key,
        title=exhibit.title or exhibit.sentence,
        table=exhibit.table[
            list(dict.fromkeys(c.name for c in (*exhibit.columns, *exhibit.filed)))
        ],
        columns=tuple(exhibit.columns),
        sources=tuple(exhibit.sources),
        lines=tuple((label, text) for label, text in exhibit.lines if text),
        decimals=max(decimals, default=0),
        link=view.link,
        origin=exhibit.origin if not exhibit.sources else "",
    )
