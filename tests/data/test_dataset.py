"""A data directory is valid as a whole or refused with every fault, and nothing is half-loaded."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import vbdash
from vbdash.__main__ import main
from vbdash.data.dataset import data_directory
from vbdash.data.faults import DataError, Fault
from vbdash.text import Text


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the shipped data that a test may damage."""
    return Path(shutil.copytree(data_directory(), tmp_path / "data"))


def edit(path: Path, change: Callable[[list[str]], list[str]]) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(change(lines)) + "\n", encoding="utf-8")


def faults(directory: Path) -> tuple[Fault, ...]:
    with pytest.raises(DataError) as caught:
        vbdash.load(directory)
    return caught.value.faults


def only(directory: Path) -> Fault:
    found = faults(directory)
    assert len(found) == 1, [each.sentence(Text("en")) for each in found]
    return found[0]


def test_shipped_data_is_valid_and_typed(dataset: vbdash.Dataset) -> None:
    observations = dataset.table("observations")
    assert observations["value"].dtype == "float64"
    assert observations["year"].dtype.kind == "i"
    assert observations["status"].dtype == "category"
    assert dataset.table("support")["start"].dtype.kind == "M"
    assert len(dataset.municipality_codes) == 15
    assert len(dataset.municipalities) == 15
    assert dataset.municipalities.crs.to_epsg() == 4326
    assert dataset.name("2482") == "Skellefteå"


def test_tables_cannot_be_changed_by_a_caller(dataset: vbdash.Dataset) -> None:
    table = dataset.table("regions")
    table.loc[:, "name_sv"] = "X"
    assert dataset.table("regions")["name_sv"].iloc[0] != "X"
    with pytest.raises(AttributeError):
        dataset.county = "25"  # type: ignore[misc]


def test_another_county_is_one_setting_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VBDASH_COUNTY", "25")
    other = vbdash.load()
    assert other.name(other.county) == "Norrbottens län"
    assert len(other.municipality_codes) == len(other.municipalities) == 14


