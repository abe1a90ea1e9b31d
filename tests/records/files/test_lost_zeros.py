"""Ids that a spreadsheet has taken zeros from: put back where one meaning is left, else told."""

from __future__ import annotations

import pytest

from tests.records.files.bad_files import HEADER, changed, csv, xlsx
from tests.records.files.test_siblings import PLACES, SV, read, said
from vbdash.records.between import bare, lost_zeros
from vbdash.records.rules import read_eligible


def rows(*firms: tuple[object, str]) -> list[list[object]]:
    day = [f"2019-03-{place + 1:02d}" for place in range(len(firms))]
    return [HEADER] + [
        changed("Företags-id", firm, changed("Företagsnamn", name, changed("Datum", day[place])))
        for place, (firm, name) in enumerate(firms)
    ]


@pytest.mark.parametrize(
    "firms",
    [[("0001", ""), ("1", "")], [("0001", "A"), ("1", "B")], [("0001", "A"), ("1", "")],
     [("1", ""), ("0002", ""), ("01", "")], [("1.0", ""), ("1", "")],
     [("001", "A"), ("01", ""), ("1", "B")]],
)  # fmt: skip
def test_two_spellings_of_which_nobody_knows_whether_they_are_one_firm_are_told(firms) -> None:
    found = read(csv(rows(*firms)))
    assert found.table is None
    assert all("Excel kan ha tagit bort nollor" in each for each in said(found))
    assert [each.column for each in found.faults] == ["Företags-id"] * (len({*firms}) - (firms[1][0] == "0002") - 1)  # fmt: skip


@pytest.mark.parametrize("one", ["1", "1.0", 1])
def test_the_zeros_are_put_back_where_the_names_say_one_firm(one: object) -> None:
    found = read(xlsx(rows((one, "Alfa AB"), ("0001", "Alfa"), ("0002", "Beta"))), "a.xlsx")
    assert found.table is not None, said(found)
    assert found.table["firm_id"].tolist() == ["0001", "0001", "0002"]
    assert said(found)[0].endswith("nollorna sattes tillbaka: 1")


def test_one_record_under_two_spellings_is_told_as_one_twice() -> None:
    twice = rows(("1", "Alfa"), ("0001", "Alfa"))
    twice[2] = ["0001", *twice[1][1:]]
    assert "varje post en gång" in said(read(csv(twice)))[0]


@pytest.mark.parametrize("firms", [("F-01", "F-1"), ("0001", "0010"), ("10", "1"), ("1.0", "1.5")])
def test_ids_that_a_spreadsheet_cannot_have_made_alike_are_two(firms: tuple[str, str]) -> None:
    found = read(csv(rows(*((firm, "") for firm in firms))))
    assert found.table is not None, said(found)
    assert found.table["firm_id"].tolist() == list(firms)


def test_a_register_is_told_too() -> None:
    head = ["Företags-id", "Kommun", "SNI", "Storleksklass", "År", "Källa"]
    same = ["Umeå", "25", "1–9", "2024", "Eget"]
    found = read_eligible("r.csv", csv([head, ["007", *same], ["7", *same]]), PLACES, SV)
    assert found.table is None
    assert "rad 2 har ”007”" in said(found)[0]


def test_ids_of_records_and_register_that_zeros_part_are_counted() -> None:
    assert lost_zeros(["1", "0002", "f-3"], ["0001", "0002", "f-03"]) == 1
    assert bare("5560004615") == ""


def test_an_industry_made_longer_with_a_zero_is_not_taken_for_another() -> None:
    for code, division in (("022", "02"), ("081", "08"), ("025", None), ("028", None)):
        found = read(csv([HEADER, changed("SNI-huvudgrupp", code)]))
        assert (None if found.table is None else found.table["sni2"][0]) == division, code
