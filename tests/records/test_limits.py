"""Control limits of proportions (Spiegelhalter 2005)."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from vbdash.records.limits import control_limits, judged, limit_lines


def test_the_limit_by_hand_for_ten_firms_and_one_half() -> None:
    # F(1) = 11/1024, F(2) = 56/1024; p = 0.025: r = 2, alpha = (56/1024 - 0.025) / (45/1024)
    alpha = (56 / 1024 - 0.025) / (45 / 1024)
    assert control_limits(np.array([10]), 0.5, 0.025)[0] == pytest.approx((2 - alpha) / 10)


@given(st.integers(1, 500), st.floats(0.02, 0.98), st.sampled_from([0.001, 0.025, 0.975, 0.999]))
def test_the_limit_lies_where_the_reference_puts_it(n: int, target: float, p: float) -> None:
    limit = control_limits(np.array([n]), target, p)[0] * n
    least = binom.ppf(p, n, target)
    assert max(0.0, least - 1) - 1e-9 <= limit <= least + 1e-9


@given(st.integers(2, 400), st.floats(0.05, 0.95))
def test_limits_lie_within_each_other_and_draw_in_as_firms_grow_more(n: int, target: float) -> None:
    low3, low2, high2, high3 = (
        control_limits(np.array([n, 100 * n]), target, p) for p in (0.001, 0.025, 0.975, 0.999)
    )
    for i in (0, 1):
        assert low3[i] <= low2[i] <= high2[i] <= high3[i]
    assert high3[1] - low3[1] <= high3[0] - low3[0]
    assert low3[1] <= target <= high3[1]


def test_few_firms_are_similar_where_many_are_not() -> None:
    table = pd.DataFrame(
        {"eligible": [3, 300, 500, 40, 10], "reached": [0, 20, 250, 12, 11]}, index=list("abcde")
    )
    found = judged(table)
    assert found["verdict"].tolist()[:4] == ["similar", "lower", "higher", "similar"]
    assert pd.isna(found.at["e", "verdict"])  # more reached than eligible: the base does not fit
    assert found.at["a", "rate"] == 0


def test_missing_and_zero_are_not_judged_and_the_target_is_the_common_rate() -> None:
    table = pd.DataFrame({"eligible": [10, None, 0, 30], "reached": [5, 3, 0, 5]})
    found = judged(table)
    assert found["rate"].isna().tolist() == [False, True, True, False]
    assert found.loc[0, "rate"] == 50
    assert judged(table.iloc[:0]).empty


def test_lines_span_the_axis() -> None:
    lines = limit_lines(250, 0.2)
    assert lines["n"].iloc[[0, -1]].tolist() == [1, 250]
    assert lines.notna().all().all()
