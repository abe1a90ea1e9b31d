"""Saying that what is shown is not what was asked."""

from __future__ import annotations

from vbdash.data.dataset import Dataset
from vbdash.indicators.shown import Shown
from vbdash.text import Text


def told(tx: Text, dataset: Dataset, shown: Shown) -> str:
    """Say which definition or year stands in for the one asked for; nothing where none does.

    Parameters
    ----------
    tx
        The reader's language.
    dataset
        Names the definitions.
    shown
        What was decided.
    """
    said = []
    if shown.other_definition:
        said.append(
            tx(
                "“{asked}” is not published for this measure; “{shown}” is shown.",
                asked=tx.pick(dataset.row("definitions", shown.asked), "label"),
                shown=tx.pick(dataset.row("definitions", shown.definition), "label"),
            )
        )
    if shown.other_year:
        said.append(
            tx(
                "There are no figures for {asked}; {year} is shown.",
                asked=shown.asked_year,
                year=shown.year,
            )
        )
    return " ".join(said)
