"""The visitor's own deck: slides added from any page, and the order of all slides.

Order and slides live in the address bar, an added slide as what it is made of, so that a deck can
be sent as a link. What cannot be said there (pictures of the region's own records, of somebody's
file) lives in the visitor's session and in the file that can be saved.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import streamlit as st

from vbdash.exhibit import Exhibit
from vbdash.slides.deck import ORDER, SEPARATOR, Deck, deck_link, story_keys
from vbdash.slides.recipe import FIRST, key_of, remade
from vbdash.text import Text
from vbdash.view import View

_OWN, _KEYS = "_own_slides", "_deck_keys"
#: Most slides one visitor can add; each is kept in memory as long as the visit lasts.
_MOST: Final = 20


def own() -> dict[str, Exhibit]:
    """Return the slides that were added in this visit, by key."""
    return dict(st.session_state.get(_OWN, {}))


def keys(view: View) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the slides of the deck in order, and those of the link that are not at hand."""
    written = st.query_params.get(ORDER)
    if written is None and st.session_state.get(_KEYS):
        st.query_params[ORDER] = written = Deck.write(st.session_state[_KEYS], own())
    if written is None:
        return story_keys(view), ()
    found, dropped = Deck.parse(_keys_of(view, written), own())
    st.session_state[_KEYS] = found or None
    return found or story_keys(view), dropped


def _keys_of(view: View, written: str) -> str:
    """Make the added slides that a link tells of, and return the order by keys."""
    pieces, kept = Deck.pieces(written), own()
    for i, piece in enumerate(pieces):
        if not piece.startswith(FIRST):
            continue
        key = key_of(piece)
        if key not in kept and len(kept) < _MOST:
            made = remade(view, piece)
            kept |= {key: made} if made is not None else {}
        pieces[i] = key
    st.session_state[_OWN] = kept
    return SEPARATOR.join(pieces)


def only_here(keys: Sequence[str]) -> tuple[Exhibit, ...]:
    """Return the added slides of a deck that no link can say: whoever gets it needs the file."""
    kept = own()
    return tuple(kept[key] for key in keys if key in kept and not kept[key].recipe)


def link(keys: Sequence[str], view: View) -> str:
    """Return the address that opens a deck."""
    return deck_link(view, keys, own())


def keep(view: View, order: Sequence[str]) -> None:
    """Make this the order of the deck; the ready story itself is not written into the link."""
    if tuple(order) == story_keys(view) or not order:
        st.session_state[_KEYS] = None
        st.query_params.pop(ORDER, None)
    else:
        st.session_state[_KEYS] = tuple(order)
        st.query_params[ORDER] = Deck.write(order, own())


def add(slide: Exhibit, view: View) -> None:
    """Put a slide into the deck, before the sources; call it in a callback."""
    kept = own()
    if slide.key not in kept and len(kept) >= _MOST:
        return
    st.session_state[_OWN] = kept | {slide.key: slide}
    order = list(st.session_state.get(_KEYS) or story_keys(view))
    if slide.key not in order:
        place = order.index("sources") if "sources" in order else len(order)
        order.insert(place, slide.key)
    st.session_state[_KEYS] = tuple(order)


def add_button(view: View, key: str, make: Callable[[], Exhibit], slide_key: str) -> None:
    """Draw the button that adds a picture to the visitor's slides.

    Parameters
    ----------
    view
        The view that is shown.
    key
        Distinguishes the button from others on the page.
    make
        Makes the slide, when the button is pressed.
    slide_key
        Key of that slide, to tell whether it has been added.
    """
    tx, kept = view.tx, own()
    added = slide_key in kept
    full = not added and len(kept) >= _MOST
    st.button(
        tx("In my slides") if added else tx("Add to my slides"),
        key=f"{key}_to_slides",
        on_click=lambda: add(make(), view),
        disabled=added or full,
        icon=":material/check:" if added else ":material/add_to_queue:",
        type="tertiary",
        help=_help(tx, added=added, full=full),
    )


def _help(tx: Text, *, added: bool, full: bool) -> str:
    if added:
        return tx("The slide is in your deck, on the page “Present”.")
    if full:
        return tx("The deck is full: {count} added slides.", count=_MOST)
    return tx("Put this picture, as it is now, into the deck on the page “Present”.")
