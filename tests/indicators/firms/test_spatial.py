"""Moran's I: esda's statistic, our own seeded shuffles, and how weak the test is here."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from esda.moran import Moran
from hypothesis import given, settings
from hypothesis import strategies as st
from libpysal.graph import Graph
from shapely import box

import vbdash
from vbdash.indicators.firms import spatial


@pytest.fixture(scope="module")
def values(dataset: vbdash.Dataset) -> pd.Series:
    rng = np.random.default_rng(7)
    codes = list(dataset.municipality_codes)
    return pd.Series(rng.lognormal(size=len(codes)), index=codes)


def test_neighbours(dataset: vbdash.Dataset) -> None:
    weights = spatial.neighbours(dataset.municipalities)
    assert np.allclose(weights.sum(axis=1), 1)
    touching = (weights > 0).sum(axis=1)
    assert (touching.min(), touching.max(), touching.mean()) == (2, 8, 4)
    assert ((weights > 0) == (weights > 0).T).all(axis=None)
    assert weights.loc["2403", "2401"] > 0  # Bjurholm and Nordmaling
    assert weights.loc["2480", "2421"] == 0  # Umeå and Storuman


def test_against_esda(dataset: vbdash.Dataset, values: pd.Series) -> None:
    shapes = dataset.municipalities
    found = spatial.moran(values, shapes)
    graph = Graph.build_contiguity(shapes.geometry, rook=False)
    state = np.random.get_state()
    np.random.seed(1)
    oracle = Moran(values.to_numpy(), graph, permutations=9999)
    np.random.set_state(state)
    assert found is not None
    assert found.statistic == pytest.approx(oracle.I)
    assert found.expected == pytest.approx(-1 / 14)
    assert found.p == pytest.approx(oracle.p_sim, abs=0.04)


@settings(max_examples=40)
@given(data=st.data())
def test_the_statistic_is_esdas_in_any_county(dataset: vbdash.Dataset, data: st.DataObject) -> None:
    """Also where an area has no neighbour, or lacks a value."""
    county = data.draw(st.sampled_from(sorted(set(dataset.boundaries["county"]))))
    shapes = dataset.boundaries[dataset.boundaries["county"] == county]
    drawn = data.draw(
        st.lists(st.integers(-50, 50), min_size=len(shapes), max_size=len(shapes)), label="values"
    )
    values = pd.Series(drawn, index=shapes.index, dtype="float64").where(lambda v: v != 50)
    found = spatial.moran(values, shapes, permutations=9)
    known = values.dropna()
    if found is None:
        assert (
            known.nunique() < 2
            or len(known) < 4
            or not spatial.neighbours(shapes.loc[known.index]).any(axis=None)
        )
        return
    graph = Graph.build_contiguity(shapes.loc[known.index].geometry, rook=False)
    oracle = Moran(known.to_numpy(), graph, permutations=0)
    assert found.statistic == pytest.approx(oracle.I, abs=1e-12)
    assert found.expected == pytest.approx(oracle.EI)


def test_neighbours_are_libpysals_all_over_sweden(dataset: vbdash.Dataset) -> None:
    shapes = dataset.boundaries
    graph = Graph.build_contiguity(shapes.geometry, rook=False).transform("r")
    assert len(shapes) == 290
    assert (spatial.neighbours(shapes).to_numpy() == graph.sparse.toarray()).all()


def test_a_corner_is_enough_and_an_island_has_no_neighbour() -> None:
    shapes = gpd.GeoDataFrame(
        geometry=[box(0, 0, 1, 1), box(1, 1, 2, 2), box(1, 0, 2, 1), box(9, 9, 10, 10)],
        index=["a", "b", "c", "d"],
    )
    weights = spatial.neighbours(shapes)
    assert weights.loc["a"].to_list() == [0, 0.5, 0.5, 0]
    assert not weights.loc["d"].any()
    assert spatial.moran(pd.Series([1.0, 2, 3, 4], index=shapes.index), shapes) is not None
    apart = gpd.GeoDataFrame(geometry=[box(3 * i, 0, 3 * i + 1, 1) for i in range(5)])
    assert spatial.moran(pd.Series([1.0, 2, 3, 4, 9]), apart) is None
    assert np.isnan(spatial.power(apart))


@pytest.mark.parametrize("tail", [1, -1])
def test_the_p_value_is_counted_as_esda_counts_it(
    dataset: vbdash.Dataset, values: pd.Series, tail: int
) -> None:
    """From the same shuffles, drawn here once more, the formula of esda's ``p_sim``."""
    shapes = dataset.municipalities
    signed = values * tail
    found = spatial.moran(signed, shapes, permutations=199)
    assert found is not None
    graph = Graph.build_contiguity(shapes.geometry, rook=False)
    y = signed.reindex(shapes.index).to_numpy()
    shuffles = np.random.default_rng(24).permuted(np.tile(y, (199, 1)), axis=1)
    drawn = np.array([Moran(each, graph, permutations=0).I for each in shuffles])
    larger = int((drawn >= found.statistic - 1e-12).sum())
    assert found.p == (min(larger, 199 - larger) + 1) / 200


def test_the_same_every_time_and_nobody_elses_dice(
    dataset: vbdash.Dataset, values: pd.Series
) -> None:
    before = np.random.get_state()[1].copy()
    first = spatial.moran(values, dataset.municipalities)
    assert first == spatial.moran(values[::-1], dataset.municipalities)
    assert spatial.power(dataset.municipalities, draws=50) == spatial.power(
        dataset.municipalities, draws=50
    )
    assert (np.random.get_state()[1] == before).all()


def test_a_clear_pattern_is_found(dataset: vbdash.Dataset) -> None:
    shapes = dataset.municipalities
    west = shapes.geometry.to_crs(3006).centroid.x
    found = spatial.moran(pd.Series(west, index=shapes.index), shapes)
    assert found is not None
    assert found.found
    assert found.statistic > 0.3


def test_nothing_to_test(dataset: vbdash.Dataset, values: pd.Series) -> None:
    shapes = dataset.municipalities
    assert spatial.moran(values * 0, shapes) is None
    assert spatial.moran(values.iloc[:3], shapes) is None
    fewer = spatial.moran(values.drop(values.index[0]), shapes)
    assert fewer is not None
    assert fewer.n == 14


def test_how_weak_the_test_is_here(dataset: vbdash.Dataset) -> None:
    shapes = dataset.municipalities
    assert spatial.power(shapes, 0.0) == pytest.approx(0.05, abs=0.03)
    half = spatial.power(shapes)
    assert 0.25 < half < 0.5  # a correlation of 0.5 is found less than half the time
    assert spatial.power(shapes, 0.9) > half
