"""A large file of a visitor's, and those who use the app meanwhile."""

from __future__ import annotations

import pandas as pd

from vbdash import Dataset, Selection
from vbdash.ui.records import own
from vbdash.view import View


def test_where_the_rows_of_a_large_file_lie_is_asked_once_a_municipality(
    dataset: Dataset, monkeypatch
) -> None:
    asked = []
    county_of = Dataset.county_of
    monkeypatch.setattr(
        Dataset, "county_of", lambda data, code: asked.append(code) or county_of(data, code)
    )
    rows = pd.DataFrame({"municipality_code": ["2480", None, "0180", "2482"] * 20_000})
    assert own._about_here(View(dataset, Selection()), rows)
    assert sorted(asked) == ["0180", "2480", "2482"]
