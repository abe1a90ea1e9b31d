"""The slide show: one slide fills the screen, and the keys of a presenter turn the pages."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from functools import partial
from html import escape
from itertools import accumulate
from typing import Final

import streamlit as st

from vbdash.exhibit import Exhibit, Tile, source_text
from vbdash.reports.pictures import picture_svg
from vbdash.reports.qr import qr_svg
from vbdash.slides.deck import Deck
from vbdash.slides.recipe import OWN
from vbdash.text import Text
from vbdash.ui.cached import remembered
from vbdash.ui.present import component
from vbdash.ui.safe import quiet
from vbdash.view import View

#: Number of the slide in the link; its presence is what makes the page a slide show.
PARAM: Final = "bild"
#: Seconds until the next slide, for a screen that nobody stands at.
SECONDS: Final = "sekunder"
_MOST_ROWS: Final = 10
#: Lines of a table that fit on a slide, and letters of a cell that fit on a line.
_MOST_LINES, _LINE = 14, 42
#: So few rows are written large.
_FEW_ROWS: Final = 5
#: A small sheet, shown large: its letters are read from the back row.
_SHEET: Final = (980, 378)
_LETTERS: Final = 1.25
#: The same on a phone.
_UPRIGHT: Final = (430, 520)
_LETTERS_UPRIGHT: Final = 1.5
#: A range of industry codes, "B–E", and the same with signs that keep it on one line.
_CODES: Final = re.compile(r"\b([A-Z])–([A-Z])\b")
_KEPT: Final = "\\1\N{WORD JOINER}–\N{WORD JOINER}\\2"
#: The list of slides; open or not.
_INDEX: Final = "slide_index"

#: Type grows with the screen, so that the back row of a room reads it at any resolution.
_LOOK: Final = """
<style>
.stApp [data-testid="stSidebar"], .stApp [data-testid="stSidebarCollapsedControl"],
.stApp [data-testid="stExpandSidebarButton"], .stApp [data-testid="stHeader"] { display: none; }
.stApp [data-testid="stMainBlockContainer"] { max-width: none; padding: 0; }
.stApp .st-key-slide { background: #ffffff; color: #0a1218; position: fixed; inset: 0; gap: 1vh; overflow: hidden; z-index: 1;
  padding: 2.2vh 2vw 1.6vh 2vw; }
