"""How evenly leading firms are spread, beside what else municipalities have, under each strength."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.data.kept import kept
from vbdash.indicators.firms import spatial
from vbdash.indicators.firms.concentration import (
    Concentration,
    concentration,
    lorenz_points,
    population,
    subjects,
)
from vbdash.indicators.firms.leading import strengths


@dataclass(frozen=True)
class Curve:
    """How one thing is shared out.

    Attributes
    ----------
    name
        ``"firms"``, or the id of a :class:`~vbdash.indicators.firms.concentration.Subject`.
    year
        Year of the population it is set against.
    points
        Its Lorenz curve (:func:`~vbdash.indicators.firms.concentration.lorenz_points`).
    measures
        How uneven it is.
    sources
        Ids of the publications behind it; none for firms, which have one each.
    """

    name: str
    year: int
    points: pd.DataFrame
    measures: Concentration
    sources: tuple[str, ...] = ()


def lower_half(points: pd.DataFrame) -> float:
    """Return what the half of the people with least per head have of it all, in percent.

    Parameters
    ----------
    points
        A Lorenz curve: ``x`` people and ``y`` what is spread, in percent, from nothing to all.
    """
    return float(np.interp(50, points["x"], points["y"]))


@kept
def curves(dataset: Dataset) -> dict[str, tuple[Curve, ...]]:
    """Measure firms under each strength of support, and what they are compared with.

    What has nothing is left out.
    """
    year, people = population(dataset)
    others = tuple(
        _curve(s.id, s.year, s.table["amount"], s.table["population"], s.sources)
        for s in subjects(dataset)
        if s.table["amount"].sum() > 0
    )
    return {
        str(strength): (*([_curve("firms", year, counts, people)] if counts.sum() else []), *others)
        for strength, counts in strengths(dataset).items()
    }


def _curve(
    name: str, year: int, amount: pd.Series, people: pd.Series, sources: tuple[str, ...] = ()
) -> Curve:
    points, measures = lorenz_points(amount, people), concentration(amount, people)
    return Curve(name, year, points, measures, sources)


@kept
def patterns(dataset: Dataset) -> dict[str, spatial.Pattern | None]:
    """Test firms per inhabitant for a pattern of neighbours, under each strength of support."""
    _, people = population(dataset)
    counts, shapes = strengths(dataset), dataset.municipalities
    return {str(name): spatial.moran(counts[name] / people, shapes) for name in counts}


@kept
def test_power(dataset: Dataset) -> float:
    """Find how often that test would find a pattern in this county."""
    return spatial.power(dataset.municipalities)
