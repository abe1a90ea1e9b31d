"""Two measures against each other: the figures of the tables, counted on either side of the middle."""

from __future__ import annotations

import re

import numpy as np
import pytest

from vbdash import Dataset, Selection
from vbdash.exhibits.municipality.against import FEWEST, against, offered
from vbdash.text import Text
from vbdash.view import View

PAIR = ("unemployment_rate", "population")


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_counts_are_those_of_the_figures(dataset: Dataset, lang: str) -> None:
    codes = dataset.municipality_codes
    shown = against(View(dataset, Selection(lang=lang)), "2418", *PAIR, codes)
    assert shown is not None and shown.figure is not None
    rows = dataset.observations
    values = []
    for measure in PAIR:
        own = rows[(rows["measure"] == measure) & rows["region_code"].isin(codes)]
        own = own[own["year"] == own["year"].max()].set_index("region_code")["value"]
        decimals = int(dataset.row("measures", measure)["decimals"])
        values.append(np.array([round(float(own[code]), decimals) for code in codes]))
    x, y = (np.sign(v - np.median(v)) for v in values)
    both, neither = int(((x > 0) & (y > 0)).sum()), int(((x < 0) & (y < 0)).sum())
    crossed = int((x * y < 0).sum())
    counts = [int(n) for n in re.findall(r": (\d+)\.", shown.sentence)[:3]]
    assert counts == [both, neither, crossed]
    assert shown.title.startswith(f"{both + neither} ")
    lines = [s for s in shown.figure.to_dict()["layout"]["shapes"] if s["type"] == "line"]
    assert {lines[0]["x0"], lines[1]["y0"]} == {float(np.median(v)) for v in values}


def test_nothing_is_said_of_why(dataset: Dataset) -> None:
    words = re.compile(
        r"påverka|beror|orsak|leder till|samband|därför|cause|leads to|because|affect|effect"
    )
    for lang in ("sv", "en"):
        view = View(dataset, Selection(lang=lang))
        shown = against(view, "2418", *PAIR, dataset.municipality_codes)
        assert shown is not None
        assert not words.search(" ".join([shown.title, shown.sentence, shown.subtitle]).lower())


def test_any_two_of_those_offered_can_be_drawn(dataset: Dataset) -> None:
    view, codes = View(dataset, Selection()), dataset.municipality_codes
    measures = offered(view, codes)
    assert len(measures) > 8
    for other in measures[1:]:
        shown = against(view, "2480", measures[0], other, codes)
        assert shown is not None and len(shown.table) >= FEWEST, other
        assert "Umeå" in shown.sentence


def test_too_few_are_not_drawn(dataset: Dataset) -> None:
    assert against(View(dataset, Selection()), "2480", *PAIR, ("2480", "2482")) is None


def test_the_subject_is_marked(dataset: Dataset) -> None:
    shown = against(View(dataset, Selection()), "2418", *PAIR, dataset.municipality_codes)
    assert shown is not None and shown.figure is not None
    texts = [a["text"] for a in shown.figure.to_dict()["layout"]["annotations"]]
    assert f"<b>{Text('sv')('Malå')}</b>" in texts
