"""What a figure can be: below zero where its measure can, never beyond what a percentage can."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

import vbdash
from vbdash.data.dataset import data_directory, read_package
from vbdash.data.faults import Fault


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(data_directory(), tmp_path / "data"))


def change(path: Path, key: dict[str, str], **cells: str) -> None:
    """Change cells of the first row that holds the values of `key`."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    next(row for row in rows if key.items() <= row.items()).update(cells)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def faults(directory: Path) -> list[Fault]:
    return read_package(directory)[3]


@pytest.mark.parametrize(
    ("measure", "value", "limit"),
    [
        ("employment_rate", "101", "100"),
        ("unemployment_rate", "-1", "0"),
        ("population", "-5", "0"),
    ],
)
def test_what_cannot_be_is_a_fault(copy: Path, measure: str, value: str, limit: str) -> None:
    change(copy / "observations.csv", {"measure": measure}, value=value)
    (found,) = faults(copy)
    assert (found.file, found.column) == ("observations.csv", "value")
    assert ("limit", limit) in found.values and float(found.found) == float(value)


def test_the_registry_says_what_can_be_below_zero_or_above_a_hundred(copy: Path) -> None:
    change(copy / "measures.csv", {"id": "employment_rate"}, least="-100", most="1000")
    change(copy / "observations.csv", {"measure": "employment_rate"}, value="-12.5")
    change(copy / "observations.csv", {"measure": "gva"}, value="-3")  # a region can lose value
    assert not faults(copy)


def test_a_firm_can_lie_anywhere_in_sweden(copy: Path) -> None:
    path = copy / "companies.csv"
    for lat, lon in (("55.60", "13.00"), ("59.33", "18.07"), ("68.44", "22.48")):
        change(path, {"id": "alimak"}, lat=lat, lon=lon)
        assert not faults(copy)
    change(path, {"id": "alimak"}, lat="48.85")
    assert [each.column for each in faults(copy)] == ["lat"]


def test_what_is_worked_out_of_nothing_or_of_itself_is_a_fault(copy: Path) -> None:
    change(copy / "measures.csv", {"id": "employed_daytime"}, numerator="no_such_measure")
    assert {(each.column, each.found) for each in faults(copy)} >= {
        ("numerator", "no_such_measure")
    }
    change(copy / "measures.csv", {"id": "employed_daytime"}, numerator="jobs_per_resident")
    assert {each.column for each in faults(copy)} == {"numerator"}


def test_a_gap_that_is_told_is_true_in_every_county() -> None:
    """No row speaks of “the county's municipalities” without saying whose."""
    gaps = vbdash.load().table("gaps")
    general = gaps[gaps["region_code"].isna()]
    for column, words in (
        ("text_sv", "länets kommuner"),
        ("text_en", "the county’s municipalities"),
    ):
        assert not general[column].str.contains(words).any()
    only = general[
        general["text_sv"].str.startswith("Här finns bara")
        & general["text_sv"].str.contains("kommuner")
    ]
    assert only["text_sv"].str.contains("Västerbotten|kommunerna").all()
