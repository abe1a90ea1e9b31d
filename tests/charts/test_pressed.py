"""Grey lines can be pressed, and say which they are; what is seen does not change."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.charts.samples import SV, series
from vbdash.charts import time_lines
from vbdash.charts.curves import pressable, pressed_line
from vbdash.charts.paper.static import to_svg

FIGURE = time_lines(series(), SV, highlight=["14"])
SHOWN = pressable(FIGURE)


def event(curve: object) -> dict[str, object]:
    return {"selection": {"points": [{"curve_number": curve, "point_index": 0}]}}


def test_every_grey_line_says_whose_it_is_when_pressed() -> None:
    grey = {str(c) for c in series()["code"]} - {"14"}
    said = {pressed_line(SHOWN, event(i)) for i in range(len(SHOWN.data))}
    assert said - {""} == grey


def test_nothing_else_is_seen_and_files_stay_as_they_were() -> None:
    before = to_svg(FIGURE, "", tx=SV)
    for trace in SHOWN.data:
        if trace.meta is not None and trace.marker.size == 12:
            assert trace.marker.opacity == trace.selected.marker.opacity == 0
            assert trace.unselected.marker.opacity == 0
        elif "markers" in trace.mode:
            assert trace.unselected.marker.opacity == 1
    assert all(trace.mode == "lines" for trace in FIGURE.data if trace.meta is not None)
    assert to_svg(FIGURE, "", tx=SV) == before
    assert pressable(FIGURE) is SHOWN


@pytest.mark.parametrize(
    "wrong", [None, {}, {"selection": None}, event(None), event(-1), event(10**6), event("0")]
)
def test_an_event_of_nothing_is_no_line(wrong: object) -> None:
    assert pressed_line(SHOWN, wrong) == ""


@given(st.dictionaries(st.text(max_size=5), st.integers()))
def test_whatever_a_browser_says_is_a_line_or_none(points: dict[str, int]) -> None:
    assert pressed_line(SHOWN, {"selection": {"points": [points]}}) in {
        "",
        *map(str, series()["code"]),
    }


def test_the_figure_grows_by_little() -> None:
    sizes = [len(json.dumps(json.loads(f.to_json()))) for f in (FIGURE, SHOWN)]
    assert sizes[1] < 1.5 * sizes[0]
