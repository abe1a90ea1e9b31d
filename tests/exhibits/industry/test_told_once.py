"""What stands beside a picture is said once, and its steps are differences of what is shown."""

from __future__ import annotations

from itertools import pairwise

import pytest

import vbdash
from vbdash import Dataset, Selection
from vbdash.exhibits.industry import change, definitions, sectors
from vbdash.exhibits.municipality import opening
from vbdash.slides.opening import claims
from vbdash.view import View


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_an_alternative_text_says_nothing_twice(dataset: Dataset, lang: str) -> None:
    view = View(dataset, Selection(lang=lang))
    small = sectors.beside_country(view, "2418")
    assert small is not None
    for made in (change.parts(view, 2000, 2024), small):
        said = made.alt.rstrip(".").split(". ")
        assert len(said) == len(set(said))
        for part in made.subtitle.rstrip(".").split(". "):
            assert part in made.alt  # nor is anything left out


@pytest.mark.parametrize("county", ["01", "25", "24"])
def test_steps_are_the_differences_of_the_shares_beside_them(county: str) -> None:
    view = View(vbdash.load(county=county), Selection())
    made = definitions.steps(view, "gva", county, 2024)
    assert made is not None
    shares, steps = made.table["share"].tolist(), made.table["step"].tolist()
    told = [round(share, 1) for share in shares]
    assert [round(step, 1) for step in steps[1:]] == [round(b - a, 1) for a, b in pairwise(told)]


def test_the_sector_that_stands_out_is_one_and_the_same(dataset: Dataset) -> None:
    view = View(dataset, Selection())
    for code in dataset.municipality_codes:
        portrait = opening.portrayed(view, code).sector
        made = sectors.beside_country(view, code)
        if portrait is None or made is None:
            continue
        label = sectors.plainly(view.label("sectors", str(portrait["sector"]))).lower()
        largest = sectors.plainly(str(made.table["label"].iloc[0])).lower()
        assert made.title.count(label) == 1, code  # no sector is named twice
        assert label == largest or f"ligger {label}" in made.title, code


def test_a_claim_about_another_county_stands_beside_the_figure_of_a_named_one() -> None:
    made = claims(View(vbdash.load(county="22"), Selection()))
    assert made is not None
    assert "om Västerbottens län" in made.tiles[0].label
    assert "förädlingsvärdet i Västernorrlands län" in made.tiles[0].text
    assert ": –" not in made.sentence
