"""Sentences as they sound in a meeting: names and places in the form that the sentence needs."""

from __future__ import annotations

import re

import pytest

import vbdash
from vbdash import Dataset, Selection
from vbdash.exhibits.firms import beside
from vbdash.groups import ready_made
from vbdash.indicators.industry.area import AreaFigure
from vbdash.indicators.shown import Shown
from vbdash.indicators.similar import usual, verdict
from vbdash.selection import SUPPORTS
from vbdash.sentences.area import workplace_sentence
from vbdash.sentences.groups import called
from vbdash.sentences.growth import grown_sentence
from vbdash.sentences.places import Against, against
from vbdash.sentences.shown import told
from vbdash.text import Text
from vbdash.view import View

TX = Text("sv")
#: A place by its number alone, which says neither from which end nor beside what.
_BARE = re.compile(r"nummer \d+ av \d+\b(?! uppifrån)")


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_definitions_name_inside_a_sentence_is_quoted(dataset: Dataset, lang: str) -> None:
    for asked in ("C", "B+C", "A-F"):
        text = told(Text(lang), dataset, Shown("gva", "B-E", 2024, "", asked))
        inside = re.sub("[”“][^”]*”", "", text)
        assert inside and not re.search(r"\w [A-ZÅÄÖ]\w", inside), text


def test_an_area_that_is_one_county_is_told_by_its_name() -> None:
    data = vbdash.load(county="01")
    known = {"definition": "B-E", "year": 2021, "amount": 77999.0, "share": 6.0, "country": 11.8}
    text = workplace_sentence(TX, data, AreaFigure(area="SE11", counties=("01",), **known))
    assert "publicerat Stockholms län: 77" in text and "riksområde" not in text
    text = workplace_sentence(TX, data, AreaFigure(area="SE33", counties=("24", "25"), **known))
    assert "publicerat Övre Norrland (Västerbottens län och Norrbottens län): 77" in text


@pytest.mark.parametrize(
    ("county", "name"),
    [("01", "Stockholms arbetsmarknadsområde"), ("24", "Umeå arbetsmarknadsområde"),
     ("12", "Malmö-Lunds arbetsmarknadsområde")],
)  # fmt: skip
def test_a_labour_market_area_is_named_as_its_town_is_before_a_noun(county: str, name: str) -> None:
    data = vbdash.load(county=county)
    assert name in [
        called(TX, data, each) for each in ready_made(data).values() if each.kind == "labour"
    ]


def test_half_and_less_is_no_highest() -> None:
    among = usual([10.5, 18.0, 19.0, 20.0, 21.0, 22.0, 30.0])
    for share, country, start in ((10.5, 21.9, "mindre än hälften"), (11.0, 22.0, "hälften")):
        said = against(TX, share, [Against("Sverige", country, verdict(share, country, among))])
        assert said.startswith(f"{start} så stor andel som i Sverige ("), said


@pytest.mark.parametrize("support", SUPPORTS)
@pytest.mark.parametrize("definition", ["B-E", "C", "A-F"])
def test_where_most_firms_are_is_told_with_what_is_chosen(
    dataset: Dataset, support: str, definition: str
) -> None:
    view = View(dataset, Selection(support=support, definition=definition))
    made = beside.compared(view)
    assert made is not None
    words = [made.title, made.subtitle, made.sentence, *(c.heading for c in made.columns)]
    words += [beside.spread(view).title, beside.spread(view).sentence]
    assert not any(_BARE.search(each) for each in words), words
    # Firms that are in the list, of which nobody says that they lead, are not called leading.
    assert any("edande" in each for each in words) == (support != "any"), words
    named = {"B-E": "industrins (B–E)", "C": "tillverkningens (B+C)", "A-F": "(A–F)"}[definition]
    assert named in made.title and "mediankommunen" in made.sentence


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_change_per_year_has_its_year_elsewhere(lang: str) -> None:
    known = {"unit": {"sv": "procent per år", "en": "percent per year"}[lang], "decimals": 1}
    text = grown_sentence(
        Text(lang), "forandring", measure="Folkmängd", region="Gotland",
        figures={2024: -0.4}, medians={2024: 0.1}, first=2011, **known,
    )  # fmt: skip
    assert not re.search("år år|year in 20", text)
    if lang == "sv":
        assert text.startswith("Folkmängd på Gotland 2024: ")


def test_the_noun_of_a_measure_ends_with_no_verb(dataset: Dataset) -> None:
    """Its own verb comes next: "andelen som inpendlare har är 14,7 %" cannot be read aloud."""
    nouns = dataset.table("measures")["noun_sv"].dropna()
    assert not [each for each in nouns if re.search(r" (har|är|bor|arbetar)$", each)]
