"""Figures of the table of all municipalities, sent in half the bytes, are the figures."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from vbdash.exhibit import Column
from vbdash.ui.data.municipalities import _light


def cut(value: float, decimals: int) -> float:
    """Cut a number as the grid in the browser does before it is read aloud or copied."""
    most = value * 10**decimals
    return math.trunc(most + math.copysign(2**-52 * abs(most) * 10, most)) / 10**decimals


def test_what_is_read_aloud_is_what_is_meant() -> None:
    numbers = np.random.default_rng(14)
    for decimals, most in ((1, 100), (1, 5000), (2, 10)):
        meant = np.round(numbers.uniform(-most, most, 5000), decimals)
        light = _light(pd.Series(meant), Column("x", "X", decimals))
        assert str(light.dtype) == "float32"
        assert [cut(float(each), decimals) for each in light] == meant.tolist()


def test_a_missing_figure_stays_missing() -> None:
    light = _light(pd.Series([1.5, float("nan")]), Column("x", "X", 1))
    assert light.isna().tolist() == [False, True]
