"""What a chart writes is what its table writes: a figure is rounded once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.charts.samples import SV
from vbdash import charts
from vbdash.charts.figure import rounded
from vbdash.charts.labels import written

#: Rounded to two decimals first, the first would be written 34,8 and the third, by a browser, 12,3.
#: The other two lie half way, where a browser rounds upwards and Python to the even neighbour.
AWKWARD = [34.746, 34.25, 12.2476, 0.25]


def as_a_browser_writes(value: float, decimals: int) -> str:
    """Write a number as JavaScript's ``toFixed`` does, on which Plotly's hover texts rest."""
    return str(Decimal(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))


@given(st.floats(-1e6, 1e6), st.integers(0, 3))
@example(34.746, 1)
@example(34.25, 1)
@example(-34.25, 1)
@example(2.5, 0)
@example(0.15, 1)
@example(99.95, 1)
def test_the_rounded_figure_is_written_as_the_figure(value: float, decimals: int) -> None:
    (short,) = rounded([value], decimals)
    assert short is not None
    assert SV.number(short, decimals) == SV.number(value, decimals)
    assert written(SV.separators, [short], "", decimals) == [SV.number(value, decimals)]
    if short >= 0:  # what is below zero is written out here, not by Plotly
        plain = SV.number(value, decimals).replace("\u00a0", "").replace(",", ".")
        assert as_a_browser_writes(short, decimals) == plain.replace("\N{MINUS SIGN}", "-")
    assert abs(short - value) <= 0.00501 * 10**-decimals + 1e-9 * abs(value)


def table() -> pd.DataFrame:
    return pd.DataFrame({"label": list("ABCD"), "code": list("abcd"), "value": AWKWARD})


def yearly() -> pd.DataFrame:
    rows = [(2019 + i, key, v) for key in "AB" for i, v in enumerate(AWKWARD)]
    return pd.DataFrame(rows, columns=["year", "group", "value"])


FIGURES: dict[str, Callable[[], go.Figure]] = {
    "ranked_bars": lambda: charts.ranked_bars(table(), SV, decimals=1),
    "paired_bars": lambda: charts.paired_bars(
        table().assign(other=AWKWARD[::-1]), SV, names=("x", "y"), decimals=1
    ),
    "waterfall": lambda: charts.waterfall(table().assign(kind="total"), SV, decimals=1),
    "dumbbell": lambda: charts.dumbbell(
        table().assign(first=AWKWARD, second=AWKWARD), SV, names=("x", "y"), decimals=1
    ),
    "quotes": lambda: charts.quotes(table(), SV),
    "beeswarm": lambda: charts.beeswarm(table(), SV, decimals=1, highlight=["a", "b"]),
    "time_lines": lambda: charts.time_lines(yearly(), SV, decimals=1),
    "small_multiples": lambda: charts.small_multiples(yearly(), SV, decimals=1),
    "scatter_labelled": lambda: charts.scatter_labelled(
        table().assign(x=AWKWARD, y=AWKWARD), SV, x_title="x", y_title="y", decimals=(1, 1)
    ),
}


def figures_said(figure: go.Figure) -> Iterator[str]:
    """Yield every figure with one decimal that the chart writes, in words or on hover."""
    spec: dict[str, Any] = figure.to_dict()
    texts = [note["text"] for note in spec["layout"]["annotations"]]
    for trace in spec["data"]:
        texts += [*(trace.get("text") or ()), *(trace.get("hovertext") or ())]
        for axis in ("x", "y"):
            if f"%{{{axis}:,.1f}}" in trace.get("hovertemplate", ""):
                for value in trace[axis]:
                    if value is not None:
                        yield as_a_browser_writes(value, 1).replace(".", ",")
    for text in texts:
        yield from re.findall(r"\d+,\d\b", str(text))


@pytest.mark.parametrize("kind", FIGURES)
def test_every_figure_in_a_chart_is_written_as_in_its_table(kind: str) -> None:
    said = set(figures_said(FIGURES[kind]()))
    assert said
    assert said <= {SV.number(value, 1) for value in AWKWARD}
