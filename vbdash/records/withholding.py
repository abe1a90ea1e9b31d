"""Counts in whole fives, small ones withheld, and nothing more to be worked out: not by the rule either.

Every published count and every published sum of counts is a *figure* with a key. A figure is shown
as its *level*: rounded down to a whole five, so that 10 stands for 10 to 14. Level 0 is withheld:
from none to four. What is public about the figures is a system of sums (:class:`Sum`): a total and
its parts, coast and inland. Rounding each figure by itself would still give some away: four parts
withheld with a total of at least 15 are 4, 4, 4 and 3 or 4. Therefore the levels are lowered, totals
first, until they are *safe*: every withheld figure can be anything from none to four, whatever
else is shown.

Why somebody who knows this rule learns nothing more: the levels are a function of the rounded
figures alone, and one that leaves safe levels as they are. So for each withheld figure and each
value from none to four there is a data set that rounds to just the levels shown, and this rule shows
it in just this way. The set of data sets that look alike is never narrower than the classes say.
The price is the truth within a class: a figure shown is 0 to 4 below the true one (2 in the mean),
a total now and then a five or two lower still (``benchmarks/disclosure.py`` counts them).

References
----------
Hundepool, A. et al. (2012). *Statistical Disclosure Control*, chapters 4 and 5 (tabular data:
suppression, rounding, the attacker's problem). Wiley.
Wong, R. C.-W. et al. (2007). Minimality attack in privacy preserving data publishing. *VLDB '07*,
543–554 (what an attacker learns from knowing the rule).
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

#: Counts of firms below this are withheld, and figures are shown in whole multiples of it.
LIMIT: Final = 5
_NO_END: Final = 10**9

Levels = dict[Hashable, int]
Range = tuple[int, int]


@dataclass(frozen=True)
class Sum:
    """A sum that anybody can form.

    Attributes
    ----------
    total, parts
        The total is the parts together.
    open
        There may be further parts that are not listed: the listed are at most the total.
    cover
        A firm may be in several parts: the parts are at least the total.
    """

    total: Hashable
    parts: tuple[Hashable, ...]
    open: bool = False
    cover: bool = False


def ranges(
    levels: Mapping[Hashable, int],
    sums: Iterable[Sum],
    *,
    bounds: Mapping[Hashable, float] | None = None,
    unseen: Collection[Hashable] = (),
) -> dict[Hashable, Range] | None:
    """Return the range in which an outsider can place each figure.

    Parameters
    ----------
    levels
        What is shown; 0 is withheld. Each stands for itself to ``LIMIT − 1`` more.
    sums
        Which figures add up to which. No figure is part of two sums.
    bounds
        Publicly known largest values, for instance the workplaces of a municipality.
    unseen
        Totals that are never shown.

    Returns
    -------
    dict or None
        Least and largest possible whole number for each key; None where nothing fits.

    Notes
    -----
    Bounds are propagated along the sums until nothing changes. The sums form a tree, and there
    this is exact: each end of each range is reached by some whole numbers that fit everything.
    """
    low, high = dict(levels), {key: level + LIMIT - 1 for key, level in levels.items()}
    for key in unseen:
        low[key], high[key] = 0, _NO_END
    for key, most in (bounds or {}).items():
        if key in low and most >= low[key]:
            high[key] = min(high[key], int(most))
    sums, changed = list(sums), True
    while changed:
        changed = False
        for each in sums:
            for key, least, most in _implied(each, low, high):
                if least > low[key] or most < high[key]:
                    low[key], high[key] = max(low[key], least), min(high[key], most)
                    changed = True
                if low[key] > high[key]:
                    return None
    return {key: (low[key], high[key]) for key in low}


def _implied(
    each: Sum, low: Mapping[Hashable, int], high: Mapping[Hashable, int]
) -> Iterator[tuple[Hashable, int, int]]:
    """Yield the least and largest value of total and parts that a sum leaves."""
    least, most = sum(low[p] for p in each.parts), sum(high[p] for p in each.parts)
    at_least, at_most = low[each.total], high[each.total]
    yield each.total, at_least if each.cover else least, at_most if each.open else most
    for p in each.parts:
        yield (
            p,
            low[p] if each.open else at_least - (most - high[p]),
            high[p] if each.cover else at_most - (least - low[p]),
        )


def withhold(
    values: Mapping[Hashable, int],
    sums: Iterable[Sum],
    *,
    bounds: Mapping[Hashable, float] | None = None,
    unseen: Collection[Hashable] = (),
    within: Iterable[tuple[Hashable, Hashable]] = (),
    apart: Iterable[tuple[Hashable, Hashable]] = (),
) -> Levels:
    """Choose what is shown of each figure.

    Parameters
    ----------
    values
        All figures by key: whole numbers of firms.
    sums
        Every sum that can be formed from what is shown, those further down before those above.
    bounds
        Publicly known largest values.
    unseen
        Totals that are never shown.
    within
        Pairs of figures of which the first is never larger than the second.
    apart
        Pairs of figures of which the first must not come near the second: few left of a group tell
        of nearly everybody in it.

    Returns
    -------
    dict
        The level of each figure; 0 where it is withheld.
    """
    levels = {key: value - value % LIMIT for key, value in values.items()}
    system = _System(list(sums), bounds or {}, frozenset(unseen), tuple(within), tuple(apart))
    system.start(levels)
    system.settle(levels)
    while (wrong := system.unsafe(levels)) is not None:
        system.lower(wrong, levels)
        system.settle(levels)
    return levels


Pairs = tuple[tuple[Hashable, Hashable], ...]


@dataclass
class _System:
    """Figures, their sums, and what it takes to make levels safe."""

    sums: list[Sum]
    bounds: Mapping[Hashable, float]
    unseen: frozenset[Hashable]
    within: Pairs
    apart: Pairs

    def start(self, levels: Levels) -> None:
        """Find which sums hold: a firm in two parts may make one impossible."""
        self.above = {part: each for each in self.sums for part in each.parts}
        self.below = {each.total: each for each in self.sums}
        self.linked = {each for each in self.sums if self.fits(each, levels)}
        self.trees: dict[Hashable, list[Sum]] = {}
        for each in self.sums:
            root = each.total
            while root in self.above:
                root = self.above[root].total
            self.trees.setdefault(root, []).append(each)

    def ranges(
        self, levels: Mapping[Hashable, int], sums: Iterable[Sum]
    ) -> dict[Hashable, Range] | None:
        """Return where an outsider can place figures, by some of the sums."""
        return ranges(levels, sums, bounds=self.bounds, unseen=self.unseen)

    def fits(self, each: Sum, levels: Mapping[Hashable, int]) -> bool:
        """Whether a total and its parts can belong together."""
        own = {key: levels[key] for key in (each.total, *each.parts)}
        return self.ranges(own, [each]) is not None

    def settle(self, levels: Levels) -> None:
        """See to it that parts are not above their wholes, nor too near a group they are in."""
        for part, whole in self.apart:
            if levels[part] and levels[part] == levels[whole]:
                levels[part] -= LIMIT
        for part, whole in self.within:
            if levels[part] > levels[whole]:
                levels[part] = levels[whole]

    def unsafe(self, levels: Mapping[Hashable, int]) -> Sum | None:
        """Return a sum that tells something of a withheld figure, or of all withheld together."""
        for sums in self.trees.values():
            # One that could not hold at first may do so when figures have been lowered.
            known = [each for each in sums if each in self.linked or self.fits(each, levels)]
            wrong = self._unsafe(known, levels) if known else None
            if wrong is not None:
                return wrong
        return None

    def _unsafe(self, known: list[Sum], levels: Mapping[Hashable, int]) -> Sum | None:
        keys = {key for each in known for key in (each.total, *each.parts)}
        found = self.ranges({key: levels[key] for key in keys}, known)
        if found is None:
            alone = [each for each in known if not self.fits(each, levels)]
            return alone[0] if alone else max(known, key=partial(self._weight, levels=levels))
        most_shown: dict[Hashable, int] = {}
        least_gone: dict[Hashable, int] = {}
        for each in known:
            for part in each.parts:
                most_shown.setdefault(part, levels[part] + LIMIT - 1 if levels[part] else 0)
                free = min(LIMIT - 1, self.bounds.get(part, LIMIT))
                if not levels[part] and (found[part][0] > 0 or found[part][1] < free):
                    return each
            shown = sum(most_shown[part] for part in each.parts)
            most_shown[each.total] = min(shown, found[each.total][1])
            gone = max(found[each.total][0] - shown,
                       sum(least_gone.get(part, 0) for part in each.parts))  # fmt: skip
            if 0 < gone < LIMIT:  # all that is withheld together
                return each
            least_gone[each.total] = max(gone, 0)
        return None

    def lower(self, at: Sum, levels: Levels) -> None:
        """Take one step towards safety: lower a total, or the largest row where no total helps."""
        while at.total in self.above and not self._above_parts(at, levels):
            at = self.above[at.total]
        if self._above_parts(at, levels):
            levels[at.total] -= LIMIT
            return
        beside = [each for each in self.sums if each.total == at.total and not each.cover]
        heaviest = max(beside, key=partial(self._weight, levels=levels))
        seen = at.total not in self.unseen
        if seen and levels[at.total] and self._weight(heaviest, levels) <= levels[at.total]:
            levels[at.total] -= LIMIT
            return
        loose = [p for p in heaviest.parts
                 if p in self.below and self._above_parts(self.below[p], levels)]  # fmt: skip
        rows = loose or self._rows(heaviest, levels)
        levels[max(rows, key=lambda key: (levels[key], repr(key)))] -= LIMIT

    def _above_parts(self, each: Sum, levels: Mapping[Hashable, int]) -> bool:
        return each.total not in self.unseen and levels[each.total] > self._weight(each, levels)

    def _weight(self, each: Sum, levels: Mapping[Hashable, int]) -> int:
        return sum(levels[part] for part in each.parts)

    def _rows(self, each: Sum, levels: Mapping[Hashable, int]) -> list[Hashable]:
        """Return the shown rows under a total."""
        found: list[Hashable] = []
        for part in each.parts:
            if part in self.below:
                found += self._rows(self.below[part], levels)
            elif levels[part]:
                found.append(part)
        return found
