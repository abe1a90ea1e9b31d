"""The first answer as HTML: what a page begins with, read without the app and before it.

It stands over the place where the app is drawn and gives way to it. Every text is escaped; no part
of it comes from a link but what the data know.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from typing import Final
from urllib.parse import urlencode

from streamlit import config

from vbdash.charts.maps import screen
from vbdash.exhibit import source_text
from vbdash.exhibits.front import Figure, Front
from vbdash.exhibits.municipality.ways_in import ways_in
from vbdash.parameters import MUNICIPALITY, PAGES, START
from vbdash.text import LANGUAGES, msg
from vbdash.ui.frame.ways import WAYS
from vbdash.view import View

#: Signs of a description that whoever shows links shows.
_DESCRIBED: Final = 300
_LOCALES: Final = {"sv": "sv_SE", "en": "en_GB"}
#: Colours of the app that this is drawn in: our names, Streamlit's settings.
_COLOURS: Final = {
    "ground": "backgroundColor", "other": "secondaryBackgroundColor", "ink": "textColor",
    "link": "linkColor", "line": "borderColor",
}  # fmt: skip

_CHOOSE: Final = msg("Choose your municipality")
_WITHOUT: Final = msg(
    "Charts, filters, slides and downloads need JavaScript, which is switched off in this browser. "
    "What stands here is the answer, and every link above leads to another one."
)
_LATE: Final = msg(
    "The rest of the page has not come: charts, filters, slides and downloads need an open connection "
    "(websocket), which is slow here or is not let through by the network. What stands here is the answer all the same, "
    "and every link leads to another one."
)


@dataclass(frozen=True)
class First:
    """What is written into a page.

    Attributes
    ----------
    head
        Title, description, what previews show.
    body
        What is read until the app has come.
    """

    head: bytes
    body: bytes


def first(
    view: View,
    front: Front,
    *,
    title: str,
    base: str,
    picture: str,
    bare: bool = False,
    side: bool = False,
) -> First:
    """Write the first answer.

    Parameters
    ----------
    view
        What is looked at; its ``base`` is the address that others know.
    front
        What the page begins with.
    title
        Of the window.
    base
        Path that the app is served under.
    picture
        Address of the picture for previews; relative to ``view.base``.
    bare
        Whether the ways to other pages are left away, as where the page stands in a frame.
    side
        Whether the page has a sidebar, whose place is left free.
    """
    return First(
        _head(view, front, title, picture).encode(),
        _body(view, front, base, bare=bare, side=side).encode(),
    )


def _head(view: View, front: Front, title: str, picture: str) -> str:
    tx, said = view.tx, described(front)
    named = {
        "og:title": front.title, "og:description": said, "og:type": "website",
        "og:site_name": view.app_name, "og:locale": _LOCALES[tx.lang], "og:url": view.link,
        "og:image": f"{view.base}{picture}", "og:image:width": "1200", "og:image:height": "630",
        "og:image:alt": front.sentence,
    }  # fmt: skip
    found = "".join(
        f'<meta property="{name}" content="{escape(text)}">' for name, text in named.items()
    )
    others = "".join(
        f'<link rel="alternate" hreflang="{lang}" href="{escape(view.choosing(lang=lang).link)}">'
        for lang in LANGUAGES
    )
    return (
        f"<title>{escape(title)}</title>"
        f'<meta name="description" content="{escape(said)}">{found}'
        '<meta name="twitter:card" content="summary_large_image">'
        f'<link rel="canonical" href="{escape(view.link)}">{others}'
        f"<style>{_colours()}{_look()}</style>"
    )


def described(front: Front) -> str:
    """Return the answer in a line or two, as whoever shows links shows it."""
    parts = [front.sentence]
    parts += [" ".join(each for each in (f.value, f.label) if each) for f in front.figures]
    said = ""
    for part in parts:
        longer = f"{said} {part}{'' if part.endswith('.') else '.'}".strip()
        if said and len(longer) > _DESCRIBED:
            break
        said = longer
    return said if len(said) <= _DESCRIBED else said[: _DESCRIBED - 1].rstrip() + "…"


def _colours() -> str:
    """Return the colours of both themes, as the app is set."""
    found = []
    for theme, where in (("light", "{}"), ("dark", "@media(prefers-color-scheme:dark){{{}}}")):
        values = {
            name: config.get_option(f"theme.{theme}.{each}") for name, each in _COLOURS.items()
        }
        said = ";".join(f"--{name}:{value}" for name, value in values.items() if value)
        found.append(where.format(f"#first{{{said}}}"))
    return "".join(found)


@cache
def _look() -> str:
    written = files(__package__).joinpath("first.css").read_text(encoding="utf-8")
    return re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", written, flags=re.DOTALL)).strip()


def _body(view: View, front: Front, base: str, *, bare: bool, side: bool) -> str:
    tx = view.tx
    listed = view.page == START or (view.page == MUNICIPALITY and not view.chosen)
    says = f'<p class="says">{escape(_said(view, front))}</p>'
    figures = _figures(view, front.figures, base)
    main = [
        f"<h1>{escape(front.title)}</h1>",
        *((figures, says) if view.page == START else (says, figures)),
        f'<p><a href="#places">{escape(tx(_CHOOSE))}</a></p>' if listed else "",
        "".join(f"<p>{escape(each)}</p>" for each in front.notes),
        _picture(view, front, base),
        _municipalities(view, base) if listed else "",
        f"<noscript><p>{escape(tx(_WITHOUT))}</p></noscript>",
        f'<p class="late" role="status" hidden data-late>{escape(tx(_LATE))}</p>',
    ]
    ways = "" if bare else _ways(view, base)
    side = "" if bare or not side else ' class="side"'
    return f'<div id="first"{side} lang="{tx.lang}">{ways}<main>{"".join(main)}</main></div>'


def _said(view: View, front: Front) -> str:
    """Return the answer, and where that is not the page's own subject what the page is for."""
    purpose = view.tx(PAGES[view.page][1])
    own = view.page == START or (view.page == MUNICIPALITY and view.chosen)
    if own or purpose in front.sentence:
        return front.sentence
    return f"{front.sentence.rstrip('.')}. {purpose}"


