"""White spots and the plan, against every plan there is."""

import itertools

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.records.samples import record, table
from vbdash.records.counts import progress
from vbdash.records.reach import eligible_from_counts, eligible_from_register
from vbdash.records.white_spots import (
    even_visits,
    firms_to_visit,
    full_journeys,
    never_met,
    plan,
    visit_list,
    white_spots,
)

COUNTS = pd.DataFrame(
    {
        "municipality_code": ["2480", "2480", "2482", "2418"],
        "sni2": ["25", "16", "25", "25"],
        "size_class": ["10-49", "1-9", "10-49", "1-9"],
        "firms": [10, 4, 12, 3],
    }
)
ROWS = table(
    *(record(f"u{i}", "helped", "2019-01-01", area="skills") for i in range(4)),
    record("s", "helped", "2019-01-01", area="skills", municipality_code="2482"),
)


def test_white_spots_are_eligible_less_reached_in_every_cell() -> None:
    spots = white_spots(progress(ROWS), eligible_from_counts(COUNTS), "helped")
    left = spots.set_index(["municipality_code", "sni2"])["left"].to_dict()
    assert left == {("2482", "25"): 11, ("2480", "25"): 6, ("2480", "16"): 4, ("2418", "25"): 3}


def test_more_reached_than_eligible_leaves_none() -> None:
    eligible = eligible_from_counts(COUNTS.assign(firms=[2, 4, 12, 3]))
    spots = white_spots(progress(ROWS), eligible, "helped").set_index(["municipality_code", "sni2"])
    assert spots.at[("2480", "25"), "left"] == 0


def test_a_register_is_matched_firm_by_firm() -> None:
    register = pd.DataFrame(
        {
            "firm_id": ["u0", "u1", "x", "y"],
            "municipality_code": ["2480", "2480", "2480", "2418"],
            "sni2": "25",
            "size_class": "10-49",
        }
    )
    spots = white_spots(progress(ROWS), eligible_from_register(register), "helped")
    assert spots.set_index("municipality_code")["left"].to_dict() == {"2480": 1, "2418": 1}


def all_plans(room: list[int], visits: int) -> list[tuple[int, ...]]:
    wanted = min(visits, sum(room))
    plans = itertools.product(*(range(r + 1) for r in room))
    return [each for each in plans if sum(each) == wanted]


units = st.lists(
    st.integers(1, 6).flatmap(lambda e: st.tuples(st.just(e), st.integers(0, e))),
    min_size=1,
    max_size=4,
)


@given(units, st.integers(0, 10))
def test_even_visits_are_the_best_of_all_plans(pairs: list[tuple[int, int]], visits: int) -> None:
    eligible, reached = [e for e, _ in pairs], [r for _, r in pairs]
    room = [e - r for e, r in pairs]

    def unevenness(given_: tuple[int, ...] | list[int]) -> float:
        return sum((r + x) ** 2 / e for r, x, e in zip(reached, given_, eligible, strict=True))

    found = even_visits(reached, eligible, visits, room)
    assert sum(found) == min(visits, sum(room))
    assert all(0 <= x <= r for x, r in zip(found, room, strict=True))
    best = min(unevenness(each) for each in all_plans(room, visits))
    assert unevenness(found) == pytest.approx(best)


@settings(max_examples=60)
@given(st.lists(st.integers(0, 7), min_size=1, max_size=4), st.integers(0, 14), st.integers(1, 4))
def test_no_plan_takes_fewer_journeys(room: list[int], visits: int, per: int) -> None:
    def journeys(given_: tuple[int, ...] | list[int]) -> int:
        return sum(-(-x // per) for x in given_)

    found = full_journeys(room, visits, per)
    assert sum(found) == min(visits, sum(room))
    assert all(0 <= x <= r for x, r in zip(found, room, strict=True))
    assert journeys(found) == min(journeys(each) for each in all_plans(room, visits))


def test_inland_comes_first_and_the_rest_goes_to_the_coast() -> None:
    spots = white_spots(progress(ROWS), eligible_from_counts(COUNTS), "helped")
    few = plan(spots, 2, "inland_first", inland=["2418"])
    assert few["municipality_code"].tolist() == ["2418"]
    more = plan(spots, 10, "inland_first", inland=["2418"]).set_index("municipality_code")
    assert more["visits"].sum() == 10
    assert more.at["2418", "visits"] == 3
    assert more.at["2418", "rate_after"] == 100


def test_a_plan_never_asks_for_more_than_there_is() -> None:
    spots = white_spots(progress(ROWS), eligible_from_counts(COUNTS), "helped")
    for aim in ("even", "few_journeys", "inland_first"):
        assert plan(spots, 1000, aim, inland=["2418"])["visits"].sum() == spots["left"].sum()
        assert plan(spots, 0, aim).empty
    with pytest.raises(ValueError, match="unknown aim"):
        plan(spots, 5, "nearest")


def test_the_visit_list_sums_to_the_plan_and_fits_every_cell() -> None:
    spots = white_spots(progress(ROWS), eligible_from_counts(COUNTS), "helped")
    chosen = plan(spots, 12, "even")
    visits = visit_list(spots, chosen)
    by = visits.groupby("municipality_code")["visits"].sum()
    assert by.to_dict() == chosen.set_index("municipality_code")["visits"].to_dict()
    assert (visits["visits"] <= visits["left"]).all()
    assert visit_list(spots, plan(spots, 0, "even")).empty


def test_leading_firms_are_known_by_number_or_name_or_not_at_all() -> None:
    leading = pd.DataFrame(
        {
            "firm_name": ["Alfa Mekaniska AB", "Beta AB", "Gamma AB"],
            "org_number": ["556000-4615", None, None],
        }
    )
    rows = table(
        record("5560004615", "visited", "2019-01-01"),
        record("x-1", "visited", "2019-01-01"),
    )
    firms = progress(rows)
    names = pd.Series({"x-1": "BETA  ab"})
    assert never_met(leading, firms, names)["firm_name"].tolist() == ["Gamma AB"]
    assert never_met(leading, progress(ROWS), pd.Series(dtype=object)) is None


def test_a_visit_list_names_the_firms_of_a_register_that_are_left() -> None:
    register = pd.DataFrame(
        {
            "firm_id": ["u0", "x", "y", "z"],
            "firm_name": ["Alfa", "Beta", None, "Delta"],
            "municipality_code": ["2480", "2480", "2480", "2418"],
            "sni2": "25",
            "size_class": "10-49",
        }
    )
    eligible, firms = eligible_from_register(register), progress(ROWS)
    spots = white_spots(firms, eligible, "helped")
    visits = visit_list(spots, plan(spots, 3, "even"))
    named = firms_to_visit(visits, eligible, firms, "helped")
    by = dict(zip(visits["municipality_code"], named, strict=True))
    assert by == {"2480": "Beta, y", "2418": "Delta"}
