"""A visitor's own figures: pasted or uploaded, on the map, on an axis, as a slide and as files."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from vbdash.exhibits.own import OwnFigures, on_axis, on_map
from vbdash.records.files.fields import FIGURES
from vbdash.records.files.persons import masked
from vbdash.records.files.result import Reading
from vbdash.records.pasted import LONGEST, as_file
from vbdash.records.rules import read_figures
from vbdash.ui.files.upload import Upload, take, upload
from vbdash.ui.map import show_map
from vbdash.ui.show import show
from vbdash.view import View

_FIGURES: Final = Upload("own_figures", FIGURES, read_figures, everywhere=True)
_TEXT: Final = "_own_text"
_MARKED: Final = f"{_FIGURES.key}_marked"
#: Letters of what the figures are called, and of their unit.
_LABEL, _UNIT = 80, 20


def own(view: View) -> None:
    """Draw the ways to bring figures, and what is made of them."""
    tx = view.tx
    st.markdown(
        tx(
            "Add a figure for any number of municipalities, anywhere in Sweden, and see them on the map and side by side. "
            "They are marked “own figures” on every picture, slide and file, are in no link, and nobody else sees them."
        )
    )
    pasted, file = st.columns(2, gap="medium")
    with pasted:
        _paste(view)
    with file:
        reading = upload(view, _FIGURES, tx("A file with municipality and value"))
    if reading is None or reading.table is None or reading.table.empty:
        return
    figures = _described(view, reading)
    face = _face(view, figures)

    marked = view.choosing(municipalities=tuple(st.session_state.get(_MARKED, ())))

    def draw(shown: Any) -> None:
        show_map(shown, tx, key="own_map_picture", on_press=_mark)

    show(view, on_map(marked, figures, face), picture=draw)
    show(view, on_axis(marked, figures))


def _mark(code: str) -> None:
    """Mark a municipality that is pressed, or let it go: in these pictures alone."""
    before = tuple(st.session_state.get(_MARKED, ()))
    left = tuple(each for each in before if each != code)
    st.session_state[_MARKED] = left if code in before else (*before, code)


def _paste(view: View) -> None:
    tx = view.tx
    st.text_area(
        tx("Paste municipality and value, one per line"),
        key=_TEXT,
        height=140,
        max_chars=LONGEST,
        placeholder=tx("Umeå 12\nSkellefteå 9,5\n…"),
        help=tx("Straight from Excel, or written: a name or a code, and a number."),
    )
    st.button(tx("Show the figures"), key="_own_take", on_click=_take, args=(view,), icon=":material/check:")


def _take(view: View) -> None:
    """Keep what was pasted, in place of a file or what was pasted before."""
    text = str(st.session_state.get(_TEXT) or "")
    if not text.strip():
        return
    file = st.session_state.get(f"{_FIGURES.key}_file")
    # A file that still lies in its box is not taken again after what was pasted.
    same = getattr(file, "file_id", "pasted")
    take(_FIGURES, view.tx("pasted lines") + ".csv", as_file(text, view.tx), same)


def _described(view: View, reading: Reading) -> OwnFigures:
    """Let the visitor say what the figures are, and return them."""
    tx, table = view.tx, reading.table
    assert table is not None  # noqa: S101 - who calls has looked
    label, unit = st.columns([3, 1])
    heading = reading.matched.get("value", "")
    called = label.text_input(
        tx("What it is"), heading or tx("Value"), max_chars=_LABEL, key=f"{_FIGURES.key}_label"
    )
    counted = unit.text_input(
        tx("Unit"), max_chars=_UNIT, key=f"{_FIGURES.key}_unit", placeholder=tx("such as %")
    )
    values = {
        str(code): float(value)
        for code, value in zip(table["municipality_code"], table["value"], strict=True)
    }
    return OwnFigures(masked(" ".join(called.split())) or tx("Value"), masked(" ".join(counted.split())), values)


def _face(view: View, figures: OwnFigures) -> str:
    """Draw the choice between areas and circles, where the figures may be numbers of something."""
    tx = view.tx
    if not figures.counts or figures.unit == "%":
        return "yta"
    faces = {"yta": tx("Areas"), "cirklar": tx("Circles")}
    chosen = st.segmented_control(
        tx("Kind of map"), list(faces), format_func=lambda face: faces.get(face, face),
        default="yta", required=True, key=f"{_FIGURES.key}_face",
    )  # fmt: skip
    return chosen if chosen in faces else "yta"
