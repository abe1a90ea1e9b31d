"""Moran's I: esda's statistic, our own seeded shuffles, and how weak the test is here."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from esda.moran import Moran
from libpysal.graph import Graph

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
