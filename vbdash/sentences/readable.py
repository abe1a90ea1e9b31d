"""A table as people read it: names for codes, one language, no raw values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.data.faults import as_list
from vbdash.data.large.figures import figures, texts
from vbdash.text import LANGUAGES, Text

#: How a row of a table is named where another table points at it.
_NAMED_BY = {"sources": ("title",), "companies": ("name",), "support": ("title",)}
#: Columns of the registry that list measures by their keys.
_SUMS = ("numerator", "denominator")


def field_title(described: Any, tx: Text, field: str = "title") -> str:
    """Return the title or description of a resource or field in the visitor's language."""
    swedish = described.get(f"{field}_sv")
    text = swedish if tx.lang == "sv" and swedish else described.get(field, "")
    return str(text or described.get("name", ""))


def value_labels(dataset: Dataset, table: str, field: str, tx: Text) -> dict[str, str]:
    """Return how the listed values of a field are said, as the data package says it."""
    fields = dataset.resource(table)["schema"]["fields"]
    described = next(each for each in fields if each["name"] == field)
    return dict(described.get(f"labels_{tx.lang}", {}))


def readable(dataset: Dataset, name: str, tx: Text, most: int | None = None) -> pd.DataFrame:
    """Return a table with headings, names and texts in the visitor's language.

    Parameters
    ----------
    dataset
        Where the table and what it points at come from.
    name
        Table of the data package.
    most
        How many of its rows are wanted; without it all.

    Returns
    -------
    DataFrame
        The same rows. Codes that point at another table are replaced by what they mean, listed
        values by their labels, and of columns with one text a language one is left. Keys of our
        own making are left out, since words stand beside each; a figure's edition is named.
    """
    table, schema = dataset.table(name), dataset.resource(name)["schema"]
    table = table if most is None else table.head(most)
    other = tuple(f"_{lang}" for lang in LANGUAGES if lang != tx.lang)
    targets = {
        as_list(k["fields"])[0]: k["reference"]["resource"] or name
        for k in schema.get("foreignKeys", [])
    }
    columns: dict[str, pd.Series] = {}
    editions = _edition_columns(dataset, table, tx) if name == "observations" else {}
    for each in schema["fields"]:
        if each["name"].endswith(other) or _stands_in(each["name"], tx, table):
            continue
        if each["name"] == "series" and editions:
            columns[tx("Edition")] = editions[tx("Edition")]
        if _is_key(each):
            continue
        heading = field_title(each, tx)
        for mark in (" (svenska)", " (engelska)", " (Swedish)", " (English)"):
            heading = heading.removesuffix(mark)
        if each["type"] in {"number", "integer"}:
            columns[heading] = table[each["name"]]
            continue
        labels = each.get(f"labels_{tx.lang}") or _labels(dataset, targets.get(each["name"]), tx)
        if name == "measures" and each["name"] in _SUMS:
            labels = _sums(table[each["name"]], _labels(dataset, name, tx))
        columns[heading] = _words(table, each, labels, tx)
    return pd.DataFrame(columns | editions)


def _words(table: pd.DataFrame, field: Any, labels: dict[str, str], tx: Text) -> pd.Series:
    """Write the cells of a column that holds no numbers; a missing one is empty."""
    name = field["name"]
    values = table[name].astype("object")
    if f"{name}_{tx.lang}" in table:  # a name to be shown, where it is another
        values = table[f"{name}_{tx.lang}"].astype("object").combine_first(values)
    if labels:
        values = values.map(lambda v: labels.get(v, v))
    if field["type"] == "boolean":
        values = values.map({True: tx("yes"), False: tx("no")})
    if field["type"] == "date":
        values = values.map(lambda v: tx.date(v.date(), "iso") if pd.notna(v) else None)
    written: pd.Series = values.where(values.notna(), "")
    return written


def _is_key(field: Any) -> bool:
    """Say whether a column holds keys of our own making, which are no publisher's codes."""
    pattern = str(field.get("constraints", {}).get("pattern", ""))
    return pattern.startswith("^[a-z") and field["name"] not in _SUMS


def _sums(values: pd.Series, names: dict[str, str]) -> dict[str, str]:
    """Write the measures that are added up, which a cell lists by their keys."""
    listed = (v for v in values.dropna().unique())
    return {v: " + ".join(names.get(each, each) for each in v.split()) for v in listed}


def _stands_in(name: str, tx: Text, table: pd.DataFrame) -> bool:
    """Say whether a column holds what is shown in this language instead of another column."""
    return name.endswith(f"_{tx.lang}") and name.removesuffix(f"_{tx.lang}") in table


def _edition_columns(dataset: Dataset, table: pd.DataFrame, tx: Text) -> dict[str, pd.Series]:
    """Say of each figure which edition it is of, and whether the app uses it."""
    keys = ["measure", "series", "sector", "region_code", "year"]
    own = figures(dataset, *map(str, table["measure"].unique()))
    used = pd.MultiIndex.from_frame(own[keys])
    table = texts(dataset, table)
    there = pd.MultiIndex.from_frame(table[keys]).isin(used)
    pairs = zip(table["measure"], table["series"], strict=True)
    names = [dataset.edition(str(m), str(s), tx.lang) for m, s in pairs]
    said = pd.Series(there, index=table.index).map({True: tx("yes"), False: tx("no")})
    return {tx("Edition"): pd.Series(names, index=table.index), tx("In use"): said}


def _labels(dataset: Dataset, target: str | None, tx: Text) -> dict[str, str]:
    """Return what the keys of a table stand for."""
    if target is None:
        return {}
    table = dataset.table(target)
    key = as_list(dataset.resource(target)["schema"]["primaryKey"])[0]
    for column in (*_NAMED_BY.get(target, ()), f"label_{tx.lang}", f"name_{tx.lang}"):
        if column in table:
            names = table[column].astype("object")
            if f"{column}_{tx.lang}" in table:  # a name to be shown, where it is another
                shown = table[f"{column}_{tx.lang}"].astype("object")
                names = shown.where(shown.notna(), names)
            return dict(zip(table[key], names, strict=True))
    return {}


def year_spans(years: Iterable[int]) -> str:
    """Write rising years, those that follow each other as a span.

    Examples
    --------
    >>> year_spans([2015, 2019, 2020, 2021])
    '2015, 2019–2021'
    """
    spans: list[list[int]] = []
    for year in years:
        if spans and year == spans[-1][-1] + 1:
            spans[-1].append(year)
        else:
            spans.append([year])
    return ", ".join(str(s[0]) if len(s) == 1 else f"{s[0]}–{s[-1]}" for s in spans)
