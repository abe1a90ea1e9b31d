"""The grid of counts: what is drawn, what a press gives back, hostile names, its picture."""

from __future__ import annotations

import pandas as pd

from vbdash.charts.grid import count_grid
from vbdash.charts.paper.static import to_svg
from vbdash.text import Text

TX = Text("sv")
TABLE = pd.DataFrame(
    {"code": ["1", "2"], "label": ["Malå", "<b>Umeå</b>\u202e"], "a": [3, 1], "b": [1, 0]}
)


def drawn(**settings):
    given = {"columns": ["a", "b"], "chosen": "b", "totals": ("Kommuner", [2, 1]), **settings}
    return count_grid(TABLE, TX, **given)


def test_rings_where_there_is_something_dots_where_there_is_none() -> None:
    traces = drawn(stamp="7").data
    cells = {
        (trace.marker.symbol, x, y): code
        for trace in traces
        for x, y, code in zip(trace.x, trace.y, trace.customdata, strict=True)
    }
    assert cells == {
        ("circle-open", 1, 1): "1|7", ("circle-open", 0, 1): "1|7",
        ("circle-open", 0, 2): "2|7", ("circle", 1, 2): "2|7",
    }  # fmt: skip
    numbers = [each.text for each in drawn().layout.annotations]
    assert numbers == ["<b>2</b>", "<b>1</b>", "3", "1", "1"]


def test_names_are_harmless_and_the_chosen_is_bold() -> None:
    names = drawn(highlight=["1"]).layout.yaxis.ticktext
    assert names[1] == "<b>Malå</b>"
    assert names[2] == "&lt;b&gt;Umeå&lt;/b&gt;"
    assert len(drawn(highlight=["1"]).layout.shapes) == 2


def test_it_is_small_and_becomes_a_picture() -> None:
    figure = drawn()
    assert len(figure.to_json()) < 5000
    picture = to_svg(figure, "Rubrik", tx=TX)
    assert "Kommuner" in picture.decode()
