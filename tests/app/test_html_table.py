"""The table that the keyboard can scroll."""

import re
import tomllib
from pathlib import Path

import pandas as pd

import vbdash
from vbdash.ui.html_table import table_html


def test_texts_are_escaped_and_rows_and_columns_named():
    table = pd.DataFrame({"Kommun": ["<script>x</script>"], "Andel": ['"1,0"']})
    written = table_html(table, 'a "label" <b>', frozenset({"Andel"}))
    assert "<script>" not in written
    assert "&lt;script&gt;x&lt;/script&gt;" in written
    assert 'aria-label="a &quot;label&quot; &lt;b&gt;"' in written
    assert '<th scope="row">' in written
    assert '<th scope="col" class="n">Andel</th>' in written
    assert 'role="region" tabindex="0"' in written


def test_what_is_drawn_beside_streamlit_has_the_colours_of_both_themes():
    """The first column, which stays where a hand scrolls sideways, has the page's own ground."""
    root = Path(vbdash.__file__).parent
    themes = tomllib.loads((root.parent / ".streamlit/config.toml").read_text("utf-8"))["theme"]
    pairs = {
        (themes["light"][name], themes["dark"][name])
        for name in themes["light"]
        if name != "sidebar"
    }
    found = [
        pair
        for file in (*root.rglob("ui/**/*.css"), *root.rglob("ui/**/*.py"))
        for pair in re.findall(r"light-dark\((#\w+), ?(#\w+)\)", file.read_text("utf-8"))
    ]
    assert len(found) > 2
    assert not [pair for pair in found if pair not in pairs]
    assert "light-dark" in table_html(pd.DataFrame({"Kommun": ["Umeå"]}), "")
