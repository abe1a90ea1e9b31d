"""A swarm on paper keeps its shape: names stand in rows of their own above the dots they lead to."""

from __future__ import annotations

from itertools import combinations

import pandas as pd

from vbdash.charts.paper.static import compose
from vbdash.charts.strips import beeswarm
from vbdash.text import Text


def test_names_of_near_dots_do_not_lie_on_each_other() -> None:
    values = [10, 14.6, 14.7, 14.8, 14.9, 20.0]
    table = pd.DataFrame(
        {"code": list("abcdef"), "label": [f"Place {n}" for n in "abcdef"], "value": values}
    )
    figure = beeswarm(table, Text("en"), unit="%", decimals=1, highlight=list("bcde"))
    sheet = compose(figure, "", size=(1200, 600), exact=True)
    named = [box for box in sheet.boxes if "Place" in box.text]
    assert len(named) == 4
    for one, other in combinations(named, 2):
        beside = one.right <= other.left or other.right <= one.left
        apart = one.bottom <= other.top or other.bottom <= one.top
        assert beside or apart, (one.text, other.text)
