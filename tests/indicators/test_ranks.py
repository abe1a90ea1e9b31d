"""Places in a ranking."""

import math

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from vbdash.indicators.ranks import counted, places, ranked_by_year
from vbdash.indicators.similar import FEWEST

values = st.lists(st.floats(-1e6, 1e6), min_size=FEWEST, max_size=40)


def test_ties_share_the_better_place_and_missing_has_none():
    found = places([[3, 1], [9, 1], [3, math.nan], [math.nan, 5]])
    np.testing.assert_array_equal(found, [[2, 2], [1, 2], [2, math.nan], [math.nan, 1]])
    assert counted([[3, 1], [math.nan, 2]]).tolist() == [1, 2]


@given(values)
def test_places_are_in_order(numbers):
    order = places(numbers)
    assert order.min() == 1
    for a, one in zip(numbers, order, strict=True):
        for b, other in zip(numbers, order, strict=True):
            assert (a > b) == (one < other)


def test_what_is_shown_as_the_same_has_the_same_place():
    assert places([10.54, 10.46, 34.7]).tolist() == [2, 3, 1]
    assert places([10.54, 10.46, 34.7], 1).tolist() == [2, 2, 1]


def test_ranked_year_by_year():
    table = pd.DataFrame(
        {"code": list("abab"), "year": [1, 1, 2, 2], "value": [5.0, 7.0, 9.0, math.nan]}
    )
    ranked = ranked_by_year(table)
    assert ranked["value"].tolist() == [2, 1, 1]
    assert ranked["of"].tolist() == [2, 2, 1]
