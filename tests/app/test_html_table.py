"""The table that the keyboard can scroll."""

import pandas as pd

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
