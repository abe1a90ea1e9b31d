"""The entry: language, navigation, what the visitor has chosen; runs one page.

``streamlit run app.py`` imports this module to find the ASGI application (compressed files,
headers, warm start; see :mod:`vbdash.ui.server.app`) and then runs it as a script, once a rerun.
"""

from __future__ import annotations

import streamlit as st

if __name__ == "__main__":
    from vbdash.ui.frame import chrome, shell
    from vbdash.ui.turns import in_turn

    with in_turn():
        tx = shell.begin()
        page = st.navigation(shell.pages(tx), position=chrome.position())
        shell.frame(page, tx)
        page.run()
        shell.end(tx)
else:
    from vbdash.ui.server import app as server

    app = st.App(
        __file__,
        middleware=server.MIDDLEWARE,
        lifespan=server.lifespan,
        on_script_error=server.on_script_error,
    )
