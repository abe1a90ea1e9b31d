"""Files that leave the app say what they are and run nothing."""

from __future__ import annotations

import io
import zipfile

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbdash.exhibit import Column, Note
from vbdash.reports.export import csv_bytes, file_name, safe_cell, xlsx_bytes
from vbdash.text import Text

COLUMNS = [Column("name", "Namn"), Column("year", "År"), Column("share", "Andel, procent", 1)]
NOTE = Note(
    title="=Industrins andel",
    lines=[("Definition", "SNI B–E\nofficiell")],
    sources=["Eurostat · nama_10r_3gva · https://ec.europa.eu · fri"],
    link="https://example.org/industry?kommun=Umeå",
    version="2026.11 (abc)",
)
HOSTILE = ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1+1", "\x00=1", "\u202e=1"]


def table(names: list[str]) -> pd.DataFrame:
    return pd.DataFrame({"name": names, "year": 2024, "share": 26.12})


@pytest.mark.parametrize("text", HOSTILE)
def test_formulas_are_neutralised(text: str) -> None:
    assert safe_cell(text).startswith("'")


@given(st.text())
def test_no_text_starts_as_a_formula(text: str) -> None:
    assert not safe_cell(text).lstrip(" \t\r\n\x00").startswith(("=", "+", "-", "@"))


@given(st.floats(allow_nan=False) | st.integers() | st.booleans() | st.none())
def test_other_values_pass_unchanged(value: object) -> None:
    assert safe_cell(value) is value


def test_csv_carries_its_note_and_reads_back() -> None:
    written = csv_bytes(table(["Umeå", "=1+1"]), COLUMNS, NOTE, Text("sv"))
    text = written.decode("utf-8-sig")
    head = [line for line in text.splitlines() if line.startswith("#")]
    assert any("SNI B–E officiell" in line for line in head)
    assert any("https://example.org/industry?kommun=Umeå" in line for line in head)
    assert any("2026.11 (abc)" in line for line in head)
    back = pd.read_csv(io.StringIO(text), comment="#", sep=";", decimal=",")
    assert list(back["Namn"]) == ["Umeå", "'=1+1"]
    assert list(back["Andel, procent"]) == [26.1, 26.1]
    english = csv_bytes(table(["a"]), COLUMNS, NOTE, Text("en")).decode("utf-8-sig")
    assert "a,2024,26.1" in english


def test_xlsx_has_no_formulas_typed_cells_and_a_cover() -> None:
    from python_calamine import CalamineWorkbook

    written = xlsx_bytes(table([*HOSTILE, "Umeå"]), COLUMNS, NOTE, Text("sv"))
    with zipfile.ZipFile(io.BytesIO(written)) as book:
        sheets = "".join(book.read(n).decode() for n in book.namelist() if "worksheets/" in n)
    assert "<f>" not in sheets
    book = CalamineWorkbook.from_filelike(io.BytesIO(written))
    cover, rows = (book.get_sheet_by_name(n).to_python() for n in book.sheet_names)
    assert any("nama_10r_3gva" in str(cell) for row in cover for cell in row)
    assert rows[0] == ["Namn", "År", "Andel, procent"]
    assert rows[-1] == ["Umeå", 2024.0, 26.12]


def test_the_same_table_gives_the_same_bytes() -> None:
    first, second = (xlsx_bytes(table(["Umeå"]), COLUMNS, NOTE, Text("sv")) for _ in range(2))
    assert first == second


def test_missing_values_are_empty_cells() -> None:
    frame = pd.DataFrame(
        {"name": [None, pd.NA], "year": [2024, 2024], "share": [float("nan"), 1.0]}
    )
    text = csv_bytes(frame, COLUMNS, NOTE, Text("sv")).decode("utf-8-sig")
    assert "\r\n;2024;\r\n;2024;1,0\r\n" in text


def test_whole_dates_are_dates_and_parts_of_dates_stay_as_they_are() -> None:
    from datetime import date

    from python_calamine import CalamineWorkbook

    days = pd.DataFrame(
        {
            "day": ["2019-01-31", None, "2021-03-01"],
            "part": ["2019-01-31", "2019-02", "2021"],
            "never": ["2019-02-30", "2019-01-31", "2019-01-31"],
            "old": [pd.Timestamp("1875-05-01"), pd.Timestamp("2019-01-31"), None],
        }
    )
    columns = [Column(name, name) for name in days]
    book = CalamineWorkbook.from_filelike(io.BytesIO(xlsx_bytes(days, columns, NOTE, Text("sv"))))
    rows = book.get_sheet_by_index(1).to_python()[1:]
    assert [row[0] for row in rows] == [date(2019, 1, 31), "", date(2021, 3, 1)]
    assert [row[1] for row in rows] == ["2019-01-31", "2019-02", "2021"]
    assert [row[2] for row in rows] == ["2019-02-30", "2019-01-31", "2019-01-31"]
    assert [row[3] for row in rows] == ["1875-05-01", "2019-01-31", ""]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Industrins andel 2024", "industrins-andel-2024.csv"),
        ("../../etc", "etc.csv"),
        ("", "tabell.csv"),
    ],
)
def test_file_names_are_plain(title: str, name: str) -> None:
    assert file_name(title, "csv") == name
