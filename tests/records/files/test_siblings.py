"""Siblings of the cases: sheets, numbers, rows that are no records, encodings, ids, as people have them."""

from __future__ import annotations

import struct
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

import vbdash
from tests.records.files.bad_files import HEADER, HELP, ROW, changed, csv, xlsx
from tests.records.files.other_books import ods, record, wide, xls, xlsb
from vbdash.records.files.clean import is_placeholder, tidy
from vbdash.records.files.places import Places
from vbdash.records.files.result import Reading
from vbdash.records.rules import read_figures, read_records
from vbdash.text import Text

PLACES = Places.of(vbdash.load())
SV = Text("sv")
ROWS = [HEADER, ROW, HELP]
AMOUNT, HOURS = HEADER.index("Beviljat belopp (kr)"), HEADER.index("Timmar")
PLAIN = csv(ROWS).decode()


def read(content: bytes | str, file: str = "a.csv") -> Reading:
    return read_records(file, content.encode() if isinstance(content, str) else content, PLACES, SV)


def said(reading: Reading) -> list[str]:
    return [each.sentence(SV) for each in (*reading.faults, *reading.told)]


def right(reading: Reading) -> bool:
    return reading.table is not None and reading.table["firm_id"].tolist() == ["5560004615", "f-2"]


# Sheets.


def test_only_rows_that_were_read_are_told_as_hidden() -> None:
    def hide(_: Any, sheet: Any) -> None:
        for row in (0, 2, *range(5, 40)):
            sheet.set_row(row, None, None, {"hidden": 1})

    assert said(read(xlsx(ROWS, hide), "a.xlsx"))[0].endswith("lästes som de andra: 1")


HIDDEN_COLUMNS = {
    "a.xlsx": xlsx(ROWS, lambda _, sheet: sheet.set_column(9, 10, 8, None, {"hidden": 1})),
    "a.xlsb": xlsb(ROWS, before=record(390, b"") + record(60, struct.pack("<4IH", 9, 10, 0, 0, 1))
                   + record(391, b"")),
    "a.xls": xls(ROWS, [(0x7D, struct.pack("<6H", 9, 10, 0, 0, 1, 0))]),
    "a.ods": ods(ROWS, '<table:table-column table:number-columns-repeated="9"/><table:table-column '
                 'table:visibility="collapse" table:number-columns-repeated="2"/>'),
}  # fmt: skip


@pytest.mark.parametrize("file", HIDDEN_COLUMNS)
def test_hidden_columns_are_read_and_told(file: str) -> None:
    found = read(HIDDEN_COLUMNS[file], file)
    assert right(found)
    assert any(each.endswith("de andra: Timmar, Beviljat belopp (kr)") for each in said(found))


@pytest.mark.parametrize("how", ["hide", "very_hidden"])
def test_hidden_sheets_are_told_and_never_passed_over_in_silence(how: str) -> None:
    def other(book: Any, _: Any) -> None:
        sheet = book.add_worksheet("Lager")
        sheet.write_row(0, 0, HEADER)
        getattr(sheet, how)()

    def own(book: Any, sheet: Any) -> None:
        first = book.add_worksheet("Läs mig")
        first.write(0, 0, "Om filen")
        first.activate()
        first.set_first_sheet()
        getattr(sheet, how)()

    found = read(xlsx(ROWS, other), "a.xlsx")
    assert right(found)
    assert said(found) == ["a.xlsx: blad som är dolda i arbetsboken och inte lästes: Lager"]
    hidden = "är dolt; ta fram det" if how == "hide" else "är så dolt att Excel inte ens"
    assert f"bladet Insatser {hidden}" in said(read(xlsx(ROWS, own), "a.xlsx"))[0]


# Numbers whose unit stands in the format.


@pytest.mark.parametrize(
    ("form", "place", "value", "says"),
    [("0%", HOURS, 0.25, "25 %"), ("0%", AMOUNT, 2, "200 %"), ("#,##0 [$€-41D]", AMOUNT, 15000, "valuta"),
     ('0" tkr"', AMOUNT, 15, "15 tkr"), ("0\\ \\m\\k\\r", AMOUNT, 15, "15 mkr"),
     ('0" dagar"', HOURS, 2, "inte i dagar"), ("[$$-409]#,##0", AMOUNT, 5, "valuta")],
)  # fmt: skip
def test_a_unit_that_a_format_shows_counts(form: str, place: int, value: float, says: str) -> None:
    book = xlsx(
        ROWS, lambda b, s: s.write_number(1, place, value, b.add_format({"num_format": form}))
    )
    found = read(book, "a.xlsx")
    assert found.count == 1
    assert says in said(found)[0]


