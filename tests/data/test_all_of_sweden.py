"""The figures of all municipalities and counties: as in the fact files, and adding up."""

from __future__ import annotations

import pandas as pd
import pytest

import vbdash
from tests.data.facts290 import Figure, digests, stored
from vbdash.indicators.industry.shares import industry_share

#: Worked out by the app and by the facts: equal but for rounding.
SHARE = "gva_share"


@pytest.fixture(scope="module")
def ds() -> vbdash.Dataset:
    return vbdash.load()


@pytest.fixture(scope="module")
def figures(ds: vbdash.Dataset) -> pd.DataFrame:
    found = ds.observations.astype({"status": str})
    return found.assign(level=ds.regions["level"].reindex(found["region_code"]).to_numpy())


def in_package(ds: vbdash.Dataset, figures: pd.DataFrame) -> list[Figure]:
    """Return the package's figures of every measure, sector and year that the facts hold."""
    wanted = {(row[0], row[1], int(row[2])) for row in stored()}
    columns = ("measure", "sector", "year", "region_code", "value")
    rows = [
        (str(m), str(s), int(y), str(r), float(v))
        for m, s, y, r, v in zip(*(figures[c] for c in columns), strict=True)
        if (m, s, y) in wanted
    ]
    shares = industry_share(ds, "gva", "C")
    found = zip(shares["year"], shares["region_code"], shares["share"], strict=True)
    rows += [(SHARE, "C", int(y), str(r), round(float(v), 2)) for y, r, v in found if v == v]
    return rows


def test_every_figure_is_that_of_the_fact_files(ds: vbdash.Dataset, figures: pd.DataFrame) -> None:
    ours = {row[:3]: row[3:] for row in digests(in_package(ds, figures))}
    theirs = {row[:3]: row[3:] for row in stored()}
    assert len(theirs) > 150 and sum(int(row[0]) for row in theirs.values()) > 28_000
    assert ours == theirs


def test_a_changed_figure_is_seen(ds: vbdash.Dataset, figures: pd.DataFrame) -> None:
    changed = figures.copy()
    place = changed.index[(changed["measure"] == "tax_base") & (changed["year"] == 2021)][7]
    changed.loc[place, "value"] += 1
    ours = {row[:3]: row[3:] for row in digests(in_package(ds, changed))}
    theirs = {row[:3]: row[3:] for row in stored()}
    assert {key for key in theirs if ours[key] != theirs[key]} == {("tax_base", "TOTAL", "2021")}


def test_municipalities_add_up_to_every_county_and_the_country(figures: pd.DataFrame) -> None:
    rows = figures[(figures["measure"] == "population") & figures["year"].between(2011, 2024)]
    towns, counties = rows[rows["level"] == "municipality"], rows[rows["level"] == "county"]
    summed = towns.groupby([towns["region_code"].str[:2], "year"])["value"].sum()
    printed = counties.set_index(["region_code", "year"])["value"]
    assert len(printed) == 21 * 14
    assert (summed.sort_index().to_numpy() == printed.sort_index().to_numpy()).all()
    country = rows[rows["level"] == "country"].set_index("year")["value"].sort_index()
    assert (towns.groupby("year")["value"].sum() == country).all() and len(country) == 14


def test_manufacturing_in_the_counties_adds_up_to_the_country(figures: pd.DataFrame) -> None:
    rows = figures[(figures["measure"] == "gva") & (figures["sector"] == "C")]
    counties = rows[rows["level"] == "county"]
    assert counties.groupby("year")["region_code"].nunique().eq(21).all()
    country = rows[rows["level"] == "country"].set_index("year")["value"].sort_index()
    assert (counties.groupby("year")["value"].sum() == country).all() and len(country) == 25


def test_areas_add_up_to_the_country_and_are_made_of_counties(
    ds: vbdash.Dataset, figures: pd.DataFrame
) -> None:
    rows = figures[figures["measure"] == "employed_workplace_rams"]
    areas = rows[rows["level"] == "area"].groupby(["year", "sector"])["value"].sum()
    country = rows[rows["level"] == "country"].set_index(["year", "sector"])["value"]
    assert len(country) == 41 and (areas == country.sort_index()).all()
    counties = ds.regions[ds.regions["level"] == "county"]
    assert counties["area"].notna().all() and counties["area"].nunique() == 8
    assert set(counties.index[counties["area"] == "SE33"]) == {"24", "25"}
    industry = rows[(rows["region_code"] == "SE33") & rows["sector"].isin(list("BCDE"))]
    assert industry.groupby("year")["value"].sum().to_dict() == {
        2016: 34093, 2017: 33865, 2018: 34503, 2019: 33904, 2020: 33968, 2021: 35518,
    }  # fmt: skip
    assert industry.groupby("series")["year"].agg(["min", "max"]).to_numpy().tolist() == [
        [2016, 2018],
        [2019, 2021],
    ]


def test_more_commute_out_than_in_by_those_who_work_abroad(figures: pd.DataFrame) -> None:
    out, come, day, night = (
        figures[figures["measure"] == m].groupby("year")["value"].sum()
        for m in ("commuters_out", "commuters_in", "employed_daytime", "employed_nighttime")
    )
    assert (out - come).tolist() == [6661, 4997, 5205]
    assert (night - day).tolist() == [6661, 4997, 5205]


def test_levels_of_education_add_up(figures: pd.DataFrame) -> None:
    rows = figures[figures["measure"].str.startswith("education_")]
    whole = rows.groupby(["region_code", "year"])["value"].agg(["sum", "size"])
    assert len(whole) == 1739 and (whole["size"] == 3).all()
    assert (whole["sum"] - 100).abs().max() < 0.02


def test_years_of_unknown_prices_are_never_one_line(figures: pd.DataFrame) -> None:
    rows = figures[figures["measure"] == "median_income"]
    assert rows.groupby("series")["year"].nunique().eq(1).all() and rows["year"].nunique() == 14


def test_statuses_are_those_of_the_facts(figures: pd.DataFrame) -> None:
    late = (figures["measure"] == "population_density") & (figures["year"] == 2025)
    assert set(figures.loc[late, "status"]) == {"perturbed"} and late.sum() == 290
    rows = figures[(figures["measure"] == "gva") & (figures["sector"] == "C")]
    doubtful = rows.loc[rows["status"] == "preliminary", "year"]
    assert set(doubtful) == {2023, 2024} and len(doubtful) == 44


def test_organisation_numbers_are_the_firms_own(ds: vbdash.Dataset) -> None:
    firms = ds.table("companies")
    numbers = firms.dropna(subset="org_number_source").groupby("firm_id")["org_number"].unique()
    assert {firm: list(found) for firm, found in numbers.items()} == {
        "alo": ["556081-0482"],
        "komatsu-forest": ["556079-5949"],
        "norrmejerier": ["794700-2296"],
    }
    parents = {"556051-4142", "556779-9969", "556606-1155", "556012-6293", "556001-3301"}
    assert not parents & set(firms["org_number"].dropna())
