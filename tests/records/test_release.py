"""What the whole public view gives away: all its tables together, the target group among them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

import vbdash
from tests.records.samples import drawn, record, table
from vbdash.records.codes import SIZES, STEPS
from vbdash.records.counts import funnel, progress
from vbdash.records.reach import (
    Eligible,
    eligible_from_register,
    eligible_from_workplaces,
    reach,
)
from vbdash.records.release import OTHER, STEP, Release, release
from vbdash.records.withholding import LIMIT

DATA = vbdash.load()
GROUPS = (
    DATA.table("region_groups")
    .query("group in ['coast', 'inland']")
    .set_index("region_code")["group"]
    .astype("object")
    .reindex(DATA.municipality_codes)
)
KIND = {"size_class": "1-9", "area": "skills", "form": "advice"}


def helped(count: int, code: str, **more: object) -> list[dict]:
    return [
        record(f"{code}-{i}", "helped", "2019-03-01", **KIND | {"municipality_code": code} | more)
        for i in range(count)
    ]


def register(**firms: int) -> Eligible:
    """A register of firms of one division and size, so many in each municipality (``m2480=30``)."""
    rows = [
        {"firm_id": f"{code[1:]}-{i}", "municipality_code": code[1:], "sni2": "25",
         "size_class": "1-9"}
        for code, count in firms.items() for i in range(count)
    ]  # fmt: skip
    return eligible_from_register(pd.DataFrame(rows))


def around(seed: int, rows: pd.DataFrame) -> Eligible:
    """A register of the firms on record and some more, over few municipalities."""
    rng = np.random.default_rng(seed)
    firms = rows.drop_duplicates("firm_id")[["firm_id", "municipality_code", "sni2", "size_class"]]
    more = [
        {"firm_id": f"e{i}", "municipality_code": str(rng.choice(DATA.municipality_codes[:8])),
         "sni2": str(rng.choice(["10", "16", "25", "28", "33"])),
         "size_class": str(rng.choice(SIZES, p=[0.6, 0.3, 0.07, 0.03]))}
        for i in range(40)
    ]  # fmt: skip
    return eligible_from_register(pd.concat([firms, pd.DataFrame(more)]))


class Outsider:
    """Knows every figure shown, that each is rounded down to a five, and every sum; an own programme."""

    def __init__(self, public: Release, *, base: bool) -> None:
        self.low: list[float] = []
        self.high: list[float] = []
        self.rows: list[tuple[dict[int, int], float, float]] = []
        self.gone: list[int] = []
        steps = {step: self.figure(public.steps.at[step, "reached"]) for step in STEPS}
        for before, after in pairwise(STEPS):
            self.rows.append(({steps[before]: 1, steps[after]: -1}, 0, np.inf))
        total = steps[STEP]
        self.tables(public, "reached", total)
        for name in ("area", "form"):
            kinds = [self.figure(n) for n in public.tables[name]["reached"]]
            self.rows += [({total: 1, kind: -1}, 0, np.inf) for kind in kinds]
            self.rows.append(({total: -1} | dict.fromkeys(kinds, 1), 0, np.inf))
        for _, row in public.needs.iterrows():
            firms, met, unmet = (self.figure(row[name]) for name in ("firms", "met", "unmet"))
            self.rows.append(({firms: -1, met: 1, unmet: 1}, 0, 0))
            self.rows.append(({total: 1, met: -1}, 0, np.inf))
            self.rows.append(({steps[STEPS[0]]: 1, firms: -1}, 0, np.inf))
        if base:
            self.low.append(0)
            self.high.append(1e6)
            self.tables(public, "eligible", len(self.low) - 1)

    def figure(self, shown: float) -> int:
        self.low.append(0 if np.isnan(shown) else shown)
        self.high.append(self.low[-1] + LIMIT - 1)
        if np.isnan(shown):
            self.gone.append(len(self.low) - 1)
        return len(self.low) - 1

    def tables(self, public: Release, column: str, total: int) -> None:
        names = ["municipality_code", "group", "size_class", "sni2"]
        if column == "reached":
            names.append("year")
        at = {
            name: {k: self.figure(n) for k, n in public.tables[name][column].items() if k != OTHER}
            for name in names
        }
        for group, key in at["group"].items():
            parts = [i for code, i in at["municipality_code"].items() if GROUPS[code] == group]
            self.rows.append(({key: -1} | dict.fromkeys(parts, 1), 0, 0))
        for name in names[1:]:
            least = -np.inf if name in ("sni2", "year") else 0  # there may be others
            self.rows.append(({total: -1} | dict.fromkeys(at[name].values(), 1), least, 0))

    def can_be(self, figure: int, value: int) -> bool:
        matrix = np.zeros((len(self.rows), len(self.low)))
        for i, (row, _, _) in enumerate(self.rows):
            for key, sign in row.items():
                matrix[i, key] = sign
        low, high = np.array(self.low), np.array(self.high)
        low[figure] = high[figure] = value
        answer = milp(
            np.zeros(len(low)),
            constraints=LinearConstraint(
                matrix, [row[1] for row in self.rows], [row[2] for row in self.rows]
            ),
            integrality=np.ones(len(low)),
            bounds=Bounds(low, high),
        )
        return bool(answer.success)


@pytest.mark.parametrize("seed", range(6))
def test_each_withheld_figure_can_be_anything_from_none_to_four(seed: int) -> None:
    rows = drawn(seed, 40 + 60 * seed, DATA.municipality_codes)
    register_or_not = around(seed, rows) if seed % 2 else eligible_from_workplaces(DATA)
    public = release(rows, register_or_not, GROUPS)
    outsider = Outsider(public, base=bool(seed % 2))
    assert outsider.gone
    for figure in outsider.gone[:: max(1, len(outsider.gone) // 20)]:
        for value in (0, LIMIT - 1):
            assert outsider.can_be(figure, value), (figure, value)


@pytest.mark.parametrize("seed", range(4))
def test_rows_show_the_five_below_the_truth_or_nothing(seed: int) -> None:
    rows = drawn(seed, 200, DATA.municipality_codes)
    base = around(seed, rows)
    public = release(rows, base, GROUPS)
    truth = reach(progress(rows), base, "municipality_code", STEP, list(GROUPS.index))
    for column in ("reached", "eligible"):
        shown = public.tables["municipality_code"][column].dropna()
        assert len(shown)
        apart = truth.loc[shown.index, column] - shown
        assert apart.between(0, LIMIT - 1).all()
        assert (shown % LIMIT == 0).all()
        assert (shown >= LIMIT).all()
    steps = funnel(rows)["reached"] - public.steps["reached"].fillna(0)
    assert steps.between(0, 3 * LIMIT).all()


def test_rates_come_from_what_is_shown_and_hold_the_truth_between_them() -> None:
    rows = drawn(3, 260, DATA.municipality_codes)
    base = around(3, rows)
    public = release(rows, base, GROUPS)
    truth = reach(progress(rows), base, "municipality_code", STEP, list(GROUPS.index))["rate"]
    seen = public.tables["municipality_code"]
    known = seen[seen["rate"].notna()]
    assert len(known)
    assert (known["rate_low"] <= truth[known.index]).all()
    assert (truth[known.index] <= known["rate_high"]).all()
    assert known["rate"].between(known["rate_low"], known["rate_high"]).all()
    assert (
        seen.loc[seen["withheld"], ["reached", "rate", "rate_low", "rate_high"]].isna().all().all()
    )


def test_where_nearly_everybody_was_helped_it_is_not_shown_of_whom() -> None:
    """Eight helped of eight: whoever knows a firm there would know that it was helped."""
    rows = table(*helped(20, "2480"), *helped(8, "2460"), *helped(12, "2404"))
    base = register(m2480=40, m2460=8, m2404=14, m2401=9, m2409=9, m2482=60)
    seen = release(rows, base, GROUPS).tables["municipality_code"]
    for code in ("2460", "2404"):
        shown = seen.loc[code].fillna(0)
        assert shown["eligible"] - shown["reached"] >= LIMIT
        assert shown["rate_low"] < 50
    assert seen.at["2480", "reached"] == 20


@pytest.mark.parametrize("name", ["sni2", "year"])
def test_a_row_of_the_public_view_does_not_tell_that_somebody_is_in_it(name: str) -> None:
    """Two sets that differ in one firm's division and year list the same rows."""
    many = [record(f"a{i}", "helped", "2019-03-01", sni2="25", **KIND) for i in range(9)]
    many += [record(f"b{i}", "helped", "2020-03-01", sni2="28", **KIND) for i in range(12)]
    one = [record("c", "helped", "2021-03-01", sni2="12", **KIND)]
    eligible = eligible_from_workplaces(DATA)
    without, with_one = (release(table(*rows), eligible, GROUPS) for rows in (many, many + one))
    assert list(without.tables[name].index) == list(with_one.tables[name].index)
    assert list(without.tables[name]["withheld"]) == list(with_one.tables[name]["withheld"])
    assert "12" not in with_one.tables["sni2"].index
    assert 2021 not in with_one.tables["year"].index


