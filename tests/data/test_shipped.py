"""The shipped data against the totals that its sources print, and against itself."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import vbdash

DATA = Path(__file__).resolve().parents[2] / "data"
COUNTY, COUNTRY = "24", "00"


@pytest.fixture(scope="module")
def ds() -> vbdash.Dataset:
    return vbdash.load(DATA)


@pytest.fixture(scope="module")
def observations(ds: vbdash.Dataset) -> pd.DataFrame:
    return ds.table("observations").astype({"unit": "str", "status": "str"})


def only(table: pd.DataFrame, **wanted: str | int) -> pd.DataFrame:
    for column, value in wanted.items():
        table = table[table[column] == value]
    return table


def test_number_of_rows(ds: vbdash.Dataset) -> None:
    rows = {name: len(ds.table(name)) for name in ds.tables}
    assert rows["regions"] == 1 + 8 + 21 + 290
    assert rows["sni_divisions"] == 88
    assert rows["support_municipalities"] == 863 + 11
    assert rows["interventions"] == 0


def test_industry_in_the_counties_adds_up_to_the_country(observations: pd.DataFrame) -> None:
    for measure in ("gva", "employment"):
        rows = only(observations, measure=measure, sector="B-E")
        counties = rows[rows["region_code"] != COUNTRY]
        assert counties.groupby("year")["region_code"].nunique().eq(21).all()
        printed = rows[rows["region_code"] == COUNTRY].set_index("year")["value"]
        assert list(printed.index) == list(range(2000, 2025))
        summed = counties.groupby("year")["value"].sum()
        assert summed.round(1).equals(printed.sort_index().round(1))


def test_total_value_added_leaves_only_the_part_outside_counties(
    observations: pd.DataFrame,
) -> None:
    rows = only(observations, measure="gva", sector="TOTAL")
    country = rows[rows["region_code"] == COUNTRY].set_index("year")["value"]
    counties = rows[rows["region_code"] != COUNTRY].groupby("year")["value"].sum()
    rest = country - counties
    assert (rest > 0).all()
    assert (rest / country).max() < 0.001


def test_latest_years_are_preliminary_and_the_summed_total_is_derived(
    observations: pd.DataFrame,
) -> None:
    rows = observations[observations["series"] == "eurostat_2000_2024"]
    late = rows[rows["year"] >= 2023]
    summed = (rows["measure"] == "employment") & (rows["sector"] == "TOTAL")
    summed &= rows["region_code"] == COUNTRY
    assert set(rows.loc[summed, "status"]) == {"derived"}
    assert set(late.loc[~summed, "status"]) == {"preliminary"}
    assert (observations["status"] == "derived").sum() == 25


def test_municipalities_add_up_to_the_county(observations: pd.DataFrame) -> None:
    rows = only(observations, measure="population")
    own = rows[(rows["series"] == "scb_tab638") & rows["region_code"].str.match(r"24\d\d")]
    municipal = own.groupby("year")["value"].sum()
    county = only(rows, series="regionfakta_2025", region_code=COUNTY).set_index("year")["value"]
    assert list(county.index) == [2021, 2022, 2023, 2024]
    assert municipal[county.index].equals(county)


def test_workplaces_add_up_by_row_and_leave_out_bjurholm(observations: pd.DataFrame) -> None:
    rows = only(observations, measure="workplaces")
    wide = rows.pivot(index="region_code", columns="sector", values="value")
    assert len(wide) == 14 + 2 and "2403" not in wide.index
    parts = wide[["WP_LAND", "WP_INDUSTRY", "WP_SERVICES"]].sum(axis=1)
    assert parts.equals(wide["TOTAL"].rename(None))
    left = wide.loc[COUNTY] - wide.drop(index=[COUNTY, COUNTRY]).sum()
    assert left.to_dict() == {"TOTAL": 623, "WP_INDUSTRY": 78, "WP_LAND": 391, "WP_SERVICES": 154}


def test_groups_of_gross_regional_product_add_up(observations: pd.DataFrame) -> None:
    rows = only(observations, measure="grp_by_group")
    keys = ["series", "region_code", "year"]
    wide = rows.pivot(index=keys, columns="sector", values="value")
    assert len(wide) == 13 and wide.notna().all(axis=None)
    assert wide.drop(columns="TOTAL").sum(axis=1).equals(wide["TOTAL"].rename(None))
    assert wide.loc[("regionfakta_2019", COUNTY, 2017), "GRP_GOODS"] == 33216


@pytest.mark.parametrize(
    ("code", "total", "industry"),
    [("2418", 1453, 351), ("2480", 69958, 5630), ("2482", 41082, 8796), ("2403", 1126, 188)],
)
def test_employed_residents(
    observations: pd.DataFrame, code: str, total: int, industry: int
) -> None:
    rows = only(observations, measure="employed_residence", region_code=code)
    assert len(rows) == 15
    assert rows["value"].sum() == total
    assert only(rows, sector="B+C")["value"].item() == industry


def test_employed_by_workplace_is_three_from_its_printed_total(observations: pd.DataFrame) -> None:
    rows = only(observations, measure="employed_workplace").set_index("sector")["value"]
    assert len(rows) == 17
    assert rows.drop("TOTAL").sum() - rows["TOTAL"] == 3


def test_new_companies_add_up_to_the_country(observations: pd.DataFrame) -> None:
    rows = only(observations, measure="new_firms", series="regionfakta_2018")
    values = rows.set_index("region_code")["value"]
    assert values.drop(COUNTRY).sum() == values[COUNTRY] == 68887
    series = observations[observations["measure"] == "new_firms"].groupby("series")["year"]
    assert series.max()["before_2007"] == 2006 and series.min()["from_2007"] == 2007


def test_known_figures(observations: pd.DataFrame) -> None:
    def value(measure: str, region: str, year: int, sector: str = "TOTAL") -> float:
        rows = only(observations, measure=measure, region_code=region, year=year, sector=sector)
        return float(rows["value"].iloc[0])

    share = value("gva", COUNTY, 2019, "B-E") / value("gva", COUNTY, 2019)
    assert round(100 * share, 1) == 26.3
    share = value("gva", COUNTRY, 2019, "C") / value("gva", COUNTRY, 2019)
    assert round(100 * share, 1) == 14.9
    assert value("business_gva_share", "06", 2020, "C") == 38.5
    assert value("grp_per_inhabitant", COUNTY, 2021) == 473
    assert len(only(observations, measure="business_gva_share")) == 15 * 17


def test_companies_and_claims(ds: vbdash.Dataset) -> None:
    companies, claims = ds.table("companies"), ds.table("leadership_claims")
    assert (len(companies), companies["firm_id"].nunique()) == (75, 58)
    per_municipality = companies["municipality_code"].value_counts().to_dict()
    assert per_municipality == {
        "2401": 4, "2403": 2, "2404": 7, "2409": 5, "2417": 3, "2418": 3, "2421": 5, "2422": 1,
        "2425": 4, "2460": 2, "2462": 4, "2463": 2, "2480": 9, "2481": 7, "2482": 17,
    }  # fmt: skip
    scopes = claims["scope"].astype("str").value_counts().to_dict()
    assert scopes == {"world": 20, "europe": 2, "nordic": 4, "national": 5, "unspecified": 1}
    world = claims[claims["scope"].astype("str") == "world"]
    assert world["made_by"].astype("str").value_counts().to_dict() == {"own": 11, "independent": 9}
    assert companies["employees"].notna().sum() == 35
    assert companies["turnover_msek"].notna().sum() == 8


def test_operating_world_claims_by_somebody_else(ds: vbdash.Dataset) -> None:
    claims = ds.table("leadership_claims").merge(
        ds.table("companies"), left_on="company_id", right_on="id", suffixes=("", "_company")
    )
    core = claims[
        (claims["scope"] == "world")
        & (claims["made_by"] == "independent")
        & (claims["status"] == "operating")
    ]
    assert set(core["company_id"]) == {
        "olofsfors", "indexator", "rototilt", "brokk",
        "alimak", "boliden-ronnskar", "alo", "cytiva-umea",
    }  # fmt: skip


def test_firms_that_no_longer_run_are_not_shown_as_running(ds: vbdash.Dataset) -> None:
    status = ds.table("companies").set_index("id")["status"].astype("str")
    assert status["northvolt-ett"] == "bankrupt"
    for gone in ("element-six", "metso-ersmark", "sca-vilhelmina", "assa-abloy-lycksele"):
        assert status[gone] == "closed"


def test_projects_of_the_regional_fund(ds: vbdash.Dataset) -> None:
    support, places = ds.table("support"), ds.table("support_municipalities")
    projects = support[support["kind"] == "eu_project"]
    coverage = projects["coverage"].astype("str").value_counts().to_dict()
    assert coverage == {"whole_county": 40, "some_municipalities": 19, "all_sweden": 13}
    assert places["support_id"].isin(projects["id"]).sum() == 863
    regional = projects[projects["coverage"] != "all_sweden"]
    assert regional["amount_sek"].sum() == 726_072_890
    targeted = projects.loc[projects["coverage"] == "some_municipalities", "id"]
    counted = places[places["support_id"].isin(targeted)]["municipality_code"].value_counts()
    assert counted.to_dict() == {
        "2482": 11, "2480": 8, "2418": 6, "2417": 5, "2422": 5, "2421": 5, "2425": 4, "2481": 4,
        "2401": 4, "2463": 4, "2462": 3, "2460": 3, "2403": 2, "2409": 2, "2404": 2,
    }  # fmt: skip


def test_other_support(ds: vbdash.Dataset) -> None:
    support = ds.table("support")
    kinds = support["kind"].astype("str").value_counts()
    assert kinds["eu_priority"] + kinds["regional_grant"] == 48
    assert (kinds["award"], kinds["kohesio"], kinds["vinnova"]) == (7, 5, 1)
    same = support[support["same_as"].notna()]
    assert same["same_as"].isin(support["id"]).all() and (same["id"] != same["same_as"]).all()


def test_the_41_percent_is_a_claim_and_never_an_observation(
    ds: vbdash.Dataset, observations: pd.DataFrame
) -> None:
    claim = ds.table("published_claims").set_index("id").loc["vasterbotten-41"]
    assert (claim["value"], claim["indirect"], claim["family"]) == (41, "not_stated", "seed")
    assert pd.isna(claim.to_dict()["ref_year"])
    county = observations[(observations["region_code"] == COUNTY)]
    assert not (county["unit"].eq("percent") & county["value"].eq(41)).any()
    values = ds.table("published_facts").set_index("id")["value"].to_dict()
    assert values["firms_helped"] == 74 and pd.isna(values["firms_met"])


def test_every_published_measure_has_observations_and_no_share_has(
    ds: vbdash.Dataset, observations: pd.DataFrame
) -> None:
    measures = ds.table("measures")
    published = set(measures.loc[measures["base"].isna() & measures["numerator"].isna(), "id"])
    assert published == set(observations["measure"])
    units = measures.set_index("id")["unit"].astype("str")
    assert (observations["measure"].map(units) == observations["unit"]).all()
    shares = measures[measures["base"].notna()]
    assert set(shares["base"]) <= published and set(shares["unit"]) == {"percent"}


def test_no_observation_lies_in_a_gap(ds: vbdash.Dataset, observations: pd.DataFrame) -> None:
    def any_of(column: str, wanted: Any) -> pd.Series:
        return observations[column].eq(wanted) if pd.notna(wanted) else observations[column].ne("")

    for gap in ds.table("gaps").to_dict("records"):
        if pd.isna(gap["region_code"]) and pd.isna(gap["sector"]):
            continue  # it speaks of whatever has no value
        first = gap["year_from"] if pd.notna(gap["year_from"]) else 0
        last = gap["year_to"] if pd.notna(gap["year_to"]) else 9999
        within = observations["measure"].eq(gap["measure"])
        within &= observations["year"].between(first, last)
        within &= any_of("sector", gap["sector"]) & any_of("region_code", gap["region_code"])
        assert not within.any(), gap["id"]


def test_every_source_is_used_and_every_row_has_one(ds: vbdash.Dataset) -> None:
    used: set[str] = set()
    for name in ds.tables:
        table = ds.table(name)
        for column in ("source_id", "source_id_2", "org_number_source"):
            if column in table:
                used |= set(table[column].dropna())
        if "source_id" in table and name != "gaps":
            assert table["source_id"].notna().all(), name
    assert used == set(ds.table("sources")["id"])


def test_both_languages_or_neither(ds: vbdash.Dataset) -> None:
    for name in ds.tables:
        table = ds.table(name)
        for column in table.columns[table.columns.str.endswith("_sv")]:
            swedish, english = table[column].notna(), table[f"{column[:-3]}_en"].notna()
            assert (swedish == english).all(), (name, column)


def test_files_are_sorted_and_plain(ds: vbdash.Dataset) -> None:
    for resource in ds.package["resources"]:
        raw = (DATA / resource["path"]).read_bytes()
        assert b"\r" not in raw and raw.endswith(b"\n") and not raw.startswith(b"\xef\xbb\xbf")
        rows = list(csv.DictReader(raw.decode("utf-8").splitlines()))
        integers = {f["name"] for f in resource["schema"]["fields"] if f["type"] == "integer"}
        keys = [
            tuple(
                int(row[k]) if k in integers else row[k] for k in resource["schema"]["primaryKey"]
            )
            for row in rows
        ]
        assert keys == sorted(set(keys)), resource["name"]


def test_every_table_and_field_is_described_in_both_languages(ds: vbdash.Dataset) -> None:
    sample = json.loads((DATA / "samples" / "datapackage.json").read_text("utf-8"))
    for resource in [*ds.package["resources"], *sample["resources"]]:
        for each in [resource, *resource["schema"]["fields"]]:
            for key in ("title", "title_sv", "description", "description_sv"):
                assert each[key].strip(), (resource["name"], each["name"], key)


def test_sample_is_marked_as_made_up() -> None:
    package = json.loads((DATA / "samples" / "datapackage.json").read_text("utf-8"))
    assert package["sample"] and all(each["sample"] for each in package["resources"])
    table = pd.read_csv(DATA / "samples" / "interventions_sample.csv", dtype="str")
    assert set(table["sample"]) == {"true"}
    assert table["firm_id"].str.startswith("sample-").all()
    assert table["municipality_code"].nunique() == 15
    helped = table.loc[table["step"] == "helped", "municipality_code"]
    assert 0 < helped.nunique() < 15
