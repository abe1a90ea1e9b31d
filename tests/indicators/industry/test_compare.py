"""Regions side by side: published places, references, reasons."""

import numpy as np
import pytest

from vbdash.indicators.industry.compare import comparison, years
from vbdash.indicators.missing import reason


def test_counties_by_value_added(dataset):
    found = comparison(dataset, "gva", "B-E", "county")
    table = found.table.set_index("code")
    assert (found.year, found.counted) == (2024, 21)
    assert table.loc["10", "rank"] == 1  # Blekinge
    assert table.loc["24", "rank"] == 4
    assert found.county == pytest.approx(26.12, abs=0.005)
    assert table.loc["24", "lq"] == pytest.approx(found.county / found.country)
    assert table.loc["24", "to_country"] == "higher"
    assert table.loc["24", "to_county"] == ""  # itself
    assert found.place("24").rank == 4


def test_a_year_that_does_not_exist_means_the_latest(dataset):
    assert comparison(dataset, "gva", "B-E", "county", 1990).year == 2024
    assert comparison(dataset, "gva", "B-E", "county", 2021).year == 2021


def test_every_county_has_manufacturing(dataset):
    found = comparison(dataset, "gva", "C", "county")
    assert (found.counted, found.place("24").rank, found.place("10").rank) == (21, 9, 1)


def test_municipalities_are_compared_with_the_country_by_workplace(dataset):
    found = comparison(dataset, "employed_residence", "B+C", "municipality")
    table = found.table.set_index("code")
    assert found.country_measure == "employed_workplace"
    assert found.country == pytest.approx(10.71, abs=0.005)
    assert table.loc["2418", "rank"] == 1  # Malå
    assert table.loc["2480", "rank"] == 13  # Umeå
    assert found.counted == 15


def test_the_misprinted_municipality_is_missing_with_its_reason(dataset):
    table = comparison(dataset, "workplaces", "own", "municipality").table.set_index("code")
    row = table.loc["2403"]
    assert np.isnan(row[["share", "rank", "lq"]].astype(float)).all()
    assert "misprint" in row["missing_en"]
    assert row["to_country"] == ""
    assert (table.loc[table["share"].notna(), "missing_sv"] == "").all()


def test_where_nothing_is_published(dataset):
    assert comparison(dataset, "gva", "B-E", "municipality") is None
    gap = reason(dataset.table("gaps"), "gva", region="2482", sectors=["B-E"], year=2024)
    assert gap["reason"] == "not_published"


def test_editions_of_different_years_are_not_set_beside_each_other(dataset):
    found = comparison(dataset, "grp_by_group", "A-F", "county", 2014)
    assert np.isnan(found.country)  # Sweden 2014 is from another edition than the county
    assert not np.isnan(comparison(dataset, "grp_by_group", "A-F", "county", 2022).country)


def test_years(dataset):
    assert years(dataset, "employed_residence", "B-E") == (2024,)
    assert years(dataset, "gva", "B-E") == tuple(range(2024, 1999, -1))
    assert years(dataset, "gva", "B-F") == ()
