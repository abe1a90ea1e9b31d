"""Location quotient, Krugman, Herfindahl: published examples, an oracle, properties."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from vbdash.indicators.specialisation import (
    INCOMPLETE,
    NOTHING,
    herfindahl,
    krugman,
    location_quotient,
    shares,
    why_missing,
)

#: The matrix in the examples of the R package EconGeo (location_quotient, herfindahl ...).
ECONGEO = np.array(
    [
        [100, 0, 0, 0, 0],
        [0, 15, 5, 70, 10],
        [0, 20, 10, 20, 50],
        [0, 25, 30, 5, 40],
        [0, 40, 55, 5, 0],
    ],
    dtype=float,
)

amounts = arrays(
    np.float64, (4, 6), elements=st.floats(0.1, 1e6, allow_nan=False, allow_infinity=False)
)


def test_krugman_published_example():
    assert krugman([20, 10, 70, 0, 0], [0, 0, 0, 60, 40]) == 2


def test_herfindahl_published_example():
    assert herfindahl([20, 50, 20, 10]) == pytest.approx(0.34)
    assert herfindahl([20, 50, 20, 10], normalised=True) == pytest.approx(0.12)


def test_location_quotient_published_example():
    lq = location_quotient([1714, 79006 - 1714], [879213, 15593224 - 879213])
    assert lq[0] == pytest.approx(0.3847623, abs=5e-8)


def test_econgeo_matrix_by_hand():
    lq = location_quotient(ECONGEO, ECONGEO.sum(axis=0))
    assert lq[0].tolist() == [5, 0, 0, 0, 0]  # all of the sector in one of five equal regions
    assert lq[1, 3] == pytest.approx(0.7 / 0.2)
    assert herfindahl(ECONGEO)[0] == 1
    assert herfindahl(ECONGEO)[1] == pytest.approx(0.0225 + 0.0025 + 0.49 + 0.01)
    assert krugman(ECONGEO, ECONGEO.sum(axis=0))[0] == pytest.approx(0.8 + 4 * 0.2)


def test_location_quotient_is_the_revealed_comparative_advantage():
    oracle = pytest.importorskip("economic_complexity")
    rng = np.random.default_rng(1)
    table = pd.DataFrame(rng.integers(1, 5000, (290, 15))).astype(float)
    ours = location_quotient(table, table.sum())
    np.testing.assert_allclose(ours, oracle.rca(table).to_numpy(), rtol=1e-12)


@given(amounts)
def test_shares_sum_to_one(values):
    np.testing.assert_allclose(shares(values).sum(axis=-1), 1)


@given(amounts, st.floats(0.01, 1000))
def test_scale_invariance(values, factor):
    country = values.sum(axis=0)
    for measure in (
        lambda a: location_quotient(a, country),
        lambda a: krugman(a, country),
        herfindahl,
    ):
        np.testing.assert_allclose(measure(values * factor), measure(values), rtol=1e-6, atol=1e-9)


@given(amounts, st.permutations(range(6)))
def test_permutation_invariance(values, order):
    country, order = values.sum(axis=0), list(order)
    moved = values[:, order]
    np.testing.assert_allclose(krugman(moved, country[order]), krugman(values, country))
    np.testing.assert_allclose(herfindahl(moved), herfindahl(values))
    np.testing.assert_allclose(
        location_quotient(moved, country[order]), location_quotient(values, country)[:, order]
    )


@given(amounts)
def test_bounds(values):
    country = values.sum(axis=0)
    index, full = herfindahl(values), herfindahl(values, normalised=True)
    assert ((index >= 1 / 6 - 1e-12) & (index <= 1 + 1e-12)).all()
    assert ((full >= -1e-12) & (full <= 1 + 1e-12)).all()
    assert ((krugman(values, country) >= 0) & (krugman(values, country) <= 2 + 1e-12)).all()


@given(amounts)
def test_weighted_mean_of_location_quotients_is_one(values):
    country = values.sum(axis=0)
    weight = values.sum(axis=1) / values.sum()
    mean = (weight[:, np.newaxis] * location_quotient(values, country)).sum(axis=0)
    np.testing.assert_allclose(mean, 1, rtol=1e-9)


def test_the_country_compared_with_itself():
    country = ECONGEO.sum(axis=0)
    assert (location_quotient(country, country) == 1).all()
    assert krugman(country, country) == 0


@pytest.mark.parametrize(
    ("region", "why"),
    [([0.0, 0.0, 0.0], NOTHING), ([1.0, np.nan, 2.0], INCOMPLETE), ([np.nan] * 3, INCOMPLETE)],
)
def test_nothing_to_say_is_missing_with_its_reason(region, why):
    country = [1.0, 2.0, 3.0]
    assert np.isnan(shares(region)).all()
    assert np.isnan(location_quotient(region, country)).all()
    assert np.isnan(krugman(region, country))
    assert np.isnan(herfindahl(region))
    assert why_missing(region) == why


def test_a_region_with_one_sector():
    assert herfindahl([0, 7, 0]) == 1
    assert krugman([0, 7, 0], [1, 1, 1]) == pytest.approx(4 / 3)
    assert herfindahl([7]) == 1
    assert np.isnan(herfindahl([7], normalised=True))
    assert why_missing([0, 7, 0]) == ""


def test_a_sector_that_the_country_lacks_is_missing_not_infinite():
    lq = location_quotient([1, 1], [0, 5])
    assert np.isnan(lq[0])
    assert lq[1] == pytest.approx(0.5)


def test_no_region_at_all():
    assert shares(np.empty((0, 3))).shape == (0, 3)
    assert herfindahl(np.empty((0, 3))).shape == (0,)
