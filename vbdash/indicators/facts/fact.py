"""Facts that find themselves: the data searched for what is worth saying.

Detectors (``facts_places``, ``facts_time``, ``facts_structure``, ``facts_claims``) turn tables into
:class:`Fact` values with a score; :func:`choose` picks a few that differ from each other. Nothing
is drawn at random and no fact depends on the order of rows, so the same data gives the same facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import pandas as pd

#: What is left of a score for each fact already chosen about the same region, measure or kind; on a
#: page about a region (its home), one fact more about it is less of a repetition.
PENALTIES: Final = {"region": 0.35, "home": 0.95, "subject": 0.5, "kind": 0.7}
#: What is left of the score of facts by the theme that the registry gives their measure. The app is
#: about industry, its firms and its support; work and income lie nearer to them than the rest.
_THEMES: Final = {"industry": 1.0, "firms": 1.0, "economy": 0.65, "work": 0.65}
_ELSE: Final = 0.4

#: What is left of a fact's worth for each year that its figure is older than the newest.
_A_YEAR: Final = 0.97


def relevance(theme: str) -> float:
    """Return how near a theme of the registry of measures lies to what the app is about, 0 to 1.

    Examples
    --------
    >>> relevance("industry"), relevance("population")
    (1.0, 0.4)
    """
    return _THEMES.get(theme, _ELSE)


def freshness(year: int, newest: int) -> float:
    """Return what is left of the worth of a figure that is older than the newest one, 0 to 1.

    Parameters
    ----------
    year
        Year of the figure; 0 for what has no year of its own.
    newest
        Latest year of any figure.

    Examples
    --------
    >>> freshness(2025, 2025), round(freshness(2017, 2025), 2), freshness(0, 2025)
    (1.0, 0.78, 1.0)
    """
    return _A_YEAR ** max(newest - year, 0) if year else 1.0


@dataclass(frozen=True)
class Fact:
    """Something worth saying, not yet worded.

    Attributes
    ----------
    kind
        What is said: ``"highest"``, ``"grew_most"``, ``"claim_ratio"`` … one template each
        (:mod:`vbdash.sentences.facts`).
    region
        Code of the region it is about.
    subject
        Measure, sector or claim.
    year
        Year of the figure; the latest one where there are two.
    score
        From 0 (not worth saying) up to 1.
    values
        The figures in it, unrounded.
    page, query
        The view that proves it: page, and names and values of its link beside the municipality.
    """

    kind: str
    region: str
    subject: str
    year: int
    score: float
    values: Mapping[str, Any] = field(hash=False)
    page: str = "municipality"
    query: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells the fact from others; also the order among equally good ones."""
        return (self.kind, self.region, self.subject)


def squash(strength: float, half: float = 3.0) -> float:
    """Turn a strength from 0 up into a score below 1, one half at `half`.

    Examples
    --------
    >>> squash(3.0), squash(0.0)
    (0.5, 0.0)
    """
    return max(strength, 0.0) / (max(strength, 0.0) + half)


def choose(
    facts: Iterable[Fact],
    count: int,
    regions: Sequence[str] = (),
    *,
    home: str = "",
) -> list[Fact]:
    """Pick the facts most worth saying that do not repeat each other.

    A fact loses worth for each one already picked about the same region, measure or kind
    (:data:`PENALTIES`); with one region, the region does not count.

    Parameters
    ----------
    facts
        Candidates, in any order.
    count
        How many to pick at most.
    regions
        Only facts about these; none means all.
    home
        Code of the region that the page is about as a whole.

    Returns
    -------
    list of Fact
        Best first. The result depends only on the facts, not on their order: ties go by
        :attr:`Fact.key`.

    References
    ----------
    Carbonell, J. and Goldstein, J. (1998). The use of MMR, diversity-based reranking for reordering
    documents and producing summaries. *SIGIR*, 335-336 (the idea: worth less likeness to what is
    already picked, one at a time).
    """
    left = sorted((f for f in facts if not regions or f.region in regions), key=lambda f: f.key)
    alone = len(set(regions)) == 1
    picked: list[Fact] = []

    def worth(fact: Fact) -> float:
        score = fact.score
        for other in picked:
            again = "home" if fact.region == home else "region"
            score *= PENALTIES[again] if not alone and other.region == fact.region else 1
            score *= PENALTIES["subject"] if other.subject == fact.subject else 1
            score *= PENALTIES["kind"] if other.kind == fact.kind else 1
        return score

    while left and len(picked) < count:
        best = max(left, key=lambda f: (round(worth(f), 9), *_descending(f.key)))
        left.remove(best)
        picked.append(best)
    return picked


def _descending(key: tuple[str, ...]) -> tuple[tuple[int, ...], ...]:
    """Turn a key round, so that ``max`` takes the first in the alphabet."""
    return tuple((*(-ord(c) for c in part), 1) for part in key)


def known_figures(figures: pd.DataFrame, codes: tuple[str, ...]) -> pd.DataFrame:
    """Return the figures that there are of a group.

    Parameters
    ----------
    figures
        Rows of :func:`vbdash.indicators.municipality.figures.municipal_figures`.
    codes
        The group.
    """
    return figures[figures["code"].isin(codes) & figures["value"].notna()]


def worth_comparing(
    figures: pd.DataFrame, codes: tuple[str, ...]
) -> Iterator[tuple[str, pd.DataFrame]]:
    """Go through the measures that a group has figures of, in the alphabet's order.

    Yields
    ------
    measure, rows
        Id of a measure, and the group's figures of it.
    """
    for measure, rows in known_figures(figures, codes).groupby("measure", sort=True):
        yield str(measure), rows
