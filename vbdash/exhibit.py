"""What is shown: what belongs to one picture, its table and the note that goes into every file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from vbdash.text import Text

__all__ = ["Column", "Exhibit", "Note"]


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
    """

    name: str
    heading: str
    decimals: int | None = None


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
    """

    title: str
    lines: Sequence[tuple[str, str]] = ()
    sources: Sequence[str] = ()
    link: str = ""
    version: str = ""
    watermark: str = field(default="")

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
class Exhibit:
    """What is shown together.

    Parameters
    ----------
    key
        Distinguishes the exhibit from others on the page.
    title
        What is found, as a heading.
    subtitle
        What is measured: definition, measure, year, basis, unit.
    sentence
        One sentence that says what the picture shows; read out by screen readers.
    table, columns
        The table twin, and how its columns are headed and written.
    sources
        Ids of the publications behind the figures.
    lines
        Further label and text for downloads: definition, basis, caveats.
    watermark
        Said on screen and in every file where the figures are made up.
    origin
        Said on screen and in pictures instead of the sources, where they are too many for a line;
        tables that are downloaded name them all.
    linked
        Of the sources, those that are named with their links beside the origin.
    """

    key: str
    title: str
    subtitle: str
    sentence: str
    table: pd.DataFrame
    columns: Sequence[Column]
    sources: Sequence[str]
    lines: Sequence[tuple[str, str]] = field(default=())
    watermark: str = ""
    origin: str = ""
    linked: Sequence[str] = field(default=())

    @property
    def alt(self) -> str:
        """What the picture shows, and what is measured: it must stand without what is around it."""
        if not self.subtitle or self.subtitle in self.sentence:
            return self.sentence
        return f"{self.sentence.rstrip('.')}. {self.subtitle}"
