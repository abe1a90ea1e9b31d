"""A deck: which slides, in which order; what the ready story is; how a link says it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType
from typing import Final

from vbdash.selection import Selection
from vbdash.slides import forward, found, opening, places, reached, size
from vbdash.slides.slide import Slide, Stage
from vbdash.text import Text, msg

__all__ = [
    "CHAPTERS",
    "COUNTYWIDE",
    "OWN",
    "SEPARATOR",
    "Deck",
    "chapter_name",
    "countywide",
    "page_of_all",
    "slide",
    "story_keys",
]

#: Every slide the app can make by itself, in the order of the ready story, and what each is about.
CHAPTERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "cover": msg("Cover"),
        "claims": msg("The three claims"),
        "trend": msg("Industry's share over time"),
        "counties": msg("All counties"),
        "quoted": msg("Quoted shares beside official ones"),
        "municipalities": msg("Industry on the map"),
        "firms": msg("Leading firms on the map"),
        "reached": msg("Who has been reached"),
        "support": msg("Support on open record"),
        "facts": msg("Facts found in the figures"),
        "next": msg("Where next"),
        "sources": msg("Sources"),
    }
)
_MAKERS: Final[Mapping[str, Callable[[Stage], Slide | None]]] = MappingProxyType(
    {
        "cover": opening.cover,
        "claims": opening.claims,
        "trend": size.trend,
        "counties": size.counties,
        "quoted": size.quoted,
        "municipalities": places.municipalities,
        "firms": places.firms,
        "reached": reached.reached,
        "support": reached.support,
        "facts": found.found,
        "next": forward.where_next,
    }
)
#: Slides that say the same whichever municipalities are chosen, and the page each links to.
COUNTYWIDE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "claims": "",
        "trend": "industry",
        "counties": "industry",
        "quoted": "industry",
        "reached": "interventions",
    }
)
#: How the key of a municipality's slide begins, and that of a slide somebody added.
_MUNICIPALITY: Final = "kommun-"
OWN: Final = "egen-"
#: Stands between keys in a link.
SEPARATOR: Final = "~"
#: More chosen municipalities than this get no slide each.
_MOST: Final = 5
#: Longest deck that is shown.
_LONGEST: Final = 60
_KEY: Final = re.compile(r"[a-z]+(-[0-9a-z]{1,16})?")


def story_keys(stage: Stage) -> tuple[str, ...]:
    """Return the keys of the ready story for what is looked at.

    A chosen municipality gets a slide of its own after the map, as long as there are few of them.
    """
    keys = list(CHAPTERS)
    if 0 < len(stage.chosen) <= _MOST:
        after = keys.index("municipalities") + 1
        keys[after:after] = [f"{_MUNICIPALITY}{code}" for code in stage.chosen]
    return tuple(keys)


def maker(key: str) -> Callable[[Stage], Slide | None] | None:
    """Return what makes a slide from the data; None for the sources and for added slides."""
    if key.startswith(_MUNICIPALITY):
        return partial(_municipality, key.removeprefix(_MUNICIPALITY))
    return _MAKERS.get(key)


def _municipality(code: str, stage: Stage) -> Slide | None:
    return places.municipality(stage, code)


def slide(stage: Stage, key: str) -> Slide | None:
    """Make one slide; None where the key is unknown or the data have nothing to show."""
    make = maker(key)
    return make(stage) if make else None


def page_of_all(key: str) -> str | None:
    """Return the page that a slide links to which is the same whichever municipalities are chosen.

    None for a slide that follows the choice. A municipality's own slide is about it alone.
    """
    return "municipality" if key.startswith(_MUNICIPALITY) else COUNTYWIDE.get(key)


def countywide(stage: Stage) -> Stage:
    """Leave out of a stage what slides with a :func:`page_of_all` do not read.

    A slide made on it serves every choice of municipalities, once its link is set to the view.
    """
    read = stage.selection
    plain = Selection(
        year=read.year, definition=read.definition, support=read.support, lang=read.lang
    )
    return replace(stage, selection=plain)


def chapter_name(key: str, tx: Text, names: Mapping[str, str]) -> str:
    """Say in a word or two what a slide is about.

    Parameters
    ----------
    key
        Of the slide.
    names
        Names of municipalities by code.
    """
    if key in CHAPTERS:
        return tx(CHAPTERS[key])
    code = key.removeprefix(_MUNICIPALITY)
    return names.get(code, tx("Added slide"))


@dataclass(frozen=True)
class Deck:
    """Slides in their order.

    Attributes
    ----------
    slides
        At least none; keys are unique.
    """

    slides: tuple[Slide, ...]

    @classmethod
    def make(
        cls,
        stage: Stage,
        keys: Iterable[str],
        own: Mapping[str, Slide] | None = None,
        build: Callable[[Stage, str], Slide | None] = slide,
    ) -> Deck:
        """Make the slides that `keys` name; those the data cannot fill are passed over.

        Parameters
        ----------
        stage
            What they are made from.
        keys
            In order; a key that stands twice counts once.
        own
            Slides that were added, by key.
        build
            Makes one slide; the app passes a function that remembers.
        """
        made: dict[str, Slide] = {}
        wanted = list(dict.fromkeys(keys))
        for key in wanted:
            found = (own or {}).get(key) or (None if key == "sources" else build(stage, key))
            if found is not None:
                made[key] = found
        if "sources" in wanted:
            last = opening.sources_slide(stage, list(made.values()))
            if last is not None:
                made["sources"] = last
        return cls(_unlike(tuple(made[key] for key in wanted if key in made)))

    @staticmethod
    def parse(written: str, known: Iterable[str] = ()) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Read the order of slides from a link.

        Parameters
        ----------
        written
            Keys with :data:`SEPARATOR` between them.
        known
            Keys of added slides that are at hand.

        Returns
        -------
        keys, dropped
            What can be made, and what cannot.
        """
        at_hand = set(known)
        keys: list[str] = []
        dropped: list[str] = []
        for key in written[:2000].split(SEPARATOR)[:_LONGEST]:
            if not key or key in keys:
                continue
            fits = _KEY.fullmatch(key) and (
                key in CHAPTERS or key in at_hand or key.startswith(_MUNICIPALITY)
            )
            (keys if fits else dropped).append(key)
        return tuple(keys), tuple(dropped)

    @staticmethod
    def write(keys: Sequence[str]) -> str:
        """Write the order of slides for a link."""
        return SEPARATOR.join(keys)


def _unlike(slides: tuple[Slide, ...]) -> tuple[Slide, ...]:
    """Tell titles that stand twice apart by a number: a screen reader lists slides by title."""
    seen: dict[str, int] = {}
    result = []
    for each in slides:
        seen[each.title] = seen.get(each.title, 0) + 1
        count = seen[each.title]
        result.append(each if count == 1 else each.replace(title=f"{each.title} ({count})"))
    return tuple(result)
