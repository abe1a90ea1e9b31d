"""Lorenz curves, funnels and scatters."""

from __future__ import annotations

import math

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from tests.charts.samples import FIGURES, SV, areas
from vbdash.charts import Reference, funnel_plot, lorenz, scatter_labelled
from vbdash.charts.cloud import _BACK, place_labels
from vbdash.records.limits import VERDICTS, limit_lines

unit = st.floats(0, 1)


@given(st.lists(st.tuples(unit, unit), min_size=1, max_size=15))
def test_names_do_not_meet_at_any_width(points: list[tuple[float, float]]) -> None:
    sizes = [(70.0, 18.0)] * len(points)
    found = place_labels(points, range(len(points)), sizes, 320, needed=0)
    for width in (270, 600, 1200):
        boxes = []
        for i, (x, y, across, up) in found.items():
            left = points[i][0] * width + x - _BACK[across] * 70
            bottom = points[i][1] * 320 + y - _BACK[up] * 18
            boxes.append((left, bottom))
        for i, a in enumerate(boxes):
            for b in boxes[i + 1 :]:
                assert abs(a[0] - b[0]) >= 70 - 1e-6 or abs(a[1] - b[1]) >= 18 - 1e-6


def test_the_chosen_are_always_named() -> None:
    table = pd.DataFrame({"label": [f"Kommun {i}" for i in range(40)], "x": 1.0, "y": 1.0})
    figure = scatter_labelled(table, SV, x_title="x", y_title="y", highlight=["Kommun 7"])
    assert "<b>Kommun 7</b>" in [a.text for a in figure.layout.annotations]


def test_annotations_on_a_logarithmic_axis_are_given_in_powers_of_ten() -> None:
    table = areas(3).assign(n=[10, 100, 1000])
    lines, centre = limit_lines(1000, 0.2), Reference(20, "Länet")
    figure = funnel_plot(table, lines, SV, centre=centre, highlight=[table["code"][1]])
    places = {a.text: a.x for a in figure.layout.annotations if a.xref == "x"}
    assert places["<b>Bjurholm</b>"] == math.log10(100)
    assert list(figure.layout.xaxis.ticktext)[:3] == ["1", "2", "5"]


def test_a_rate_beyond_its_limits_is_told_by_shape() -> None:
    table = areas(5).assign(n=[10, 20, 30, 40, 50], verdict=list(VERDICTS))
    figure = funnel_plot(table, limit_lines(60, 0.2), SV, centre=Reference(20, "Länet"))
    shapes = {t.marker.symbol for t in figure.data if t.mode == "markers"}
    assert shapes == {
        "circle", "triangle-up", "triangle-down", "triangle-up-open", "triangle-down-open",
    }  # fmt: skip
    assert {t.line.dash for t in figure.data if t.mode == "lines"} == {"dash", "dot"}
    assert any("slumpen" in a.text for a in figure.layout.annotations)


def test_one_lorenz_curve_is_named_and_several_have_a_legend() -> None:
    one = FIGURES["lorenz"]()
    assert any("Gini" in a.text for a in one.layout.annotations)
    assert one.data[0].fill == "toself"
    points = pd.DataFrame({"x": [0, 50, 100], "y": [0, 20, 100]})
    both = pd.concat([points.assign(group="2010"), points.assign(group="2020")])
    two = lorenz(both, SV, x_title="x", y_title="y")
    assert two.layout.showlegend
    assert [t.name for t in two.data] == ["2010", "2020"]
    assert all(t.fill is None for t in two.data)
