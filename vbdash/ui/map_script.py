"""The script of the map in the page: fetched once and kept by the browser, not sent with each press."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Final

from vbdash.charts.maps import legend, screen

__all__ = ["code", "loader"]

#: Hands over to the script at an address, and tidies up after it though it may come late.
_LOADER: Final = """
export default (given) => {{
  let gone = false, tidy = null;
  import(new URL({address}, document.baseURI)).then((map) => {{ if (!gone) tidy = map.default(given); }});
  return () => {{ gone = true; tidy?.(); }};
}};
"""


def code() -> str:
    """Return the script, with what the map looks like before it."""
    room = files("vbdash.ui")
    look = room.joinpath("map.css").read_text(encoding="utf-8")
    written = json.dumps(screen.STYLE + legend.STYLE + look)
    return f"const LOOK = {written};\n{room.joinpath('map.js').read_text(encoding='utf-8')}"


def loader(address: str | None) -> str:
    """Return what the page is sent: where the script lies, or where nobody serves it the script."""
    return code() if address is None else _LOADER.format(address=json.dumps(address))
