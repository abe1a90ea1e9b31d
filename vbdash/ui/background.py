"""The background map, if it is allowed: asked for by the visitor, never by a link."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from vbdash.charts.maps.background import background_deck, style_address
from vbdash.charts.maps.deck import CompactDeck
from vbdash.charts.maps.view import MapView
from vbdash.text import Text
from vbdash.ui.safe import quiet
from vbdash.ui.server.tiles import Tiles, tiles

_KEY = "_background_map"


def ask(tx: Text) -> Tiles | None:
    """Offer the background map and say what it means; it is off until the visitor turns it on.

    The choice is not kept in the link: whoever opens a link has not agreed to anything.

    Returns
    -------
    Tiles or None
        The server to fetch from; None while the map is off, or where it is not allowed at all.
    """
    found = tiles()
    if found is None:
        return None
    wanted = st.toggle(tx("Show a background map"), key=_KEY)
    st.caption(
        tx(
            "With the background map your browser fetches pictures from {host}, a third party, "
            "which then sees your address on the internet and what part of the map you look at.",
            host=quiet(found.host),
        )
    )
    return found if wanted else None


def drawn_over(
    found: Tiles, places: Mapping[str, tuple[float, float]], tx: Text
) -> Callable[[MapView, int], CompactDeck]:
    """Return what draws the firms over the background, for :func:`vbdash.ui.map.show_map`.

    Parameters
    ----------
    places
        Longitude and latitude of each firm, by id.
    """
    words = tx("A mark with a number stands for that many firms at the same place.")
    credit = tx("Background map: {credit}.", credit=quiet(found.credit)) if found.credit else ""
    st.caption(" ".join(part for part in (words, credit) if part))
    style = style_address(found.template)
    return lambda view, presses: background_deck(view, places, tx, style, presses)
