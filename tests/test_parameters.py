"""The registry of what links may say: yesterday's links open, what is no choice is told."""

from __future__ import annotations

import pytest

from vbdash import Dataset
from vbdash.parameters import OWN, of_page, tidy
from vbdash.selection import migrate
from vbdash.text import Text


@pytest.mark.parametrize(
    ("page", "before", "now"),
    [
        ("data", {"visa": ["gva"]}, {"matt": ["gva"]}),
        ("municipality", {"visa": ["employment_rate"], "del": ["jamfor"]}, {"del": ["jamfor"]}),
        ("industry", {"visa": ["plats"], "del": ["tid"]}, {"visa": ["plats"], "del": ["tid"]}),
        ("industry", {"mattet": ["gva"], "del": ["steg"]}, {"andelav": ["gva"], "del": ["steg"]}),
        ("interventions", {"matt_insats": ["vita"]}, {"avsnitt": ["vita"]}),
        ("interventions", {"steg": ["visited"], "delning": ["form"]}, {"steg": ["visited"]}),
        ("companies", {"foretag": ["brokk"], "karta": ["yta"]}, {"foretag": ["brokk"]}),
        ("companies", {"bransch": ["28", "25"], "status": ["closed"]}, {"bransch": ["28", "25"]}),
        ("present", {"bilder": ["cover~trend"], "bild": ["2"]}, {"bilder": ["cover~trend"]}),
        ("data", {"del": ["sources"], "kalla": ["scb-tab6681"]}, {"kalla": ["scb-tab6681"]}),
        ("", {"embed": ["true"]}, {"embed": ["true"]}),
    ],
)
def test_links_of_yesterday_say_what_they_said(
    dataset: Dataset, page: str, before: dict[str, list[str]], now: dict[str, list[str]]
) -> None:
    today = migrate(before)
    kept, notices = tidy(today, page, dataset)
    assert not notices
    for name, values in now.items():
        assert (kept | {k: list(v) for k, v in today.items()})[name] == values


def test_what_is_no_choice_is_left_out_and_told(dataset: Dataset) -> None:
    query = {"del": ["tables"], "tabell": ["nothing"], "karta": ["yta"], "hemligt": ["1"]}
    kept, notices = tidy(query, "data", dataset)
    assert kept == {"del": ["tables"]}
    told = " ".join(each.sentence(Text("sv")) for each in notices)
    assert "nothing" in told and "karta" in told and "hemligt" in told


def test_a_name_means_one_thing_on_a_page() -> None:
    pages = {page for each in OWN for page in each.pages}
    for page in pages:
        names = [each.name for each in OWN if page in each.pages]
        assert len(names) == len(set(names)), page
    for each in OWN:
        assert of_page(each.name, next(iter(each.pages), "data")) == each
        assert not isinstance(each.values, tuple) or each.default in (*each.values, "")


def test_every_default_can_be_chosen(dataset: Dataset) -> None:
    for each in OWN:
        assert not each.default or each.allows(dataset, each.default), each.name
