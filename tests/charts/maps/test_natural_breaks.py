"""Natural breaks are mapclassify's, exact where its single precision is not, and fast."""

from __future__ import annotations

import time
import warnings
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import vbdash
from vbdash.charts.maps.classes import classes_for, natural_breaks
from vbdash.indicators.industry.measures import measure_values


def within(values: list[float], limits: list[float]) -> float:
    """Return the sum of squared deviations from the means of the classes."""
    array = np.asarray(values, dtype=float)
    array = array - array.mean()
    number = np.searchsorted(limits, np.asarray(values, dtype=float), side="left")
    return float(
        sum(((array[number == k] - array[number == k].mean()) ** 2).sum() for k in set(number))
    )


def oracle(values: list[float], classes: int) -> list[float]:
    import mapclassify

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that a faster compiler is not installed
        found = mapclassify.FisherJenks(np.asarray(values, dtype=float), k=classes)
    return [float(limit) for limit in found.bins[:-1]]


@settings(max_examples=150)
@given(
    values=st.lists(st.integers(-30, 60), min_size=2, max_size=40),
    scale=st.sampled_from([1.0, 0.1, 250.0]),
    classes=st.integers(2, 5),
)
def test_against_mapclassify(values: list[int], scale: float, classes: int) -> None:
    """Ties and few different values included; of equally good divisions either may be found."""
    scaled = [v * scale for v in values]
    classes = min(classes, len(set(scaled)))
    if classes < 2:
        return
    ours, theirs = natural_breaks(scaled, classes), oracle(scaled, classes)
    assert len(ours) == classes - 1
    assert ours == sorted(set(ours))
    assert set(ours) <= set(scaled)
    if ours != theirs:
        spread = within(scaled, [])
        assert within(scaled, ours) <= within(scaled, theirs) + 1e-9 * spread
        assert within(scaled, theirs) == pytest.approx(within(scaled, ours), abs=1e-5 * spread)


def test_the_maps_of_the_shipped_data_are_mapclassifys(dataset: vbdash.Dataset) -> None:
    mapped = 0
    for measure, row in dataset.measures.iterrows():
        for definition in ("C", "B-E") if isinstance(row["base"], str) else ("",):
            found = measure_values(dataset, str(measure), definition)
            own = found.loc[found["code"].isin(dataset.municipality_codes), "value"].dropna()
            values = sorted(own.round(int(row["decimals"])))[-120:]
            if len(set(values)) >= 5:
                assert natural_breaks(values, 5) == oracle(values, 5), measure
                mapped += 1
    assert mapped > 10


@settings(max_examples=100)
@given(
    values=st.lists(st.floats(-1e6, 1e6, width=32), min_size=3, max_size=9),
    classes=st.integers(1, 4),
)
def test_no_division_is_better(values: list[float], classes: int) -> None:
    distinct = sorted(set(values))
    classes = min(classes, len(distinct))
    found = within(values, natural_breaks(values, classes))
    best = min(within(values, list(cut)) for cut in combinations(distinct[:-1], classes - 1))
    assert found <= best + 1e-9 * within(values, [])


def test_large_numbers_close_together_are_still_told_apart() -> None:
    values = [1e7 + v for v in (0, 1, 2, 100, 101, 102, 300)]
    assert natural_breaks(values, 3) == [1e7 + 2, 1e7 + 102]


@pytest.mark.parametrize("values", [[1, 2, 4, 8, 9, 20], [5, 5, 5, 1, 1, 9]])
def test_order_and_repetition_do_not_matter(values: list[float]) -> None:
    assert natural_breaks(values, 3) == natural_breaks(values[::-1] * 3, 3)


def test_few_different_values() -> None:
    assert natural_breaks([3, 3, 3], 1) == []
    assert natural_breaks([3, 3, 7], 2) == [3]
    with pytest.raises(ValueError, match="2 different values do not make 3 classes"):
        natural_breaks([3, 3, 7], 3)
    assert classes_for([3, 3, 3]).breaks == ()
    assert len(classes_for([0, 0, 0, 1]).breaks) == 1


def test_nobody_waits_for_a_map() -> None:
    """290 municipalities over 25 years, each value different; a map's classes in a few milliseconds."""
    values = np.random.default_rng(3).lognormal(size=290 * 25)
    began = time.process_time()
    natural_breaks(values, 5)
    assert time.process_time() - began < 2
    began = time.process_time()
    classes_for(values, decimals=4)
    assert time.process_time() - began < 0.2
