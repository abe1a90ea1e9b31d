"""How a series has changed: by hand, against SciPy, and what must hold of any series."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kendalltau, theilslopes

from vbdash.indicators.change import Change, change, leads, mann_kendall, series_points, theil_sen

#: Whole numbers: what is added to them changes no order by rounding.
VALUES = st.lists(st.integers(-50, 50).map(float), min_size=1, max_size=30)


def of(values: list[float]) -> Change:
    return change(range(2000, 2000 + len(values)), values)


def words(found: Change) -> tuple[object, ...]:
    """What the words depend on, beside the values themselves."""
    points = [(point.year, point.extreme) for point in found.points]
    return found.basis, found.direction, points, found.turn and found.turn.year


@pytest.mark.parametrize(
    ("values", "basis", "direction", "years"),
    [
        ([1.0, 9.0, 2.0, 3.0], "short", 0, [2000, 2003]),
        ([7.0], "short", 0, [2000]),
        ([1.0, 2.0, 3.0, 4.0, 5.0], "ends", 1, [2000, 2004]),
        ([4.7, 3.9, 3.0, 2.6, 4.5], "ends", -1, [2000, 2003, 2004]),  # Dorotea: one year is enough
        # Malå's open unemployment: from 1.3 to 1.8 in the last year is news.
        (
            [3.1, 3.1, 3.5, 2.8, 2.6, 2.3, 2.8, 1.9, 2.0, 2.7, 2.0, 1.4, 1.3, 1.8],
            "trend",
            -1,
            [2000, 2012, 2013],
        ),
        # Dorotea's: 0.7 back is less than a fifth of the range, but undoes a third of the fall.
        (
            [4.1, 4.5, 5.1, 4.8, 5.4, 4.9, 3.2, 3.1, 2.7, 3.0, 2.1, 1.7, 1.7, 2.4],
            "trend",
            -1,
            [2000, 2012, 2013],
        ),
        ([5.0, 9.0, 1.0, 8.0, 5.0], "ends", 0, [2000, 2001, 2002, 2004]),
        ([float(i) for i in range(10)], "trend", 1, [2000, 2009]),
        ([*(10.0 * i for i in range(12)), 108.0, 105.0], "trend", 1, [2000, 2011, 2013]),
        ([*(10.0 * i for i in range(12)), 108.0], "trend", 1, [2000, 2012]),  # one small step
        ([3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0, 6.0, 2.0, 4.0], "trend", 0, [2000, 2001, 2005, 2009]),
    ],
)
def test_by_hand(values: list[float], basis: str, direction: int, years: list[int]) -> None:
    found = of(values)
    assert (found.basis, found.direction) == (basis, direction)
    assert [point.year for point in found.points] == years
    turned = direction != 0 and len(years) == 3
    assert (found.turn is not None) == turned


def test_an_end_that_is_the_highest_or_the_lowest_is_known_as_such() -> None:
    found = of([4.7, 3.9, 3.0, 2.6, 4.5])
    assert [point.extreme for point in found.points] == [1, -1, 0]
    assert of([1.0, 1.0, 2.0, 3.0, 3.0]).first.extreme == 0  # two years have it
    assert series_points([2000, 2001], [1.0, 2.0])[2001].extreme == 1


def test_a_fifth_is_a_fifth_with_decimals_too() -> None:
    told = change([2020, 2021, 2022, 2023, 2024], [3.6, 3.2, 2.8, 1.6, 2.0])
    assert told.turn is not None and (told.turn.year, told.last.value) == (2023, 2.0)


def test_a_trend_that_its_ends_speak_against_is_not_told() -> None:
    values = [50.0, *(float(i) for i in range(20))]
    assert mann_kendall(np.array(values)) < 0.05
    assert of(values).direction == 0


@given(st.lists(st.integers(-20, 20).map(float), min_size=3, max_size=30))
def test_slope_and_test_are_those_of_scipy(values: list[float]) -> None:
    array, years = np.array(values), np.arange(len(values), dtype=float)
    assert theil_sen(years, array) == pytest.approx(theilslopes(array, years).slope)
    if len(set(values)) > 1:
        oracle = kendalltau(years, array, method="asymptotic").pvalue
        assert mann_kendall(array) == pytest.approx(oracle, abs=1e-9)


@given(VALUES, st.integers(-1000, 1000))
def test_adding_a_constant_changes_no_word(values: list[float], more: int) -> None:
    assert words(of(values)) == words(of([value + more for value in values]))


@given(VALUES)
def test_time_turned_round_turns_up_into_down(values: list[float]) -> None:
    assert of(values[::-1]).direction == -of(values).direction


@given(VALUES)
def test_values_turned_round_turn_all_words(values: list[float]) -> None:
    found, turned = of(values), of([-value for value in values])
    assert turned.direction == -found.direction
    assert (turned.turn is None) == (found.turn is None)
    assert [p.extreme for p in turned.points[:: len(turned.points)]] == [
        -p.extreme for p in found.points[:: len(found.points)]
    ]


@given(VALUES)
def test_what_is_told_to_have_moved_has(values: list[float]) -> None:
    found = of(values)
    if found.turn is not None:
        assert found.first.year < found.turn.year < found.last.year
        assert np.sign(found.last.value - found.turn.value) == -found.direction
    elif found.direction:
        assert np.sign(found.last.value - found.first.value) == found.direction


def wide(rows: dict[str, list[float]]) -> pd.DataFrame:
    return pd.DataFrame(rows, index=range(2000, 2000 + len(next(iter(rows.values()))))).T


def test_a_lead_must_hold_for_every_pair_of_years() -> None:
    still = [5.0] * 12
    assert leads(wide({"a": [float(i) for i in range(12)], "b": still}), "a", 1)
    assert not leads(wide({"a": [float(i) for i in range(12)], "b": still}), "a", -1)
    assert not leads(wide({"a": [0.0] + [5.0] * 11, "b": still}), "a", 1)
    assert not leads(wide({"a": [5.0] * 11 + [9.0], "b": still}), "a", 1)
    assert not leads(wide({"a": [0.0, 3.0, 6.0, 9.0], "b": [5.0] * 4}), "a", 1)  # too short
    gone = wide({"a": [float(i) for i in range(12)], "b": [np.nan] * 8 + [5.0] * 4})
    assert not leads(gone, "a", 1)  # four years in which both have a figure


def test_a_lead_may_be_counted_in_parts_of_the_first_year() -> None:
    rows = wide({"a": [10.0 + i for i in range(12)], "b": [100.0 + 2 * i for i in range(12)]})
    assert leads(rows, "b", 1) and not leads(rows, "a", 1)
    assert leads(rows, "a", 1, relative=True)
