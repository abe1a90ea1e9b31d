"""Cells without a figure, as rows of the table of gaps; and gaps that a refresh has closed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.refresh.description import Description
from vbdash.refresh.scope import level_of

#: What agencies' signs mean; any other is "not published".
_REASONS: Final = {".": "not_applicable", "c": "protected", "Private": "protected"}
_TEXTS: Final = {
    "not_published": ("Källan har ingen uppgift ({sign}).", "The source has no figure ({sign})."),
    "not_applicable": ("Kan inte förekomma enligt källan ({sign}).", "Cannot occur, says the source ({sign})."),
    "protected": ("Källan skyddar uppgiften ({sign}).", "The source protects the figure ({sign})."),
}  # fmt: skip
_RUN: Final = ["measure", "sector", "region_code", "sign"]


def gap_rows(description: Description, figures: pd.DataFrame) -> list[dict[str, Any]]:
    """Return one row for each run of years without a figure, with the reason the source gives.

    Parameters
    ----------
    description
        The table.
    figures
        Its cells, with and without a figure.
    """
    empty = figures[figures["value"].isna()].sort_values([*_RUN, "year"])
    if empty.empty:
        return []
    begins = (empty["year"].diff() != 1) | (empty[_RUN] != empty[_RUN].shift()).any(axis=1)
    runs = empty.assign(run=begins.cumsum()).groupby("run")
    rows = []
    for _, run in runs:
        first = run.iloc[0]
        reason = _REASONS.get(first["sign"], "not_published")
        text_sv, text_en = (text.format(sign=first["sign"] or "–") for text in _TEXTS[reason])
        parts = (description.id, *(first[name] for name in _RUN[:3]), first["year"])
        name = re.sub("[^a-z0-9]+", "-", "-".join(str(part).lower() for part in parts))
        rows.append({
            "id": name, "measure": first["measure"],
            "sector": first["sector"], "region_code": first["region_code"],
            "year_from": first["year"], "year_to": run.iloc[-1]["year"], "reason": reason,
            "text_sv": text_sv, "text_en": text_en, "source_id": description.id,
        })  # fmt: skip
    return rows


def closed_gaps(dataset: Dataset, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return tombstones for shipped gaps ("not loaded") that the rows of an edition fill.

    A gap is filled when every municipality it speaks of has a figure in a year it speaks of; of a
    measure that no municipality has, every county.
    """
    there: dict[str, dict[str, set[int]]] = {}
    for row in rows:
        years = there.setdefault(row["measure"], {}).setdefault(row["region_code"], set())
        years.add(int(row["year"]))
    regions = [str(code) for code in dataset.regions.index]
    municipalities = [code for code in regions if level_of(code) == "municipality"]
    counties = [code for code in regions if level_of(code) == "county"]
    closed = []
    for gap in dataset.table("gaps").to_dict("records"):
        figures = there.get(gap["measure"], {})
        if gap["reason"] != "not_loaded" or not figures:
            continue
        usual = municipalities if figures.keys() & set(municipalities) else counties
        asked = usual if pd.isna(gap["region_code"]) else [gap["region_code"]]
        first = 0 if pd.isna(gap["year_from"]) else int(gap["year_from"])
        last = 9999 if pd.isna(gap["year_to"]) else int(gap["year_to"])
        if all(any(first <= y <= last for y in figures.get(code, ())) for code in asked):
            closed.append({"id": gap["id"]})
    return closed
