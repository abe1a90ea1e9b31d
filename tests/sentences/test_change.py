"""Change in words: the turn, what the ends are, our inference about the latest years."""

from __future__ import annotations

import pytest

from vbdash import Dataset, Selection
from vbdash.exhibits.industry import change as shift_share
from vbdash.exhibits.municipality.history import history
from vbdash.indicators.change import change
from vbdash.sentences.change import told, told_place
from vbdash.text import Text
from vbdash.view import View

SV, EN = Text("sv"), Text("en")


def said(values: list[float], tx: Text = SV, preliminary: tuple[int, ...] = ()) -> str:
    found = change(range(2000, 2000 + len(values)), values)
    text = told(
        tx, found, measure="nivån" if tx is SV else "the level", region="Byn",
        write=lambda value: tx.number(value, 1), preliminary=dict.fromkeys(preliminary, "preliminary"),
    )  # fmt: skip
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ([4.7, 3.9, 3.0, 2.6, 4.5],
         "I Byn steg nivån från 2,6 år 2003 (lägst i serien) till 4,5 år 2004; serien börjar med 4,7 år 2000 (högst i serien)."),
        ([1.0, 1.0, 2.0, 3.0, 3.0], "I Byn steg nivån från 1,0 år 2000 till 3,0 år 2004."),
        ([1.0, 2.0], "I Byn var nivån 1,0 år 2000 och 2,0 år 2001. En serie på 2 år är för kort för att säga om det är en förändring."),
        ([1.0], "I Byn var nivån 1,0 år 2000."),
        ([1.0] * 5, "I Byn ändrades nivån inte: 1,0 år 2000 och 1,0 år 2004."),
        ([2.0, 5.0, 1.0, 3.0, 2.0],
         "I Byn har nivån ingen tydlig riktning: 2,0 år 2000, 5,0 år 2001 (högst i serien), 1,0 år 2002 (lägst i serien) och 2,0 år 2004."),
    ],
)  # fmt: skip
def test_by_hand(values: list[float], text: str) -> None:
    assert said(values) == text


def test_preliminary_years_say_so_wherever_they_stand() -> None:
    rising = [float(i) for i in range(12)]
    assert said(rising, EN, (2010, 2011)) == (
        "In Byn, the level rose from 0.0 in 2000 (lowest of the series) to 11.0 in 2011 "
        "(highest of the series, probably preliminary)."
    )
    turned = [*(10.0 * i for i in range(12)), 5.0]
    assert "in 2011 (highest of the series, probably preliminary) to 5.0 in 2012" in said(
        turned, EN, (2011,)
    )
    assert "probably preliminary" in said([1.0, 2.0], EN, (2001,))


def test_places_are_told_the_same_way() -> None:
    def place(values: list[float]) -> str:
        found = change(range(2000, 2000 + len(values)), [-value for value in values])
        return told_place(EN, found, region="Byn", of=21)

    assert place([9, 8, 7, 6, 5]) == (
        "Of 21 counties, Byn has climbed from place 9 in 2000 (worst of the series) to place 5 in "
        "2004 (best of the series)."
    )
    assert "slipped from place 1 in 2003 (best of the series) to place 6" in place([9, 5, 3, 1, 6])
    assert "no clear direction" in place([9, 1, 9, 1, 9])


def test_dorotea_is_told_with_the_turn_of_the_last_year(dataset: Dataset) -> None:
    made = history(View(dataset, Selection()), "2425", "unemployment_rate")
    text = made.sentence.replace("\N{NO-BREAK SPACE}", " ")
    assert "steg arbetslösheten från 2,6 % år 2023" in text and "4,7 % år 2020" in text
    assert made.title == made.sentence.rstrip(".")


def test_commuting_has_too_few_years(dataset: Dataset) -> None:
    text = history(View(dataset, Selection()), "2418", "commuters_in").sentence
    assert "En serie på 3 år är för kort" in text and "steg" not in text


@pytest.mark.parametrize(("start", "end", "also"), [(2000, 2024, True), (2000, 2022, False)])
def test_shift_share_says_how_it_is_without_the_preliminary_years(
    dataset: Dataset, start: int, end: int, also: bool
) -> None:
    view = View(dataset, Selection(lang="en"))
    parts, places = (make(view, start, end) for make in (shift_share.parts, shift_share.counties))
    for made in (parts, places):
        assert ("up to 2022" in made.sentence) is also
        assert ("up to 2022" in made.title) is also  # on the screen, not only read out
        assert ("probably preliminary)" in made.title) is also
    assert ("fallen by 300" if also else "fell by 300 people from 2000 to 2022") in parts.sentence
    assert "number 6" in places.sentence
