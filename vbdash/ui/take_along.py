"""What a page and its pictures can be taken along as: files, a slide, paper, a link, a frame."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from typing import Any, Final

import pandas as pd
import streamlit as st

from vbdash.exhibit import Column, Exhibit, Note, publishers
from vbdash.reports.export import file_name
from vbdash.slides.recipe import as_slide, key_of, told
from vbdash.slides.snapshot import own_key
from vbdash.text import Text, msg
from vbdash.ui import my_slides
from vbdash.ui.away import alone, hands
from vbdash.ui.downloads import Maker, file_button
from vbdash.ui.server.headers import OWN_ONLY, frame_ancestors
from vbdash.view import View

#: Dots to a pixel of what is laid out.
_DOTS: Final = 2
#: Shapes of a picture as a file: ending of its name, what it is called, width and height in pixels
#: of what is laid out. The file has :data:`_DOTS` times as many, which its name on the page states.
SHAPES: Final = (
    ("png", msg("PNG for a slide, {width} × {height}"), (1200, 675)),
    ("square.png", msg("PNG, square, {width} × {height}"), (1000, 1000)),
    ("wide.png", msg("PNG, wide, {width} × {height}"), (1200, 600)),
)
#: A chart of so many rows that it would be too small in any of them.
_TALL: Final = msg("PNG, {width} wide, as tall as its rows need")
#: How much smaller than on the page a chart may be drawn, and the part of a shape that its words leave.
_SMALLEST, _OF_SHAPE = 0.35, 0.6


def pictures(view: View, exhibit: Exhibit) -> dict[str, tuple[str, Maker]]:
    """Return the picture of an exhibit as files: in points, in three shapes, and in lines."""
    if not exhibit.is_drawn:
        return {}
    tx = view.tx
    points: dict[str, tuple[str, Maker]] = {}
    for ending, label, size in SHAPES:
        if _fits(exhibit, size):
            named = tx(label, width=_DOTS * size[0], height=_DOTS * size[1])
            points[named] = (ending, partial(picture_file, "png", view, exhibit, size))
    if not points:
        named = tx(_TALL, width=_DOTS * SHAPES[0][2][0])
        points[named] = ("png", partial(picture_file, "png", view, exhibit))
    return points | {"SVG": ("svg", partial(picture_file, "svg", view, exhibit))}


def _fits(exhibit: Exhibit, size: tuple[int, int]) -> bool:
    """Whether a picture can be read in a shape: a chart of many rows is taller than any."""
    if exhibit.figure is None:
        return True
    tall = float(exhibit.figure.layout.height) * size[0] / SHAPES[0][2][0]
    return _SMALLEST * tall <= _OF_SHAPE * size[1]


def picture_file(
    kind: str, view: View, exhibit: Exhibit, size: tuple[int, int] = (1200, 675)
) -> bytes:
    """Draw the picture of an exhibit as a file that can stand alone.

    Parameters
    ----------
    kind
        ``"png"`` or ``"svg"``.
    view
        What is looked at: language, sources, link.
    exhibit
        With a chart or a map.
    size
        Width and height in pixels; a PNG has exactly this shape, where :func:`pictures` offers it,
        and twice as many dots.
    """
    # What draws it is only loaded when somebody asks for a file.
    from vbdash.charts.paper import maps, static

    named = publishers(view, exhibit.named)
    source = view.tx("Source: {sources}.", sources=named) if named else ""
    footer = " ".join(part for part in (exhibit.origin, source, view.link) if part)
    made: bytes
    if exhibit.map is not None:
        about = f"{exhibit.watermark} {exhibit.subtitle}".strip()
        draw = maps.map_png if kind == "png" else maps.map_svg
        named = exhibit.title or exhibit.sentence
        made = draw(exhibit.map, named, about, footer, tx=view.tx, size=size)
        return made
    assert exhibit.figure is not None  # noqa: S101 - the caller has asked
    words = (exhibit.figure, exhibit.title, exhibit.subtitle, footer)
    mark = exhibit.watermark
    made = (
        static.to_png(*words, tx=view.tx, size=size, watermark=mark, exact=True)
        if kind == "png"
        else static.to_svg(*words, tx=view.tx, size=size, watermark=mark)
    )
    return made


def shapes(view: View, exhibit: Exhibit) -> dict[str, tuple[str, Maker]]:
    """Return the figures with their places: rows that are municipalities, or points."""
    about = exhibit.note(view)
    if {"lon", "lat"} <= set(exhibit.table):
        return points(exhibit.table, exhibit.for_files, about, view.tx)
    key = next((k for k in ("code", "municipality_code") if k in exhibit.table), "")
    if not key or not _one_each(exhibit.table[key], view.dataset.every_municipality):
        return {}
    here = _one_each(exhibit.table[key], view.dataset.municipality_codes)
    areas = view.dataset.municipalities if here else view.dataset.boundaries
    given = (exhibit.table, exhibit.for_files, areas, about, view.tx)
    return {
        "GeoJSON": ("geojson", partial(_geo, "geojson_bytes", *given, key=key)),
        "GeoPackage": ("gpkg", partial(_geo, "geopackage_bytes", *given, key=key)),
    }


def points(
    table: pd.DataFrame, columns: Sequence[Column], about: Note, tx: Text
) -> dict[str, tuple[str, Maker]]:
    """Return rows with coordinates (``lon`` and ``lat``, degrees) as files for other maps."""
    from vbdash.reports.geojson import geojson_bytes

    given = (table, columns, about, tx)
    return {
        "GeoJSON": ("geojson", partial(geojson_bytes, *given)),
        "GeoPackage": ("gpkg", partial(_geo, "point_geopackage_bytes", *given)),
    }


def _one_each(codes: pd.Series, known: Collection[str]) -> bool:
    """Whether rows are municipalities, each at most once."""
    there = codes.astype(str)
    return len(there) > 0 and there.is_unique and bool(there.isin(list(known)).all())


def _geo(kind: str, *given: Any, **key: str) -> bytes:
    from vbdash.reports import geo

    made: bytes = getattr(geo, kind)(*given, **key)
    return made


def elsewhere(view: View, exhibit: Exhibit) -> None:
    """Draw how to copy a picture, and how to show it on another site: the code, folded away.

    It stands in the list of files and is sent when that is opened.
    """
    tx = view.tx
    if exhibit.is_drawn:
        hands.copy_picture(tx, exhibit.key, partial(picture_file, "png", view, exhibit))
    embed_code(view, exhibit.key, exhibit.title or exhibit.sentence)


def embed_code(view: View, name: str, title: str) -> None:
    """Draw the code that shows a picture, or a whole page, on another site.

    Parameters
    ----------
    view
        What is looked at.
    name
        Key of an exhibit; empty for the whole page.
    title
        What the frame is called for a screen reader.
    """
    tx = view.tx
    st.caption(tx("To show it on another site, put this code into a page there:"))
    st.code(alone.code(view, name, title), language="html", wrap_lines=True)
    if frame_ancestors() == OWN_ONLY:
        st.caption(
            tx(
                "This installation lets only its own address show it in a frame. Whoever runs it can name "
                "other sites (the setting VBDASH_FRAME_ANCESTORS)."
            )
        )


def row(view: View, code: str) -> None:
    """Draw what the page of a municipality can be taken along as: fact sheet, paper, link, frame.

    Parameters
    ----------
    view
        What is looked at.
    code
        The municipality.
    """
    if st.context.is_embedded:
        return
    tx, name = view.tx, view.name(code)
    with st.container(key="take_along", horizontal=True, gap="small", vertical_alignment="center"):
        sheet = file_name(tx("Industry in {region}: fact sheet", region=name), "pdf")
        file_button(
            tx("Fact sheet (PDF)"), sheet, partial(fact_sheet, view, code), f"sheet_{code}",
            icon=":material/description:",
        )  # fmt: skip
        hands.page_buttons(tx, f"page_{code}")
        with st.popover(
            tx("Embed"), icon=":material/code:", type="tertiary", key=f"embed_{code}",
            on_change="rerun",
        ) as embed:  # fmt: skip
            if embed.open:
                embed_code(view, "", tx("Industry in {region}", region=name))


def fact_sheet(view: View, code: str) -> bytes:
    """Write the fact sheet of a municipality or the county, in the choices of the view."""
    from vbdash.reports.factsheet import factsheet_pdf

    return factsheet_pdf(view.choosing(compare=(), name=""), code)


def slide_button(view: View, exhibit: Exhibit) -> None:
    """Draw the button that adds a picture to the visitor's slides; nobody uses it in a frame."""
    if not exhibit.is_drawn or st.context.is_embedded:
        return
    text = told(view, exhibit)
    key = key_of(text) if text else own_key(exhibit.title, exhibit.subtitle, view.link)
    make = partial(_slide, view, exhibit, key, text)
    my_slides.add_button(view, exhibit.key, make, key)


def _slide(view: View, exhibit: Exhibit, key: str, text: str) -> Exhibit:
    return as_slide(exhibit, key, view.link).replace(recipe=text)