def test_a_municipality_without_firms_looks_like_one_with_one() -> None:
    rows = table(*helped(20, "2480"))
    none, one = (
        release(rows, register(m2480=40, m2482=60, **more), GROUPS).tables["municipality_code"]
        for more in ({}, {"m2418": 1})
    )
    pd.testing.assert_frame_equal(none, one)


def test_a_group_whose_base_is_not_whole_has_no_rate() -> None:
    """Bjurholm has no published workplaces: its firms helped are over nothing in the inland."""
    rows = table(*helped(20, "2480"), *helped(9, "2403"), *helped(12, "2460"))
    seen = release(rows, eligible_from_workplaces(DATA), GROUPS).tables["group"]
    assert eligible_from_workplaces(DATA).by("municipality_code").isna().sum() == 1
    assert pd.isna(seen.at["inland", "rate"])
    assert pd.isna(seen.at["inland", "eligible"])


def test_a_release_of_nothing_is_all_withheld() -> None:
    public = release(drawn(0, 3, ("2480",)), eligible_from_workplaces(DATA), GROUPS)
    assert public.steps["withheld"].all()
    assert all(frame["withheld"].all() for frame in public.tables.values())


def test_another_county_has_no_coast_and_inland() -> None:
    codes = ("2505", "2506", "2510")
    rows = table(*helped(20, "2505"), *helped(9, "2506"), *helped(1, "2510"))
    groups = pd.Series([None] * 3, index=list(codes), dtype="object")
    public = release(rows, eligible_from_workplaces(DATA), groups)
    assert public.tables["group"].empty
    assert public.tables["municipality_code"].loc["2505", "reached"] == 20
