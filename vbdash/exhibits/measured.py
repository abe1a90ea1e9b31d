"""What is measured, said the same way under every picture and in every file."""

from __future__ import annotations

from typing import Final

import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.data.editions import DOUBTS
from vbdash.data.kept import kept
from vbdash.data.large.figures import figures
from vbdash.indicators.shown import Shown
from vbdash.sentences.facts import measure_noun
from vbdash.sentences.shown import told
from vbdash.text import Text, msg
from vbdash.view import View

#: How a figure's status is said.
STATUS: Final = {
    "final": msg("final"),
    **DOUBTS,
    "derived": msg("summed here"),
}


def the_whole(view: View, measure: str) -> str:
    """Return what a share of a measure is a share of, as it stands in a sentence."""
    row = view.dataset.row("measures", measure)
    told = row.get(f"whole_{view.tx.lang}")
    return told if isinstance(told, str) else measure_noun(view.tx, view.dataset, measure)


def status_words(view: View, status: pd.Series) -> list[str]:
    """Say the status of figures; nothing where there is none."""
    return [view.tx(STATUS[s]) if s in STATUS else "" for s in status.astype(object)]


def subtitle(view: View, found: Shown, *more: str) -> str:
    """Say what is measured: measure, definition, anything more, basis; and what was asked instead."""
    labels = [view.label("measures", found.share), view.label("definitions", found.definition)]
    text = ". ".join([*labels, *more, view.label("measures", found.share, "basis")])
    return f"{text}. {told(view.tx, view.dataset, found)}".strip()


def lines(view: View, found: Shown) -> list[tuple[str, str]]:
    """Say in a file what the figures are."""
    tx = view.tx
    return [
        (tx("Definition"), view.label("definitions", found.definition, "description")),
        (tx("How it is computed"), view.label("measures", found.share, "definition")),
        (tx("Caveats"), view.label("measures", found.share, "caveats")),
    ]


def sources(view: View, measure: str) -> list[str]:
    """Ids of all publications behind a measure, the main one first."""
    main = view.source(measure)
    return [main, *(each for each in publications(view.dataset, measure) if each != main)]


@kept
def publications(dataset: Dataset, measure: str) -> tuple[str, ...]:
    """Return the ids of the publications that figures of a measure are from, in order."""
    used = figures(dataset, measure)["source_id"]
    return tuple(sorted(str(each) for each in used.unique()))


def decimals_of(view: View, measure: str) -> int:
    """Return the decimals that a measure is written with."""
    return int(view.dataset.row("measures", measure)["decimals"])


def named(view: View, codes: pd.Series) -> pd.Series:
    """Return the names of regions in the reader's language, by the same index."""
    names = view.dataset.regions[f"name_{view.tx.lang}"].reindex(codes)
    return pd.Series(names.to_numpy(), index=codes.index)


def country_basis(tx: Text, measure: str, country_measure: str) -> str:
    """Say what the country's figure is from where it is not from the same measure."""
    if country_measure == measure:
        return ""
    return tx(
        "Sweden's share is counted by place of work, the municipalities' by place of residence. For a "
        "whole country the two differ only by people who work abroad or whose workplace is not known."
    )
