"""A reader's own figures: read as they are written, refused where they are not, nobody's number kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbdash import Dataset
from vbdash.records.files.numbers import read_figure
from vbdash.records.files.places import Places
from vbdash.records.files.process.reader import Reader
from vbdash.records.files.result import Reading
from vbdash.records.files.values import Wrong
from vbdash.records.pasted import as_file
from vbdash.records.rules import read_figures
from vbdash.text import Text

SV = Text("sv")
WANTED = {"2480": 12.0, "2482": 9.5, "2418": 1234.0}


def read(dataset: Dataset, text: str) -> Reading:
    return read_figures("klistrat.csv", as_file(text, SV), Places.of(dataset), SV)


def figures(reading: Reading) -> dict[str, float]:
    assert reading.table is not None, [each.sentence(SV) for each in reading.faults]
    return dict(
        zip(reading.table["municipality_code"], reading.table["value"].astype(float), strict=True)
    )


@pytest.mark.parametrize(
    "text",
    [
        "Umeå\t12\nSkellefteå\t9,5\nMalå\t1234",
        "Umeå;12\nSkellefteå;9,5\nMalå;1 234",
        "Umeå 12\nSkellefteå 9,5\nMalå 1 234",
        "2480 12\n2482 9,5\n2418 1234",
        "Umeå kommun: 12\nSkellefteå kommun: 9,5\nMalå kommun: 1234",
        "Kommun\tFeriejobb\nUmeå\t12\nSkellefteå\t9,5\nMalå\t1234\n",
        "Feriejobb;Kommunkod\n12;2480\n9,5;2482\n1234;2418",
        "Umeå\t12 %\r\n\r\nSkellefteå\t9,5 %\r\nMalå\t1234",
    ],
)
def test_what_is_pasted_is_read(dataset: Dataset, text: str) -> None:
    assert figures(read(dataset, text)) == WANTED


def test_what_they_are_called_is_kept(dataset: Dataset) -> None:
    assert read(dataset, "Kommun\tFeriejobb\nUmeå\t12").matched["value"] == "Feriejobb"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Umeå\t12\nUmeå\t13", "redan en på rad 2"),
        ("Umeå\tmånga", "ett tal"),
        ("Luleå\t12", "annat län"),
        ("Atlantis\t12", "kommun"),
        ("Umeå\t8112189876", "personnummer"),
        ("Umeå\t811218-9876", "personnummer"),
        ("Umeå\t1.234", "två sätt"),
        ("", "tom"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(dataset: Dataset, text: str, word: str) -> None:
    found = read(dataset, text)
    said = " ".join(each.sentence(SV) for each in found.faults)
    assert found.table is None and word in said, said
    assert "8112189876" not in said and "811218-9876" not in said


def test_a_persons_number_in_a_heading_is_covered(dataset: Dataset) -> None:
    found = read(dataset, "Kommun\t8112189876\nUmeå\t12")
    assert "8112189876" not in repr(found)


def test_it_is_read_in_a_process_of_its_own(dataset: Dataset) -> None:
    content = as_file("Umeå 12\nSkellefteå 9,5\nMalå 1 234", SV)
    found = read_figures("a.csv", content, Places.of(dataset), SV, reader=Reader())
    assert figures(found) == WANTED


@given(st.floats(-1e9, 1e9).map(lambda x: round(x, 2)))
def test_a_number_as_we_write_it_is_read_as_it_is(value: float) -> None:
    assert read_figure(SV.number(value, 2)) == pytest.approx(value)
    assert read_figure(value) == value or isinstance(read_figure(value), Wrong)  # a person's number


@given(st.text(max_size=300))
def test_whatever_is_pasted_becomes_a_file(text: str) -> None:
    assert isinstance(as_file(text, SV), bytes)
