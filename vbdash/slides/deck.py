"""A deck: which slides, in which order; what the ready story is; how a link says it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final
from urllib.parse import urlencode

from vbdash.exhibit import Exhibit, Maker
from vbdash.exhibits import facts
from vbdash.exhibits.records.next import where_next
from vbdash.parameters import PRESENT
from vbdash.slides import opening, places, reached, size
from vbdash.text import Text, msg
from vbdash.view import View

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
        "reached": msg("Which firms got help"),
        "support": msg("Support on open record"),
        "facts": msg("Facts found in the figures"),
        "next": msg("Where next"),
        "sources": msg("Sources"),
    }
)
_MAKERS: Final[Mapping[str, Maker[[], Exhibit | None]]] = MappingProxyType(
    {
        "cover": opening.cover,
        "claims": opening.claims,
        "trend": size.share_over_time,
        "counties": size.counties,
        "quoted": size.quoted,
        "municipalities": places.municipalities,
        "firms": places.firms,
        "reached": reached.reached,
        "support": reached.support,
        "facts": facts.found,
        "next": where_next,
    }
)
#: The page that a slide leads to; the others lead to the start.
_PAGES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "trend": "industry",
        "counties": "industry",
        "quoted": "industry",
        "firms": "companies",
        "reached": "interventions",
        "support": "interventions",
        "next": "interventions",
        "facts": "municipality",
        "sources": "data",
    }
)
#: How the key of a municipality's slide begins.
_MUNICIPALITY: Final = "kommun-"
#: The order of slides in a link.
ORDER: Final = "bilder"
#: Stands between keys in a link.
SEPARATOR: Final = "~"
#: More chosen municipalities than this get no slide each.
_MOST: Final = 5
#: Longest deck that is shown, and signs of the longest order that is read.
_LONGEST, _SIGNS = 60, 6000
_KEY: Final = re.compile(r"[a-z]+(-[0-9a-z]{1,16})?")


def story_keys(view: View) -> tuple[str, ...]:
    """Return the keys of the ready story for what is looked at.

    A chosen municipality gets a slide of its own after the map, as long as there are few of them.
    """
    keys = list(CHAPTERS)
    if 0 < len(view.chosen) <= _MOST:
        after = keys.index("municipalities") + 1
        keys[after:after] = [f"{_MUNICIPALITY}{code}" for code in view.chosen]
    return tuple(keys)


#: Makes an exhibit of a view; the app passes a function that remembers.
Make = Callable[..., Exhibit | None]


def _plainly(make: Maker[..., Exhibit | None], view: View, *args: str) -> Exhibit | None:
    return make(view, *args)


def slide(view: View, key: str, make: Make = _plainly) -> Exhibit | None:
    """Make one slide; None where the key is unknown or the data have nothing to show.

    Parameters
    ----------
    view
        What it is made from.
    key
        Of the slide, as a link says it.
    make
        Calls what makes an exhibit: with the maker, the view and what else it takes.
    """
    if key.startswith(_MUNICIPALITY):
        made = make(places.municipality, view, key.removeprefix(_MUNICIPALITY))
        page = "municipality"
    else:
        maker, page = _MAKERS.get(key), _PAGES.get(key, "")
        made = make(maker, view) if maker else None
    return made and made.replace(link=view.link_to(page))


def deck_link(view: View, keys: Sequence[str], own: Mapping[str, Exhibit]) -> str:
    """Return the address that opens a deck: what is chosen, the order, the added slides."""
    whole = view.link_to(PRESENT)
    if tuple(keys) == story_keys(view):
        return whole
    sign = "&" if "?" in whole else "?"
    return f"{whole}{sign}{urlencode({ORDER: Deck.write(keys, own)})}"


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

    slides: tuple[Exhibit, ...]

    @classmethod
    def make(
        cls,
        view: View,
        keys: Iterable[str],
        own: Mapping[str, Exhibit] | None = None,
        make: Make = _plainly,
    ) -> Deck:
        """Make the slides that `keys` name; those the data cannot fill are passed over.

        Parameters
        ----------
        view
            What they are made from.
        keys
            In order; a key that stands twice counts once.
        own
            Slides that were added, by key.
        make
            As for :func:`slide`.
        """
        made: dict[str, Exhibit] = {}
        wanted = list(dict.fromkeys(keys))
        for key in wanted:
            found = (own or {}).get(key) or (None if key == "sources" else slide(view, key, make))
            if found is not None:
                made[key] = found
        if "sources" in wanted:
            last = opening.sources_slide(view, list(made.values()))
            if last is not None:
                made["sources"] = last.replace(link=view.link_to(_PAGES["sources"]))
        slides = [made[key] for key in wanted if key in made]
        if slides:
            keys = [each.key for each in slides]
            slides[-1] = slides[-1].replace(code=deck_link(view, keys, own or {}))
        return cls(_unlike(tuple(slides)))

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
        for key in Deck.pieces(written):
            if not key or key in keys:
                continue
            fits = _KEY.fullmatch(key) and (
                key in CHAPTERS or key in at_hand or key.startswith(_MUNICIPALITY)
            )
            (keys if fits else dropped).append(key)
        return tuple(keys), tuple(dropped)

    @staticmethod
    def pieces(written: str) -> list[str]:
        """Take the order of slides apart, as far as it is read."""
        return written[:_SIGNS].split(SEPARATOR)[:_LONGEST]

    @staticmethod
    def write(keys: Sequence[str], own: Mapping[str, Exhibit] | None = None) -> str:
        """Write the order of slides for a link: added ones by what they are made of."""
        added = own or {}
        told = ((added[key].recipe if key in added else "") or key for key in keys)
        return SEPARATOR.join(told)


def _unlike(slides: tuple[Exhibit, ...]) -> tuple[Exhibit, ...]:
    """Tell titles that stand twice apart by a number: a screen reader lists slides by title."""
    seen: dict[str, int] = {}
    result = []
    for each in slides:
        seen[each.title] = seen.get(each.title, 0) + 1
        count = seen[each.title]
        result.append(each if count == 1 else each.replace(title=f"{each.title} ({count})"))
    return tuple(result)
