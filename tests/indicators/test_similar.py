"""Places, quarters, and when two values are about the same."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import iqr, rankdata

from vbdash.indicators.similar import FEWEST, Usual, place, usual, verdict

numbers = st.floats(0, 100).map(lambda x: round(x, 1))
values = st.lists(numbers, min_size=FEWEST, max_size=40)


def test_usual_is_the_median_the_quartiles_and_their_distance():
    areas = [12.0, 15.5, 9.0, 22.0, 14.0, 13.0]
    found = usual(areas)
    assert (found.low, found.median, found.high) == tuple(np.percentile(areas, [25, 50, 75]))
    assert found.spread == pytest.approx(iqr(areas))


def test_too_few_areas_to_say_what_is_usual():
    few = usual([1, 2, 3, 4, math.nan])
    assert few.half is None and math.isnan(few.spread) and few.side(4) == ""
    assert usual([]).count == 0


@given(values)
def test_at_most_a_quarter_lies_in_each_outer_quarter(areas):
    found = usual(areas)
    sides = [found.side(v) for v in areas]
    most = math.ceil(len(areas) / 4)
    assert sides.count("high") <= most
    assert sides.count("low") <= most


@given(values)
def test_places_are_ranks_from_both_ends(areas):
    ranks, below = rankdata([-v for v in areas], "min"), rankdata(areas, "min")
    for value, rank, low in zip(areas, ranks, below, strict=True):
        found = place(value, [*areas, math.nan])
        assert (found.rank, found.below, found.of) == (rank, low, len(areas))
        assert found.shared == (areas.count(value) > 1)
        same = [v for v in areas if found.side and usual(areas).side(v) == found.side]
        assert found.beyond == len(same)


def test_what_is_shown_as_the_same_has_the_same_place():
    found = place(1.84, [1.84, 1.78, 2.5, 1.0], decimals=1)
    assert (found.rank, found.below, found.shared) == (2, 2, True)
    assert place(1.84, [1.84, 1.78, 2.5, 1.0]).rank == 2
    assert not place(1.84, [1.84, 1.78, 2.5, 1.0]).shared


def test_a_missing_value_has_no_place():
    assert place(math.nan, [1.0, 2.0]) is None
    assert place(1.0, []) is None


@given(values, numbers)
def test_about_the_same_is_a_small_difference_in_the_middle_half_only(areas, other):
    among = usual(areas)
    for value in areas:
        found = verdict(value, other, among)
        difference = value - other
        if found == "about":
            assert among.side(value) == ""
            assert abs(difference) <= 0.1 * other + 1e-6
            assert abs(difference) <= 1 + 1e-6
        elif found == "":
            assert difference == 0
        else:
            assert found == ("higher" if difference > 0 else "lower")


WIDE = Usual(median=10.0, low=0.0, high=100.0, count=15)


@pytest.mark.parametrize(
    ("value", "other", "expected"),
    [
        (11.0, 10.0, "about"), (11.1, 10.0, "higher"), (9.0, 10.0, "about"), (8.9, 10.0, "lower"),
        (51.0, 50.0, "about"), (51.1, 50.0, "higher"), (12.9, 11.9, "about"), (math.nan, 1.0, ""),
    ],
)  # fmt: skip
def test_verdict_at_its_edges(value, other, expected):
    assert verdict(value, other, WIDE) == expected


def test_only_of_shares_does_a_point_count():
    assert verdict(540.0, 500.0, Usual(1, 0, 1000, 15), share=False) == "about"
    assert verdict(540.0, 500.0, Usual(1, 0, 1000, 15)) == "higher"
