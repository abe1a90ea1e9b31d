"""Where a municipality stands: whom the reader compares with is in the picture as well as in words."""

from __future__ import annotations

import re

import pytest

from tests.conftest import stage_for
from vbdash import Dataset
from vbdash.exhibits.municipality.standing import standing
from vbdash.indicators.municipality.whom import references

SHARE = "employed_residence_share"
#: Sweden, the county, the mean of the most alike, an area, a municipality here and one elsewhere.
WHOM = ("riket", "lan", "lika", "inland", "2480", "0180")


def squares(html: str) -> int:
    """Return how many rows have a mark of what is compared with; the key's own is not counted."""
    return len(re.findall(r'<i class="m1" style="left', html))


@pytest.mark.parametrize("whom", WHOM)
def test_whom_it_is_compared_with_is_marked_with_its_name_and_value(
    dataset: Dataset, whom: str
) -> None:
    view = stage_for(dataset)
    made = standing(view, "2418", whom)
    assert made is not None and made.figure is not None
    name = made.subtitle.rpartition(": ")[2].rstrip(".")
    assert f"</i>{name}</span>" in made.screen
    written = " ".join(str(each.text) for each in made.figure.layout.annotations)
    assert f"■ {name}" in written.replace("<br>", " ")
    year = int(made.table.set_index("measure").loc[SHARE, "year"])
    (value,) = references(dataset, "B-E", "2418", whom, [(SHARE, year)])
    said = view.tx.quantity(value, "%", 1)
    if value == value:
        assert f"jämförs med {said}" in made.screen
    marks = next(trace for trace in made.figure.data if trace.marker.symbol == "square")
    assert len(marks.x) == squares(made.screen) > 1
    assert set(marks.customdata) == {whom}


def test_the_middle_municipality_is_the_line_alone(dataset: Dataset) -> None:
    made = standing(stage_for(dataset), "2418")
    assert made is not None and not squares(made.screen) and "Fyrkanten" not in made.subtitle


def test_sizes_are_not_pressed_together_by_the_sum_of_a_country(dataset: Dataset) -> None:
    """Beside ten million every municipality of the county would lie at one end."""
    made = standing(stage_for(dataset), "2418", "riket")
    assert made is not None
    people = made.screen.partition("Folkmängd")[2]
    assert '<i class="m1"' not in people
