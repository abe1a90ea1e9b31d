"""Descriptions of tables: complete, and nothing in them that the rest of the data does not know."""

from __future__ import annotations

import csv
import json

import pytest

from tests.refresh import world
from tests.refresh.agencies import jsonstat
from vbdash import Dataset
from vbdash.data.tables import read_table
from vbdash.refresh.agencies import base
from vbdash.refresh.description import TABLES, Description, descriptions, read_description
from vbdash.refresh.jsonstat import read_jsonstat
from vbdash.refresh.problems import Stopped
from vbdash.refresh.scope import Scope
from vbdash.refresh.selection import select

WANTED = (
    "TAB3204 TAB3785 TAB5837 TAB900 TAB3143 TAB3138 TAB6329 TAB638 TAB3200 TAB5839 TAB628 TAB1830"
)


def own(table: str) -> dict[str, dict[str, str]]:
    with (TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as handle:
        return {next(iter(row.values())): row for row in csv.DictReader(handle)}


def test_every_table_is_described() -> None:
    tables = {each.table for each in descriptions()}
    assert {*WANTED.split(), "nama_10r_3gva", "nama_10r_3empers", "Kolada"} == tables
    assert len({each.id for each in descriptions()}) == len(descriptions())


@pytest.mark.parametrize("description", descriptions(), ids=lambda d: d.id)
def test_measures_and_industries_are_known(description: Description, dataset: Dataset) -> None:
    measures = {*dataset.measures.index, *own("measures"), "commuting"}
    used = {*description.measures.codes.values(), *description.measures.labels.values()}
    assert used <= measures
    assert set(description.region_codes.values()) <= set(dataset.regions.index)
    sectors = {*dataset.table("sectors")["code"], *own("sectors")}
    if description.sectors:
        assert set(description.sectors.codes.values()) <= sectors
        assert set(description.checks.parts) <= set(description.sectors.codes.values())


@pytest.mark.parametrize("table", ["measures", "sectors"])
def test_rows_that_come_with_the_descriptions_are_valid(table: str, dataset: Dataset) -> None:
    resource = dataset.resource(table)
    _, faults = read_table(resource, (TABLES / f"{table}.csv").read_bytes())
    assert not faults
    key = {"measures": "id", "sectors": "code"}[table]
    shipped = dataset.table(table).set_index(key)
    orders = set(shipped["sort_order"])
    for name, row in own(table).items():
        assert name in shipped.index or int(row["sort_order"]) not in orders


@pytest.mark.parametrize("name", WANTED.split())
def test_descriptions_fit_what_the_agency_documents(name: str, dataset: Dataset) -> None:
    description = next(each for each in descriptions() if each.table == name)
    outline = read_jsonstat(
        name, json.dumps(jsonstat(name, world.TABLES[name]["dims"], None)).encode()
    )
    selection, wrong = select(description, outline, Scope.of(dataset))
    assert not wrong
    wanted = {*description.measures.codes.values(), *description.measures.labels.values()}
    assert set(selection.ours[description.measures.variable].values()) == wanted
    municipal = [c for c in selection.codes[description.regions] if len(c) == 4]
    assert len(municipal) == (290 if "municipality" in description.levels else 0)


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"id": 1}', b'{"measures": 3}'])
def test_what_is_no_description_is_refused(content: bytes) -> None:
    with pytest.raises(Stopped, match=r"mine\.json"):
        read_description("mine.json", content)


def test_an_unknown_agency_is_refused() -> None:
    raw = json.loads((TABLES / "kolada.json").read_bytes()) | {"agency": "nasa"}
    with pytest.raises(Stopped, match="one of scb, eurostat, kolada"):
        read_description("mine.json", json.dumps(raw).encode())


def test_addresses_are_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    assert base("scb") == "https://statistikdatabasen.scb.se/api/v2"
    monkeypatch.setenv("VBDASH_SCB", "http://127.0.0.1:1/x/")
    assert base("scb") == "http://127.0.0.1:1/x"
