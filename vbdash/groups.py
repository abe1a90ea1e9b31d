"""Several municipalities as one area: what it is made of, and how a link says it.

A group is ready-made (coast, inland, a support area, a county, a labour-market area, those most
alike one), or municipalities that somebody has chosen. A link says each as one word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from vbdash.data.dataset import Dataset
from vbdash.data.kept import kept, kept_everywhere

Kind = Literal["ready", "county", "labour", "alike", "chosen"]
#: Groups that can stand side by side.
MOST: Final = 3
#: What stands before the code of a county, of a labour-market area, of a municipality.
_COUNTY, _LABOUR, ALIKE = "lan-", "fa-", "lika-"
#: Municipalities somebody has chosen, by their codes.
_CHOSEN: Final = re.compile(r"\d{4}(?:-\d{4}){1,289}")


@dataclass(frozen=True)
class Group:
    """Several municipalities that are looked at as one area.

    Attributes
    ----------
    key
        As a link says it.
    kind
        What it is.
    codes
        The municipalities, in ascending order; none for those most alike one, which are found in
        the figures.
    of
        What it is named after: a group of the table ``region_groups``, a county, a labour-market
        area, a municipality; empty for chosen ones.
    """

    key: str
    kind: Kind
    codes: tuple[str, ...]
    of: str = ""


@kept
def ready_made(dataset: Dataset) -> dict[str, Group]:
    """Return the groups that are offered where a county is in focus, by their keys.

    Those of the table ``region_groups`` that lie in the county, the labour-market areas that any of
    its municipalities belongs to, and all counties, the one in focus first.
    """
    rows = dataset.table("region_groups")
    rows = rows[rows["region_code"].isin(dataset.municipality_codes)]
    found = [
        Group(str(name), "ready", tuple(sorted(map(str, own["region_code"]))), str(name))
        for name, own in rows.groupby("group", sort=False, observed=True)
    ]
    areas = dataset.labour_areas
    here = dict.fromkeys(areas.loc[list(dataset.municipality_codes), "area"])
    labour = [
        each for code in here if (each := _labour(dataset, str(code))) and len(each.codes) > 1
    ]
    order = sorted(dataset.counties, key=lambda code: (code != dataset.county, code))
    counties = [_county(dataset, code) for code in order]
    return {each.key: each for each in (*found, *labour, *counties)}


def group_of(dataset: Dataset, key: str) -> Group | None:
    """Return the group that a link asks for; None where there is none by that word."""
    known = ready_made(dataset)
    if key in known:
        return known[key]
    if key.startswith(_LABOUR):
        return _labour(dataset, key.removeprefix(_LABOUR))
    places = dataset.every_municipality
    if key.startswith(ALIKE):
        code = key.removeprefix(ALIKE)
        return Group(key, "alike", (), code) if code in places else None
    if not _CHOSEN.fullmatch(key):
        return None
    codes = tuple(sorted({code for code in key.split("-") if code in places}))
    return Group("-".join(codes), "chosen", codes) if len(codes) > 1 else None


def chosen_key(codes: tuple[str, ...]) -> str:
    """Return how a link says municipalities that somebody has chosen."""
    return "-".join(sorted(codes))


def _county(dataset: Dataset, code: str) -> Group:
    return Group(f"{_COUNTY}{code}", "county", _in_county(dataset)[code], code)


@kept_everywhere
def _in_county(dataset: Dataset) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {code: [] for code in dataset.counties}
    for code in dataset.every_municipality:
        found[dataset.county_of(code)].append(code)
    return {county: tuple(codes) for county, codes in found.items()}


def _labour(dataset: Dataset, code: str) -> Group | None:
    areas = dataset.labour_areas
    codes = tuple(str(each) for each in areas.index[areas["area"] == code])
    return Group(f"{_LABOUR}{code}", "labour", codes, code) if codes else None
