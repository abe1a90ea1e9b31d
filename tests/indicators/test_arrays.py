"""Long tables as arrays."""

import numpy as np
import pandas as pd
import pytest

from vbdash.indicators.arrays import cube, rows


def test_there_and_back():
    table = pd.DataFrame(
        {"region": ["b", "a", "a"], "year": [2, 1, 2], "value": [3.0, 4.0, np.nan]}
    )
    values, axes = cube(table, ["region", "year"])
    back = rows(axes, ["region", "year"], value=values).dropna()
    assert back.to_dict("records") == [
        {"region": "a", "year": 1, "value": 4.0},
        {"region": "b", "year": 2, "value": 3.0},
    ]


def test_two_figures_for_one_place_are_refused():
    with pytest.raises(ValueError, match="two rows"):
        cube(pd.DataFrame({"region": ["a", "a"], "value": [1.0, 2.0]}), ["region"])


def test_a_row_without_a_place_is_refused():
    with pytest.raises(ValueError, match="without region"):
        cube(pd.DataFrame({"region": ["a", None], "value": [1.0, 2.0]}), ["region"])


def test_categories_and_nullable_numbers():
    table = pd.DataFrame({"region": ["b", "a"], "year": [1, 1], "value": [1, None]})
    table = table.astype({"region": "category", "year": "Int64", "value": "Int64"})
    values, (regions, years) = cube(table, ["region", "year"])
    assert list(regions) == ["a", "b"]
    assert list(years) == [1]
    np.testing.assert_array_equal(values, [[np.nan], [1]])


def test_nothing():
    values, axes = cube(pd.DataFrame({"region": [], "value": []}), ["region"])
    assert values.shape == (0,)
    assert len(axes[0]) == 0


def test_a_gap_among_equal_texts_is_found():
    table = pd.DataFrame({"series": ["x", None, "x"], "value": [1.0, 2.0, 3.0]})
    with pytest.raises(ValueError, match="without series"):
        cube(table.astype({"series": "str"}), ["series"])


def test_labels_ascend_whatever_the_order_of_the_rows():
    table = pd.DataFrame(
        {
            "series": ["x"] * 4,
            "region": ["c", "a", "b", "a"],
            "year": [2024, 2000, 2010, 2024],
            "value": [1.0, 2.0, 3.0, 4.0],
        }
    )
    values, (series, regions, years) = cube(table, ["series", "region", "year"])
    assert (list(series), list(regions), list(years)) == (["x"], [*"abc"], [2000, 2010, 2024])
    np.testing.assert_array_equal(
        values[0], [[2, np.nan, 4], [np.nan, 3, np.nan], [np.nan, np.nan, 1]]
    )