def _ways(view: View, base: str) -> str:
    """List the pages, by their names or where there is no room by a word, and the other language."""
    tx = view.tx
    links, called = [], tx("Pages")
    for name, word, _ in WAYS:
        page = START if name == "overview" else name
        now = ' aria-current="page"' if page == view.page else ""
        address = view.selection.link(view.choices, page, base)
        title = f"<span>{escape(tx(PAGES[page][0]))}</span><span>{escape(tx(word))}</span>"
        links.append(f'<li><a href="{escape(address)}"{now}>{title}</a></li>')
    others = "".join(
        f'<a href="{escape(base + view.choosing(lang=lang).link.removeprefix(view.base))}" '
        f'lang="{lang}" hreflang="{lang}">{escape(name)}</a>'
        for lang, name in LANGUAGES.items()
        if lang != tx.lang
    )
    return (
        f'<header><p><a href="{escape(base)}/">{escape(view.app_name)}</a></p>'
        f'<nav aria-label="{escape(called)}"><ul>{"".join(links)}</ul></nav>{others}</header>'
    )


def _figures(view: View, figures: tuple[Figure, ...], base: str) -> str:
    if not figures:
        return ""
    return f'<ul class="three">{"".join(_figure(view, each, base) for each in figures)}</ul>'


def _figure(view: View, figure: Figure, base: str) -> str:
    query = view.selection.query(view.choices)
    asked = {**query, **{name: [value] for name, value in figure.query}}
    address = _link(base, figure.page, asked)
    beside = f"<em>{escape(figure.beside)}</em>" if figure.beside else ""
    return (
        f'<li><a href="{escape(address)}"><b>{escape(figure.value)}</b>{beside}'
        f"<span>{escape(figure.label)}</span></a></li>"
    )


def _link(base: str, page: str, query: dict[str, list[str]]) -> str:
    return f"{base}/{page}" + (f"?{urlencode(query, doseq=True)}" if query else "")


def _picture(view: View, front: Front, base: str) -> str:
    """Draw the map with its heading, and say what it shows and where it is from."""
    made = front.picture
    if made is None or made.map is None:
        return ""

    def to(code: str) -> str:
        return _place(view, code, base)

    drawn = screen.drawing(made.map, to)
    said = f"{made.subtitle} {source_text(view, made)}".strip()
    shape = f"{made.map.geometry.width:.0f}/{made.map.geometry.height:.0f}"
    legend = "".join(_key(each.label, each.fill) for each in made.map.legend)
    return (
        f"<section><h2>{escape(made.title)}</h2><style>{screen.STYLE}</style>"
        f'<div class="map" style="aspect-ratio:{shape}">{drawn}</div>'
        f'<p class="keys">{escape(made.map.legend_title)} {legend}</p>'
        f'<p class="small">{escape(said)}</p></section>'
    )


def _key(label: str, fill: str | None) -> str:
    sample = f'<i style="background:{escape(fill)}"></i>' if fill else ""
    return f"<span>{sample}{escape(label)}</span> "


def _place(view: View, code: str, base: str) -> str:
    """Return where a municipality is read about, with what else is chosen."""
    asked = view.choosing(municipalities=(code,) if code else ())
    return asked.selection.link(view.choices, MUNICIPALITY, base)


def _municipalities(view: View, base: str) -> str:
    """List the county's municipalities, each with what is known of it in a line."""
    tx, data, chosen = view.tx, view.dataset, view.selection
    known = ways_in(data, chosen.definition, chosen.support, tx.lang)
    codes = {data.name(code): code for code in data.municipality_codes}
    rows = "".join(
        f'<li><a href="{escape(_place(view, codes[name], base))}">{escape(name)}</a> '
        f"{escape(said.replace('**', ''))}</li>"
        for name, said in known.rows
    )
    return (
        f'<section id="places"><h2>{escape(tx(_CHOOSE))}</h2>'
        f'<p class="small">{escape(known.about)}</p><ul class="places">{rows}</ul></section>'
    )
