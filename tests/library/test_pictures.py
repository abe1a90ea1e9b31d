"""The app's pictures as an analyst asks for them."""

from __future__ import annotations

import plotly.graph_objects as go
import pydeck
import pytest

import vbdash
from vbdash import UnknownName
from vbdash.library.pictures import NAMES

DATA = vbdash.load()


@pytest.mark.parametrize("name", NAMES)
def test_every_picture_can_be_had_with_its_words(name: str) -> None:
    made = DATA.exhibit(name)
    assert made.sentence and made.sources and len(made.table)
    drawn = DATA.deck(name) if made.figure is None else DATA.figure(name)
    assert isinstance(drawn, (go.Figure, pydeck.Deck))


def test_a_picture_shows_what_the_app_shows_and_says_what_stands_in() -> None:
    made = DATA.exhibit("map of municipalities", definition="C", region="Skellefteå", lang="sv")
    assert "Gruvor och tillverkning (B+C)" in made.subtitle
    assert "publiceras inte" in made.subtitle
    shares = DATA.shares("employed_residence", "B+C", region="Skellefteå", year=2024)
    own = made.table.set_index("code").loc["2482", "share"]
    assert own == pytest.approx(shares["share"].iloc[0])


@pytest.mark.parametrize(
    ("name", "asked", "near"),
    [
        ("countys", {}, "counties"),
        ("counties", {"measure": "gvaa"}, "gva"),
        ("counties", {"definition": "B-Ee"}, "B-E"),
        ("municipalities", {"region": "Skeleftea"}, "Skellefteå"),
    ],
)
def test_a_misspelt_name_leads_to_the_right_one(name: str, asked: dict, near: str) -> None:
    with pytest.raises(UnknownName, match=near):
        DATA.exhibit(name, **asked)


def test_a_map_is_no_chart_and_a_chart_no_map() -> None:
    with pytest.raises(ValueError, match="deck"):
        DATA.figure("map of municipalities")
    with pytest.raises(ValueError, match="figure"):
        DATA.deck("counties")
