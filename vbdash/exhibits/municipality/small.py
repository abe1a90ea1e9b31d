"""The small pictures at the head of a municipality's page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from vbdash.charts.screen import small
from vbdash.exhibit import reads
from vbdash.exhibits.front import Figure, front
from vbdash.indicators import loaded
from vbdash.indicators.firms.leading import spread_of
from vbdash.indicators.municipality.figures import municipal_figures, unbroken
from vbdash.indicators.municipality.standing import compared_figures
from vbdash.parameters import MUNICIPALITY
from vbdash.sentences.facts import written_value
from vbdash.view import View

#: Fewer years than this are no curve.
_FEWEST: Final = 3


@dataclass(frozen=True)
class Headed:
    """A figure of the head with its picture.

    Attributes
    ----------
    figure
        The figure.
    picture
        A small picture (SVG); empty where there is nothing to draw.
    says
        What it shows that the figure's own words do not; empty for a place, which they say.
    """

    figure: Figure
    picture: str
    says: str


@reads("definition", "support")
def head(view: View, code: str) -> tuple[str, tuple[Headed, ...]]:
    """Return what a municipality's page says first, and its figures with their pictures.

    A figure of several years has its curve; one of a single year a bar for each of the county's
    municipalities.
    """
    begun = front(view.choosing(municipalities=(code,)), MUNICIPALITY)
    return begun.sentence, tuple(_with_picture(view, code, each) for each in begun.figures)


def _with_picture(view: View, code: str, figure: Figure) -> Headed:
    if not figure.measure:
        return Headed(figure, _firms(view, code), "")
    definition = view.selection.definition
    every = municipal_figures(view.dataset, definition)
    own = every[(every["measure"] == figure.measure) & (every["code"] == code)]
    own = unbroken(own[own["value"].notna()]).sort_values("year")
    if len(own) >= _FEWEST:
        years, values = own["year"].astype(int).tolist(), own["value"].tolist()
        first, last = (
            written_value(view.tx, view.dataset, figure.measure, values[n]) for n in (0, -1)
        )
        said = view.tx(
            "{first} in {begin}, {last} in {end}",
            first=first,
            begin=years[0],
            last=last,
            end=years[-1],
        )
        return Headed(figure, small.curve(years, values), said)
    beside = compared_figures(view.dataset, definition)
    beside = beside[(beside["measure"] == figure.measure) & beside["value"].notna()]
    mine = beside.loc[beside["code"] == code, "value"]
    drawn = small.ranks(beside["value"].tolist(), float(mine.iloc[0])) if len(mine) else ""
    return Headed(figure, drawn, "")


def _firms(view: View, code: str) -> str:
    if not loaded.firms(view.dataset).here:
        return ""
    counts = spread_of(view.dataset, view.selection.support).by_municipality["firms"]
    return small.ranks(counts.astype(float).tolist(), float(counts[code]))
