"""Tables and measures as programs read them: CSV without remarks, and JSON that says what it holds.

What stands behind the addresses of data (``vbdash.ui.server.data_files``). The CSV has one row a
figure and columns of fixed names; its language decides signs as in every other file: in Swedish
semicolon and decimal comma, in English comma and decimal point.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.data.large.figures import figures
from vbdash.exhibit import Column, cited, known, licence
from vbdash.exhibits.matrix import matrix
from vbdash.exhibits.measures import source_of
from vbdash.indicators.industry.measures import measure_values
from vbdash.reports.export import each_once, plain_cell, rows_csv
from vbdash.sentences.readable import field_title
from vbdash.text import Text
from vbdash.view import View

#: Columns that hold a municipality or another region, by which a table can be cut.
_PLACES: Final = ("region_code", "municipality_code", "residence")
_LEVELS: Final = {"country": 0, "county": 1, "municipality": 2}


@dataclass(frozen=True)
class DataFile:
    """A table with what it is.

    Attributes
    ----------
    name
        What the file is called, without its ending.
    about
        What it is, by names that do not change with the language: title, definition, unit …
    table
        The rows.
    columns
        Their columns, headed by what they mean.
    sources
        Ids of the publications behind them.
    """

    name: str
    about: Mapping[str, Any]
    table: pd.DataFrame
    columns: Sequence[Column]
    sources: Sequence[str]


def public_tables(dataset: Dataset) -> tuple[str, ...]:
    """Return the names of the tables that anybody may fetch, in the order of the package."""
    return tuple(name for name in dataset.tables if not dataset.protected(name))


def choices_of(dataset: Dataset, kind: str, name: str) -> frozenset[str]:
    """Return the fields of a selection that change a file.

    Parameters
    ----------
    dataset
        Validated tables.
    kind
        ``"tables"``, ``"measures"``, or empty for all municipalities by all measures.
    name
        Of the table, or id of the measure.
    """
    if not kind:
        return frozenset({"municipalities", "year", "definition"})
    if kind == "measures":
        computed = isinstance(dataset.row("measures", name)["base"], str)
        return frozenset({"municipalities", "year", *(["definition"] if computed else [])})
    there = set(dataset.table(name).columns)
    fields = {"municipalities": there & set(_PLACES), "year": there & {"year"}}
    fields["measure"] = there & {"measure"}
    return frozenset(field for field, columns in fields.items() if columns)


def table_file(view: View, name: str, places: Sequence[str] = (), measure: str = "") -> DataFile:
    """Return a table of the data package, cut by places and the view's year.

    Parameters
    ----------
    view
        The year; what the table has no column for is not looked at.
    name
        Of the table.
    places
        Codes of regions to keep; none means all.
    measure
        Id of a measure to cut by; empty for all.
    """
    data, tx = view.dataset, view.tx
    if data.protected(name):
        raise PermissionError(name)
    resource, table = data.resource(name), data.table(name)
    place = next((each for each in _PLACES if each in table), "")
    if place and places:
        table = table[table[place].isin(places)]
    if "year" in table and view.selection.year is not None:
        table = table[table["year"] == view.selection.year]
    if "measure" in table and measure:
        table = table[table["measure"] == measure]
    fields = resource["schema"]["fields"]
    sources = table["source_id"].dropna().unique() if "source_id" in table else ()
    about = {
        "title": field_title(resource, tx),
        "definition": field_title(resource, tx, "description"),
        "units": {each["name"]: each["unit"] for each in fields if each.get("unit")},
    }
    columns = [Column(each["name"], field_title(each, tx)) for each in fields]
    return DataFile(name, about, table, columns, [str(each) for each in sources])


def measure_file(view: View, measure: str, places: Sequence[str] = ()) -> DataFile:
    """Return a measure for every region and year, or for some places and the view's year.

    A share is computed, by the view's definition of industry; what is published by sector has a row
    a sector.
    """
    data, tx, chosen = view.dataset, view.tx, view.selection
    row = data.row("measures", measure)
    table = _share(view, measure) if isinstance(row["base"], str) else _published(data, measure)
    if places:
        table = table[table["code"].isin(places)]
    if chosen.year is not None:
        table = table[table["year"] == chosen.year]
    level = data.regions["level"].reindex(table["code"]).astype(str)
    table = table.assign(
        region=data.regions[f"name_{tx.lang}"].reindex(table["code"]).to_numpy(),
        unit=tx.pick(row, "unit_short"),
        _level=level.map(_LEVELS).to_numpy(),
    ).sort_values(["_level", "code", *(["sector"] if "sector" in table else []), "year"])
    heads = {
        "code": tx("Code"), "region": tx("Region"), "year": tx("Year"), "value": tx("Value"),
        "unit": tx("Unit"), "sector": tx("Sector"), "definition": tx("Definition"),
        "edition": tx("Edition"), "status": tx("Status"), "source": tx("Source"),
    }  # fmt: skip
    about = {
        "title": tx.pick(row, "label"),
        "definition": tx.pick(row, "definition"),
        "unit": tx.pick(row, "unit"),
        "unit_short": tx.pick(row, "unit_short"),
        "decimals": int(row["decimals"]),
        "basis": tx.pick(row, "basis"),
        "reading": tx.pick(row, "reading"),
        "caveats": tx.pick(row, "caveats"),
    }
    columns = [Column(name, head) for name, head in heads.items() if name in table]
    return DataFile(measure, about, table, columns, list(dict.fromkeys(table["source"])))


def _share(view: View, measure: str) -> pd.DataFrame:
    values = measure_values(view.dataset, measure, view.selection.definition)
    return values.rename(columns={"series": "edition"}).assign(source=source_of(view, measure))


def _published(data: Dataset, measure: str) -> pd.DataFrame:
    rows = figures(data, measure)
    names = {"region_code": "code", "series": "edition", "source_id": "source"}
    wanted = ["code", "year", "value", "sector", "edition", "status", "source"]
    return rows.rename(columns=names)[wanted]


def matrix_file(view: View, codes: tuple[str, ...]) -> DataFile | None:
    """Return municipalities by measures; None where none has a figure."""
    shown = matrix(view, codes)
    if shown is None:
        return None
    about = {"title": shown.title, "definition": shown.subtitle}
    return DataFile("municipalities", about, shown.table, shown.columns, shown.sources)


def index_json(view: View) -> bytes:
    """List every address of data, with what lies there, as JSON."""
    data, tx = view.dataset, view.tx
    listed: list[tuple[str, str, tuple[str, ...]]] = [
        ("municipalities", tx("Municipalities and measures"), ("csv", "json", "xlsx"))
    ]
    listed += [
        (f"measures/{row['id']}", tx.pick(row, "label"), ("csv", "json"))
        for row in data.table("measures").sort_values("sort_order").to_dict("records")
    ]
    listed += [
        (f"tables/{name}", field_title(data.resource(name), tx), ("csv", "json"))
        for name in public_tables(data)
    ]
    document = {
        "version": data.version,
        "choices": {"lan": tx("county"), "kommun": tx("municipality"), "ar": tx("year"), "definition": tx("definition of industry"),
                    "matt": tx("measure"), "lang": tx("language")},
        "addresses": [
            {"title": title, **{form: f"{view.base}/data/{path}.{form}" for form in forms}}
            for path, title, forms in listed
        ],
    }  # fmt: skip
    return json.dumps(document, ensure_ascii=False).encode()


def as_csv(file: DataFile, tx: Text) -> bytes:
    """Write a file as CSV under its columns' names, without remarks: UTF-8 with a byte order mark."""
    plain = [Column(each.name, each.name) for each in file.columns]
    return rows_csv(file.table, plain, tx).encode("utf-8-sig")


def as_json(file: DataFile, view: View, link: str) -> bytes:
    """Write a file as JSON: what it is, what its columns mean, its sources with licences, its rows."""
    data, names = view.dataset, [each.name for each in file.columns]
    cells = [each_once(file.table[name], plain_cell) for name in names]
    document = {
        **file.about,
        "address": link,
        "version": data.version,
        "sources": [_source(view, each) for each in known(data, file.sources)],
        "fields": [{"name": each.name, "title": each.heading} for each in file.columns],
        "rows": [dict(zip(names, row, strict=True)) for row in zip(*cells, strict=True)],
    }
    return json.dumps(document, ensure_ascii=False, allow_nan=False).encode()


def _source(view: View, key: str) -> dict[str, str | None]:
    row, tx = view.dataset.row("sources", key), view.tx
    url = row["url"] if isinstance(row["url"], str) else None
    return {
        "id": key,
        "title": cited(tx, row),
        "url": url,
        "licence": licence(tx, row) or None,
    }
