"""How evenly something is shared out: known values, bounds, and the library as oracle."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inequality.gini import Gini

import vbdash
from vbdash.indicators.firms.concentration import (
    concentration,
    lorenz_points,
    per_head,
    population,
    subjects,
)

CODES = [f"{i:04}" for i in range(1, 16)]
amounts = st.lists(st.integers(0, 50), min_size=15, max_size=15).filter(any)
people = st.lists(st.integers(1, 5000), min_size=15, max_size=15)


def series(values: list[int]) -> pd.Series:
    return pd.Series(values, index=CODES[: len(values)], dtype="float64")


def test_equal_shares_are_zero() -> None:
    found = concentration(series([1, 2, 3]), series([100, 200, 300]))
    assert found.gini == pytest.approx(0, abs=1e-9)
    assert found.theil == pytest.approx(0, abs=1e-6)


def test_all_in_one_place_is_the_ceiling() -> None:
    found = concentration(series([5, 0, 0, 0]), series([100, 200, 300, 400]))
    assert found.gini == pytest.approx(found.gini_ceiling) == pytest.approx(0.9)
    assert found.gini_plain == pytest.approx(found.gini_plain_ceiling) == pytest.approx(0.75)
    assert found.theil == pytest.approx(np.log(10), abs=1e-6)


def test_fifteen_municipalities_cannot_exceed_their_ceiling() -> None:
    found = concentration(series([1] + [0] * 14), series([1000] * 15))
    assert found.gini_plain == pytest.approx(14 / 15) == pytest.approx(found.gini_plain_ceiling)


@settings(max_examples=40)
@given(amount=amounts, heads=people, factor=st.sampled_from([0.5, 3, 100]))
def test_properties(amount: list[int], heads: list[int], factor: float) -> None:
    a, p = series(amount), series(heads)
    found = concentration(a, p)
    assert -1e-9 <= found.gini <= found.gini_ceiling + 1e-9
    assert -1e-9 <= found.gini_plain <= found.gini_plain_ceiling + 1e-9
    assert found.theil >= -1e-6
    scaled = concentration(a * factor, p)
    assert scaled.gini == pytest.approx(found.gini, abs=1e-9)
    assert scaled.theil == pytest.approx(found.theil, abs=1e-6)
    turned = concentration(a[::-1], p[::-1])
    assert turned.gini == pytest.approx(found.gini, abs=1e-9)
    curve = lorenz_points(a, p)
    area = np.trapezoid(curve["y"], curve["x"]) / 1e4
    assert found.gini == pytest.approx(1 - 2 * area, abs=1e-6)
    shares, expected = a / a.sum(), p / p.sum()
    kept = shares > 0
    theil = float((shares[kept] * np.log(shares[kept] / expected[kept])).sum())
    assert found.theil == pytest.approx(theil, abs=1e-5)


@settings(max_examples=40)
@given(amount=amounts, heads=people)
def test_the_curve_rises_and_sags(amount: list[int], heads: list[int]) -> None:
    curve = lorenz_points(series(amount), series(heads))
    assert list(curve.iloc[0][["x", "y"]]) == [0, 0]
    assert list(curve.iloc[-1][["x", "y"]]) == pytest.approx([100, 100])
    assert (curve["y"] <= curve["x"] + 1e-9).all()
    slopes = (curve["y"].diff() / curve["x"].diff()).dropna().to_numpy()
    assert (np.diff(slopes) >= -1e-6).all()


def test_alike_municipalities_give_the_librarys_own_coefficient() -> None:
    values = series([3, 1, 4, 1, 5])
    assert concentration(values, series([10] * 5)).gini_plain == pytest.approx(
        Gini(values.to_numpy()).g
    )


def test_nothing_and_missing() -> None:
    nothing = concentration(series([0, 0]), series([10, 20]))
    assert np.isnan(nothing.gini)
    assert np.isnan(nothing.theil)
    assert lorenz_points(series([0, 0]), series([10, 20])).empty
    some = series([1, 2, 3])
    some["0002"] = float("nan")
    assert concentration(some, series([10, 20, 30])).n == 2
    with pytest.raises(ValueError, match="negative"):
        concentration(series([-1, 2]), series([10, 20]))


def test_per_head_is_ordered() -> None:
    found = per_head(series([1, 4, 0]), series([1000, 1000, 5]))
    assert list(found.index) == ["0002", "0001", "0003"]
    assert list(found) == [40, 10, 0]


def test_what_firms_are_compared_with(dataset: vbdash.Dataset) -> None:
    found = {each.id: each for each in subjects(dataset)}
    assert {k: v.year for k, v in found.items()} == {
        "workplaces": 2017, "industry_workplaces": 2017, "jobs": 2021,
    }  # fmt: skip
    assert list(found["workplaces"].table["amount"].isna()[lambda m: m].index) == ["2403"]
    rows = dataset.table("observations")
    rows = rows[(rows["region_code"] == "2480") & (rows["year"] == 2021)].set_index("measure")
    umea = rows.loc["live_and_work", "value"] + rows.loc["commuters_in", "value"]
    assert found["jobs"].table.loc["2480", "amount"] == umea
    assert population(dataset)[0] == 2025
    assert population(dataset, 2017)[0] == 2017
    assert population(dataset, 1066)[0] == 2025
