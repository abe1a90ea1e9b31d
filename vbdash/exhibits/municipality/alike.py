"""The municipalities most like one, and which measures brought them together."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from vbdash.charts.bars import ranked_bars
from vbdash.exhibit import Column, Exhibit, reads
from vbdash.exhibits.municipality.measured import noun, sources
from vbdash.indicators.municipality.alike import country_traits, county_traits, nearest
from vbdash.sentences import municipality as say
from vbdash.view import View


def traits(view: View, *, country: bool) -> pd.DataFrame:
    """Return what municipalities are compared by, of the county or of the whole country."""
    found = country_traits if country else county_traits
    return found(view.dataset, view.selection.definition)


def said(view: View, code: str, *, country: bool) -> list[str]:
    """Say which are most alike, and what that means, a sentence each; nothing where none are."""
    found = nearest(view.dataset, view.selection.definition, code, country=country)
    if not found:
        return []
    return say.alike_sentence(
        view.tx, region=view.name(code), nearest=view.names([n.code for n in found]),
        distance=found[0].distance, together=_nouns(view, found[0].together),
    )  # fmt: skip


def _nouns(view: View, measures: Iterable[str]) -> list[str]:
    return [noun(view, measure) for measure in measures]


@reads("definition")
def alike(view: View, code: str, *, country: bool) -> Exhibit | None:
    """Show the municipalities most alike; None where there are too few figures to compare by."""
    tx, words = view.tx, said(view, code, country=country)
    if not words:
        return None
    found = nearest(view.dataset, view.selection.definition, code, country=country)
    measures = [str(each) for each in traits(view, country=country).columns]
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
        subtitle=tx(
            "Distance over {count} measures, each weighing the same: {measures}. 0 is the same, 1 is one standard deviation apart on average.",
            count=len(measures), measures=tx.listing(_nouns(view, measures)),
        ),
        sentence=" ".join(words),
        table=table,
        columns=[
            Column("label", tx("Municipality")),
            Column("value", tx("Distance"), 2),
            Column("together", tx("Brings them together")),
            Column("apart", tx("Sets them apart most")),
        ],
        sources=sources(view, measures),
        lines=[(tx("Method"), tx("Root mean square of the differences in standard deviations over the measures that both have; population, density and gross regional product per inhabitant as logarithms (Everitt et al. 2011)."))],
        figure=ranked_bars(table, tx, decimals=2, sort=False),
    )  # fmt: skip
