"""The list of firms has room for what is written in it: a grid cuts off what has none."""

from __future__ import annotations

from functools import cache

import pytest
from matplotlib.ft2font import FT2Font

import vbdash
from vbdash.charts.paper.typeface import FOLDER
from vbdash.exhibits.firms.register import export_columns, register
from vbdash.text import Text
from vbdash.ui.firms.list import WIDTHS, short

#: Pixels of the letters in a grid, of the room on both sides of a cell, and of a button's in it.
LETTERS, ROOM, BUTTON = 14, 16, 16
#: Pixels that the columns up to the source have on a desktop, beside the sidebar.
DESKTOP = 980
#: Lines of a row.
LINES = 4


@cache
def width(text: str) -> float:
    font = FT2Font(str(FOLDER / "SourceSansPro-Regular.ttf"))
    font.set_size(LETTERS, 72)
    font.set_text(text)
    return font.get_width_height()[0] / 64


def lines(text: str, room: float) -> int:
    """Count the lines that a text takes."""
    count, line = 1, ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        count, line = (count, longer) if width(longer) <= room else (count + 1, word)
    return count


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_headings_and_words_are_whole(lang: str) -> None:
    tx = Text(lang)
    table = register(vbdash.load(), lang)
    headings = {each.name: each.heading for each in export_columns(tx)}
    headings |= {"size": tx("Size"), "url": headings["source"]}
    for name, room in WIDTHS.items():
        assert width(headings[name]) <= room - ROOM, headings[name]
        if name in ("name", "url"):
            continue
        for cell in table[name].astype(str):
            assert lines(cell, room - ROOM) <= LINES, cell
            assert all(width(word) <= room - ROOM for word in cell.split()), cell


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_name_too_long_for_its_button_says_so(lang: str) -> None:
    names = register(vbdash.load(), lang)["name"]
    assert short("Å" * 300) == "Å" * 35 + "…"
    assert any(short(name) != name for name in names)
    for name in names:
        assert width(short(name)) <= WIDTHS["name"] - BUTTON, name
        assert short(name) == name or short(name).endswith("…")


def test_the_columns_up_to_the_source_fit_on_a_desktop() -> None:
    columns = list(WIDTHS)
    assert sum(WIDTHS[name] for name in columns[: columns.index("url") + 1]) <= DESKTOP
