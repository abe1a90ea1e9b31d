"""Distances between municipalities: properties, and values worked out by hand."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vbdash import Dataset
from vbdash.indicators.municipality.alike import county_traits, most_alike, standardised
from vbdash.indicators.municipality.figures import by_factors

NUMBERS = st.floats(min_value=-1e6, max_value=1e6, allow_nan=False).map(lambda x: round(x, 3))
TABLES = st.integers(5, 9).flatmap(
    lambda n: st.lists(st.lists(NUMBERS, min_size=3, max_size=3), min_size=n, max_size=n)
)


def wide(rows: list[list[float]]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["a", "b", "c"])
    table.index = [f"{i:04}" for i in range(len(rows))]
    return table


def distances(table: pd.DataFrame, code: str) -> dict[str, float]:
    return {n.code: n.distance for n in most_alike(table, code, count=len(table))}


@settings(max_examples=50)
@given(TABLES)
def test_a_distance_is_symmetric_and_not_negative(rows: list[list[float]]) -> None:
    table = wide(rows)
    for code in table.index:
        for other, distance in distances(table, code).items():
            assert distance >= 0
            assert distances(table, other)[code] == pytest.approx(distance)


@settings(max_examples=50)
@given(TABLES, st.floats(0.5, 100), st.floats(-100, 100))
def test_a_distance_does_not_depend_on_the_unit(
    rows: list[list[float]], factor: float, shift: float
) -> None:
    table = wide(rows)
    if (table["a"].std() < 1) and table["a"].nunique() > 1:
        return  # below the precision of the numbers
    changed = table.assign(a=table["a"] * factor + shift)
    code = table.index[0]
    before, after = distances(table, code), distances(changed, code)
    assert after == pytest.approx(before, abs=1e-6)


@settings(max_examples=50)
@given(TABLES)
def test_a_twin_is_nearest_at_distance_zero(rows: list[list[float]]) -> None:
    table = wide([*rows, rows[0]])
    nearest = most_alike(table, "0000", count=len(table))
    twin = next(n for n in nearest if n.code == table.index[-1])
    assert twin.distance == pytest.approx(0) and nearest[0].distance == pytest.approx(0)


def test_a_distance_by_hand() -> None:
    table = pd.DataFrame({"a": [1.0, 2.0, 3.0], "b": [10.0, 10.0, 40.0]}, index=["x", "y", "z"])
    a, b = table["a"].std(ddof=0), table["b"].std(ddof=0)
    expected = math.sqrt(((1 / a) ** 2 + (0 / b) ** 2) / 2)
    assert distances(table, "x")["y"] == pytest.approx(expected)


def test_a_measure_that_is_the_same_everywhere_tells_nothing() -> None:
    table = pd.DataFrame({"a": [1.0, 2.0, 3.0], "b": [7.0] * 3}, index=["x", "y", "z"])
    assert (standardised(table)["b"] == 0).all()


def test_pairs_that_share_too_few_measures_are_left_out() -> None:
    table = wide([[1, 2, 3], [1, 2, 4], [2, math.nan, math.nan], [5, 6, 7], [3, 1, 2]])
    assert "0002" not in distances(table, "0000")
    assert most_alike(table, "no such municipality") == []


def test_the_reasons_are_measures_in_which_the_pair_is_near(
    dataset: Dataset,
) -> None:
    table, factors = county_traits(dataset, "B-E"), by_factors(dataset)
    assert len(table) == 15 and table.shape[1] == 15
    scores = standardised(table, factors)
    for code in dataset.municipality_codes:
        found = most_alike(table, code, factors=factors)
        assert len(found) == 5
        assert [n.distance for n in found] == sorted(n.distance for n in found)
        for neighbour in found:
            gaps = (scores.loc[code] - scores.loc[neighbour.code]).abs()
            typical = (scores.drop(index=code) - scores.loc[code]).pow(2).mean().pow(0.5)
            assert neighbour.apart == gaps.idxmax()
            assert all(gaps[m] < typical[m] for m in neighbour.together)
            assert neighbour.apart not in neighbour.together
