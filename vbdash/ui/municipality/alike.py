"""The municipalities most like one, and which measures brought them together."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from vbdash.charts.bars import ranked_bars
from vbdash.data.dataset import Dataset
from vbdash.exhibit import Column, Exhibit
from vbdash.indicators.municipality.alike import Neighbour
from vbdash.selection import Selection
from vbdash.sentences import municipality as say
from vbdash.sentences.facts import measure_noun
from vbdash.ui.cached import shared_few
from vbdash.ui.choice import choose
from vbdash.ui.go import go_button
from vbdash.ui.municipality.data import (
    country_traits,
    county_traits,
    definition_here,
    measure_source,
    nearest,
)
from vbdash.ui.safe import quiet
from vbdash.ui.session import asked
from vbdash.ui.show import show
from vbdash.view import View

__all__ = ["alike"]

#: With a single measure, "most alike" would only mean next to it in one list.
_FEWEST: Final = 2


def alike(view: View, code: str) -> None:
    """Draw the municipalities most alike, with what brings them together and sets them apart."""
    tx, data, definition = view.tx, view.dataset, view.selection.definition
    country = _among(view) == "riket"
    found = nearest(data, definition, code, country=country)
    if not found:
        st.info(tx("There are too few figures to compare by."), icon=":material/info:")
        return
    said, exhibit = _drawn(data, asked(view), code, country)
    show(view, exhibit)
    st.markdown(quiet(" ".join(said[1:])))
    with st.container(horizontal=True):
        for neighbour in found:
            if neighbour.code in data.municipality_codes:
                name = data.name(neighbour.code, tx.lang)
                go_button(
                    tx("Compare with {name}", name=name), "municipality", (code, neighbour.code),
                    {"del": "jamfor"}, key=f"alike_{neighbour.code}",
                )  # fmt: skip
    _compared(view, len((country_traits if country else county_traits)(data, definition)))


@shared_few
def _drawn(
    data: Dataset, selection: Selection, code: str, country: bool
) -> tuple[list[str], Exhibit]:
    view = View(data, selection)
    tx = view.tx
    found = nearest(data, selection.definition, code, country=country)
    traits = (country_traits if country else county_traits)(data, selection.definition)
    said = say.alike_sentence(
        tx, region=data.name(code, tx.lang), nearest=[data.name(n.code, tx.lang) for n in found],
        distance=found[0].distance, together=_nouns(view, found[0].together),
    )  # fmt: skip
    exhibit = _exhibit(view, said, found, [str(trait) for trait in traits.columns])
    figure = ranked_bars(exhibit.table, tx, decimals=2, sort=False)
    return said, exhibit.replace(figure=figure)


def _among(view: View) -> str:
    """Draw the choice of whom to compare with, where the country's municipalities have figures."""
    tx, data = view.tx, view.dataset
    if country_traits(data, view.selection.definition).shape[1] < _FEWEST:
        return "lan"
    options = {"lan": tx("The county’s municipalities"), "riket": tx("All of Sweden’s municipalities")}  # fmt: skip
    return choose("bland", tx("Compare with"), options, "lan", widget=st.segmented_control)


def _nouns(view: View, measures: tuple[str, ...]) -> list[str]:
    definition = definition_here(view.dataset, view.selection.definition)
    return [measure_noun(view.tx, view.dataset, m, definition) for m in measures]


def _exhibit(view: View, said: list[str], found: list[Neighbour], traits: list[str]) -> Exhibit:
    tx, data = view.tx, view.dataset
    table = pd.DataFrame(
        {
            "code": [n.code for n in found],
            "label": [data.name(n.code, tx.lang) for n in found],
            "value": [n.distance for n in found],
            "together": [tx.listing(_nouns(view, n.together)) for n in found],
            "apart": [_nouns(view, (n.apart,))[0] for n in found],
        }
    )
    measures = tx.listing(_nouns(view, tuple(traits)))
    return Exhibit(
        key="municipality_alike",
        title=said[0].rstrip("."),
        subtitle=tx(
            "Distance over {count} measures, each weighing the same: {measures}. 0 is the same, 1 is one standard deviation apart on average.",
            count=len(traits), measures=measures,
        ),
        sentence=" ".join(said),
        table=table,
        columns=[
            Column("label", tx("Municipality")),
            Column("value", tx("Distance"), 2),
            Column("together", tx("Brings them together")),
            Column("apart", tx("Sets them apart most")),
        ],
        sources=list(dict.fromkeys(measure_source(data, t) for t in traits)),
        lines=[(tx("Method"), tx("Root mean square of the differences in standard deviations over the measures that both have; population, density and gross regional product per inhabitant as logarithms (Everitt et al. 2011)."))],
    )  # fmt: skip


def _compared(view: View, count: int) -> None:
    """Say how many municipalities are compared, and for how many there are no figures."""
    tx, data = view.tx, view.dataset
    every = len(data.boundaries)
    if count > len(data.municipality_codes):
        st.caption(
            tx(
                "Compared with {count} of Sweden’s {of} municipalities: those with figures loaded.",
                count=tx.number(count), of=tx.number(every),
            )
        )  # fmt: skip
        return
    if country_traits(data, view.selection.definition).shape[1] >= _FEWEST:
        return
    st.caption(
        tx(
            "Only the county’s {own} municipalities are compared. For the other {rest} of Sweden’s {of} municipalities no figures are loaded here, only their boundaries, so nothing can be said of them.",
            own=tx.number(len(data.municipality_codes)),
            rest=tx.number(every - len(data.municipality_codes)),
            of=tx.number(every),
        )
    )
