"""Days, hours and hidden sheets of workbooks of every kind: as they are seen, or told in words."""

from __future__ import annotations

import struct
from collections.abc import Callable
from datetime import date

import pytest

from tests.records.files.bad_files import HEADER, ROW, changed
from tests.records.files.other_books import ods, record, xls, xlsb
from tests.records.files.test_siblings import HOURS, PLACES, SV, read, said
from vbdash.records.files.books.formats import time_of
from vbdash.records.rules import read_figures

DATE = HEADER.index("Datum")
DAY = date(2019, 3, 14)
EPOCHS = {False: date(1899, 12, 30), True: date(1904, 1, 1)}


def short(number: int) -> bytes:
    """A whole number as .xls and .xlsb write most of them (RK)."""
    return struct.pack("<I", number << 2 | 2)


def as_xls(number: int, form: int, place: int, late: bool, *, rk: bool) -> bytes:
    styles = [(0x22, struct.pack("<H", late)), (0xE0, bytes(20)),
              (0xE0, struct.pack("<HH", 0, form) + bytes(16))]  # fmt: skip
    head = struct.pack("<3H", 1, place, 1)
    cell = (0x27E, head + short(number)) if rk else (0x203, head + struct.pack("<d", number))
    return xls([HEADER, ROW], [cell], styles)


def as_xlsb(number: int, form: int, place: int, late: bool, *, rk: bool) -> bytes:
    styles = record(617, struct.pack("<I", 2)) + record(47, bytes(16))
    styles += record(47, struct.pack("<HH", 0, form) + bytes(12)) + record(618, b"")
    cell = (2, 1, place, short(number)) if rk else (5, 1, place, struct.pack("<d", number))
    return xlsb([HEADER, ROW], [cell], styles=styles,
                properties=record(153, struct.pack("<I", late) + bytes(8)))  # fmt: skip


WRITERS = {"a.xls": as_xls, "a.xlsb": as_xlsb}


@pytest.mark.parametrize("late", EPOCHS, ids=["1900", "1904"])
@pytest.mark.parametrize("rk", [True, False], ids=["short", "long"])
@pytest.mark.parametrize("file", WRITERS)
def test_a_day_is_the_day_that_is_seen(file: str, rk: bool, late: bool) -> None:
    number = (DAY - EPOCHS[late]).days
    found = read(WRITERS[file](number, 14, DATE, late, rk=rk), file)
    assert found.table is not None, said(found)
    assert found.table["date"][0].date() == DAY
    told = said(read(WRITERS[file](number, 0, DATE, late, rk=rk), file))
    assert ["troligen 2019-03-14" in each for each in told] == [True]


@pytest.mark.parametrize("file", WRITERS)
def test_whole_days_shown_as_hours_are_hours(file: str) -> None:
    for rk in (True, False):
        found = read(WRITERS[file](2, 46, HOURS, False, rk=rk), file)
        assert found.table is not None, said(found)
        assert found.table["hours"].tolist() == [48]


@pytest.mark.parametrize("form", [18, 20, 45])
@pytest.mark.parametrize("file", WRITERS)
def test_a_whole_day_shown_as_a_clock_is_no_number_of_hours(file: str, form: int) -> None:
    found = read(WRITERS[file](1, form, HOURS, False, rk=True), file)
    assert [each.column for each in found.faults] == ["Timmar"]


@pytest.mark.parametrize("number", [2**29 - 1, 2_950_000])
def test_a_day_after_the_last_is_told(number: int) -> None:
    assert "kolumn Datum" in said(read(as_xlsb(number, 14, DATE, True, rk=True), "a.xlsb"))[0]


def test_a_whole_number_shown_as_percent_is_the_figure_that_is_seen() -> None:
    percent = [(0xE0, bytes(20)), (0xE0, struct.pack("<HH", 0, 9) + bytes(16))]
    cell = (0x27E, struct.pack("<3H", 1, 1, 1) + short(1))
    found = read_figures("a.xls", xls([["Kommun", "Andel"], ["Umeå"]], [cell], percent), PLACES, SV)
    assert found.table is not None
    assert found.table["value"].tolist() == [100]


@pytest.mark.parametrize("first", ["", "1899-12-30", "1904-01-01", "1900-01-01", "trasig"])
def test_the_first_day_of_an_ods_counts(first: str) -> None:
    try:
        number = (DAY - date.fromisoformat(first)).days
    except ValueError:
        number = (DAY - EPOCHS[False]).days
    before = f'<table:calculation-settings><table:null-date table:date-value="{first}"/></table:calculation-settings>'  # fmt: skip
    texts = "".join(
        f'<table:table-cell office:value-type="float" office:value="{number}"><text:p>{number}</text:p></table:table-cell>'
        if place == DATE
        else f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        for place, text in enumerate(ROW)
    )
    book = ods([HEADER], f"<table:table-row>{texts}</table:table-row>", before if first else "")
    assert "troligen 2019-03-14" in said(read(book, "a.ods"))[0]


HIDDEN: dict[str, Callable[[int], bytes]] = {
    "a.xls": lambda state: xls([HEADER, ROW], state=state),
    "a.xlsb": lambda state: xlsb([HEADER, ROW], state=state),
    "a.ods": lambda state: ods(
        [HEADER, ROW], style=f'table:display="{str(not state).lower()}"'
    ),
}  # fmt: skip


@pytest.mark.parametrize("file", HIDDEN)
def test_a_hidden_sheet_is_told_as_hidden_and_not_as_empty(file: str) -> None:
    assert read(HIDDEN[file](0), file).table is not None
    assert said(read(HIDDEN[file](1), file))[0].endswith("bladet Insatser är dolt; ta fram det")
    if file != "a.ods":
        assert "att Excel inte ens räknar upp det" in said(read(HIDDEN[file](2), file))[0]


ROWS_HIDDEN = {
    "a.xls": xls([HEADER, ROW, changed("Företags-id", "f-9", changed("Företagsnamn", "B"))],
                 [(0x208, struct.pack("<6HI", 2, 0, 12, 255, 0, 0, 0x20))]),
    "a.ods": ods([HEADER, ROW], '<table:table-row table:visibility="filter">' + "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        for text in changed("Företags-id", "f-9", changed("Företagsnamn", "B"))
    ) + "</table:table-row>"),
}  # fmt: skip


@pytest.mark.parametrize("file", ROWS_HIDDEN)
def test_hidden_rows_are_read_and_told(file: str) -> None:
    found = read(ROWS_HIDDEN[file], file)
    assert found.table is not None
    assert len(found.table) == 2
    assert said(found) == [f"{file}: rader som är dolda i arbetsboken och lästes som de andra: 1"]


def test_what_a_format_shows_is_told_from_its_code() -> None:
    assert [time_of(200, code) for code in
            ("General", "Standard", "[Red]0", "d mmm", '[$-41D]yyyy-mm-dd;@', "[hh]:mm", "0.00E+00")] == [
                "", "", "", "day", "day", "hours", ""]  # fmt: skip
