"""Figures and standings: properties, and values worked out by hand from the tables."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vbdash import Dataset
from vbdash.data.editions import in_use
from vbdash.data.worked_out import ingredients
from vbdash.indicators.municipality.figures import (
    compared,
    county_medians,
    definition_here,
    gaps_about,
    histories,
    municipal_figures,
    standings,
)

NUMBERS = st.floats(min_value=-1e6, max_value=1e6, allow_nan=False).map(lambda x: round(x, 3))


def long_table(values: list[float], measure: str = "m", year: int = 2020) -> pd.DataFrame:
    codes = [f"{i:04}" for i in range(len(values))]
    return pd.DataFrame(
        {"measure": measure, "code": codes, "year": year, "value": values, "status": "final"}
    )


@pytest.fixture(scope="module")
def figures(dataset: Dataset) -> pd.DataFrame:
    return municipal_figures(dataset, "B-E")


def test_every_municipal_figure_is_there(dataset: Dataset, figures: pd.DataFrame) -> None:
    observations = in_use({name: dataset.table(name) for name in dataset.tables})
    levels = dataset.regions["level"].reindex(observations["region_code"]).to_numpy()
    printed = observations[(levels == "municipality") & (observations["sector"] == "TOTAL")]
    made = {
        *ingredients(dataset.measures),
        *dataset.measures.index[dataset.measures["base"].notna()],
    }
    own = figures[~figures["measure"].isin(made)]
    assert len(own) == len(printed)
    merged = own.merge(
        printed, left_on=["measure", "code", "year"], right_on=["measure", "region_code", "year"]
    )
    assert (merged["value_x"] == merged["value_y"]).all() and len(merged) == len(own)


def test_commuting_shares_by_hand(dataset: Dataset, figures: pd.DataFrame) -> None:
    observations = dataset.table("observations")
    here = observations[(observations["region_code"] == "2418") & (observations["year"] == 2021)]
    printed = here.set_index("measure")["value"]
    stay, out, come = (printed[m] for m in ("live_and_work", "commuters_out", "commuters_in"))
    own = figures[(figures["code"] == "2418") & (figures["year"] == 2021)].set_index("measure")
    assert own.at["commuting_out_share", "value"] == pytest.approx(100 * out / (stay + out))
    assert own.at["commuting_in_share", "value"] == pytest.approx(100 * come / (stay + come))
    assert own.at["employed_daytime", "value"] == stay + come
    assert own.at["employed_nighttime", "value"] == stay + out
    assert own.at["jobs_per_resident", "value"] == pytest.approx((stay + come) / (stay + out))


def test_a_definition_that_cannot_be_cut_becomes_the_narrowest_that_covers_it(
    dataset: Dataset,
) -> None:
    assert definition_here(dataset, "C") == "B+C"
    for definition in ("B+C", "B-E", "B-F", "A-F"):
        assert definition_here(dataset, definition) == definition


@settings(max_examples=50)
@given(st.lists(NUMBERS, min_size=5, max_size=15))
def test_a_rank_is_one_more_than_how_many_are_higher(values: list[float]) -> None:
    table = long_table(values)
    codes = tuple(table["code"])
    for code, value in zip(codes, values, strict=True):
        row = standings(compared(table, codes), code).iloc[0]
        assert row["place"].rank == 1 + sum(other > value for other in values)
        assert row["of"] == len(values)
        assert row["median"] == pytest.approx(float(np.median(values)))


@settings(max_examples=50)
@given(st.lists(NUMBERS, min_size=5, max_size=12), st.randoms(use_true_random=False))
def test_standings_do_not_depend_on_the_order_of_rows(values: list[float], random) -> None:
    table = long_table(values)
    order = list(range(len(table)))
    random.shuffle(order)
    codes = tuple(table["code"])
    pd.testing.assert_frame_equal(
        standings(compared(table, codes), codes[0]),
        standings(compared(table.iloc[order], codes), codes[0]),
    )


def test_a_tie_shares_the_better_place_and_a_missing_figure_has_none() -> None:
    table = long_table([5.0, 5.0, 3.0, 2.0, 1.0])
    codes = (*table["code"], "9999")
    assert [standings(compared(table, codes), c).iloc[0]["place"].rank for c in codes[:3]] == [
        1,
        1,
        3,
    ]
    absent = standings(compared(table, codes), "9999").iloc[0]
    assert absent["place"] is None and math.isnan(absent["value"])


def test_the_year_asked_for_is_used_where_there_are_figures(
    dataset: Dataset, figures: pd.DataFrame
) -> None:
    found = standings(compared(figures, dataset.municipality_codes, 2021), "2480").set_index(
        "measure"
    )
    assert found.at["unemployment_rate", "year"] == 2021
    assert found.at["employed_residence_share", "year"] == 2024


def test_medians_are_over_the_same_municipalities_every_year(
    dataset: Dataset, figures: pd.DataFrame
) -> None:
    middle = county_medians(figures, dataset.municipality_codes)
    assert middle.groupby("measure")["count"].nunique().eq(1).all()
    grp = middle[middle["measure"] == "grp_per_inhabitant"]
    assert list(grp["year"]) == [2021], "earlier years lack four municipalities"


def test_measures_with_a_history(dataset: Dataset, figures: pd.DataFrame) -> None:
    assert "workplaces" not in histories(figures, dataset.municipality_codes)
    assert "population" in histories(figures, dataset.municipality_codes)


def test_gaps_about_a_municipality_begin_with_its_own(dataset: Dataset) -> None:
    found = gaps_about(dataset, "2403")
    assert "workplaces-2403-2017" in set(found["id"])
    assert not (set(found["region_code"].dropna()) - {"2403"})
    own = found["region_code"].notna().to_numpy()
    assert own[: own.sum()].all()


def test_a_gap_of_years_is_told_only_of_those_who_lack_them(dataset: Dataset) -> None:
    before = "population-before-2011"
    assert before not in set(gaps_about(dataset, "2480")["id"])  # Umeå has 1968 and on
    assert {before, "population-2025"} <= set(gaps_about(dataset, "1214")["id"])
