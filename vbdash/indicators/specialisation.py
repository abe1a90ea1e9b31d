"""How specialised an economy is: location quotients, Krugman's and Herfindahl's indexes.

All functions take amounts (employed persons, value added) with the sectors along the **last** axis
and any number of regions and years before it, shape ``(..., n)``. A region for which a figure is
not defined gets NaN, never infinity; :func:`why_missing` says why.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from vbdash.indicators.arrays import Array
from vbdash.text import msg

#: Why a figure is not defined (messages of the catalogue).
INCOMPLETE: Final = msg("at least one sector has no published figure")
NOTHING: Final = msg("all sectors are zero")


def shares(amounts: npt.ArrayLike) -> Array:
    """Return each sector's share of the sum of sectors.

    Parameters
    ----------
    amounts
        Shape ``(..., n)``; non-negative.

    Returns
    -------
    ndarray
        Shape ``(..., n)``, fractions that sum to 1. A region with a missing sector, or with
        nothing at all, has none.

    Examples
    --------
    >>> shares([30, 70]).tolist()
    [0.3, 0.7]
    """
    values = np.asarray(amounts, dtype=np.float64)
    total = values.sum(axis=-1, keepdims=True)
    return values / np.where(total > 0, total, np.nan)


def location_quotient(amounts: npt.ArrayLike, reference: npt.ArrayLike) -> Array:
    r"""Return how much more weight a sector has in a region than in the reference economy.

    .. math:: LQ_{i} = \frac{e_i / \sum_k e_k}{E_i / \sum_k E_k}

    Parameters
    ----------
    amounts
        The regions, shape ``(..., n)``.
    reference
        The economy compared with, usually the country, shape ``(n,)`` or one that broadcasts.

    Returns
    -------
    ndarray
        Shape ``(..., n)``. 1: the same weight; 2: twice the weight. NaN where the region's shares
        are not defined or the reference has none of the sector.

    Notes
    -----
    The same figure as the index of revealed comparative advantage.

    References
    ----------
    Balassa, B. (1965). Trade liberalisation and "revealed" comparative advantage. *The Manchester
    School* 33(2), 99-123. Farhauer, O. and Kröll, A. (2013). *Standorttheorien*. Springer.

    Examples
    --------
    The example of Farhauer and Kröll that the R package REAT documents:

    >>> lq = location_quotient([1714, 79006 - 1714], [879213, 15593224 - 879213])
    >>> round(float(lq[0]), 7)
    0.3847623
    """
    national = shares(reference)
    return shares(amounts) / np.where(national > 0, national, np.nan)


def krugman(amounts: npt.ArrayLike, reference: npt.ArrayLike) -> Array:
    r"""Return Krugman's index of specialisation.

    .. math:: K = \sum_i \left| s_i - S_i \right|

    Parameters
    ----------
    amounts
        The regions, shape ``(..., n)``.
    reference
        The economy compared with, shape ``(n,)`` or one that broadcasts.

    Returns
    -------
    ndarray
        Shape ``(...)``, from 0 (the same structure) to 2 (no sector in common). Half of it is the
        share of jobs that would have to change sector for the structures to be the same.

    References
    ----------
    Krugman, P. (1991). *Geography and Trade*. MIT Press, p. 76.

    Examples
    --------
    The example that the R package REAT documents (after Farhauer and Kröll 2013):

    >>> float(krugman([20, 10, 70, 0, 0], [0, 0, 0, 60, 40]))
    2.0
    """
    index: Array = np.abs(shares(amounts) - shares(reference)).sum(axis=-1)
    return index


def herfindahl(amounts: npt.ArrayLike, *, normalised: bool = False) -> Array:
    r"""Return the Herfindahl-Hirschman index: how few sectors an economy rests on.

    .. math:: H = \sum_i s_i^2, \qquad H^* = \frac{H - 1/n}{1 - 1/n}

    Parameters
    ----------
    amounts
        The regions, shape ``(..., n)``.
    normalised
        Return :math:`H^*`, which runs from 0 to 1 whatever the number of sectors; it is not
        defined for a single sector.

    Returns
    -------
    ndarray
        Shape ``(...)``: from 1/n (all sectors equally large) to 1 (a single sector).

    Notes
    -----
    Depends on how finely sectors are cut: compare only figures over the same sectors.

    References
    ----------
    Hirschman, A. O. (1964). The paternity of an index. *American Economic Review* 54(5), 761-762.

    Examples
    --------
    The example of Dörsam (2004) that the R package REAT documents:

    >>> round(float(herfindahl([20, 50, 20, 10])), 2)
    0.34
    >>> round(float(herfindahl([20, 50, 20, 10], normalised=True)), 2)
    0.12
    """
    part = shares(amounts)
    index: Array = np.square(part).sum(axis=-1)
    if not normalised:
        return index
    n = part.shape[-1]
    return (index - 1 / n) / (1 - 1 / n) if n > 1 else np.full_like(index, np.nan)


def why_missing(amounts: npt.ArrayLike) -> npt.NDArray[np.object_]:
    """Return why the figures of a region are not defined.

    Parameters
    ----------
    amounts
        The regions, shape ``(..., n)``.

    Returns
    -------
    ndarray of str
        Shape ``(...)``: a message of the catalogue, empty where the figures are defined.

    Examples
    --------
    >>> why_missing([[1, 2], [0, 0], [1, float("nan")]]).tolist()
    ['', 'all sectors are zero', 'at least one sector has no published figure']
    """
    values = np.asarray(amounts, dtype=np.float64)
    incomplete = np.isnan(values).any(axis=-1)
    empty = values.sum(axis=-1) <= 0
    return np.where(incomplete, INCOMPLETE, np.where(empty, NOTHING, "")).astype(object)
