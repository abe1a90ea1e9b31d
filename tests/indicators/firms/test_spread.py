"""Curves and tests of a pattern, under each strength of support."""

from __future__ import annotations

from vbdash import Dataset
from vbdash.indicators.firms import leading, spread
from vbdash.indicators.firms.concentration import subjects
from vbdash.selection import SUPPORTS


def test_firms_come_first_and_what_they_are_set_against_follows(dataset: Dataset) -> None:
    found, counts = spread.curves(dataset), leading.strengths(dataset)
    assert tuple(found) == SUPPORTS
    for strength, drawn in found.items():
        assert [c.name for c in drawn] == ["firms", *(s.id for s in subjects(dataset))]
        assert drawn[0].measures.total == counts[strength].sum()
        assert all(c.points["y"].is_monotonic_increasing for c in drawn)
        assert all(c.sources for c in drawn[1:])


def test_what_is_found_once_is_kept_with_the_data(dataset: Dataset) -> None:
    assert spread.patterns(dataset) is spread.patterns(dataset)
    assert tuple(spread.patterns(dataset)) == SUPPORTS
    assert 0 <= spread.test_power(dataset) <= 1
