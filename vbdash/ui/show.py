"""An exhibit: a picture with its sentence, its table twin, its source and its downloads.

Every chart in the app is shown through here, so that none lacks what makes it checkable.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from vbdash.charts.figure import inked
from vbdash.charts.maps.view import MapView
from vbdash.charts.watermark import marked
from vbdash.exhibit import Column, Exhibit
from vbdash.text import Text
from vbdash.ui.downloads import Maker, downloads, note, source_line
from vbdash.ui.html_table import html_table
from vbdash.ui.map import DRAWN
from vbdash.ui.take_along import map_pictures, shapes, slide_button
from vbdash.ui.view import View

__all__ = ["show", "table_twin"]

#: A longer table is scrolled in a grid; a shorter one is plain HTML, which every screen reader
#: reads and every browser prints.
_LONGEST_PLAIN: Final = 30


def show(
    view: View,
    exhibit: Exhibit,
    figure: go.Figure | None = None,
    *,
    picture: Callable[[], Mapping[str, tuple[str, str, Maker]] | None] | None = None,
    twin: bool = True,
    **chart: Any,
) -> Any:
    """Draw an exhibit and return what the visitor selected in its chart, if it can be selected in.

    Parameters
    ----------
    view
        The view that is shown.
    exhibit
        What belongs together.
    figure
        The chart, if the picture is one.
    picture
        Draws another kind of picture, a map; it may return how that is made into files.
    twin
        Whether to draw the table twin; False where the picture brings its own.
    chart
        Further arguments of ``st.plotly_chart``, for instance ``on_select``.
    """
    if exhibit.title:
        st.subheader(exhibit.title, anchor=False)
    if exhibit.subtitle:
        st.caption(exhibit.subtitle)
    event = None
    if figure is not None:
        event = st.plotly_chart(
            inked(marked(figure, exhibit.watermark), view.theme),
            key=f"{exhibit.key}_chart",
            config={"displayModeBar": False, "scrollZoom": False},
            alt=exhibit.alt,
            **chart,
        )
    files = dict(_pictures(view, exhibit, figure))
    shown = None
    if picture is not None:
        given, shown = _drawn(picture)
        if shown is not None:
            files |= map_pictures(view, exhibit, shown)
        files |= given
    if exhibit.watermark:
        st.warning(exhibit.watermark, icon=":material/warning:")
    if twin:
        table_twin(view, exhibit)
    if exhibit.origin:
        st.caption(exhibit.origin)
    named = exhibit.linked if exhibit.origin else exhibit.sources
    if named:
        source_line(view, named)
    about = note(
        view,
        exhibit.title,
        exhibit.sources,
        [(view.tx("Shows"), exhibit.subtitle), *exhibit.lines],
        exhibit.watermark,
    )
    files = files | {k: v for k, v in shapes(view, exhibit, about).items() if k not in files}
    beside = partial(slide_button, view, exhibit, figure, shown)
    downloads(view, exhibit.key, exhibit.table, exhibit.columns, about, files, beside)
    return event


def _drawn(
    picture: Callable[[], Mapping[str, tuple[str, str, Maker]] | None],
) -> tuple[Mapping[str, tuple[str, str, Maker]], MapView | None]:
    """Draw a picture of another kind; return its files, and the last map it drew."""
    maps: list[MapView] = []
    token = DRAWN.set(maps)
    try:
        files = picture() or {}
    finally:
        DRAWN.reset(token)
    return files, maps[-1] if maps else None


def table_twin(view: View, exhibit: Exhibit, *, expanded: bool = False) -> None:
    """Draw the table behind a picture, as people write numbers."""
    tx = view.tx
    with st.expander(tx("Show as table"), expanded=expanded, icon=":material/table:"):
        st.markdown(exhibit.alt)
        written = written_table(exhibit.table, exhibit.columns, tx)
        if len(written) <= _LONGEST_PLAIN:
            html_table(written, exhibit.alt, numeric(exhibit.columns))
        else:
            st.dataframe(written, hide_index=True, alt=exhibit.alt)


def numeric(columns: Sequence[Column]) -> frozenset[str]:
    """Return the headings of the columns that hold numbers, which are set to the right."""
    return frozenset(each.heading for each in columns if each.decimals is not None)


def written_table(table: pd.DataFrame, columns: Sequence[Column], tx: Text) -> pd.DataFrame:
    """Write every cell as people write it, under the headings of the columns."""
    # Lists, since a column of pandas costs more than the few cells that are in it.
    return pd.DataFrame({each.heading: _written(table[each.name], each, tx) for each in columns})


def _written(values: pd.Series, column: Column, tx: Text) -> list[str]:
    if column.decimals is not None:
        return [tx.number(v, column.decimals) for v in values.astype("float").tolist()]
    cells = zip(values.tolist(), values.isna().tolist(), strict=True)
    return ["–" if missing else str(cell) for cell, missing in cells]


def _pictures(
    view: View, exhibit: Exhibit, figure: go.Figure | None
) -> Mapping[str, tuple[str, str, Maker]]:
    if figure is None:
        return {}
    named = exhibit.linked if exhibit.origin else exhibit.sources
    publishers = [str(view.dataset.row("sources", s)["publisher"]) for s in dict.fromkeys(named)]
    sources = view.tx("Source: {sources}.", sources="; ".join(publishers)) if named else ""
    footer = " ".join(part for part in (exhibit.origin, sources, view.link) if part)
    common = {
        "title": exhibit.title,
        "subtitle": exhibit.subtitle,
        "footer": footer,
        "tx": view.tx,
        "watermark": exhibit.watermark,
    }
    return {
        "PNG": ("png", "image/png", partial(_picture, "png", figure, **common)),
        "SVG": ("svg", "image/svg+xml", partial(_picture, "svg", figure, **common)),
    }


def _picture(kind: str, figure: go.Figure, **about: Any) -> bytes:
    """Draw the chart again as a file; matplotlib is only imported when somebody asks for one."""
    from vbdash.charts.paper import static

    return static.to_png(figure, **about) if kind == "png" else static.to_svg(figure, **about)
