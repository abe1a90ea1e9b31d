"""What has to agree between tables: keys, units, limits, and the county that is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from vbdash.data import faults as say
from vbdash.data.editions import registry_faults
from vbdash.data.faults import Fault, Found, as_list, fault
from vbdash.data.needs import ROWS
from vbdash.data.worked_out import ingredients


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
    made = _made_of(tables.get("measures"), paths.get("measures", ""))
    needed = _rows_needed(tables, paths)
    return [*_foreign_keys(package, tables), *_figures(tables), *registry, *made, *needed]


def _rows_needed(
    tables: Mapping[str, pd.DataFrame], paths: Mapping[str, str]
) -> Iterator[Fault]:
    """Yield a fault for each row that pages begin with and a table lacks."""
    for table, key in ROWS.items():
        rows = tables.get(table)
        if rows is not None and "id" in rows and not (rows["id"] == key).any():
            yield fault(paths[table], say.ROW_THERE, column="id", id=key)


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
                known = set(target[other].dropna())
                unknown = set(frame[own].dropna().unique()) - known
                if unknown:  # of many rows, few differ
                    wrong = frame.loc[frame[own].isin(list(unknown)), own].astype("object")
                    found.cells(say.KEY_KNOWN, own, wrong, table=name, field=other)
        yield from found.faults()


def _figures(tables: Mapping[str, pd.DataFrame]) -> list[Fault]:
    """Check what no schema can say: a figure is in its measure's unit, and one that can occur."""
    found = Found("observations.csv")
    measures, observations = tables.get("measures"), tables.get("observations")
    if measures is None or not {"id", "unit", "kind"} <= set(measures):
        return []
    if observations is None or not {"measure", "unit", "value"} <= set(observations):
        return []
    if measures.empty:  # that no measure of theirs is there, the keys say
        return []
    first = measures.drop_duplicates("id")
    place = _places(observations["measure"], pd.Index(first["id"].astype("object")))
    registry, known = first.reset_index(drop=True), place >= 0
    expected = registry["unit"].astype("object").to_numpy()[place]
    units = pd.Index(registry["unit"].astype("object").unique())
    meant = units.get_indexer(registry["unit"].astype("object"))[place]
    wrong = known & (_places(observations["unit"], units) != meant)
    for row, unit, wanted in _cells(observations, "unit", wrong, expected):
        found.add(say.UNIT_OF_MEASURE, row=row, column="unit", found=unit, unit=wanted)
    values = observations["value"].to_numpy(dtype="float64")
    for limit, expectation in (("least", say.VALUE_LEAST), ("most", say.VALUE_MOST)):
        bound = _bounds(registry, limit)[place]
        beyond = known & ((values < bound) if limit == "least" else (values > bound))
        for row, value, most in _cells(observations, "value", beyond, bound):
            found.add(expectation, row=row, column="value", found=value, limit=f"{most:g}")
    return found.faults()


def _places(column: pd.Series, known: pd.Index) -> np.ndarray[Any, Any]:
    """Return where each value stands among the known ones; -1 where it does not."""
    if isinstance(column.dtype, pd.CategoricalDtype):  # each different value once
        places = known.get_indexer(column.cat.categories.astype("object"))
        return np.append(places, -1)[column.cat.codes.to_numpy()]
    found: np.ndarray[Any, Any] = known.get_indexer(pd.Index(column))
    return found


def _cells(
    rows: pd.DataFrame, column: str, wrong: np.ndarray[Any, Any], expected: np.ndarray[Any, Any]
) -> Iterator[tuple[int, Any, Any]]:
    places = np.flatnonzero(wrong)
    cells = rows[column].iloc[places].astype("object")
    for row, cell, wanted in zip(cells.index, cells, expected[places], strict=True):
        yield int(row), cell, wanted


def _bounds(measures: pd.DataFrame, limit: str) -> np.ndarray[Any, Any]:
    """Return the least or the most that each measure can be; NaN where there is no saying.

    A share or rate in percent lies between 0 and 100, unless the registry says otherwise.
    """
    percent = (measures["unit"] == "percent") & measures["kind"].isin(["share", "rate"])
    usual = percent.map({True: 0.0 if limit == "least" else 100.0, False: np.nan})
    told = measures[limit] if limit in measures else usual
    bounds: np.ndarray[Any, Any] = told.astype("float64").fillna(usual).to_numpy()
    return bounds


def _made_of(measures: pd.DataFrame | None, path: str) -> list[Fault]:
    """Check that what a measure is worked out of is there, and is not that measure itself."""
    if measures is None or not {"id", "numerator", "denominator"} <= set(measures):
        return []
    found, made = Found(path), ingredients(measures)
    names = dict(zip(measures.index, measures["id"].astype(str), strict=True))
    known = set(names.values())
    for column in ("numerator", "denominator"):
        for row, cell in measures.loc[measures[column].notna(), column].items():
            tell = partial(found.add, row=int(str(row)), column=column)
            unknown = [each for each in str(cell).split() if each not in known]
            if unknown:
                tell(say.KEY_KNOWN, found=unknown[0], table="measures", field="id")
            elif column == "numerator" and names[row] not in made:
                tell(say.NOT_OF_ITSELF, found=cell)
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
