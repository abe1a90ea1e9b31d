"""What a slide is, and what it is made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from vbdash.charts.maps.geometry import MapGeometry, map_geometry
from vbdash.charts.maps.view import MapView
from vbdash.data.dataset import Dataset
from vbdash.exhibit import Column, Note
from vbdash.indicators.firms.leading import SpreadOfFirms, spread
from vbdash.indicators.industry.shares import available_definitions
from vbdash.selection import Choices, Selection
from vbdash.text import Text

__all__ = ["Slide", "Stage", "Tile"]

#: The definition that every source can be cut by, where the chosen one cannot.
_USUAL = "B-E"
#: Publications named under a picture; the notes and files name all.
_NAMED = 2


@dataclass(frozen=True)
class Tile:
    """A large figure with its words.

    Attributes
    ----------
    label
        What is spoken of; a claim stands in quotation marks.
    figure
        The figure as people write it.
    text
        What the figure counts, and what is not known.
    """

    label: str
    figure: str
    text: str


@dataclass(frozen=True, eq=False)
class Slide:
    """One message: what is found, one picture, where it comes from.

    Attributes
    ----------
    key
        Tells it from other slides of a deck, and stands in the link.
    title
        What is found; unlike any other title of a deck.
    subtitle
        What is measured: measure, definition, basis, year.
    sentence
        What the picture shows, for those who do not see it.
    table, columns
        The figures behind the picture.
    sources
        Ids of publications.
    origin
        Where figures come from that are in no publication, or in too many to be named in a line.
    lines
        Label and text for the speaker's notes: definition, basis, caveats.
    figure, map, tiles
        The picture: a chart, a map, or large figures in words. Without any of them the table is
        the picture, or on a cover nothing.
    unit, decimals
        How the picture's figures are written.
    link
        Address of the slide's view in the app, without the name of the server.
    watermark
        Said on the slide where figures are made up.
    cover
        Whether it opens a deck.
    """

    key: str
    title: str
    subtitle: str
    sentence: str
    table: pd.DataFrame
    columns: Sequence[Column]
    sources: tuple[str, ...] = ()
    lines: tuple[tuple[str, str], ...] = ()
    figure: go.Figure | None = None
    map: MapView | None = None
    tiles: tuple[Tile, ...] = ()
    unit: str = ""
    decimals: int = 0
    link: str = ""
    watermark: str = field(default="")
    cover: bool = False
    origin: str = ""

    def replace(self, **changes: Any) -> Slide:
        """Return the slide with some things changed."""
        return replace(self, **changes)


@dataclass(frozen=True)
class Stage:
    """What slides are made from: the data, what is looked at, and for whom.

    Attributes
    ----------
    dataset
        Validated tables.
    selection
        Municipalities, year, definition, strength of support, language.
    base
        Beginning of links into the app, for instance ``https://example.org``.
    """

    dataset: Dataset
    selection: Selection
    base: str = ""

    @property
    def tx(self) -> Text:
        """The language of the selection."""
        return Text(self.selection.lang)

    @property
    def county(self) -> str:
        """Name of the county in focus."""
        return self.name(self.dataset.county)

    @property
    def chosen(self) -> tuple[str, ...]:
        """Codes of the chosen municipalities; none means all."""
        return self.selection.municipalities

    @property
    def geometry(self) -> MapGeometry:
        """The county's municipalities, ready to be drawn."""
        data = self.dataset
        return data.once(("geometry",), lambda: map_geometry(data.municipalities, data.neighbours))

    def name(self, code: str) -> str:
        """Name of a region in the language of the selection."""
        return self.dataset.name(code, self.selection.lang)

    def names(self, codes: Sequence[str]) -> list[str]:
        """Names of regions."""
        return [self.name(str(code)) for code in codes]

    def definition(self, measure: str) -> str:
        """Return the chosen definition of industry, or the usual one where it is not published."""
        offered = available_definitions(self.dataset, measure)
        chosen = self.selection.definition
        return chosen if chosen in offered or not offered else _preferred(offered)

    def definition_row(self, definition: str) -> pd.Series:
        """Return what a definition is called and means."""
        return self.dataset.once(("definition_row", definition), lambda: self._row(definition))

    def _row(self, definition: str) -> pd.Series:
        rows = self.dataset.table("definitions")
        return rows[rows["id"] == definition].iloc[0]

    def fact(self, name: str) -> Mapping[str, Any] | None:
        """Return a row of the table ``published_facts``; None where there is no such fact."""
        return self.dataset.once(("published_fact", name), lambda: self._fact(name))

    def _fact(self, name: str) -> Mapping[str, Any] | None:
        rows = self.dataset.table("published_facts")
        found = rows[rows["id"] == name].to_dict("records")
        return {str(k): v for k, v in found[0].items()} if found else None

    def spread(self) -> SpreadOfFirms:
        """Count leading firms by municipality, as strongly supported as is asked for."""
        data, strength = self.dataset, self.selection.support

        def count() -> SpreadOfFirms:
            firms, claims = data.table("companies"), data.table("leadership_claims")
            return spread(firms, claims, strength, data.municipality_codes)

        return data.once(("spread", strength), count)

    def source(self, measure: str) -> str:
        """Id of the publication behind a measure."""
        return str(self.dataset.row("measures", measure)["source_id"])

    def publishers(self, sources: Sequence[str]) -> str:
        """Name publications in a line: publisher and title of each."""
        rows = [self.dataset.row("sources", s) for s in dict.fromkeys(sources) if s in self._known]
        return "; ".join(f"{row['publisher']}: {row['title']}" for row in rows)

    def source_line(self, slide: Slide) -> str:
        """Name the publications behind a slide, as many as fit under its picture."""
        if slide.cover or not slide.sources:
            return slide.origin
        if slide.origin and len(slide.sources) > _NAMED:
            return slide.origin
        shown, more = slide.sources[:_NAMED], len(slide.sources) - _NAMED
        names = self.publishers(shown)
        if more > 0:
            names += " " + self.tx.plural("and {n} more", "and {n} more", more)
        said = self.tx("Source: {sources}.", sources=names)
        return f"{slide.origin} {said}".strip()

    @property
    def _known(self) -> frozenset[str]:
        return frozenset(self.dataset.sources.index)

    def link(self, page: str = "") -> str:
        """Address of the view on a page of the app."""
        return self.selection.link(Choices.of(self.dataset), page, self.base)

    def where(self) -> str:
        """Say which municipalities are looked at."""
        tx = self.tx
        if self.chosen:
            return tx.listing(self.names(self.chosen))
        return tx("All of {county}", county=self.county)

    def note(self, slide: Slide) -> Note:
        """Describe a file made from a slide: selection, sources with licences, link, version."""
        rows = [self.dataset.row("sources", s) for s in slide.sources if s in self._known]
        parts = ("publisher", "title", "url", "licence")
        sources = [slide.origin] if slide.origin else []
        sources += [" · ".join(str(r[p]) for p in parts if isinstance(r[p], str)) for r in rows]
        lines = [
            (self.tx("Municipalities"), self.where()),
            (self.tx("Shows"), slide.subtitle),
            *slide.lines,
        ]
        return Note(slide.title, lines, sources, slide.link, self.dataset.version, slide.watermark)


def _preferred(offered: Sequence[str]) -> str:
    return _USUAL if _USUAL in offered else offered[0]
