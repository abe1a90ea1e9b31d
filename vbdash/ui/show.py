"""An exhibit: a picture with its sentence, its table twin, its source and its downloads.

Every chart in the app is shown through here, so that none lacks what makes it checkable.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from vbdash.charts.figure import inked, marked
from vbdash.charts.maps.view import MapView
from vbdash.exhibit import Column, Exhibit
from vbdash.text import Text
from vbdash.ui.away import alone
from vbdash.ui.downloads import downloads, source_line
from vbdash.ui.html_table import html_table, on_paper
from vbdash.ui.map import show_map
from vbdash.ui.safe import quiet
from vbdash.ui.take_along import elsewhere, pictures, shapes, slide_button
from vbdash.view import View

if TYPE_CHECKING:
    import plotly.graph_objects as go

#: A longer table is scrolled in a grid, and sent when it is opened; a shorter one is plain HTML,
#: which every screen reader reads and every browser prints.
_LONGEST_PLAIN: Final = 30
#: More sources than this are folded away.
_MOST_SOURCES: Final = 4


def show(
    view: View,
    exhibit: Exhibit,
    *,
    controls: Callable[[], Any] | None = None,
    picture: Callable[[MapView], Any] | None = None,
    twin: bool = True,
    screen: Callable[[go.Figure], go.Figure] | None = None,
    **chart: Any,
) -> Any:
    """Draw an exhibit and return what the visitor selected in its picture, if it can be selected in.

    Parameters
    ----------
    view
        The view that is shown.
    exhibit
        What belongs together, its chart or map with it.
    controls
        Draws choices about the picture, between its heading and the picture itself.
    picture
        Draws the map in another way than :func:`vbdash.ui.map.show_map` does by itself.
    twin
        Whether to draw the table twin; False where the picture brings its own.
    screen
        Makes the chart that is drawn here of the one that files and slides take.
    chart
        Further arguments of ``st.plotly_chart``, for instance ``on_select``.
    """
    if alone.hides(exhibit):
        return None
    with box(exhibit):
        return _shown(view, exhibit, controls, picture, screen, chart, twin=twin)


def box(exhibit: Exhibit) -> DeltaGenerator:
    """Return what holds an exhibit together: on paper, and alone in a frame."""
    name = alone.BOX if alone.wanted() else "vb_exhibit"
    return st.container(key=f"{name}_{exhibit.key}")


def _shown(
    view: View,
    exhibit: Exhibit,
    controls: Callable[[], Any] | None,
    picture: Callable[[MapView], Any] | None,
    screen: Callable[[go.Figure], go.Figure] | None,
    chart: dict[str, Any],
    *,
    twin: bool,
) -> Any:
    if exhibit.title:
        st.header(quiet(exhibit.title), anchor=False)
    if exhibit.subtitle:
        st.caption(quiet(exhibit.subtitle))
    if controls is not None:
        controls()
    drawn = (
        exhibit
        if screen is None or exhibit.figure is None
        else (exhibit.replace(chart=screen(exhibit.figure)))
    )
    event = _picture(view, drawn, picture, chart)
    if exhibit.watermark:
        st.warning(quiet(exhibit.watermark), icon=":material/warning:")
    if twin:
        table_twin(view, exhibit)
    if exhibit.origin:
        st.caption(quiet(exhibit.origin))
    if len(exhibit.named) > _MOST_SOURCES:
        sources_below(view, exhibit.named)
    elif exhibit.named:
        source_line(view, exhibit.named)
    files = pictures(view, exhibit) | shapes(view, exhibit)
    downloads(
        view, exhibit.key, exhibit.table, exhibit.for_files, exhibit.note(view), files,
        partial(slide_button, view, exhibit), partial(elsewhere, view, exhibit),
    )  # fmt: skip
    return event


def _picture(
    view: View, exhibit: Exhibit, picture: Callable[[MapView], Any] | None, chart: dict[str, Any]
) -> Any:
    if exhibit.screen:
        return st.html(exhibit.screen)
    if exhibit.figure is not None:
        return st.plotly_chart(
            inked(marked(exhibit.figure, exhibit.watermark), view.theme),
            key=f"{exhibit.key}_chart",
            config={"displayModeBar": False, "scrollZoom": False},
            alt=exhibit.alt,
            **chart,
        )
    if exhibit.map is None:
        return None
    if picture is not None:
        return picture(exhibit.map)
    return show_map(exhibit.map, view.tx, key=f"{exhibit.key}_picture")


def show_table(view: View, exhibit: Exhibit, *, title: bool = True) -> None:
    """Draw an exhibit whose table is what there is to see.

    Parameters
    ----------
    view
        The view that is shown.
    exhibit
        The table and what belongs to it; an empty title or subtitle is not drawn. A map of the same
        rows is drawn elsewhere; it is offered as a file with them.
    title
        Whether the title stands above the table.
    """
    if alone.hides(exhibit):
        return
    with box(exhibit):
        _shown_table(view, exhibit, title=title)


def _shown_table(view: View, exhibit: Exhibit, *, title: bool) -> None:
    if exhibit.title and title:
        st.header(quiet(exhibit.title), anchor=False)
    if exhibit.subtitle:
        st.caption(quiet(exhibit.subtitle))
    written = written_table(exhibit.table, exhibit.columns, view.tx)
    html_table(written, exhibit.sentence, numeric(exhibit.columns))
    if exhibit.watermark:
        st.warning(quiet(exhibit.watermark), icon=":material/warning:")
    if exhibit.origin:
        st.caption(quiet(exhibit.origin))
    elif len(set(exhibit.sources)) > _MOST_SOURCES:
        sources_below(view, exhibit.sources)
    else:
        source_line(view, exhibit.sources)
    files = pictures(view, exhibit) | shapes(view, exhibit)
    downloads(
        view, exhibit.key, exhibit.table, exhibit.for_files, exhibit.note(view), files, None,
        partial(elsewhere, view, exhibit),
    )  # fmt: skip


def sources_below(view: View, sources: Sequence[str]) -> None:
    """Fold away the links to sources that are too many for a line."""
    with st.expander(view.tx("Sources"), icon=":material/menu_book:"):
        source_line(view, sources)


def table_twin(view: View, exhibit: Exhibit, *, sent: bool = True) -> None:
    """Draw the table behind a picture, as people write numbers.

    Parameters
    ----------
    view
        The view that is shown.
    exhibit
        Whose table.
    sent
        Whether a short table is there from the first, for who prints or has no script; a long one
        is sent when it is opened.
    """
    tx = view.tx
    label, icon = tx("Show as table"), ":material/table:"
    plain = len(exhibit.table) <= _LONGEST_PLAIN
    if plain and sent:
        with st.expander(label, icon=icon):
            st.markdown(quiet(exhibit.alt))
            _table(exhibit, tx, plain=True)
        return
    with st.expander(label, icon=icon, key=f"{exhibit.key}_table", on_change="rerun") as twin:
        # The sentence is there from the first: it is what paper has where the picture is not drawn.
        st.markdown(quiet(exhibit.alt))
        if twin.open:
            _table(exhibit, tx, plain=plain)


def _table(exhibit: Exhibit, tx: Text, *, plain: bool) -> None:
    written = written_table(exhibit.table, exhibit.columns, tx)
    if plain:
        html_table(written, exhibit.alt, numeric(exhibit.columns))
    else:
        st.dataframe(written, hide_index=True, placeholder="", alt=exhibit.alt)
        on_paper(written, exhibit.alt, tx)


def numeric(columns: Sequence[Column]) -> frozenset[str]:
    """Return the headings of the columns that hold numbers, which are set to the right."""
    return frozenset(each.heading for each in columns if each.decimals is not None)


def written_table(table: pd.DataFrame, columns: Sequence[Column], tx: Text) -> pd.DataFrame:
    """Write every cell as people write it, under the headings of the columns."""
    # Lists, since a column of pandas costs more than the few cells that are in it.
    return pd.DataFrame({each.heading: _written(table[each.name], each, tx) for each in columns})


def _written(values: pd.Series, column: Column, tx: Text) -> list[str]:
    if column.decimals is not None:
        known, most = values.astype("float").tolist(), column.decimals
        return [tx.number(v, 0 if column.varied and v.is_integer() else most) for v in known]
    cells = zip(values.tolist(), values.isna().tolist(), strict=True)
    return ["–" if missing else str(cell) for cell, missing in cells]
