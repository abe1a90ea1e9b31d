"""What a page begins with, as a value."""

from __future__ import annotations

from dataclasses import dataclass

from vbdash.exhibit import Exhibit


@dataclass(frozen=True)
class Figure:
    """A large figure, what it counts, and what stands beside it.

    Attributes
    ----------
    value
        As people write it, with its unit.
    label
        What it counts, with its year.
    beside
        In a line: the claim it is tried against, quoted, or its place among others.
    page, query
        Where more is said of it: a page, and what of it the link asks for.
    more
        What that link is called.
    measure
        Id of the measure, where it has a history; else empty.
    sources
        Ids of the publications behind it.
    """

    value: str
    label: str
    beside: str
    page: str
    more: str
    query: tuple[tuple[str, str], ...] = ()
    measure: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Front:
    """What a page begins with.

    Attributes
    ----------
    title
        What it is about: its heading.
    sentence
        The answer.
    figures
        At most three.
    picture
        The map, with its words and sources; None where there is none.
    notes
        What must be known to read it rightly: another year or definition than asked for.
    """

    title: str
    sentence: str
    figures: tuple[Figure, ...] = ()
    picture: Exhibit | None = None
    notes: tuple[str, ...] = ()
