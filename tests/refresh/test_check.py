"""Figures held against totals, the year before and what is served, on small made-up tables."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vbdash.refresh.check import Known, check_figures
from vbdash.refresh.description import Checks, Codes, Description
from vbdash.refresh.figures import COLUMNS
from vbdash.refresh.scope import Scope
from vbdash.text import Text

PARENTS = {"2401": "24", "2403": "24", "2501": "25"}
SCOPE = Scope(("00", "24", "25", *PARENTS))
DESCRIBED = Description(
    id="made-up", agency="scb", table="TAB1", title="", publisher="", url="", licence="", series="s",
    status="final", time="Tid", regions="Region", levels=("country", "county", "municipality"),
    measures=Codes("ContentsCode", {"X": "jobs"}), sectors=Codes("SNI", {"A": "A", "B": "B", "T": "TOTAL"}),
    checks=Checks(parts=("A", "B"), regions=True, noise=1, factor=3, floor=50, most=1e6),
)  # fmt: skip


def figures(years: tuple[int, ...] = (2020, 2021)) -> pd.DataFrame:
    """Return 100 jobs a municipality, 40 in A and 60 in B, everything adding up."""
    rows = []
    for year in years:
        for region in SCOPE.regions:
            count = sum(1 for code, county in PARENTS.items() if region in {"00", county, code})
            for sector, size in {"A": 40, "B": 60, "TOTAL": 100}.items():
                rows.append(("jobs", sector, region, "", year, float(size * count), ""))
    return pd.DataFrame(rows, columns=COLUMNS)


NONE = pd.DataFrame(columns=COLUMNS)


def found(
    table: pd.DataFrame, served: pd.DataFrame = NONE, description: Description = DESCRIBED
) -> list[str]:
    return [
        each.sentence(TX)
        for each in check_figures(description, table, Known(SCOPE, PARENTS, served))
    ]


TX = Text("en")


def changed(value: float, **where: object) -> pd.DataFrame:
    table = figures()
    at = pd.Series(True, index=table.index)
    for name, asked in where.items():
        at &= table[name] == asked
    assert at.any()
    table.loc[at, "value"] = value
    return table


def test_a_table_that_adds_up_has_nothing_against_it() -> None:
    assert found(figures(), figures()) == []


@settings(max_examples=10)
@given(st.integers(-2, 2))
def test_noise_within_the_publishers_limits_is_no_fault(off: int) -> None:
    assert found(changed(40 + off, sector="A", region_code="2401", year=2020)) == []


@settings(max_examples=10)
@given(st.integers(4, 10))
def test_beyond_them_it_is(off: int) -> None:
    wrong = found(changed(40 + off, sector="A", region_code="2401", year=2020))
    assert any("as the total says" in each and "2401" in each for each in wrong)
    assert any("as 24 has" in each for each in wrong)


@pytest.mark.parametrize("factor", [0.001, 1000])
def test_a_jump_by_a_thousand_is_a_fault_in_whichever_year(factor: float) -> None:
    for year in (2020, 2021):
        table = figures()
        table.loc[(table["region_code"] == "2403") & (table["year"] == year), "value"] *= factor
        assert any("as the year before" in each and "2403" in each for each in found(table))
        served = found(table.assign(), figures())
        assert any("as served now" in each for each in served)


def test_small_figures_may_jump() -> None:
    small = figures().assign(value=lambda t: t["value"] / 100)
    small.loc[small["year"] == 2021, "value"] *= 9
    assert found(small) == []


def test_a_silent_region_is_named_and_one_with_a_sign_is_not() -> None:
    table = figures()
    at = (table["region_code"] == "2501") & (table["year"] == 2021)
    table.loc[at, "value"] = float("nan")
    assert any("2021: 2501" in each for each in found(table))
    table.loc[at, "sign"] = ".."
    assert found(table) == []
    assert any("missing: 2501" in each for each in found(table[table["region_code"] != "2501"]))


def test_what_was_served_must_not_vanish() -> None:
    table = figures((2021,))
    assert any(
        "18 figures that are served now are missing" in each for each in found(table, figures())
    )
    newest = replace(DESCRIBED, last_years=1)
    assert found(table, figures(), newest) == []
    elsewhere = figures().assign(region_code="1401")
    assert found(figures(), elsewhere) == []  # was not asked for


def test_an_empty_table_is_a_fault() -> None:
    assert found(NONE)


@settings(max_examples=10)
@given(st.sampled_from(["below", "above"]))
def test_the_range_holds(side: str) -> None:
    value = -1.0 if side == "below" else 2e6
    assert any(
        "between 0 and 1000000" in each for each in found(changed(value, region_code="2401"))
    )
