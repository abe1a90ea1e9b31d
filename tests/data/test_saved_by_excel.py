"""A colleague edits a table of the data directory in Excel: it is read, or told in words."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import vbdash
from vbdash.data import cells
from vbdash.data.dataset import data_directory
from vbdash.data.faults import Fault
from vbdash.text import Text


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(data_directory(), tmp_path / "data"))


def saved(path: Path, change: Callable[[str], str | bytes]) -> None:
    done = change(path.read_text(encoding="utf-8"))
    path.write_bytes(done if isinstance(done, bytes) else done.encode("utf-8"))


def again(text: str, delimiter: str = ",", cell: Callable[[str, str], str] | None = None) -> str:
    """Write a table once more, each cell as `cell` makes it from its column's name and its text."""
    header, *rows = csv.reader(io.StringIO(text))
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow(
            [cell(n, each) if cell else each for n, each in zip(header, row, strict=True)]
        )
    return out.getvalue()


def told(directory: Path) -> Fault:
    with pytest.raises(vbdash.DataError) as caught:
        vbdash.load(directory)
    assert len({each.file for each in caught.value.faults}) == 1
    return caught.value.faults[0]


SAVED: dict[str, Callable[[str], str | bytes]] = {
    "CSV (Macintosh)": lambda text: text.replace("\n", "\r"),
    "CSV (MS-DOS)": lambda text: text.replace("\n", "\r\n"),
    "a blank last line": lambda text: text + "\n",
    "blank rows of Excel": lambda text: again(text) + ",,,,\n" * 3,
    "a blank row inside": lambda text: text.replace("\n", "\n\n", 1),
    "semicolons": lambda text: again(text, ";"),
    "tabs": lambda text: again(text, "\t"),
    "Unicode text": lambda text: again(text, "\t").encode("utf-16"),
    "a byte order mark": lambda text: "\ufeff" + text,
    "a line sep=": lambda text: "sep=;\n" + again(text, ";"),
    "an empty column": lambda text: "".join(f"{line},\n" for line in again(text).splitlines()),
    "capitals in the heading": lambda text: text.replace("region_code", "Region_Code ", 1),
    "whole rows quoted": lambda text: "".join(
        f'"{line.replace(chr(34), chr(34) * 2)}"\n' for line in text.splitlines()
    ),
}


@pytest.mark.parametrize("way", SAVED)
def test_a_table_is_read_however_it_is_saved(copy: Path, dataset: vbdash.Dataset, way: str) -> None:
    saved(copy / "region_groups.csv", SAVED[way])
    pd.testing.assert_frame_equal(
        vbdash.load(copy).table("region_groups"), dataset.table("region_groups")
    )


def truths(name: str, cell: str) -> str:
    return {"true": "SANT", "false": "FALSKT"}.get(cell, cell)


@pytest.mark.parametrize("table", ["regions", "observations", "companies", "sni_divisions"])
def test_lost_zeros_of_codes_are_put_back(copy: Path, dataset: vbdash.Dataset, table: str) -> None:
    def zeros(name: str, cell: str) -> str:
        coded = name in {"code", "parent", "region_code", "sni_division", "municipality_code"}
        return cell.lstrip("0") or "0" if coded and cell.isdigit() else cell

    saved(copy / f"{table}.csv", lambda text: again(text, cell=zeros))
    pd.testing.assert_frame_equal(vbdash.load(copy).table(table), dataset.table(table))


def test_truths_in_capitals_or_swedish_are_read(copy: Path, dataset: vbdash.Dataset) -> None:
    saved(copy / "measures.csv", lambda text: again(text, cell=truths))
    pd.testing.assert_frame_equal(vbdash.load(copy).table("measures"), dataset.table("measures"))


def test_decimal_commas_are_read(copy: Path, dataset: vbdash.Dataset) -> None:
    def comma(name: str, cell: str) -> str:
        return cell.replace(".", ",") if name == "value" else cell

    saved(copy / "observations.csv", lambda text: again(text, ";", comma))
    pd.testing.assert_frame_equal(
        vbdash.load(copy).table("observations"), dataset.table("observations")
    )


