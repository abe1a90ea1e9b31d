"""Small pictures and rows of dots: what is drawn where, counted by hand."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbdash.charts.screen.small import curve, ranks
from vbdash.charts.screen.strip_rows import strip_rows


def test_a_curve_spans_its_own_range() -> None:
    assert "M4.0 30.0L56.0 4.0L108.0 17.0" in curve([2000, 2010, 2020], [1, 3, 2])
    assert "30.0L108.0 30.0" in curve([2000, 2001], [5, 5])


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=30), st.data())
def test_one_bar_is_the_subjects(values: list[float], data: st.DataObject) -> None:
    own = data.draw(st.sampled_from(values))
    drawn = ranks(values, own)
    assert drawn.count("<rect") == len(values) and drawn.count("#0b78b8") == 1
    assert all(0 <= float(y) <= 34 for y in re.findall(r' y="([\d.]+)"', drawn))


def rows(**changes: object) -> pd.DataFrame:
    row = {"row": "m", "title": "Share 2024", "value": "24 %, highest of 3", "of": "median 12 %",
           "middle": 12.0, "low": 8.0, "high": 20.0}  # fmt: skip
    return pd.DataFrame([row | changes])


DOTS = pd.DataFrame(
    {"row": "m", "code": ["1", "2", "3"], "label": ["A", "<b>", "C"], "value": [0.0, 10.0, 20.0],
     "said": ["0 %", "10 %", "20 %"]}
)  # fmt: skip


def test_dots_stand_by_their_values_and_texts_are_escaped() -> None:
    drawn = strip_rows(DOTS, rows(), ["3"], ["C"])
    assert re.findall(r'<i[^>]*style="left:([\d.]+)%', drawn) == ["0", "50", "100"]
    assert 'class="m0" style="left:100%' in drawn and 'vb-marks"><span' not in drawn
    assert "<b>:" not in drawn and "&lt;b&gt;: 10 %" in drawn
    assert '<u style="left:40%;width:60%">' in drawn and '<s style="left:60%">' in drawn
    assert "24 %, highest of 3" in drawn and "<small>; </small>median 12 %" in drawn


def test_several_chosen_have_a_legend() -> None:
    drawn = strip_rows(DOTS, rows(), ["3", "1"], ["C", "A"])
    assert drawn.count('class="k m') == 2 and 'class="m1" style="left:0%' in drawn


@pytest.mark.parametrize("dots", [DOTS.iloc[:0], DOTS.assign(value=float("nan"))])
def test_a_row_without_dots_keeps_its_words(dots: pd.DataFrame) -> None:
    drawn = strip_rows(dots, rows(value="No figure", of=""), ["3"], ["C"])
    assert "No figure" in drawn and "<i" not in drawn
