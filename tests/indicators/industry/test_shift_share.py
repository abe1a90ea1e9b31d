"""Shift-share: a published example, properties, the county's own figures."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from vbdash.indicators.industry.shift_share import county_shifts, shift_share

NATION = ([400, 150, 150, 400], [440, 210, 135, 480])
positive = arrays(np.float64, 5, elements=st.floats(1, 1e5))


@pytest.mark.parametrize(
    ("start", "end", "parts"),
    [
        # Farhauer and Kröll (2013), regions A, B and C, as the R package REAT documents them.
        ([90, 20, 10, 60], [100, 40, 10, 55], (25, 27, 1, -3)),
        ([60, 30, 30, 40], [85, 55, 40, 35], (55, 24, -1, 32)),
        ([250, 100, 110, 300], [255, 115, 85, 390], (85, 114, 0, -29)),
    ],
)
def test_published_example(start, end, parts):
    found = shift_share(start, end, *NATION).total()
    assert (found.change, found.national, found.trend, found.own) == pytest.approx(parts, abs=1e-9)


@given(positive, positive, positive, positive)
def test_parts_sum_to_the_change(start, end, nation, later):
    parts = shift_share(start, end, nation, later)
    np.testing.assert_allclose(parts.change, end - start, atol=1e-6)
    np.testing.assert_allclose(parts.national + parts.trend + parts.own, parts.change, atol=1e-4)


@given(positive, positive, positive, positive, st.permutations(range(5)))
def test_permutation_of_sectors(start, end, nation, later, order):
    order = list(order)
    one = shift_share(start, end, nation, later).total()
    two = shift_share(start[order], end[order], nation[order], later[order]).total()
    assert two.own == pytest.approx(one.own, rel=1e-6, abs=1e-5)


def test_the_country_has_nothing_of_its_own():
    parts = shift_share(*NATION, *NATION)
    np.testing.assert_allclose(parts.own, 0, atol=1e-9)
    assert parts.total().trend == pytest.approx(0)


@pytest.mark.parametrize(
    "arguments",
    [([1, 2], [2, 3], [0, 5], [1, 5]), ([1, np.nan], [2, 3], [4, 5], [4, 5])],
)
def test_no_growth_from_nothing(arguments):
    parts = shift_share(*arguments)
    assert np.isnan(parts.own).sum() == 1
    assert not np.isinf([parts.national, parts.trend, parts.own, parts.change]).any()
    assert np.isnan(parts.total().change)


def test_no_economy_at_all():
    parts = shift_share([1.0], [1.0], [0.0], [0.0])
    assert np.isnan([parts.national[0], parts.trend[0], parts.own[0]]).all()


def test_counties_2000_2024(dataset):
    table = county_shifts(dataset, "employment", "B-E", 2000, 2024).set_index("code")
    assert len(table) == 21
    own = table.loc["24"]
    assert (own["start"], own["end"]) == (19.4, 22.8)  # thousand persons, as published
    assert own["national"] + own["trend"] + own["own"] == pytest.approx(own["change"])
    np.testing.assert_allclose(table["own"].sum(), 0, atol=0.01)  # the counties are the country


def test_a_year_without_figures_is_refused(dataset):
    with pytest.raises(ValueError, match="1999"):
        county_shifts(dataset, "employment", "B-E", 1999, 2024)
