"""Reach, its base and its spread."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import vbdash
from tests.records.samples import drawn, record, table
from vbdash.records.counts import progress
from vbdash.records.reach import (
    eligible_from_counts,
    eligible_from_register,
    eligible_from_workplaces,
    equity,
    reach,
    reach_by_group,
)

COUNTS = pd.DataFrame(
    {
        "municipality_code": ["2480", "2480", "2482", "2418"],
        "sni2": ["25", "16", "25", "25"],
        "firms": [60, 20, 100, 20],
    }
)
ROWS = table(
    *(record(f"u{i}", "helped", "2019-01-01", area="skills") for i in range(8)),
    *(
        record(f"s{i}", "helped", "2019-01-01", area="skills", municipality_code="2482")
        for i in range(2)
    ),
    record("v", "visited", "2019-01-01", municipality_code="2418"),
)


def test_reach_is_unique_firms_over_eligible_firms() -> None:
    found = reach(progress(ROWS), eligible_from_counts(COUNTS), "municipality_code", "helped")
    assert found["reached"].to_dict() == {"2418": 0, "2480": 8, "2482": 2}
    assert found["rate"].to_dict() == {"2418": 0, "2480": 10, "2482": 2}
    # Umeå: 80 % of the reached, 40 % of the eligible
    assert found["representation"].to_dict() == {"2418": 0, "2480": 2, "2482": 0.4}


def test_a_unit_without_a_base_has_a_count_and_no_rate() -> None:
    eligible = eligible_from_counts(COUNTS[COUNTS["municipality_code"] != "2482"])
    found = reach(progress(ROWS), eligible, "municipality_code", "helped")
    assert found.at["2482", "reached"] == 2
    assert found.loc["2482", ["eligible", "rate", "representation"]].isna().all()
    assert reach(progress(ROWS), eligible, "size_class", "helped")["rate"].isna().all()


def test_a_split_that_is_empty_in_a_row_is_not_used() -> None:
    counts = COUNTS.assign(sni2=["25", None, "25", "25"])
    assert not eligible_from_counts(counts).knows("sni2")
    assert eligible_from_counts(counts).total == 200


def test_a_register_counts_each_firm_once() -> None:
    register = pd.DataFrame(
        {
            "firm_id": ["a", "a", "b"],
            "municipality_code": "2480",
            "sni2": "25",
            "size_class": "1-9",
        }
    )
    assert eligible_from_register(register).total == 2


def test_workplaces_stand_in_and_bjurholm_stays_missing() -> None:
    eligible = eligible_from_workplaces(vbdash.load())
    by = eligible.cells.set_index("municipality_code")["firms"]
    assert len(by) == 15
    assert by.isna().sum() == 1
    assert pd.isna(by["2403"])


def test_groups_sum_their_municipalities_and_count_the_empty_ones() -> None:
    found = reach(progress(ROWS), eligible_from_counts(COUNTS), "municipality_code", "helped")
    groups = pd.Series({"2480": "coast", "2482": "coast", "2418": "inland"})
    summed = reach_by_group(found, groups)
    assert summed.loc["coast", ["reached", "eligible", "none"]].tolist() == [10, 180, 0]
    assert summed.loc["inland", ["reached", "eligible", "none"]].tolist() == [0, 20, 1]
    assert summed.at["coast", "rate"] == pytest.approx(100 * 10 / 180)


def test_even_reach_has_no_inequality_and_one_sided_reach_has_much() -> None:
    even = pd.DataFrame({"eligible": [10, 20, 30], "reached": [1, 2, 3]})
    assert equity(even).gini == pytest.approx(0)
    one = pd.DataFrame({"eligible": [10, 90], "reached": [5, 0]}, index=["a", "b"])
    assert equity(one).gini == pytest.approx(0.9)
    assert equity(one).curve["unit"].tolist() == ["", "b", "a"]
    assert pd.isna(equity(even.assign(reached=0)).gini)


@given(st.lists(st.tuples(st.integers(1, 500), st.integers(0, 50)), min_size=1, max_size=20))
def test_the_curve_is_convex_and_the_coefficient_within_bounds(rows: list) -> None:
    found = equity(pd.DataFrame(rows, columns=["eligible", "reached"]))
    if found.gini == found.gini:
        assert -1e-9 <= found.gini < 1
        assert (found.curve["reached"] <= found.curve["eligible"] + 1e-9).all()
        doubled = equity(pd.DataFrame(rows, columns=["eligible", "reached"]) * 2)
        assert doubled.gini == pytest.approx(found.gini)


def test_municipalities_sum_to_the_total() -> None:
    rows = drawn(1, 70, ("2480", "2482", "2418"))
    firms = progress(rows)
    found = reach(firms, eligible_from_counts(COUNTS), "municipality_code", "visited")
    assert found["reached"].sum() == firms[firms["furthest"] >= 2]["firm_id"].nunique()
