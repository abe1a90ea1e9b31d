"""Every answer on record to how large industry is in one place and year."""

import pytest

from vbdash.indicators.industry.answers import FEWEST, answer_years, answers, widest_year


def test_vasterbotten_2022_by_definition_and_denominator(dataset):
    table = answers(dataset, "24", 2022)
    found = {
        (r.measure, r.definition, r.denominator): round(r.share, 1) for r in table.itertuples()
    }
    assert found == {
        ("employment", "B-E", ""): 13.7,
        ("gva", "C", ""): 18.0,
        ("gva", "B-E", ""): 29.0,
        ("grp_by_group", "A-F", "grp"): 33.4,
        ("grp_by_group", "A-F", "allocated"): 37.4,
        ("grp_by_group", "A-F", "business"): 50.6,
    }
    assert table["share"].is_monotonic_increasing
    assert table.loc[table["summed"], "denominator"].tolist() == ["allocated", "business"]


@pytest.mark.parametrize("year", [2000, 2009, 2017, 2024])
def test_shares_are_amounts_of_wholes(dataset, year):
    table = answers(dataset, "24", year)
    assert (table["share"] - 100 * table["amount"] / table["total"]).abs().max() < 1e-9
    assert table["share"].between(0, 100).all()


def test_the_quoted_claim_is_none_of_the_answers(dataset):
    for year in answer_years(dataset, "24"):
        assert not answers(dataset, "24", year)["share"].between(40.5, 41.5).any()


def test_years_on_offer(dataset):
    years = answer_years(dataset, "24")
    assert list(years) == sorted(years, reverse=True)
    assert (years[2024], years[2022], years[2017]) == (7, 6, 7)
    assert min(years.values()) >= FEWEST
    assert widest_year(dataset, "24") == 2022


def test_other_counties_and_nowhere(dataset):
    assert len(answers(dataset, "14", 2024)) == 3  # two definitions of value added, one of jobs
    assert widest_year(dataset, "14") == 2024
    assert len(answers(dataset, "2418", 2017)) == 1 and widest_year(dataset, "2418") == 2024
    assert answers(dataset, "9999", 2024).empty
    assert answer_years(dataset, "9999") == {}
    assert widest_year(dataset, "9999") is None
