"""What is shown: what belongs to one picture, its table and the note that goes into every file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, wraps
from typing import TYPE_CHECKING, Any, Concatenate, Final, ParamSpec, Protocol, TypeVar, cast

import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.text import Text, msg
from vbdash.view import View

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from vbdash.charts.maps.view import MapView

P = ParamSpec("P")
R = TypeVar("R", covariant=True)


#: Signs of a figure that stands as large as a slide allows.
_FIGURE: Final = 8
#: Terms of use that the table of sources says in words, said in the reader's language.
_LICENCES: Final = frozenset(
    {
        msg("Not stated; figures quoted with attribution"),
        msg("Eurostat reuse policy (attribution), Commission Decision 2011/833/EU"),
    }
)


@dataclass(frozen=True)
class Column:
    """One column of an exported table.

    Parameters
    ----------
    name
        Column of the frame.
    heading
        What it is called in the file, with its unit.
    decimals
        Decimals of a number; None for text, codes and years.
    varied
        Whether rows have decimals of their own, as measures have: the numbers are rounded already,
        and are written with no more decimals than they have.
    """

    name: str
    heading: str
    decimals: int | None = None
    varied: bool = False


@dataclass(frozen=True)
class Note:
    """What a file says of itself.

    Parameters
    ----------
    title
        What the table shows.
    lines
        Label and text: selection, definition, basis, caveats, what is withheld …
    sources
        Publications behind the figures, with address and licence.
    link
        Address of the view.
    version
        Version of the data.
    short
        What the file is called, where the title is a whole sentence.
    """

    title: str
    lines: Sequence[tuple[str, str]] = ()
    sources: Sequence[str] = ()
    link: str = ""
    version: str = ""
    watermark: str = ""
    short: str = ""

    def pairs(self, tx: Text) -> list[tuple[str, str]]:
        """Return everything as label and text, in reading order."""
        pairs = [(tx("Title"), self.title)]
        if self.watermark:
            pairs.insert(0, (tx("Warning"), self.watermark))
        pairs += [(label, text) for label, text in self.lines if text]
        pairs += [(tx("Source"), source) for source in self.sources]
        if self.link:
            pairs.append((tx("View"), self.link))
        if self.version:
            pairs.append((tx("Data version"), self.version))
        return pairs


@dataclass(frozen=True)
class Tile:
    """A large figure with its words.

    Parameters
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

    @property
    def is_word(self) -> bool:
        """Whether a word stands for the figure: it takes more room than one."""
        return len(self.figure) > _FIGURE or not any(c.isdigit() for c in self.figure)

    @property
    def in_words(self) -> str:
        """What it says in running text, whether the words go on from the figure or stand alone."""
        if self.text[:1].islower():
            return f"{self.label}: {self.figure} {self.text}"
        return f"{self.label}: {self.text if self.figure == '–' else f'{self.figure}. {self.text}'}"


@dataclass(frozen=True, eq=False)
class Exhibit:
    """What is shown together, on a page, a slide, a hand-out and in files.

    Parameters
    ----------
    key
        Distinguishes the exhibit from others on the page and in a deck, and stands in links.
    title
        What is found, as a heading.
    subtitle
        What is measured: measure, definition, basis, year, and where that is not what was asked.
    sentence
        One sentence that says what the picture shows; read out by screen readers.
    table, columns
        The table twin, and how its columns are headed and written.
    sources
        Ids of the publications behind the figures.
    lines
        Further label and text for files and notes: definition, basis, caveats.
    chart, map, tiles
        The picture: a chart (or what draws it, when somebody looks at it), a map, or large figures
        in words. Without any of them the table is the picture, or on a cover nothing.
    screen
        The chart as HTML for a page, where its letters must fit every width; files take the figure.
    unit, decimals
        How the picture's figures are written where it is drawn anew (PowerPoint).
    watermark
        Said on screen and in every file where the figures are made up.
    origin
        Said on screen and in pictures instead of the sources, where they are too many for a line;
        tables that are downloaded name them all.
    linked
        Of the sources, those that are named with their links beside the origin.
    link
        Address of the view that shows it.
    cover
        Whether it opens a deck.
    recipe
        How a link says it (:mod:`vbdash.slides.recipe`); empty where none can.
    code
        Address that is drawn beside the picture as a code for telephones.
    filed
        Columns of files, where people read numbers with their units in one cell: there each number
        is a number, and its unit stands in a column of its own.
    short
        What its files are called, where the title is a whole sentence.
    """

    key: str
    title: str
    subtitle: str
    sentence: str
    table: pd.DataFrame
    columns: Sequence[Column]
    sources: Sequence[str] = ()
    lines: Sequence[tuple[str, str]] = ()
    chart: go.Figure | Callable[[], go.Figure] | None = None
    map: MapView | None = None
    tiles: tuple[Tile, ...] = ()
    screen: str = ""
    unit: str = ""
    decimals: int = 0
    watermark: str = ""
    origin: str = ""
    linked: Sequence[str] = ()
    link: str = ""
    cover: bool = False
    recipe: str = ""
    code: str = ""
    filed: Sequence[Column] = ()
    short: str = ""

    def __post_init__(self) -> None:
        """Hold what is listed in a form that nobody can add to."""
        for name in ("columns", "sources", "lines", "linked", "filed"):
            object.__setattr__(self, name, tuple(getattr(self, name)))
        if callable(self.chart) and not hasattr(self.chart, "cache_info"):
            object.__setattr__(self, "chart", cache(self.chart))  # drawn once for all its copies

    @property
    def figure(self) -> go.Figure | None:
        """The chart, drawn."""
        return self.chart() if callable(self.chart) else self.chart

    @property
    def is_drawn(self) -> bool:
        """Whether there is a picture: a chart or a map."""
        return self.chart is not None or self.map is not None

    @property
    def alt(self) -> str:
        """What the picture shows, and what is measured: it must stand without what is around it."""
        if not self.subtitle or self.subtitle in self.sentence:
            return self.sentence
        # What the sentence has said already is not said again.
        parts = [p for p in self.subtitle.rstrip(".").split(". ") if p not in self.sentence]
        if not parts:
            return self.sentence
        end = "." if self.subtitle.endswith(".") else ""
        return f"{self.sentence.rstrip('.')}. {'. '.join(parts)}{end}"

    @property
    def for_files(self) -> Sequence[Column]:
        """The columns that files have, in the order of the rows that are read."""
        return self.filed or self.columns

    @property
    def named(self) -> tuple[str, ...]:
        """Sources that are named under the picture, each once."""
        return tuple(dict.fromkeys(self.linked if self.origin else self.sources))

    def replace(self, **changes: Any) -> Exhibit:
        """Return the exhibit with some things changed."""
        return replace(self, **changes)

    def note(self, view: View) -> Note:
        """Say in a file what it is: selection, definition, sources with licences, link, version."""
        lines = [(view.tx("Shows"), self.subtitle), *self.lines]
        made = note(view, self.title, self.sources, lines, self.watermark)
        sources = made.sources or ([self.origin] if self.origin else [])
        return replace(made, sources=sources, link=self.link or view.link, short=self.short)


