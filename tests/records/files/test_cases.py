"""Files as people who do this job have reported them, each with what must come of it.

Numbers, names and people in them are invented; 811218-9876 is a published example number.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import vbdash
from vbdash.records.files.places import Places
from vbdash.records.files.process.reader import Reader
from vbdash.records.files.result import Reading
from vbdash.records.rules import read_eligible, read_records
from vbdash.text import Text

CASES = Path(__file__).parent / "cases"
SV = Text("sv")
PLACES = Places.of(vbdash.load())
UPPSALA = Places.of(vbdash.load(county="03"))
PERSON = "811218"
EXAMPLE = {"firm_id": ["5520010017", "5520010025", "5520010033"]}
DAY = pd.Timestamp(2024, 3, 14)

#: name → columns as they must be read.
READ: Mapping[str, Mapping[str, list[Any]]] = {
    "06": {"firm_name": ["Norrplåt AB", None]},
    "10": {"sni2": ["08", "02", "25", "07"]},
    "12": {"firm_id": ["5520010017"], "actor": [None]},
    "23": {"firm_id": ["5520010017", "5520010025"], "firm_name": [None, None]},
    "24": {"date": [DAY, DAY]},
    "26": {"date": [DAY, DAY]},
    "30": {"firm_id": ["5520010017", "5520010025"], "size_class": ["10-49", "10-49"]},
    "31": {"municipality_code": ["2480"], "sni2": ["25"]},
    "32": {"step": ["visited"]},
    "34": {"firm_id": ["5520010017"] * 2},
    "35": {"firm_id": ["5520010017", "5520010025"]},
    "37": {"firm_id": ["5520010017", "5520010025"]},
    "40": EXAMPLE,
    "41": {"municipality_code": ["2480", "2482"], "step": ["visited"] * 2},
    "43": {"municipality_code": ["2482", "2480", "2480", "2480", "2480", "2421", "2480"]},
    "44": {"municipality_code": [*["2480"] * 6, "2460", "2460", "2480"]},
    "47": {"firm_id": ["5520010017"], "firm_name": ["Norrplåt AB"]},
    "49": {"date": [DAY, pd.Timestamp(2024, 3, 20)]},
    "50": {**EXAMPLE, "actor": ["Norrtillväxt", None, "Norrtillväxt"]},
    "51": EXAMPLE,
    "52": EXAMPLE,
    "53": {"firm_name": ["Norrplåt AB", "Västmek AB", "Sydmek AB"]},
    "54": {**EXAMPLE, "actor": [None] * 3},
    "55": {"amount_granted": [15000, 15001, 15002]},
    "56": EXAMPLE,
    "57": EXAMPLE,
    "61": {"actor": ["Norrtillväxt", "Almi Nord"]},
    "62": {"firm_id": ["5520010017", "5520010025"]},
    "63": EXAMPLE,
    "64": EXAMPLE,
    "65": {"amount_granted": [15000]},
}
#: name → row, column and part of the Swedish message of every fault.
REFUSED: Mapping[str, list[tuple[int, str, str]]] = {
    "04": [(2, "Företags-id", "nollor i början har fallit bort")],
    "13": [(2, "", "I2:I4")],
    "14": [(3, "Utförare", "en formel har misslyckats")],
    "15": [(3, "Företags-id", "#SAKNAS!"), (4, "Företags-id", "#N/A")],
    "17": [(row, "Beviljat belopp", "ett tal") for row in (2, 3, 4)],
    "19": [(2, "SNI", "det står flera, eller ett spann"), (3, "SNI", "det står flera")],
    "20": [(1, "Beviljat (tkr)", "i kronor, inte i tusental")],
    "27": [(5, "Datum", "ett datum som")],
    "28": [(3, "Antal anställda", "0 har ingen storleksklass")],
    "46": [(4, "Kommun", "en gammal, nu 0331")],
    "48": [(2, "Datum", "troligen 2020-03-14")],
    "58": [(6, "", "en anmärkning under tabellen")],
    "60": [(0, "", "det här är HTML")],
    "82": [(0, "", "en i XFD1048576")],
}  # fmt: skip


def reading_of(number: str, reader: Reader | None = None) -> Reading:
    path = next(CASES.glob(f"{number}-*"))
    read = read_eligible if number in ("10", "30") else read_records
    places = UPPSALA if number == "46" else PLACES
    by_hand = {"amount_granted": "Beviljat (tkr)"} if number == "20" else None
    name = f"insatser{path.suffix}"
    return read(name, path.read_bytes(), places, SV, by_hand, reader=reader)


@pytest.mark.parametrize("number", READ)
def test_a_case_that_is_read(number: str) -> None:
    reading = reading_of(number)
    assert not reading.faults, [each.sentence(SV) for each in reading.faults]
    assert reading.table is not None
    for name, expected in READ[number].items():
        column = reading.table[name].astype("object")
        assert column.where(column.notna(), None).tolist() == expected


@pytest.mark.parametrize("number", REFUSED)
def test_a_case_that_is_refused(number: str) -> None:
    reading = reading_of(number, Reader() if number == "82" else None)
    assert reading.table is None
    found = [(each.row, each.column, each.sentence(SV)) for each in reading.faults]
    assert len(found) == len(REFUSED[number]), found
    for (row, column, words), (was_row, was_column, sentence) in zip(
        REFUSED[number], found, strict=True
    ):
        assert (row, column) == (was_row, was_column)
        assert words in sentence


@pytest.mark.parametrize(
    ("number", "firms", "persons"),
    [("01", 2, 1), ("02", 2, 1), ("05", 1, 0), ("06", 2, 1), ("08", 1, 1)],
)
def test_a_case_with_a_persons_number_gives_a_pseudonym(
    number: str, firms: int, persons: int
) -> None:
    reading = reading_of(number)
    assert reading.table is not None
    assert reading.table["firm_id"].nunique() == firms
    assert reading.table["firm_id"].str.startswith("enskild-").any() == bool(persons)
    assert reading.persons == persons
    assert PERSON not in repr(reading) + reading.table.to_csv()
    assert "1231980" not in repr(reading_of("04"))


def test_what_was_done_in_a_case_is_told() -> None:
    for number, words in {
        "05": "siffror har täckts över: 2",
        "23": "lästa som tomma: 2",
        "30": "flera arbetsställen",
        "34": "flera namn",
    }.items():
        told = " ".join(each.sentence(SV) for each in reading_of(number).told)
        assert words in told, number
    assert reading_of("12").unused == ("Organisation",)
    assert reading_of("32").unused == ("Status",)


def test_every_case_has_its_test() -> None:
    persons = {"01", "02", "05", "06", "08"}
    assert {path.name[:2] for path in CASES.iterdir()} == {*READ, *REFUSED, *persons}
