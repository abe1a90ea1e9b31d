"""The rule for higher, lower and similar."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import median_abs_deviation

from vbdash.indicators.similar import FEWEST, usual, verdict

values = st.lists(st.floats(-1e6, 1e6), min_size=FEWEST, max_size=40)


def test_usual_is_what_the_office_for_national_statistics_takes():
    areas = [12.0, 15.5, 9.0, 22.0, 14.0, 13.0]
    middle = np.median(areas)
    assert usual(areas).median == middle
    assert usual(areas).mad == pytest.approx(1.4826 * np.median(np.abs(areas - middle)), rel=1e-5)
    assert usual(areas).mad == median_abs_deviation(areas, scale="normal")


def test_too_few_areas_to_say_what_is_usual():
    assert math.isnan(usual([1, 2, 3, 4, math.nan]).mad)
    assert usual([]).count == 0
    assert verdict(5, 1, usual([1, 2, 3]).mad) == ""


@settings(deadline=None)
@given(values, st.floats(-1e3, 1e3))
def test_shifting_all_areas_changes_no_verdict(numbers, by):
    one, two = usual(numbers), usual([n + by for n in numbers])
    assert two.mad == pytest.approx(one.mad, abs=1e-6)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(12.0, "similar"), (12.1, "higher"), (7.9, "lower"), (8.0, "similar"), (math.nan, "")],
)
def test_verdict_at_its_edges(value, expected):
    assert verdict(value, 10.0, 2.0) == expected
