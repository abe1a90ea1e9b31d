"""Somebody who knows the rule and sees everything that is shown tries to work out what is not."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from vbdash.records.withholding import LIMIT, Sum, ranges, withhold

PARTS = ("a", "b", "c", "d")
ALL = Sum("all", PARTS)
SMALL = {0, 1, 2, 3, 4}


def compositions(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    """Every way to write a total as so many parts."""
    if parts == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in compositions(total - first, parts - 1):
            yield (first, *rest)


def informed(shown: dict[tuple, list[tuple]]) -> Iterator[tuple[tuple, int, set[int]]]:
    """Yield what each withheld figure can be to one who knows the rule: all data that look alike."""
    for levels, tables in shown.items():
        for place, level in enumerate(levels):
            if not level:
                yield levels, place, {table[place] for table in tables}


def by_look(
    tables: Iterable[tuple[int, ...]], keys: tuple, sums: list[Sum]
) -> dict[tuple, list[tuple]]:
    """Release each table and put together those that look alike."""
    shown: dict[tuple, list[tuple]] = defaultdict(list)
    for table in tables:
        levels = withhold(dict(zip(keys, table, strict=True)), sums)
        shown[tuple(levels[key] for key in keys)].append(table)
    return shown


@pytest.fixture(scope="module")
def sizes() -> dict[tuple, list[tuple]]:
    """All 31 465 tables of four size classes with at most 27 firms, by what is shown of them."""
    tables = ((*t, total) for total in range(28) for t in compositions(total, 4))
    return by_look(tables, (*PARTS, "all"), [ALL])


def test_whoever_knows_the_rule_learns_nothing_of_size_classes(
    sizes: dict[tuple, list[tuple]],
) -> None:
    seen = 0
    for levels, _, values in informed(sizes):
        if levels[-1] < 20:  # tables with more firms than were listed would look like the others
            seen += 1
            assert values >= SMALL, levels
    assert seen > 100


def test_three_withheld_beside_eight_of_twenty_are_not_four_each() -> None:
    values = dict(zip(PARTS, (8, 4, 4, 4), strict=True)) | {"all": 20}
    levels = withhold(values, [ALL])
    assert levels == {"a": 5, "b": 0, "c": 0, "d": 0, "all": 15}


def test_whoever_knows_the_rule_learns_nothing_of_coast_and_inland() -> None:
    """Two municipalities on the coast, two inland, their sums and the total."""
    sums = [Sum("coast", ("a", "b")), Sum("inland", ("c", "d")), Sum("all", ("coast", "inland"))]
    tables = ((*t, t[0] + t[1], t[2] + t[3], sum(t)) for n in range(26) for t in compositions(n, 4))
    shown = by_look(tables, (*PARTS, "coast", "inland", "all"), sums)
    for levels, place, values in informed(shown):
        if levels[-1] < 15 and place < 6:
            assert values >= SMALL, (levels, place)


def test_whoever_knows_the_rule_learns_nothing_of_two_tables_of_the_same_firms() -> None:
    """Three size classes and two divisions of at most 14 firms."""
    sums = [Sum("all", ("a", "b", "c")), Sum("all", ("x", "y"), open=True)]
    tables = (
        (*sizes, *divisions[:2], total)
        for total in range(15)
        for sizes in compositions(total, 3)
        for divisions in compositions(total, 3)
    )
    shown = by_look(tables, ("a", "b", "c", "x", "y", "all"), sums)
    for levels, place, values in informed(shown):
        if levels[-1] < 10:
            assert values >= SMALL, (levels, place)


def test_the_sum_of_what_is_withheld_is_not_a_small_number_either(
    sizes: dict[tuple, list[tuple]],
) -> None:
    """The total less the rows that are shown is what all others have together."""
    for levels, alike in sizes.items():
        gone = [place for place in range(4) if not levels[place]]
        sums = {sum(table[place] for place in gone) for table in alike}
        if gone and min(sums) < LIMIT and levels[-1] < 20:
            assert sums >= SMALL, levels


def attack(levels: dict, sums: list[Sum], wanted: list) -> dict:
    """The outsider's integer programme over classes and sums, written apart from the code."""
    keys = list(levels)
    at = {key: i for i, key in enumerate(keys)}
    rows, least, most = [], [], []
    for each in sums:
        row = np.zeros(len(keys))
        row[at[each.total]] = -1
        for part in each.parts:
            row[at[part]] = 1
        rows.append(row)
        least.append(-np.inf if each.open else 0)
        most.append(np.inf if each.cover else 0)
    low = np.array([levels[key] for key in keys], dtype=float)
    found = {}
    for key in wanted:
        for value in (0, LIMIT - 1):
            fixed_low, fixed_high = low.copy(), low + LIMIT - 1
            fixed_low[at[key]] = fixed_high[at[key]] = value
            answer = milp(
                np.zeros(len(keys)),
                constraints=LinearConstraint(np.array(rows), least, most),
                integrality=np.ones(len(keys)),
                bounds=Bounds(fixed_low, fixed_high),
            )
            found[key, value] = (
                dict(zip(keys, np.round(answer.x).astype(int).tolist(), strict=True))
                if answer.success
                else None
            )
    return found


