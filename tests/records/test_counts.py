"""Counting is counting unique firms."""

import pandas as pd
import pytest

from tests.records.samples import drawn, record, table
from vbdash.records.codes import STEPS
from vbdash.records.counts import depth, firm_counts, firms_at, funnel, needs, progress

ROWS = table(
    record("a", "identified", "2019-01-10"),
    record("a", "visited", "2019-02-10", needs="skills;automation"),
    record("a", "helped", "2019-03-10", area="skills", form="training", hours=8.0),
    record("a", "helped", "2019-04-10", area="automation", form="advice", hours=4.0),
    record("b", "contacted", "2019-01-11", municipality_code="2418"),
    record("b", "mapped", "2019-05-11", municipality_code="2418", needs="finance;business_plan"),
    record("c", "helped", "2020-01-11", municipality_code="2418", area="other", form="cheque",
           needs="business_plan", amount_granted=100_000),
    record("c", "visited", "2020-06-11", municipality_code="2418", needs="finance"),
    record("d", "identified", "2019-01-10", sni2="16"),
)  # fmt: skip


def test_the_funnel_counts_each_firm_once_and_who_came_further_has_passed() -> None:
    steps = funnel(ROWS)
    assert list(steps["reached"]) == [4, 3, 3, 3, 2, 0]
    assert list(steps["recorded"]) == [2, 1, 2, 1, 2, 0]
    assert steps.at["helped", "kept"] == pytest.approx(100 * 2 / 3)
    assert pd.isna(steps.at["identified", "kept"])


def test_an_empty_table_has_all_steps_and_no_firms() -> None:
    assert list(funnel(ROWS.iloc[:0])["reached"]) == [0] * len(STEPS)
    assert depth(ROWS.iloc[:0]).firms == 0
    assert needs(ROWS.iloc[:0]).empty


def test_a_firm_in_two_municipalities_counts_once_in_each_and_once_in_all() -> None:
    rows = table(
        record("a", "helped", "2019-01-01", area="skills"),
        record("a", "helped", "2019-01-02", area="skills", municipality_code="2418"),
    )
    firms = progress(rows)
    assert firm_counts(firms, "municipality_code").to_dict() == {"2418": 1, "2480": 1}
    assert firm_counts(firms, "sni2").to_dict() == {"25": 1}
    assert funnel(rows).at["helped", "reached"] == 1


def test_a_firm_is_of_the_kind_its_latest_row_says() -> None:
    rows = table(
        record("a", "helped", "2021-01-01", size_class="50-249", area="skills"),
        record("a", "visited", "2019-01-01", size_class="10-49"),
    )
    firm = progress(rows).iloc[0]
    assert (firm["size_class"], firm["year"]) == ("50-249", 2021)


def test_depth_counts_helps_per_helped_firm() -> None:
    found = depth(ROWS)
    assert (found.firms, found.helps, found.mean, found.most) == (2, 3, 1.5, 2)
    assert found.firms_by_helps.to_dict() == {1: 1, 2: 1}
    assert found.hours == 12
    assert found.granted == 100_000
    assert pd.isna(found.paid)


def test_a_repeated_row_is_one_help() -> None:
    one = record("a", "helped", "2019-03-10", area="skills", form="training")
    assert depth(table(one, one)).helps == 1


def test_needs_are_met_by_an_answering_area_by_money_or_by_a_help_that_names_them() -> None:
    found = needs(ROWS).set_index("need")
    assert found.loc["skills", ["firms", "met"]].tolist() == [1, 1]
    assert found.loc["automation", ["firms", "met"]].tolist() == [1, 1]
    # b's plan was never answered, c's was: the help itself names it, although its area is "other".
    assert found.loc["business_plan", ["firms", "met", "unmet"]].tolist() == [2, 1, 1]
    # c's cheque came before the need for money was named: it did not meet it.
    assert found.loc["finance", ["firms", "met"]].tolist() == [2, 0]


def test_needs_can_be_split_and_the_parts_sum_to_all() -> None:
    rows = drawn(3, 80, ("2480", "2482", "2418"))
    whole = needs(rows).set_index("need")
    for by in ("municipality_code", "sni2", "size_class"):
        parts = needs(rows, by).groupby("need")[["firms", "met"]].sum()
        pd.testing.assert_frame_equal(parts.sort_index(), whole[["firms", "met"]].sort_index())


@pytest.mark.parametrize("seed", range(5))
def test_no_step_has_more_firms_than_the_one_before_and_order_does_not_matter(seed: int) -> None:
    rows = drawn(seed, 60, ("2480", "2482", "2418"))
    steps = funnel(rows)
    assert steps["reached"].is_monotonic_decreasing
    shuffled = rows.sample(frac=1, random_state=seed)
    pd.testing.assert_frame_equal(funnel(shuffled), steps)
    helped = firms_at(progress(rows), "helped")
    assert helped["firm_id"].nunique() == steps.at["helped", "reached"]
    assert helped["year"].notna().all()
