"""What every page begins with: the figures of the article and of a municipality, and where they lead."""

from __future__ import annotations

import pytest

from vbdash import Dataset
from vbdash.exhibits.front import front
from vbdash.parameters import PAGES, of_page
from vbdash.selection import Selection
from vbdash.view import View

NBSP = "\N{NO-BREAK SPACE}"


def test_the_start_says_the_three_figures_with_the_claim_beside_each(dataset: Dataset) -> None:
    found = front(View(dataset, Selection()), "")
    assert found.title == "Industrilandskap Västerbotten"
    assert [each.value for each in found.figures] == [f"26,1{NBSP}%", "8 av 15", "74"]
    assert [each.beside for each in found.figures] == [
        "”41 procent av den regionala ekonomin”",
        "”Världsledande företag i nästan alla kommuner”",
        "”Hundratals mötta, 74 fick konkret hjälp”",
    ]
    assert f"26,1{NBSP}%" in found.sentence
    assert "8 av 15" in found.sentence
    assert found.picture is not None


def test_the_figures_follow_what_is_chosen(dataset: Dataset) -> None:
    found = front(View(dataset, Selection(support="any", definition="C", year=2019)), "")
    share, firms, _ = found.figures
    assert "2019" in share.label
    assert share.label.startswith("Tillverkningen (C), andel av")
    assert firms.value == "15 av 15"


def test_a_municipality_has_value_and_place_of_industry_firms_and_what_else(
    dataset: Dataset,
) -> None:
    found = front(View(dataset, Selection(municipalities=("2418",))), "municipality")
    industry, firms, apart = found.figures
    assert found.title == "Malå"
    # SCB, TAB3200: 351 of 1 453 employed residents in B–E in 2024.
    assert (industry.value, industry.beside) == (f"24,2{NBSP}%", "Näst högst av 15")
    assert firms.value == "1"
    assert (apart.value, apart.beside) == (f"87,4{NBSP}%", "Högst av 15")
    assert apart.measure == "employment_rate"
    assert found.picture is not None
    assert found.picture.map.selected == {"2418"}


def test_what_sets_every_municipality_apart_is_not_industry_again(dataset: Dataset) -> None:
    for code in dataset.municipality_codes:
        found = front(View(dataset, Selection(municipalities=(code,))), "municipality")
        assert 2 <= len(found.figures) <= 3
        assert all("employed_residence" not in each.measure for each in found.figures[1:])


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_answers_and_leads_on(dataset: Dataset, page: str, lang: str) -> None:
    parts = of_page("del", page)
    for part in parts.values if parts else ("",):
        found = front(View(dataset, Selection(lang=lang), page=page), page, part)
        assert found.title
        assert found.sentence
        assert len(found.figures) <= 3
        for each in found.figures:
            assert each.value
            assert each.label
            assert each.page in PAGES
            for name, value in each.query:
                own = of_page(name, each.page)
                assert name == "styrka" or (own is not None and own.allows(dataset, value))
