"""What is filled in in the template can be read."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

import vbdash
from vbdash.__main__ import main
from vbdash.records.files.fields import ELIGIBLE, RECORDS, label
from vbdash.records.files.places import Places
from vbdash.records.rules import read_records
from vbdash.records.template import template_csv, template_xlsx
from vbdash.text import Text

DATA = vbdash.load()
FILLED = {
    "firm_id": "556000-4615", "firm_name": "Alfa AB", "municipality_code": "Malå",
    "sni2": "25 Tillverkning av metallvaror", "date": datetime(2020, 3, 1), "hours": 3,
    "needs": "skills",
}  # fmt: skip


def filled(tx: Text) -> list:
    codes = {"size_class": "1-9", "step": "helped", "area": "skills", "form": "training"}
    row = FILLED | {name: label(code, tx) for name, code in codes.items()}
    row["needs"] = label("skills", tx)
    return [row.get(each.name) for each in RECORDS]


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_filled_workbook_is_read(lang: str) -> None:
    tx = Text(lang)
    book = openpyxl.load_workbook(io.BytesIO(template_xlsx(RECORDS, DATA, tx)))
    sheet = book.worksheets[0]
    assert sheet.max_column == len(RECORDS)
    for place, value in enumerate(filled(tx), start=1):
        sheet.cell(row=2, column=place, value=value)
    out = io.BytesIO()
    book.save(out)
    reading = read_records("mall.xlsx", out.getvalue(), Places.of(DATA), tx)
    assert not reading.faults, [each.sentence(tx) for each in reading.faults]
    row = reading.table.iloc[0]
    assert (row["firm_id"], row["municipality_code"], row["sni2"]) == ("5560004615", "2418", "25")
    assert (row["step"], row["area"], row["needs"]) == ("helped", "skills", "skills")
    assert reading.other_sheets


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_filled_csv_is_read(lang: str) -> None:
    tx = Text(lang)
    cells = ["" if v is None else f"{v:%Y-%m-%d}" if isinstance(v, datetime) else str(v)
             for v in filled(tx)]  # fmt: skip
    sign = ";" if lang == "sv" else ","
    line = sign.join(f'"{cell}"' for cell in cells)
    content = template_csv(RECORDS, DATA, tx) + line.encode() + b"\r\n"
    reading = read_records("mall.csv", content, Places.of(DATA), tx)
    assert not reading.faults, [each.sentence(tx) for each in reading.faults]
    assert len(reading.table) == 1


def test_every_column_with_choices_has_a_list_and_all_are_explained() -> None:
    book = openpyxl.load_workbook(io.BytesIO(template_xlsx(RECORDS, DATA, Text("sv"))))
    rules = {str(v.sqref).rstrip("0123456789:ABCDEFGHIJKLMNOPQRS") or str(v.sqref): v.type
             for v in book.worksheets[0].data_validations.dataValidation}  # fmt: skip
    kinds = [v.type for v in book.worksheets[0].data_validations.dataValidation]
    assert rules
    assert kinds.count("list") == sum(
        bool(f.choices) or f.kind in ("municipality", "sni", "truth") for f in RECORDS
    )
    explained = [cell.value for cell in book.worksheets[1]["A"]]
    assert all(Text("sv")(f.heading) in explained for f in RECORDS)
    assert book.worksheets[2].sheet_state == "hidden"


def test_the_bytes_repeat_and_hold_no_formula() -> None:
    first, second = (template_xlsx(ELIGIBLE, DATA, Text("sv")) for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


def test_the_command_writes_a_file(tmp_path: Path, capsys) -> None:
    assert main(["template", "-o", str(tmp_path)]) == 0
    assert (
        main(["template", "eligible", "--format", "csv", "--lang", "en", "-o", str(tmp_path)]) == 0
    )
    names = sorted(p.name for p in tmp_path.iterdir())
    assert names == ["mall-insatser.xlsx", "template-eligible.csv"]
    assert "mall-insatser.xlsx" in capsys.readouterr().out
