"""Parts that are not shown: each is listed with an answer that is true of the county."""

from __future__ import annotations

import pytest

from vbdash import Dataset, Selection
from vbdash.parameters import INDUSTRY
from vbdash.taken import TAKEN
from vbdash.ui.industry import answers as industry
from vbdash.ui.municipality import answers as municipality
from vbdash.view import View


@pytest.mark.parametrize(("county", "code"), [("24", "2418"), ("12", "1280")])
def test_no_part_is_without_an_answer(dataset: Dataset, county: str, code: str) -> None:
    view = View(dataset.seen_from(county), Selection())
    said = industry.sentences(view)
    assert set(said) == set(TAKEN[INDUSTRY])
    assert all(said.values())
    assert ("Kust" in municipality.sentences(view, code)["omraden"]) == (county == "24")