def note(
    view: View,
    title: str,
    sources: Sequence[str] = (),
    lines: Sequence[tuple[str, str]] = (),
    watermark: str = "",
) -> Note:
    """Describe a file made in a view: what is chosen, sources with licences, link, version."""
    about = [(view.tx("Municipalities"), view.where()), *lines]
    named = publications(view, sources)
    return Note(title, about, named, view.link, view.dataset.version, watermark)


def publications(view: View, sources: Sequence[str]) -> list[str]:
    """Name publications in full: publisher, title, address and licence of each."""
    tx = view.tx
    rows = [view.dataset.row("sources", s) for s in known(view.dataset, sources)]
    parts = [
        (row["publisher"], tx.named(row, "title"), row["url"], licence(tx, row)) for row in rows
    ]
    return [" · ".join(str(p) for p in each if isinstance(p, str) and p) for each in parts]


def cited(tx: Text, source: Mapping[str, Any] | Any) -> str:
    """Name a publication by its publisher and title."""
    return f"{source['publisher']}: {tx.named(source, 'title')}"


def licence(tx: Text, source: Mapping[str, Any] | Any) -> str:
    """Say on what terms a publication may be used; empty where nothing is known."""
    text = source["licence"]
    return (tx(text) if text in _LICENCES else text) if isinstance(text, str) else ""


def publishers(view: View, sources: Sequence[str], *, titles: bool = False) -> str:
    """Name publications in a line: the publisher of each, with its title where asked for."""
    rows = [view.dataset.row("sources", s) for s in known(view.dataset, sources)]
    said = [cited(view.tx, row) if titles else str(row["publisher"]) for row in rows]
    return "; ".join(dict.fromkeys(said))


def known(dataset: Dataset, sources: Sequence[str]) -> list[str]:
    """Return the ids that the data have a publication for, each once, in order."""
    there = dataset.once(("known_sources",), lambda: frozenset(dataset.sources.index))
    return [each for each in dict.fromkeys(sources) if each in there]


def source_text(view: View, exhibit: Exhibit) -> str:
    """Name where a picture's figures are from in a line, as many publications as fit under it."""
    tx, most = view.tx, 2
    if exhibit.cover or not exhibit.sources or (exhibit.origin and len(exhibit.sources) > most):
        return exhibit.origin
    names = publishers(view, exhibit.sources[:most], titles=True)
    more = len(exhibit.sources) - most
    if more > 0:
        names += " " + tx.plural("and {n} more", "and {n} more", more)
    return f"{exhibit.origin} {tx('Source: {sources}.', sources=names)}".strip()


class Maker(Protocol[P, R]):
    """Makes an exhibit of a view, and says which choices it reads."""

    reads: tuple[str, ...]
    __module__: str
    __qualname__: str

    def __call__(self, view: View, *args: P.args, **kwargs: P.kwargs) -> R:
        """Make it."""
        ...


def reads(
    *choices: str,
) -> Callable[[Callable[Concatenate[View, P], R]], Maker[P, R]]:
    """Say which choices of the view an exhibit is made from, and hide all others from it.

    What an exhibit cannot see it cannot depend on: whoever remembers exhibits may do so by these
    choices alone, so that one picture serves everybody who looks at the same.

    Parameters
    ----------
    choices
        Fields of the selection, and ``"theme"``. The language is always read.
    """

    def mark(make: Callable[Concatenate[View, P], R]) -> Maker[P, R]:
        @wraps(make)
        def made(view: View, *args: P.args, **kwargs: P.kwargs) -> R:
            return make(view.only(*choices), *args, **kwargs)

        made.reads = choices  # type: ignore[attr-defined]
        return cast("Maker[P, R]", made)

    return mark
