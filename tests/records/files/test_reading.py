"""Files from people: read as they are written, or refused with every fault by row and column."""

from __future__ import annotations

import itertools
import re
import time
import tracemalloc
from datetime import date, datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import vbdash
from tests.records.files.bad_files import BAD, HEADER, HELP, ROW, changed, csv, repacked, xlsx
from vbdash.records.files.books import encoding
from vbdash.records.files.numbers import read_number
from vbdash.records.files.orgnr import Number, parse_number
from vbdash.records.files.places import Places
from vbdash.records.files.values import Wrong, read_date
from vbdash.records.rules import eligible_of, read_eligible, read_records
from vbdash.text import Text

PLACES = Places.of(vbdash.load())
SV, EN = Text("sv"), Text("en")


def read(content: bytes, name: str = "fil.csv", **more):
    return read_records(name, content, PLACES, SV, **more)


def table_of(content: bytes, name: str = "fil.csv") -> pd.DataFrame:
    reading = read(content, name)
    assert not reading.faults, [each.sentence(SV) for each in reading.faults]
    return reading.table


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_with_its_plain_message(name: str) -> None:
    file, content, words, row = BAD[name]
    tracemalloc.start()
    started = time.perf_counter()
    reading = read_records(file, content, PLACES, SV)
    seconds, (_, peak) = time.perf_counter() - started, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert reading.table is None
    sentences = [each.sentence(SV) for each in reading.faults]
    assert any(words in sentence for sentence in sentences), sentences
    if row is not None:
        assert any(each.row == row for each in reading.faults), sentences
    assert seconds < 10
    assert peak < 60 * 2**20
    for each in read_records(file, content, PLACES, EN).faults:
        assert each.sentence(EN)
        assert "{" not in each.sentence(EN)


def test_a_file_in_pieces_reads_as_in_one(monkeypatch) -> None:
    """Pieces of a few bytes are what a million rows come in."""
    files = [(name, content) for name, content, _, _ in BAD.values() if len(content) < 10_000]
    letters = [
        [changed("Företagsnamn", name) for name in names]
        for names in (("NuŠa", "Åsa"), ("Åsa", "NuŠa"), ("NuŠa", "Ulla"), ("Alfa", "Beta"))
    ]
    plain = [re.sub("[åäöÅÄÖ]", "o", cell) for cell in HEADER]
    for rows in letters:
        files += [
            ("a.csv", csv([head, *rows], ";", code))
            for head in (HEADER, plain)
            for code in ("utf-8-sig", "cp1252", "utf-16")
        ]
    files.append(("a.csv", csv([HEADER, ROW], ";", "utf-8") + csv([HELP], ";", "cp1252")))
    files.append(("a.csv", csv([HEADER, ROW], ";", "cp1252") + csv([HELP], ";", "utf-8")))
    whole = [read_records(name, content, PLACES, SV) for name, content in files]
    monkeypatch.setattr(encoding, "PIECE", 50)
    for (name, content), one in zip(files, whole, strict=True):
        again = read_records(name, content, PLACES, SV)
        assert again.faults == one.faults
        assert again.matched == one.matched
        if one.table is not None:
            assert again.table is not None
            pd.testing.assert_frame_equal(again.table, one.table)


@pytest.mark.parametrize(
    ("sign", "encoding"),
    list(itertools.product(";,\t", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])),
)
def test_every_dress_of_csv_reads_the_same(sign: str, encoding: str) -> None:
    table = table_of(csv([HEADER, ROW, HELP], sign, encoding))
    assert table["firm_id"].tolist() == ["5560004615", "f-2"]
    assert table["municipality_code"].tolist() == ["2482", "2480"]
    assert table["size_class"].tolist() == ["10-49", "1-9"]
    assert table["step"].tolist() == ["visited", "helped"]
    assert table["date"].tolist() == [pd.Timestamp(2019, 3, 14), pd.Timestamp(2020, 1, 31)]
    assert table["needs"].iloc[0] == "automation;finance"
    assert table["hours"].iloc[0] == 2.5
    assert table["amount_granted"].iloc[1] == 1234
    assert table["_row"].tolist() == [2, 3]


