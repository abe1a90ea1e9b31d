"""A picture as a file has the very size that its name on the page states, whatever is in it."""

from __future__ import annotations

import struct

import pytest

from tests.conftest import stage_for
from vbdash import Dataset
from vbdash.exhibits.measures import history, on_map
from vbdash.exhibits.municipality.standing import standing
from vbdash.ui.take_along import pictures

STATED = {
    "PNG för en presentation, 2400 × 1350": (2400, 1350),
    "PNG, kvadrat, 2000 × 2000": (2000, 2000),
    "PNG, bred, 2400 × 1200": (2400, 1200),
}


def sized(content: bytes) -> tuple[int, ...]:
    assert content.startswith(b"\x89PNG")
    return struct.unpack(">II", content[16:24])


@pytest.mark.parametrize("of", ["chart", "map"])
def test_a_png_has_the_size_that_is_stated(dataset: Dataset, of: str) -> None:
    view = stage_for(dataset)
    made = history(view, "population") if of == "chart" else on_map(view, "population")
    assert made is not None
    files = pictures(view, made)
    assert list(files) == [*STATED, "SVG"]
    for name, size in STATED.items():
        assert sized(files[name][1]()) == size, name


def test_rows_that_no_shape_holds_are_as_tall_as_they_need(dataset: Dataset) -> None:
    view = stage_for(dataset)
    made = standing(view, "2418")
    assert made is not None
    files = pictures(view, made)
    assert list(files) == ["PNG, 2400 bred och så hög som raderna kräver", "SVG"]
