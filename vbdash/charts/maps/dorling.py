"""Round marks that do not cover each other: Dorling cartograms and crowded points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

#: Of so few, every two are looked at.
_FEW: Final = 40
Pairs = tuple[NDArray[np.intp], NDArray[np.intp]]


def radii(values: Sequence[float], largest: float) -> NDArray[np.float64]:
    """Return the radius of each circle, areas being proportional to the values.

    Parameters
    ----------
    values
        Shape (n,), none negative; missing (NaN) and zero give 0.
    largest
        Radius of the largest value.

    Raises
    ------
    ValueError
        When a value is negative: an area cannot show it.
    """
    amounts = np.nan_to_num(np.asarray(values, dtype=float), nan=0.0)
    if (amounts < 0).any():
        raise ValueError("circles can only show amounts of zero or more")
    top = amounts.max(initial=0.0)
    return np.asarray(largest * np.sqrt(amounts / (top or 1.0)), dtype=np.float64)


def separate(
    centres: NDArray[np.float64],
    sizes: NDArray[np.float64],
    *,
    gap: float = 0.0,
    frame: tuple[float, float] | None = None,
) -> NDArray[np.float64]:
    """Move circles apart until none covers another, each as near its place as can be.

    Parameters
    ----------
    centres
        Where the circles would like to be, shape (n, 2).
    sizes
        Radii, shape (n,).
    gap
        Free space between two circles.
    frame
        Half the width and half the height of the room round (0, 0); None for no limit.

    Returns
    -------
    ndarray
        New centres, shape (n, 2): the same for the same input.

    Notes
    -----
    Circles that overlap push each other away along the line between their middles, and each is
    drawn back towards its place with a force that fades out (Dorling 1996, "Area cartograms:
    their use and creation", appendix). Where the room is too small for all of them the frame
    gives way, not the circles.
    """
    count = len(sizes)
    if count < 2:
        return centres.copy()
    at = centres + _nudge(count) * (np.median(sizes) + gap) * 0.01
    mass = np.maximum(sizes, sizes.max() * 0.05) ** 2
    every = np.triu_indices(count, 1) if count <= _FEW else None
    rounds, settling = 160, 80
    for turn in range(rounds + settling * 10):
        if turn < rounds:
            at += 0.12 * (1 - turn / rounds) * (centres - at)
        push, worst = _push(at, sizes, mass, gap, every or _pairs(at, sizes, gap))
        if turn >= rounds and worst < 1e-6 * sizes.max():
            break
        at += push
        if frame is not None and turn < rounds + settling:
            room = np.maximum(np.asarray(frame) - sizes[:, None], 0)
            at = np.clip(at, -room, room)
    return _spread_out(at, sizes, gap, every or _pairs(at, sizes, gap))


def _nudge(count: int) -> NDArray[np.float64]:
    """Return a small different step for each circle, so that equal places come apart."""
    turn = np.arange(count) * np.pi * (3 - np.sqrt(5))  # the golden angle: no two alike
    far = np.sqrt(np.arange(count) + 1.0)
    return np.asarray(np.column_stack([far * np.cos(turn), far * np.sin(turn)]), dtype=np.float64)


def _pairs(at: NDArray[np.float64], sizes: NDArray[np.float64], gap: float) -> Pairs:
    """Return the two partners of every pair that may touch, where there are many."""
    from scipy.spatial import KDTree

    near = KDTree(at).query_pairs(2 * float(sizes.max()) + gap, output_type="ndarray")
    near = near[np.lexsort(near.T[::-1])]
    return near[:, 0], near[:, 1]


def _push(
    at: NDArray[np.float64],
    sizes: NDArray[np.float64],
    mass: NDArray[np.float64],
    gap: float,
    pairs: Pairs,
) -> tuple[NDArray[np.float64], float]:
    """Return how far each circle is pushed, and the largest overlap."""
    i, j = pairs
    between = at[i] - at[j]
    distance = np.maximum(np.hypot(between[:, 0], between[:, 1]), 1e-9)
    overlap = np.maximum(sizes[i] + sizes[j] + gap - distance, 0)
    step = 0.51 * (overlap / distance / (mass[i] + mass[j]))[:, None] * between
    push = np.zeros_like(at)
    np.add.at(push, i, step * mass[j, None])  # the lighter one moves more
    np.subtract.at(push, j, step * mass[i, None])
    return push, float(overlap.max(initial=0.0))


def _spread_out(
    at: NDArray[np.float64], sizes: NDArray[np.float64], gap: float, pairs: Pairs
) -> NDArray[np.float64]:
    """Draw all places apart by the little that is still missing; never together."""
    i, j = pairs
    distance = np.maximum(np.hypot(*(at[i] - at[j]).T), 1e-9)
    factor = max(1.0, float(((sizes[i] + sizes[j] + gap) / distance).max(initial=1.0)))
    middle = at.mean(axis=0)
    return np.asarray(middle + (at - middle) * factor, dtype=np.float64)
