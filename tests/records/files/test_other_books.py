"""Workbooks of every kind are looked through before a reader makes room for what they claim."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

import pytest

import vbdash
from tests.records.files.bad_files import HEADER, HELP, ROW, repacked, xlsx
from tests.records.files.other_books import ods, xls, xlsb
from vbdash.records.files.books.archive import Archive
from vbdash.records.files.books.binary import look_through_xlsb
from vbdash.records.files.places import Places
from vbdash.records.files.refusal import Refused
from vbdash.records.rules import read_records
from vbdash.text import Text

PLACES = Places.of(vbdash.load())
SV = Text("sv")
SHEET = "xl/worksheets/sheet1.xml"
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
EMPTY_MILLION = (
    '<table:table-row table:number-rows-repeated="1000000"><table:table-cell/></table:table-row>'
)
TEXT = '<table:table-cell office:value-type="string"{}><text:p>x</text:p></table:table-cell>'


def with_row(row: bytes) -> bytes:
    book = xlsx([HEADER, ROW, HELP])
    return repacked(book, SHEET, lambda xml: xml.replace(b"</sheetData>", row + b"</sheetData>"))


def elsewhere(name: str) -> bytes:
    """A workbook whose sheet lies where nobody looks, with a far cell in it."""
    book = with_row(b"<row><c r='XFD1048576'><v>1</v></c></row>")
    moved = repacked(
        book, "xl/_rels/workbook.xml.rels",
        lambda xml: xml.replace(b"worksheets/sheet1.xml", name.encode()),
    )  # fmt: skip
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(moved)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for each in old.namelist():
            new.writestr(f"xl/{name}" if each == SHEET else each, old.read(each))
    return out.getvalue()


FAR: dict[str, tuple[str, bytes]] = {
    "a newline in the tag": ("a.xlsx", with_row(b'<row><c\nr="XFD1048576"><v>1</v></c></row>')),
    "a tab and single quotes": ("a.xlsx", with_row(b"<row><c\tr='XFD1048576'><v>1</v></c></row>")),
    "small letters": ("a.xlsx", with_row(b"<row><c r='xfd1048576'><v>1</v></c></row>")),
    "the row tells": ("a.xlsx", with_row(b"<row r='900000'><c><v>1</v></c></row>")),
    "far right only": ("a.xlsx", with_row(b"<row r='5'><c r='XFD5'><v>1</v></c></row>")),
    "cells without names": ("a.xlsx", with_row(b"<row>" + b"<c><v>1</v></c>" * 60 + b"</row>")),
    "another prefix": (
        "a.xlsx",
        with_row(b"<y:row xmlns:y='" + MAIN + b"'><y:c r='XFD9'><y:v>1</y:v></y:c></y:row>"),
    ),
    "a comment between": (
        "a.xlsx", with_row(b"<row><!-- x --><c r='XFD9' ><!-- --><v>1</v></c></row>")),
    "a text in the cell": (
        "a.xlsx", with_row(b"<row><c t='inlineStr' r='XFD9'><is><t>x</t></is></c></row>")),
    "a column that is none": ("a.xlsx", with_row(b"<row><c r='AAAAAA9'><v>1</v></c></row>")),
    "few cells in a large room": ("a.xlsx", with_row(b"<row><c r='AZ119999'><v>1</v></c></row>")),
    "a sheet that lies elsewhere": ("a.xlsx", elsewhere("media/a.png")),
    "a sheet without an ending": ("a.xlsx", elsewhere("sheet")),
    "below many empty rows": (
        "a.ods", ods([HEADER], f"{EMPTY_MILLION}<table:table-row>{TEXT.format('')}</table:table-row>")),
    "a cell that stands for many": (
        "a.ods",
        ods([HEADER], "<table:table-row>"
            + TEXT.format(' table:number-columns-repeated="16000"') + "</table:table-row>"),
    ),
    "binary": ("a.xlsb", xlsb([HEADER], [(6, 1048575, 16383, struct.pack("<I", 1) + b"x\0")])),
    "the older format": ("a.xls", xls([HEADER], [(0x204, struct.pack("<HHHHB", 65535, 255, 0, 1, 1) + b"x\0")])),
}  # fmt: skip


@pytest.mark.parametrize("name", FAR)
def test_a_far_cell_is_refused_however_it_is_written(name: str) -> None:
    file, content = FAR[name]
    reading = read_records(file, content, PLACES, SV)
    assert next(each.sentence(SV) for each in reading.faults).startswith(f"{file}: celler bara i")


@pytest.mark.parametrize("write", [ods, xls, xlsb])
def test_other_workbooks_read_like_xlsx(write: Callable[..., bytes]) -> None:
    reading = read_records(f"a.{write.__name__}", write([HEADER, ROW, HELP]), PLACES, SV)
    assert not reading.faults, [each.sentence(SV) for each in reading.faults]
    assert reading.table is not None
    assert reading.table["firm_id"].tolist() == ["5560004615", "f-2"]


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("a.xlsx", with_row(b"<row r='4'><c r='A4' t='e'><v>#N/A</v></c></row>")),
        ("a.xlsb", xlsb([HEADER, ROW, HELP], [(3, 3, 0, b"\x2a")])),
        ("a.xls", xls([HEADER, ROW, HELP], [(0x205, struct.pack("<HHHBB", 3, 0, 0, 0x2A, 1))])),
        ("a.ods", ods([HEADER, ROW, HELP, ["#N/A"]])),
    ],
)
def test_a_failed_formula_is_a_fault_in_every_kind(file: str, content: bytes) -> None:
    found = read_records(file, content, PLACES, SV).faults
    said = [each.sentence(SV) for each in found]
    assert any("#N/A" in s and "rad 4, kolumn Företags-id" in s for s in said), said


def test_rows_hidden_by_a_filter_are_read_and_told() -> None:
    book = xlsx([HEADER, ROW, HELP], lambda _, sheet: sheet.set_row(2, None, None, {"hidden": 1}))
    reading = read_records("a.xlsx", book, PLACES, SV)
    assert reading.table is not None
    assert len(reading.table) == 2
    assert "dolda i arbetsboken" in reading.told[0].sentence(SV)


@pytest.mark.parametrize("part", ["workbook.bin", "worksheets/sheet1.bin", "sharedStrings.bin"])
def test_a_record_longer_than_its_part_is_refused_before_a_reader_makes_room(part: str) -> None:
    content = xlsb([HEADER, ROW])
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts[f"xl/{part}"] = parts.get(f"xl/{part}", b"") + b"\x13\xff\xff\xff\x7f" + b"x"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name, data in parts.items():
            new.writestr(name, data)
    with pytest.raises(Refused):
        look_through_xlsb(Archive(out.getvalue()))
