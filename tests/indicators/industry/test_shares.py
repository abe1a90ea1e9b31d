"""Industry's share: published numbers, properties, what is missing stays missing."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbdash.indicators.industry.shares import (
    TOTAL,
    available_definitions,
    definition_sectors,
    industry_share,
    sector_cover,
    sector_shares,
    whole_sectors,
)


def one(table, **wanted):
    for column, value in wanted.items():
        table = table[table[column] == value]
    assert len(table) == 1
    return table.iloc[0]


@pytest.mark.parametrize(
    ("year", "share", "status"),
    [(2000, 21.25, "final"), (2021, 29.83, "final"), (2024, 26.12, "preliminary")],
)
def test_vasterbotten_of_value_added(dataset, year, share, status):
    row = one(industry_share(dataset, "gva", "B-E"), region_code="24", year=year)
    assert row["share"] == pytest.approx(share, abs=0.005)
    assert row["status"] == status
    assert not row["summed"]


@pytest.mark.parametrize(
    ("code", "share"), [("2418", 24.2), ("2480", 8.0), ("2401", 17.0), ("2482", 21.4)]
)
def test_municipalities_by_residence(dataset, code, share):
    row = one(industry_share(dataset, "employed_residence", "B+C"), region_code=code, year=2024)
    assert row["share"] == pytest.approx(share, abs=0.05)
    assert row["summed"]


def test_the_county_by_residence_is_ours_and_says_so(dataset):
    row = one(industry_share(dataset, "employed_residence", "B-E"), region_code="24", year=2024)
    assert row["share"] == pytest.approx(14.95, abs=0.005)
    assert (row["status"], row["summed"]) == ("derived", True)


def test_goods_producers_of_gross_regional_product(dataset):
    shares = industry_share(dataset, "grp_by_group", "A-F")
    for code, year, share in [("24", 2017, 31.4), ("24", 2022, 33.4), ("00", 2017, 23.1)]:
        row = one(shares, region_code=code, year=year)
        assert row["share"] == pytest.approx(share, abs=0.05)
        assert not row["summed"]  # the denominator is printed


def test_workplaces_leave_the_misprint_out(dataset):
    shares = industry_share(dataset, "workplaces", "own")
    assert "2403" not in set(shares["region_code"])
    assert len(shares) == 16


def test_what_can_be_cut(dataset):
    assert available_definitions(dataset, "gva") == ("C", "B-E")
    assert available_definitions(dataset, "employment") == ("B-E",)
    assert available_definitions(dataset, "employed_residence") == ("B+C", "B-E", "B-F", "A-F")
    assert available_definitions(dataset, "grp_by_group") == ("A-F",)
    assert available_definitions(dataset, "workplaces") == ("own",)
    assert definition_sectors(dataset, "employed_residence", "C") == ()
    assert industry_share(dataset, "gva", "B-F").empty


def test_sectors_of_a_full_set_sum_to_one(dataset):
    groups = whole_sectors(dataset, "employed_residence")
    assert TOTAL not in groups
    observations = dataset.table("observations")
    own = observations[observations["measure"] == "employed_residence"]
    parts = [sector_shares(own, [g], groups)["share"].to_numpy() for g in groups]
    np.testing.assert_allclose(np.sum(parts, axis=0), 100)


def figures(rows):
    table = pd.DataFrame(rows, columns=["region_code", "sector", "value"])
    return table.assign(series="x", year=2020, status="final")


def test_a_missing_part_makes_the_share_missing():
    shares = sector_shares(figures([("a", "B", 1.0), ("a", "TOTAL", 4.0)]), ["B", "C"], ["TOTAL"])
    assert np.isnan(shares["amount"][0])
    assert np.isnan(shares["share"][0])
    shares = sector_shares(
        figures([("a", "B", 1.0), ("a", "TOTAL", 4.0), ("b", "C", 1.0), ("b", "B", 1.0),
                 ("b", "TOTAL", 4.0)]), ["B", "C"], ["TOTAL"],
    )  # fmt: skip
    assert shares.set_index("region_code")["share"].isna().to_dict() == {"a": True, "b": False}


def test_a_missing_total_leaves_the_row_out():
    assert sector_shares(figures([("a", "B", 1.0)]), ["B"], ["TOTAL"]).empty


def test_a_total_of_zero_is_missing_never_infinite():
    table = figures([("a", "B", 0.0), ("a", "TOTAL", 0.0), ("b", "B", 1.0), ("b", "TOTAL", 0.0)])
    shares = sector_shares(table, ["B"], ["TOTAL"])
    assert shares["share"].isna().all()


def test_a_sum_is_as_certain_as_its_least_certain_part():
    table = figures([("a", "B", 1.0), ("a", "C", 1.0), ("a", "TOTAL", 4.0), ("a", "D", 1.0)])
    table["status"] = ["final", "preliminary", "final", "derived"]
    assert sector_shares(table, ["B"], ["TOTAL"])["status"].tolist() == ["final"]
    assert sector_shares(table, ["B", "C"], ["TOTAL"])["status"].tolist() == ["preliminary"]
    assert sector_shares(table, ["B", "D"], ["TOTAL"])["status"].tolist() == ["derived"]


@given(st.dictionaries(st.sampled_from("ABCDEF"), st.floats(0.01, 1e6), min_size=6, max_size=6))
def test_parts_and_the_rest_make_up_the_whole(amounts):
    table = figures([("a", code, value) for code, value in amounts.items()])
    part = sector_shares(table, ["B", "C"], list("ABCDEF"))["share"][0]
    rest = sector_shares(table, ["A", "D", "E", "F"], list("ABCDEF"))["share"][0]
    assert part + rest == pytest.approx(100)
    assert 0 <= part <= 100


def test_editions_are_kept_apart():
    table = pd.concat(
        [
            figures([("a", "B", v), ("a", "TOTAL", 10.0)]).assign(series=s)
            for s, v in (("o", 1.0), ("n", 2.0))
        ]
    )
    shares = sector_shares(table, ["B"], ["TOTAL"]).set_index("series")["share"]
    assert shares.to_dict() == {"o": 10, "n": 20}


def test_the_fewest_published_sectors_are_taken():
    parts = {
        "B": frozenset("B"),
        "C": frozenset("C"),
        "B+C": frozenset("BC"),
        "D+E": frozenset("DE"),
    }
    assert sector_cover(frozenset("BCDE"), parts) == ("B+C", "D+E")
    assert sector_cover(frozenset("BCD"), parts) == ()
    assert sector_cover(frozenset("BC"), {"BCD": frozenset("BCD")}) == ()
