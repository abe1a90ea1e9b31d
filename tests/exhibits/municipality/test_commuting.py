"""Commuting into a municipality: made-up flows, since none are shipped."""

from __future__ import annotations

from types import MappingProxyType

import pandas as pd
import pytest

from vbdash.charts.maps.screen import drawing
from vbdash.charts.paper.maps import map_svg
from vbdash.data.dataset import Dataset
from vbdash.exhibits.municipality.commuting import commuting
from vbdash.selection import Selection
from vbdash.text import Text
from vbdash.view import View

#: Made up: who lives where and works in Malå.
FLOWS = {"2418": 900, "2417": 60, "2421": 30, "2482": 10, "0180": 0, "2584": 20}


def seen(dataset: Dataset, lang: str = "sv") -> View:
    return View(dataset, Selection(lang=lang))


@pytest.fixture
def commuted(dataset: Dataset) -> Dataset:
    """The shipped data with made-up commuting."""
    rows = [(home, "2418", 2024, float(n), "final", "scb-tab1830") for home, n in FLOWS.items()]
    table = pd.DataFrame(rows, columns=dataset.table("commuting").columns)
    tables = {name: dataset.table(name) for name in dataset.tables} | {"commuting": table}
    return Dataset(
        dataset.directory, dataset.package, dataset.county, "made-up", MappingProxyType(tables)
    )


def test_a_sentence_a_table_and_a_map_say_the_same(commuted: Dataset) -> None:
    made = commuting(seen(commuted), "2418")
    assert made is not None and made.map is not None
    assert (
        made.title.replace("\u00a0", " ") == "11,8 % av dem som arbetar i Malå bor någon annanstans"
    )
    assert made.sentence.replace("\u00a0", " ") == (
        "Av de 1 020 som arbetade i Malå 2024 bodde 900 också där. Flest pendlar från Norsjö (60), "
        "Storuman (30) och Kiruna (20). 20 bor utanför Västerbottens län."
    )
    assert made.table["code"].tolist() == ["2418", "2417", "2421", "2584", "2482"]
    assert made.table["share"].sum() == pytest.approx(100)
    widths = [each[4] for each in made.map.links]
    assert len(widths) == 3 and widths[-1] == max(widths) == 12
    assert made.sources == ("scb-tab1830",)


def test_flows_are_drawn_on_screen_and_on_paper(commuted: Dataset) -> None:
    made = commuting(seen(commuted), "2418")
    assert made is not None and made.map is not None
    screen = drawing(made.map, "?kommun={}".format)
    paper = map_svg(made.map, made.title, tx=Text("sv")).decode()
    assert screen.count('stroke-width="12.0"') == 1
    assert "#d55e00" in screen and "#d55e00" in paper.lower()


def test_without_commuting_there_is_nothing(dataset: Dataset) -> None:
    assert commuting(seen(dataset), "2418") is None


def test_nor_where_nobody_is_known_to_commute(commuted: Dataset) -> None:
    assert commuting(seen(commuted), "2480") is None
