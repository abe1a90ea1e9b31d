"""Structure: what the municipalities' industry consists of."""

import pytest

from vbdash.indicators.industry.structure import composition, profiles


@pytest.fixture(scope="module")
def found(dataset):
    return profiles(dataset, "employed_residence", 2024)


def test_fifteen_groups_for_fifteen_municipalities_and_the_county(found):
    assert found.amounts.shape == (16, 15)
    assert found.codes[-1] == "24"
    assert found.amounts[-1].sum() == 144_907
    assert found.country_measure == "employed_workplace"


def test_shares_sum_to_a_hundred_on_both_sides(found):
    for code in found.codes:
        table = composition(found, code)
        assert table["share"].sum() == pytest.approx(100)
        assert table["country"].sum() == pytest.approx(100)


def test_skelleftea(found):
    table = composition(found, "2482").set_index("sector")
    assert table.loc["B+C", "amount"] == 8796
    assert table.loc["B+C", "lq"] == pytest.approx(2.0, abs=0.001)


def test_specialisation_within_bounds(found):
    table = found.table().set_index("code")
    assert table["krugman"].between(0, 2).all()
    assert table["herfindahl"].between(1 / 15, 1).all()
    assert (table["missing"] == "").all()
    assert table["krugman"].idxmin() == "2480"  # Umeå is most like Sweden
    assert table["krugman"].idxmax() == "2417"  # Norsjö least


def test_a_year_without_figures_is_missing_with_its_reason(dataset):
    table = profiles(dataset, "employed_residence", 1999).table()
    assert table["krugman"].isna().all()
    assert (table["missing"] != "").all()


def test_a_measure_without_groups_is_refused(dataset):
    with pytest.raises(ValueError, match="no full set"):
        profiles(dataset, "gva", 2024)


def test_small_counts_are_marked(found):
    table = composition(found, "2418").set_index("sector")
    assert set(table.index[table["small"]]) == set(table.index[table["amount"] < 10])
    assert table.loc["D+E", "small"]
    assert not composition(found, "24")["small"].any()