def test_a_workbook_reads_like_the_csv() -> None:
    rows = [HEADER, changed("Datum", datetime(2019, 3, 14)), changed("Kommun", 2480, HELP)]
    first, second = table_of(csv([HEADER, ROW, HELP])), table_of(xlsx(rows), "fil.xlsx")
    pd.testing.assert_frame_equal(first, second)


def test_english_headers_and_labels_in_any_order() -> None:
    rows = [
        ["Step", "Date", "Municipality", "Organisation number", "SNI", "Size class", "Area"],
        ["Helped", "31 January 2020", "Malå", "16556000-4615", "25.610", "250+", "Skills supply"],
    ]
    table = table_of(csv(rows, ","))
    assert table.loc[0, ["firm_id", "sni2", "area"]].tolist() == ["5560004615", "25", "skills"]
    assert table.at[0, "date"] == pd.Timestamp(2020, 1, 31)


def test_columns_are_matched_by_hand_where_the_name_tells_nothing() -> None:
    header = [*HEADER]
    header[0], header[6] = "Kolumn A", "När"
    assert read(csv([header, ROW])).faults
    reading = read(csv([header, ROW]), by_hand={"firm_id": "Kolumn A", "date": "När"})
    assert not reading.faults
    assert reading.matched["date"] == "När"
    dropped = read(csv([HEADER, ROW]), by_hand={"hours": None})
    assert dropped.table["hours"].isna().all()
    assert "Timmar" in dropped.unused


def test_what_is_left_out_is_listed_with_why() -> None:
    content = csv([["# Mall"], [], HEADER, ROW, ["# slut på mars"], [""] * 12, HELP, [], []])
    reading = read(content)
    assert reading.table["_row"].tolist() == [4, 7]
    assert [row for row, _ in reading.left_out] == [1, 5, 6]
    unknown = read(csv([[*HEADER, "Handläggare"], [*ROW, "AB"]]))
    assert unknown.unused == ("Handläggare",)
    nameless = read(csv([["", *HEADER], ["0", *ROW], ["1", *HELP]]))
    assert nameless.unused == ("(kolumn A, utan rubrik)",)
    assert len(nameless.table) == 2


def test_the_line_that_tells_excel_the_sign_is_listed_and_followed() -> None:
    reading = read(b"sep=;\r\n" + csv([HEADER, ROW]))
    assert reading.table["_row"].tolist() == [3]
    assert [row for row, _ in reading.left_out] == [1]
    assert "Excel" in SV(reading.left_out[0][1])


def test_all_faults_are_listed_not_only_the_first() -> None:
    rows = [HEADER, changed("Kommun", "Luleå"), changed("Datum", "i går"), changed("Timmar", "-3")]
    faults = read(csv(rows)).faults
    assert [(each.row, each.column) for each in faults] == [
        (2, "Kommun"), (3, "Datum"), (4, "Timmar")]  # fmt: skip


def test_an_identity_number_never_leaves_the_loader() -> None:
    person = "19811218-9876"
    header = [HEADER, changed("Företags-id", person), changed("Företags-id", "811218-9876", HELP)]
    header[2][1] = "Alfa Mekaniska AB"
    reading = read(csv(header))
    assert not reading.faults, reading.faults
    assert reading.persons == 1
    assert reading.table["firm_id"].nunique() == 1
    assert "811218" not in reading.table.to_csv()
    wrong = read(csv([HEADER, changed("Företags-id", "811218-9875")]))
    assert "811218" not in "".join(each.sentence(SV) for each in wrong.faults)
    assert "811218" not in repr(wrong)


