"""Programmes beside each other, each on its own scale; what is not stated has no bar."""

from __future__ import annotations

import itertools

import plotly.graph_objects as go
import pytest

import vbdash
from vbdash.charts.funnels import funnels
from vbdash.exhibits.programme import benchmark_rows, drawn_rows
from vbdash.text import Text

SV = Text("sv")


def test_each_programme_is_measured_by_its_own_first_figure(dataset: vbdash.Dataset) -> None:
    rows = benchmark_rows(dataset, SV).set_index("id")
    assert rows.at["robotlyftet-2", "percent"] == pytest.approx(100 * 511 / 2500)
    assert rows.at["robotlyftet-3", "percent"] == pytest.approx(100 * 214 / 2500)
    assert rows.at["hkig-2", "percent"] == pytest.approx(22.5)
    assert rows["share"].isna()["smart-industri-2"]
    assert rows["share"].isna()["kadil-2"], "a target is no result"
    assert "Automation Region" in rows.at["robotlyftet-1", "source"]


def test_no_share_is_drawn_of_hundreds(dataset: vbdash.Dataset) -> None:
    table = drawn_rows(benchmark_rows(dataset, SV), SV)
    figure = funnels(table, SV)
    go.Figure(figure.to_dict())  # plotly's own checks
    texts = [each.text.replace("<br>", " ") for each in figure.layout.annotations]
    assert texts.index("74 företag som fick konkreta insatser") < texts.index(
        "78 deltagande små och medelstora företag"
    )
    assert "mötte hundratals företag, inget antal anges" in texts
    assert not [each for each in figure.data[0].hovertext if "konkreta insatser" in each]
    assert max(figure.data[0].x) == 1
    assert "9 projektföretag, 22,5 %" in [text.replace("\u00a0", " ") for text in texts]


def test_words_never_lie_on_each_other(dataset: vbdash.Dataset) -> None:
    figure = funnels(drawn_rows(benchmark_rows(dataset, SV), SV), SV)
    places = sorted((each.y, each.text.count("<br>") + 1) for each in figure.layout.annotations)
    for (at, lines), (below, _) in itertools.pairwise(places):
        assert below - at >= 14 * lines
