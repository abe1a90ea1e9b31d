"""Somebody who knows everything that is shown tries to work out what is not."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

import vbdash
from tests.records.samples import drawn, record, table
from vbdash.records.counts import SIZES, STEPS, funnel, needs, progress
from vbdash.records.reach import eligible_from_register, eligible_from_workplaces, reach
from vbdash.records.release import STEP, Release, release
from vbdash.records.withholding import LIMIT, Sum, ranges, withhold

DATA = vbdash.load()
GROUPS = (
    DATA.table("region_groups")
    .query("group in ['coast', 'inland']")
    .set_index("region_code")["group"]
    .astype("object")
    .reindex(DATA.municipality_codes)
)


def grid(values: np.ndarray) -> tuple[dict, list[Sum]]:
    """A table with row and column totals and a total of all."""
    rows, columns = values.shape
    cells = {(r, c): int(values[r, c]) for r in range(rows) for c in range(columns)}
    cells |= {(r, "all"): int(values[r].sum()) for r in range(rows)}
    cells |= {("all", c): int(values[:, c].sum()) for c in range(columns)}
    cells["all", "all"] = int(values.sum())
    sums = [Sum((r, "all"), tuple((r, c) for c in range(columns))) for r in [*range(rows), "all"]]
    sums += [Sum(("all", c), tuple((r, c) for r in range(rows))) for c in [*range(columns), "all"]]
    return cells, sums


def test_a_small_cell_takes_the_second_smallest_with_it() -> None:
    values = {"a": 3, "b": 7, "c": 30, "d": 50, "all": 90}
    assert withhold(values, [Sum("all", ("a", "b", "c", "d"))]) == {"a", "b"}


def test_two_small_cells_are_not_enough_when_their_sum_tells() -> None:
    # 0 + 0: whoever sees the total knows both
    values = {"a": 0, "b": 0, "c": 8, "d": 50, "all": 58}
    assert withhold(values, [Sum("all", ("a", "b", "c", "d"))]) == {"a", "b", "c"}


def test_a_known_largest_value_narrows_the_range_and_takes_one_more() -> None:
    values = {"a": 2, "b": 6, "c": 9, "d": 50, "all": 67}
    sums = [Sum("all", ("a", "b", "c", "d"))]
    assert withhold(values, sums) == {"a", "b"}
    assert withhold(values, sums, bounds={"a": 20, "b": 6}) == {"a", "b", "c"}


def test_totals_are_figures_too() -> None:
    values = {"a": 1, "b": 2, "all": 3}
    assert withhold(values, [Sum("all", ("a", "b"))]) == {"a", "b", "all"}


def test_a_sum_of_a_group_does_not_give_a_cell_away() -> None:
    # one small cell on the coast, one inland: the totals of the groups would tell both
    values = {"c1": 2, "c2": 40, "c3": 20, "i1": 3, "i2": 30, "i3": 25}
    values |= {"coast": 62, "inland": 58, "all": 120}
    sums = [
        Sum("coast", ("c1", "c2", "c3")),
        Sum("inland", ("i1", "i2", "i3")),
        Sum("all", ("coast", "inland")),
    ]
    assert withhold(values, sums) == {"c1", "c3", "i1", "i3"}


def test_nothing_small_withholds_nothing() -> None:
    assert withhold({"a": 5, "b": 9, "all": 14}, [Sum("all", ("a", "b"))]) == frozenset()


@settings(max_examples=40, deadline=None)
@given(
    st.integers(2, 4).flatmap(
        lambda r: st.integers(2, 4).flatmap(
            lambda c: st.lists(st.integers(0, 14), min_size=r * c, max_size=r * c).map(
                lambda xs: np.array(xs).reshape(r, c)
            )
        )
    )
)
def test_no_small_cell_of_a_table_can_be_worked_out(values: np.ndarray) -> None:
    cells, sums = grid(values)
    gone = withhold(cells, sums)
    secret = [key for key, value in cells.items() if value < LIMIT]
    assert set(secret) <= gone
    for key, (low, high) in attack(cells, gone, sums, secret).items():
        assert low == 0, key
        assert high >= LIMIT - 1, key


def attack(
    values: dict, gone: frozenset, sums: list[Sum], wanted: list, bounds: dict | None = None
) -> dict:
    """The outsider: whole numbers, every sum, every value shown. Written apart from the code."""
    keys = list(values)
    at = {key: i for i, key in enumerate(keys)}
    matrix = np.zeros((len(sums), len(keys)))
    for row, each in enumerate(sums):
        matrix[row, at[each.total]] -= 1
        for part in each.parts:
            matrix[row, at[part]] += 1
    low = np.array([0 if key in gone else values[key] for key in keys], dtype=float)
    high = np.array(
        [(bounds or {}).get(key, 1e6) if key in gone else values[key] for key in keys], dtype=float
    )
    found = {}
    for key in wanted:
        ends = []
        for sign in (1, -1):
            aim = np.zeros(len(keys))
            aim[at[key]] = sign
            answer = milp(
                aim,
                constraints=LinearConstraint(matrix, 0, 0),
                integrality=np.ones(len(keys)),
                bounds=Bounds(low, high),
            )
            assert answer.success
            ends.append(round(answer.x[at[key]]))
        found[key] = tuple(ends)
    return found


def test_the_ranges_of_the_code_are_those_of_the_attack() -> None:
    cells, sums = grid(np.array([[2, 9, 30], [7, 3, 12], [20, 11, 4]]))
    gone = withhold(cells, sums)
    secret = [key for key, value in cells.items() if value < LIMIT]
    assert ranges(cells, gone, sums, secret) == attack(cells, gone, sums, secret)


def shown(public: Release, rows: pd.DataFrame) -> tuple[dict, frozenset, list[Sum], list]:
    """Everything a visitor can put together from a release, and what must stay unknown.

    The visitor is given more than the page shows: which divisions and years there can be, and the
    sums of tables whose firms stand in several rows.
    """
    true_steps = funnel(rows)["reached"]
    values: dict = {("step", step): int(true_steps[step]) for step in STEPS}
    gone = {("step", s) for s in STEPS if public.steps.at[s, "withheld"]}
    sums: list[Sum] = []
    parts_of = [(("step", b), ("step", a)) for a, b in itertools.pairwise(STEPS)]
    firms = progress(rows)
    helped = firms[firms["furthest"] >= STEPS.index(STEP)]
    for name, universe in (
        ("municipality_code", GROUPS.index),
        ("sni2", [*sorted(helped["sni2"].unique()), "99"]),
        ("size_class", SIZES),
        ("year", public.tables["year"].index),
    ):
        seen = public.tables[name]
        truth = helped.drop_duplicates("firm_id")[name].value_counts().to_dict()
        values |= {(name, key): int(truth.get(key, 0)) for key in universe}
        gone |= {(name, k) for k in universe if k not in seen.index or seen.at[k, "withheld"]}
        sums.append(Sum(("step", STEP), tuple((name, key) for key in universe)))
    for group in ("coast", "inland"):
        codes = [code for code in GROUPS.index if GROUPS[code] == group]
        parts = tuple(("municipality_code", code) for code in codes)
        values["group", group] = sum(values[part] for part in parts)
        if public.tables["group"].at[group, "withheld"]:
            gone.add(("group", group))
        sums.append(Sum(("group", group), parts))
    parts_of += kinds_and_needs(public, rows, values, gone, sums)
    for small, large in parts_of:  # one figure is part of another: what is left over is not shown
        values["rest", small] = values[large] - values[small]
        assert values["rest", small] >= 0
        gone.add(("rest", small))
        sums.append(Sum(large, (small, ("rest", small))))
    secret = [k for k, v in values.items() if v < LIMIT and not (k[0] == "rest" and v == 0)]
    return values, frozenset(gone), sums, secret


def kinds_and_needs(
    public: Release, rows: pd.DataFrame, values: dict, gone: set, sums: list[Sum]
) -> list[tuple]:
    """Add the tables whose firms stand in several rows; return which figure is part of which."""
    found = []
    for name in ("area", "form"):
        truth = rows[rows["step"] == STEP].groupby(name)["firm_id"].nunique().to_dict()
        for kind in public.tables[name].index:
            values[name, kind] = int(truth.get(kind, 0))
            if public.tables[name].at[kind, "withheld"]:
                gone.add((name, kind))
            found.append(((name, kind), ("step", STEP)))
    named = needs(rows).set_index("need")
    for need in public.needs.index:
        for column in ("firms", "met", "unmet"):
            values[column, need] = int(named[column].get(need, 0))
            if pd.isna(public.needs.at[need, column]):
                gone.add((column, need))
        sums.append(Sum(("firms", need), (("met", need), ("unmet", need))))
        found += [(("met", need), ("step", STEP)), (("firms", need), ("step", STEPS[0]))]
    return found


@pytest.mark.parametrize("name", ["sni2", "year"])
def test_a_row_of_the_public_view_does_not_tell_that_somebody_is_in_it(name: str) -> None:
    """Two sets that differ in one firm's division and year list the same rows."""
    kind = {"size_class": "1-9", "area": "skills", "form": "advice"}
    many = [record(f"a{i}", "helped", "2019-03-01", sni2="25", **kind) for i in range(9)]
    many += [record(f"b{i}", "helped", "2020-03-01", sni2="28", **kind) for i in range(12)]
    many += [record("x", "identified", "2021-05-05", sni2="16", size_class="1-9")]
    one = [record("c", "helped", "2021-03-01", sni2="12", **kind)]
    eligible = eligible_from_workplaces(DATA)
    without, with_one = (release(table(*rows), eligible, GROUPS) for rows in (many, many + one))
    assert list(without.tables[name].index) == list(with_one.tables[name].index)
    assert list(without.tables[name]["withheld"]) == list(with_one.tables[name]["withheld"])
    assert "12" not in with_one.tables["sni2"].index


