"""The view as a value: links in, links out, nothing raises, old links live."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

import vbdash
from vbdash.selection import FIELDS, MIGRATIONS, VERSION, Choices, Selection, migrate
from vbdash.text import Text, fold


@pytest.fixture(scope="session")
def choices(dataset: vbdash.Dataset) -> Choices:
    return Choices.of(dataset)


CHOICES = Choices.of(vbdash.load())


def pick(name: str) -> st.SearchStrategy:
    return st.sampled_from(list(CHOICES.values[name]))


selections = st.builds(
    Selection,
    municipalities=st.sets(pick("municipalities")).map(lambda s: tuple(sorted(s))),
    year=st.none() | pick("year"),
    definition=pick("definition"),
    measure=pick("measure"),
    support=pick("support"),
    lang=pick("lang"),
)


@given(selections)
def test_a_link_brings_back_the_view(selection: Selection) -> None:
    link = selection.link(CHOICES, "industry", "https://example.org")
    read, notices = Selection.parse(parse_qs(urlsplit(link).query), CHOICES)
    assert (read, notices) == (selection, ())
    assert hash(read) == hash(selection)


def test_defaults_are_left_out() -> None:
    assert Selection().query(CHOICES) == {}
    assert Selection().link(CHOICES, "data") == "/data"


params = st.sampled_from([each.param for each in FIELDS] + ["v", "municipality", "x"])


@given(st.dictionaries(params | st.text(max_size=10), st.lists(st.text(max_size=200), max_size=5)))
def test_random_links_never_raise(query: dict[str, list[str]]) -> None:
    selection, notices = Selection.parse(query, CHOICES)
    assert isinstance(selection, Selection)
    for name in ("definition", "measure", "support", "lang"):
        assert getattr(selection, name) in CHOICES.values[name]
    for notice in notices:
        assert notice.sentence(Text("sv"))


def test_unknown_values_are_dropped_with_a_notice() -> None:
    query = {"kommun": ["Skellefteå", "Bogus"], "ar": ["1066"], "definition": ["Z"]}
    selection, notices = Selection.parse(query, CHOICES)
    assert selection == Selection(municipalities=("2482",))
    assert [each.value for each in notices] == ["1066", "Bogus", "Z"] or len(notices) == 3
    assert "Bogus" in " ".join(each.sentence(Text("sv")) for each in notices)


@pytest.mark.parametrize(
    "written", ["2482", "Skellefteå", "skelleftea", "SKELLEFTEÅ kommun", "Skelleftea\u030a"]
)
def test_a_municipality_is_known_by_code_and_name(written: str) -> None:
    assert Selection.parse({"kommun": [written]}, CHOICES)[0].municipalities == ("2482",)


def test_fold_keeps_names_apart() -> None:
    names = CHOICES.values["municipalities"].values()
    assert len({fold(each) for each in names}) == len(names)


def test_links_of_version_one_still_work() -> None:
    old = {"municipality": ["2482", "2480"], "year": ["2017"], "measure": ["gva"], "v": ["1"]}
    selection, notices = Selection.parse(old, CHOICES)
    assert selection == Selection(municipalities=("2480", "2482"), year=2017)
    assert not notices


@pytest.mark.parametrize("version", ["", "1", "2", "999", "-1", "x", "٣"])
def test_stated_versions_are_harmless(version: str) -> None:
    assert migrate({"kommun": ["2482"], "v": [version]}) == {"kommun": ["2482"]}


def test_every_version_has_its_migration() -> None:
    assert len(MIGRATIONS) == VERSION - 1
    new = {"kommun": ["2482"], "ar": ["2017"]}
    for step in MIGRATIONS:
        assert step(new) == new
