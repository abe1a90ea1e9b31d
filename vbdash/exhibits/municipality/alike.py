"""The municipalities most like one, and which measures brought them together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import pandas as pd

from vbdash.exhibit import Column, Exhibit, reads
from vbdash.exhibits.municipality.measured import noun, sources
from vbdash.indicators.municipality.alike import (
    NEAR,
    Neighbour,
    Weights,
    country_traits,
    county_traits,
    nearest,
)
from vbdash.sentences import municipality as say
from vbdash.view import View

#: With a single measure, "most alike" would only mean next to it in one list.
FEWEST: Final = 2


def traits(view: View, *, country: bool) -> pd.DataFrame:
    """Return what municipalities are compared by, of the county or of the whole country."""
    found = country_traits if country else county_traits
    return found(view.dataset, view.selection.definition)


def country_known(view: View) -> bool:
    """Whether the country's municipalities can be compared: on more than one measure."""
    return traits(view, country=True).shape[1] >= FEWEST


def near(view: View, code: str, *, country: bool, weights: Weights = ()) -> list[Neighbour]:
    """Return those of the municipalities most alike that are alike, nearest first."""
    found = nearest(view.dataset, view.selection.definition, code, country=country, weights=weights)
    return [each for each in found if each.distance <= NEAR]


def said(view: View, code: str, *, country: bool, weights: Weights = ()) -> list[str]:
    """Say which are most alike, a sentence each, or that none is; nothing where none is compared."""
    tx, region = view.tx, view.name(code)
    found = near(view, code, country=country, weights=weights)
    if found:
        return say.alike_sentence(
            tx, region=region, nearest=view.names([n.code for n in found]),
            together=_nouns(view, found[0].together),
        )  # fmt: skip
    compared = nearest(
        view.dataset, view.selection.definition, code, country=country, weights=weights
    )
    return [say.none_alike_sentence(tx, region=region)] if compared else []


def _nouns(view: View, measures: Iterable[str]) -> list[str]:
    return [noun(view, measure) for measure in measures]


def _weighed(view: View, every: list[str], weights: dict[str, float]) -> str:
    """Say what the measures weigh."""
    tx = view.tx
    twice = [each for each in every if weights.get(each, 1.0) > 1]
    never = [each for each in every if weights.get(each, 1.0) == 0]
    said = [
        tx("Counted twice: {measures}.", measures=tx.listing(_nouns(view, twice))) if twice else "",
        tx("Not counted: {measures}.", measures=tx.listing(_nouns(view, never))) if never else "",
    ]
    return " ".join(each for each in said if each) or tx("All weigh the same.")


@reads("definition")
def alike(view: View, code: str, *, country: bool, weights: Weights = ()) -> Exhibit | None:
    """List the municipalities most alike; None where none is alike, or there is too little to tell."""
    tx, found = view.tx, near(view, code, country=country, weights=weights)
    if not found:
        return None
    words = said(view, code, country=country, weights=weights)
    given = dict(weights)
    every = [str(each) for each in traits(view, country=country).columns]
    measures = [each for each in every if given.get(each, 1.0) > 0]
    table = pd.DataFrame(
        {
            "code": [n.code for n in found],
            "label": view.names([n.code for n in found]),
            "value": [n.distance for n in found],
            "together": [tx.listing(_nouns(view, n.together)) for n in found],
            "apart": [noun(view, n.apart) for n in found],
        }
    )
    return Exhibit(
        key="municipality_alike",
        title=words[0].rstrip("."),
        subtitle=" ".join([
            tx(
                "Most alike first, over {count} measures: {measures}. Only those at most one standard deviation apart on average are listed.",
                count=len(measures), measures=tx.listing(_nouns(view, measures)),
            ),
            _weighed(view, every, given),
        ]),
        sentence=" ".join(words),
        table=table,
        columns=[
            Column("label", tx("Municipality")),
            Column("value", tx("Distance"), 2),
            Column("together", tx("Brings them together")),
            Column("apart", tx("Sets them apart most")),
        ],
        sources=sources(view, measures),
        short=f"{view.name(code)}: {tx('Most alike')}",
        lines=[(tx("Method"), tx("Root mean square of the differences in standard deviations over the measures that both have; population, density and gross regional product per inhabitant as logarithms (Everitt et al. 2011)."))],
    )  # fmt: skip