@pytest.mark.parametrize(
    "text", ["5560004615", "556000-4615", "16556000-4615", "165560004615", "556000 4615"]
)
def test_organisation_numbers_in_every_dress(text: str) -> None:
    assert parse_number(text) == Number("5560004615", person=False)


def test_sole_traders_are_told_apart() -> None:
    assert parse_number("19811218-9876") == Number("8112189876", person=True)
    assert isinstance(parse_number("14556000-4615"), str)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2019-01-31", date(2019, 1, 31)),
        ("20190131", date(2019, 1, 31)),
        ("31 januari 2019", date(2019, 1, 31)),
        ("den 31 jan 2019", date(2019, 1, 31)),
        ("1/2 2019", date(2019, 2, 1)),
        ("31.1.2019", date(2019, 1, 31)),
        ("1.31.2019", date(2019, 1, 31)),
        ("2019-01-31 00:00:00", date(2019, 1, 31)),
    ],
)
def test_dates_as_people_write_them(text: str, value: date) -> None:
    assert read_date(text) == value


@pytest.mark.parametrize("text", ["03.04.2019", "43538", "2019", "31/13 2019", "2119-01-01", "?"])
def test_dates_that_cannot_be_told(text: str) -> None:
    assert isinstance(read_date(text), Wrong)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 234,50", 1234.5), ("1\u00a0234,5", 1234.5), ("1234.50", 1234.5), ("1.234,50", 1234.5),
        ("1,234.50", 1234.5), ("12 000 kr", 12000), ("12000:-", 12000), ("0", 0), ("3,5 tim", 3.5),
        ("0,125", 0.125), ("1234,500", 1234.5),
    ],
)  # fmt: skip
def test_numbers_as_people_write_them(text: str, value: float) -> None:
    assert read_number(text) == value


@pytest.mark.parametrize(
    "text", ["1.234", "15,000", "15 tkr", "2,5 mkr", "-5", "fem", "1,2,3", "12–14"]
)
def test_numbers_that_cannot_be_told(text: str) -> None:
    assert isinstance(read_number(text), Wrong)


@given(st.floats(0, 1e9).map(lambda x: round(x, 2)))
def test_what_the_app_writes_it_reads(value: float) -> None:
    assert read_number(SV.number(value, 2)) == pytest.approx(value)


@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_no_bytes_make_it_fail(content: bytes) -> None:
    for name in ("fil.csv", "fil.xlsx"):
        reading = read(content, name)
        assert (reading.table is None) == bool(reading.faults)


@given(st.data())
def test_no_damage_to_a_workbook_makes_it_fail(data: st.DataObject) -> None:
    content = bytearray(WORKBOOK)
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    reading = read(bytes(content), "fil.xlsx")
    assert (reading.table is None) == bool(reading.faults)


WORKBOOK = xlsx([HEADER, ROW, HELP])


def test_no_outside_entity_is_read() -> None:
    hostile = repacked(
        WORKBOOK,
        "xl/workbook.xml",
        lambda xml: xml.replace(
            b"<workbook", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><workbook', 1
        ),
    )
    reading = read(hostile, "fil.xlsx")
    assert (reading.table is None) == bool(reading.faults)


def test_a_register_and_a_table_of_counts() -> None:
    register = csv([["Orgnr", "Namn", "Kommun", "SNI", "Storlek"],
                    ["5560004615", "Alfa", "Malå", "25", "1-9"]])  # fmt: skip
    found = read_eligible("r.csv", register, PLACES, SV)
    assert eligible_of(found.table).basis == "register"
    counts = csv([["Kommun", "SNI", "Antal företag"], ["Malå", "25", "12"], ["Umeå", "25", "80"]])
    eligible = eligible_of(read_eligible("r.csv", counts, PLACES, SV).table)
    assert (eligible.basis, eligible.total) == ("counts", 92)
    assert eligible.knows("sni2")
    assert not eligible.knows("size_class")
    neither = read_eligible("r.csv", csv([["Kommun"], ["Malå"]], ";") + b";", PLACES, SV)
    assert neither.faults