def test_windows_1252_is_told_with_its_row(copy: Path) -> None:
    saved(copy / "regions.csv", lambda text: text.encode("cp1252"))
    fault = told(copy)
    assert (fault.file, fault.row, fault.found) == ("regions.csv", 3, "Stockholms län")
    assert "UTF-8" in fault.sentence(Text("sv"))


def test_an_open_quotation_mark_is_told_with_its_row(copy: Path) -> None:
    def damage(text: str) -> str:
        lines = text.splitlines()
        lines[9] = lines[9].replace(",scb", ',"scb', 1)
        return "\n".join(lines)

    saved(copy / "region_groups.csv", damage)
    fault = told(copy)
    assert (fault.file, fault.row) == ("region_groups.csv", 10)
    assert "citattecken" in fault.sentence(Text("sv"))


def test_rows_are_counted_as_they_stand_in_the_file(copy: Path) -> None:
    def damage(text: str) -> str:
        return text.replace("\n", "\n\n\n", 1).replace(",2401,", ",24O1,", 1)

    saved(copy / "region_groups.csv", damage)
    assert told(copy).row == 4


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        ("regions", ",2482,", ",248X2,"),
        ("companies", ",2482,", ",24822,"),
        ("observations", "gva,eurostat_2000_2024,", "gva,Eurostat 2000-2024,"),
        ("companies", ",true,", ",kanske,"),
    ],
)
def test_what_cannot_be_read_is_told_without_a_pattern(
    copy: Path, table: str, old: str, new: str
) -> None:
    path = copy / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    if old not in text:
        old, new = text.splitlines()[1].split(",")[0], "Ä #"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    for lang in ("sv", "en"):
        sentence = told(copy).sentence(Text(lang))
        assert not re.search(r"\\d|\^|\$|\[A-|\{\d", sentence)


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("2019-01-31 00:00:00", "2019-01-31"),
        ("20190131", "2019-01-31"),
        ("2019/01/31", "2019-01-31"),
        ("31/01/2019", "2019-01-31"),
        ("1/31/2019", "2019-01-31"),
        ("05/05/2019", "2019-05-05"),
        ("03/04/2019", None),
        ("43496", None),
        ("2019-02-30", None),
    ],
)
def test_days_as_excel_writes_them(cell: str, meant: str | None) -> None:
    assert cells.day(cell) == meant


@pytest.mark.parametrize(
    ("cell", "comma", "meant"),
    [
        ("3,5", False, 3.5),
        ("1\u00a0234,5", False, 1234.5),
        ("\u22125", False, -5.0),
        ("1,234", False, None),
        ("1,234", True, 1.234),
        ("12 34", True, None),
        ("1,2,3", True, None),
        ("tre", True, None),
        ("1e999", True, None),
    ],
)
def test_numbers_as_excel_writes_them(cell: str, comma: bool, meant: float | None) -> None:
    assert cells.number(cell, comma=comma) == meant


@pytest.mark.parametrize("county", ["24", "024", "24 ", "Västerbotten", "västerbottens län"])
def test_the_county_is_read_in_every_spelling(monkeypatch: pytest.MonkeyPatch, county: str) -> None:
    monkeypatch.setenv("VBDASH_COUNTY", county)
    assert vbdash.load().county == "24"


def test_a_county_without_its_zero_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VBDASH_COUNTY", "1")
    assert vbdash.load().county == "01"


@pytest.mark.parametrize("county", ["AC", "99", "2482", "0", "-1", "²"])
def test_another_county_is_refused_with_the_list(
    monkeypatch: pytest.MonkeyPatch, county: str
) -> None:
    monkeypatch.setenv("VBDASH_COUNTY", county)
    with pytest.raises(vbdash.DataError, match="24 Västerbottens län"):
        vbdash.load()
