"""Quoted figures are never drawn like statistics."""

import pandas as pd

from vbdash.charts.quotes import quotes
from vbdash.text import Text


def test_quotes_are_open_diamonds_with_their_note():
    table = pd.DataFrame({"code": ["a", "b"], "label": ["A", "<b>B"], "value": [41.0, 33.0]})
    figure = quotes(table, Text("en"), highlight=["a"])
    assert {trace.marker.symbol for trace in figure.data} == {"diamond-open"}
    texts = [note.text for note in figure.layout.annotations]
    assert any("as quoted" in text for text in texts)
    assert not any("<b>B" in text for text in texts)
    assert len(figure.to_json()) < 15_000
