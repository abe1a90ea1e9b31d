"""Exhibits of given records: one split for all and for the public, made-up ones always marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.conftest import stage_for
from vbdash import Dataset
from vbdash.exhibit import Exhibit
from vbdash.exhibits.records import plan, public, reach, spread
from vbdash.exhibits.records.words import CELLS, SPLITS
from vbdash.records import white_spots
from vbdash.records.own import Own, shipped
from vbdash.records.withholding import LIMIT
from vbdash.view import View

MARK = "made up, not real"


@pytest.fixture(scope="module")
def own(dataset: Dataset) -> Own:
    return replace(shipped(dataset, "sample"), watermark=MARK)


def every(view: View, own: Own) -> Iterator[Exhibit | None]:
    yield reach.funnel(view, own)
    yield public.funnel(view, own)
    for chosen in SPLITS:
        yield public.split(view, own, chosen)
        if chosen != "del":
            yield reach.split(view, own, chosen, "helped")
    yield reach.outliers(view, own, "visited")
    for chosen in ("", *CELLS):
        yield reach.needs(view, own, chosen)
    yield public.needs(view, own)
    table = reach.counted(view, own, "municipality_code", "helped")
    yield from (spread.depth(view, own), spread.evenness(view, own, table))
    yield spread.coast(view, own, table)
    left = white_spots.white_spots(own.progress(), own.eligible, "helped")
    yield plan.spots(view, own, left)
    chosen_visits = white_spots.plan(left, 10, "even", own.groups.index[:0], 4)
    yield plan.visits(view, own, chosen_visits, "even")
    yield plan.visit_list(view, own, left, chosen_visits, "helped")


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_made_up_records_are_marked_in_every_exhibit(dataset: Dataset, own: Own, lang: str) -> None:
    view = stage_for(dataset, lang=lang)
    made = list(every(view, own))
    for each in made:
        assert each is not None
        assert each.watermark == MARK
        assert each.sentence
        assert all(column.name in each.table for column in each.columns), each.key
        assert bool(each.sources) != bool(each.origin), each.key
    keys = [each.key for each in made if each]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("chosen", [each for each in SPLITS if each != "del"])
def test_the_public_sees_the_same_split_less_what_is_small(
    dataset: Dataset, own: Own, chosen: str
) -> None:
    view = stage_for(dataset)
    full, seen = reach.split(view, own, chosen, "helped"), public.split(view, own, chosen)
    assert [c.name for c in full.columns][:2] == [c.name for c in seen.columns][:2]
    whole = dict(zip(full.table["code"].astype(str), full.table["reached"], strict=True))
    for row in seen.table.to_dict("records"):
        if row["reached"] == row["reached"]:
            assert row["reached"] >= LIMIT
            assert (row["label"] and not row["missing"]) or row["missing"]
            # Rounded down, so that nobody can tell a change of one firm.
            assert 0 <= whole.get(str(row["code"]), row["reached"]) - row["reached"] < LIMIT
        else:
            assert row["missing"]


def test_a_choice_of_municipalities_marks_but_never_filters_what_the_public_sees(
    dataset: Dataset, own: Own
) -> None:
    whole, chosen = stage_for(dataset), stage_for(dataset, municipalities=("2482",))
    for split in SPLITS:
        one, other = (public.split(view, own, split) for view in (whole, chosen))
        assert one.table.equals(other.table)
        assert one.title == other.title
    own_rows = [reach.funnel(view, own).table["reached"].sum() for view in (whole, chosen)]
    assert own_rows[1] < own_rows[0]


def test_other_records_make_other_exhibits(dataset: Dataset, own: Own) -> None:
    view = stage_for(dataset)
    half = replace(own, rows=own.rows.iloc[: len(own.rows) // 2], memory={})
    assert reach.funnel(view, own).sentence != reach.funnel(view, half).sentence


def test_what_was_counted_is_kept_up_to_a_number(own: Own) -> None:
    small = replace(own, memory={})
    for number in range(200):
        assert small.once(number, lambda n=number: n) == number  # type: ignore[misc]
    assert len(small.memory) == 64
    assert small.once(199, lambda: -1) == 199
