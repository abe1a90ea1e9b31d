"""Small numbers withheld, and enough beside them that sums do not give them away.

Every published count and every published sum of counts is a *figure* with a key. What is public
about them is a system of sums (:class:`Sum`): a total and its parts, coast and inland, the steps of
a funnel. A figure below the limit is withheld (primary). Then figures beside it are withheld too
(complementary: the smallest that is left in the same sum, the second-smallest of all), until the
range in which somebody who knows everything else can place each small figure covers all of it:
from none to just under the limit. That range is computed, not assumed (:func:`ranges`).

References
----------
Hundepool, A. et al. (2012). *Statistical Disclosure Control*, chapter 4 (tabular data: primary and
secondary cell suppression, the attacker's problem as a linear programme). Wiley.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

__all__ = ["LIMIT", "Sum", "ranges", "small", "withhold"]

#: Counts of firms below this are withheld.
LIMIT: Final = 5
_TOLERANCE: Final = 1e-6


@dataclass(frozen=True)
class Sum:
    """A sum that anybody can form: the total is the parts together."""

    total: Hashable
    parts: tuple[Hashable, ...]

    @property
    def keys(self) -> tuple[Hashable, ...]:
        """The total and its parts."""
        return (self.total, *self.parts)


def small(values: Mapping[Hashable, int], limit: int = LIMIT) -> frozenset[Hashable]:
    """Return the keys of the figures that must not be known: those below the limit."""
    return frozenset(key for key, value in values.items() if value < limit)


def ranges(
    values: Mapping[Hashable, int],
    withheld: Collection[Hashable],
    sums: Iterable[Sum],
    wanted: Iterable[Hashable],
    bounds: Mapping[Hashable, float] | None = None,
) -> dict[Hashable, tuple[float, float]]:
    """Return the range in which an outsider can place each wanted figure.

    Parameters
    ----------
    values
        All figures.
    withheld
        Keys the outsider does not see; they see every other value, every sum and every bound.
    sums
        Which figures add up to which.
    wanted
        Withheld keys to find out about.
    bounds
        Publicly known largest values, for instance the eligible firms of a municipality.

    Returns
    -------
    dict
        Least and largest possible whole number for each wanted key (infinity where there is no
        upper end), by linear programming over all that is public.
    """
    unknown = sorted(withheld, key=repr)
    place = {key: i for i, key in enumerate(unknown)}
    from scipy.optimize import linprog  # 25 MB, for those who have records

    rows, right = [], []
    for each in sums:
        if not any(key in place for key in each.keys):
            continue
        row, rest = np.zeros(len(unknown)), 0.0
        for sign, key in [(-1, each.total), *((1, part) for part in each.parts)]:
            if key in place:
                row[place[key]] += sign
            else:
                rest -= sign * values[key]
        rows.append(row)
        right.append(rest)
    limits = [(0, (bounds or {}).get(key)) for key in unknown]
    equations = {"A_eq": np.array(rows), "b_eq": np.array(right)} if rows else {}
    found: dict[Hashable, tuple[float, float]] = {}
    for key in wanted:
        aim = np.zeros(len(unknown))
        aim[place[key]] = 1
        low = linprog(aim, bounds=limits, method="highs", **equations)
        high = linprog(-aim, bounds=limits, method="highs", **equations)
        most = float("inf") if high.status == 3 else float(np.floor(-high.fun + _TOLERANCE))
        found[key] = (float(np.ceil(low.fun - _TOLERANCE)), most)
    return found


def withhold(
    values: Mapping[Hashable, int],
    sums: Iterable[Sum],
    *,
    limit: int = LIMIT,
    bounds: Mapping[Hashable, float] | None = None,
    hidden: Collection[Hashable] = (),
    harmless: Collection[Hashable] = (),
) -> frozenset[Hashable]:
    """Choose the figures to withhold.

    Parameters
    ----------
    values
        All figures by key: whole numbers of firms.
    sums
        Every sum that can be formed from what is shown.
    limit
        Figures below it are withheld.
    bounds
        Publicly known largest values.
    hidden
        Keys that are never shown but can be worked out, such as the difference of two steps; they
        are protected like the others.
    harmless
        Keys that need no protection although they are small.

    Returns
    -------
    frozenset
        Keys to withhold, the hidden ones among them.
    """
    sums, bounds = list(sums), bounds or {}
    secret = small(values, limit) - frozenset(harmless)
    withheld = set(secret) | set(hidden)
    of_key: dict[Hashable, list[Sum]] = {key: [] for key in values}
    for each in sums:
        for key in each.keys:
            of_key[key].append(each)
    _fill_lonely(values, sums, of_key, withheld, secret)
    alike = {_alike(key, of_key, bounds): key for key in sorted(secret, key=repr)}
    checked = sorted(alike.values(), key=repr)
    while checked:
        found = ranges(values, withheld, sums, checked, bounds)
        # Withholding more only widens a range: what is safe stays safe.
        checked = [
            key
            for key, (low, high) in found.items()
            if low > 0 or high < min(limit - 1, bounds.get(key, limit - 1))
        ]
        added = {_next(key, values, of_key, withheld) for key in checked} - {None}
        if not added:
            break
        withheld |= added
    return frozenset(withheld)


def _alike(
    key: Hashable, of_key: Mapping[Hashable, list[Sum]], bounds: Mapping[Hashable, float]
) -> Hashable:
    """Return what decides the range of a withheld figure: its sums, its side in them, its bound."""
    sides = frozenset((id(each), each.total == key) for each in of_key[key])
    return (sides, bounds.get(key))


def _fill_lonely(
    values: Mapping[Hashable, int],
    sums: list[Sum],
    of_key: Mapping[Hashable, list[Sum]],
    withheld: set[Hashable],
    secret: Collection[Hashable],
) -> None:
    """Withhold a second figure wherever one stands alone in its sum: the quick, common case."""
    changed = True
    while changed:
        changed = False
        for each in sums:
            gone = [key for key in each.keys if key in withheld]
            if len(gone) == 1 and (gone[0] in secret or len(of_key[gone[0]]) > 1):
                beside = _cheapest(each.keys, values, of_key, withheld)
                if beside is not None:
                    withheld.add(beside)
                    changed = True


def _cheapest(
    keys: Iterable[Hashable],
    values: Mapping[Hashable, int],
    of_key: Mapping[Hashable, list[Sum]],
    withheld: Collection[Hashable],
) -> Hashable | None:
    """Return the shown figure that costs least to withhold: in few sums, then the smallest."""
    shown = [key for key in keys if key not in withheld]
    return min(shown, key=lambda k: (len(of_key[k]), values[k], repr(k)), default=None)


def _next(
    key: Hashable,
    values: Mapping[Hashable, int],
    of_key: Mapping[Hashable, list[Sum]],
    withheld: Collection[Hashable],
) -> Hashable | None:
    """Return the next figure to withhold so that `key` can no longer be placed.

    It stands in a sum with `key`; where all of those are withheld, in a sum one step further away.
    """
    seen, ring = {key}, [key]
    while ring:
        around = [k for at in ring for each in of_key[at] for k in each.keys if k not in seen]
        found = _cheapest(around, values, of_key, withheld)
        if found is not None:
            return found
        seen.update(around)
        ring = list(dict.fromkeys(around))
    return None
