"""An edition's rows beside the shipped tables: the same key replaces, everything else stays."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import vbdash
from vbdash import DataError
from vbdash.data.refreshed import EDITIONS, POINTER, served_edition, with_edition

DATA = Path(__file__).resolve().parents[2] / "data"
RESOURCE = {"schema": {"primaryKey": ["measure", "year"]}}
SHIPPED = b"measure,year,value\nb,2001,2\na,2001,1\n"


def test_rows_with_the_same_key_are_replaced_and_the_others_stay() -> None:
    rows = b"year,measure,value\n2001,b,20\n2002,a,3\n"
    merged = with_edition(RESOURCE, SHIPPED, rows)
    assert merged == b"measure,year,value\na,2001,1\na,2002,3\nb,2001,20\n"


def test_without_an_edition_the_bytes_are_those_of_the_file() -> None:
    assert with_edition(RESOURCE, SHIPPED, None) == SHIPPED


def test_a_key_that_stands_twice_in_the_shipped_table_stays_a_fault() -> None:
    twice = SHIPPED + b"a,2001,9\n"
    assert with_edition(RESOURCE, twice, b"measure,year,value\nb,2001,5\n").count(b"a,2001") == 2


@pytest.mark.parametrize("broken", [b"", b"other,year\n1,2\n", b"measure,year,value\nb\n"])
def test_a_shipped_table_that_is_none_is_left_for_the_reader_to_refuse(broken: bytes) -> None:
    assert with_edition(RESOURCE, broken, b"measure,year,value\nb,2001,5\n") == broken


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def point(data: Path, edition: object) -> None:
    (data / POINTER).write_text(json.dumps({"edition": edition}))


def test_a_served_edition_changes_figures_and_digest(data: Path) -> None:
    before = vbdash.load(data)
    header = (data / "observations.csv").read_text(encoding="utf-8").splitlines()[0]
    folder = data / EDITIONS / "made-up"
    folder.mkdir(parents=True)
    (folder / "observations.csv").write_text(
        f"{header}\npopulation,scb_tab638,TOTAL,2482,2024,123456,persons,final,scb-tab638,,\n"
    )
    assert vbdash.load(data).digest == before.digest
    point(data, "made-up")
    after = vbdash.load(data)
    assert after.digest != before.digest
    rows = after.table("observations")
    assert len(rows) == len(before.table("observations"))
    asked = (rows["measure"] == "population") & (rows["region_code"] == "2482")
    assert rows.loc[asked & (rows["year"] == 2024), "value"].tolist() == [123456.0]
    point(data, None)
    assert vbdash.load(data).digest == before.digest


@pytest.mark.parametrize("name", ["gone", "../x", 7, ["a"], "A b"])
def test_a_pointer_to_no_edition_is_a_fault_never_the_shipped_figures(
    data: Path, name: object
) -> None:
    point(data, name)
    with pytest.raises(ValueError):
        served_edition(data)
    with pytest.raises(DataError, match=POINTER):
        vbdash.load(data)