@pytest.mark.parametrize("seed", range(4))
def test_small_groups_of_the_target_group_cannot_be_worked_out(seed: int) -> None:
    rows = drawn(seed, 160, DATA.municipality_codes)
    rng = np.random.default_rng(seed)
    cells = [
        {"firm_id": f"e{i}", "municipality_code": str(rng.choice(DATA.municipality_codes[:6])),
         "sni2": str(rng.choice(["10", "16", "25", "28", "33"], p=[0.05, 0.2, 0.3, 0.4, 0.05])),
         "size_class": str(rng.choice(SIZES, p=[0.6, 0.3, 0.07, 0.03]))}
        for i in range(60)
    ]  # fmt: skip
    register = pd.DataFrame(cells)
    public = release(rows, eligible_from_register(register), GROUPS)
    values, gone, sums = {"all": len(register)}, set(), []
    for name in ("municipality_code", "sni2", "size_class"):
        seen = public.tables[name]["eligible"]
        truth = register.groupby(name).size()
        values |= {(name, key): int(n) for key, n in truth.items()}
        gone |= {(name, key) for key in truth.index if pd.isna(seen.get(key))}
        sums.append(Sum("all", tuple((name, key) for key in truth.index)))
    for group in ("coast", "inland"):
        parts = tuple(k for k in values if k[0] == "municipality_code" and GROUPS[k[1]] == group)
        values["group", group] = sum(values[part] for part in parts)
        if pd.isna(public.tables["group"].at[group, "eligible"]):
            gone.add(("group", group))
        sums.append(Sum(("group", group), parts))
    secret = [key for key, value in values.items() if value < LIMIT]
    assert secret
    assert set(secret) <= gone
    for key, (low, high) in attack(values, frozenset(gone), sums, secret).items():
        assert low == 0, key
        assert high >= LIMIT - 1, key


