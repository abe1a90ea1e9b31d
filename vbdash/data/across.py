"""What has to agree between tables: keys, units, and the county that is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from vbdash.data import faults as say
from vbdash.data.editions import registry_faults
from vbdash.data.faults import Fault, Found, as_list

def across(package: Mapping[str, Any], tables: Mapping[str, pd.DataFrame]) -> list[Fault]:
    """List what does not agree between tables.

    Parameters
    ----------
    package
        The description, of a shape that :func:`vbdash.data.shape.description` lets pass.
    tables
        The tables that could be read; the index of each is the row in the file.
    """
    paths = {each["name"]: each["path"] for each in package["resources"]}
    registry = registry_faults(tables, paths.get("series", ""))
    return [*_foreign_keys(package, tables), *_units(tables), *registry]


def _foreign_keys(
    package: Mapping[str, Any], tables: Mapping[str, pd.DataFrame]
) -> Iterator[Fault]:
    """List every value that points to a row that does not exist."""
    for resource in package["resources"]:
        frame, found = tables.get(resource["name"]), Found(resource["path"])
        for key in resource["schema"].get("foreignKeys", []):
            name = key["reference"]["resource"] or resource["name"]
            target = tables.get(name)
            if frame is None or target is None:
                continue
            pairs = zip(as_list(key["fields"]), as_list(key["reference"]["fields"]), strict=True)
            for own, other in pairs:
                values = frame[own].astype("object")
                known = set(target[other].astype("object").dropna())
                wrong = values[values.notna() & ~values.isin(known)]
                found.cells(say.KEY_KNOWN, own, wrong, table=name, field=other)
        yield from found.faults()


def _units(tables: Mapping[str, pd.DataFrame]) -> list[Fault]:
    """Check what no schema can say: a figure carries the unit of its measure."""
    found = Found("observations.csv")
    measures, observations = tables.get("measures"), tables.get("observations")
    if measures is None or not {"id", "unit"} <= set(measures):
        return []
    if observations is None or not {"measure", "unit"} <= set(observations):
        return []
    units = dict(zip(measures["id"].astype("object"), measures["unit"].astype("object"), strict=True))
    carried = observations["unit"].astype("object")
    expected = observations["measure"].astype("object").map(units)
    wrong = (carried != expected) & expected.notna()
    for row, unit, wanted in zip(wrong.index[wrong], carried[wrong], expected[wrong], strict=True):
        found.add(say.UNIT_OF_MEASURE, row=int(row), column="unit", found=unit, unit=wanted)
    return found.faults()


def counties(regions: pd.DataFrame) -> dict[str, str]:
    """Return the names of the counties by their codes."""
    own = regions[regions["level"] == "county"]
    return dict(zip(own["code"].astype(str), own["name_sv"].astype(str), strict=True))


def county_code(text: str, known: Mapping[str, str]) -> str | None:
    """Return the county that is meant by its code, with or without zeros, or by its name.

    Examples
    --------
    >>> county_code("Västerbotten", {"24": "Västerbottens län"})
    '24'
    """
    wanted = " ".join(text.split()).casefold()
    if wanted.isascii() and wanted.isdigit():
        wanted = wanted.lstrip("0").zfill(2)
    for code, name in known.items():
        whole = name.casefold()
        short = whole.removesuffix(" län")
        if wanted in {code, whole, short, short.removesuffix("s")}:
            return code
    return None