@pytest.mark.parametrize(
    "form", ['#,##0 "kr"', '#,##0,"tkr"', "#,##0 [$kr-41D]", "0.00", '0" tim"']
)
def test_a_format_that_says_what_the_number_is_changes_nothing(form: str) -> None:
    for place in (AMOUNT, HOURS):
        book = xlsx(
            ROWS,
            lambda b, s, p=place: s.write_number(1, p, 15000, b.add_format({"num_format": form})),
        )
        assert right(read(book, "a.xlsx"))


BOOKS: dict[str, Callable[[], bytes]] = {
    "a.xls": lambda: xls(
        [["Kommun", "Andel"], ["Umeå"]],
        [(0x203, struct.pack("<3Hd", 1, 1, 1, 0.415))],
        [(0x41E, struct.pack("<HHB", 164, 4, 0) + b"0.0%"), (0xE0, bytes(20)),
         (0xE0, struct.pack("<HH", 0, 164) + bytes(16))],
    ),
    "a.ods": lambda: ods(
        [["Kommun", "Andel"]],
        '<table:table-row><table:table-cell office:value-type="string"><text:p>Umeå</text:p>'
        '</table:table-cell><table:table-cell office:value-type="percentage" office:value="0.415">'
        "<text:p>41,5 %</text:p></table:table-cell></table:table-row>",
    ),
    "a.xlsx": lambda: xlsx(
        [["Kommun", "Andel"], ["Umeå", ""]],
        lambda b, s: s.write_number(1, 1, 0.415, b.add_format({"num_format": "0.0%"})),
    ),
}  # fmt: skip


@pytest.mark.parametrize("file", BOOKS)
def test_a_percentage_is_the_figure_that_is_seen(file: str) -> None:
    found = read_figures(file, BOOKS[file](), PLACES, SV)
    assert found.table is not None, said(found)
    assert found.table["value"].tolist() == [41.5]


def test_the_formats_of_xlsb_are_seen() -> None:
    styles = record(44, struct.pack("<H", 164) + wide('0" tkr"')) + record(617, bytes(4))
    styles += record(47, bytes(16)) + record(47, struct.pack("<HH", 0, 164) + bytes(12))
    book = xlsb(ROWS[:2], [(5, 1, AMOUNT, struct.pack("<d", 15))], styles=styles + record(618, b""))
    assert "15 tkr" in said(read(book, "a.xlsb"))[0]


# Rows that are no records.


def below(*cells: str, apart: bool = False) -> bytes:
    return csv([*ROWS, *([[""]] if apart else []), list(cells)])


NUMBERS = ["", "", "", "", "", "", "", "", "2,5", "1 234", ""]


@pytest.mark.parametrize(
    "word",
    ["Totalsumma", "Delsumma", "Grand Total", "Skellefteå Summa", "Summa Skellefteå", "S:a", "Σ",
     "Genomsnitt", "Totalt antal", "Antal poster: 2", ""],
)  # fmt: skip
def test_a_row_of_totals_is_told_once(word: str) -> None:
    assert [each.split(": ", 1)[1] for each in said(read(below(word, *NUMBERS)))] == [
        "en uppgift: det här ser ut som en summarad; ta bort den"
    ]


@pytest.mark.parametrize(
    "cells",
    [["Källa:", "CRM"], ["Utskrivet av:", "Anna", "Datum:", "2024-03-01"], ["---", "---"], ["===="],
     ["Slut"], ["2024-03-01"], ["© UC AB"], ["Inga filter har tillämpats"]],
)  # fmt: skip
def test_a_note_below_the_table_is_told_once(cells: list[str]) -> None:
    found = read(below(*cells, apart=True))
    assert [each.row for each in found.faults] == [5]
    assert "anmärkning under tabellen" in said(found)[0]


def test_headings_that_stand_again_are_told_once() -> None:
    found = read(csv([HEADER, ROW, HEADER, HELP]))
    assert [each.row for each in found.faults] == [3]
    assert "rubrikerna står här en gång till" in said(found)[0]


def test_a_small_firm_is_no_row_of_totals() -> None:
    found = said(read(csv([HEADER, changed("Storleksklass", "Små"), HELP])))
    assert ["kolumn Storleksklass: hittade ”Små”" in each for each in found] == [True]
    found = said(
        read(csv([HEADER, changed("Datum", "", changed("Företagsnamn", "Total Plåt AB"))]))
    )
    assert ["kolumn Datum" in each for each in found] == [True]


def test_a_header_far_below_is_found() -> None:
    above = [["Rapport: insatser"], ["Utskriven 2024-03-01"]] * 12
    for content, file in ((csv([*above, *ROWS]), "a.csv"), (xlsx([*above, *ROWS]), "a.xlsx")):
        assert "de står på rad 25" in said(read(content, file))[0]


