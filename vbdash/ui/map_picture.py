"""The map as a piece of the page: picture, legend and list in one, pressed by hand or by key.

The server draws it (:mod:`vbdash.charts.maps.screen`), so that it is there in every browser. What
is done here is what only a browser knows: how wide it is, what was pressed, what is pointed at.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from html import escape
from importlib.resources import files
from typing import Any, Final

import streamlit as st

from vbdash.charts.maps import legend, screen
from vbdash.charts.maps.geometry import WIDEST, MapGeometry
from vbdash.charts.maps.view import MapView, plain
from vbdash.text import Text
from vbdash.ui.server import shapes

#: Hands over to the script at an address, and tidies up after it though it may come late.
_LOADER: Final = """
export default (given) => {{
  let gone = false, tidy = null;
  import(new URL({address}, document.baseURI)).then((map) => {{ if (!gone) tidy = map.default(given); }});
  return () => {{ gone = true; tidy?.(); }};
}};
"""
#: Signs of a county's code.
_COUNTY: Final = 2
#: A value that HTML reads without quotes, and the end of a tag that would else be read with it.
_BARE: Final = re.compile(r'="([\w#.%-]+)"(?=([ >])|/>)')
#: More areas than this are read in the table: their list would be sent with every press.
_MOST_LISTED: Final = 60


def picture(
    view: MapView,
    tx: Text,
    *,
    key: str,
    to: str,
    on_press: Callable[[], None],
    on_close: Callable[[], None] | None = None,
    close: bool = False,
    over: str = "",
    height: int | None = None,
    card: str = "",
) -> None:
    """Draw a map with its legend and its list.

    Parameters
    ----------
    view
        The map.
    tx
        The visitor's language.
    key
        Of the widget, in whose state a press is found: ``pressed``, with the code as ``k`` and the
        mark as ``m``.
    to
        Where pressing a municipality leads in a window of its own; ``{}`` stands for its name.
    on_press
        Called when something was pressed.
    on_close
        Called when the crowded part was enlarged, or the whole is shown again; the state says
        ``close``, ``"near"`` or ``"whole"``. Without it that is left to the browser.
    close
        Whether the crowded part is shown.
    over
        Key of a map that is drawn by the graphics card in the place of the picture, which is then
        seen only where there is none.
    height
        Most pixels that it is high, where not the map's own; on a narrow screen it is lower.
    card
        Key of what says what was pressed, brought into view after a press.
    """
    code = _loader(view.geometry, shapes.script(view.geometry))
    # By the geometry: what is registered under a name is everybody's, whatever county they look at.
    name = f"vbdash_map_{view.geometry.digest}"
    data = _data(
        replace(view, height=height or view.height), tx, to,
        close=close, heard=on_close is not None, over=over, card=card,
    )  # fmt: skip
    st.components.v2.component(name, html='<div class="map"></div>', js=code)(
        # As bytes: Streamlit writes other data in ASCII, where each "å" is six of them.
        data=json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(),
        key=key,
        on_pressed_change=on_press,
        on_close_change=on_close or (lambda: None),
    )


def _data(
    view: MapView, tx: Text, to: str, *, close: bool, heard: bool, over: str, card: str
) -> dict[str, Any]:
    """Return what a map is drawn of that its land does not say: the script knows that."""
    words = {"near": _nearer(view, tx), "whole": tx("Show the whole map")}
    return {
        # Texts are escaped, so that these are the quotes of attributes; JSON doubles the others.
        "html": _BARE.sub(_bare, _html(view, tx, close=close)).replace('"', "'"),
        "on": " ".join(sorted(view.selected)), "areas": not view.circles, "close": close,
        "heard": heard, "over": over, "to": to, "words": words, "card": card,
    }  # fmt: skip


def _bare(found: re.Match[str]) -> str:
    return f"={found[1]}" + ("" if found[2] else " ")


def _land(geometry: MapGeometry) -> dict[str, Any]:
    """Return what the script knows of a county, in steps of the map: frames, names, sizes, outlines."""
    part, at = geometry.crowded, geometry.centres(list(geometry.shapes))
    return {
        "WHOLE": [
            *(-round(side / 2) for side in (geometry.width, geometry.height)),
            round(geometry.width), round(geometry.height),
        ],
        "PART": [round(each) for each in part] if part else None,
        "FULL": geometry.scale(WIDEST),
        "NAMES": dict(geometry.names),
        "REACH": {
            code: [round(float(x)), round(float(-y)), round(geometry.reach[code])]
            for code, (x, y) in zip(geometry.shapes, at, strict=True)
        },
        "PATHS": dict(geometry.paths),
    }  # fmt: skip


def _html(view: MapView, tx: Text, *, close: bool) -> str:
    geometry = view.geometry
    name = tx("Map: {what}", what=view.legend_title) if view.legend_title else tx("Map")
    way, nearer = tx("Go to its list"), _nearer(view, tx)
    # All of Sweden leans to the right at the top, where the button would lie on it.
    side = " left" if geometry.height > 1.3 * geometry.width else ""
    part = (
        f'<button type="button" class="near{side}" data-id="near">{escape(nearer)}</button>'
        if geometry.crowded
        else ""
    )
    words = [key.label for key in view.legend if key.kind == "words"]
    said = ("\n".join(plain(text) for text in texts if text) for texts in (words, [view.note]))
    most = f"min({view.height}px,var(--map-room,{view.height}px))"
    size = f"aspect-ratio:{geometry.width:.0f}/{geometry.height:.0f};max-height:{most}"
    return (
        f'<div role="group" aria-label="{escape(name)}">'
        f'<a class="skip" data-id="skip" href="#">{escape(name)}. {escape(way)}</a>'
        f'<p class="sr">{escape(view.alt)}</p>'
        f'<div class="pic" style="{size}">{screen.drawing(view, None, close=close)}'
        f'<div class="tip" hidden></div></div>{part}'
        f"{legend.legend(view)}"
        + "".join(
            f'<p class="said{" many" * (text.count(chr(10)) > 2)}">{escape(text)}</p>'
            for text in said
            if text
        )
        + f"{_list(view, tx)}</div>"
    )


def _nearer(view: MapView, tx: Text) -> str:
    counties = all(len(code) == _COUNTY for code in view.geometry.shapes)
    return tx("Enlarge the small counties") if counties else tx("Enlarge the small municipalities")


def _list(view: MapView, tx: Text) -> str:
    label = tx("The map as a list")
    summary = f'<details><summary data-id="list">{escape(label)}</summary>'
    many = len(view.geometry.shapes)
    if many > _MOST_LISTED:
        said = tx("All {n} values stand in the table below the map.", n=many)
        return f'{summary}<p class="said">{escape(said)}</p></details>'
    names = view.geometry.names
    rows = "".join(  # which are pressed, and the names of areas, the script says
        f'<li><button data-k="{escape(code)}"{_mark(mark)}>'
        f"<span>{escape(name) if mark or name != names.get(code) else ''}</span>"
        f"<small>{escape(said)}</small></button></li>"
        for code, mark, name, said in legend.listed(view)
    )
    return f'{summary}<ul class="all" aria-label="{escape(label)}">{rows}</ul></details>'


def _mark(mark: str) -> str:
    return f' data-m="{escape(mark)}"' if mark else ""


def script(geometry: MapGeometry) -> str:
    """Return the script for the maps of a county: before it what they look like, and the land."""
    room = files("vbdash.ui")
    look = room.joinpath("map.css").read_text(encoding="utf-8")
    given = {"LOOK": screen.STYLE + legend.STYLE + look} | _land(geometry)
    known = "".join(
        f"const {name} = {json.dumps(each, separators=(',', ':'))};\n"
        for name, each in given.items()
    )
    return known + room.joinpath("map.js").read_text(encoding="utf-8")


def _loader(geometry: MapGeometry, address: str | None) -> str:
    """Return what the page is sent: where the script lies, or where nobody serves it the script."""
    return script(geometry) if address is None else _LOADER.format(address=json.dumps(address))
