"""The script of the map in the page: fetched once and kept by the browser, not sent with each press."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Final

from vbdash.charts.maps import legend, screen
from vbdash.charts.maps.geometry import MapGeometry

#: Hands over to the script at an address, and tidies up after it though it may come late.
_LOADER: Final = """
export default (given) => {{
  let gone = false, tidy = null;
  import(new URL({address}, document.baseURI)).then((map) => {{ if (!gone) tidy = map.default(given); }});
  return () => {{ gone = true; tidy?.(); }};
}};
"""


def code(geometry: MapGeometry) -> str:
    """Return the script for the maps of a county: before it what they look like, and its outlines."""
    room = files("vbdash.ui")
    look = room.joinpath("map.css").read_text(encoding="utf-8")
    given = {"LOOK": screen.STYLE + legend.STYLE + look, "PATHS": dict(geometry.paths)}
    known = "".join(
        f"const {name} = {json.dumps(each, separators=(',', ':'))};\n"
        for name, each in given.items()
    )
    return known + room.joinpath("map.js").read_text(encoding="utf-8")


def loader(geometry: MapGeometry, address: str | None) -> str:
    """Return what the page is sent: where the script lies, or where nobody serves it the script."""
    return code(geometry) if address is None else _LOADER.format(address=json.dumps(address))
