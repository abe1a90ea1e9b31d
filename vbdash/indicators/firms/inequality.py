"""How unevenly amounts are shared out: the coefficients of Gini and Theil."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


def gini(amounts: npt.ArrayLike, people: npt.ArrayLike | None = None) -> float:
    """Return the Gini coefficient over people.

    Parameters
    ----------
    amounts
        What each group has, shape (n,), zero or more in any unit, not all zero.
    people
        Members of each group, shape (n,), more than zero, among whom its amount is shared evenly;
        without it every group counts as one.

    Returns
    -------
    float
        Without unit: 0 where everybody has the same, at most 1 - 1 / the number of people.

    Notes
    -----
    With N people in rising order of what each has, x, it is Σ (2 i - N - 1) x / (N Σ x). The ranks
    i of a group of p people after c others sum to p c + p (p + 1) / 2, so that nobody is counted
    one by one.

    References
    ----------
    Gini, C. (1914). Sulla misura della concentrazione e della variabilità dei caratteri. Atti del
    Reale Istituto Veneto di Scienze, Lettere ed Arti, 73, 1203-1248.

    Examples
    --------
    >>> gini([0, 0, 0, 5])
    0.75
    """
    amount, count = _groups(amounts, people)
    order = np.argsort(amount / count, kind="stable")
    amount, count = amount[order], count[order]
    total = count.sum()
    # Twice the middle rank of a group, less N + 1: 2 c + p - N.
    middle = 2 * np.cumsum(count) - count - total
    return float((middle * amount).sum() / (total * amount.sum()))


def theil(amounts: npt.ArrayLike, people: npt.ArrayLike | None = None) -> float:
    """Return Theil's T over people.

    Parameters
    ----------
    amounts, people
        As for :func:`gini`.

    Returns
    -------
    float
        In nats: 0 where everybody has the same, at most the logarithm of the number of people.

    Notes
    -----
    Σ s ln (s / e) with each group's share s of the amount and e of the people; a share of zero
    adds nothing.

    References
    ----------
    Theil, H. (1967). Economics and information theory. North-Holland.

    Examples
    --------
    >>> round(theil([5, 0], [100, 900]), 4)  # all of it at every tenth: ln 10
    2.3026
    """
    amount, count = _groups(amounts, people)
    some = amount > 0
    shares, expected = amount[some] / amount.sum(), count[some] / count.sum()
    return float((shares * np.log(shares / expected)).sum())


def _groups(amounts: npt.ArrayLike, people: npt.ArrayLike | None) -> tuple[Array, Array]:
    amount = np.asarray(amounts, dtype=float)
    count = np.ones_like(amount) if people is None else np.asarray(people, dtype=float)
    return amount, count
