"""Hostile links and files of slides: ``python -m benchmarks.hostile_links [COUNT] [SEED]``.

Links are damaged as mail programs, people and the hostile damage them, and read as the app reads
them; files of slides are changed in their JSON or their bytes, and opened. Counted are inputs,
what is raised other than a refusal, links that tell live markup, readings over two seconds of
processor time and the memory of the process. Exit status 1 when anything of that is wrong.
"""

from __future__ import annotations

import contextlib
import copy
import json
import random
import sys
from typing import Any, Final
from urllib.parse import parse_qs, quote, urlsplit

import vbdash
from benchmarks import fuzz
from benchmarks.hostile_files import flipped, text
from benchmarks.packages import ODD
from vbdash.data.dataset import Dataset
from vbdash.links import Query, mended
from vbdash.parameters import NAMES, tidy
from vbdash.reports.pictures import picture_svg
from vbdash.selection import Choices, Selection, migrate
from vbdash.slides import Deck, story_keys
from vbdash.slides.snapshot import DeckFileError, opened, own_key, saved
from vbdash.text import Text
from vbdash.view import View

#: Of a hundred inputs so many are files of slides; the others are links.
DECKS: Final = 8
PAGES: Final = (
    "",
    "industry",
    "companies",
    "interventions",
    "municipality",
    "present",
    "data",
    "x",
)
VALUES: Final = (
    "2480", "Umeå", "Umea\u030a kommun", "24", "A-F", "2017", "-1", "9" * 5_000, "1e400", "gva", "sv",
    "[Logga in](https://evil.example/x)", "<script>alert(1)</script>", "\u202e", "\ud800", "%", "&amp;",
    "Umeå,Malå;Vännäs", "a" * 100_000, "$x^2$", ":red[x]", "../../etc/passwd", "\0", "٢٠١٧", "½",
)  # fmt: skip
#: Signs that would make a link or a picture of what a notice says.
LIVE: Final = ("](", "<", "://", ":red[", "$x")


def link(rng: random.Random) -> str:
    """Write a link with names that are known and others, damaged in some of the usual ways."""
    parts = []
    for _ in range(rng.choice((1, 2, 3, 3, 8, 200))):
        name = rng.choice([*NAMES, text(rng)]) if rng.random() < 0.9 else rng.choice(VALUES)
        value = rng.choice(VALUES) if rng.random() < 0.5 else text(rng)
        plain = rng.random() < 0.3
        parts.append(f"{name}={value if plain else quote(value, safe='', errors='surrogatepass')}")
    joined = rng.choice(("&", "&", "&amp;", ";", "&&", "&#38;", "%26")).join(parts)
    place = rng.randrange(len(joined) + 1)
    return (
        "/x?" + joined[:place] + rng.choice(("", "", "?", "%", "%C3", "\n", "&#")) + joined[place:]
    )


def follow(address: str, page: str, dataset: Dataset, choices: Choices, tx: Text) -> str:
    """Read a link as the app does, write it again, and say what is wrong with that."""
    arrived: Query
    try:
        arrived = parse_qs(urlsplit(address).query, keep_blank_values=True)
    except ValueError:  # more than the server itself takes
        return ""
    asked = mended(arrived, NAMES)
    selection, unknown = Selection.parse(asked, choices)
    _, untidy = tidy(migrate(asked), page, dataset)
    said = " ".join(each.sentence(tx) for each in (*unknown, *untidy))
    again, left = Selection.parse(selection.query(choices), choices)
    if any(sign in said for sign in LIVE) or len(said) > 20_000:
        return "markup"
    return "" if again == selection and not left else "another view"


def changed(deck: dict[str, Any], rng: random.Random) -> bytes:
    """Change one to four values anywhere in a file of slides, or its bytes."""
    if rng.random() < 0.2:
        return flipped(json.dumps(deck).encode(), rng)
    deck = copy.deepcopy(deck)
    for _ in range(rng.randrange(1, 5)):
        holder: Any = deck
        while True:
            keys = list(holder) if isinstance(holder, dict) else range(len(holder))
            if not keys:
                break
            key = rng.choice(keys)
            if not isinstance(holder[key], dict | list) or rng.random() < 0.1:
                way = rng.randrange(4)
                if way == 0:
                    del holder[key]
                else:
                    value = rng.choice(ODD) if way < 3 else rng.choice((*VALUES, text(rng)))
                    holder[key] = copy.deepcopy(value)
                break
            holder = holder[key]
    return json.dumps(deck).encode()


def decks(view: View) -> list[dict[str, Any]]:
    """Return files with one added slide each, so that a change meets every part of one."""
    found = []
    for each in Deck.make(view, story_keys(view)).slides:
        key = own_key(each.title, each.subtitle, each.link)
        own = {key: each.replace(key=key)}
        found.append(json.loads(saved(["cover", key], own, {"kommun": ["Umeå"]})))
    return sorted(found, key=lambda deck: len(json.dumps(deck)))[:12]


def open_deck(content: bytes, view: View, choices: Choices) -> str:
    """Open a file as the page does: its pictures are drawn before any of it is taken."""
    keys, own, query = opened(content, view.geometry)
    with contextlib.suppress(Exception):  # the page refuses what cannot be drawn
        for each in own.values():
            picture_svg(each, view.tx)
    Deck.parse(Deck.write(keys), own)
    Selection.parse(query, choices)
    return ""


def main() -> int:
    count, rng = fuzz.arguments(__doc__)
    dataset, tx = vbdash.load(), Text("sv")
    choices = Choices.of(dataset)
    view = View(dataset, Selection(municipalities=("2482",)), base="https://example.org")
    files = decks(view)

    def attempt(rng: random.Random) -> tuple[str, str]:
        if rng.randrange(100) >= DECKS:
            return "link", follow(link(rng), rng.choice(PAGES), dataset, choices, tx)
        try:
            return "deck", open_deck(changed(rng.choice(files), rng), view, choices)
        except DeckFileError:
            return "deck refused", ""

    return fuzz.run(count, rng, attempt)


if __name__ == "__main__":
    sys.exit(main())
