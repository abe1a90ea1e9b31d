"""What holds for every kind of figure."""

from __future__ import annotations

import json

import pandas as pd
import plotly.graph_objects as go
import pytest

from tests.charts.samples import FIGURES, SV, areas
from tests.charts.test_labels import HOSTILE
from vbdash import charts
from vbdash.charts.palette import TEXT
from vbdash.text import Text

kinds = pytest.mark.parametrize("kind", FIGURES)


@kinds
def test_plotly_accepts_the_figure(kind: str) -> None:
    figure = FIGURES[kind]()
    assert (
        go.Figure(json.loads(figure.to_json())).to_dict() == go.Figure(figure.to_dict()).to_dict()
    )


@kinds
def test_only_bars_and_scatters_so_that_it_can_be_drawn_without_a_browser(kind: str) -> None:
    assert {trace.type for trace in FIGURES[kind]().data} <= {"bar", "scatter"}


@kinds
def test_it_is_small_on_the_way_to_the_browser(kind: str) -> None:
    limit = {"small_multiples": 35_000, "time_lines": 20_000}.get(kind, 15_000)
    assert len(FIGURES[kind]().to_json()) <= limit


@kinds
def test_it_never_jumps_nor_catches_a_finger(kind: str) -> None:
    layout = FIGURES[kind]().layout
    assert layout.height > 0
    assert layout.dragmode is False
    assert layout.template.layout.xaxis.fixedrange
    assert layout.template.layout.yaxis.fixedrange
    assert layout.separators == ",\u00a0"


@kinds
def test_texts_outside_fills_take_the_colour_of_the_page(kind: str) -> None:
    figure = FIGURES[kind]()
    assert figure.layout.font.color is None
    assert all(note.font.color is None for note in figure.layout.annotations)


@kinds
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_take_the_ink_of_the_page_they_stand_on(kind: str, theme: str) -> None:
    layout = charts.inked(FIGURES[kind](), theme).layout.to_plotly_json()
    assert layout["font"]["color"] == TEXT[theme]
    axes = [layout[key] for key in layout if key[1:5] == "axis"]
    assert all(axis["tickfont"]["color"] == TEXT[theme] for axis in axes)
    assert all(axis["title"]["font"]["color"] == TEXT[theme] for axis in axes if "title" in axis)
    go.Figure({"data": [], "layout": layout})  # Plotly accepts it


@kinds
def test_the_same_table_gives_the_same_figure(kind: str) -> None:
    assert FIGURES[kind]().to_json() == FIGURES[kind]().to_json()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_shown_and_not_obeyed(name: str) -> None:
    table = areas(4).assign(x=[1, 2, 3, 4], y=[2, 3, 1, 5], n=[10, 20, 30, 40], other=1.0)
    table["label"] = [name, "B", "C", "D"]
    table["missing"] = name
    table.loc[3, "value"] = None
    over_time = pd.DataFrame({"year": [2020, 2021], "group": name, "value": [1.0, 2.0]})
    pieces = pd.DataFrame({"label": [name, name], "part": [name, "b"], "value": [1, 2]})
    reference = charts.Reference(2, name)
    limits = pd.DataFrame({"n": [1, 50], "low_95": [1, 2], "high_95": [9, 8]})
    figures = [
        charts.ranked_bars(table, SV, references=[reference], note=name, unit=name),
        charts.paired_bars(table, SV, names=(name, name)),
        charts.stacked_bars(pieces, SV, note=name),
        charts.waterfall(table.assign(kind="step"), SV),
        charts.quotes(table, SV),
        charts.dumbbell(table.assign(first=1, second=2), SV, names=(name, name)),
        charts.beeswarm(table, SV, highlight=["2400"], references=[reference], x_title=name),
        charts.time_lines(over_time, SV, y_title=name),
        charts.rank_lines(over_time, SV, y_title=name),
        charts.small_multiples(over_time, SV, y_title=name),
        charts.lorenz(table.assign(group=name), SV, x_title=name, y_title=name),
        charts.funnel_plot(table, limits, SV, centre=reference, x_title=name, highlight=["2400"]),
        charts.scatter_labelled(table, SV, x_title=name, y_title=name),
    ]
    for figure in figures:
        text = json.dumps(figure.to_dict(), ensure_ascii=False, default=list)
        for tag in ("<script", "<a ", 'javascript:alert(1)\\">', "\u202e", "\x00", "%{x}</b>"):
            assert tag not in text
        assert "<b>Fet</b>" not in text


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_tables_without_rows_or_values_give_empty_figures(lang: str) -> None:
    tx = Text(lang)
    empty = areas().iloc[:0]
    void = areas(3).assign(value=float("nan"), low=None, high=None, other=None)
    over_time = pd.DataFrame({"year": [], "group": [], "value": []})
    limits = pd.DataFrame({"n": [], "low_95": [], "high_95": []})
    for table in (empty, void):
        charts.ranked_bars(table, tx)
        charts.beeswarm(table, tx, highlight=["2400"])
        charts.paired_bars(table.assign(other=1.0), tx, names=("a", "b"))
        charts.waterfall(table.assign(kind="step"), tx)
        charts.quotes(table, tx)
        charts.dumbbell(table.assign(first=table["value"], second=1), tx, names=("a", "b"))
        charts.stacked_bars(table.assign(part="p"), tx)
        charts.stacked_bars(table.assign(part="p"), tx, upright=True)
        plane = table.assign(x=table["value"], y=1.0, n=table["value"])
        charts.scatter_labelled(plane, tx, x_title="x", y_title="y")
        charts.funnel_plot(plane, limits, tx, centre=charts.Reference(10, "c"))
    charts.time_lines(over_time, tx)
    charts.rank_lines(over_time, tx)
    charts.small_multiples(over_time, tx)
    charts.lorenz(pd.DataFrame({"x": [], "y": []}), tx, x_title="x", y_title="y")


def test_large_type_is_larger() -> None:
    table = areas().assign(first=8.0, second=10.0)
    page = charts.dumbbell(table, SV, names=("a", "b"))
    wall = charts.dumbbell(table, SV, names=("a", "b"), large=True)
    assert wall.layout.font.size > 1.3 * page.layout.font.size
    assert wall.layout.height > 1.3 * page.layout.height
