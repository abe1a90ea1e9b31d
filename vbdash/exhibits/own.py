"""A reader's own figures: on the map and on one axis, marked as theirs wherever they go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd

from vbdash.charts.maps.choropleth import choropleth, dorling
from vbdash.charts.maps.scope import COUNTY, SWEDEN, geometry_in
from vbdash.charts.strips import beeswarm
from vbdash.exhibit import Column, Exhibit
from vbdash.text import LANGUAGES, Text
from vbdash.view import View


@dataclass(frozen=True)
class OwnFigures:
    """Figures that somebody has brought: they belong to one visitor, and to no link and no memory.

    Attributes
    ----------
    label, unit
        What they measure, and in what, as their owner says.
    figures
        Code of a municipality → figure.
    """

    label: str
    unit: str
    figures: Mapping[str, float]

    @property
    def decimals(self) -> int:
        """As many decimals as the figures have, at most three."""
        return next(
            (n for n in range(3) if all(round(v, n) == round(v, 6) for v in self.figures.values())), 3
        )  # fmt: skip

    @property
    def counts(self) -> bool:
        """Whether they may be numbers of something: whole, and none below zero."""
        return not self.decimals and all(value >= 0 for value in self.figures.values())


def watermark(tx: Text) -> str:
    """Return what stands on everything that is made of own figures."""
    return tx(
        "Own figures: added by whoever shows them, not checked here and without a source here."
    )


def scope_of(view: View, own: OwnFigures) -> str:
    """Return what of Sweden own figures are of: the county, or where any lies outside it all of it."""
    return COUNTY if set(own.figures) <= set(view.dataset.municipality_codes) else SWEDEN


def on_map(view: View, own: OwnFigures, face: str = "yta") -> Exhibit:
    """Show own figures on the map.

    Parameters
    ----------
    view
        Language, theme and the municipalities to mark.
    own
        The figures, of any municipalities: with one outside the county the map is Sweden's.
    face
        ``"yta"``: areas in classes; ``"cirklar"``: circles sized by the figures, none below zero.
    """
    tx = view.tx
    row: dict[str, Any] = {"decimals": own.decimals}
    for lang in LANGUAGES:
        row |= {f"label_{lang}": own.label, f"unit_short_{lang}": own.unit}
    points = pd.DataFrame({"code": list(own.figures), "value": list(own.figures.values())})
    draw = dorling if face == "cirklar" else choropleth
    shown = draw(
        geometry_in(view.dataset, scope_of(view, own)), points, row, tx, selected=view.chosen, source=tx("own figures"),
        theme=view.theme,
    )  # fmt: skip
    return _exhibit(view, own, "own_map").replace(map=shown)


def on_axis(view: View, own: OwnFigures) -> Exhibit:
    """Show own figures as dots on one axis, with the names of the ends and of those chosen."""
    made = _exhibit(view, own, "own_swarm")
    codes = list(made.table["code"])
    ends = list(dict.fromkeys([codes[0], codes[-1]]))
    figure = partial(beeswarm,
        made.table, view.tx, unit=own.unit, decimals=own.decimals,
        highlight=[code for code in view.chosen if code in codes][:7] or ends, named=ends,
        x_title=own.unit or own.label,
    )  # fmt: skip
    return made.replace(chart=figure)


def _exhibit(view: View, own: OwnFigures, key: str) -> Exhibit:
    """Return what both pictures share; the table has the highest first."""
    tx = view.tx
    pairs = sorted(own.figures.items(), key=lambda pair: (-pair[1], pair[0]))
    codes, values = [code for code, _ in pairs], [value for _, value in pairs]
    table = pd.DataFrame({"code": codes, "label": view.names(codes), "value": values})
    title = _title(tx, own, table)
    heading = f"{own.label} ({own.unit})" if own.unit else own.label
    return Exhibit(
        key=key,
        title=title,
        subtitle=tx.plural(
            "Own figures for {n} municipality.", "Own figures for {n} municipalities.", len(table)
        ),
        sentence=f"{title}.",
        table=table,
        columns=[
            Column("code", tx("Code")),
            Column("label", tx("Municipality")),
            Column("value", heading, own.decimals),
        ],
        lines=[(tx("Source"), watermark(tx))],
        unit=own.unit,
        decimals=own.decimals,
        watermark=watermark(tx),
        origin=tx("Own figures"),
        short=f"{own.label} {tx('own figures')}",
    )


def _title(tx: Text, own: OwnFigures, table: pd.DataFrame) -> str:
    said = [tx.quantity(value, own.unit, own.decimals) for value in table["value"]]
    names = list(table["label"])
    if len(names) == 1 or said[0] == said[-1]:
        return tx(
            "{measure}: {names} {value}", measure=own.label, names=tx.listing(names), value=said[0]
        )
    return tx(
        "{measure}: highest in {highest} ({high}), lowest in {lowest} ({low})",
        measure=own.label, highest=names[0], high=said[0], lowest=names[-1], low=said[-1],
    )  # fmt: skip
