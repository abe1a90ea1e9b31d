"""How a share moves with what is counted, and with what it is a share of."""

import numpy as np
import pytest

from vbdash.indicators.industry.definitions import (
    denominators,
    group_shares,
    ladder,
    section_counties,
    section_ladder,
)


def test_the_ladder_ends_at_the_widest_definition(dataset):
    table = ladder(dataset, "employed_residence", "24", 2024)
    assert table["definition"].tolist() == ["B+C", "B-E", "B-F", "A-F"]
    assert table["added"].tolist() == ["B C", "D E", "F", "A"]
    assert table["share"].tolist() == pytest.approx([13.25, 14.95, 23.00, 26.10], abs=0.005)
    np.testing.assert_allclose(table["step"].cumsum(), table["share"])
    assert ladder(dataset, "gva", "24", 2024)["share"].tolist() == pytest.approx(
        [17.09, 26.12], abs=0.005
    )
    assert ladder(dataset, "gva", "2482", 2024).empty


def test_one_numerator_three_denominators(dataset):
    table = denominators(dataset, "24", 2022).set_index("denominator")
    assert table["share"].to_dict() == pytest.approx(
        {"grp": 33.4, "allocated": 37.4, "business": 50.6}, abs=0.05
    )
    assert table["summed"].to_dict() == {"grp": False, "allocated": True, "business": True}
    assert table["amount"].nunique() == 1
    assert denominators(dataset, "24", 2019).empty


def test_from_manufacturing_to_all_goods_producers_where_every_section_is_printed(dataset):
    table = section_ladder(dataset, "06", 2020)  # Jönköping, as printed
    assert table["definition"].tolist() == ["C", "B+C", "B-E", "B-F", "A-F"]
    assert table["added"].tolist() == ["C", "B", "D E", "F", "A"]
    assert table["share"].tolist() == pytest.approx([38.5, 38.7, 41.3, 49.5, 52.9], abs=0.051)
    np.testing.assert_allclose(table["step"].cumsum(), table["share"])


def test_vasterbotten_has_no_printed_sections_and_so_no_such_ladder(dataset):
    assert section_ladder(dataset, "24", 2020).empty
    counties = section_counties(dataset)
    assert len(counties) == 15
    assert set(counties.values()) == {2020}
    assert "24" not in counties
    assert all(section_ladder(dataset, c, y)["share"].notna().all() for c, y in counties.items())


def test_workplaces_by_the_sources_own_groups(dataset):
    table = group_shares(dataset, "workplaces", "24", 2017).set_index("sector")
    assert table["amount"].to_dict() == {
        "WP_INDUSTRY": 4275, "WP_LAND": 18334, "WP_SERVICES": 19707,
    }  # fmt: skip
    assert table["share"].sum() == pytest.approx(100)
    assert table.loc["WP_INDUSTRY", ["share", "country"]].tolist() == pytest.approx(
        [10.10, 13.03], abs=0.005
    )
    assert group_shares(dataset, "workplaces", "2403", 2017).empty  # misprinted by the source
    assert group_shares(dataset, "workplaces", "24", 1999).empty
