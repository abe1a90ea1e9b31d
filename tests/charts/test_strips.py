"""The beeswarm: every dot in its place, none on another."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.charts.samples import SV, areas
from vbdash.charts import Reference, beeswarm
from vbdash.charts.figure import NARROW
from vbdash.charts.strips import swarm


@given(st.lists(st.floats(0, 270), max_size=60), st.floats(4, 16))
def test_no_two_dots_touch(places: list[float], diameter: float) -> None:
    aside = swarm(places, diameter)
    dots = list(zip(places, aside, strict=True))
    for i, (x, y) in enumerate(dots):
        for other_x, other_y in dots[i + 1 :]:
            assert math.hypot(x - other_x, y - other_y) >= diameter - 1e-4


def test_dots_without_neighbours_stay_on_the_line() -> None:
    assert swarm([0, 50, 100], 10) == [0, 0, 0]


def test_equal_values_stand_on_both_sides_of_the_line() -> None:
    aside = swarm([50, 50, 50], 10)
    assert aside[0] == 0
    assert sorted(round(y) for y in aside) == [-10, 0, 10]


@pytest.mark.parametrize("count", [1, 15, 21, 290])
def test_the_figure_keeps_values_and_keeps_dots_apart_on_a_phone(count: int) -> None:
    table = areas(count)
    figure = beeswarm(table, SV, decimals=1, highlight=["2400"])
    drawn = {c: (x, y) for t in figure.data for c, x, y in zip(t.customdata, t.x, t.y, strict=True)}
    assert {c: x for c, (x, _) in drawn.items()} == dict(
        zip(table["code"], table["value"], strict=True)
    )
    low, high = figure.layout.xaxis.range
    dots = [((x - low) / (high - low) * NARROW, y) for x, y in drawn.values()]
    size = figure.data[0].marker.size if count > 1 else 1
    for i, (x, y) in enumerate(dots):
        for other_x, other_y in dots[i + 1 :]:
            assert math.hypot(x - other_x, y - other_y) >= size
    margin = figure.layout.margin
    bottom, top = figure.layout.yaxis.range
    assert figure.layout.height - margin.t - margin.b == pytest.approx(top - bottom, abs=1.5)
    assert all(bottom < y < top for _, y in dots)


def test_the_chosen_are_told_by_shape_colour_and_name() -> None:
    figure = beeswarm(areas(), SV, unit="%", decimals=1, highlight=["2414", "2412", "9999"])
    rest, *chosen = figure.data
    assert len(rest.x) == 13
    assert len({(t.marker.color, t.marker.symbol) for t in chosen}) == 2
    names = [a.text for a in figure.layout.annotations]
    assert [n.split("</b>")[0] for n in names] == ["<b>Skellefteå", "<b>Umeå"]
    assert all(t.marker.size > rest.marker.size for t in chosen)


def test_a_click_gives_back_the_code() -> None:
    assert set(beeswarm(areas(), SV).data[0].customdata) == set(areas()["code"])
    assert beeswarm(areas().drop(columns="code"), SV).data[0].customdata is None


def test_references_and_the_middle_half_are_drawn_and_named() -> None:
    lines = [Reference(17, "Sverige"), Reference(17.2, "Länets median")]
    figure = beeswarm(areas(), SV, references=lines, middle=(15, 18))
    band = [s for s in figure.layout.shapes if s.type == "rect"]
    assert [(s.x0, s.x1) for s in band] == [(15, 18)]
    texts = [a.text for a in figure.layout.annotations]
    assert {"Sverige", "Länets median"} <= set(texts)
    assert any("mittersta hälften" in t for t in texts)


def test_areas_without_a_value_are_left_out() -> None:
    table = areas(5)
    table.loc[2, "value"] = None
    assert len(beeswarm(table, SV).data[0].x) == 4


def test_the_ends_of_the_swarm_carry_their_names_in_plain_type() -> None:
    table = pd.DataFrame(
        {"code": ["a", "b", "c"], "label": ["Ett", "Två", "Tre"], "value": [1.0, 2.0, 9.0]}
    )
    figure = beeswarm(table, SV, highlight=["b", "a"], named=["c", "a"])
    texts = [a.text for a in figure.layout.annotations]
    assert {"<b>Två</b> 2", "<b>Ett</b> 1", "Tre 9"} <= set(texts)
    assert len(texts) == 3


def test_a_long_axis_title_is_broken_for_a_phone() -> None:
    title = "Andel av de sysselsatta som bor i kommunen. Industri (B–E)"
    table = pd.DataFrame({"code": ["a", "b"], "label": ["A", "B"], "value": [1.0, 2.0]})
    short, long = (beeswarm(table, SV, x_title=t) for t in ("Andel", title))
    lines = long.layout.xaxis.title.text.split("<br>")
    assert " ".join(lines) == title
    assert max(map(len, lines)) <= 34
    assert long.layout.height - short.layout.height == pytest.approx(18, abs=2)
