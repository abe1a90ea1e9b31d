"""Gini and Theil over people, with PySAL's coefficients over each of them as oracles."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inequality.gini import Gini
from inequality.theil import Theil

from vbdash.indicators.firms.inequality import gini, theil

groups = st.lists(
    st.tuples(st.integers(0, 80), st.integers(1, 300)), min_size=2, max_size=21
).filter(lambda g: any(amount for amount, _ in g))


@settings(max_examples=80)
@given(groups)
def test_groups_are_their_people(cases: list[tuple[int, int]]) -> None:
    amounts, people = (np.array(each, dtype=float) for each in zip(*cases, strict=True))
    heads = np.repeat(amounts / people, people.astype(int))
    assert gini(amounts, people) == pytest.approx(float(Gini(heads).g), abs=1e-9)
    assert theil(amounts, people) == pytest.approx(float(Theil(heads).T), abs=1e-9)
    assert gini(amounts) == pytest.approx(float(Gini(amounts).g), abs=1e-12)
    assert theil(amounts) == pytest.approx(float(Theil(amounts).T), abs=1e-9)


@settings(max_examples=40)
@given(groups, st.integers(0, 20))
def test_dividing_a_group_evenly_changes_nothing(cases: list[tuple[int, int]], which: int) -> None:
    amounts, people = (list(map(float, each)) for each in zip(*cases, strict=True))
    at = which % len(amounts)
    halved = [*amounts[:at], amounts[at] / 2, amounts[at] / 2, *amounts[at + 1 :]]
    parted = [*people[:at], people[at] / 2, people[at] / 2, *people[at + 1 :]]
    assert gini(halved, parted) == pytest.approx(gini(amounts, people), abs=1e-12)
    assert theil(halved, parted) == pytest.approx(theil(amounts, people), abs=1e-12)