def county(counts: list[int]) -> tuple[dict, list[Sum]]:
    """Six municipalities in two groups, four sizes, open divisions and a cover of kinds."""
    values: dict = {("m", i): n for i, n in enumerate(counts)}
    total = sum(counts)
    values |= {"coast": sum(counts[:3]), "inland": sum(counts[3:]), "all": total}
    sizes = [total // 2, total // 3, total // 7]
    sizes.append(total - sum(sizes))
    values |= {("s", i): n for i, n in enumerate(sizes)}
    values |= {("d", 0): total // 2, ("d", 1): total // 5}
    values |= {("k", 0): min(total, counts[0] + 3), ("k", 1): total - counts[0]}
    sums = [
        Sum("coast", tuple(("m", i) for i in range(3))),
        Sum("inland", tuple(("m", i) for i in range(3, 6))),
        Sum("all", ("coast", "inland")),
        Sum("all", tuple(("s", i) for i in range(4))),
        Sum("all", (("d", 0), ("d", 1)), open=True),
        Sum("all", (("k", 0), ("k", 1)), cover=True),
    ]
    return values, sums


@settings(max_examples=40)
@given(st.lists(st.integers(0, 17), min_size=6, max_size=6))
def test_for_each_small_value_there_are_data_that_the_rule_shows_in_just_this_way(
    counts: list[int],
) -> None:
    values, sums = county(counts)
    levels = withhold(values, sums)
    assert all(levels[key] <= value for key, value in values.items())
    assert {key for key, value in values.items() if value < LIMIT} <= {
        key for key, level in levels.items() if not level
    }
    gone = [key for key, level in levels.items() if not level]
    for (key, value), other in attack(levels, sums, gone[:6]).items():
        assert other is not None, (key, value)
        assert other[key] == value
        assert withhold(other, sums) == levels


def test_the_ranges_of_the_code_are_those_of_the_attack() -> None:
    values, sums = county([3, 12, 9, 1, 0, 22])
    levels = withhold(values, sums)
    found = ranges(levels, sums)
    assert found is not None
    gone = [key for key, level in levels.items() if not level]
    assert gone
    assert all(found[key] == (0, LIMIT - 1) for key in gone)
    assert ranges({"a": 0, "b": 0, "all": 10}, [Sum("all", ("a", "b"))]) is None
    tight = ranges({"a": 0, "b": 0, "c": 5, "all": 15}, [Sum("all", ("a", "b", "c"))])
    assert tight == {"a": (2, 4), "b": (2, 4), "c": (7, 9), "all": (15, 17)}


@pytest.mark.parametrize("values", [(0, 0, 0, 0), (5, 9, 14, 30), (1, 7, 30, 50), (0, 0, 8, 50)])
def test_figures_are_whole_fives_below_the_truth(values: tuple[int, ...]) -> None:
    truth = dict(zip(PARTS, values, strict=True)) | {"all": sum(values)}
    levels = withhold(truth, [ALL])
    for key, level in levels.items():
        assert level % LIMIT == 0
        assert level <= truth[key]
        assert key == "all" or truth[key] - level < LIMIT


def test_a_known_largest_value_is_part_of_what_is_known() -> None:
    sums = [Sum("all", ("a", "b"))]
    free = withhold({"a": 4, "b": 4, "all": 8}, sums)
    bound = withhold({"a": 4, "b": 4, "all": 8}, sums, bounds={"a": 20, "b": 4})
    assert free == bound == {"a": 0, "b": 0, "all": 0}


def test_few_left_of_a_group_are_withheld_like_few() -> None:
    values = {"a": 8, "b": 20, "all": 28, ("base", "a"): 9, ("base", "b"): 60}
    levels = withhold(
        values, [Sum("all", ("a", "b"))], apart=[("a", ("base", "a")), ("b", ("base", "b"))]
    )
    assert levels["a"] == 0
    assert levels["b"] == 20


def test_parts_that_cannot_be_the_total_s_are_left_alone() -> None:
    """Firms met in two municipalities: the parts are more than the firms."""
    values = {"a": 12, "b": 13, "all": 14}
    levels = withhold(values, [Sum("all", ("a", "b"))])
    assert levels == {"a": 10, "b": 10, "all": 10}


def test_the_order_of_figures_does_not_matter() -> None:
    values, sums = county([3, 12, 9, 1, 0, 22])
    found = withhold(values, sums)
    for order in itertools.islice(itertools.permutations(values), 0, 2000, 400):
        assert withhold({key: values[key] for key in order}, sums) == found