# Encodings and signs.


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "utf-32"])
def test_every_wide_encoding_is_read_with_and_without_its_mark(encoding: str) -> None:
    assert right(read(PLAIN.encode(encoding)))


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe" + PLAIN.encode("utf-16-le") + b"\n", PLAIN.encode() + bytes(500),
     PLAIN.replace(";", "; "), PLAIN.encode() + b"\x1a",
     "\r\n".join(f'"{line.replace(chr(34), chr(34) * 2)}";;;' for line in PLAIN.splitlines()),
     "\r\n".join(";".join(f"'{c}'" for c in r).replace("; ", ", ") for r in ROWS)],
    ids=["a byte too many", "padded", "blanks", "end of DOS", "lines quoted twice", "apostrophes"],
)  # fmt: skip
def test_what_has_one_meaning_is_read(content: bytes | str) -> None:
    found = read(content)
    assert right(found), said(found)


def test_null_bytes_are_told_as_what_they_are() -> None:
    assert "nolltecken" in said(read((PLAIN * 3).replace("Alfa", "Al\0fa", 1)))[0]


@pytest.mark.parametrize("before", ["Alfa", "Beta"])
def test_a_quotation_mark_that_is_left_open_is_named_with_its_row(before: str) -> None:
    found = read(PLAIN.replace(before, f'"{before}'))
    assert [each.row for each in found.faults] == [2 if before == "Alfa" else 3]
    assert "citattecken avslutas inte" in said(found)[0]


def test_marks_within_a_text_are_kept() -> None:
    for written in ('"Alfa \\"Mek\\" AB"', '"Alfa ""Mek"" AB"'):
        found = read(PLAIN.replace("Alfa Mekaniska AB", written))
        assert found.table is not None
        assert found.table["firm_name"][0] == 'Alfa "Mek" AB'


@pytest.mark.parametrize(
    ("content", "kind"),
    [("<!-- export --><table>", "HTML"), ("<meta charset='x'><table>", "HTML"), ("<div><table>", "HTML"),
     ("MIME-Version: 1.0\r\n", "MHTML"), ("<Workbook xmlns='urn'>", "XML"), ('[{"Kommun": 1}]', "JSON"),
     ("PAR1\x15\x04", "Parquet"), ("\ufeff<html>", "HTML")],
)  # fmt: skip
def test_what_is_no_table_is_called_by_its_name(content: str, kind: str) -> None:
    for name in ("a.xls", "a.csv"):
        assert said(read(content, name))[0].endswith(f"det här är {kind}")
        if content.isascii():
            assert said(read(content.encode("utf-16"), name))[0].endswith(f"det här är {kind}")


def test_a_sign_that_cannot_part_columns_is_told() -> None:
    for content in ("sep=|\r\n" + csv(ROWS, "|").decode(), csv(ROWS, ":"), csv(ROWS, "\x1f")):
        assert "semikolon, komma eller tabb" in said(read(content))[0]
    assert "ändelsen .csv" in said(read(PLAIN.encode("utf-16"), "a.xls"))[0]


def test_what_a_web_page_has_escaped_is_read_as_it_is_seen() -> None:
    assert tidy("Alfa &amp; S&ouml;n&#8203; AB") == "Alfa & Sön AB"
    assert tidy("'Alfa'") == "Alfa"
    found = read(PLAIN.replace(";", "\t").replace("Alfa", "811218&#45;9876 Alfa"))
    assert "9876" not in repr(found) + str(found.table)


# Ids and values.


@pytest.mark.parametrize(
    "cell",
    [True, datetime(2019, 3, 14), "2019-03-14", "03-jan", "0000000000", 0, "tom", "xxx", "TBD"],
)
def test_an_id_that_tells_nothing_is_refused(cell: Any) -> None:
    found = read(xlsx([HEADER, changed("Företags-id", cell), HELP], None), "a.xlsx")
    assert [each.column for each in found.faults] == ["Företags-id"]


@pytest.mark.parametrize(
    "sign",
    ["okänd", "Ingen uppgift", "[tom]", "<null>", "--None--", "Välj…", "??", "\\N", "- -", "#"],
)
def test_signs_for_no_value(sign: str) -> None:
    assert is_placeholder(sign)


@pytest.mark.parametrize("text", ["Tom", "x", "X", "+", "*", "0", "inga", "Blank", "AB", "½"])
def test_what_may_be_a_value_is_no_sign_for_none(text: str) -> None:
    assert not is_placeholder(text)


def test_two_municipalities_in_a_cell_are_told_as_two() -> None:
    for text in ("Skellefteå, Umeå", "Skellefteå/Umeå"):
        assert "det står flera" in said(read(csv([HEADER, changed("Kommun", text)])))[0]
    assert "koden och namnet" in said(read(csv([HEADER, changed("Kommun", "2480 Skellefteå")])))[0]
