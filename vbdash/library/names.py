"""What an analyst writes, held against what there is: measures, definitions, regions, years."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from numbers import Integral
from typing import Any

import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.data.faults import UnknownName
from vbdash.text import fold

#: One or several, none for all: regions by code or name, years as numbers.
Regions = str | Iterable[str] | None
Years = int | Iterable[int] | None


def known_measure(dataset: Dataset, measure: str) -> None:
    """Raise where the registry has no such measure."""
    if measure not in dataset.measures.index:
        raise UnknownName("measure", measure, dataset.measures.index)


def divided(dataset: Dataset, measure: str, definition: str) -> str:
    """Return the published measure that a definition of industry can be cut from.

    Raises
    ------
    UnknownName
        Where measure or definition do not exist.
    ValueError
        Where the measure is not published so that it can be cut.
    """
    from vbdash.indicators.industry.shares import available_definitions

    known_measure(dataset, measure)
    base = dataset.row("measures", measure)["base"]
    published = str(base) if isinstance(base, str) else measure
    definitions = dataset.table("definitions").sort_values("sort_order")["id"]
    if definition not in set(definitions):
        raise UnknownName("definition", definition, definitions)
    found = available_definitions(dataset, published)
    if not found:
        split = [m for m in dataset.measures.index if available_definitions(dataset, str(m))]
        raise ValueError(f"{measure!r} is not split by industry; these are: {listed(split)}")
    if definition not in found:
        raise ValueError(
            f"{measure!r} is not published so that {definition!r} can be cut from it; "
            f"it can be cut by {listed(found)}"
        )
    return published


def codes_of(dataset: Dataset, region: Regions, within: Collection[str]) -> list[str]:
    """Return the codes of regions given by code or name; all of `within` without any."""
    if region is None:
        return list(within)
    names = {dataset.name(code, lang): code for code in within for lang in ("en", "sv")}
    folded = {fold(name): code for name, code in names.items()}
    codes = []
    for each in map(str, [region] if isinstance(region, (str, int)) else region):
        code = each if each in within else folded.get(fold(each))
        if code is None:
            raise UnknownName("region", each, within if each.isdigit() else names)
        codes.append(code)
    return list(dict.fromkeys(codes))


def known_years(year: Years, known: Iterable[int]) -> list[int]:
    """Return the years asked for as a list, none where none is; raise where one is not known."""
    years = sorted({int(each) for each in known})
    if year is None:
        return []
    asked = [int(each) for each in ([year] if isinstance(year, Integral) else year)]  # type: ignore[union-attr]
    for each in asked:
        if each not in years:
            raise UnknownName("year", each, years)
    return asked


def cut(dataset: Dataset, table: pd.DataFrame, region: Regions, year: Years) -> pd.DataFrame:
    """Keep the regions and years that are asked for."""
    kept = table
    if region is not None:
        codes = codes_of(dataset, region, [str(code) for code in dataset.regions.index])
        kept = kept[kept["region_code"].isin(codes)]
    if year is not None:
        kept = kept[kept["year"].isin(known_years(year, table["year"]))]
    return kept.reset_index(drop=True)


def listed(names: Iterable[Any]) -> str:
    """Write names side by side."""
    return ", ".join(repr(str(name)) for name in names)
