"""The programme's stages stand where their dates say, and no more exactly than they are known."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import pytest

import vbdash
from vbdash.charts.figure import NARROW
from vbdash.charts.labels import text_size
from vbdash.charts.timeline import place, stages
from vbdash.exhibits.programme import timeline_rows
from vbdash.sentences.interventions import dates
from vbdash.text import Text

SV, EN = Text("sv"), Text("en")


@pytest.mark.parametrize(
    ("date", "end", "at"),
    [("2016", False, 2016), ("2016", True, 2017), ("2019-01", False, 2019),
     ("2021-03", True, 2021.25), ("2021-11-30", False, 2021 + 10 / 12)],
)  # fmt: skip
def test_a_date_stands_where_it_is_known_to(date: str, end: bool, at: float) -> None:
    assert place(date, end=end) == pytest.approx(at)


def test_months_are_drawn_as_months_and_years_are_hatched() -> None:
    table = pd.DataFrame(
        {"label": ["a", "b"], "first": ["2016", "2019-01"], "last": ["2016", "2021-03"],
         "written": ["2016", "x"], "hover": ["", ""], "own": [True, True]}
    )  # fmt: skip
    figure = stages(table, SV)
    go.Figure(figure.to_dict())  # plotly's own checks
    bar = figure.data[0]
    assert list(bar.base) == [2016, 2019]
    assert list(bar.x) == pytest.approx([1, 2.25])
    assert list(bar.marker.pattern.shape) == ["/", ""]


@pytest.mark.parametrize(
    ("first", "last", "sv", "en"),
    [
        ("2019-01", "2021-03", "januari 2019–mars 2021", "January 2019–March 2021"),
        ("2017", "2018", "2017–2018", "2017–2018"),
        ("2016", "2016", "2016", "2016"),
        ("2021-11-30", "2021", "30 november 2021", "30 November 2021"),
        ("2023-04", "2023", "april 2023", "April 2023"),
    ],
)
def test_dates_in_words(first: str, last: str, sv: str, en: str) -> None:
    assert dates(SV, first, last) == sv
    assert dates(EN, first, last) == en


def test_the_project_ran_from_january_2019_to_march_2021() -> None:
    data = vbdash.load()
    rows = timeline_rows(data, SV).set_index("id")
    assert rows.at["si-project", "years"] == "januari 2019–mars 2021"
    assert rows.at["si-prestudy", "years"] == "2016"
    assert rows.at["su-dovi", "end"] == "2026-02"


def test_a_name_stands_at_its_bar_and_fits_on_the_narrowest_phone() -> None:
    data = vbdash.load()
    rows = timeline_rows(data, SV)
    bars = rows.assign(
        label=rows["text"].str.slice(0, 28), first=rows["start"], last=rows["end"],
        written=rows["years"], hover="",
    )  # fmt: skip
    figure = stages(bars, SV)
    start, end = figure.layout.xaxis.range
    for note, base, long in zip(
        figure.layout.annotations, figure.data[0].base, figure.data[0].x, strict=True
    ):
        wide = text_size(note.text, 13)[0] / NARROW * (end - start)
        left = note.x if note.xanchor == "left" else note.x - wide
        assert start <= left
        assert left + wide <= end
        assert left <= base + long
        assert left + wide >= base