def test_directory_can_be_named(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VBDASH_DATA", str(copy))
    assert vbdash.load().directory == copy


def test_digest_follows_the_content(copy: Path, dataset: vbdash.Dataset) -> None:
    assert vbdash.load(copy).digest == dataset.digest
    edit(copy / "gaps.csv", lambda lines: lines[:-1])
    assert vbdash.load(copy).digest != dataset.digest


def test_missing_file(copy: Path) -> None:
    (copy / "gaps.csv").unlink()
    found = only(copy)
    assert (found.file, found.row) == ("gaps.csv", 0)
    assert "missing" in found.sentence(Text("en"))


def test_missing_column(copy: Path) -> None:
    frame = pd.read_csv(copy / "gaps.csv", dtype=str).drop(columns="reason")
    frame.to_csv(copy / "gaps.csv", index=False)
    found = only(copy)
    assert (found.file, found.column) == ("gaps.csv", "reason")


def test_wrong_type_names_row_column_and_what_was_found(copy: Path) -> None:
    def damage(lines: list[str]) -> list[str]:
        cells = lines[4].split(",")
        cells[5] = "många"
        return [*lines[:4], ",".join(cells), *lines[5:]]

    edit(copy / "observations.csv", damage)
    found = only(copy)
    assert (found.row, found.column, found.found) == (5, "value", "många")
    assert "ett tal" in found.sentence(Text("sv"))


def test_unknown_municipality_code(copy: Path) -> None:
    edit(copy / "companies.csv", lambda lines: [line.replace(",2482,", ",2499,") for line in lines])
    found = faults(copy)
    rows = pd.read_csv(copy / "companies.csv", dtype=str)
    assert {each.found for each in found} == {"2499"}
    assert len(found) == (rows["municipality_code"] == "2499").sum()
    assert all(each.column == "municipality_code" for each in found)


def test_duplicate_key(copy: Path) -> None:
    edit(copy / "observations.csv", lambda lines: [*lines, lines[1]])
    found = faults(copy)
    assert {each.row for each in found} & {2, len(pd.read_csv(copy / "observations.csv")) + 1}
    assert all("key" in each.expected for each in found)


def test_broken_foreign_key(copy: Path) -> None:
    edit(
        copy / "sources.csv",
        lambda lines: [line for line in lines if not line.startswith("scb-tab638,")],
    )
    found = faults(copy)
    assert {each.found for each in found} == {"scb-tab638"}
    assert {each.column for each in found} == {"source_id"}


def test_negative_count(copy: Path) -> None:
    def damage(lines: list[str]) -> list[str]:
        frame = [line.split(",") for line in lines]
        row = next(cells for cells in frame if cells[0] == "population")
        row[5] = "-5"
        return [",".join(cells) for cells in frame]

    edit(copy / "observations.csv", damage)
    found = only(copy)
    assert (found.column, found.found) == ("value", "-5.0")


def test_bad_encoding(copy: Path) -> None:
    path = copy / "regions.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("latin-1"))
    found = [each for each in faults(copy) if each.file == "regions.csv"]
    assert len(found) == 1
    assert found[0].row > 1
    assert "UTF-8" in found[0].expected


@pytest.mark.parametrize("content", ["", "\n\n"])
def test_empty_file(copy: Path, content: str) -> None:
    (copy / "gaps.csv").write_text(content)
    assert {each.file for each in faults(copy)} == {"gaps.csv"}


@pytest.mark.parametrize(
    "content", ["{", "[]", "{}", '{"resources": 3}', '{"resources": [{"name": 1}]}', "\xff"]
)
def test_malformed_description(copy: Path, content: str) -> None:
    (copy / "datapackage.json").write_bytes(content.encode("latin-1"))
    assert only(copy).file == "datapackage.json"


def test_a_path_outside_the_directory_is_refused(copy: Path) -> None:
    package = json.loads((copy / "datapackage.json").read_text())
    package["resources"][0]["path"] = "../outside.csv"
    (copy / "datapackage.json").write_text(json.dumps(package))
    (copy.parent / "outside.csv").write_text("code\n")
    assert "../outside.csv" in {each.found for each in faults(copy)}


def test_rows_of_another_length(copy: Path) -> None:
    edit(copy / "gaps.csv", lambda lines: [*lines, "a,b"])
    assert "fields" in only(copy).expected


def test_unit_that_is_not_the_measures(copy: Path) -> None:
    def damage(lines: list[str]) -> list[str]:
        return [lines[0], lines[1].replace("percent", "persons"), *lines[2:]]

    edit(copy / "observations.csv", damage)
    assert only(copy).column == "unit"


def test_undescribed_table(copy: Path) -> None:
    package = json.loads((copy / "datapackage.json").read_text())
    package["resources"] = [each for each in package["resources"] if each["name"] != "gaps"]
    (copy / "datapackage.json").write_text(json.dumps(package))
    assert dict(only(copy).values)["table"] == "gaps"


def test_unknown_county(dataset: vbdash.Dataset) -> None:
    with pytest.raises(DataError, match="county"):
        vbdash.load(dataset.directory, county="99")


def test_all_faults_come_at_once(copy: Path) -> None:
    (copy / "gaps.csv").unlink()
    edit(
        copy / "region_groups.csv",
        lambda lines: [lines[0], lines[1].replace("coast", "sea"), *lines[2:]],
    )
    (copy / "support.csv").write_bytes(b"\xff\xfe")
    assert {each.file for each in faults(copy)} == {"gaps.csv", "region_groups.csv", "support.csv"}


def test_check_command(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(copy)]) == 0
    assert "no faults" in capsys.readouterr().out
    (copy / "gaps.csv").unlink()
    assert main(["check", str(copy), "--lang", "sv"]) == 1
    printed = capsys.readouterr()
    assert "filen saknas" in printed.err
    assert not printed.out


def test_a_valid_table_is_checked_again_when_its_rules_change(copy: Path) -> None:
    vbdash.load(copy)  # every table is now known to be valid
    description = copy / "datapackage.json"
    package = json.loads(description.read_text(encoding="utf-8"))
    companies = next(each for each in package["resources"] if each["name"] == "companies")
    name = next(each for each in companies["schema"]["fields"] if each["name"] == "name")
    name["constraints"] = {"required": True, "pattern": "[A-Z].{0,5}"}
    description.write_text(json.dumps(package), encoding="utf-8")
    assert {each.column for each in faults(copy)} == {"name"}


def test_what_one_caller_changes_in_a_table_reaches_no_other(copy: Path) -> None:
    table = vbdash.load(copy).table("companies")
    table["name"] = "changed"
    assert "changed" not in set(vbdash.load(copy).table("companies")["name"])


def test_a_registry_cut_to_its_headings_is_a_fault_in_words(copy: Path) -> None:
    edit(copy / "measures.csv", lambda lines: lines[:1])
    assert {each.file for each in faults(copy)} >= {"observations.csv"}


def test_a_row_that_pages_begin_with_must_be_there(copy: Path) -> None:
    edit(copy / "definitions.csv", lambda lines: [each for each in lines if "B-E" not in each[:5]])
    told = [each.sentence(Text("sv")) for each in faults(copy)]
    assert "definitions.csv, kolumn id: en rad för B-E, som sidorna utgår från" in told
