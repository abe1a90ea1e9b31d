"""What the searches for facts about measures have in common."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd


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
