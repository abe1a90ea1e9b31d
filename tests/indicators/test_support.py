"""Public support counted from the shipped tables."""

import pandas as pd

import vbdash
from vbdash.indicators.support import by_year, find, projects_by_municipality, recorded_once

DATA = vbdash.load()
SUPPORT, PLACES = DATA.table("support"), DATA.table("support_municipalities")


def test_a_project_in_two_lists_is_one_project() -> None:
    once = recorded_once(SUPPORT)
    assert len(once) == len(SUPPORT) - SUPPORT["same_as"].notna().sum()
    assert once["id"].is_unique


def test_years_sum_to_the_records_that_concern_the_county() -> None:
    table = by_year(SUPPORT)
    once = recorded_once(SUPPORT)
    here = once[once["coverage"] != "all_sweden"]
    assert table["projects"].sum() == len(here)
    assert table["amount_sek"].sum() == here["amount_sek"].sum()
    erdf = table[table["kind"] == "eu_project"]
    assert erdf["amount_sek"].sum() == 726_072_890
    assert table["year"].isna().any()


def test_an_amount_nobody_stated_is_missing_and_not_zero() -> None:
    kohesio = by_year(SUPPORT[SUPPORT["kind"] == "kohesio"])
    assert kohesio["amount_sek"].isna().all()
    assert (kohesio["without_amount"] == kohesio["projects"]).all()


def test_search_folds_accents_and_needs_every_word() -> None:
    found = find(SUPPORT, PLACES, words="umea UNIVERSITET disiss")
    assert found["owner"].tolist() == ["Umeå universitet"]
    assert find(SUPPORT, PLACES, words="finns-inte").empty
    assert len(find(SUPPORT, PLACES)) == len(SUPPORT)


def test_search_by_municipality_leaves_out_what_covers_everything() -> None:
    counts = projects_by_municipality(SUPPORT, PLACES, DATA.municipality_codes)
    found = find(SUPPORT, PLACES, kinds=["eu_project"], municipalities=["2482"])
    assert len(found) == counts.at["2482", "targeted"] == 11
    assert set(found["coverage"]) == {"some_municipalities"}


def test_search_by_kind_gives_the_latest_first() -> None:
    found = find(SUPPORT, PLACES, kinds=["award"])
    assert set(found["kind"]) == {"award"}
    assert found["year"].dropna().is_monotonic_decreasing
    assert pd.isna(find(SUPPORT, PLACES)["year"].iloc[-1])