@pytest.mark.parametrize("seed", range(6))
def test_nothing_withheld_can_be_worked_out_from_the_whole_public_view(seed: int) -> None:
    rows = drawn(seed, 40 + 60 * seed, DATA.municipality_codes)
    eligible = eligible_from_workplaces(DATA)
    public = release(rows, eligible, GROUPS)
    values, gone, sums, secret = shown(public, rows)
    base = eligible.by("municipality_code")
    bounds = {("municipality_code", c): float(n) for c, n in base.items() if n == n}
    bounds = {key: n for key, n in bounds.items() if n >= values[key]}
    assert set(secret) <= gone
    for key, (low, high) in attack(values, gone, sums, secret, bounds).items():
        assert low == 0, key
        assert high >= min(LIMIT - 1, bounds.get(key, LIMIT)), key


@pytest.mark.parametrize("seed", range(3))
def test_a_release_shows_the_true_figure_or_none_and_no_rate_of_a_withheld_one(seed: int) -> None:
    rows = drawn(seed, 200, DATA.municipality_codes)
    eligible = eligible_from_workplaces(DATA)
    public = release(rows, eligible, GROUPS)
    truth = reach(progress(rows), eligible, "municipality_code", STEP, list(GROUPS.index))
    table = public.tables["municipality_code"]
    visible = table[~table["withheld"]]
    assert (visible["reached"] == truth.loc[visible.index, "reached"]).all()
    assert (visible["reached"] >= LIMIT).all()
    assert table.loc[table["withheld"], ["reached", "rate"]].isna().all().all()
    assert "representation" not in table
    for frame in public.tables.values():
        assert not (frame["reached"] < LIMIT).any()
    assert not (public.needs[["firms", "met", "unmet"]] < LIMIT).any().any()


def test_a_release_of_nothing_is_all_withheld() -> None:
    public = release(drawn(0, 3, ("2480",)), eligible_from_workplaces(DATA), GROUPS)
    assert public.steps["withheld"].all()
    assert all(table["withheld"].all() for table in public.tables.values())
