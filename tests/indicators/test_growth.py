"""Growth by hand: per year, index, per inhabitant; breaks stay open, the preliminary stays marked."""

from __future__ import annotations

import pandas as pd
import pytest

from vbdash import Dataset, Selection
from vbdash.exhibits import measures
from vbdash.indicators.growth import faces, indexed, per_inhabitant, per_year
from vbdash.view import View


def rows(*cells: tuple[str, int, float, str, str]) -> pd.DataFrame:
    return pd.DataFrame(cells, columns=["code", "year", "value", "series", "status"])


TABLE = rows(
    ("a", 2018, 200.0, "old", "final"),
    ("a", 2019, 210.0, "old", "final"),
    ("a", 2020, 400.0, "new", "final"),
    ("a", 2022, 484.0, "new", "preliminary"),
    ("b", 2022, 50.0, "new", "final"),
)


def test_a_change_never_crosses_a_break_and_years_between_are_shared_out() -> None:
    found = per_year(TABLE, relative=True)
    cells = list(zip(found["year"], found["value"].round(6), found["status"], strict=True))
    assert cells == [(2022, 10.0, "preliminary"), (2019, 5.0, "final")]
    points = per_year(TABLE, relative=False).set_index("year")["value"]
    assert points.to_dict() == {2022: 42.0, 2019: 10.0}


def test_an_index_begins_anew_with_each_edition() -> None:
    found = indexed(TABLE).sort_values("year")
    assert found["value"].round(6).tolist() == [100.0, 105.0, 100.0, 121.0]
    assert set(found["code"]) == {"a"}  # one year is no index


def test_what_is_not_above_zero_has_no_growth() -> None:
    table = rows(("a", 2020, 0.0, "s", "final"), ("a", 2021, 5.0, "s", "final"))
    assert per_year(table, relative=True).empty and indexed(table).empty
    assert per_year(table, relative=False)["value"].tolist() == [5.0]


def test_per_inhabitant_takes_the_same_year() -> None:
    people = pd.DataFrame({"code": ["a", "a"], "year": [2019, 2020], "value": [1000.0, 2000.0]})
    found = per_inhabitant(TABLE, people).set_index("year")["value"]
    assert found.to_dict() == {2019: 210.0, 2020: 200.0}


def test_what_a_measure_allows(dataset: Dataset) -> None:
    view = View(dataset, Selection())
    assert measures.faces(view, "population") == ("varde", "forandring", "index")
    assert measures.faces(view, "unemployment_rate") == ("varde", "forandring")
    assert measures.faces(view, "tax_base") == ("varde", "forandring", "index")
    assert measures.faces(view, "commuters_in") == ("varde", "forandring", "index", "person")
    assert measures.faces(view, "median_income") == ()  # no years that may be compared
    assert faces(dataset, "population", TABLE.iloc[:0]) == ("varde",)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_picture_of_growth_says_what_it_is(dataset: Dataset, lang: str) -> None:
    view = View(dataset, Selection(lang=lang, municipalities=("2418",)))
    made = measures.history(view, "tax_base", "forandring")
    assert made is not None
    table = made.table[made.table["code"] == "2418"].set_index("year")["value"]
    printed = dataset.observations
    own = printed[(printed["measure"] == "tax_base") & (printed["region_code"] == "2418")]
    values = own.set_index("year")["value"]
    expected = 100 * ((values[2021] / values[2017]) ** 0.25 - 1)
    assert table[2021] == pytest.approx(expected) and 2001 not in table
    assert {"sv": "förändring per år", "en": "change per year"}[lang] in made.title


def test_years_of_unknown_prices_are_not_drawn_over_time(dataset: Dataset) -> None:
    assert measures.history(View(dataset, Selection()), "median_income") is None
    preliminary = measures.history(View(dataset, Selection()), "gva", "index")
    assert preliminary is not None
    last = preliminary.table[preliminary.table["year"] == 2024]["status"]
    assert set(last) == {"sannolikt preliminär"}