/* The picture gets what the words leave: at least three fifths of the slide. */
.stApp .st-key-slide > [class*="st-key-picture_"] { flex: 1 1 63.5vh; min-height: 63.5vh; position: relative; }
.stApp .st-key-slide > :has(.tiles), .stApp .st-key-slide > :has(.scroll) { flex: 1 1 auto; }
/* The buttons lie over the slide's edge, there when a hand moves or the keyboard has them. */
.st-key-slide_bar { position: fixed; left: 0; right: 0; bottom: 0; z-index: 5; padding: 0.4rem 2vw 0.5rem 2vw;
  background: #ffffffee; border-top: 1px solid #c9d3da; opacity: 0; transition: opacity 0.2s; }
:root.vb-moved .st-key-slide_bar, .st-key-slide_bar:focus-within, .st-key-slide_bar:has([aria-expanded="true"]) { opacity: 1; }
:root:not(.vb-moved) .st-key-slide { cursor: none; }
.slide h1 { font-size: clamp(1.3rem, min(3vw, 5.3vh), 6rem); line-height: 1.14; font-weight: 700;
  margin: 0 0 0.9vh 0; padding: 0; color: #0a1218; text-wrap: balance; }
.slide p { margin: 0; }
.slide .about { font-size: clamp(1rem, min(1.6vw, 2.6vh), 3rem); line-height: 1.3; color: #3f4c57; }
.slide .from { font-size: clamp(0.875rem, min(1.3vw, 2.25vh), 2.2rem); line-height: 1.3; color: #3f4c57; }
.slide .mark { font-size: clamp(1rem, min(1.6vw, 2.6vh), 3rem); color: #b4230f; font-weight: 700; }
.slide .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr));
  gap: 2.2vw; align-items: stretch; min-height: 60vh; align-content: center; }
.slide .tile { border-top: 0.6vh solid #0b6285; padding-top: 1.6vh; }
.slide .tile .said { font-size: clamp(1.1rem, min(2vw, 3.4vh), 4rem); line-height: 1.25;
  min-height: 2.6em; }
.slide .tile .figure { font-size: clamp(3rem, min(7.2vw, 13vh), 14rem); line-height: 1.1;
  font-weight: 700; color: #0b6285; margin: 1.2vh 0; }
.slide .tile .figure.word { font-size: clamp(2.2rem, min(4.6vw, 8.4vh), 9rem); line-height: 1.72; }
.slide .tile .text { font-size: clamp(1rem, min(1.7vw, 2.9vh), 3.2rem); line-height: 1.3; }
.slide .cover { min-height: 84vh; display: flex; flex-direction: column; justify-content: center;
  gap: 3vh; border-left: 1.2vw solid #0b6285; padding-left: 3vw; }
.slide .cover h1 { font-size: clamp(2rem, min(5vw, 9vh), 10rem); }
.slide .cover .about { font-size: clamp(1.1rem, min(2.2vw, 3.6vh), 4.4rem); }
.slide .cover dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.6vh 1.6vw; margin: 0;
  font-size: clamp(1rem, min(1.5vw, 2.5vh), 3rem); }
.slide .cover dt { color: #3f4c57; font-weight: 400; }
.slide .cover dd { margin: 0; font-weight: 600; }
.slide table { border-collapse: collapse; width: 100%;
  font-size: clamp(0.9rem, min(1.3vw, 2.25vh), 2.6rem); color: #0a1218; }
.slide th, .slide td { text-align: left; padding: 0.4vh 1vw 0.55vh 0; vertical-align: top;
  border: 0; border-bottom: 1px solid #c9d3da; color: #0a1218; }
.slide table.few { font-size: clamp(1rem, min(1.75vw, 3.1vh), 3.4rem); }
.slide table.few :is(th, td) { padding: 1.5vh 1.4vw 1.5vh 0; }
.slide .scroll { min-height: 60vh; }
.slide .ended { display: grid; grid-template-columns: 1fr min(20vw, 34vh); gap: 2vw; align-items: start; }
.slide .ended img { width: 100%; } .slide .ended figure { margin: 0; } .slide .ended figcaption { font-size: clamp(0.875rem, min(1.3vw, 2.25vh), 2.2rem); }
@media (max-width: 640px), print { .stApp .st-key-slide { position: static; height: auto; min-height: 0; overflow: visible; }
  .stApp .st-key-slide > [class*="st-key-picture_"] { flex: none; min-height: 0; position: static; }
  .st-key-slide_bar { position: static; opacity: 1; border: 0; } .slide .tiles, .slide .cover, .slide .scroll { min-height: 0; }
  .slide .scroll { overflow-x: auto; } .slide .cover dl { grid-template-columns: 1fr; } }
</style>
"""


def number(count: int) -> int | None:
    """Return the number of the slide that the link asks for, from 1; None where it asks for none."""
    asked = st.query_params.get(PARAM)
    if asked is None or not count:
        return None
    return min(max(int(asked[:9]), 1), count) if asked.isascii() and asked.isdigit() else 1


def _seconds() -> int:
    asked = st.query_params.get(SECONDS, "")
    return min(max(int(asked[:9]), 5), 600) if asked.isascii() and asked.isdigit() else 0


def _turn(to: int | None) -> Callable[[], None]:
    def turn() -> None:
        st.session_state[_INDEX] = False
        if to is None:
            st.query_params.pop(PARAM, None)
        else:
            st.query_params[PARAM] = str(to)

    return turn


def show_deck(deck: Deck, view: View) -> None:
    """Show the slide that the link asks for, and what turns the pages."""
    st.html(_LOOK)
    _slide(deck, view)


@st.fragment
def _slide(deck: Deck, view: View) -> None:
    """Show one slide; turning the page runs nothing else."""
    at = number(len(deck.slides))
    if at is None:
        st.rerun()  # the presenter has left: the whole page is another one
    with st.container(key="slide"):
        draw_slide(deck.slides[at - 1], view)
    _bar(deck, view.tx, at)


def _bar(deck: Deck, tx: Text, at: int) -> None:
    last = len(deck.slides)
    with st.container(key="slide_bar", horizontal=True, vertical_alignment="center", gap="small"):
        _button("slide_first", tx("First slide"), ":material/first_page:", "Home", 1, at == 1)
        _button("slide_back", tx("Back"), ":material/arrow_back:", "Left", at - 1, at == 1)
        label = tx("{at} of {last}", at=at, last=last)
        with st.popover(label, width="content", key=_INDEX, on_change="rerun") as index:
            if index.open:
                _list(deck, at)
        _button("slide_next", tx("Next"), ":material/arrow_forward:", "Right", at + 1, at == last)
        _button("slide_last", tx("Last slide"), ":material/last_page:", "End", last, at == last)
        component.keys(tx, at, _seconds())
        if not st.context.is_embedded:
            _button(
                "slide_leave", tx("Leave the slide show"), ":material/close:", "Esc", None, False
            )


def _list(deck: Deck, at: int) -> None:
    """Draw the titles of all slides, each a way to it."""
    for i, each in enumerate(deck.slides, start=1):
        st.button(
            f"{i}. {quiet(each.title)}",
            key=f"slide_index_{i}",
            on_click=_turn(i),
            type="tertiary",
            disabled=i == at,
        )


def _button(key: str, label: str, icon: str, shortcut: str, to: int | None, idle: bool) -> None:
    st.button(label, key=key, icon=icon, shortcut=shortcut, on_click=_turn(to), disabled=idle)


def _pictures(slide: Exhibit, tx: Text) -> tuple[str, str]:
    drawn = (
        picture_svg(slide, tx, _SHEET, letters=_LETTERS, exact=True),
        picture_svg(slide, tx, _UPRIGHT, letters=_LETTERS_UPRIGHT),
    )
    lying, upright = ((each or b"").decode() for each in drawn)
    return lying, upright


def slide_pictures(slide: Exhibit, view: View) -> tuple[str, str]:
    """Draw the picture of a slide as SVG: for a room, and upright for a phone.

    An added slide may come from a visitor's file: it is drawn for that visitor alone, so that
    nobody's file can take the place of what others see.
    """
    if slide.key.startswith(OWN):
        return _pictures(slide, view.tx)
    data = view.dataset
    chosen = view.selection.replace(name="", compare=())  # no slide reads them
    key = f"slide {slide.key} {chosen!r} {data.digest} {data.county}"
    return remembered(key, partial(_pictures, slide, view.tx))


def draw_slide(slide: Exhibit, view: View) -> None:
    """Draw one slide: title, what is measured, the picture, where it comes from."""
    tx = view.tx
    title = f"<h1>{escape(slide.title)}</h1>"
    about = f'<p class="about">{escape(slide.subtitle)}</p>' if slide.subtitle else ""
    mark = f'<p class="mark">{escape(slide.watermark)}</p>' if slide.watermark else ""
    if slide.cover:
        pairs = "".join(
            f"<dt>{escape(label)}</dt><dd>{escape(text)}</dd>" for label, text in slide.lines
        )
        cover = f'<div class="cover">{title}{about}<dl>{pairs}</dl></div>'
        st.html(f'<div class="slide">{cover}</div>')
        return
    # What changes by itself is not read out over what somebody listens to.
    live = "off" if _seconds() else "polite"
    st.html(f'<div class="slide" aria-live="{live}">{title}{about}{mark}</div>')
    if slide.is_drawn:
        lying, upright = slide_pictures(slide, view)
        component.picture(lying, upright, slide.sentence, f"picture_{slide.key}")
    elif slide.tiles:
        st.html(
            f'<div class="slide"><div class="tiles">{"".join(map(_tile, slide.tiles))}</div></div>'
        )
    else:
        st.html(
            f'<div class="slide"><div class="scroll">{_ended(slide, _table(slide, tx), tx)}</div></div>'
        )
    line = source_text(view, slide)
    if line and slide.key != "sources":
        st.html(f'<div class="slide"><p class="from">{escape(line)}</p></div>')


def _ended(slide: Exhibit, inside: str, tx: Text) -> str:
    """Put the code for telephones beside what the last slide shows."""
    drawn = qr_svg(slide.code)
    if not drawn:
        return inside
    picture = base64.b64encode(drawn.encode()).decode()
    alt = escape(tx("Code that leads to {link}", link=slide.code))
    said = escape(tx("These slides, with everything behind them"))
    return (
        f'<div class="ended"><div>{inside}</div><figure><img alt="{alt}" '
        f'src="data:image/svg+xml;base64,{picture}"><figcaption>{said}</figcaption></figure></div>'
    )


def _tile(tile: Tile) -> str:
    figure = "figure word" if tile.is_word else "figure"
    parts = (("said", tile.label), (figure, tile.figure), ("text", tile.text))
    inside = "".join(f'<p class="{name}">{escape(text)}</p>' for name, text in parts)
    return f'<div class="tile">{inside}</div>'


def _table(slide: Exhibit, tx: Text) -> str:
    """Write the table of a slide that has no other picture; long addresses are left to the notes."""
    columns = [c for c in slide.columns if c.name != "url"]
    head = "".join(f"<th scope='col'>{escape(c.heading)}</th>" for c in columns)
    cells = [
        [_cell(row[c.name], c.decimals, tx) for c in columns]
        for _, row in slide.table.head(_MOST_ROWS).iterrows()
    ]
    cells = cells[: _that_fit(cells)]
    rows = "".join(
        f"<tr>{''.join(f'<td>{escape(_CODES.sub(_KEPT, text))}</td>' for text in row)}</tr>"
        for row in cells
    )
    left = len(slide.table) - len(cells)
    more = tx.plural("and {n} more", "and {n} more", left) if left > 0 else ""
    size = " class='few'" if len(slide.table) <= _FEW_ROWS else ""
    return f"<table{size}><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table><p class='from'>{escape(more)}</p>"


def _that_fit(cells: list[list[str]]) -> int:
    """Return how many rows fit on a slide: a long text takes several lines."""
    lines = [max(-(-len(text) // _LINE) for text in row) for row in cells]
    return max(1, sum(total <= _MOST_LINES for total in accumulate(lines)))


def _cell(value: object, decimals: int | None, tx: Text) -> str:
    if decimals is not None and isinstance(value, (int, float)):
        return tx.number(value, decimals)
    return "" if value is None or value != value else str(value)
