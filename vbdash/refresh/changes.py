"""What differs between two editions, as tables."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.data.faults import DESCRIPTION
from vbdash.data.refreshed import edition_rows, with_edition
from vbdash.refresh.publish import SHIPPED, manifest

#: The table of commuting, and what its rows are called where changes are listed.
COMMUTING: Final = "commuting"
_TABLES: Final = ("observations", COMMUTING)
_PAIR: Final = ("residence", "workplace")
_KEY: Final = ["measure", "series", "sector", "region_code", "year"]


@dataclass(frozen=True)
class Changes:
    """What is new between two states of the data.

    Attributes
    ----------
    before, after
        Versions that are compared.
    rows
        One row a figure that is ``"new"``, ``"revised"`` or ``"gone"``: the key, ``before``,
        ``after``, ``kind`` and ``percent`` (by how much it was revised).
    measures
        One row a measure and series: ``new``, ``revised``, ``gone`` (counts), ``years`` (those that
        are new, as text), ``largest`` (largest revision in percent) and its ``region_code``,
        ``sector``, ``year``.
    """

    before: str
    after: str
    rows: pd.DataFrame = field(repr=False)
    measures: pd.DataFrame = field(repr=False)

    def of(self, region: str) -> pd.DataFrame:
        """Return what has changed for one region."""
        return self.rows[self.rows["region_code"] == region]


def compare(before: Dataset, after: Dataset) -> Changes:
    """Compare two states of the same data directory."""
    return _compared(before.version, after.version, _figures(before), _figures(after))


def compare_editions(directory: Path, before: str, after: str) -> Changes:
    """Compare two editions by name, without checking them anew; ``""`` is the shipped tables.

    Raises
    ------
    Stopped
        When there is no such edition.
    """
    old, new = (_read(directory, name) for name in (before, after))
    return _compared(before or SHIPPED, after or SHIPPED, old, new)


def _figures(dataset: Dataset) -> pd.DataFrame:
    there = [name for name in _TABLES if name in dataset.tables]
    return _together({str(name): dataset.table(name) for name in there})


def _read(directory: Path, edition: str) -> pd.DataFrame:
    if edition:
        manifest(directory, edition)
    package = json.loads((directory / DESCRIPTION).read_bytes())
    there: dict[str, pd.DataFrame] = {}
    for resource in package["resources"]:
        name = resource["name"]
        if name in _TABLES:
            shipped = (directory / resource["path"]).read_bytes()
            content = with_edition(resource, shipped, edition_rows(directory, edition, name))
            kinds = dict.fromkeys([*_KEY[:-1], *_PAIR], "str")
            there[name] = pd.read_csv(
                io.BytesIO(content), usecols=lambda each: each in (*_KEY, *_PAIR, "value"),
                dtype=kinds,
            )  # fmt: skip
    return _together(there)


def _together(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Lay commuters beside the other figures: of those who work in a region, where they live."""
    figures = tables["observations"][[*_KEY, "value"]]
    if COMMUTING not in tables:
        return figures
    pairs = tables[COMMUTING].rename(columns={"workplace": "region_code", "residence": "sector"})
    pairs = pairs.assign(measure=COMMUTING, series="")[[*_KEY, "value"]]
    # A table without rows has no types of its own.
    kinds = {**dict.fromkeys(_KEY[:-1], "object"), "year": "int64", "value": "float64"}
    return pd.concat([each.astype(kinds) for each in (figures, pairs)], ignore_index=True)


def _compared(before: str, after: str, old: pd.DataFrame, new: pd.DataFrame) -> Changes:
    rows = changed_rows(old, new)
    return Changes(before, after, rows, _by_measure(rows, old))


def changed_rows(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """List figures that are new, revised or gone, in the order of their keys.

    Parameters
    ----------
    before, after
        Rows with the columns of ``observations``.
    """
    kinds = dict.fromkeys(_KEY[:-1], "object")
    old = before[[*_KEY, "value"]].astype(kinds).rename(columns={"value": "before"})
    new = after[[*_KEY, "value"]].astype(kinds).rename(columns={"value": "after"})
    both = old.merge(new, on=_KEY, how="outer", indicator="kind")
    names = {"left_only": "gone", "right_only": "new", "both": "revised"}
    both["kind"] = both["kind"].astype("object").map(names)
    both = both[(both["kind"] != "revised") | (both["before"] != both["after"])]
    base = both["before"].where(both["before"] != 0)
    both["percent"] = 100 * (both["after"] - both["before"]) / base
    return both.sort_values(_KEY, ignore_index=True)


def _by_measure(rows: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    found = []
    for (measure, series), part in rows.groupby(["measure", "series"], sort=True):
        had = set(known.loc[(known["measure"] == measure) & (known["series"] == series), "year"])
        fresh = sorted(set(part.loc[part["kind"] == "new", "year"]) - had)
        counts = part["kind"].value_counts()
        size = part["percent"].abs()
        top = part.iloc[int(size.fillna(-1).to_numpy().argmax())] if size.notna().any() else None
        found.append({
            "measure": measure, "series": series,
            **{kind: int(counts.get(kind, 0)) for kind in ("new", "revised", "gone")},
            "years": _spans(fresh),
            "largest": np.nan if top is None else top["percent"],
            **{name: "" if top is None else top[name] for name in ("region_code", "sector", "year")},
        })  # fmt: skip
    columns = ["measure", "series", "new", "revised", "gone", "years", "largest",
               "region_code", "sector", "year"]  # fmt: skip
    return pd.DataFrame(found, columns=columns)


def _spans(years: list[int]) -> str:
    """Write years as people do.

    Examples
    --------
    >>> _spans([2020, 2021, 2022, 2024])
    '2020–2022, 2024'
    """
    parts: list[list[int]] = []
    for year in years:
        if parts and year == parts[-1][-1] + 1:
            parts[-1].append(year)
        else:
            parts.append([year])
    return ", ".join(f"{p[0]}–{p[-1]}" if len(p) > 1 else str(p[0]) for p in parts)
