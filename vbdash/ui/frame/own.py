"""The visitor's own municipality: found on the device, and kept in the browser if asked to.

Nothing of it comes to the server but where the visitor then goes: the script in the page
(``frame.js``) keeps the code in the browser's own store when the visitor presses the button that
says so, and finds the municipality by point in polygon in shapes that every visitor may fetch.
"""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from vbdash.parameters import MUNICIPALITY
from vbdash.ui.go import go
from vbdash.ui.server import shapes
from vbdash.view import View

#: The work is done by the script that is fetched once; this only hands over.
_SCRIPT: Final = "export default (given) => {\n  window.vbdash?.own?.(given);\n};\n"


def offer(view: View) -> None:
    """Draw the way to the visitor's own municipality, and the finding of it on the device."""
    tx = view.tx
    texts = {
        "to": tx("Go to {name}", name="{name}"),
        "where": tx("Where am I?"),
        "forget": tx("Do not remember it"),
        "looking": tx("Looking …"),
        "outside": tx("The place of the device is in none of the municipalities here."),
        "refused": tx("The browser does not say where the device is."),
        "cannot": tx("The place cannot be found here."),
    }
    names = {code: view.name(code) for code in view.dataset.municipality_codes}
    given = {"texts": texts, "names": names, "shapes": shapes.address(view.geometry)}
    _draw(given, "own_offer")


def keep(view: View, code: str) -> None:
    """Draw the button that keeps a municipality in the visitor's browser, and what that means."""
    tx, name = view.tx, view.name(code)
    texts = {
        "keep": tx("Show the way to {name} next time", name=name),
        "about": tx("It is kept in this browser only, until you remove it."),
        "yours": tx("The way to {name} is shown to you on the start page.", name=name),
        "forget": tx("Do not remember it"),
    }
    _draw({"texts": texts, "names": {code: name}, "code": code}, "own_keep")


def _draw(given: dict[str, Any], key: str) -> None:
    """Draw what the script makes, and go where it says."""

    def gone() -> None:
        # What a browser says is anything; a code that is no municipality's goes nowhere.
        code = str(getattr(st.session_state.get(key), "go", "") or "")
        if code in given["names"]:
            go(MUNICIPALITY, (code,), {})

    component = st.components.v2.component("vbdash_own", js=_SCRIPT, isolate_styles=False)
    with st.container(key=f"{key}_place"):
        component(data=given, key=key, on_go_change=gone)
