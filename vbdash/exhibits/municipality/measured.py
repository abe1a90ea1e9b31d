"""A measure as a municipality's page speaks of it: of the registry, or a share worked out here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from vbdash.exhibit import Column
from vbdash.indicators.municipality.figures import definition_here
from vbdash.sentences.facts import capital, measure_noun
from vbdash.view import View


@dataclass(frozen=True)
class Measured:
    """What a measure is called, and how its figures are written and drawn.

    Attributes
    ----------
    label
        Its name as a heading.
    unit, decimals
        How its figures are written.
    from_zero
        Whether its axis begins at zero.
    basis, caveats
        What the figures are from, and what to mind.
    """

    label: str
    unit: str
    decimals: int
    from_zero: bool
    basis: str
    caveats: str = ""

    def lines(self, view: View) -> list[tuple[str, str]]:
        """Say in a file what to mind."""
        return [(view.tx("Caveats"), self.caveats)] if self.caveats else []

    def columns(self, view: View) -> list[Column]:
        """Return the columns of the measure's figures by year and region."""
        tx = view.tx
        heading = f"{self.label} ({self.unit})"
        return [
            Column("year", tx("Year")),
            Column("group", tx("Region")),
            Column("value", heading, self.decimals),
        ]


def measured(view: View, measure: str) -> Measured:
    """Describe a measure."""
    tx, data, label = view.tx, view.dataset, short_label(view, measure)
    row = data.row("measures", measure)
    return Measured(
        label,
        tx.pick(row, "unit_short"),
        int(row["decimals"]),
        bool(row["zero_baseline"]),
        tx.pick(row, "basis"),
        tx.pick(row, "caveats"),
    )


def as_figures(view: View, measures: Iterable[str], values: Iterable[float]) -> list[float]:
    """Return values as they are shown, each rounded as its measure says, but as numbers."""
    pairs = zip(measures, values, strict=True)
    return [round(float(value), measured(view, measure).decimals) for measure, value in pairs]


def figure_columns(view: View) -> list[Column]:
    """Return what a file says of figures before them, where rows are measures: name, unit, year.

    The table has ``measure_label``, ``unit`` and ``year``: see :func:`with_units`.
    """
    tx = view.tx
    return [
        Column("measure_label", tx("Measure")),
        Column("unit", tx("Unit")),
        Column("year", tx("Year")),
    ]


def with_units(view: View, table: pd.DataFrame, measures: Iterable[str]) -> pd.DataFrame:
    """Say of each row of a table its measure's name and unit."""
    known = [measured(view, measure) for measure in measures]
    return table.assign(
        measure_label=[each.label for each in known], unit=[each.unit for each in known]
    )


def short_label(view: View, measure: str) -> str:
    """Return a measure's name as a heading, with what counts as industry where it matters."""
    if not isinstance(view.dataset.row("measures", measure)["base"], str):
        return view.label("measures", measure)
    return capital(noun(view, measure, bare=True))


def noun(view: View, measure: str, *, bare: bool = False) -> str:
    """Return a measure as the subject of a sentence (`bare`: as a heading), with what industry is here."""
    definition = definition_here(view.dataset, view.selection.definition)
    return measure_noun(view.tx, view.dataset, measure, definition, bare=bare)


def sources(view: View, measures: Iterable[str]) -> list[str]:
    """Return the ids of the publications behind measures, each once."""
    return list(dict.fromkeys(view.source(measure) for measure in measures))
