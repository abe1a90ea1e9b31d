"""The part of a county where municipalities lie close: what a map shows larger when it is asked to."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

#: How many times larger the part is shown, and how near its edge the middle of an area may lie, as
#: a share of the side.
_TIMES: Final = 2.4
_EDGE: Final = 0.08
#: Places that are tried along each side.
_TRIED: Final = 41


class Part(NamedTuple):
    """A rectangle of a map, in grid steps from the middle, y downwards as on a screen.

    Attributes
    ----------
    left, top
        Its corner.
    width, height
        Its sides.
    """

    left: float
    top: float
    width: float
    height: float


def crowded(
    centres: NDArray[np.float64], sizes: NDArray[np.float64], frame: tuple[float, float]
) -> Part | None:
    """Find the part of the frame that gains most by being enlarged.

    Parameters
    ----------
    centres
        Middle of each area, shape (n, 2), y upwards.
    sizes
        How large each is to a finger: radius of the largest circle in it, shape (n,).
    frame
        Width and height of the whole.

    Returns
    -------
    Part or None
        Of the frame's proportions. None where a part would show nearly all areas, or few.

    Notes
    -----
    Each area counts by one over its size: many small ones are worth more than many large ones.
    """
    if len(centres) < 6:
        return None
    width, height = frame[0] / _TIMES, frame[1] / _TIMES
    x = np.linspace(-frame[0] / 2 + width / 2, frame[0] / 2 - width / 2, _TRIED)
    y = np.linspace(-frame[1] / 2 + height / 2, frame[1] / 2 - height / 2, _TRIED)
    across = np.abs(centres[:, 0] - x[:, None]) < width * (0.5 - _EDGE)
    up = np.abs(centres[:, 1] - y[:, None]) < height * (0.5 - _EDGE)
    held = (across[:, None, :] & up[None, :, :]).astype(float)
    gain = held @ (1 / np.maximum(sizes, 1.0))
    # Of places that hold the same areas the one in their middle is the best.
    best = np.argwhere(gain >= gain.max() - 1e-12)
    i, j = best[len(best) // 2]
    number = int(held[i, j].sum())
    if not 3 <= number <= 0.8 * len(centres):
        return None
    return Part(float(x[i] - width / 2), float(-y[j] - height / 2), float(width), float(height))
